"""The arithmetic of check digits: each method makes the check character of a serial, digits and upper-case letters."""

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle

from rmadesk.domain import check_characters

CheckDigit = Callable[[str, Sequence[int]], str]


def alternating(serial: str, weights: Sequence[int]) -> str:
    """What is missing to the next ten after a sum with weights that repeat from the left; letters count too, A as 2."""
    return str(-sum(_value(sign) * weight for sign, weight in zip(serial, cycle(weights), strict=False)) % 10)


def weighted(serial: str, weights: Sequence[int]) -> str:
    """The sum with a weight for each digit, modulo 11 and then modulo 10."""
    return str(sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True)) % 11 % 10)


def mod7(serial: str, weights: Sequence[int]) -> str:
    """The whole number modulo 7; it has no weights."""
    return str(int(serial) % 7)


def luhn(serial: str, weights: Sequence[int]) -> str:
    """Luhn's: every second digit from the right doubled, the digits of the products added up; it has no weights."""
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(serial)))
    return str(-sum(product // 10 + product % 10 for product in doubled) % 10)


def mod37_36(serial: str, weights: Sequence[int]) -> str:
    """ISO 7064's over digits and letters; the check character may be a letter. It has no weights."""
    return check_characters.mod37_36(serial)


def s10(serial: str, weights: Sequence[int]) -> str:
    """The Universal Postal Union's: what is missing to the next eleven, where ten is written 0 and eleven 5."""
    missing = 11 - sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True)) % 11
    return str({10: 0, 11: 5}.get(missing, missing))


CHECKS: Mapping[str, CheckDigit] = {
    "alternating": alternating,
    "weighted": weighted,
    "mod7": mod7,
    "luhn": luhn,
    "mod37-36": mod37_36,
    "s10": s10,
}
"""By their names in `resources/carriers`."""


def _value(sign: str) -> int:
    return int(sign) if sign.isdigit() else (ord(sign) - 3) % 10
