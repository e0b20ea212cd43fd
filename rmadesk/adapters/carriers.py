"""Carriers' tracking numbers: the table of their forms, and the arithmetic of their check digits."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import cycle
from typing import Any

from rmadesk.domain.identifiers import MAX_SCAN_CHARACTERS, TrackingNumber, tracking_key

CheckDigit = Callable[[str, Sequence[int]], int]


def alternating(serial: str, weights: Sequence[int]) -> int:
    """What is missing to the next ten after a sum with weights that repeat from the left; UPS's letters count too."""
    return -sum(_value(sign) * weight for sign, weight in zip(serial, cycle(weights), strict=False)) % 10


def weighted(serial: str, weights: Sequence[int]) -> int:
    """The sum with a weight for each digit, modulo 11 and then modulo 10."""
    return sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True)) % 11 % 10


def mod7(serial: str, weights: Sequence[int]) -> int:
    """The whole number modulo 7; it has no weights."""
    return int(serial) % 7


def s10(serial: str, weights: Sequence[int]) -> int:
    """The Universal Postal Union's: what is missing to the next eleven, where ten is written 0 and eleven 5."""
    missing = 11 - sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True)) % 11
    return {10: 0, 11: 5}.get(missing, missing)


CHECKS: Mapping[str, CheckDigit] = {"alternating": alternating, "weighted": weighted, "mod7": mod7, "s10": s10}


def _value(sign: str) -> int:
    return int(sign) if sign.isdigit() else (ord(sign) - 3) % 10


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a carrier's numbers.

    Of the groups in `pattern`, `serial` is what the check digit in `check` is made from, with `prepend` before it, and
    `number` is the tracking number that the code carries (left out: all of it). `issuers` names the carrier by
    the group `country`; a country that is not in it issues no such numbers.
    """

    name: str
    carrier: str
    pattern: re.Pattern[str]
    precedence: int
    check: CheckDigit
    weights: tuple[int, ...]
    prepend: str
    issuers: Mapping[str, str] | None

    def recognise(self, key: str) -> tuple[str, str] | None:
        """Carrier and tracking number, where form and check digit fit."""
        match = self.pattern.fullmatch(key)
        if match is None:
            return None
        groups = match.groupdict()
        serial, country = groups["serial"], groups.get("country")
        if not serial.strip("0") or self.check(self.prepend + serial, self.weights) != int(groups["check"]):
            return None
        carrier = self.carrier if self.issuers is None else self.issuers.get(country or "")
        return (carrier, groups.get("number") or key) if carrier else None


class CarrierTable:
    """Implements the port `Carriers` over TOML files, one a carrier, of which the first to fit is the answer.

    Forms that fix part of a text take precedence over bare digits: twelve digits with a lucky check digit may be
    anybody's, but `1Z` is nobody else's.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder or files("resources") / "carriers"

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All forms, those of higher precedence first."""
        tables = sorted(
            (entry for entry in self._folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
        )
        found = [form for table in tables for form in _forms(tomllib.loads(table.read_text(encoding="utf-8")))]
        return tuple(sorted(found, key=lambda form: -form.precedence))

    def recognise(self, text: str) -> tuple[str, str] | None:
        """Carrier's name and tracking number of a text that has a carrier's form and check digit."""
        if len(text) > MAX_SCAN_CHARACTERS:
            return None
        key = tracking_key(text)
        return next((found for form in self.forms if (found := form.recognise(key))), None)

    def candidates(self, text: str) -> tuple[TrackingNumber, ...]:
        """All that a text could be as a tracking number, best first."""
        if len(text) > MAX_SCAN_CHARACTERS:
            return ()
        key = tracking_key(text)
        found = ((form, form.recognise(key)) for form in self.forms)
        return tuple(TrackingNumber(hit[0], hit[1], form.name, checked=True) for form, hit in found if hit)


def _forms(table: Mapping[str, Any]) -> Iterator[Form]:
    named, countries = table.get("issuers", {}), table.get("countries")
    issuers = {code: named.get(code, f"{table['carrier']} {code}") for code in countries} if countries else None
    for form in table["forms"]:
        yield Form(
            name=form["name"],
            carrier=table["carrier"],
            pattern=re.compile(form["pattern"], re.ASCII | re.VERBOSE),
            precedence=form["precedence"],
            check=CHECKS[form["check"]["method"]],
            weights=tuple(form["check"].get("weights", ())),
            prepend=form["check"].get("prepend", ""),
            issuers=issuers,
        )
