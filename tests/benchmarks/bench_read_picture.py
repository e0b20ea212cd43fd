"""All codes of a photograph against one bare call of zxing-cpp, and against reading them in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import cycle
from pathlib import Path

import zxingcpp
from PIL import Image

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.adapters.scanning.picture_files import content_of
from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.scans import Read

_PICTURES = sorted((Path(str(files("resources"))) / "demo" / "labels").iterdir())


def _bare(path: Path) -> None:
    with Image.open(path) as picture:
        zxingcpp.read_barcodes(picture.convert("L"))


@contextmanager
def _prepared(_: Path) -> Iterator[Pair]:
    reader, ours, bare = PictureReader(), cycle(_PICTURES), cycle(_PICTURES)
    yield Pair(ours=timed(lambda: reader.read_file(next(ours))), baseline=timed(lambda: _bare(next(bare))))
    reader.close()


def _enough(reads: tuple[Read, ...]) -> bool:
    """Asked after each step, as the dock asks."""
    return any(read.confirmed for read in reads)


@contextmanager
def _prepared_isolated(_: Path) -> Iterator[Pair]:
    reader, ours, here = PictureReader(), cycle(_PICTURES), cycle(_PICTURES)

    def asked() -> None:
        reader.read_file(next(ours), enough=_enough)

    def in_this_process() -> None:
        path = next(here)
        read_pages(content_of(path), str(path), enough=_enough)

    yield Pair(ours=timed(asked), baseline=timed(in_this_process))
    reader.close()


BENCHMARK = Benchmark(
    name="read_picture",
    baseline_is="Pillow and one call of zxing-cpp, the median of the demonstration's pictures",
    goal=None,
    repetitions=2 * len(_PICTURES),
    warm_up=2,
    prepare=_prepared,
)
ISOLATED = Benchmark(
    name="read_isolated",
    baseline_is="the same ladder in this process, the median of the demonstration's pictures",
    goal=1.15,
    repetitions=2 * len(_PICTURES),
    warm_up=2,
    prepare=_prepared_isolated,
)
