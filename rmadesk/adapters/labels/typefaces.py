"""The fonts that labels are set in: what is measured, and what is refused or missing by name."""

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from rmadesk.adapters.lettering.faces import Faces, Run, runs
from rmadesk.adapters.lettering.font_files import system_font_folders
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.labels import Weight

_LINE_SHOWN = 60  # characters: enough to find the line, short enough for a sentence
_DEJAVU = {"font": "DejaVu Sans", "package": "fonts-dejavu-core"}
_DROID = {"font": "Droid Sans Fallback", "package": "fonts-droid-fallback"}
_NANUM = {"font": "Nanum Gothic", "package": "fonts-nanum"}  # Debian's Droid Sans Fallback is without Korean syllables


class Typefaces:
    """The label's fonts: a label is drawn in full or not at all. Folders given are searched before the system's own."""

    def __init__(self, folders: Sequence[Path] = (), system_folders: Sequence[Path] | None = None) -> None:
        self._folders = (*folders, *(system_font_folders() if system_folders is None else system_folders))

    @property
    def plain_font(self) -> str:
        """The name of the regular text font."""
        return str(self._face(" ", Weight.REGULAR).fontName)

    def require(self, text: str, weight: Weight, line: str) -> None:
        """Refuses (`label-character`) a letter that no font has, by name; `line` is where the operator finds it."""
        for character in text:
            try:
                self._face(character, weight)
            except KeyError:
                raise RefusedError(
                    "label-character",
                    character=character,
                    code_point=f"U+{ord(character):04X}",
                    name=unicodedata.name(character, ""),
                    line=line[:_LINE_SHOWN],
                ) from None

    def runs(self, text: str, weight: Weight) -> tuple[Run, ...]:
        """The text cut where the font changes."""
        return tuple(runs(text, lambda character: str(self._face(character, weight).fontName)))

    def width(self, text: str, weight: Weight) -> float:
        """How wide the text runs at a size of 1 point."""
        return sum(float(self._face(character, weight).stringWidth(character, 1)) for character in text)

    def _face(self, character: str, weight: Weight) -> TTFont:
        """The first font that has the character; raises KeyError, or FaultError when its font isn't installed."""
        face = self._faces.face(character, bold=weight is Weight.BOLD)
        if face is not None:
            return face
        if unicodedata.name(character, "").startswith("HANGUL "):
            raise FaultError("font-missing", **_NANUM)
        if not self._faces.east_asian and unicodedata.east_asian_width(character) in "WF" and character.isalpha():
            raise FaultError("font-missing", **_DROID)
        raise KeyError(character)

    @cached_property
    def _faces(self) -> Faces:
        """Raises FaultError without the text fonts, and looks again when asked again: they may be there by then."""
        faces = Faces(self._folders)
        if None in (faces.text_face(bold=False), faces.text_face(bold=True)):
            raise FaultError("font-missing", **_DEJAVU)
        return faces
