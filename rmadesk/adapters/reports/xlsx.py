"""The report as a workbook for people: boxes, totals, and what stands apart."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from rmadesk.adapters.reports.cells import Cell
from rmadesk.adapters.reports.colours import INK, TINTS
from rmadesk.adapters.reports.rows import COLUMNS, BoxLine, Section, Sheet, Total, chain_line
from rmadesk.services.ports import Wording

_INSTANT = "yyyy-mm-dd hh:mm"
_FIRST_EXCEL_YEAR = 1900
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NARROWEST, _WIDEST = 8, 60  # characters
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 11, "top": 1},
    "column": {"bold": True, "bg_color": INK, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True},
    "text": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "count": {"valign": "top", "num_format": "0"},
    "instant": {"valign": "top", "align": "left", "num_format": _INSTANT},
    **{verdict: {"text_wrap": True, "valign": "top", "bg_color": tint} for verdict, tint in TINTS.items()},
}


def render(sheet: Sheet, wording: Wording) -> bytes:
    """Three sheets: boxes, totals, and apart from them the duplicates and the voided receipts."""
    paper = BytesIO()
    workbook = xlsxwriter.Workbook(paper, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made_at = sheet.made_at.value
    assert isinstance(made_at, datetime)
    created = made_at.astimezone(UTC).replace(tzinfo=None)
    workbook.set_properties({"title": sheet.title, "subject": sheet.site, "created": created})
    book = _Book(workbook, sheet, wording)
    book.boxes("report.boxes", sheet.of(Section.COUNTED))
    book.totals()
    book.boxes("report.apart", (*sheet.of(Section.DUPLICATE), *sheet.of(Section.VOIDED)))
    workbook.close()
    return paper.getvalue()


class _Book:
    """The workbook being written."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheet: Sheet, wording: Wording) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._wording = wording
        self._formats = {name: workbook.add_format(style) for name, style in _STYLES.items()}

    def boxes(self, name: str, lines: tuple[BoxLine, ...]) -> None:
        """A table of boxes under a header that stays."""
        page = self._page(name)
        titles = [self._wording.text(column.title) for column in COLUMNS]
        for place, title in enumerate(titles):
            page.write_string(0, place, title, self._formats["column"])
        for at, line in enumerate(lines, start=1):
            for place, column in enumerate(COLUMNS):
                cell = line.cells[column.key]
                self._write(page, at, place, cell, line.verdict if column.key == "verdict" else "text")
        for place, column in enumerate(COLUMNS):
            page.set_column(place, place, _width(titles[place], [line.cells[column.key] for line in lines]))
        if not lines:
            page.write_string(1, 0, self._wording.text("report.no-boxes"))
        last = max(1, len(lines))
        page.set_row(0, 30)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, last, len(COLUMNS) - 1)
        page.repeat_rows(0)
        # Numbers of RMAs and parcels are texts on purpose: Excel needn't warn of each.
        page.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(COLUMNS))}{last + 1}"})

    def totals(self) -> None:
        """What the day adds up to, and where and when it was drawn up."""
        page, said = self._page("report.totals"), self._wording.text
        page.set_column(0, 0, 44)
        page.set_column(1, 2, 22)
        page.write_string(0, 0, self._sheet.title, self._formats["title"])
        facts = (
            (said("report.site"), Cell(self._sheet.site, self._sheet.site)),
            (said("report.time-zone"), Cell(self._sheet.time_zone, self._sheet.time_zone)),
            (said("report.made-at"), self._sheet.made_at),
        )
        for at, (name, cell) in enumerate(facts, start=1):
            page.write_string(at, 0, name)
            self._write(page, at, 1, cell, "text")
        at = self._table(page, len(facts) + 2, "report.totals-by-verdict", ("report.verdict",), self._sheet.by_verdict)
        everything = sum(total.boxes for total in self._sheet.by_verdict)
        page.write_string(at, 0, said("report.total"), self._formats["heading"])
        page.write_number(at, 1, everything, self._formats["heading"])
        titles = ("report.rule", "report.effect")
        at = self._table(page, at + 2, "report.totals-by-rule", titles, self._sheet.by_rule)
        page.write_string(at + 1, 0, chain_line(self._sheet, self._wording))
        if self._sheet.chain_head:
            page.write_string(at + 2, 0, self._sheet.chain_head[2])

    def _table(self, page: Any, at: int, heading: str, names: tuple[str, ...], totals: tuple[Total, ...]) -> int:
        """Heading, titles and lines from row `at`; gives the next free row."""
        page.write_string(at, 0, self._wording.text(heading), self._formats["heading"])
        for place, name in enumerate((*names, "report.boxes")):
            page.write_string(at + 1, place, self._wording.text(name), self._formats["column"])
        for row, total in enumerate(totals, start=at + 2):
            said = (total.name, total.effect)[: len(names)]
            for place, cell in enumerate(said):
                self._write(page, row, place, cell, "text")
            page.write_number(row, len(said), total.boxes, self._formats["count"])
        return at + 2 + len(totals)

    def _page(self, name: str) -> Any:
        """A sheet set up to be printed: landscape, as wide as the paper, with site and day above."""
        page = self._workbook.add_worksheet(_FORBIDDEN_IN_NAMES.sub(" ", self._wording.text(name))[:31])
        page.set_landscape()
        page.set_paper(9)  # A4; the printer's driver fits it to what lies in the tray
        page.fit_to_pages(1, 0)
        page.set_margins(0.4, 0.4, 0.7, 0.7)
        page.set_header(f"&L{_printed(self._sheet.title)}&R{_printed(self._sheet.site)}")
        page.set_footer(f"&L&8{_printed(chain_line(self._sheet, self._wording))}&R&P / &N")
        return page

    def _write(self, page: Any, at: int, place: int, cell: Cell, style: str) -> None:
        value = cell.value
        if isinstance(value, datetime) and value.year >= _FIRST_EXCEL_YEAR:
            page.write_datetime(at, place, value.replace(tzinfo=None), self._formats["instant"])
        elif isinstance(value, int):
            page.write_number(at, place, value, self._formats["count"])
        else:
            page.write_string(at, place, cell.shown, self._formats[style])


def _width(title: str, cells: list[Cell]) -> int:
    """As wide as the longest line of the first thousand cells, within bounds."""
    longest = max((len(line) for cell in cells[:1000] for line in cell.shown.split("\n")), default=0)
    return min(_WIDEST, max(_NARROWEST, len(title) + 3, longest + 2))


def _printed(text: str) -> str:
    """A text for a page's header, where an ampersand starts a command and 255 characters are all there is room for."""
    return text[:80].replace("&", "&&")


def _letters(column: int) -> str:
    """The letters of a column, counted from 1: A to ZZ."""
    before, last = divmod(column - 1, 26)
    return (chr(64 + before) if before else "") + chr(65 + last)
