"""The forms in which a site writes its RMA and serial numbers: a small language, and whether a text has a form.

    RMA-{YYYY}-{N:6}-{C}     letters and digits as they stand; {..} for signs that vary; [..] for what may be absent
    {N:6} {N:3-8} digits     {A:2} letters     {X:4} letters or digits     {YYYY} {YY} a year     {C} check character

Case, spaces, hyphens and colons count for nothing, in a form as in a number. It is no regular expression, because
whoever sets up a desk must be able to read a form, and nobody be able to stop the desk with one: matching follows all
ways at once, sign by sign.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rmadesk.domain.check_characters import mod37_36
from rmadesk.domain.errors import RefusedError

LONGEST_NUMBER = 64
SHORTEST_NUMBER = 3
OFFERED_RMA_FORM = "RMA-{YYYY}-{N:6}-{C}"
"""What a site that is free to choose should write: the check character (ISO 7064) notices a slip of the pen."""
_LONGEST_FORM = 120
_RISKY_DIGITS = 10
_TOKEN = re.compile(
    r"\{(?P<kind>[NAX])(?::(?P<least>\d{1,2})(?:-(?P<most>\d{1,2}))?)?\}"
    r"|\{(?P<fixed>YYYY|YY|C)\}|(?P<open>\[)|(?P<close>\])|(?P<skipped>[ :-])|(?P<literal>[0-9A-Za-z/.#_])"
)
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SIGNS = {"N": _DIGITS, "A": _LETTERS, "X": _DIGITS | _LETTERS}
_CALENDAR = {
    "YYYY": (frozenset("2"), frozenset("0"), _DIGITS, _DIGITS),
    "YY": (_DIGITS, _DIGITS),
}
_RMA_PREFIX = re.compile(r"\A(?:RMA)+")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One place of a form: the signs that may stand there, none meaning a check character; `optional`: or nothing."""

    allowed: frozenset[str]
    optional: bool = False

    @property
    def is_check(self) -> bool:
        return not self.allowed


@dataclass(frozen=True, slots=True)
class _Part:
    """Places that are there all or, where `optional`, not at all."""

    signs: tuple[_Sign, ...]
    optional: bool = False

    @property
    def may_be_digits(self) -> bool:
        return all(sign.optional or sign.allowed & _DIGITS for sign in self.signs)


@dataclass(frozen=True, slots=True)
class NumberForm:
    """One form, as it was written and ready to be matched."""

    written: str
    _parts: tuple[_Part, ...] = field(repr=False, compare=False)

    def fits(self, text: str) -> bool:
        """Whether a text has this form."""
        if not text.isascii() or not text.isprintable():  # letters that only look like ours; separators of structure
            return False
        compact = _compact(text)
        return len(compact) <= LONGEST_NUMBER and len(compact) in _ends(self._parts, compact)

    @property
    def digits(self) -> int:
        """How many digits a text of digits alone can have in this form; 0 where digits alone never fit."""
        if not all(part.optional or part.may_be_digits for part in self._parts):
            return 0
        return sum(bool(sign.allowed & _DIGITS) for part in self._parts if part.may_be_digits for sign in part.signs)

    @property
    def risky(self) -> bool:
        """Ten digits or more, and nothing else, look like many carriers' numbers too: worth a warning."""
        return self.digits >= _RISKY_DIGITS


@lru_cache(maxsize=64)
def number_form(written: str) -> NumberForm:
    """Read a form. Raises RefusedError `number-form` with the place that is wrong, `number-form-length`."""
    parts = tuple(_read(written))
    if not any(part.signs for part in parts):
        raise _unreadable(written, 0)
    least = sum(not sign.optional for part in parts if not part.optional for sign in part.signs)
    most = sum(len(part.signs) for part in parts)
    if least < SHORTEST_NUMBER or most > LONGEST_NUMBER:
        raise RefusedError("number-form-length", form=written, least=SHORTEST_NUMBER, most=LONGEST_NUMBER)
    return NumberForm(written, parts)


def number_forms(written: Iterable[str]) -> tuple[NumberForm, ...]:
    """Read several; raises as `number_form` does."""
    return tuple(map(number_form, written))


def rma_form_warning(form: NumberForm) -> RefusedError | None:
    """What to tell a site whose RMA numbers are long and of digits only: its own numbers look like carriers'."""
    if not form.risky:
        return None
    return RefusedError("rma-form-digits-only", form=form.written, digits=form.digits, offered=OFFERED_RMA_FORM)


def _read(written: str) -> Iterable[_Part]:
    """The parts of a form; a bracket opens one that may be absent, and none stands within another."""
    bracket: list[_Sign] | None = None
    place = 0
    while place < len(written):
        token = _TOKEN.match(written, place)
        if token is None or len(written) > _LONGEST_FORM or (token["open"] and bracket is not None) or _reversed(token):
            raise _unreadable(written, place)
        if token["open"]:
            bracket = []
        elif token["close"]:
            if not bracket:
                raise _unreadable(written, place)
            yield _Part(tuple(bracket), optional=True)
            bracket = None
        elif bracket is not None:
            bracket.extend(_signs(token))
        else:
            yield _Part(tuple(_signs(token)))
        place = token.end()
    if bracket is not None:
        raise _unreadable(written, place)


def _reversed(token: re.Match[str]) -> bool:
    return bool(token["most"]) and int(token["most"]) < int(token["least"])


def _unreadable(written: str, place: int) -> RefusedError:
    return RefusedError("number-form", form=written[:_LONGEST_FORM], place=place + 1, offered=OFFERED_RMA_FORM)


def _signs(token: re.Match[str]) -> Iterable[_Sign]:
    if token["literal"]:
        return (_Sign(frozenset(token["literal"].upper())),)
    if token["fixed"]:
        return tuple(map(_Sign, _CALENDAR.get(token["fixed"], (frozenset(),))))
    if token["skipped"]:
        return ()
    least = int(token["least"] or 1)
    most = int(token["most"] or least)
    allowed = _SIGNS[token["kind"]]
    return (*(_Sign(allowed) for _ in range(least)), *(_Sign(allowed, optional=True) for _ in range(most - least)))


def _compact(text: str) -> str:
    """Capitals without what counts for nothing; a leading RMA once, however often it stands there."""
    return _RMA_PREFIX.sub("RMA", re.sub(r"[ :-]", "", text).upper(), count=1)


def _ends(parts: Iterable[_Part], text: str) -> set[int]:
    """Where in the text the form may end that begins at its start; every way is followed at once."""
    ends = {0}
    for part in parts:
        passed = ends
        for sign in part.signs:
            after = {end + 1 for end in passed if end < len(text) and _stands(sign, text, end)}
            passed = passed | after if sign.optional else after
        ends = ends | passed if part.optional else passed
    return ends


def _stands(sign: _Sign, text: str, place: int) -> bool:
    return text[place] == _check_character(text[:place]) if sign.is_check else text[place] in sign.allowed


def _check_character(before: str) -> str:
    """Made from letters and digits alone, and from the number as it is compared: without a leading RMA."""
    body = before.removeprefix("RMA")
    return mod37_36("".join(sign for sign in body if sign in _SIGNS["X"]))
