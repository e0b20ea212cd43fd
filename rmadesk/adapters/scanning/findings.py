"""What the passes over a picture saw, made one list: no code twice, one place one code, easily misread ones doubted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from rmadesk.adapters.scanning.bars import Bars
from rmadesk.adapters.scanning.decoders import ZXING, Sighting
from rmadesk.adapters.scanning.outlines import (
    Outline,
    above_each_other,
    in_reading_order,
    longest_side,
    middle,
    same_place,
    touch,
)
from rmadesk.adapters.scanning.symbologies import EASILY_MISREAD, LINEAR, is_credible, is_same_kind
from rmadesk.domain.scans import Read
from rmadesk.domain.symbologies import Symbology

# Shares of a code's length that two outlines of it may lie apart: a scratch or a fold parts what is read of its bars.
_NEAR = 1 / 16
_NEAR_ALONG_BARS = 1 / 6
# What one decoder alone must do to be believed of an EAN-13, whose check digit tells most slips: read the same in two
# differently prepared pictures, and three times as often as anything else in that place. Not of EAN-8 and UPC-E, for
# which a piece of a longer one may pass, nor of ITF and Codabar, which need no check digit.
_AGREEING_STEPS = 2
_AHEAD_OF_RIVALS = 3


@dataclass(frozen=True, slots=True)
class Pass:
    """One look of one decoder at one view of a step; what it sees twice are two codes."""

    step: str
    decoder: str
    number: int


@dataclass(frozen=True, slots=True)
class _Finding:
    """A code, the pass that saw it first, and every step in which a decoder saw it: (decoder, step)."""

    read: Read
    seen_in: Pass
    sights: frozenset[tuple[str, str]]

    @property
    def agreeing_steps(self) -> int:
        """The most steps in which one decoder saw it."""
        return max(Counter(decoder for decoder, _ in self.sights).values())


class Findings:
    """The codes of one picture so far.

    `bars` gives the patches of it that linear codes can stand in; `is_piece` tells of what zxing-cpp read whether the
    code goes on beyond. Any even piece of an ITF reads as a shorter one; pieces of EAN/UPC pass for short ones.
    """

    def __init__(self, bars: Callable[[], tuple[Bars, ...]], is_piece: Callable[[Outline], bool]) -> None:
        self._found: tuple[_Finding, ...] = ()
        self._bars = bars
        self._is_piece = is_piece

    @property
    def reads(self) -> tuple[Read, ...]:
        """In reading order; without the pieces of an ITF that was read whole."""
        reads = [each.read for each in self._found]
        whole = [read.text for read in reads if read.symbology is Symbology.ITF and read.confirmed]
        kept = [
            read
            for read in reads
            if read.confirmed or read.symbology is not Symbology.ITF or not any(read.text in text for text in whole)
        ]
        return in_reading_order(kept, lambda read: read.position)

    def add(self, sighting: Sighting, seen_in: Pass) -> bool:
        """Take in what a pass saw, its position in the original's pixels; true where a second look is wanted."""
        if not is_credible(sighting.symbology, sighting.text):
            return False
        known = next((each for each in self._found if self._is_same(each, sighting, seen_in)), None)
        if known is not None:
            self._seen_again(known, sighting, seen_in)
            return False
        rivals = [each for each in self._found if each.seen_in != seen_in and _in_the_way(each, sighting)]
        if any(each.read.confirmed for each in rivals):
            return False
        trusted = sighting.symbology not in EASILY_MISREAD and not sighting.faint
        kept = tuple(each for each in self._found if not (trusted and each in rivals))
        sights = frozenset({(seen_in.decoder, seen_in.step)})
        self._found = (*kept, _Finding(_read(sighting, trusted, seen_in.step), seen_in, sights))
        return not trusted

    def vouch_for(self, sighting: Sighting) -> None:
        """Confirm what zxing-cpp saw and, closer, saw again."""
        for known in self._found:
            if known.read.data == sighting.data and known.read.position == sighting.position:
                if not self._is_piece(sighting.position):
                    self._confirm(known)
                return

    def _seen_again(self, known: _Finding, sighting: Sighting, seen_in: Pass) -> None:
        again = replace(known, sights=known.sights | {(seen_in.decoder, seen_in.step)})
        self._found = tuple(again if each is known else each for each in self._found)
        if known.seen_in.decoder != seen_in.decoder:
            by_engine = sighting.position if seen_in.decoder == ZXING.name else known.read.position
            if not (sighting.symbology is Symbology.ITF and self._is_piece(by_engine)):
                self._confirm(again)
        elif sighting.symbology is Symbology.EAN_13 and self._is_persistent(again):
            self._confirm(again)

    def _is_persistent(self, known: _Finding) -> bool:
        """Whether one decoder alone has seen it often enough, and little else in its place."""
        place = known.read.position
        rivals = (each for each in self._found if each is not known and same_place(each.read.position, place))
        most = max((each.agreeing_steps for each in rivals), default=0)
        return known.agreeing_steps >= max(_AGREEING_STEPS, most * _AHEAD_OF_RIVALS)

    def _confirm(self, known: _Finding) -> None:
        """It stands, and what was doubted in its place falls."""
        if known.read.confirmed:
            return
        agreed = replace(known, read=replace(known.read, confirmed=True))
        self._found = tuple(
            agreed if each is known else each
            for each in self._found
            if each is known or each.read.confirmed or not same_place(each.read.position, known.read.position)
        )

    def _is_same(self, known: _Finding, sighting: Sighting, seen_in: Pass) -> bool:
        """Decoders outline what they saw of a damaged linear code, which may be a single line here and another there:
        lines within one patch of bars are one code, unless one pass saw them beside each other."""
        read = known.read
        if read.text != sighting.text or not is_same_kind(Symbology(read.symbology), sighting.symbology):
            return False
        both = (read.position, sighting.position)
        longest = max(longest_side(each) for each in both)
        if touch(*both, longest * _NEAR):
            return True
        if sighting.symbology not in LINEAR:
            return False
        if above_each_other(*both) and touch(*both, longest * _NEAR_ALONG_BARS):
            return True
        patch = next((bars for bars in self._bars() if all(bars.holds(middle(each)) for each in both)), None)
        return patch is not None and (known.seen_in != seen_in or above_each_other(*both))


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
