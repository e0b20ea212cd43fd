"""The tables of the printed report: which cells stand together in a column, and how they are set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable

from rmadesk.adapters.reports.colours import EFFECTS, FAINT, HAIRLINE, INK, LATE, LINK, TINTS
from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.paragraphs import MixedParagraph
from rmadesk.adapters.reports.rows import BoxLine, Reason, Section, Total
from rmadesk.services.ports import Wording

_NOTHING = "\N{EN DASH}"
_MOST_CHARACTERS = 600
"""Of a line on paper: breaking a longer one takes seconds, and the other files have it whole."""

_Command = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
_GRID: tuple[_Command, ...] = (
    ("BACKGROUND", (0, 0), (-1, 0), HexColor(INK)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(HAIRLINE)),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)


class PaperStyle:
    """How paragraphs are set."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        text = ParagraphStyle(
            "text", fontName=letters.regular, fontSize=7.2, leading=9.2, textColor=HexColor(INK), splitLongWords=1
        )
        column = ParagraphStyle("column", text, fontName=letters.bold, fontSize=6.8, leading=8.6, textColor=white)
        self._styles = {
            "text": text,
            "strong": ParagraphStyle("strong", text, fontName=letters.bold),
            "faint": ParagraphStyle("faint", text, fontSize=6.4, leading=8.2, textColor=HexColor(FAINT)),
            "warning": ParagraphStyle(
                "warning", text, fontName=letters.bold, fontSize=6.4, leading=8.2, textColor=HexColor(LATE)
            ),
            "small": ParagraphStyle("small", text, fontSize=6.8, leading=9, textColor=HexColor(FAINT)),
            "figure-column": ParagraphStyle("figure-column", column, alignment=2),
            "figure": ParagraphStyle("figure", text, fontName=letters.bold, alignment=2),
            "column": column,
            "heading": ParagraphStyle("heading", text, fontName=letters.bold, fontSize=10, leading=13, spaceAfter=4),
            "lead": ParagraphStyle("lead", text, fontSize=9, leading=12),
        }

    def paragraph(self, text: str, style: str = "text", prefix: str = "") -> MixedParagraph:
        """A text as the records or the words have it; `prefix` is markup."""
        bold = self._styles[style].fontName == self.letters.bold
        return MixedParagraph(prefix + self.letters.markup(_cut(text), bold=bold), self._styles[style])

    def reason(self, reason: Reason) -> MixedParagraph:
        """Effect, whom it is about, sentence, and in grey what it rests on."""
        letters, colour = self.letters, EFFECTS[reason.finding.effect]
        effect = letters.markup(reason.effect.shown, bold=True)
        about = f"{reason.about}: " if reason.about else ""
        sentence = letters.markup(_cut(about + reason.sentence))
        source = letters.markup(_cut(reason.source.shown))
        return MixedParagraph(
            f'<font name="{letters.bold}" color="{colour}">{effect}</font>  {sentence} '
            f'<font size="6.4" color="{FAINT}">[{source}]</font>',
            self._styles["text"],
        )


@dataclass(frozen=True, slots=True)
class _PaperColumn:
    """`share` of the table's width; `content` the paragraphs of one box."""

    titles: tuple[str, ...]
    share: float
    content: Callable[[BoxLine], list[Flowable]]


