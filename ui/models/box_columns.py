"""Columns of tables of boxes."""

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.reporting import ReportRow
from ui.icons import Icons
from ui.models.record_table import Column
from ui.text import Words, shown


def box_name(box: Box) -> str:
    """What a box is called on screen: its RMA numbers, else its parcel, else what was scanned first."""
    if box.rma_numbers:
        return ", ".join(box.rma_numbers)
    return shown(box.parcel or next((scan.text for scan in box.scans), "") or "?")


def verdict_word(box: Box, words: Words) -> str:
    """The verdict; for a duplicate and for an undone receipt that they are such."""
    if box.voided_at is not None:
        return QCoreApplication.translate("Boxes", "Undone")
    if box.state is BoxState.DUPLICATE:
        return words.capital("box-state", box.state)
    return words.verdict(box.verdict)


def packaging_word(box: Box, words: Words) -> str:
    """How it is packed, or a dash where nobody said."""
    return words.word("packaging-kind", box.packaging) if box.packaging else "–"


def recent_columns(words: Words, icons: Icons) -> tuple[Column[Box], ...]:
    """The last boxes at the dock."""

    def undone(box: Box) -> bool:
        return box.voided_at is not None

    return (
        Column(QCoreApplication.translate("Boxes", "Time"), lambda box: words.time(box.received_at), struck=undone),
        Column(QCoreApplication.translate("Boxes", "Box"), box_name, struck=undone),
        Column(
            QCoreApplication.translate("Boxes", "Verdict"),
            lambda box: verdict_word(box, words),
            lambda box: icons.icon(verdict_icon(box), verdict_token(box)),
        ),
        Column(QCoreApplication.translate("Boxes", "Packaging"), lambda box: packaging_word(box, words), struck=undone),
        Column(QCoreApplication.translate("Boxes", "By"), lambda box: box.received_by, struck=undone),
    )


def report_columns(words: Words, icons: Icons) -> tuple[Column[ReportRow], ...]:
    """The boxes of a day."""
    return (
        Column(QCoreApplication.translate("Boxes", "Arrived"), lambda row: words.time(row.box.arrived_at)),
        Column(
            QCoreApplication.translate("Boxes", "Verdict"),
            lambda row: verdict_word(row.box, words),
            lambda row: icons.icon(verdict_icon(row.box), verdict_token(row.box)),
        ),
        Column(QCoreApplication.translate("Boxes", "RMA"), lambda row: ", ".join(row.box.rma_numbers) or "–"),
        Column(QCoreApplication.translate("Boxes", "Customer"), lambda row: ", ".join(row.customers) or "–"),
        Column(QCoreApplication.translate("Boxes", "Parcel"), lambda row: row.box.parcel or "–"),
        Column(QCoreApplication.translate("Boxes", "Packaging"), lambda row: packaging_word(row.box, words)),
        Column(
            QCoreApplication.translate("Boxes", "Reasons"),
            lambda row: " ".join(reason.sentence for reason in words.reasons(row.box)),
        ),
    )


def verdict_icon(box: Box) -> str:
    """The icon of what became of a box."""
    if box.voided_at is not None:
        return "undone"
    return "duplicate" if box.state is BoxState.DUPLICATE else box.verdict.value


def verdict_token(box: Box) -> str:
    """The colour of what became of a box."""
    if box.voided_at is not None or box.state is BoxState.DUPLICATE:
        return "muted"
    return Icons.token(box.verdict)
