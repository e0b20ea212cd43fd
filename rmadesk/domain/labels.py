"""What stands on a label, in millimetres from its top left corner; no drawing."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.symbologies import Symbology

PRINTER_RESOLUTIONS = (203, 300)
MM_PER_INCH = 25.4
LINE_HEIGHT = 1.2  # of the type size: DejaVu's ascent and descent are 1.0 of it, the rest is air
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}  # controls, bidi marks and joiners, line and paragraph separators
_JOINERS = "\u200c\u200d"  # invisible, but Arabic script and others are spelled with them


class Weight(StrEnum):
    """How heavy a line is set."""

    REGULAR = "regular"
    BOLD = "bold"


class Align(StrEnum):
    """Where a line stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Ink(StrEnum):
    """Thermal paper knows two colours; white is for text on a black field."""

    BLACK = "black"
    WHITE = "white"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as the facts give it; how it is broken is the renderer's to fit."""

    text: str
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of one size in a box that they never leave.

    The renderer takes the largest size between `size_pt` and `min_size_pt` at which every line fits unbroken; if none
    does, it breaks lines at `min_size_pt` while there are rows, and ends what is still too long with an ellipsis.
    With `whole` a text is refused (`label-text-too-long`) rather than shortened: numbers are never cut. With `middle`
    the rows stand in the middle of the height, else at the top.
    """

    lines: tuple[TextLine, ...]
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    size_pt: float
    min_size_pt: float
    align: Align = Align.LEFT
    ink: Ink = Ink.BLACK
    whole: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A black rectangle: a dividing line or a field behind white text."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class LinearCode:
    """Bars, centred in a field that includes the quiet zones; `module_dots` is the narrow bar in printer dots."""

    text: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    module_dots: int
    symbology: Symbology = Symbology.CODE_128
    quiet_modules: int = 10


@dataclass(frozen=True, slots=True)
class MatrixCode:
    """A square code, centred in a square field that includes the quiet zone; a module is `module_dots` square."""

    text: str
    x_mm: float
    y_mm: float
    width_mm: float
    module_dots: int
    symbology: Symbology = Symbology.QR_CODE
    quiet_modules: int = 4

    @property
    def height_mm(self) -> float:
        """The field is square."""
        return self.width_mm


Element = TextBox | Rule | LinearCode | MatrixCode


@dataclass(frozen=True, slots=True)
class ExpectedCode:
    """What a reader must get back from the finished label, exactly."""

    text: str
    symbology: Symbology


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A label for a printer of `dpi` dots an inch; x runs right and y runs down from the top left corner."""

    title: str
    width_mm: float
    height_mm: float
    dpi: int
    elements: tuple[Element, ...]

    @property
    def codes(self) -> tuple[ExpectedCode, ...]:
        """The codes on it, in their order from the top."""
        drawn = [element for element in self.elements if isinstance(element, LinearCode | MatrixCode)]
        return tuple(ExpectedCode(code.text, code.symbology) for code in sorted(drawn, key=lambda code: code.y_mm))


@dataclass(frozen=True, slots=True)
class ReplacementLabelWords:
    """The fixed words of the replacement label, in the reader's language."""

    title: str
    no_postage: str
    sender: str
    recipient: str
    rma_number: str
    replaces_serial: str
    piece: str
    label: str
    copy: str
    printed: str
    support: str


@dataclass(frozen=True, slots=True)
class ReplacementLabelFacts:
    """What is sent where, for which RMA, in place of which unit; `copy_number` counts the prints of one label.

    `support_phone` is the number for the customer's country.
    """

    rma_number: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    replaces_serial: str | None
    piece: int
    pieces: int
    label_id: str
    copy_number: int
    printed_on: date
    words: ReplacementLabelWords
    support_phone: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.piece <= self.pieces:
            raise ValueError(f"piece {self.piece} of {self.pieces}")
        if self.copy_number < 1:
            raise ValueError(f"copy number {self.copy_number}")


