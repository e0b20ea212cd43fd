"""TrueType fonts of this computer: found by file name in the folders of its kind of system, loaded once."""

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_registering = Lock()


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


class FontFiles:
    """The files of these names, whatever their case, in these folders and the folders in them; earlier ones first."""

    def __init__(self, folders: Sequence[Path], file_names: Iterable[str]) -> None:
        self._folders = tuple(folders)
        self._wanted = frozenset(name.lower() for name in file_names)

    def font(self, file_name: str) -> TTFont | None:
        """The first whole font of this name."""
        for path in self._found.get(file_name.lower(), ()):
            try:
                return _registered(path)
            except (TTFError, OSError):
                continue  # a damaged copy in one folder is no reason to fail while another folder has a good one
        return None

    @cached_property
    def _found(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for folder in self._folders:
            for parent, _, names in os.walk(folder):
                for name in sorted(names):
                    if name.lower() in self._wanted:
                        found.setdefault(name.lower(), []).append(Path(parent, name))
        return found


def _registered(path: Path) -> TTFont:
    """The font of a file as reportlab will draw it: of files with the same face the first, whatever name is given."""
    name = str(path)
    with _registering:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, name))
        font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font
