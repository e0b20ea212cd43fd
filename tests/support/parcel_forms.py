"""Every form of carriers' numbers, stated a second time and naively: makes numbers of it, and says whether one fits.

A template's `#` is a digit, `@` a letter, `*` either, `?` the check character; all else stands for itself.
"""

import random
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

DIGITS, LETTERS = string.digits, string.ascii_uppercase
EITHER = DIGITS + LETTERS

Fits = Callable[[str, str], bool]
"""Whether a check character is right for a serial."""


@dataclass(frozen=True)
class FormOfNumbers:
    """One form; of a text `serial` and `number` are places (from, to), `lengths` are those that the form may have."""

    carrier: str
    name: str
    template: str
    fits: Fits | None = None
    serial: tuple[int, int] = (0, 0)
    number: tuple[int, int | None] = (0, None)
    lengths: tuple[int, ...] = ()
    in_front: str = ""
    blind: bool = True
    """Whether its check overlooks some single wrong characters."""

    @property
    def key(self) -> tuple[str, str]:
        return self.carrier, self.name

    @property
    def check_at(self) -> int:
        """Where the check character stands; -1: nowhere."""
        return self.template.find("?")

    def make(self, chance: random.Random, template: str = "") -> str:
        """A number of this form (or after another template as long), whose check character fits."""
        kinds = {"#": DIGITS, "@": LETTERS, "*": EITHER}
        text = "".join(chance.choice(kinds[sign]) if sign in kinds else sign for sign in template or self.template)
        if self.fits is None:
            return text
        return next(text.replace("?", sign) for sign in EITHER if self.is_right(text.replace("?", sign)))

    def is_right(self, text: str) -> bool:
        """Whether the check character of a text of this form is right."""
        assert self.fits is not None
        return self.fits(self.in_front + text[self.serial[0] : self.serial[1]], text[self.check_at])

    def stands_at(self, place: int) -> set[str]:
        """All that may stand where the template has a fixed character."""
        return set(_STANDS.get(self.template, {}).get(place, self.template[place]))

    def number_of(self, text: str) -> str:
        """The tracking number in it."""
        return text[self.number[0] : self.number[1]]


def _ones_threes(serial: str, check: str) -> bool:
    """GS1's sum, the check character included, ends in 0: from the right, every second digit counts three times."""
    whole = [int(sign) for sign in reversed(serial + check)] if check.isdigit() else [1]
    return sum(whole[0::2] + 3 * whole[1::2]) % 10 == 0


def _ones_twos(serial: str, check: str) -> bool:
    """UPS's: from the left, every second character counts twice; A is 2, B 3 ... H 9, I 0 and so on."""
    values = [int(sign) if sign in DIGITS else (LETTERS.index(sign) + 2) % 10 for sign in serial]
    return check.isdigit() and (sum(values) + sum(values[1::2]) + int(check)) % 10 == 0


def _one_three_seven(serial: str, check: str) -> bool:
    """FedEx Express's: from the right, 1, 3, 7, 1, 3, 7 ..., modulo 11, and of ten the nought."""
    total = sum(int(digit) * (1, 3, 7)[place % 3] for place, digit in enumerate(reversed(serial)))
    return str(total % 11)[-1] == check


def _sevens(serial: str, check: str) -> bool:
    """The rest of long division by seven."""
    rest = 0
    for digit in serial:
        rest = (10 * rest + int(digit)) % 7
    return check == str(rest)


def _luhn(serial: str, check: str) -> bool:
    """The digits of all numbers that the doubling makes add up to a multiple of ten."""
    if not check.isdigit():
        return False
    doubled = "".join(str(2 * int(digit)) for digit in serial[::-2])
    return (sum(map(int, doubled)) + sum(map(int, serial[-2::-2])) + int(check)) % 10 == 0


def _iso_7064(serial: str, check: str) -> bool:
    """The standard's own test of a whole string under MOD 37,36: it ends at 1."""
    state = 36
    for sign in serial:
        state += EITHER.index(sign)
        state = state % 36 or 36
        state = state * 2 % 37
    return (state + EITHER.index(check)) % 36 == 1


def _union(serial: str, check: str) -> bool:
    """The postal union's, as a table by the rest of the sum modulo 11."""
    rest = sum(int(digit) * int(weight) for digit, weight in zip(serial, "86423597", strict=True)) % 11
    return "50987654321"[rest] == check


_FEDEX_34 = "0" + "#" * 19
_ZIPS = (0, 8, 12)


def _usps(name: str, template: str, in_front: str = "", lengths: tuple[int, ...] = ()) -> FormOfNumbers:
    """A post's number: all of it but the check digit is the serial."""
    place = template.index("?")
    start = 8 if template.startswith("420") else 0
    allowed = tuple(sorted({bare + zip_code for bare in (lengths or (place + 1 - start,)) for zip_code in _ZIPS}))
    return FormOfNumbers(
        "USPS", name, template, _ones_threes, (start, place), (start, None), allowed, in_front, blind=False
    )