def printable_line(text: str) -> str:
    """The text as one line: composed letters, no control or bidi characters, breaks and runs of space as one space."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(_visible(character) for character in composed)
    return " ".join(visible.split()).strip(f" {_JOINERS}")


def address_lines(lines: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """The lines that say something, at most `limit`: the shortest neighbours are joined by a comma, none is dropped."""
    said = [line for line in map(printable_line, lines) if line]
    while len(said) > limit:
        # The first line is the addressee and the last is the country: both stay alone while others can be joined.
        inner = range(1, len(said) - 2) or range(len(said) - 1)
        at = min(inner, key=lambda place: len(said[place]) + len(said[place + 1]))
        said[at : at + 2] = [f"{said[at]}, {said[at + 1]}"]
    return tuple(said)


def code_module_dots(dpi: int) -> int:
    """The narrow bar of a Code 128: 3 dots at 203 dpi (0.375 mm) and the nearest whole dots to it elsewhere."""
    return _whole_dots(3, dpi)


def matrix_module_dots(dpi: int) -> int:
    """The module of a QR code: 5 dots at 203 dpi (0.63 mm) and the nearest whole dots to it elsewhere."""
    return _whole_dots(5, dpi)


def replacement_label(facts: ReplacementLabelFacts, dpi: int = PRINTER_RESOLUTIONS[0]) -> LabelSpec:
    """The 4 x 6 inch label of a replacement: a dispatch label, which says itself that it carries no postage."""
    if dpi not in PRINTER_RESOLUTIONS:
        raise RefusedError("label-resolution", dpi=dpi, known=", ".join(map(str, PRINTER_RESOLUTIONS)))
    elements = (*_header(facts), *_recipient(facts), *_rma(facts, dpi), *_contents(facts, dpi), *_footer(facts))
    return LabelSpec(f"RMA {facts.rma_number}", 4 * MM_PER_INCH, 6 * MM_PER_INCH, dpi, elements)


_WIDTH = 4 * MM_PER_INCH
_MARGIN = 4.0
_INNER = _WIDTH - 2 * _MARGIN
_CAPTION_PT = 6.5
_CAPTION_MM = 3.0
_TAG_WIDTH = 33.0
_ADDRESS_LINES = 7
_QR_FIELD = 24.0
_PHONE_WIDTH = 40.0


def _header(facts: ReplacementLabelFacts) -> tuple[Element, ...]:
    """Who sends it, and in a black field what kind of label this is."""
    words, tag_x = facts.words, _WIDTH - _MARGIN - _TAG_WIDTH
    sender_width = tag_x - _MARGIN - 2
    sender = address_lines(facts.sender, _ADDRESS_LINES)
    piece = f"{facts.piece} / {facts.pieces}"
    return (
        _caption(words.sender, _MARGIN, 3.5, sender_width),
        TextBox(_address(sender), _MARGIN, 6.7, sender_width, 20.3, 9, 6.5),
        Rule(tag_x, 4, _TAG_WIDTH, 9),
        TextBox(_bold(words.title), tag_x + 1.5, 4, _TAG_WIDTH - 3, 9, 13, 7, Align.CENTRE, Ink.WHITE, middle=True),
        TextBox(_plain(words.no_postage), tag_x, 14, _TAG_WIDTH, 5.2, 7, 5.5, Align.CENTRE),
        _caption(words.piece, tag_x, 20.2, 12),
        TextBox(_bold(piece), tag_x + 12, 19.5, _TAG_WIDTH - 12, 7.2, 16, 6, Align.RIGHT, whole=True),
        Rule(_MARGIN, 28, _INNER, 0.4),
    )


def _recipient(facts: ReplacementLabelFacts) -> tuple[Element, ...]:
    """Where it goes: never under 12 points, so that it is read at arm's length."""
    recipient = address_lines(facts.recipient, _ADDRESS_LINES)
    return (
        _caption(facts.words.recipient, _MARGIN, 29.6, _INNER),
        TextBox(_address(recipient), _MARGIN, 33.2, _INNER, 36.3, 16, 12),
        Rule(_MARGIN, 70.5, _INNER, 0.8),
    )


def _rma(facts: ReplacementLabelFacts, dpi: int) -> tuple[Element, ...]:
    """The RMA number as the biggest text, and its bars over the whole width: the quiet zones need it."""
    return (
        _caption(facts.words.rma_number, _MARGIN, 72.7, _INNER),
        TextBox(_bold(facts.rma_number), _MARGIN, 76, _INNER, 15.5, 36, 17, Align.CENTRE, whole=True, middle=True),
        LinearCode(facts.rma_number, 0, 93, _WIDTH, 24, code_module_dots(dpi)),
        Rule(_MARGIN, 119.2, _INNER, 0.4),
    )


def _contents(facts: ReplacementLabelFacts, dpi: int) -> tuple[Element, ...]:
    """What it replaces and which print this is, beside the QR code for telephones."""
    words, width = facts.words, _INNER - _QR_FIELD - 2
    replaced = facts.replaces_serial or ""
    serial = (
        _caption(words.replaces_serial, _MARGIN, 121, width),
        TextBox(_bold(replaced), _MARGIN, 124.2, width, 10.3, 16, 8, whole=True),
    )
    return (
        *(serial if printable_line(replaced) else ()),
        _caption(words.printed, _MARGIN, 136, 26),
        TextBox(_plain(facts.printed_on.isoformat()), _MARGIN, 139.2, 26, 4.8, 10, 7, whole=True),
        _caption(words.copy, _MARGIN + 30, 136, 20),
        TextBox(_plain(str(facts.copy_number)), _MARGIN + 30, 139.2, 20, 4.8, 10, 7, whole=True),
        MatrixCode(f"RMA:{facts.rma_number}", _WIDTH - _MARGIN - _QR_FIELD, 120.6, _QR_FIELD, matrix_module_dots(dpi)),
    )


def _footer(facts: ReplacementLabelFacts) -> tuple[Element, ...]:
    """The label's own id, by which a print is found again, and whom the customer can call."""
    words, width = facts.words, _INNER - _PHONE_WIDTH - 1
    phone_x = _WIDTH - _MARGIN - _PHONE_WIDTH
    phone = _plain(f"{words.support} {facts.support_phone}")
    return (
        Rule(_MARGIN, 145.2, _INNER, 0.2),
        TextBox(_plain(f"{words.label} {facts.label_id}"), _MARGIN, 146.2, width, 3.6, 7.5, 5, whole=True),
        *(
            (TextBox(phone, phone_x, 146.2, _PHONE_WIDTH, 3.6, 7.5, 5, Align.RIGHT, whole=True),)
            if facts.support_phone
            else ()
        ),
    )


def _caption(text: str, x_mm: float, y_mm: float, width_mm: float) -> TextBox:
    return TextBox(_bold(text), x_mm, y_mm, width_mm, _CAPTION_MM, _CAPTION_PT, 5)


def _address(lines: tuple[str, ...]) -> tuple[TextLine, ...]:
    return (*_bold(*lines[:1]), *_plain(*lines[1:]))


def _bold(*lines: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(line, Weight.BOLD) for line in lines)


def _plain(*lines: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(line) for line in lines)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character in _JOINERS or category not in _INVISIBLE:
        return character
    return " " if category != "Cf" else ""


def _whole_dots(dots_at_203: int, dpi: int) -> int:
    return round(dots_at_203 * dpi / 203)
