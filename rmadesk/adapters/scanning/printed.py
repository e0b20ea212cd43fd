"""Printed letters in a picture, by a recogniser that is an extra: loaded by the first picture, and kept."""

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rmadesk.adapters.scanning.pages import open_picture, read_picture
from rmadesk.domain.scans import PrintedText

if TYPE_CHECKING:
    from rmadesk.adapters.scanning.print_recogniser import PrintRecogniser

_PACKAGES = ("onnxruntime", "rapidocr")


class LabelPrintReader:
    """The port `PrintReader`."""

    @property
    def there(self) -> bool:
        """Whether both packages of the extra are installed; neither is loaded to find out."""
        return all(find_spec(package) for package in _PACKAGES)

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        """All lines of print, in reading order. Raises RefusedError `picture-...`, `ocr-missing`."""
        return self._recogniser.lines(open_picture(path))

    def print_in_bytes(self, content: bytes, name: str) -> tuple[PrintedText, ...]:
        """The same from memory; `name` is what messages call it."""
        return self._recogniser.lines(read_picture(content, name))

    @cached_property
    def _recogniser(self) -> "PrintRecogniser":
        from rmadesk.adapters.scanning.print_recogniser import PrintRecogniser

        return PrintRecogniser()
