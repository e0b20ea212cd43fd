"""Rows of a registry file to authorizations: every column's form, and what the rows of one RMA must agree on."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import rma_key, serial_key, tracking_key
from rmadesk.domain.policy.facts import Category, Family, Maker, RmaKind, RmaStatus
from rmadesk.domain.rma import Authorization, Customer, Origin, SupportLevel, Unit

Parse = Callable[[str], Any]
_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_AGREED_MONTHS_EDITION = "support-page"
_AGREED_MONTHS = range(12, 61)


class BadCellError(ValueError):
    """A cell that has not its column's form; `form` is the name of that form."""

    def __init__(self, form: str, allowed: str = "") -> None:
        super().__init__(form)
        self.form = form
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class RmaRows:
    """One authorization as the rows of a file give it; `lines` are where they stand."""

    authorization: Authorization
    customer: Customer
    units: tuple[Unit, ...]
    lines: tuple[int, ...]


@dataclass(slots=True)
class ParsedFile:
    """What a whole file amounts to, good and bad."""

    rmas: list[RmaRows] = field(default_factory=list)
    bad: list[RefusedError] = field(default_factory=list)
    unknown_columns: set[str] = field(default_factory=set)
    rows: int = 0


def parse_rows(rows: Iterable[tuple[int, Mapping[str, str]]]) -> ParsedFile:
    """Every authorization in the rows; an RMA with a bad row is left out whole, and each bad row named."""
    parsed = ParsedFile()
    groups: dict[str, list[_Row]] = {}
    spoiled: set[str] = set()
    for line, cells in rows:
        parsed.rows += 1
        parsed.unknown_columns.update(cells.keys() - _COLUMNS.keys())
        row, problems = _row(line, cells)
        parsed.bad += problems
        if problems:
            spoiled.add(rma_key(cells.get("rma_number", "")))
        else:
            groups.setdefault(row.values["rma_number"], []).append(row)
    for number, group in groups.items():
        problems = _disagreements(group)
        parsed.bad += problems
        if not problems and number not in spoiled:
            parsed.rmas.append(_rma_rows(group))
    parsed.bad.sort(key=lambda problem: int(problem.figures.get("line") or 0))
    return parsed


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: Mapping[str, Any]
    extra: Mapping[str, str]


def _row(line: int, cells: Mapping[str, str]) -> tuple[_Row, list[RefusedError]]:
    values: dict[str, Any] = {}
    problems: list[RefusedError] = []
    for column, (parse, default) in _COLUMNS.items():
        text = cells.get(column, "").strip()
        try:
            values[column] = parse(text) if text else default
        except BadCellError as bad:
            problems.append(
                RefusedError(
                    "registry-cell", line=line, column=column, value=text[:60], form=bad.form, allowed=bad.allowed
                )
            )
    if not cells.get("rma_number", "").strip():
        problems.append(RefusedError("registry-number-empty", line=line, column="rma_number"))
    months = values.get("warranty_months")
    if values.get("edition") == _AGREED_MONTHS_EDITION and months is not None and months not in _AGREED_MONTHS:
        problems.append(RefusedError("registry-months", line=line, column="warranty_months", value=str(months)))
    values["written"] = cells.get("rma_number", "").strip()
    extra = {name: text for name, text in cells.items() if name not in _COLUMNS and text.strip()}
    return _Row(line, values, extra), problems


def _disagreements(group: list[_Row]) -> list[RefusedError]:
    first, *others = group
    problems = [
        RefusedError("registry-disagrees", line=row.line, column=column, other_line=first.line)
        for row in others
        for column in _AUTHORIZATION_COLUMNS
        if row.values[column] != first.values[column]
    ]
    seen: dict[str, int] = {}
    for row in group:
        serial = row.values["serial_number"]
        if serial and serial in seen:
            problems.append(
                RefusedError(
                    "registry-serial-twice",
                    line=row.line,
                    column="serial_number",
                    value=serial,
                    other_line=seen[serial],
                )
            )
        elif serial:
            seen[serial] = row.line
    return problems


def _rma_rows(group: list[_Row]) -> RmaRows:
    values = group[0].values
    authorization = Authorization(
        rma_number=values["rma_number"],
        written=values["written"],
        issued_at=values["issued_at"],
        status=values["status"],
        kind=values["kind"],
        whole_system=values["whole_system"],
        edition=values["edition"],
        contract=values["contract"],
        customer_id=values["customer_id"],
        country=values["country"],
        language=values["language"],
        account_paid=values["account_paid"],
        support_hold=values["support_hold"],
        overdue_amount=values["overdue_amount"],
        overdue_since=values["overdue_since"],
        tracking_numbers=values["tracking_number"],
        support_level=values["support_level"],
        advance_replacement=values["advance_replacement"],
        insured=values["insured"],
        origin=Origin.IMPORT,
        customer_entry="",
    )
    customer = Customer(
        values["customer_name"],
        values["street"],
        values["city"],
        values["region"],
        values["postal_code"],
        values["country"],
        _extra(group),
    )
    return RmaRows(authorization, customer, _units(group), tuple(row.line for row in group))