def _plain(carrier: str, name: str, template: str, fits: Fits | None = None, *, blind: bool = True) -> FormOfNumbers:
    """A form that is its own tracking number, the check character last."""
    return FormOfNumbers(carrier, name, template, fits, (0, len(template) - 1), lengths=(len(template),), blind=blind)


def _inside(carrier: str, name: str, template: str, fits: Fits, start: int, end: int) -> FormOfNumbers:
    """A form with the tracking number within, the check character last in that."""
    return FormOfNumbers(carrier, name, template, fits, (start, end - 1), (start, end), (len(template),))


FORMS = (
    FormOfNumbers("UPS", "1Z", "1Z" + "*" * 15 + "?", _ones_twos, (2, 17), lengths=(18,)),
    FormOfNumbers("UPS", "Waybill", "K#########?", _ones_twos, (1, 10), lengths=(11,)),
    _plain("FedEx", "Express, 12 digits", "#" * 11 + "?", _one_three_seven),
    _plain("FedEx", "Ground, 15 digits", "#" * 14 + "?", _ones_threes, blind=False),
    FormOfNumbers(
        "FedEx",
        "Ground, container of 18 digits",
        "01" + "#" * 15 + "?",
        _ones_threes,
        (2, 17),
        lengths=(18,),
        blind=False,
    ),
    FormOfNumbers(
        "FedEx",
        "Ground 96, 22 digits",
        "96#####" + "#" * 14 + "?",
        _ones_threes,
        (7, 21),
        (7, None),
        (22,),
        blind=False,
    ),
    _inside("FedEx", "Express, 12 in 34 digits", _FEDEX_34 + "00" + "#" * 11 + "?", _one_three_seven, 22, 34),
    _inside("FedEx", "Express, 14 in 34 digits", _FEDEX_34 + "7" + "#" * 12 + "?", _one_three_seven, 20, 34),
    _inside(
        "FedEx",
        "Ground with shipper, 12 in 34 digits",
        "96" + "#" * 18 + "00" + "#" * 11 + "?",
        _one_three_seven,
        22,
        34,
    ),
    _inside(
        "FedEx",
        "Ground with shipper, 14 in 34 digits",
        "96" + "#" * 18 + "4" + "#" * 12 + "?",
        _one_three_seven,
        20,
        34,
    ),
    _inside("FedEx", "ASTRA, 32 digits", "3" + "#" * 26 + "?####", _one_three_seven, 16, 28),
    _usps("94", "94###9" + "#" * 15 + "?", lengths=(22, 26, 30)),
    _usps("94", "94###1" + "#" * 15 + "?", lengths=(22, 26, 30)),
    _usps("94", "94###9" + "#" * 19 + "?", lengths=(22, 26, 30)),
    _usps("94", "94###9" + "#" * 23 + "?", lengths=(22, 26, 30)),
    _usps("94", "420#####94###0" + "#" * 15 + "?", lengths=(22, 26, 30)),
    _usps("92, 93, 95", "92###9" + "#" * 15 + "?", lengths=(22, 26)),
    _usps("92, 93, 95", "93###8" + "#" * 19 + "?", lengths=(22, 26)),
    _usps("92, 93, 95", "95###9" + "#" * 15 + "?", lengths=(22, 26)),
    _usps("92, 93, 95", "95###3" + "#" * 15 + "?", lengths=(22, 26)),
    _usps("92, 93, 95", "420#####92###9" + "#" * 19 + "?", lengths=(22, 26)),
    _usps("91", "91" + "#" * 19 + "?"),
    _usps("91", "420#####91" + "#" * 19 + "?"),
    _usps("20 digits", "#" * 19 + "?"),
    _usps("20 digits", "420#####" + "#" * 19 + "?"),
    _usps("20 digits without their 91", "#" * 19 + "?", in_front="91"),
    FormOfNumbers("DHL Express", "10 or 11 digits", "#" * 9 + "?", _sevens, (0, 9), lengths=(10, 11)),
    FormOfNumbers("DHL Express", "10 or 11 digits", "#" * 10 + "?", _sevens, (0, 10), lengths=(10, 11)),
    FormOfNumbers("DHL Express", "Piece", "J@@#########", lengths=(12, 13, 14)),
    FormOfNumbers("DHL Express", "Piece", "J@@@##########", lengths=(12, 13, 14)),
    FormOfNumbers("DHL eCommerce", "Region and 10 to 39 characters", "GM#" + "*" * 9, lengths=tuple(range(12, 42))),
    FormOfNumbers("DHL eCommerce", "Region and 10 to 39 characters", "MY#" + "*" * 38, lengths=tuple(range(12, 42))),
    _plain("DHL eCommerce", "14 digits", "#" * 14),
    FormOfNumbers("PostNL", "S10", "RA########?NL", _union, (2, 10), lengths=(13,)),
    _plain("Amazon", "TBA, TBC, TBM", "TBC" + "#" * 12),
    _plain("Amazon", "International", "F" + "#" * 10),
    _plain("Canada Post", "16 digits", "#" * 15 + "?", _ones_threes, blind=False),
    _plain("Canpar", "22 characters", "X" + "#" * 21),
    FormOfNumbers("DPD", "14 in 28 characters", "#" * 24 + "276?", _iso_7064, (0, 27), (7, 21), (28,), blind=False),
    FormOfNumbers(
        "DPD", "14 behind a percent sign", "%*******" + "#" * 17 + "040", None, number=(8, 22), lengths=(28,)
    ),
    FormOfNumbers(
        "DPD", "14 digits with check character", "#" * 14 + "?", _iso_7064, (0, 14), (0, 14), (15,), blind=False
    ),
    _plain("DPD", "14 digits", "#" * 14),
    FormOfNumbers("GLS", "12 digits", "#" * 11 + "?", _ones_threes, (0, 11), lengths=(12,), in_front="1", blind=False),
    _plain("GLS", "11 digits without check digit", "#" * 11),
    _plain("GLS", "Track id", "Z******9"),
    _plain("GOFO Express", "GFUS", "GFUS" + "#" * 14),
    _plain("Landmark Global", "LTN", "LTN########N1"),
    _plain("LaserShip", "L and a letter", "LX2#######"),
    _plain("LaserShip", "1LS7, 15 characters", "1LS72##########"),
    _plain("LaserShip", "1LS7, 18 characters", "1LS71##014######1"),
    _plain("LaserShip", "1LSCX", "1LSCX**********"),
    _plain("Old Dominion", "PRO", "072#######?", _luhn, blind=False),
    _plain("Old Dominion", "PRO", "778#######?", _luhn, blind=False),
    _plain("Old Dominion", "PRO", "780#######?", _luhn, blind=False),
    _plain("Old Dominion", "PRO, guaranteed", "80########?", _luhn, blind=False),
    _plain("OnTrac", "C", "C" + "#" * 13 + "?", _ones_twos),
    _plain("OnTrac", "D", "D" + "#" * 13 + "?", _ones_twos),
    _plain("Purolator", "12 digits", "5" + "#" * 10 + "?", _luhn, blind=False),
    _plain("Purolator", "3 letters and 9 digits", "@@@#########"),
    _plain("Spee-Dee", "SP", "SP" + "#" * 18),
    FormOfNumbers("Yodel", "JD, JJD", "JD" + "#" * 16, lengths=(18, 19)),
    FormOfNumbers("Yodel", "JD, JJD", "JJD" + "#" * 16, lengths=(18, 19)),
    _plain("YunExpress", "YT", "YT" + "#" * 16),
)
"""Every form, those with more than one way of being written as often."""

