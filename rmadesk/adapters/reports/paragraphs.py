"""A paragraph whose rows stand in visual order, so that Hebrew and Arabic read as they are written."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paragraph import FragLine

from rmadesk.adapters.lettering.visual_order import in_visual_order, is_right_to_left, placed_letters


class MixedParagraph(Paragraph):
    """Broken into rows in reading order; each row is turned into visual order when it is drawn, not before.

    So a paragraph split between two pages is split, and broken anew, in the order in which it is read. Rows start at
    the same side whatever their direction: a column of names keeps its edge.
    """

    right_to_left = False
    """The direction of the whole paragraph; a part of one has the direction of the whole."""

    def __init__(self, text: str | None, style: ParagraphStyle | None = None, **options: Any) -> None:
        super().__init__(text, style, **options)  # type: ignore[arg-type]  # None where reportlab gives a split's parts
        if text is not None:
            self.right_to_left = is_right_to_left("".join(_texts(self.frags)))

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        parts: list[Flowable] = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, MixedParagraph):
                part.right_to_left = self.right_to_left
        return parts

    def drawPara(self, debug: Any = 0) -> None:  # noqa: N802 (reportlab's name)
        in_reading_order: Any = self.blPara  # type: ignore[has-type]
        rows = [self._in_visual_order(row) for row in in_reading_order.lines]
        self.blPara = in_reading_order.clone(lines=rows)
        try:
            super().drawPara(debug)
        finally:
            self.blPara = in_reading_order

    def _in_visual_order(self, row: Any) -> Any:
        """A row of one style is a pair of its unused width and its words; of several, an object with pieces of text."""
        if isinstance(row, FragLine):
            texts = [piece for piece in row.words if not hasattr(piece, "cbDefn")]
            anchors = [piece for piece in row.words if hasattr(piece, "cbDefn")]  # they have no ink
            return row.clone(words=[*anchors, *self._turned(texts)])
        unused, words, *rest = row
        return (unused, [in_visual_order(" ".join(words), self.right_to_left)], *rest)

    def _turned(self, texts: Sequence[Any]) -> Iterator[Any]:
        """The text of a row in visual order, cut anew where its style changes."""
        owners = [piece for piece in texts for _ in piece.text]
        placed = placed_letters("".join(_texts(texts)), self.right_to_left)
        for _, letters in groupby(placed, key=lambda each: id(owners[each[0]])):
            group = list(letters)
            yield owners[group[0][0]].clone(text="".join(letter for _, letter in group))


def _texts(pieces: Iterable[Any]) -> Iterator[str]:
    return (piece.text for piece in pieces if not hasattr(piece, "cbDefn"))
