"""Which codes before a camera are new: a box that stays in view is taken once, the next one is taken when it comes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rmadesk.domain.scans import Read

GONE_AFTER_S = 2.0
"""A code that was not seen for so long, nor in the last looks, has left the view; seen again, it is a new one."""
GONE_AFTER_LOOKS = 3
LATE_WITHIN_S = 1.0
"""So long after a box that is done with was last seen, a further code is taken for one of its own."""


@dataclass(slots=True)
class _Sight:
    """When a code was last seen, and how many looks have missed it since; `done` with the box it stands on."""

    read: Read
    seen_at: float
    missed: int = 0
    taken: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What one look means: `seen` is everything in it, `new` what is to be taken now.

    `held_back` says that there are new codes that wait for a box that is done with to be taken away.
    """

    seen: tuple[Read, ...]
    new: tuple[Read, ...]
    held_back: bool


class CodesInView:
    """Keeps what a camera sees apart, look by look; `clock` gives seconds on a steady clock.

    A code that is easily misread counts as confirmed once two looks agree on it.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sights: dict[str, _Sight] = {}

    def look(self, reads: Iterable[Read], *, box_open: bool) -> View:
        """Take one look's reads in; `box_open` says that the codes taken before are still in hand."""
        now = self._clock()
        if not box_open:
            for sight in self._sights.values():
                sight.done = sight.done or sight.taken
        seen = tuple(self._saw(read, now) for read in reads)
        self._forget({read.text for read in seen}, now)
        fresh = tuple(dict.fromkeys(read.text for read in seen if self._is_fresh(read)))
        held_back = any(each.done and now - each.seen_at < LATE_WITHIN_S for each in self._sights.values())
        if held_back:
            return View(seen, (), bool(fresh))
        for text in fresh:
            self._sights[text].taken = True
        return View(seen, tuple(self._sights[text].read for text in fresh), False)

    def _saw(self, read: Read, now: float) -> Read:
        before = self._sights.get(read.text)
        if before is None:
            self._sights[read.text] = _Sight(read, now)
            return read
        agreed = before.read.confirmed or read.confirmed or _is_second_pass(before, read, now)
        before.read = replace(read, confirmed=agreed)
        before.seen_at, before.missed = now, 0
        return before.read

    def _forget(self, seen: set[str], now: float) -> None:
        for text in [text for text in self._sights if text not in seen]:
            sight = self._sights[text]
            sight.missed += 1
            if sight.missed >= GONE_AFTER_LOOKS and now - sight.seen_at >= GONE_AFTER_S:
                del self._sights[text]

    def _is_fresh(self, read: Read) -> bool:
        return read.confirmed and not self._sights[read.text].taken


def _is_second_pass(before: _Sight, read: Read, now: float) -> bool:
    """Two codes of a picture that say the same are one pass, not two."""
    return before.read.symbology == read.symbology and before.seen_at < now
