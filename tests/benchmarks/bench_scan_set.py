"""Photographs with the text that stands in them: how many pyzbar, zxing-cpp, the two together and the ladder read.

A set is a folder with pictures, each beside a file of the same name that ends in `.txt`; in a folder whose name
contains `falsepositives` nothing may be found. All readers get the same grey pixels, one after the other.
"""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from benchmarks.measure import Result
from rmadesk.adapters.scanning import read_image
from rmadesk.adapters.scanning.pages import open_picture

AS_MANY = 1.10  # times what the two decoders read together
MOST_TIME = 2.0  # times zxing-cpp's, where that reads
BUDGET_S = 20.0  # what is read is asked, not what a busy machine reads in time; the time is told
_LEFT_OUT = {".txt", ".md"}

Grey = NDArray[np.uint8]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader made of a picture. `questions` are texts that it would have a person confirm: no finds."""

    texts: Texts
    seconds: float
    questions: Texts = ()


@dataclass(frozen=True, slots=True)
class Photograph:
    """One picture; `expected` is null where nothing may be found."""

    folder: str
    name: str
    expected: str | None
    looks: dict[str, Look]

    def is_read(self, reader: str) -> bool:
        return self.expected is not None and any(is_same(text, self.expected) for text in self.looks[reader].texts)

    def is_asked(self, reader: str) -> bool:
        """Not read, but the right text is among its questions."""
        found = self.looks[reader].questions
        return not self.is_read(reader) and self.expected is not None and any(is_same(t, self.expected) for t in found)

    def wrong(self, reader: str) -> Texts:
        return tuple(t for t in self.looks[reader].texts if self.expected is None or not is_same(t, self.expected))


# ------------------------------------------------------------------------------------------------- the same text?


def is_same(text: str, expected: str) -> bool:
    """White space apart; of the EAN and UPC family, the same number, with leading zeros or in short."""
    if "".join(text.split()) == "".join(expected.split()):
        return True
    return bool(_numbers(text.strip()) & _numbers(expected.strip()))


def _numbers(text: str) -> frozenset[str]:
    """The numbers of thirteen digits that an EAN or UPC can stand for."""
    if not (text.isascii() and text.isdigit() and len(text) in (8, 12, 13)):
        return frozenset()
    return frozenset({text.zfill(13)} | ({_from_upc_e(text)} if len(text) == 8 else set()))


def _from_upc_e(text: str) -> str:
    system, body, check = text[0], text[1:7], text[7]
    last = body[5]
    if last in "012":
        long = body[:2] + last + "0000" + body[2:5]
    elif last in "34":
        kept = int(last)
        long = body[:kept] + "00000" + body[kept:5]
    else:
        long = body[:5] + "0000" + last
    return "0" + system + long + check


# ----------------------------------------------------------------------------------------------------- the readers


def _pyzbar(pixels: Grey) -> Texts:
    return tuple(code.data.decode("utf-8", "replace") for code in pyzbar.decode(pixels))


def _zxing(pixels: Grey) -> Texts:
    return tuple(code.text for code in zxingcpp.read_barcodes(pixels))


def _timed(read: Callable[[Grey], Texts], pixels: Grey) -> Look:
    start = perf_counter()
    texts = read(pixels)
    return Look(texts, perf_counter() - start)


def _ours(pixels: Grey) -> Look:
    start = perf_counter()
    reads = read_image(pixels, budget=BUDGET_S)
    seconds = perf_counter() - start
    sure, doubted = (tuple(read.text for read in reads if read.confirmed is which) for which in (True, False))
    return Look(sure, seconds, doubted)


def _looked_at(pixels: Grey) -> dict[str, Look]:
    with _silence():
        one = _timed(_pyzbar, pixels)
    other = _timed(_zxing, pixels)
    both = Look(one.texts + other.texts, one.seconds + other.seconds)
    return {"pyzbar": one, "zxing-cpp": other, "both": both, "ours": _ours(pixels)}


@contextmanager
def _silence() -> Iterator[None]:
    """zbar's library tells stderr about every bar of DataBar that it does not like."""
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def photographs(root: Path) -> Iterator[Photograph]:
    """Every picture below a folder, looked at by each reader."""
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path.suffix.lower() in _LEFT_OUT:
            continue
        text = path.with_suffix(".txt")
        barren = "falsepositives" in path.parent.name
        if not barren and not text.exists():
            raise FileNotFoundError(f"{path} has no {text.name} beside it")
        expected = None if barren else text.read_bytes().decode("utf-8").rstrip("\r\n")
        yield Photograph(str(path.parent.relative_to(root)), path.name, expected, _looked_at(open_picture(path)))


