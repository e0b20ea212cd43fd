"""Lines of text fitted into the box that a label gives them: shrunk, then broken, then ended with an ellipsis."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from rmadesk.adapters.lettering.joining import joined
from rmadesk.adapters.lettering.visual_order import in_visual_order, is_right_to_left
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.labels import LINE_HEIGHT, MM_PER_INCH, Align, TextBox, TextLine, Weight, printable_line

POINTS_PER_MM = 72 / MM_PER_INCH
_ASCENT = 0.96  # of the type size, from the top of a row down to its base line
_SIZE_STEP = 10  # sizes are whole tenths of a point
_TEXT_SHOWN = 60  # characters, in a refusal
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

Measure = Callable[[str, Weight], float]
"""The width of a text at a size of 1 point."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as drawn, in points from the label's top left corner; `text` is in visual order."""

    text: str
    weight: Weight
    x_pt: float
    baseline_pt: float
    width_pt: float


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text box with its final size and rows; `shortened` when an ellipsis stands for what had no room."""

    box: TextBox
    size_pt: float
    rows: tuple[Row, ...]
    shortened: bool


def letters(text: str) -> str:
    """The letters that are drawn for a text: without controls, Arabic letters joined; still in reading order."""
    return joined(printable_line(text))


def fit(box: TextBox, measure: Measure) -> FittedText:
    """The text in its box; refuses what has to be whole and isn't, and more lines than the box has rows."""
    drawn = (TextLine(letters(line.text), line.weight) for line in box.lines)
    lines = tuple(line for line in drawn if line.text)
    width, height = box.width_mm * POINTS_PER_MM, box.height_mm * POINTS_PER_MM
    widest = max((measure(line.text, line.weight) for line in lines), default=0.0)
    bounds = [box.size_pt, height / (LINE_HEIGHT * max(1, len(lines))), *([width / widest] if widest else [])]
    size = floor(min(bounds) * _SIZE_STEP + 1e-9) / _SIZE_STEP
    if size >= box.min_size_pt:
        return FittedText(box, size, _placed(box, [[line] for line in lines], size, measure), False)
    size = box.min_size_pt
    rows = floor(height / (LINE_HEIGHT * size) + 1e-9)
    breaker = _Breaker(width / size, measure)
    broken = [breaker.broken(line, rows + 1) for line in lines]
    shares = _shares([len(parts) for parts in broken], rows)
    shortened = any(share < len(parts) for share, parts in zip(shares, broken, strict=True))
    if 0 in shares or (shortened and box.whole):
        raise RefusedError("label-text-too-long", text=lines[0].text[:_TEXT_SHOWN])
    kept = [breaker.shortened(line, share) for line, share in zip(lines, shares, strict=True)]
    return FittedText(box, size, _placed(box, kept, size, measure), shortened)


def _placed(box: TextBox, paragraphs: list[list[TextLine]], size: float, measure: Measure) -> tuple[Row, ...]:
    left, width = box.x_mm * POINTS_PER_MM, box.width_mm * POINTS_PER_MM
    unused = box.height_mm * POINTS_PER_MM - size * LINE_HEIGHT * sum(map(len, paragraphs))
    top = box.y_mm * POINTS_PER_MM + (unused / 2 if box.middle else 0)
    free_share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[box.align]
    rows: list[Row] = []
    for paragraph in paragraphs:
        right_to_left = is_right_to_left("".join(line.text for line in paragraph))
        for line in paragraph:
            taken = measure(line.text, line.weight) * size
            baseline = top + size * (LINE_HEIGHT * len(rows) + _ASCENT)
            text = in_visual_order(line.text, right_to_left)
            rows.append(Row(text, line.weight, left + max(0.0, width - taken) * free_share, baseline, taken))
    return tuple(rows)


def _shares(wanted: list[int], rows: int) -> list[int]:
    """The rows of each line: the longest give way first, so that a long name doesn't push the country off."""
    shares = list(wanted)
    while sum(shares) > rows and any(shares):
        shares[max(range(len(shares)), key=lambda at: shares[at])] -= 1
    return shares


class _Breaker:
    """Breaks lines into rows no wider than `limit` (at a size of 1 point), at spaces where there are any."""

    def __init__(self, limit: float, measure: Measure) -> None:
        self._limit = limit
        self._measure = measure

    def broken(self, line: TextLine, most_rows: int) -> list[TextLine]:
        """The line's first rows; what is left after `most_rows` is left out."""
        rows, _ = self._rows(line, most_rows)
        return rows

    def shortened(self, line: TextLine, most_rows: int) -> list[TextLine]:
        """The line in at most `most_rows`, the last of them filled up and ended with an ellipsis if there is more."""
        rows, rest = self._rows(line, most_rows)
        if not rest:
            return rows
        rows, rest = self._rows(line, most_rows - 1)
        end = self._fitting(rest, self._limit - self._measure(_ELLIPSIS, line.weight), line.weight)
        return [*rows, TextLine(rest[:end].rstrip() + _ELLIPSIS, line.weight)]

    def _rows(self, line: TextLine, most_rows: int) -> tuple[list[TextLine], str]:
        """The first rows and the rest of the text."""
        rest, rows = line.text, list[TextLine]()
        while rest and len(rows) < most_rows:
            end = self._fitting(rest, self._limit, line.weight)
            space = rest.rfind(" ", 0, end + 1) if end < len(rest) else -1
            end = space if space > 0 else end
            rows.append(TextLine(rest[:end].rstrip(), line.weight))
            rest = rest[end:].lstrip()
        return rows, rest

    def _fitting(self, text: str, limit: float, weight: Weight) -> int:
        """How many of the first characters fit; one at least, so that breaking comes to an end."""
        taken = 0.0
        for at, character in enumerate(text):
            taken += self._measure(character, weight)
            if taken > limit + 1e-9:
                return max(1, at)
        return len(text)
