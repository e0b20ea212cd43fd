"""Stand-ins for what draws, reads and writes a label: quick, and damaged at will."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rmadesk.domain.errors import FaultError
from rmadesk.domain.labels import LabelSpec
from rmadesk.domain.scans import Read

_CORNERS = ((0, 0), (9, 0), (9, 9), (0, 9))


class CodesOnly:
    """The ports `LabelRenderer` and `LabelReader`: the file is the list of codes, and that list is what is read.

    `lost` are the places of the codes that the printer's dots spoil, `changed` those that then read otherwise.
    """

    def __init__(self, lost: tuple[int, ...] = (), changed: tuple[int, ...] = ()) -> None:
        self.lost = lost
        self.changed = changed

    def render(self, spec: LabelSpec) -> bytes:
        return json.dumps([(code.text, code.symbology) for code in spec.codes]).encode()

    def rasterise(self, rendered: bytes, dpi: int) -> bytes:
        codes = json.loads(rendered)
        for place in self.changed:
            codes[place][0] += "0"
        return json.dumps([code for place, code in enumerate(codes) if place not in self.lost]).encode()

    def read_bytes(self, content: bytes, name: str, **_: Any) -> tuple[Read, ...]:
        return tuple(Read(text, text.encode(), kind, False, _CORNERS, True, "") for text, kind in json.loads(content))

    def read_file(self, path: Path, **_: Any) -> tuple[Read, ...]:
        return self.read_bytes(path.read_bytes(), path.name)


class MemoryFiles:
    """The port `FileWriter`; `fails` makes the disk full."""

    def __init__(self) -> None:
        self.written: dict[Path, bytes] = {}
        self.fails = False

    def write(self, path: Path, content: bytes) -> None:
        with self.replacing(path, content):
            pass

    @contextmanager
    def replacing(self, path: Path, content: bytes) -> Iterator[None]:
        if self.fails:
            raise FaultError("disk-full", path=str(path))
        yield
        self.written[path] = content


class MessageIds:
    """The port `Wording`, as far as a label needs it: a message is its own id."""

    def text(self, message: str, **figures: Any) -> str:
        return message
