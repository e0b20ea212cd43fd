"""Raw texts that nobody could identify: a square code may hold a name and an address, so they are personal."""

from dataclasses import replace

from rmadesk.domain.events import PersonalEntry
from rmadesk.domain.identifiers import IdentifierKind, clean
from rmadesk.domain.rma import Box, BoxScan
from rmadesk.services.ledger import Ledger
from rmadesk.services.stores import Stores

_TEXTS = "texts"


def set_aside(box: Box, ledger: Ledger) -> tuple[Box, PersonalEntry | None]:
    """The box as its event may hold it, and the entry with the texts that were taken out, in the order of the scans."""
    texts = [scan.text for scan in box.scans if _is_unknown(scan)]
    if not texts:
        return box, None
    entry = ledger.personal({_TEXTS: texts})
    bare = tuple(replace(scan, text="", value="") if _is_unknown(scan) else scan for scan in box.scans)
    return replace(box, scans=bare, texts_entry=entry.id), entry


def put_back(box: Box, stores: Stores) -> Box:
    """The stored box with its texts; without them where the entry was erased."""
    entry = stores.personal.get(box.texts_entry) if box.texts_entry else None
    if entry is None:
        return box
    texts = iter(entry.body[_TEXTS])
    scans = tuple(_with_text(scan, next(texts)) if _is_unknown(scan) else scan for scan in box.scans)
    return replace(box, scans=scans)


def _is_unknown(scan: BoxScan) -> bool:
    return scan.kind is IdentifierKind.UNKNOWN


def _with_text(scan: BoxScan, text: str) -> BoxScan:
    return replace(scan, text=text, value=clean(text))
