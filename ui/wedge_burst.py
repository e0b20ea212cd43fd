"""Keys in a row and the gaps between them: what is a scan, and what somebody typed; no widget, no clock."""

from enum import Enum

from rmadesk.services.station import WedgeLimits


class Step(Enum):
    """What to do with a key."""

    HOLD = "hold"
    """It may belong to a burst: keep it back."""
    RELEASE_THEN_HOLD = "release-then-hold"
    """What was held was typed; this key may begin a burst."""
    SCAN = "scan"
    """It ends a burst: what was held is a scan."""
    RELEASE = "release"
    """What was held was typed, and this key too."""
    SWALLOW = "swallow"
    """The second half of a scanner's CR LF: nobody typed it."""


class Burst:
    """Keys in a row and their times. Times are milliseconds on any steady clock; nothing here waits."""

    def __init__(self, limits: WedgeLimits) -> None:
        self._limits = limits
        self._texts: list[str] = []
        self._keys = 0
        self._first = 0.0
        self._last = 0.0
        self._prefixed = False
        self._scan_ended: float | None = None

    @property
    def held(self) -> bool:
        """Some keys are kept back."""
        return bool(self._keys)

    def goes_on(self, at_ms: float) -> bool:
        """A key that comes now would be one of the burst's."""
        return self.held and not self._late(at_ms)

    def key(self, text: str, at_ms: float) -> Step:
        """A key with a text of its own; an empty one is part of a character that takes several keys."""
        step = Step.HOLD
        if self._keys and self._late(at_ms):
            self.forget()
            step = Step.RELEASE_THEN_HOLD
        if not self._keys:
            self._first = at_ms
        self._keys += 1
        self._texts.append(text)
        self._last = at_ms
        return step

    def prefix(self, at_ms: float) -> Step:
        """The character that announces a scan, whatever its speed; it is no part of the text."""
        step = Step.RELEASE_THEN_HOLD if self._keys else Step.HOLD
        self.forget()
        self.key("", at_ms)
        self._prefixed = True
        return step

    def add(self, text: str) -> None:
        """A character that the last keys make together."""
        self._texts.append(text)

    def end(self, at_ms: float) -> tuple[Step, str]:
        """Enter or Tab; with SCAN comes the scanned text."""
        if not self._keys:
            trailing = self._scan_ended is not None and at_ms - self._scan_ended <= self._limits.largest_gap_ms
            self._scan_ended = None
            return (Step.SWALLOW if trailing else Step.RELEASE), ""
        is_scan = not self._late(at_ms) and self._quick(self._keys + 1, at_ms)
        self._scan_ended = at_ms if is_scan else None
        return self._ended(is_scan)

    def silence(self) -> tuple[Step, str]:
        """Nothing came after the last key, and from this scanner nothing need come."""
        self._scan_ended = None
        return self._ended(self._quick(self._keys, self._last))

    def forget(self) -> None:
        """What was held is somebody else's now."""
        self._texts.clear()
        self._keys = 0
        self._prefixed = False

    def _ended(self, is_scan: bool) -> tuple[Step, str]:
        text = "".join(self._texts)
        self.forget()
        return (Step.SCAN, text) if is_scan and text else (Step.RELEASE, "")

    def _quick(self, keys: int, at_ms: float) -> bool:
        if self._prefixed:
            return True
        return keys >= self._limits.fewest_keys and (at_ms - self._first) / (keys - 1) <= self._limits.mean_gap_ms

    def _late(self, at_ms: float) -> bool:
        return at_ms - self._last > self._limits.largest_gap_ms
