"""What has come in at the dock and is not dealt with yet, in its order; nothing that came in is ever dropped."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rmadesk.domain.scans import Scan

SAME_CODE_WITHIN_S = 2.0
"""A trigger held too long reads the same code again."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to read: a file, or where there is none what gives its bytes, on any thread; it is called `name`."""

    name: str
    path: Path | None
    content: Callable[[], bytes] | None = None


Arrival = Scan | Picture


class DockQueue:
    """Scans join the box in hand; a picture is a box of its own and waits for the one in hand.

    `clock` gives seconds on a steady clock.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: deque[Arrival] = deque()
        self._last: tuple[str, float] | None = None
        self.box: tuple[Scan, ...] = ()

    @property
    def waiting(self) -> int:
        """How many scans and pictures wait."""
        return len(self._waiting)

    def arrived(self, arrival: Arrival) -> bool:
        """Take it in; False for the same code twice within two seconds, which is no second scan."""
        if isinstance(arrival, Scan) and self.seen_just_now(arrival.text):
            return False
        self._waiting.append(arrival)
        return True

    def seen_just_now(self, text: str) -> bool:
        """Note that a text came in; whether it is the one before it again, within two seconds."""
        now = self._clock()
        again = self._last is not None and self._last[0] == text and now - self._last[1] < SAME_CODE_WITHIN_S
        self._last = (text, now)
        return again

    def arrived_together(self, scans: tuple[Scan, ...]) -> bool:
        """Take in what one look of a camera gave; False for what it saw just before, and for nothing at all."""
        if self.seen_just_now("\n".join(sorted(scan.text for scan in scans))) or not scans:
            return False
        self._waiting.extend(scans)
        return True

    def join(self) -> bool:
        """Put the scans at the head of the queue to the box in hand; False when there were none."""
        before = self.box
        while self._waiting and isinstance(scan := self._waiting[0], Scan):
            self._waiting.popleft()
            self.box = _with(self.box, scan)
        return self.box != before

    def next_picture(self) -> Picture | None:
        """The picture whose turn it is."""
        if self.box or not self._waiting or not isinstance(picture := self._waiting[0], Picture):
            return None
        self._waiting.popleft()
        return picture

    def put(self, scans: tuple[Scan, ...]) -> None:
        """The box in hand is what a picture shows."""
        self.box = scans

    def clear(self) -> None:
        """The box in hand is done with; the queue stays."""
        self.box = ()


def _with(box: tuple[Scan, ...], scan: Scan) -> tuple[Scan, ...]:
    """A text stands once; a sure read of it takes the place of one that was not."""
    same = next((each for each in box if each.text == scan.text), None)
    if same is None:
        return (*box, scan)
    if same.confirmed or not scan.confirmed:
        return box
    return tuple(scan if each is same else each for each in box)
