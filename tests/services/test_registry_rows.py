"""The columns of a registry file: each one's form, both sides of it, and records that survive being written as rows."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.identifiers import rma_key, serial_key, tracking_key
from rmadesk.domain.policy.facts import Category, Family, Maker, RmaKind, RmaStatus
from rmadesk.domain.rma import Origin, SupportLevel
from rmadesk.services.registry_rows import RmaRows, parse_rows
from support.registry import row


def parsed(*rows: Mapping[str, str]) -> Any:
    return parse_rows(enumerate(rows, 2))


def one(**cells: str) -> RmaRows:
    found = parsed({"rma_number": "1001", **cells})
    assert found.bad == []
    (rma,) = found.rmas
    return rma


def problem(**cells: str) -> tuple[str, Any, Any]:
    found = parsed({"rma_number": "1001", **cells})
    assert found.rmas == []
    (bad,) = found.bad
    assert bad.figures["line"] == 2
    return bad.code, bad.figures["column"], bad.figures.get("form")


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("issued_at", "2026-11-10T09:00:00-08:00", datetime(2026, 11, 10, 17, tzinfo=UTC)),
        ("issued_at", "2026-11-10T09:00:00.5Z", datetime(2026, 11, 10, 9, 0, 0, 500_000, tzinfo=UTC)),
        ("issued_at", "0002-01-01T00:00:00Z", datetime(2, 1, 1, tzinfo=UTC)),
        ("issued_at", "9998-12-31T23:59:59Z", datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("status", "Cancelled", RmaStatus.CANCELLED),
        ("kind", "CREDIT", RmaKind.CREDIT),
        ("whole_system", "True", True),
        ("account_paid", "false", False),
        ("support_hold", "", None),
        ("edition", "Support-Page", "support-page"),
        ("contract", " Contoso 2026 ", "Contoso 2026"),
        ("customer_id", "C-1", "C-1"),
        ("country", "de", "DE"),
        ("overdue_amount", "999999999999.99", Decimal("999999999999.99")),
        ("overdue_amount", "0", Decimal(0)),
        ("overdue_since", "2024-02-29", date(2024, 2, 29)),
        ("tracking_number", "1z 1; 1Z-1 ;;T2", ("1Z1", "T2")),
        ("support_level", "Gold", SupportLevel.GOLD),
        ("support_level", "none", SupportLevel.NONE),
        ("language", "DE", "de"),
        ("insured", "TRUE", True),
    ],
)
def test_an_authorization_s_column(column: str, text: str, value: Any) -> None:
    names = {"tracking_number": "tracking_numbers"}
    assert getattr(one(**{column: text}).authorization, names.get(column, column)) == value


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("serial_number", " sn-1 ", "SN-1"),
        ("part_number", "p-1", "p-1"),
        ("description", "Größe L, 2\u00d74", "Größe L, 2\u00d74"),
        ("maker", "OTHER", Maker.OTHER),
        ("maker", "", Maker.VENDOR),
        ("family", "truenas-mini", Family.TRUENAS_MINI),
        ("category", "", Category.FACTORY),
        ("category", "Third-Party", Category.THIRD_PARTY),
        ("on_invoice", "true", True),
        ("invoiced_on", "2026-01-31", date(2026, 1, 31)),
        ("warranty_months", "0", 0),
        ("warranty_months", "999", 999),
        ("extended_to", "9999-12-31", date(9999, 12, 31)),
        ("price", "0.05", Decimal("0.05")),
        ("currency", "eur", "EUR"),
        ("advance_shipped_on", "2026-11-01", date(2026, 11, 1)),
        ("advance_replacement_cost", "12.5", Decimal("12.50")),
    ],
)
def test_a_unit_s_column(column: str, text: str, value: Any) -> None:
    (unit,) = one(**{column: text}).units
    assert getattr(unit, column) == value


@pytest.mark.parametrize(
    ("column", "text", "form"),
    [
        ("issued_at", "2026-11-10T09:00:00", "instant-offset"),
        ("issued_at", "2026-11-10", "instant-offset"),
        ("issued_at", "10.11.2026", "instant"),
        ("issued_at", "2026-02-30T09:00:00Z", "instant"),
        ("issued_at", "0001-06-01T00:00:00Z", "instant"),
        ("issued_at", "9999-06-01T00:00:00Z", "instant"),
        ("status", "offen", "word"),
        ("kind", "loan", "word"),
        ("whole_system", "yes", "flag"),
        ("whole_system", "1", "flag"),
        ("edition", "hardware", "word"),
        ("contract", "a\x00b", "text"),
        ("country", "DEU", "country"),
        ("country", "Ä1", "country"),
        ("overdue_amount", "1,50", "money"),
        ("overdue_amount", "-1", "money"),
        ("overdue_amount", "1.505", "money"),
        ("overdue_amount", "1e3", "money"),
        ("overdue_amount", "1234567890123", "money"),
        ("overdue_amount", "\u0661", "money"),
        ("overdue_amount", "NaN", "money"),
        ("overdue_since", "2026-2-1", "date"),
        ("overdue_since", "2026-02-30", "date"),
        ("overdue_since", "0000-01-01", "date"),
        ("overdue_since", "2026-W01-1", "date"),
        ("support_level", "platinum", "word"),
        ("language", "fr", "word"),
        ("insured", "wahr", "flag"),
        ("serial_number", "\x00", "text"),
        ("family", "toaster", "word"),
        ("warranty_months", "36.0", "months"),
        ("warranty_months", "-1", "months"),
        ("warranty_months", "1000", "months"),
        ("warranty_months", "\u0663", "months"),
        ("currency", "€", "currency"),
        ("currency", "US", "currency"),
        ("price", "$5", "money"),
    ],
)
def test_a_cell_that_has_not_its_form_is_told_with_column_and_form(column: str, text: str, form: str) -> None:
    assert problem(**{column: text}) == ("registry-cell", column, form)


@pytest.mark.parametrize("number", ["RMA", "-", " rma- ", ":", "//", "\u200b1", "1" * 41, "1\x002"])
def test_what_is_no_rma_number(number: str) -> None:
    assert problem(rma_number=number) == ("registry-cell", "rma_number", "rma-number")


@pytest.mark.parametrize(
    ("number", "key"), [("1" * 40, "1" * 40), ("RMA: RMA-12 a", "12A"), ("2026/0815", "2026/0815")]
)
def test_what_is_one(number: str, key: str) -> None:
    assert one(rma_number=number).authorization.rma_number == key


@pytest.mark.parametrize("number", ["", "   ", "\u00a0"])
def test_a_row_without_number(number: str) -> None:
    assert problem(rma_number=number)[:2] == ("registry-number-empty", "rma_number")


@pytest.mark.parametrize(("months", "right"), [("11", False), ("12", True), ("60", True), ("61", False), ("", True)])
def test_the_support_page_agrees_on_twelve_to_sixty_months(months: str, right: bool) -> None:
    cells = {"edition": "support-page", "warranty_months": months}
    if right:
        assert one(**cells)
    else:
        assert problem(**cells)[:2] == ("registry-months", "warranty_months")
    assert one(warranty_months=months)


# Every authorization that the desk can hold, written as rows and read again.

_signs = st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf"))
_texts = st.none() | st.text(_signs, min_size=1, max_size=20).filter(lambda text: text == text.strip())
_flags = st.sampled_from([None, True, False])
_days = st.none() | st.dates()
_money = st.none() | st.decimals(0, Decimal("999999999999.99"), places=2)
_FIRST, _LAST = (datetime(*day, tzinfo=UTC).replace(tzinfo=None) for day in ((2, 1, 2), (9998, 12, 30)))
_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_instants = st.none() | st.datetimes(_FIRST, _LAST, timezones=_offsets)
_keys = st.text(st.sampled_from("0123456789ABCXYZ/#.%"), min_size=1, max_size=12)
_numbers = _keys.filter(lambda key: any(map(str.isalnum, key)) and rma_key(key) == key)


def _words(kind: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(kind))


_authorizations = st.fixed_dictionaries(
    {
        "issued_at": _instants,
        "status": st.sampled_from(list(RmaStatus)),
        "kind": _words(RmaKind),
        "whole_system": _flags,
        "edition": st.sampled_from([None, "hardware-warranty"]),
        "contract": _texts,
        "customer_id": _texts,
        "customer_name": _texts,
        "street": _texts,
        "city": _texts,
        "region": _texts,
        "postal_code": _texts,
        "country": st.sampled_from([None, "DE", "US"]),
        "account_paid": _flags,
        "support_hold": _flags,
        "overdue_amount": _money,
        "overdue_since": _days,
        "tracking_number": st.lists(_keys, unique=True, max_size=3).map(tuple),
        "support_level": _words(SupportLevel),
        "advance_replacement": _flags,
        "language": st.sampled_from([None, "en", "de"]),
        "insured": _flags,
    }
)
_units = st.fixed_dictionaries(
    {
        "serial_number": st.none() | _keys,
        "part_number": _texts,
        "description": _texts,
        "maker": st.sampled_from(list(Maker)),
        "family": _words(Family),
        "category": st.sampled_from(list(Category)),
        "on_invoice": _flags,
        "invoiced_on": _days,
        "shipped_on": _days,
        "warranty_months": st.none() | st.integers(0, 999),
        "extended_to": _days,
        "price": _money,
        "currency": st.sampled_from([None, "EUR", "USD"]),
        "advance_shipped_on": _days,
        "advance_replacement_cost": _money,
    }
)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return ";".join(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


@given(
    number=_numbers,
    held=_authorizations,
    units=st.lists(_units, min_size=1, max_size=3, unique_by=lambda unit: unit["serial_number"] or object()),
)
def test_every_record_survives_being_written_as_rows(
    number: str, held: dict[str, Any], units: list[dict[str, Any]]
) -> None:
    rows = [{name: _cell(value) for name, value in ({"rma_number": number} | held | unit).items()} for unit in units]
    found = parsed(*rows)
    assert found.bad == []
    (rma,) = found.rmas
    names = {"tracking_numbers": "tracking_number"}
    for field in ("issued_at", "status", "kind", "contract", "overdue_amount", "overdue_since", "tracking_numbers"):
        assert getattr(rma.authorization, field) == held[names.get(field, field)], field
    flags = ("whole_system", "account_paid", "support_hold", "advance_replacement", "insured", "language", "country")
    assert all(getattr(rma.authorization, field) == held[field] for field in flags)
    assert (rma.authorization.rma_number, rma.authorization.origin) == (number, Origin.IMPORT)
    assert (rma.customer.name, rma.customer.street, rma.customer.extra) == (held["customer_name"], held["street"], {})
    assert [{name: getattr(unit, name) for name in units[0]} for unit in rma.units] == units
    assert len({unit.unit_id for unit in rma.units}) == len(units)


@given(st.dictionaries(st.sampled_from([*row("1"), "price", "x"]), st.text(max_size=12), max_size=6))
def test_no_cell_is_more_than_a_bad_cell(cells: dict[str, str]) -> None:
    found = parsed({"rma_number": "1001", **cells})
    assert bool(found.bad) != bool(found.rmas)


@given(_keys)
def test_keys_are_in_normal_form_already(key: str) -> None:
    assert serial_key(key) == key == tracking_key(key)