# ----------------------------------------------------------------------------------------------------- what it gave

READERS = ("pyzbar", "zxing-cpp", "both", "ours")


def table(found: Sequence[Photograph]) -> Iterator[str]:
    """A line for each set and one for all: of each reader the share read, pictures with a false read, times in ms."""
    yield f"{'':24}{'':>5}" + "".join(f"{reader + ': read false  ms   p95':>34}" for reader in READERS) + "   asked"
    for folder in sorted({each.folder for each in found}):
        yield _line(folder, [each for each in found if each.folder == folder])
    yield _line("all", found)


def _line(name: str, found: Sequence[Photograph]) -> str:
    readable = [each for each in found if each.expected is not None]
    parts = [f"{name:24}{len(found):5}"]
    for reader in READERS:
        times = sorted(each.looks[reader].seconds * 1000 for each in found)
        rate = f"{sum(each.is_read(reader) for each in readable) / len(readable):.3f}" if readable else "-"
        false = sum(bool(each.wrong(reader)) for each in found)
        parts.append(f"{rate:>16}{false:6}{median(times):6.1f}{times[math.ceil(0.95 * len(times)) - 1]:6.0f}")
    return "".join(parts) + f"{sum(each.is_asked('ours') for each in found):8}"


def remarks(found: Iterable[Photograph]) -> Iterator[str]:
    """Every false read and every question of ours, and what it missed."""
    for each in found:
        where = f"{each.folder}/{each.name}"
        for text in each.wrong("ours"):
            yield f"  false     {where}: {text!r}, not {each.expected!r}"
        for text in each.looks["ours"].questions:
            right = each.expected is not None and is_same(text, each.expected)
            yield f"  question  {where}: {text!r}, {'right' if right else f'not {each.expected!r}'}"
        if each.expected is not None and not each.is_read("ours") and not each.is_asked("ours"):
            yield f"  missed    {where}"


def result(found: Sequence[Photograph]) -> Result:
    """Pictures missed, ours / both decoders'; the goal is what `AS_MANY` comes to on this set."""
    readable = [each for each in found if each.expected is not None]
    both, ours = (sum(each.is_read(reader) for each in readable) for reader in ("both", "ours"))
    missed = max(1, len(readable) - both)
    return Result(
        name="scan_set",
        unit="missed",
        ours=len(readable) - ours,
        baseline=missed,
        ratio=round((len(readable) - ours) / missed, 3),
        goal=round(max(0, len(readable) - math.ceil(AS_MANY * both)) / missed, 3),
        baseline_is="pictures that pyzbar and zxing-cpp, default calls, both leave unread",
        per_second=None,
    )


def unmet(found: Sequence[Photograph]) -> Iterator[str]:
    """What must hold beside the number of pictures read, and does not."""
    ours, engine = (sum(bool(each.wrong(reader)) for each in found) for reader in ("ours", "zxing-cpp"))
    if ours > engine:
        yield f"false reads in {ours} pictures, zxing-cpp in {engine}"
    for each in found:
        if each.expected is None and each.looks["ours"].texts:
            yield f"something found in {each.folder}/{each.name}"
    easy = [each.looks for each in found if each.is_read("zxing-cpp")]
    if easy:
        took, takes = (median(looks[reader].seconds for looks in easy) for reader in ("ours", "zxing-cpp"))
        if took > MOST_TIME * takes:
            yield f"{took / takes:.2f} times zxing-cpp's median time where that reads"


def measured_set(root: Path) -> tuple[Result, tuple[str, ...]]:
    """Looks at all pictures, prints the tables, gives the line for the report and what does not hold."""
    found = list(photographs(root))
    if not any(each.expected for each in found):
        raise FileNotFoundError(f"no pictures with a text beside them in {root}")
    for line in (*table(found), *remarks(found)):
        print(line, flush=True)
    return result(found), tuple(unmet(found))
