"""The refund sheet on paper: one page of A4 with the sums, the clauses they rest on, and what is not given back."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepInFrame, PageTemplate, Spacer, Table

from rmadesk.adapters.reports.cells import one_line
from rmadesk.adapters.reports.colours import FAINT, HAIRLINE, INK
from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.paragraphs import MixedParagraph
from rmadesk.domain.refunds import RefundSheet
from rmadesk.services.ports import Wording
from rmadesk.services.refunds import RefundPaper
from rmadesk.services.shipping import address_of

_MARGIN, _FOOT = 56.0, 30.0
_WIDTH = A4[0] - 2 * _MARGIN
_FACTS_SHARE, _SUM_SHARE = 0.5, 0.72
_MOST_CHARACTERS = 160
"""Of a line: a longer one has no place on a page that holds one unit."""
_MOST_OF_A_REASON = 1000
_Command = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
_BARE: tuple[_Command, ...] = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
)


class RefundSheetFiles:
    """Implements the port `RefundRenderer`; the same sheet and words give the same bytes."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def render(self, paper: RefundPaper) -> bytes:
        """The PDF, one page: what would not fit is set smaller."""
        return _Page(paper, self._wording, _letters()).drawn()


@cache
def _letters() -> Letters:
    """The system's fonts are searched once."""
    return Letters()