def _extra(group: list[_Row]) -> dict[str, str]:
    """The columns that the desk does not know, as they are; where rows differ, every text once."""
    texts: dict[str, dict[str, None]] = {}
    for row in group:
        for name, text in row.extra.items():
            texts.setdefault(name, {})[text] = None
    return {name: "; ".join(different) for name, different in texts.items()}


def _units(group: list[_Row]) -> tuple[Unit, ...]:
    """The expected units; a row that names neither serial nor part still stands for one unit."""
    counted: dict[str, int] = {}
    units = []
    for row in group:
        values = row.values
        number, serial, part = values["rma_number"], values["serial_number"], values["part_number"]
        nth = 1
        if serial is None:
            nth = counted[part or ""] = counted.get(part or "", 0) + 1
        units.append(
            Unit(
                unit_id="/".join(map(_id_part, (number, serial))) if serial else _counted_id(number, part, nth),
                rma_number=number,
                serial_number=serial,
                nth=nth,
                **{name: values[name] for name in _UNIT_COLUMNS if name != "serial_number"},
            )
        )
    return tuple(units)


def _counted_id(number: str, part: str | None, nth: int) -> str:
    return f"{_id_part(number)}/{_id_part(part or '')}#{nth}"


def _id_part(text: str) -> str:
    """The text without the signs that stand between the parts of an id, so that no two units share one."""
    return text.replace("%", "%25").replace("/", "%2F").replace("#", "%23")


def _text(text: str) -> str:
    if "\x00" in text:
        raise BadCellError("text")
    return text


def _number(text: str) -> str:
    key = rma_key(text)
    if not any(map(str.isalnum, key)) or len(key) > 40 or not key.isprintable():
        raise BadCellError("rma-number")
    return key


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise BadCellError("instant") from None
    if instant.tzinfo is None:
        raise BadCellError("instant-offset")
    if instant.year in (MINYEAR, MAXYEAR):  # has no local date everywhere on earth
        raise BadCellError("instant")
    return instant


def _date(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadCellError("date")


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise BadCellError("flag")
    return text.lower() == "true"


def _money(text: str) -> Decimal:
    if not _MONEY.fullmatch(text):
        raise BadCellError("money")
    return Decimal(text)


def _months(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII):
        raise BadCellError("months")
    return int(text)


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise BadCellError("country")
    return text.upper()


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise BadCellError("currency")
    return text.upper()


def _parcels(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tracking_key, text.split(";")))))


def _one_of(kind: type[StrEnum]) -> Parse:
    def parse(text: str) -> StrEnum:
        try:
            return kind(text.lower())
        except ValueError:
            raise BadCellError("word", ", ".join(kind)) from None

    return parse


def _word(*allowed: str) -> Parse:
    def parse(text: str) -> str:
        if text.lower() not in allowed:
            raise BadCellError("word", ", ".join(allowed))
        return text.lower()

    return parse


_AUTHORIZATION: dict[str, tuple[Parse, Any]] = {
    "issued_at": (_instant, None),
    "status": (_one_of(RmaStatus), RmaStatus.OPEN),
    "kind": (_one_of(RmaKind), None),
    "whole_system": (_flag, None),
    "edition": (_word("hardware-warranty", "support-page"), None),
    "contract": (_text, None),
    "customer_id": (_text, None),
    "customer_name": (_text, None),
    "street": (_text, None),
    "city": (_text, None),
    "region": (_text, None),
    "postal_code": (_text, None),
    "country": (_country, None),
    "account_paid": (_flag, None),
    "support_hold": (_flag, None),
    "overdue_amount": (_money, None),
    "overdue_since": (_date, None),
    "tracking_number": (_parcels, ()),
    "support_level": (_one_of(SupportLevel), None),
    "advance_replacement": (_flag, None),
    "language": (_word("en", "de"), None),
    "insured": (_flag, None),
}
_UNIT: dict[str, tuple[Parse, Any]] = {
    "serial_number": (lambda text: serial_key(_text(text)), None),
    "part_number": (_text, None),
    "description": (_text, None),
    "maker": (_one_of(Maker), Maker.VENDOR),
    "family": (_one_of(Family), None),
    "category": (_one_of(Category), Category.FACTORY),
    "on_invoice": (_flag, None),
    "invoiced_on": (_date, None),
    "shipped_on": (_date, None),
    "warranty_months": (_months, None),
    "extended_to": (_date, None),
    "price": (_money, None),
    "currency": (_currency, None),
    "advance_shipped_on": (_date, None),
    "advance_replacement_cost": (_money, None),
}
_COLUMNS: dict[str, tuple[Parse, Any]] = {"rma_number": (_number, None), **_AUTHORIZATION, **_UNIT}
_AUTHORIZATION_COLUMNS = tuple(_AUTHORIZATION)
_UNIT_COLUMNS = tuple(_UNIT)
