"""Which font draws which letter: the text font of the weight asked for, the regular one, then the East Asian ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from rmadesk.adapters.lettering.font_files import FontFiles

_TEXT = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
# TrueType outlines only: reportlab can't embed the CFF outlines of the usual Noto CJK files.
_EAST_ASIAN = ("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "NanumGothic.ttf")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters that one font draws."""

    font_name: str
    text: str


def runs(text: str, font_name: Callable[[str], str]) -> Iterator[Run]:
    """The text cut where the font changes."""
    for name, letters in groupby(text, key=font_name):
        yield Run(name, "".join(letters))


class Faces:
    """The fonts of these folders. Nothing is searched or loaded before a letter needs it; some fonts are large."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._files = FontFiles(folders, (*_TEXT.values(), *_EAST_ASIAN))
        self._chosen: dict[tuple[str, bool], TTFont | None] = {}

    def text_face(self, *, bold: bool) -> TTFont | None:
        """The text font of a weight; None when it isn't installed."""
        return self._text_faces[bold]

    def face(self, letter: str, *, bold: bool) -> TTFont | None:
        """The first font that has the letter."""
        key = (letter, bold)
        if key not in self._chosen:
            able = (each for each in self._candidates(bold) if ord(letter) in each.face.charToGlyph)
            self._chosen[key] = next(able, None)
        return self._chosen[key]

    def _candidates(self, bold: bool) -> Iterator[TTFont]:
        yield from filter(None, (self._text_faces[bold], self._text_faces[False]))
        yield from self.east_asian

    @cached_property
    def _text_faces(self) -> dict[bool, TTFont | None]:
        return {bold: self._files.font(name) for bold, name in _TEXT.items()}

    @cached_property
    def east_asian(self) -> tuple[TTFont, ...]:
        """The East Asian fonts that are installed."""
        return tuple(filter(None, map(self._files.font, _EAST_ASIAN)))
