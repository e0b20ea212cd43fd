"""The RMA number that a label's print may say, where its code can't be read: a suggestion that a person confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.scan_text import storable
from rmadesk.domain.scans import Corner, Scan, ScanSource
from rmadesk.services.print_forms import Mention, mentions, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rmadesk.domain.number_forms import NumberForm
    from rmadesk.domain.scans import PrintedText
    from rmadesk.services.ports import PrintReader
    from rmadesk.services.site import Site
    from rmadesk.services.stores import AuthorizationStore, Storage

MAX_SUGGESTIONS = 5
MAX_LOOK_UPS = 2000


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that the print may say, never an identification by itself.

    `rma_number` is its normal form, `text` the print it was found in, `score` the recogniser's certainty of that,
    0 to 1, position and page as in `Read`. `known`: the registry has it. `corrected`: the number was made from
    what was recognised by taking a letter for the digit that looks like it, or a digit for the letter, or by
    its check character. `written` is the number as the site writes it.
    """

    rma_number: str
    text: str
    score: float
    known: bool
    position: tuple[Corner, Corner, Corner, Corner]
    corrected: bool = False
    page: int = 1
    written: str | None = None

    @property
    def confirmed(self) -> Scan:
        """What stands on the box once a person said that this is its number."""
        return Scan(self.written or f"RMA-{self.rma_number}", ScanSource.OCR)


class PrintedNumbers:
    """Looks for RMA numbers in the print of a picture. Records nothing and decides nothing."""

    def __init__(self, storage: Storage, reader: PrintReader, site: Site) -> None:
        self._storage = storage
        self._reader = reader
        self._forms = site.rma_forms

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

    def confirmed(self, number: str) -> Scan:
        """The scan of an RMA number that a person found right in the print, however they wrote it."""
        return Scan(storable(_written(rma_key(number), self._forms)), ScanSource.OCR)

    def _ranked(self, prints: tuple[PrintedText, ...]) -> tuple[PrintedNumber, ...]:
        if not prints:
            return ()
        with self._storage.reading() as work:
            return ranked(prints, work.authorizations, self._forms)


def ranked(
    prints: tuple[PrintedText, ...], registry: AuthorizationStore, forms: Sequence[NumberForm]
) -> tuple[PrintedNumber, ...]:
    """The numbers that the print may say, best first, each once, at most 5; `forms` are how the site writes them.

    What the registry has comes before what only has the form of an RMA number, what stands behind the letters RMA
    before bare digits, what is printed just so before what had to be corrected.
    """
    look_ups = _LookUps(registry)
    found = sorted(
        (number for mention in mentions(prints) for number in _numbers(mention, look_ups, forms)),
        key=lambda each: each[0],
    )
    first: dict[str, PrintedNumber] = {}
    for _, number in found:
        first.setdefault(number.rma_number, number)
    return tuple(first.values())[:MAX_SUGGESTIONS]


_Rank = tuple[bool, bool, bool, float]


class _LookUps:
    """What the registry has, each number looked up once; a picture full of numbers does not keep it busy for ever."""

    def __init__(self, registry: AuthorizationStore) -> None:
        self._registry = registry
        self._known: dict[str, bool] = {}

    def knows(self, number: str) -> bool:
        if number not in self._known:
            if len(self._known) >= MAX_LOOK_UPS:
                return False
            self._known[number] = self._registry.get(number) is not None
        return self._known[number]


def _numbers(
    mention: Mention, registry: _LookUps, forms: Sequence[NumberForm]
) -> Iterator[tuple[_Rank, PrintedNumber]]:
    """All that one mention may be; without a caption, only what the registry has."""
    for reading in readings(mention, forms):
        known = registry.knows(reading.number)
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
                written=_written(reading.number, forms),
            ),
        )
        if known and not reading.corrected:
            return


def _written(number: str, forms: Sequence[NumberForm]) -> str:
    """Behind the letters RMA, unless the site's own numbers have none."""
    captioned = f"RMA-{number}"
    return number if not _fits(captioned, forms) and _fits(number, forms) else captioned


def _fits(text: str, forms: Sequence[NumberForm]) -> bool:
    return any(form.fits(text) for form in forms)
