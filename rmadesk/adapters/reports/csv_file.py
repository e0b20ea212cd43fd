"""The report as comma-separated values for other programs: RFC 4180, UTF-8, one row a box."""

import csv
import re
from datetime import datetime
from io import StringIO

from rmadesk.adapters.reports.cells import Cell
from rmadesk.adapters.reports.rows import COLUMNS, Sheet

# Without a byte order mark: RFC 4180 knows none, and programs take it for part of the first column's name.
_ENCODING = "utf-8"
_FORMULA = re.compile(
    "\\A(?=[ \u00a0\ufeff]*[=+\\-@\t\r\n])"  # the cell
    "|(?<=[\r\n])(?=[ \u00a0\ufeff]*[=+\\-@\t])"  # a later line of it, which a bad reader takes for a cell
)


def render(sheet: Sheet) -> bytes:
    """Every box with its section: duplicates and voided receipts are rows, but not in the totals.

    Keys, codes and instants (ISO 8601 with the site's offset) are the same in every language; sentences are not.
    """
    paper = StringIO()
    writer = csv.writer(paper, lineterminator="\r\n")
    writer.writerow([column.key for column in COLUMNS])
    writer.writerows([_field(line.cells[column.key]) for column in COLUMNS] for line in sheet.lines)
    return paper.getvalue().encode(_ENCODING)


def guarded(text: str) -> str:
    """The text with an apostrophe before each line that a spreadsheet would take for a formula."""
    return _FORMULA.sub("'", text)


def _field(cell: Cell) -> str:
    if isinstance(cell.value, datetime):
        return cell.value.isoformat()
    return guarded(str(cell.value))
