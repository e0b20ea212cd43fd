"""The system's fonts that reports are set in, chosen letter by letter; a letter without a font becomes [U+XXXX]."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from rmadesk.adapters.reports.cells import code_point

_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
# TrueType outlines only: reportlab can't embed the CFF outlines of the usual Noto CJK files.
_EAST_ASIAN = ("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "NanumGothic.ttf")
_BUILT_IN = {False: "Helvetica", True: "Helvetica-Bold"}
_JOINERS = str.maketrans("", "", "\u200c\u200d")  # no ink, and no glyph in most fonts


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


class Letters:
    """The report's fonts in their order: the weight asked for, the regular one, then the East Asian ones.

    Nothing is searched or loaded before it is needed. Without the text fonts a built-in one serves, which every PDF
    reader has, but which knows Western letters only.
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = system_font_folders() if folders is None else tuple(folders)
        self._chosen: dict[tuple[str, bool], str | None] = {}

    @cached_property
    def regular(self) -> str:
        """Name of the text font."""
        return self._text_font(_REGULAR, bold=False)

    @cached_property
    def bold(self) -> str:
        """Name of the bold text font."""
        return self._text_font(_BOLD, bold=True)

    def markup(self, text: str, *, bold: bool = False) -> str:
        """The text as a paragraph's markup, fonts named where they differ from the paragraph's own; LF breaks it."""
        own = self.bold if bold else self.regular
        runs = (self._tagged(font, run, own) for font, run in self.runs(text, bold=bold))
        return "".join(runs).replace("\n", "<br/>")

    def runs(self, text: str, *, bold: bool = False) -> Iterator[tuple[str, str]]:
        """(font, text) in order, letters without a font as their number."""
        drawn = [self._drawn(sign, bold) for sign in text.translate(_JOINERS)]
        for font, group in groupby(drawn, key=lambda each: each[0]):
            yield font, "".join(sign for _, sign in group)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide the text runs, in points."""
        return sum(pdfmetrics.stringWidth(run, font, size) for font, run in self.runs(text, bold=bold))

    def _tagged(self, font: str, run: str, own: str) -> str:
        return escape(run) if font == own else f'<font name="{escape(font)}">{escape(run)}</font>'

    def _drawn(self, sign: str, bold: bool) -> tuple[str, str]:
        own = self.bold if bold else self.regular
        if sign == "\n":
            return own, sign
        font = self._font(sign, bold)
        return (own, code_point(sign)) if font is None else (font, sign)

    def _font(self, sign: str, bold: bool) -> str | None:
        key = (sign, bold)
        if key not in self._chosen:
            self._chosen[key] = next((font for font in self._candidates(bold) if _has(font, sign)), None)
        return self._chosen[key]

    def _candidates(self, bold: bool) -> Iterator[str]:
        yield self.bold if bold else self.regular
        yield self.regular
        yield from self._east_asian

    @cached_property
    def _east_asian(self) -> tuple[str, ...]:
        return tuple(font for font in map(self._load, _EAST_ASIAN) if font)

    def _text_font(self, file_name: str, *, bold: bool) -> str:
        return self._load(file_name) or _BUILT_IN[bold]

    def _load(self, file_name: str) -> str | None:
        for path in self._files.get(file_name.lower(), ()):
            name = f"report-{path.stem}"
            try:
                pdfmetrics.registerFont(TTFont(name, str(path)))
            except (TTFError, OSError):
                continue  # a damaged copy in one folder is no reason to do without a good one in another
            return name
        return None

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        """The font files that matter here, by lower-case name; earlier folders first."""
        wanted = {name.lower() for name in (_REGULAR, _BOLD, *_EAST_ASIAN)}
        found: dict[str, list[Path]] = {}
        for path in _walked(self._folders):
            if path.name.lower() in wanted:
                found.setdefault(path.name.lower(), []).append(path)
        return found


def _walked(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in sorted(names))


def _has(font: str, sign: str) -> bool:
    face = pdfmetrics.getFont(font)
    if isinstance(face, TTFont):
        return ord(sign) in face.face.charToGlyph
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
