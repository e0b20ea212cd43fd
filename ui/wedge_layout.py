"""The printed test symbol: what should arrive of it, what did, and what that says about scanner and keyboard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from rmadesk.services.station import SCANNER_TEST_TEXT
from ui.wedge_keyboards import pairs_that_type, remap_between
from ui.wedge_keys import GROUP_SEPARATOR

TEST_TEXT = SCANNER_TEST_TEXT
CAPITALS, SMALL = "YZ", "yz"
"""The two pairs of letters around the separator are found again under any keyboard with capitals."""
HEAD, TAIL = TEST_TEXT.split(CAPITALS + GROUP_SEPARATOR + SMALL)
_LONGEST_SEPARATOR = 5
_AIM = re.compile(r".[A-Za-z][0-9a-m]")


class Trouble(Enum):
    """What can be wrong with a scanner that types."""

    NOT_THE_SYMBOL = "not-the-symbol"
    CAPS_LOCK = "caps-lock"
    OTHER_KEYBOARD = "other-keyboard"
    """Characters arrive as others, each as one of its own: they can be put right."""
    SAME_CHARACTER = "same-character"
    """Different characters arrive as the same one: which was meant can't be told."""
    LOST_CHARACTERS = "lost-characters"
    LOST_SEPARATOR = "lost-separator"
    PRINTABLE_PREFIX = "printable-prefix"
    PRINTABLE_SUFFIX = "printable-suffix"
    MISSING_SUFFIX = "missing-suffix"
    """Neither Enter nor Tab came: only silence can end a scan."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `swapped` are characters meant and how they arrived, `text` what came in excess."""

    trouble: Trouble
    swapped: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class LayoutReport:
    """What a scan of the test symbol says.

    `remap` puts later scans right, empty where it is not needed or can't be done; `keyboards` are the scanner's and
    the computer's (ISO 3166-1) where just one pair explains it: the remap then holds for untested signs too.
    """

    findings: tuple[Finding, ...]
    remap: Mapping[str, str]
    keyboards: tuple[str, str] | None = None

    @property
    def good(self) -> bool:
        """Everything arrived as it should."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Parts:
    before: str
    head: str
    capitals: str
    separator: str
    small: str
    tail: str
    after: str

    @property
    def whole(self) -> bool:
        return len(self.head) == len(HEAD) and len(self.tail) == len(TAIL)


def compare(arrived: str, *, ended: bool) -> LayoutReport:
    """What arrived of the test symbol, its end left out; `ended` says that Enter or Tab came after it."""
    missing = () if ended else (Finding(Trouble.MISSING_SUFFIX),)
    parts = _parts_of(arrived)
    if parts is None:
        return _report((Finding(Trouble.NOT_THE_SYMBOL, text=arrived), *missing))
    around = tuple(_around(parts))
    if parts.capitals.islower():
        return _report((Finding(Trouble.CAPS_LOCK), *around, *missing))
    if not parts.whole:
        return _report((Finding(Trouble.LOST_CHARACTERS), *around, *missing))
    observed = dict(
        zip(
            HEAD + CAPITALS + SMALL + TAIL,
            parts.head + parts.capitals + parts.small + parts.tail,
            strict=True,
        )
    )
    return _judged(observed, (*around, *missing))


def _report(findings: tuple[Finding, ...]) -> LayoutReport:
    return LayoutReport(findings, MappingProxyType({}))


def _judged(observed: Mapping[str, str], others: tuple[Finding, ...]) -> LayoutReport:
    clashing = tuple(
        (meant, arrived) for meant, arrived in observed.items() if list(observed.values()).count(arrived) > 1
    )
    if clashing:
        return _report((Finding(Trouble.SAME_CHARACTER, clashing), *others))
    swapped = tuple((meant, arrived) for meant, arrived in observed.items() if meant != arrived)
    if not swapped:
        return _report(others)
    pairs = pairs_that_type(observed)
    # Several pairs may explain it: of signs that were not tested, only what all of them agree on is known.
    remaps = [remap_between(*pair) for pair in pairs] or [{}]
    agreed = dict(set(remaps[0].items()).intersection(*(each.items() for each in remaps)))
    agreed |= {arrived: meant for meant, arrived in swapped}
    known = pairs[0] if len(pairs) == 1 else None
    return LayoutReport((Finding(Trouble.OTHER_KEYBOARD, swapped), *others), MappingProxyType(agreed), known)


def _around(parts: _Parts) -> Iterator[Finding]:
    if parts.separator != GROUP_SEPARATOR:
        yield Finding(Trouble.LOST_SEPARATOR, text=parts.separator)
    if parts.before and not _is_aim(parts):
        yield Finding(Trouble.PRINTABLE_PREFIX, text=parts.before)
    if parts.after:
        yield Finding(Trouble.PRINTABLE_SUFFIX, text=parts.after)


def _is_aim(parts: _Parts) -> bool:
    """A symbology identifier such as ]d1 before the text, its bracket as this keyboard types it."""
    return bool(_AIM.fullmatch(parts.before)) and parts.before[0] in ("]", parts.tail[-1:])


def _parts_of(arrived: str) -> _Parts | None:
    """The symbol found again by its letters, large and small around the separator; the likeliest place of several."""
    found = [
        (abs(large - len(HEAD)), small - large, large, small)
        for large in range(len(arrived) - 3)
        for small in range(large + 2, min(large + 3 + _LONGEST_SEPARATOR, len(arrived) - 1))
        if _are_the_letters(arrived[large : large + 2], arrived[small : small + 2])
    ]
    if not found:
        return None
    *_, large, small = min(found)
    head, tail = arrived[:large], arrived[small + 2 :]
    return _Parts(
        before=head[: -len(HEAD)],
        head=head[-len(HEAD) :],
        capitals=arrived[large : large + 2],
        separator=arrived[large + 2 : small],
        small=arrived[small : small + 2],
        tail=tail[: len(TAIL)],
        after=tail[len(TAIL) :],
    )


def _are_the_letters(large: str, small: str) -> bool:
    same = large[0] != large[1] and large.swapcase() == small and large.isalpha()
    return same and (large.isupper() or large.islower())
