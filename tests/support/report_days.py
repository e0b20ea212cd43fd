"""A day with everything that a report has to tell apart, and how the report's files are read back."""

import csv
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pypdfium2
from python_calamine import CalamineWorkbook

from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import Effect
from rmadesk.domain.rma import BoxState, Piece
from rmadesk.services.reporting import ReportRow
from support.records import CLAUSE, MORNING, box, box_id, finding, judged, row

CUSTOMERS = (
    "Müller & Söhne <Süd> GmbH",
    "株式会社東京ストレージ研究所",
    "Ελληνικά Δίκτυα",
    "«Сибирские Серверы»",
    '=HYPERLINK("http://example.invalid","Kent")',
)


def full_day() -> tuple[ReportRow, ...]:
    """Ten boxes: each verdict, several RMAs in a box, none, back-dated, duplicates near and far, voided."""
    hold, note = Effect.HOLD, Effect.NOTE
    return (
        row(box(1), "Acme Robotics Inc."),
        row(
            box(2, judged("218044", finding("packaging-not-accepted", hold, source=CLAUSE)),
                packaging=PackagingKind.OTHER, state=BoxState.QUARANTINED),
            CUSTOMERS[0],
        ),
        row(
            box(3, judged("217903", finding("rma-expired", Effect.REFUSE, variant="money_back", source=CLAUSE)),
                state=BoxState.REFUSED),
            CUSTOMERS[1],
        ),
        row(
            box(4, judged("217910", finding("packaging-damage", Effect.CHARGE, source=CLAUSE, amount="120.00",
                                            currency="USD"), charges=[("120.00", "USD")]),
                outer_damage=OuterDamage.CRUSHED, marked_on_box=True),
            CUSTOMERS[2],
        ),
        row(
            box(5,
                judged("217911", finding("outer-damage", note)),
                judged("217912", finding("outer-damage", note), finding("rma-not-open", hold)),
                judged("217913", finding("outer-damage", note), finding("packaging-damage", Effect.CHARGE),
                       charges=[(None, "USD")], edition="support-page"),
                outer_damage=OuterDamage.CRUSHED, piece=Piece(1, 2),
                tracking_numbers=("1Z999AA10000000005", "00340434292135100186")),
            CUSTOMERS[3], CUSTOMERS[4],
        ),
        row(box(6, judged(None, finding("rma-number-missing", Effect.REFUSE)), state=BoxState.UNMATCHED, packaging=None,
                number_state=NumberState.MISSING, tracking_numbers=(), parcel="003404342921351001")),
        row(box(7, received_after=timedelta(days=1, hours=3), received_by="bob"), "Late Night Logistics"),
        row(box(8, state=BoxState.DUPLICATE, duplicate_of=box_id(2)), CUSTOMERS[0]),
        row(box(9, state=BoxState.DUPLICATE, duplicate_of=box_id(777)), CUSTOMERS[0]),
        row(box(10, voided_at=MORNING + timedelta(hours=2), voided_by="bob"), "Undone Ltd"),
    )  # fmt: skip


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by the keys of its header."""
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of a workbook as another library reads them, by sheet; every row of a sheet is equally long."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def workbook_part(content: bytes, name: str) -> str:
    """One XML file of a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def pages(content: bytes) -> list[str]:
    """The text of each page of a PDF, without blanks: those and line ends are the page's, not the report's."""
    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for page in document:
            reader = page.get_textpage()
            texts.append(unspaced(reader.get_text_range()))
            reader.close()
            page.close()
        return texts
    finally:
        document.close()


def unspaced(*texts: str) -> str:
    """Texts run together, as `pages` gives them; a hyphen that ends a line has a code of its own there."""
    return re.sub(r"\s", "", "".join(texts).replace("\ufffe", "-").replace("\u00ad", ""))
