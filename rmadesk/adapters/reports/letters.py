"""The fonts that reports are set in: every text can be drawn, a letter that no font has as [U+XXXX]."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase.pdfmetrics import stringWidth

from rmadesk.adapters.lettering.faces import Faces, Run, runs
from rmadesk.adapters.lettering.font_files import system_font_folders
from rmadesk.adapters.lettering.joining import joined
from rmadesk.adapters.lettering.visual_order import in_visual_order, is_right_to_left
from rmadesk.adapters.reports.cells import code_point

_BUILT_IN = {False: "Helvetica", True: "Helvetica-Bold"}


class Letters:
    """The report's fonts. Nothing is searched or loaded before it is needed.

    Without the text fonts a built-in one serves, which every PDF reader has, but which knows Western letters only.
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._faces = Faces(system_font_folders() if folders is None else folders)

    @cached_property
    def regular(self) -> str:
        """Name of the text font."""
        return self._text_font(bold=False)

    @cached_property
    def bold(self) -> str:
        """Name of the bold text font."""
        return self._text_font(bold=True)

    def markup(self, text: str, *, bold: bool = False) -> str:
        """The text as a paragraph's markup, fonts named where they differ from the paragraph's own; LF breaks it.

        It is in reading order, because a paragraph is broken into rows before a row is put into visual order.
        """
        own = self.bold if bold else self.regular
        tagged = (_tagged(run, own) for run in self.runs(self.drawn(text, bold=bold), bold=bold))
        return "".join(tagged).replace("\n", "<br/>")

    def line(self, text: str, size: float, *, bold: bool = False) -> Iterator[tuple[float, Run]]:
        """A line's runs as they stand on paper, each with its distance from the line's left end, in points."""
        drawn = self.drawn(text, bold=bold)
        left = 0.0
        for run in self.runs(in_visual_order(drawn, is_right_to_left(drawn)), bold=bold):
            yield left, run
            left += stringWidth(run.text, run.font_name, size)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide the text runs, in points."""
        drawn = self.runs(self.drawn(text, bold=bold), bold=bold)
        return sum(stringWidth(run.text, run.font_name, size) for run in drawn)

    def drawn(self, text: str, *, bold: bool = False) -> str:
        """The letters that are drawn for a text: joined, those without a font as their number; in reading order."""
        letters = joined(text)
        if letters.isascii():
            return letters
        return "".join(each if self._font(each, bold) is not None else code_point(each) for each in letters)

    def runs(self, drawn: str, *, bold: bool = False) -> Iterator[Run]:
        """Drawn letters cut where the font changes."""
        own = self.bold if bold else self.regular
        return runs(drawn, lambda letter: self._font(letter, bold) or own)

    def _font(self, letter: str, bold: bool) -> str | None:
        own = self.bold if bold else self.regular
        if letter == "\n" or (own == _BUILT_IN[bold] and _is_western(letter)):
            return own
        face = self._faces.face(letter, bold=bold)
        return None if face is None else str(face.fontName)

    def _text_font(self, *, bold: bool) -> str:
        face = self._faces.text_face(bold=bold)
        return _BUILT_IN[bold] if face is None else str(face.fontName)


def _tagged(run: Run, own: str) -> str:
    return (
        escape(run.text) if run.font_name == own else f"<font name={quoteattr(run.font_name)}>{escape(run.text)}</font>"
    )


def _is_western(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
