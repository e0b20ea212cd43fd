"""The ladder: climbs the steps over a picture until enough is read or the time is out; looks twice where it must."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, count, islice
from time import perf_counter

import numpy as np

from rmadesk.adapters.scanning.decoders import ZBAR, ZXING, Decoder, Grey, Sighting
from rmadesk.adapters.scanning.findings import Findings, Pass
from rmadesk.adapters.scanning.outlines import clipped, middle
from rmadesk.adapters.scanning.pieces import is_piece
from rmadesk.adapters.scanning.steps import (
    CLOSE_UPS,
    STEPS,
    Original,
    Step,
    View,
    as_it_is,
    band,
    surroundings,
    upright,
)
from rmadesk.adapters.scanning.symbologies import UNCHECKED, alike
from rmadesk.domain.scans import Enough, Read

LIVE_S = 0.25  # for a frame of a live camera
FILE_S = 2.0  # for a file, so that a slow machine reads what a fast one does

Clock = Callable[[], float]


def read_codes(
    picture: Grey,
    *,
    enough: Enough | None = None,
    budget: float | None = None,
    steps: tuple[Step, ...] = STEPS,
    clock: Clock = perf_counter,
) -> tuple[Read, ...]:
    """All codes of a picture, in reading order.

    Without `enough` the climb ends after the first step with a confirmed read, else when it says so; in any case when
    `budget` (seconds; null: `FILE_S`) is out, except that the first step is always taken.
    """
    if picture.ndim != 2 or not picture.size:
        return ()
    climb = _Climb(Original(np.ascontiguousarray(picture)), clock)
    ends = clock() + (FILE_S if budget is None else budget)
    for number, step in enumerate(steps):
        climb.take(step, None if number == 0 else ends)
        reads = climb.reads
        if clock() >= ends or (_is_done(reads) if enough is None else enough(reads)):
            return reads
    return climb.reads


def _is_done(reads: tuple[Read, ...]) -> bool:
    return any(read.confirmed for read in reads)


class _Climb:
    """One picture on its way up."""

    def __init__(self, original: Original, clock: Clock) -> None:
        self._original = original
        self._clock = clock
        self._findings = Findings(lambda: original.bars, lambda seen: is_piece(original.grey, seen, original.bars))
        self._passes = count()

    @property
    def reads(self) -> tuple[Read, ...]:
        height, width = self._original.grey.shape
        return tuple(replace(read, position=clipped(read.position, width, height)) for read in self._findings.reads)

    def take(self, step: Step, ends: float | None) -> None:
        """All views of a step, by each of its decoders, unless the time is out before."""
        for view in step.prepare(self._original):
            for decoder in step.decoders:
                if ends is not None and self._clock() >= ends:
                    return
                self._look(step, view, decoder)

    def _look(self, step: Step, view: View, decoder: Decoder) -> None:
        seen_in = Pass(step.name, decoder.name, next(self._passes))
        for seen in decoder.look(view.picture, step.kinds):
            faint = seen.faint or (seen.symbology in UNCHECKED and step.prepare is not as_it_is)
            sighting = replace(seen, position=view.in_original(seen.position), faint=faint)
            if self._findings.add(sighting, seen_in):
                self._look_again(sighting, seen_in)

    def _look_again(self, sighting: Sighting, first: Pass) -> None:
        """The other decoder looks at the symbol's own surroundings, which takes a few milliseconds.

        Where zbar sees nothing, the engine vouches for itself if it reads the same from two changed close-ups; zbar,
        which reads more into what is soft, never does.
        """
        other = ZBAR if first.decoder == ZXING.name else ZXING
        views = chain(
            (look(self._original.grey, sighting.position) for look in (band, surroundings)), self._close_ups(sighting)
        )
        for seen in islice(_agreeing(sighting, other, views), 1):
            self._findings.add(seen, Pass(first.step, other.name, next(self._passes)))
            return
        if other is ZBAR and len(tuple(islice(_agreeing(sighting, ZXING, self._close_ups(sighting)), 2))) == 2:
            self._findings.vouch_for(sighting)

    def _close_ups(self, sighting: Sighting) -> Iterator[View]:
        """The bars it stands among, upright, in the ways that may help."""
        for bars in self._original.bars:
            if bars.holds(middle(sighting.position)):
                view = upright(self._original.grey, bars)
                yield from (view.made(change) for change in CLOSE_UPS)
                return


def _agreeing(sighting: Sighting, decoder: Decoder, views: Iterable[View]) -> Iterator[Sighting]:
    """What a decoder reads alike in one view after the other."""
    for view in views:
        for seen in decoder.look(view.picture, alike(sighting.symbology)):
            if seen.data == sighting.data:
                yield replace(seen, position=view.in_original(seen.position))
                break
