"""The ladder: each step over a picture in turn, what they saw made one list, in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rmadesk.adapters.scanning.decoders import Grey, Sighting, zbar, zxing
from rmadesk.adapters.scanning.outlines import in_reading_order, longest_side, same_place, touch
from rmadesk.adapters.scanning.symbologies import EASILY_MISREAD, is_credible, is_same_kind
from rmadesk.domain.scans import Enough, Read
from rmadesk.domain.symbologies import Symbology

LIVE_S = 0.25  # for a frame of a live camera
FILE_S = 2.0  # for a file, so that a slow machine reads what a fast one does


@dataclass(frozen=True, slots=True)
class Step:
    """One pass over the picture; `name` is what a read says it came from."""

    name: str
    look: Callable[[Grey], tuple[Sighting, ...]]


# In order of worth. A later step adds what the earlier did not find, and confirms what they found.
STEPS = (
    Step("zxing", zxing),
    Step("zbar", zbar),
)


def read_codes(
    picture: Grey, *, enough: Enough | None = None, budget: float | None = None, steps: tuple[Step, ...] = STEPS
) -> tuple[Read, ...]:
    """All codes of a picture, in reading order; `budget` in seconds."""
    reads: tuple[Read, ...] = ()
    for step in steps:
        for sighting in step.look(picture):
            if is_credible(sighting.symbology, sighting.text):
                reads = _with(reads, sighting, step.name)
    return in_reading_order(reads, lambda read: read.position)


def _with(reads: tuple[Read, ...], sighting: Sighting, step: str) -> tuple[Read, ...]:
    """The reads with one more, or with one of them confirmed; one place holds one code that is trusted."""
    for place, read in enumerate(reads):
        if _is_same(read, sighting):
            agreed = replace(read, confirmed=read.confirmed or read.step != step)
            return (*reads[:place], agreed, *reads[place + 1 :])
    trusted = sighting.symbology not in EASILY_MISREAD
    rivals = [read for read in reads if read.step != step and same_place(read.position, sighting.position)]
    if any(read.confirmed for read in rivals):
        return reads
    kept = tuple(read for read in reads if not (trusted and read in rivals))
    return (*kept, _read(sighting, trusted, step))


def _is_same(read: Read, sighting: Sighting) -> bool:
    """A damaged linear code is seen as some of its lines only: two passes may see lines that do not touch."""
    if read.text != sighting.text or not is_same_kind(Symbology(read.symbology), sighting.symbology):
        return False
    margin = max(longest_side(read.position), longest_side(sighting.position)) / 16
    return touch(read.position, sighting.position, margin)


def _read(sighting: Sighting, confirmed: bool, step: str) -> Read:
    return Read(
        text=sighting.text,
        data=sighting.data,
        symbology=sighting.symbology,
        gs1=sighting.gs1,
        position=sighting.position,
        confirmed=confirmed,
        step=step,
    )
