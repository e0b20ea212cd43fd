"""Columns of the registry, of the bench's queue and of the bad rows of an import."""

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.rma import Authorization, Customer
from rmadesk.services.inspection import BenchItem
from ui.icons import Icons
from ui.models.record_table import Column
from ui.text import Words

Found = tuple[Authorization, Customer | None]


def customer_name(authorization: Authorization, customer: Customer | None) -> str:
    """The name, else the customer's id, else a dash."""
    return (customer.name if customer else None) or authorization.customer_id or "–"


def registry_columns(words: Words) -> tuple[Column[Found], ...]:
    """What a search finds."""
    return (
        Column(QCoreApplication.translate("Registry", "RMA"), lambda found: found[0].written),
        Column(QCoreApplication.translate("Registry", "Customer"), lambda found: customer_name(*found)),
        Column(
            QCoreApplication.translate("Registry", "Issued"),
            lambda found: words.when(found[0].issued_at) if found[0].issued_at else "–",
        ),
        Column(
            QCoreApplication.translate("Registry", "Kind"),
            lambda found: words.word("rma-kind", found[0].kind) if found[0].kind else "–",
        ),
        Column(
            QCoreApplication.translate("Registry", "Status"), lambda found: words.word("rma-status", found[0].status)
        ),
    )


def bench_columns(words: Words, icons: Icons) -> tuple[Column[BenchItem], ...]:
    """What waits at the bench."""
    return (
        Column(QCoreApplication.translate("Bench", "Arrived"), lambda item: words.when(item.box.arrived_at)),
        Column(QCoreApplication.translate("Bench", "RMA"), lambda item: item.authorization.written),
        Column(
            QCoreApplication.translate("Bench", "Verdict"),
            lambda item: words.verdict(item.box.verdict),
            lambda item: icons.verdict(item.box.verdict),
        ),
        Column(QCoreApplication.translate("Bench", "Serial number"), lambda item: item.unit.serial_number or "–"),
        Column(
            QCoreApplication.translate("Bench", "Part"),
            lambda item: item.unit.part_number or item.unit.description or "–",
        ),
    )


def bad_row_columns(words: Words) -> tuple[Column[RefusedError], ...]:
    """What is wrong with the rows of a file."""
    return (
        Column(QCoreApplication.translate("Import", "Line"), lambda error: str(error.figures.get("line") or "–")),
        Column(QCoreApplication.translate("Import", "Column"), lambda error: str(error.figures.get("column") or "–")),
        Column(QCoreApplication.translate("Import", "Reason"), words.error),
    )
