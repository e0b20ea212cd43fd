"""The raw text of a scan: how much of it is kept, and what of it can belong to an identifier."""

from rmadesk.domain.aim import split_aim

MAX_SCAN_CHARACTERS = 512
MAX_KEPT_CHARACTERS = 4096
GROUP_SEPARATOR = "\x1d"
RECORD_SEPARATOR = "\x1e"
END_OF_TRANSMISSION = "\x04"
_KEPT_CONTROLS = {GROUP_SEPARATOR, RECORD_SEPARATOR, END_OF_TRANSMISSION}  # the structure of GS1 and ISO 15434 texts
_NO_BREAK_SPACE = "\u00a0"
_SPACES = " " + _NO_BREAK_SPACE


def storable(text: str) -> str:
    """The raw text as it is kept: at most 4,096 characters, halves of characters (lone surrogates) marked as lost."""
    return text[:MAX_KEPT_CHARACTERS].encode("utf-8", "replace").decode()


def without_controls(text: str) -> str:
    """The text without control characters (but for GS, RS and EOT) and surrounding space; an AIM identifier stays.

    At most 512 characters; what a scanner sends beyond that is no identifier.
    """
    capped = text[:MAX_SCAN_CHARACTERS]
    return "".join(c for c in capped if c.isprintable() or c in _KEPT_CONTROLS or c == _NO_BREAK_SPACE).strip(_SPACES)


def clean(text: str) -> str:
    """The same without its AIM identifier: what stands in the code."""
    return split_aim(without_controls(text))[1].strip(_SPACES)
