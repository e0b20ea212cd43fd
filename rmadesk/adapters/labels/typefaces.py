"""The fonts of the system that labels are set in: found by file name, measured, and chosen letter by letter."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.labels import Weight

_TEXT_FACES = {Weight.REGULAR: "DejaVuSans.ttf", Weight.BOLD: "DejaVuSans-Bold.ttf"}
# TrueType outlines only: reportlab can't embed the CFF outlines of the usual Noto CJK files.
_EAST_ASIAN_FACES = ("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "NanumGothic.ttf")
_LINE_SHOWN = 60  # characters: enough to find the line, short enough for a sentence
_DEJAVU = {"font": "DejaVu Sans", "package": "fonts-dejavu-core"}
_DROID = {"font": "Droid Sans Fallback", "package": "fonts-droid-fallback"}
_NANUM = {"font": "Nanum Gothic", "package": "fonts-nanum"}  # Debian's Droid Sans Fallback is without Korean syllables


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters that one font draws."""

    font_name: str
    text: str


def system_font_folders() -> tuple[Path, ...]:
    """Where this kind of system keeps its fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "win32":
        local, windows = os.environ.get("LOCALAPPDATA"), os.environ.get("WINDIR", r"C:\Windows")
        own = (Path(local, "Microsoft", "Windows", "Fonts"),) if local else ()
        return (*own, Path(windows, "Fonts"))
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own_data = os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")
    data_folders = (own_data, *filter(None, shared.split(":")))
    return (home / ".fonts", *(Path(folder, "fonts") for folder in data_folders))


class Typefaces:
    """The label's fonts in their order: the weight asked for, the regular one, then the East Asian ones.

    Nothing is searched or loaded before the first letter is asked for; the large East Asian fonts not before a letter
    needs them. Folders given are searched before the system's own.
    """

    def __init__(self, folders: Sequence[Path] = (), system_folders: Sequence[Path] | None = None) -> None:
        self._folders = (*folders, *(system_font_folders() if system_folders is None else system_folders))
        self._chosen: dict[tuple[str, Weight], TTFont] = {}

    @property
    def plain_font(self) -> str:
        """The name of the regular text font."""
        return str(self._text_faces[Weight.REGULAR].fontName)

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
        grouped = groupby(text, key=lambda character: str(self._face(character, weight).fontName))
        return tuple(Run(name, "".join(characters)) for name, characters in grouped)

    def width(self, text: str, weight: Weight) -> float:
        """How wide the text runs at a size of 1 point."""
        return sum(float(self._face(character, weight).stringWidth(character, 1)) for character in text)

    def _face(self, character: str, weight: Weight) -> TTFont:
        """The first font that has the character; raises KeyError."""
        face = self._chosen.get((character, weight))
        if face is None:
            able = (each for each in self._candidates(character, weight) if ord(character) in each.face.charToGlyph)
            face = next(able, None)
            if face is None:
                raise KeyError(character)
            self._chosen[character, weight] = face
        return face

    def _candidates(self, character: str, weight: Weight) -> Iterator[TTFont]:
        yield self._text_faces[weight]
        yield self._text_faces[Weight.REGULAR]
        yield from self._east_asian_faces
        if unicodedata.name(character, "").startswith("HANGUL "):
            raise FaultError("font-missing", **_NANUM)
        if not self._east_asian_faces and unicodedata.east_asian_width(character) in "WF" and character.isalpha():
            raise FaultError("font-missing", **_DROID)

    @cached_property
    def _text_faces(self) -> dict[Weight, TTFont]:
        faces = {weight: self._load(file_name) for weight, file_name in _TEXT_FACES.items()}
        found = {weight: face for weight, face in faces.items() if face is not None}
        if len(found) < len(faces):
            raise FaultError("font-missing", **_DEJAVU)
        return found

    @cached_property
    def _east_asian_faces(self) -> tuple[TTFont, ...]:
        return tuple(face for face in map(self._load, _EAST_ASIAN_FACES) if face is not None)

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        """The font files that matter here, by lower-case name; earlier folders first."""
        wanted = {name.lower() for name in (*_TEXT_FACES.values(), *_EAST_ASIAN_FACES)}
        found: dict[str, list[Path]] = {}
        for folder in self._folders:
            for parent, _, names in os.walk(folder):
                for name in sorted(wanted.intersection(map(str.lower, names))):
                    exact = next(each for each in names if each.lower() == name)
                    found.setdefault(name, []).append(Path(parent, exact))
        return found

    def _load(self, file_name: str) -> TTFont | None:
        for path in self._files.get(file_name.lower(), []):
            try:
                face = TTFont(str(path), str(path))
            except (TTFError, OSError):
                continue  # a damaged copy in one folder is no reason to fail while another folder has a good one
            pdfmetrics.registerFont(face)
            return face
        return None
