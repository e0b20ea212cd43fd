"""Carriers' tracking numbers: the table of their forms, and what a text could be by it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rmadesk.adapters.carriers.check_digits import CHECKS, CheckDigit
from rmadesk.domain.identifiers import TrackingNumber, tracking_key
from rmadesk.domain.scan_text import GROUP_SEPARATOR, MAX_SCAN_CHARACTERS, RECORD_SEPARATOR

_GAPS = re.compile(r"[\s-]+")
_SEPARATORS = re.compile(f"[{GROUP_SEPARATOR}{RECORD_SEPARATOR}]")


@dataclass(frozen=True, slots=True)
class Check:
    """How a form's check character is made from its serial, with `prepend` before it."""

    method: CheckDigit
    weights: tuple[int, ...]
    prepend: str

    def fits(self, serial: str, character: str) -> bool:
        """Zeros fit everything, so they prove nothing."""
        return bool(serial.strip("0")) and self.method(self.prepend + serial, self.weights) == character


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a carrier's numbers.

    Of the groups in a pattern, `serial` is what the character `check` is made from, `number` the tracking number that
    the code carries (left out: all of it), and `service` the code of a service. `issuers` names the carrier by the
    group `country`, `pages` its page; a country that is not among the issuers issues no such numbers.
    """

    name: str
    carrier: str
    patterns: tuple[re.Pattern[str], ...]
    precedence: int
    check: Check | None
    services: Mapping[str, str]
    page: str | None
    issuers: Mapping[str, str] | None
    pages: Mapping[str, str]

    def read(self, key: str) -> Iterator[TrackingNumber]:
        """What a text in its normal form would be as a number of this form, in each way in which it fits."""
        for pattern in self.patterns:
            if (match := pattern.fullmatch(key)) and (found := self._number(match.groupdict(), key)):
                yield found

    def _number(self, groups: Mapping[str, str | None], key: str) -> TrackingNumber | None:
        if self.check and not self.check.fits(groups["serial"] or "", groups["check"] or ""):
            return None
        country = groups.get("country") or ""
        carrier = self.carrier if self.issuers is None else self.issuers.get(country)
        if carrier is None:
            return None
        number = groups.get("number") or key
        page = self.pages.get(country, self.page)
        return TrackingNumber(
            carrier=carrier,
            number=number,
            form=self.name,
            checked=self.check is not None,
            service=self.services.get(groups.get("service") or ""),
            page=page.replace("{number}", number) if page else None,
        )


class CarrierTable:
    """Implements the port `Carriers` over TOML files, one a carrier.

    A check digit that fits goes before a pattern alone, and of both a form that fixes part of the text before bare
    digits: twelve digits with a lucky check digit may be anybody's, but `1Z` is nobody else's.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder or files("resources") / "carriers"

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All forms, those that are believed first in front."""
        tables = sorted(
            (entry for entry in self._folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
        )
        found = [form for table in tables for form in _forms(tomllib.loads(table.read_text(encoding="utf-8")))]
        return tuple(sorted(found, key=lambda form: (form.check is None, -form.precedence)))

    def candidates(self, text: str) -> tuple[TrackingNumber, ...]:
        """All that a text could be as a tracking number, best first; a carrier's number once, by its best form.

        A separator may stand between fields of the code, never within a number.
        """
        if len(text) > MAX_SCAN_CHARACTERS:
            return ()
        bare = _GAPS.sub("", text)
        if not bare.isascii() or not bare.strip("0"):  # other alphabets' letters become ours in upper case
            return ()
        key = tracking_key(bare)
        fields = [tracking_key(field) for field in _SEPARATORS.split(text)]
        best: dict[tuple[str, str], TrackingNumber] = {}
        for form in self.forms:
            for found in form.read(key):
                if any(found.number in field for field in fields):
                    best.setdefault((found.carrier, found.number), found)
        return tuple(best.values())


def _forms(table: Mapping[str, Any]) -> Iterator[Form]:
    named, countries = table.get("issuers", {}), table.get("countries")
    issuers = {code: named.get(code, f"{table['carrier']} {code}") for code in countries} if countries else None
    for form in table["forms"]:
        yield Form(
            name=form["name"],
            carrier=table["carrier"],
            patterns=tuple(_pattern(front + form["pattern"]) for front in ("", *form.get("behind", ()))),
            precedence=form.get("precedence", 0),
            check=_check(form["check"]) if "check" in form else None,
            services=form.get("services", table.get("services", {})),
            page=form.get("page", table.get("page")),
            issuers=issuers,
            pages=table.get("pages", {}),
        )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII | re.VERBOSE)


def _check(told: Mapping[str, Any]) -> Check:
    return Check(CHECKS[told["method"]], tuple(told.get("weights", ())), told.get("prepend", ""))
