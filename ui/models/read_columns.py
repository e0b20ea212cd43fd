"""Columns of the table of what was read on a box: the text, and all that it was taken for."""

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.identifiers import Identification, Identifier, IdentifierKind
from rmadesk.domain.scans import Scan
from rmadesk.services.contents import Contents
from rmadesk.services.questions import other_candidates
from ui.models.record_table import Column
from ui.text import Words, shown

Read = tuple[Scan, Identification]
_MOST_OTHERS = 3


def reads_of(contents: Contents) -> tuple[Read, ...]:
    """What was read on a box, in the order of the reading."""
    return tuple((scan, each) for (scan, _), each in zip(contents.scans, contents.identifications, strict=True))


def read_columns(words: Words) -> tuple[Column[Read], ...]:
    """Texts are data: shown with nothing hidden in them, and never followed."""
    return (
        Column(QCoreApplication.translate("Reads", "On this box"), lambda read: shown(read[0].text)),
        Column(QCoreApplication.translate("Reads", "Taken for"), lambda read: taken_for(read, words)),
    )


def taken_for(read: Read, words: Words) -> str:
    """What a text was taken for, how sure that is, what else it could be or holds, and where it came from."""
    scan, identification = read
    source = words.word("scan-source", scan.source)
    if not scan.confirmed and not identification.identifier.known:
        said = QCoreApplication.translate("Reads", "not sure that it is read right")
        return f"{said} ({source})"
    return f"{_said(identification, scan, words)} ({source})"


def sort_of(identifier: Identifier, words: Words) -> str:
    """What sort of number it is: whose, of which service."""
    kind = words.word("identifier-kind", identifier.kind)
    named = " ".join(filter(None, (identifier.carrier, identifier.service)))
    return f"{named}, {kind}" if named else kind


def _said(identification: Identification, scan: Scan, words: Words) -> str:
    identifier = identification.identifier
    said = sort_of(identifier, words)
    if identification.is_guess:
        said = QCoreApplication.translate("Reads", "perhaps {sort}: a guess by its form").format(sort=said)
    elif identifier.kind is IdentifierKind.RMA and not identifier.known:
        said = QCoreApplication.translate("Reads", "{sort}, not in the registry").format(sort=said)
    if identifier.kind is not IdentifierKind.UNKNOWN and _hidden(identifier, scan):
        said = f"{said} {shown(identifier.value)}"
    for each in identification.also:
        said = f"{said} + {sort_of(each, words)} {shown(each.value)}"
    others = tuple(dict.fromkeys(sort_of(each, words) for each in other_candidates(identification)))
    if others:
        sorts = "; ".join(others[:_MOST_OTHERS])
        said = f"{said} – " + QCoreApplication.translate("Reads", "or else {sorts}").format(sorts=sorts)
    return said


def _hidden(identifier: Identifier, scan: Scan) -> bool:
    """The number stands within a longer text."""
    return identifier.value not in scan.text.upper().replace(" ", "").replace("-", "") or len(scan.text) > 2 * len(
        identifier.value
    )
