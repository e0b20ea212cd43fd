"""Arabic letters as they join, for a drawing library that draws letter by letter.

The joined forms come from Unicode's own compatibility decompositions.
"""

import unicodedata
from functools import cache

_NON_JOINER, _JOINER, _TATWEEL = "\u200c", "\u200d", "\u0640"
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
_Forms = dict[str, dict[str, str]]


def joined(text: str) -> str:
    """The text with the contextual forms of Arabic letters, and without joiners and non-joiners."""
    if text.isascii():
        return text
    letters = _ligated(text)
    forms = _letter_forms()
    shaped = [_form(letters, at, forms) for at in range(len(letters))]
    return "".join(shaped).replace(_JOINER, "").replace(_NON_JOINER, "")


@cache
def _letter_forms() -> _Forms:
    """For each Arabic letter or ligature its forms: `isolated`, `initial`, `medial`, `final`."""
    forms: _Forms = {}
    for code_point in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        kind, _, letters = unicodedata.decomposition(chr(code_point)).partition(" ")
        if kind.strip("<>") in ("isolated", "initial", "medial", "final"):
            spelled = "".join(chr(int(letter, 16)) for letter in letters.split())
            forms.setdefault(spelled, {}).setdefault(kind.strip("<>"), chr(code_point))
    return forms


def _ligated(text: str) -> list[str]:
    """The letters, with lam and alef as one: the only ligature that Arabic writing can't do without."""
    letters: list[str] = []
    for character in text:
        if letters and letters[-1] == _LAM and character in _ALEFS:
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _form(letters: list[str], at: int, forms: _Forms) -> str:
    letter = letters[at]
    own = forms.get(letter)
    if own is None:
        return letter
    before = _joins(_neighbour(letters, at, -1), forms, "initial") and "final" in own
    after = "initial" in own and _joins(_neighbour(letters, at, 1), forms, "final")
    kind = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((before, after), "isolated")
    return own.get(kind) or own.get("isolated") or letter


def _neighbour(letters: list[str], at: int, step: int) -> str | None:
    """The next letter that isn't a mark set above or below another."""
    at += step
    while 0 <= at < len(letters) and unicodedata.category(letters[at][0]) in ("Mn", "Me"):
        at += step
    return letters[at] if 0 <= at < len(letters) else None


def _joins(letter: str | None, forms: _Forms, form: str) -> bool:
    return letter in (_TATWEEL, _JOINER) or (letter is not None and form in forms.get(letter, {}))
