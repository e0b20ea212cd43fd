"""All codes of a photograph against one bare call of zxing-cpp: one repetition is one picture, each in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import cycle
from pathlib import Path

import zxingcpp
from PIL import Image

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.adapters.scanning.reader import PictureReader

_PICTURES = sorted((Path(str(files("resources"))) / "demo" / "labels").iterdir())


def _bare(path: Path) -> None:
    with Image.open(path) as picture:
        zxingcpp.read_barcodes(picture.convert("L"))


@contextmanager
def _prepared(_: Path) -> Iterator[Pair]:
    reader, ours, bare = PictureReader(), cycle(_PICTURES), cycle(_PICTURES)
    yield Pair(ours=timed(lambda: reader.read_file(next(ours))), baseline=timed(lambda: _bare(next(bare))))


BENCHMARK = Benchmark(
    name="read_picture",
    baseline_is="Pillow and one call of zxing-cpp, the median of the demonstration's pictures",
    goal=None,
    repetitions=2 * len(_PICTURES),
    warm_up=2,
    prepare=_prepared,
)
