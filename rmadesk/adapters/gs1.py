"""GS1 element strings, taken apart by biip."""

from rmadesk.domain.scan_text import MAX_SCAN_CHARACTERS


class ElementStrings:
    """Implements the port `Gs1`."""

    def elements(self, text: str) -> tuple[tuple[str, str], ...]:
        """Application identifiers and values, in the text's order; none where it is no element string."""
        if (
            len(text) > MAX_SCAN_CHARACTERS or not text.isascii()
        ):  # GS1's signs are ASCII; biip takes any script's digits
            return ()
        from biip.gs1_messages import GS1Message  # only where a code may be one: it reads all of GS1's tables

        try:
            message = GS1Message.parse_hri(text) if text.startswith("(") else GS1Message.parse(text)
            return tuple((element.ai.ai, element.value) for element in message.element_strings)
        except Exception:  # noqa: BLE001 - on texts that are none biip fails in ways of its own: none is our fault
            return ()
