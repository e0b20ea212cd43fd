"""The report on paper: landscape, figures first, then every box, then what stands apart."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
    Table,
)

from rmadesk.adapters.reports.chart import verdict_chart
from rmadesk.adapters.reports.colours import FAINT, HAIRLINE, INK
from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.paper_tables import BoxTable, PaperStyle, totals_table
from rmadesk.adapters.reports.rows import Section, Sheet, chain_line
from rmadesk.services.ports import Wording

_MARGIN, _HEAD, _FOOT = 29.0, 30.0, 22.0
_SMALL = 7.0
_MOST_ON_A_LINE = 300
_LEAST_BELOW_HEADING = 110.0
_RULES_BESIDE_CHART = 12
"""More rules than this stand under the chart, where a table may run on to the next page."""


def render(sheet: Sheet, wording: Wording) -> bytes:
    """The PDF, the same bytes for the same sheet."""
    return _Paper(sheet, wording, _letters()).drawn()


@cache
def _letters() -> Letters:
    """The system's fonts are searched once."""
    return Letters()


class _Paper:
    """One report being set."""

    def __init__(self, sheet: Sheet, wording: Wording, letters: Letters) -> None:
        self._sheet = sheet
        self._wording = wording
        self._letters = letters
        self._style = PaperStyle(letters)
        # North America prints on Letter, the rest of the world on A4.
        self._size = landscape(LETTER if sheet.time_zone.startswith(("America/", "US/", "Canada/")) else A4)
        self._width = self._size[0] - 2 * _MARGIN

    def drawn(self) -> bytes:
        """Set every page, then number them."""
        paper = BytesIO()
        frame = Frame(
            _MARGIN, _MARGIN + _FOOT, self._width, self._size[1] - 2 * _MARGIN - _FOOT - _HEAD,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        document = BaseDocTemplate(
            paper, pagesize=self._size, title=self._sheet.title, author=self._sheet.site, invariant=1, pageCompression=1
        )
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(list(self._story()), canvasmaker=self._canvas)
        return paper.getvalue()

    def _story(self) -> Iterator[Flowable]:
        sections = {section: self._sheet.of(section) for section in Section}
        counted, style = sections[Section.COUNTED], self._style
        said = self._wording.text
        yield style.paragraph(
            said(
                "report.boxes-and-apart",
                boxes=len(counted),
                duplicates=len(sections[Section.DUPLICATE]),
                voided=len(sections[Section.VOIDED]),
            ),
            "lead",
        )
        yield Spacer(0, 8)
        if self._sheet.lines:
            yield from self._totals()
        else:
            yield style.paragraph(said("report.no-boxes"), "heading")
        for title, section in (
            ("report.boxes", Section.COUNTED),
            ("report.duplicates", Section.DUPLICATE),
            ("report.voided", Section.VOIDED),
        ):
            if sections[section]:
                yield Spacer(0, 10)
                yield CondPageBreak(_LEAST_BELOW_HEADING)  # a heading never stands alone at the foot of a page
                table = BoxTable(section, self._wording, style, self._width)
                yield from table.flowables(said(title), sections[section])
        yield Spacer(0, 26)
        yield KeepTogether([self._signature()])

    def _totals(self) -> Iterator[Flowable]:
        """The chart, and the rules beside it while they are few."""
        said, style, rules = self._wording.text, self._style, self._sheet.by_rule
        beside = bool(rules) and len(rules) <= _RULES_BESIDE_CHART
        column = self._width / 2 - 12 if beside else self._width
        chart = [
            style.paragraph(said("report.totals-by-verdict"), "heading"),
            verdict_chart(self._sheet.by_verdict, min(column, self._width / 2), self._letters),
        ]
        if not rules:
            yield from chart
            return
        heading = style.paragraph(said("report.totals-by-rule"), "heading")
        table = totals_table(rules, self._wording, style, column)
        if beside:
            yield Table(
                [[chart, [heading, table]]],
                colWidths=[column + 24, column],
                style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                       ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0)],
            )  # fmt: skip
        else:
            yield from (*chart, Spacer(0, 8), heading, table)

    def _signature(self) -> Flowable:
        """A place to sign: the page is filed."""
        said, style = self._wording.text, self._style
        captions = [
            style.paragraph(said("report.checked-by"), "small"),
            "",
            style.paragraph(said("report.checked-on"), "small"),
        ]
        return Table(
            [captions],
            colWidths=[240, 24, 120],
            hAlign="LEFT",
            style=[("LINEABOVE", (0, 0), (0, 0), 0.6, HexColor(INK)), ("LINEABOVE", (2, 0), (2, 0), 0.6, HexColor(INK)),
                   ("LEFTPADDING", (0, 0), (-1, -1), 0)],
        )  # fmt: skip

    def _canvas(self, *arguments: Any, **options: Any) -> "_NumberedCanvas":
        # A page starts with a font set, by default one that is not embedded.
        options["initialFontName"] = self._letters.regular
        return _NumberedCanvas(self, *arguments, **options)

    def furnish(self, canvas: Canvas, page: int, pages: int) -> None:
        """Head and foot of a page."""
        width, height = self._size
        top = height - _MARGIN
        self._set(canvas, _MARGIN, top - 12, self._sheet.title, 14, bold=True)
        self._set(canvas, width - _MARGIN, top - 6, self._sheet.site, 9, bold=True, right=True)
        made = self._wording.text("report.printed-at", printed_at=self._sheet.made_at.shown)
        zone = self._wording.text("report.times", time_zone=self._sheet.time_zone)
        self._set(canvas, width - _MARGIN, top - 17, f"{made} · {zone}", _SMALL, right=True)
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(1.2)
        canvas.line(_MARGIN, top - 22, width - _MARGIN, top - 22)
        canvas.setStrokeColor(HexColor(HAIRLINE))
        canvas.setLineWidth(0.6)
        canvas.line(_MARGIN, _MARGIN + 14, width - _MARGIN, _MARGIN + 14)
        self._set(canvas, _MARGIN, _MARGIN + 4, chain_line(self._sheet, self._wording), _SMALL)
        number = self._wording.text("report.page", page=page, pages=pages)
        self._set(canvas, width - _MARGIN, _MARGIN + 4, number, _SMALL, right=True)

    def _set(
        self, canvas: Canvas, x: float, y: float, text: str, size: float, *, bold: bool = False, right: bool = False
    ) -> None:
        """A line of text, cut where it would leave its half of the page."""
        canvas.setFillColor(HexColor(INK if bold else FAINT))
        text = self._fitted(text, size, bold)
        if right:
            x -= self._letters.width(text, size, bold=bold)
        for left, run in self._letters.line(text, size, bold=bold):
            canvas.setFont(run.font_name, size)
            canvas.drawString(x + left, y, run.text)
        canvas.setFillColor(white)

    def _fitted(self, text: str, size: float, bold: bool) -> str:
        """The text, ended with an ellipsis where it is longer than its share of the line."""
        room, kept = self._width * 0.6, text[:_MOST_ON_A_LINE]
        while self._letters.width(kept, size, bold=bold) > room:
            kept = kept[:-2] + "\N{HORIZONTAL ELLIPSIS}"
        return kept


class _NumberedCanvas(Canvas):
    """Keeps its pages until it knows how many there are."""

    def __init__(self, paper: _Paper, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._paper = paper
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        pages = self._pages
        for number, state in enumerate(pages, start=1):
            self.__dict__.update(state)
            self._paper.furnish(self, number, len(pages))
            super().showPage()
        super().save()
