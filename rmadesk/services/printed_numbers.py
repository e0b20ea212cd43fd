"""The RMA number that a label's print may say, where its code can't be read: a suggestion that a person confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rmadesk.domain.identifiers import rma_key, storable
from rmadesk.domain.scans import Corner, Scan, ScanSource
from rmadesk.services.print_forms import Mention, mentions, readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rmadesk.domain.scans import PrintedText
    from rmadesk.services.ports import PrintReader
    from rmadesk.services.stores import AuthorizationStore, Storage

MAX_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that the print may say, never an identification by itself.

    `rma_number` is its normal form, `text` the print it was found in, `score` the recogniser's certainty of that,
    0 to 1, position and page as in `Read`. `known`: the registry has it. `corrected`: the number was made from
    what was recognised by taking a letter for the digit that looks like it, or a digit for the letter.
    """

    rma_number: str
    text: str
    score: float
    known: bool
    position: tuple[Corner, Corner, Corner, Corner]
    corrected: bool = False
    page: int = 1

    @property
    def confirmed(self) -> Scan:
        """What stands on the box once a person said that this is its number."""
        return confirmed_print(self.rma_number)


def confirmed_print(number: str) -> Scan:
    """The scan of an RMA number that was proposed from the print and that a person said yes to."""
    return Scan(f"RMA-{storable(rma_key(number))}", ScanSource.OCR)


class PrintedNumbers:
    """Looks for RMA numbers in the print of a picture. Records nothing and decides nothing."""

    def __init__(self, storage: Storage, reader: PrintReader) -> None:
        self._storage = storage
        self._reader = reader

    @property
    def there(self) -> bool:
        """Whether this machine can read print; it is an extra."""
        return self._reader.there

    def suggest_file(self, path: Path) -> tuple[PrintedNumber, ...]:
        """The numbers in a picture file, best first; at most 5. Takes a second or more.

        Raises RefusedError `ocr-missing`, `picture-...`; FaultError `picture-...`, `database-...`.
        """
        return self._ranked(self._reader.print_in_file(path))

    def suggest_bytes(self, content: bytes, name: str) -> tuple[PrintedNumber, ...]:
        """The same from memory; `name` is what messages call it."""
        return self._ranked(self._reader.print_in_bytes(content, name))

    def _ranked(self, prints: tuple[PrintedText, ...]) -> tuple[PrintedNumber, ...]:
        if not prints:
            return ()
        with self._storage.reading() as work:
            return ranked(prints, work.authorizations)


def ranked(prints: tuple[PrintedText, ...], registry: AuthorizationStore) -> tuple[PrintedNumber, ...]:
    """The numbers that the print may say, best first, each once, at most 5.

    What the registry has comes before what only has the form of an RMA number, what stands behind the letters RMA
    before bare digits, what is printed just so before what had to be corrected.
    """
    found = sorted(
        (number for mention in mentions(prints) for number in _numbers(mention, registry)), key=lambda each: each[0]
    )
    first: dict[str, PrintedNumber] = {}
    for _, number in found:
        first.setdefault(number.rma_number, number)
    return tuple(first.values())[:MAX_SUGGESTIONS]


_Rank = tuple[bool, bool, bool, float]


def _numbers(mention: Mention, registry: AuthorizationStore) -> Iterator[tuple[_Rank, PrintedNumber]]:
    """All that one mention may be; without a caption, only what the registry has."""
    for reading in readings(mention):
        known = registry.get(reading.number) is not None
        if not known and not reading.by_form:
            continue
        printed = mention.printed
        yield (
            (not known, not mention.captioned, reading.corrected, -printed.score),
            PrintedNumber(
                rma_number=reading.number,
                text=printed.text,
                score=printed.score,
                known=known,
                position=printed.position,
                corrected=reading.corrected,
                page=printed.page,
            ),
        )
        if known and not reading.corrected:
            return