class _Page:
    """One sheet being set."""

    def __init__(self, paper: RefundPaper, wording: Wording, letters: Letters) -> None:
        self._paper = paper
        self._sheet = paper.sheet
        self._said = wording.text
        self._letters = letters
        text = ParagraphStyle(
            "text", fontName=letters.regular, fontSize=10, leading=13.5, textColor=HexColor(INK), splitLongWords=1
        )
        bold = ParagraphStyle("bold", text, fontName=letters.bold)
        self._styles = {
            "text": text,
            "strong": bold,
            "right": ParagraphStyle("right", text, alignment=2),
            "strong-right": ParagraphStyle("strong-right", bold, alignment=2),
            "title": ParagraphStyle("title", bold, fontSize=20, leading=24),
            "heading": ParagraphStyle("heading", bold, fontSize=11, leading=15, spaceBefore=14, spaceAfter=3),
            "faint": ParagraphStyle("faint", text, fontSize=8.5, leading=11, textColor=HexColor(FAINT)),
            "total": ParagraphStyle("total", bold, fontSize=13, leading=17),
            "total-right": ParagraphStyle("total-right", bold, fontSize=13, leading=17, alignment=2),
        }

    def drawn(self) -> bytes:
        """The page."""
        file = BytesIO()
        height = A4[1] - 2 * _MARGIN - _FOOT
        frame = Frame(
            _MARGIN, _MARGIN + _FOOT, _WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        title = f"{self._title()} {one_line(self._paper.authorization.written)}"
        document = BaseDocTemplate(
            file, pagesize=A4, title=title, author=one_line(self._paper.site.name), invariant=1, pageCompression=1
        )
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furnish))
        document.build([KeepInFrame(_WIDTH, height, list(self._story()), mode="shrink")], canvasmaker=self._canvas)
        return file.getvalue()

    def _story(self) -> Iterator[Flowable]:
        yield self._head()
        yield Spacer(0, 22)
        yield self._parties()
        yield from self._sums()
        yield from self._not_given_back()
        yield from self._still_open()
        if self._sheet.waived:
            yield self._set(self._said("refund.reason"), "heading")
            yield self._set(self._paper.reason or self._said("refund.reason-erased"), most=_MOST_OF_A_REASON)
        yield Spacer(0, 22)
        yield self._set(
            self._said("refund.made", made_at=self._sheet.made_at.isoformat(), user=self._sheet.made_by), "text"
        )
        yield Spacer(0, 40)
        yield self._signature()

    def _title(self) -> str:
        kind = self._paper.authorization.kind
        return self._said("refund.title-credit" if kind and kind.value == "credit" else "refund.title-refund")

    def _head(self) -> Flowable:
        site = self._paper.site
        lines = [self._set(site.name, "strong-right"), *(self._set(line, "right") for line in site.address)]
        widths = [_WIDTH * 0.5, _WIDTH * 0.5]
        return Table(
            [[self._set(self._title(), "title"), lines]],
            colWidths=widths,
            hAlign="LEFT",
            style=[*_BARE, ("LINEBELOW", (0, 0), (-1, 0), 1.2, HexColor(INK)), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)],
        )

    def _parties(self) -> Flowable:
        """Whom it goes to, and what it is for."""
        customer = self._paper.customer
        lines = address_of(customer) if customer else ()
        address = [self._set(line) for line in lines] or [self._set(self._said("refund.no-address"), "faint")]
        caption = self._set(self._said("refund.customer"), "faint")
        return Table(
            [[[caption, *address], self._facts()]],
            colWidths=[_WIDTH * (1 - _FACTS_SHARE), _WIDTH * _FACTS_SHARE],
            hAlign="LEFT",
            style=[*_BARE, ("RIGHTPADDING", (0, 0), (0, -1), 16)],
        )

    def _facts(self) -> Flowable:
        paper, unit = self._paper, self._paper.unit
        day = self._said("refund.day", arrived_on=paper.arrived_on.isoformat())
        facts = (
            ("refund.rma", paper.authorization.written),
            ("refund.serial", unit.serial_number),
            ("refund.part", unit.part_number),
            ("refund.description", unit.description),
            ("refund.arrived", day),
            ("refund.terms", self._terms()),
        )
        rows = [[self._set(self._said(name), "faint"), self._set(value)] for name, value in facts if value]
        width = _WIDTH * _FACTS_SHARE
        style = [*_BARE, ("RIGHTPADDING", (0, 0), (0, -1), 8)]
        return Table(rows, colWidths=[width * 0.36, width * 0.64], hAlign="LEFT", style=style)

    def _terms(self) -> str:
        title, version, contract = self._paper.edition_title, self._sheet.edition_version, self._paper.contract
        edition = self._said("refund.edition", title=title, version=version)
        return self._said("coverage.edition-under", edition=edition, contract=contract) if contract else edition

    def _sums(self) -> Iterator[Flowable]:
        sheet, fee = self._sheet, self._paper.fee
        rows: list[list[Any]] = [
            [self._set(self._said("refund.price")), self._set(self._money(sheet.price), "right")],
        ]
        if sheet.restocking_fee is None:
            rows.append([self._set(self._said("refund.no-fee")), self._set("\N{EN DASH}", "right")])
        else:
            percent = str(fee.figures["percent"]) if fee else None
            named: list[Flowable] = [self._set(self._said("refund.fee", percent=percent))]
            if fee:
                named.append(self._set(fee.citation, "faint"))
            rows.append([named, self._set(f"\N{MINUS SIGN} {self._money(sheet.restocking_fee)}", "right")])
            if sheet.waived:
                waived = self._said("refund.fee-waived")
                rows.append([self._set(waived), self._set(f"+ {self._money(sheet.restocking_fee)}", "right")])
        rows.append(
            [self._set(self._said("refund.amount"), "total"), self._set(self._money(sheet.amount), "total-right")]
        )
        yield Spacer(0, 20)
        yield Table(
            rows,
            colWidths=[_WIDTH * _SUM_SHARE, _WIDTH * (1 - _SUM_SHARE)],
            hAlign="LEFT",
            style=[
                *_BARE,
                ("LINEBELOW", (0, 0), (-1, -2), 0.5, HexColor(HAIRLINE)),
                ("LINEABOVE", (0, -1), (-1, -1), 1.2, HexColor(INK)),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ],
        )

    def _not_given_back(self) -> Iterator[Flowable]:
        if not self._paper.left_out:
            return
        yield self._set(self._said("refund.not-given-back"), "heading")
        for each in self._paper.left_out:
            yield self._set(self._said(f"word.not-refunded.{each.what.value}"))
            yield self._set(each.citation, "faint")
            yield Spacer(0, 4)

    def _still_open(self) -> Iterator[Flowable]:
        """What is to be answered by whoever signs: a box to tick for each."""
        if not self._paper.open_rules:
            return
        yield self._set(self._said("refund.still-open"), "heading")
        for rule in self._paper.open_rules:
            yield self._set(f"\N{BALLOT BOX} {self._said(f'pending.{rule}')}")

    def _signature(self) -> Flowable:
        captions = [
            self._set(self._said("refund.approved-by"), "faint"),
            "",
            self._set(self._said("refund.approved-on"), "faint"),
        ]
        line = ("LINEABOVE", (0, 0), (0, 0), 0.6, HexColor(INK)), ("LINEABOVE", (2, 0), (2, 0), 0.6, HexColor(INK))
        return Table([captions], colWidths=[240, 24, 140], hAlign="LEFT", style=[*_BARE, *line])

    def _money(self, amount: Decimal) -> str:
        return self._said("refund.money", amount=format(amount, "f"), currency=self._sheet.currency)

    def _set(self, text: str, style: str = "text", most: int = _MOST_CHARACTERS) -> MixedParagraph:
        """A text as the records or the words have it, cut where it is longer than any that is meant."""
        line = one_line(text)
        shown = line if len(line) <= most else line[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"
        bold = self._styles[style].fontName == self._letters.bold
        return MixedParagraph(self._letters.markup(shown, bold=bold), self._styles[style])

    def _canvas(self, *arguments: Any, **options: Any) -> Canvas:
        # A page starts with a font set, by default one that is not embedded.
        options["initialFontName"] = self._letters.regular
        return Canvas(*arguments, **options)

    def _furnish(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """The foot: what the sheet is called on record."""
        canvas.setStrokeColor(HexColor(HAIRLINE))
        canvas.line(_MARGIN, _MARGIN + 14, _MARGIN + _WIDTH, _MARGIN + 14)
        canvas.setFillColor(HexColor(FAINT))
        for left, run in self._letters.line(_foot(self._sheet, self._said), 8):
            canvas.setFont(run.font_name, 8)
            canvas.drawString(_MARGIN + left, _MARGIN, run.text)


def _foot(sheet: RefundSheet, said: Callable[..., str]) -> str:
    return one_line(said("refund.sheet", sheet=sheet.sheet_id))