class BoxTable:
    """The boxes of one section; the header stands again on every page."""

    def __init__(self, section: Section, wording: Wording, style: PaperStyle, width: float) -> None:
        self._section = section
        self._said = wording.text
        self._style = style
        self._width = width

    def flowables(self, title: str, lines: tuple[BoxLine, ...]) -> list[Flowable]:
        """Heading and table."""
        columns = self._columns()
        header = [self._style.paragraph("\n".join(map(self._said, column.titles)), "column") for column in columns]
        whole = sum(column.share for column in columns)
        rows = [[column.content(line) for column in columns] for line in lines]
        verdict_at = next((at for at, column in enumerate(columns) if "report.verdict" in column.titles), None)
        tints: list[_Command] = [
            ("BACKGROUND", (verdict_at, at), (verdict_at, at), HexColor(TINTS[line.verdict]))
            for at, line in enumerate(lines, start=1)
            if verdict_at is not None
        ]
        table = LongTable(
            [header, *rows],
            colWidths=[self._width * column.share / whole for column in columns],
            repeatRows=1,
            splitByRow=1,
            splitInRow=1,
            style=[*_GRID, *tints],
        )
        return [self._style.paragraph(title, "heading"), table]

    def _columns(self) -> tuple[_PaperColumn, ...]:
        common = (
            _PaperColumn(("report.number",), 28, self._number),
            _PaperColumn(("report.arrived", "report.received-by"), 68, self._arrival),
            _PaperColumn(("report.rma", "report.customer"), 128, self._rma),
            _PaperColumn(("report.parcel",), 112, self._parcel),
        )
        if self._section is Section.DUPLICATE:
            return (*common, _PaperColumn(("report.original",), 398, self._original))
        judged = (
            _PaperColumn(("report.condition",), 112, self._condition),
            _PaperColumn(("report.verdict", "report.charges"), 84, self._verdict),
        )
        if self._section is Section.COUNTED:
            return (*common, *judged, _PaperColumn(("report.reasons",), 202, self._reasons))
        undone = _PaperColumn(("report.voided-by",), 88, self._voided)
        return (*common, *judged, undone, _PaperColumn(("report.reasons",), 114, self._reasons))

    def _number(self, line: BoxLine) -> list[Flowable]:
        return [self._style.paragraph(line.shown("number"), prefix=f'<a name="box-{line.number}"/>')]

    def _arrival(self, line: BoxLine) -> list[Flowable]:
        """The day is that of the report; the day of receipt is said where it is another."""
        _, _, time = line.shown("arrived_at").rpartition(" ")
        content: list[Flowable] = [self._style.paragraph(time, "strong")]
        if line.cells["back_dated"].value == "yes":
            later = self._said("report.recorded-later", received=line.shown("received_at"))
            content.append(self._style.paragraph(later, "warning"))
        return [*content, *self._each(line, "received_by", "faint")]

    def _rma(self, line: BoxLine) -> list[Flowable]:
        numbers = self._each(line, "rma_numbers", "strong") or [self._style.paragraph(_NOTHING)]
        return [*numbers, *self._each(line, "customers")]

    def _parcel(self, line: BoxLine) -> list[Flowable]:
        content = self._each(line, "tracking_numbers")
        if line.shown("sscc"):
            content.append(self._style.paragraph(f"SSCC {line.shown('sscc')}"))
        if line.shown("piece"):
            content.append(self._style.paragraph(self._said("report.box-k-of-n", piece=line.shown("piece")), "faint"))
        return content or [self._style.paragraph(_NOTHING)]

    def _condition(self, line: BoxLine) -> list[Flowable]:
        """What the clerk saw, and where the box went."""
        said = [self._said("report.number-on-label", number_state=str(line.cells["number_state"].value))]
        if line.cells["marked_on_box"].value == "yes":
            said.append(self._said("report.number-on-carton"))
        return [
            self._style.paragraph(f"{line.shown('packaging')}, {line.shown('outer_damage')}"),
            self._style.paragraph(", ".join(said), "faint"),
            self._style.paragraph(line.shown("state"), "faint"),
        ]

    def _verdict(self, line: BoxLine) -> list[Flowable]:
        judged = self._each(line, "rma_verdicts", "faint")
        verdict = self._style.paragraph(line.shown("verdict"), "strong")
        return [verdict, *(judged if len(judged) > 1 else ()), *self._each(line, "charges")]

    def _reasons(self, line: BoxLine) -> list[Flowable]:
        editions = self._each(line, "editions", "faint")
        if line.reasons:
            return [*map(self._style.reason, line.reasons), *editions]
        return [self._style.paragraph(self._said("report.no-findings")), *editions]

    def _original(self, line: BoxLine) -> list[Flowable]:
        paragraph = self._style.paragraph(line.shown("duplicate_of"))
        if line.original is None:
            return [paragraph]
        text = self._style.letters.markup(line.shown("duplicate_of"))
        return [MixedParagraph(f'<link href="#box-{line.original}" color="{LINK}">{text}</link>', paragraph.style)]

    def _voided(self, line: BoxLine) -> list[Flowable]:
        return [*self._each(line, "voided_by"), self._style.paragraph(line.shown("voided_at"), "faint")]

    def _each(self, line: BoxLine, key: str, style: str = "text") -> list[Flowable]:
        return [self._style.paragraph(each, style) for each in line.lines(key)]


def totals_table(totals: tuple[Total, ...], wording: Wording, style: PaperStyle, width: float) -> Flowable:
    """How many boxes each rule spoke on."""
    said = wording.text
    titles = [
        style.paragraph(said("report.rule"), "column"),
        style.paragraph(said("report.effect"), "column"),
        style.paragraph(said("report.boxes"), "figure-column"),
    ]
    rows = [
        [
            style.paragraph(total.name.shown),
            style.paragraph(total.effect.shown),
            style.paragraph(str(total.boxes), "figure"),
        ]
        for total in totals
    ]
    return LongTable(
        [titles, *rows],
        colWidths=[width * 0.58, width * 0.26, width * 0.16],
        hAlign="LEFT",
        repeatRows=1,
        style=list(_GRID),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"
