"""Reads all codes of a picture file: what is opened in `pictures` goes up the ladder."""

from pathlib import Path

from rmadesk.adapters.scanning.decoders import has_zbar
from rmadesk.adapters.scanning.ladder import read_codes
from rmadesk.adapters.scanning.pictures import open_picture, read_picture
from rmadesk.domain.scans import Enough, Read


class PictureReader:
    """The port `LabelReader`. Holds no state, so that any thread may call it; both decoders let go of the GIL."""

    @property
    def second_opinion(self) -> bool:
        """Whether zbar is there: without it less is read, and no EAN, UPC, ITF or Codabar is confirmed."""
        return has_zbar()

    def read_file(self, path: Path, *, enough: Enough | None = None, budget: float | None = None) -> tuple[Read, ...]:
        """All codes of a picture file, in reading order; none is no error. Raises RefusedError `picture-...`."""
        return read_codes(open_picture(path), enough=enough, budget=budget)

    def read_bytes(
        self, content: bytes, name: str, *, enough: Enough | None = None, budget: float | None = None
    ) -> tuple[Read, ...]:
        """The same from memory; `name` is what messages call it."""
        return read_codes(read_picture(content, name), enough=enough, budget=budget)
