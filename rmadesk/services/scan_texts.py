"""Raw texts that are more than an identifier: a square code may hold a name and an address, so they are personal."""

from dataclasses import replace
from typing import Any

from rmadesk.domain.events import PersonalEntry
from rmadesk.domain.identifiers import IdentifierKind, rma_key
from rmadesk.domain.plain import from_plain, to_plain
from rmadesk.domain.rma import Box, BoxScan, Candidate
from rmadesk.domain.scan_text import GROUP_SEPARATOR, RECORD_SEPARATOR, clean
from rmadesk.services.ledger import Ledger
from rmadesk.services.stores import Stores

_TEXTS = "texts"
_CANDIDATES = "candidates"
_STRUCTURE = frozenset((GROUP_SEPARATOR, RECORD_SEPARATOR))
_FIELD = "("
"""Begins a field of a GS1 text as people read it, which has no separators."""


def set_aside(box: Box, ledger: Ledger) -> tuple[Box, PersonalEntry | None]:
    """The box as its event may hold it, and the entry with what was taken out, in the order of the scans.

    A badge opens a station: its code is kept nowhere.
    """
    scans = tuple(_without_badge(scan) for scan in box.scans)
    personal = [scan for scan in scans if _is_personal(scan)]
    if not personal:
        return replace(box, scans=scans), None
    held: dict[str, Any] = {_TEXTS: [scan.text for scan in personal]}
    if any(scan.candidates for scan in personal):
        held[_CANDIDATES] = [to_plain(scan.candidates) for scan in personal]
    entry = ledger.personal(held)
    bare = tuple(_bare(scan) if _is_personal(scan) else scan for scan in scans)
    return replace(box, scans=bare, texts_entry=entry.id), entry


def put_back(box: Box, stores: Stores) -> Box:
    """The stored box with its texts; without them where the entry was erased."""
    entry = stores.personal.get(box.texts_entry) if box.texts_entry else None
    if entry is None:
        return box
    texts: list[str] = entry.body[_TEXTS]
    candidates: list[Any] = entry.body.get(_CANDIDATES) or [[]] * len(texts)
    aside = iter(zip(texts, candidates, strict=True))
    scans = tuple(_with_text(scan, *next(aside)) if _was_set_aside(scan) else scan for scan in box.scans)
    return replace(box, scans=scans)


def _is_personal(scan: BoxScan) -> bool:
    """Nobody can say what it is, or it holds more than what it was taken for."""
    if scan.kind is IdentifierKind.BADGE:
        return False
    if scan.kind is IdentifierKind.RMA and rma_key(clean(scan.text)) != scan.value:
        return True
    return scan.kind is IdentifierKind.UNKNOWN or not _STRUCTURE.isdisjoint(scan.text) or scan.text.count(_FIELD) > 1


def _bare(scan: BoxScan) -> BoxScan:
    value = "" if scan.kind is IdentifierKind.UNKNOWN else scan.value
    return replace(scan, text="", value=value, candidates=())


def _was_set_aside(scan: BoxScan) -> bool:
    return not scan.text and scan.kind is not IdentifierKind.BADGE


def _with_text(scan: BoxScan, text: str, candidates: list[Any]) -> BoxScan:
    value = clean(text) if scan.kind is IdentifierKind.UNKNOWN else scan.value
    return replace(scan, text=text, value=value, candidates=tuple(from_plain(Candidate, each) for each in candidates))


def _without_badge(scan: BoxScan) -> BoxScan:
    return replace(scan, text="", value="", candidates=()) if scan.kind is IdentifierKind.BADGE else scan
