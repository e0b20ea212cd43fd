"""What the passes over a picture saw, made one list: no code twice, one place one code, easily misread ones doubted."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rmadesk.adapters.scanning.bars import Bars
from rmadesk.adapters.scanning.decoders import ZXING, Sighting
from rmadesk.adapters.scanning.outlines import in_reading_order, longest_side, middle, same_place, touch
from rmadesk.adapters.scanning.symbologies import EASILY_MISREAD, LINEAR, is_credible, is_same_kind
from rmadesk.domain.scans import Read
from rmadesk.domain.symbologies import Symbology

_WHOLE = 0.8  # of the bars it stands among is what an outline of a whole code reaches over


@dataclass(frozen=True, slots=True)
class Pass:
    """One look of one decoder at one view of a step; what it sees twice are two codes."""

    step: str
    decoder: str
    number: int


@dataclass(frozen=True, slots=True)
class _Finding:
    read: Read
    seen_in: Pass


class Findings:
    """The codes of one picture so far. `bars` gives the patches of it that linear codes can stand in."""

    def __init__(self, bars: Callable[[], tuple[Bars, ...]]) -> None:
        self._found: tuple[_Finding, ...] = ()
        self._bars = bars

    @property
    def reads(self) -> tuple[Read, ...]:
        """In reading order."""
        return in_reading_order([each.read for each in self._found], lambda read: read.position)

    def add(self, sighting: Sighting, seen_in: Pass) -> bool:
        """Take in what a pass saw, its position in the original's pixels; true where a second look is wanted."""
        if not is_credible(sighting.symbology, sighting.text):
            return False
        known = next((each for each in self._found if self._is_same(each, sighting, seen_in)), None)
        if known is not None:
            if known.seen_in.decoder != seen_in.decoder and not self._may_be_inside(known, sighting, seen_in):
                self._confirm(known)
            return False
        rivals = [each for each in self._found if each.seen_in != seen_in and _in_the_way(each, sighting)]
        if any(each.read.confirmed for each in rivals):
            return False
        trusted = sighting.symbology not in EASILY_MISREAD and not sighting.faint
        kept = tuple(each for each in self._found if not (trusted and each in rivals))
        self._found = (*kept, _Finding(_read(sighting, trusted, seen_in.step), seen_in))
        return not trusted

    def _confirm(self, known: _Finding) -> None:
        """It stands, and what was doubted in its place falls."""
        if known.read.confirmed:
            return
        agreed = _Finding(replace(known.read, confirmed=True), known.seen_in)
        self._found = tuple(
            agreed if each is known else each
            for each in self._found
            if each is known or each.read.confirmed or not same_place(each.read.position, known.read.position)
        )

    def _may_be_inside(self, known: _Finding, sighting: Sighting, seen_in: Pass) -> bool:
        """Any even piece of an ITF reads as a shorter one: both decoders may see the same piece of a damaged code.

        zxing-cpp tells where it begins and ends; when the bars go on beyond, nobody vouches for it.
        """
        if sighting.symbology is not Symbology.ITF:
            return False
        seen = sighting.position if seen_in.decoder == ZXING.name else known.read.position
        place = middle(seen)
        return any(bars.reach_of(seen) < _WHOLE * bars.length for bars in self._bars() if bars.holds(place))

    def _is_same(self, known: _Finding, sighting: Sighting, seen_in: Pass) -> bool:
        """Decoders outline what they saw of a damaged linear code, which may be a single line here and another there:
        so lines within one patch of bars are one code, unless one pass saw both."""
        read = known.read
        if read.text != sighting.text or not is_same_kind(Symbology(read.symbology), sighting.symbology):
            return False
        margin = max(longest_side(read.position), longest_side(sighting.position)) / 16
        if touch(read.position, sighting.position, margin):
            return True
        if known.seen_in == seen_in or sighting.symbology not in LINEAR:
            return False
        places = middle(read.position), middle(sighting.position)
        return any(all(bars.holds(place) for place in places) for bars in self._bars())


def _in_the_way(known: _Finding, sighting: Sighting) -> bool:
    return same_place(known.read.position, sighting.position)


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
