"""Check characters of numbers: GS1's modulo 10, and ISO/IEC 7064 modulo 37,36 for letters and digits."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mod10_fits(digits: str) -> bool:
    """Whether the last digit is GS1's check digit of those before: weights 3, 1, 3, ... from the right."""
    if not digits.isascii() or not digits.isdigit():
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits))) % 10 == 0


def mod37_36(body: str) -> str:
    """The check character of digits and capital letters, itself one of them; ValueError for any other sign.

    The hybrid system of ISO/IEC 7064 with the moduli 37 and 36: it notices every single wrong sign, and of neighbours
    that changed places more than 99 in 100.
    """
    product = 36
    for sign in body:
        product = ((product + _SIGNS.index(sign)) % 36 or 36) * 2 % 37
    return _SIGNS[(37 - product) % 36]
