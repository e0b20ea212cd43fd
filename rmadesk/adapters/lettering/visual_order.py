"""The order in which a row of mixed writing stands on paper, from left to right.

It is the Unicode Bidirectional Algorithm for text without explicit directional controls (they are removed before) and
without its bracket-pairing step.
"""

import unicodedata
from itertools import groupby

_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a", ")(][}{><\u00bb\u00ab\u203a\u2039")
_SEPARATED_NUMBERS = {("EN", "ES"), ("EN", "CS"), ("AN", "CS")}


def is_right_to_left(text: str) -> bool:
    """The direction of a paragraph: that of its first letter with a direction."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def in_visual_order(text: str, right_to_left: bool) -> str:
    """One row as it stands on paper from left to right; `right_to_left` is the direction of its paragraph."""
    return "".join(letter for _, letter in placed_letters(text, right_to_left))


def placed_letters(text: str, right_to_left: bool) -> tuple[tuple[int, str], ...]:
    """One row from left to right, each letter as drawn with its place in the text."""
    levels = [0] if text.isascii() and not right_to_left else _levels(text, int(right_to_left))
    if not any(levels):
        return tuple(enumerate(text))
    order = list(range(len(text)))
    for level in range(max(levels), 0, -1):
        order = _reversed_at(order, level, levels)
    order = _marks_after_bases(order, text, levels)
    return tuple((at, text[at].translate(_MIRRORED) if levels[at] % 2 else text[at]) for at in order)


def _levels(text: str, base: int) -> list[int]:
    """The embedding level of each character (rules W1 to W7, N1, N2, I1, I2, L1)."""
    kinds = _resolved_numbers([unicodedata.bidirectional(character) for character in text], base)
    kinds = _resolved_neutrals(kinds, base)
    above = {"L": base % 2, "R": 1 - base % 2, "EN": 2 - base % 2, "AN": 2 - base % 2}
    levels = [base + above[kind] for kind in kinds]
    for at in range(len(text.rstrip()), len(text)):
        levels[at] = base
    return levels


def _resolved_numbers(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: what belongs to a number, and which way a number reads."""
    start = "R" if base else "L"
    strong = start
    for at, kind in enumerate(kinds):
        if kind == "NSM":  # a mark goes with the letter before it
            kinds[at] = kinds[at - 1] if at else start
    for at, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R", "AL") else strong
        if kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and (left, kinds[at]) in _SEPARATED_NUMBERS:
            kinds[at] = left
    kinds = _signs_to_numbers(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
    return [kind if kind in ("L", "R", "EN", "AN") else "ON" for kind in kinds]


def _signs_to_numbers(kinds: list[str]) -> list[str]:
    """Currency and percent signs belong to the number beside them (rule W5)."""
    runs = [(kind, len(list(group))) for kind, group in groupby(kinds)]
    changed: list[str] = []
    for at, (kind, count) in enumerate(runs):
        beside = {runs[near][0] for near in (at - 1, at + 1) if 0 <= near < len(runs)}
        changed += ["EN" if kind == "ET" and "EN" in beside else kind] * count
    return changed


def _resolved_neutrals(kinds: list[str], base: int) -> list[str]:
    """Spaces and signs take the direction on both of their sides, or the paragraph's (rules N1 and N2)."""
    runs = [(kind, len(list(group))) for kind, group in groupby(kinds)]
    own = "R" if base else "L"
    resolved: list[str] = []
    for at, (kind, count) in enumerate(runs):
        beside = [runs[near][0] if 0 <= near < len(runs) else own for near in (at - 1, at + 1)]
        sides = {"L" if side == "L" else "R" for side in beside}  # numbers count as right-to-left here
        around = sides.pop() if len(sides) == 1 else own
        resolved += [around if kind == "ON" else kind] * count
    return resolved


def _reversed_at(order: list[int], level: int, levels: list[int]) -> list[int]:
    turned: list[int] = []
    for high, group in groupby(order, key=lambda at: levels[at] >= level):
        places = list(group)
        turned += reversed(places) if high else places
    return turned


def _marks_after_bases(order: list[int], text: str, levels: list[int]) -> list[int]:
    """In a reversed run marks stand before their letter: back behind it, where fonts expect them (rule L3)."""
    placed: list[int] = []
    marks: list[int] = []
    for at in order:
        if levels[at] % 2 and unicodedata.combining(text[at]):
            marks.insert(0, at)
        else:
            placed += [at, *marks]
            marks = []
    return placed + marks