_STANDS: Mapping[str, Mapping[int, str]] = {
    "K#########?": {0: "AHJKTV"},
    "01" + "#" * 15 + "?": {1: "0124"},
    _FEDEX_34 + "00" + "#" * 11 + "?": {0: "012345678"},
    _FEDEX_34 + "7" + "#" * 12 + "?": {0: "012345678", 20: DIGITS},
    "96" + "#" * 18 + "4" + "#" * 12 + "?": {20: DIGITS},
    "94###9" + "#" * 15 + "?": {5: DIGITS},
    "94###1" + "#" * 15 + "?": {5: DIGITS},
    "94###9" + "#" * 19 + "?": {5: DIGITS},
    "420#####94###0" + "#" * 15 + "?": {13: DIGITS},
    "92###9" + "#" * 15 + "?": {1: "25"},
    "93###8" + "#" * 19 + "?": {1: "35", 5: "012345678"},
    "95###9" + "#" * 15 + "?": {1: "25", 5: DIGITS},
    "95###3" + "#" * 15 + "?": {1: "35", 5: DIGITS},
    "420#####92###9" + "#" * 19 + "?": {9: "25"},
    "RA########?NL": {0: LETTERS, 1: LETTERS},
    "TBC" + "#" * 12: {2: "ACM"},
    "F" + "#" * 10: {0: "ACF"},
    "X" + "#" * 21: {0: "CDKLSUXZ"},
    "#" * 24 + "276?": {24: DIGITS, 25: DIGITS, 26: DIGITS},
    "%*******" + "#" * 17 + "040": {25: DIGITS, 26: "123456789", 27: DIGITS},
    "Z******9": {0: LETTERS, 7: DIGITS},
    "LX2#######": {1: "AEHINX", 2: "123"},
    "1LS72##########": {4: "12"},
    "1LS71##014######1": {4: "12", 9: "1234"},
    "778#######?": {2: "78"},
    "5" + "#" * 10 + "?": {0: "012345"},
}
"""What else may stand where a template has a fixed character."""
