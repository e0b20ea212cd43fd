"""The report as comma-separated values for other programs: RFC 4180, UTF-8, one row a box."""

import csv
from datetime import datetime
from io import StringIO

from rmadesk.adapters.reports.cells import Cell
from rmadesk.adapters.reports.rows import COLUMNS, Sheet
from rmadesk.domain.spreadsheets import guarded

# Without a byte order mark: RFC 4180 knows none, and programs take it for part of the first column's name.
_ENCODING = "utf-8"


def render(sheet: Sheet) -> bytes:
    """Every box with its section: duplicates and voided receipts are rows, but not in the totals.

    Keys, codes and instants (ISO 8601 with the site's offset) are the same in every language; sentences are not.
    """
    paper = StringIO()
    writer = csv.writer(paper, lineterminator="\r\n")
    writer.writerow([column.key for column in COLUMNS])
    writer.writerows([_field(line.cells[column.key]) for column in COLUMNS] for line in sheet.lines)
    return paper.getvalue().encode(_ENCODING)


def _field(cell: Cell) -> str:
    if isinstance(cell.value, datetime):
        return cell.value.isoformat()
    return guarded(str(cell.value))
