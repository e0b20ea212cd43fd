"""Records as JSON and back: every record of the trade, whatever it holds, and every wrong value by its path."""

import json
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.plain import field_types, from_plain, to_plain, value_from_plain
from rmadesk.domain.policy import facts
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.verdict import Charge, Effect, Finding, Verdict
from rmadesk.domain.rma import (
    Authorization,
    Box,
    BoxScan,
    Customer,
    Piece,
    RecordedVerdict,
    Shipment,
    Unit,
    UnitProgress,
)
from support.records import box, finding, judged
from support.registry import authorization, unit

RECORDS = (
    Authorization,
    Unit,
    UnitProgress,
    Customer,
    Box,
    BoxScan,
    RecordedVerdict,
    Piece,
    Shipment,
    Finding,
    Charge,
    Case,
)

_FIRST, _LAST = (datetime(*day, tzinfo=UTC).replace(tzinfo=None) for day in ((2, 1, 2), (9998, 12, 30)))
_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_json = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=3
)
_single: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=10),
    bool: st.booleans(),
    int: st.integers(),
    Decimal: st.decimals(0, Decimal("999999999999.99"), places=2),
    date: st.dates(),
    datetime: st.datetimes(_FIRST, _LAST, timezones=_offsets),
    ZoneInfo: st.sampled_from(["America/Los_Angeles", "UTC", "Asia/Kathmandu"]).map(ZoneInfo),
}


def held(wanted: Any, nullable: bool = False) -> st.SearchStrategy[Any]:
    """Any value of a type that a record's field is annotated with."""
    if nullable:
        return st.none() | held(wanted)
    if get_origin(wanted) is tuple:
        return st.lists(held(get_args(wanted)[0]), max_size=3).map(tuple)
    if get_origin(wanted) is not None:
        return _json
    if wanted in _single:
        return _single[wanted]
    if issubclass(wanted, StrEnum):
        return st.sampled_from(list(wanted))
    return st.builds(wanted, **{name: held(*found) for name, found in field_types(wanted).items()})


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=40)
@given(data=st.data())
def test_every_record_comes_back_equal_through_json(kind: Any, data: st.DataObject) -> None:
    record = data.draw(held(kind))
    text = json.dumps(to_plain(record), allow_nan=False)
    again = from_plain(kind, json.loads(text))
    assert again == record
    assert to_plain(again) == to_plain(record)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (Decimal("1E+2"), "100"),
        (Decimal("0.10"), "0.10"),
        (date(2026, 2, 1), "2026-02-01"),
        (datetime(2026, 2, 1, 3, 4, 5, tzinfo=UTC), "2026-02-01T03:04:05+00:00"),
        (ZoneInfo("Europe/Berlin"), "Europe/Berlin"),
        ((Piece(1, 2), None), [{"number": 1, "of": 2}, None]),
        ({"a": Decimal(1)}, {"a": "1"}),
    ],
)
def test_the_plain_form(value: Any, plain: Any) -> None:
    assert to_plain(value) == plain


@pytest.mark.parametrize("value", [1.5, b"x", {1, 2}, object()])
def test_what_has_no_plain_form_is_a_bug(value: Any) -> None:
    with pytest.raises(TypeError, match="nothing in JSON stands for"):
        to_plain(value)


def changed(record: Any, path: str, value: Any) -> Any:
    """The plain form of a record with another value at a path such as `a[0].b`."""
    plain = json.loads(json.dumps(to_plain(record)))
    *holders, key = path.replace("]", "").replace("[", ".").split(".")
    holder = plain
    for name in holders:
        holder = holder[int(name) if name.isdigit() else name]
    holder[int(key) if key.isdigit() else key] = value
    return plain


A, U, B = authorization("1001", tracking_numbers=("T1",)), unit("1001"), box(1)


@pytest.mark.parametrize(
    ("record", "path", "value", "code"),
    [
        (A, "rma_number", None, "fact-null"),
        (A, "rma_number", 5, "fact-not-text"),
        (A, "status", "ajar", "fact-word"),
        (A, "status", 1, "fact-word"),
        (A, "whole_system", "true", "fact-not-flag"),
        (A, "whole_system", 1, "fact-not-flag"),
        (A, "overdue_amount", 1, "fact-not-money"),
        (A, "overdue_amount", "1.234", "fact-not-money"),
        (A, "overdue_amount", "-1", "fact-not-money"),
        (A, "overdue_amount", "\u0661", "fact-not-money"),
        (A, "overdue_since", "2026-02-30", "fact-not-date"),
        (A, "overdue_since", "20260201", "fact-not-date"),
        (A, "issued_at", "2026-02-01T00:00:00", "fact-no-offset"),
        (A, "issued_at", "yesterday", "fact-not-instant"),
        (A, "issued_at", "0001-01-01T00:00:00Z", "fact-not-instant"),
        (A, "issued_at", "9999-12-31T00:00:00Z", "fact-not-instant"),
        (A, "tracking_numbers", "T1", "fact-not-list"),
        (A, "tracking_numbers[0]", None, "fact-null"),
        (U, "nth", True, "fact-not-whole"),
        (U, "nth", 1.0, "fact-not-whole"),
        (U, "nth", "1", "fact-not-whole"),
        (B, "verdicts[0].case", [], "fact-not-object"),
        (B, "verdicts[0].rma_number", 5, "fact-not-text"),
        (B, "piece", "1/2", "fact-not-object"),
        (B, "verdicts[0].colour", "red", "fact-unknown-key"),
    ],
)
def test_a_wrong_value_is_refused_by_its_path(record: Any, path: str, value: Any, code: str) -> None:
    with pytest.raises(RefusedError) as raised:
        from_plain(type(record), changed(record, path, value))
    assert (raised.value.code, raised.value.figures["path"]) == (code, path)


@pytest.mark.parametrize("value", [None, [], "x", 5])
def test_what_is_no_object_is_no_record(value: Any) -> None:
    with pytest.raises(RefusedError) as raised:
        from_plain(Piece, value)
    assert raised.value.code == "fact-not-object"


def test_a_missing_field_is_refused_by_its_path() -> None:
    with pytest.raises(RefusedError) as raised:
        from_plain(Piece, {"number": 1})
    assert (raised.value.code, raised.value.figures["path"]) == ("fact-missing-key", "of")


# ---------------------------------------------------------------------------------- fields that came later than records


@dataclass(frozen=True, slots=True)
class Grown:
    """A record that got fields after the first of its kind were written."""

    number: int
    verdict: Verdict = Verdict.HOLD
    amount: Decimal = Decimal("0.50")
    seen_on: date | None = None
    marks: tuple[str, ...] = ("a",)


def test_a_field_with_a_default_may_be_absent() -> None:
    assert from_plain(Grown, {"number": 1}) == Grown(1)
    assert from_plain(Grown, {"number": 1, "marks": []}) == Grown(1, marks=())
    assert from_plain(Grown, {"number": 1, "seen_on": "2026-11-20"}) == Grown(1, seen_on=date(2026, 11, 20))
    assert from_plain(Grown, to_plain(Grown(1))) == Grown(1)


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({}, "fact-missing-key", "number"),
        ({"verdict": "hold"}, "fact-missing-key", "number"),
        ({"number": 1, "colour": "red"}, "fact-unknown-key", "colour"),
        ({"number": 1, "verdict": None}, "fact-null", "verdict"),
        ({"number": 1, "verdict": "perhaps"}, "fact-word", "verdict"),
        ({"number": 1, "marks": ["a", None]}, "fact-null", "marks[1]"),
    ],
)
def test_a_default_excuses_nothing_but_absence(value: Any, code: str, path: str) -> None:
    with pytest.raises(RefusedError) as raised:
        from_plain(Grown, value)
    assert (raised.value.code, raised.value.figures["path"]) == (code, path)


def test_a_verdict_written_before_contracts_were_is_read() -> None:
    plain = to_plain(judged("1", finding("outer-damage", Effect.NOTE)))
    for name in ("contract", "contract_version", "currency"):
        del plain[name]
    del plain["findings"][0]["contract"]
    assert from_plain(RecordedVerdict, plain) == judged("1", finding("outer-damage", Effect.NOTE))


def test_the_facts_of_a_case_have_no_defaults_so_none_may_be_absent() -> None:
    kinds = [kind for kind in vars(facts).values() if is_dataclass(kind)]
    assert Case in kinds
    assert [
        f"{kind.__name__}.{each.name}"
        for kind in kinds
        for each in fields(kind)
        if each.default is not MISSING or each.default_factory is not MISSING
    ] == []


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "America", "/etc/localtime", "a\x00b"])
def test_a_time_zone_that_is_none(zone: str) -> None:
    with pytest.raises(RefusedError) as raised:
        value_from_plain(ZoneInfo, zone, "site_time_zone")
    assert raised.value.code == "fact-time-zone"


def test_a_long_wrong_value_is_shown_short() -> None:
    with pytest.raises(RefusedError) as raised:
        from_plain(Piece, "x" * 10_000)
    assert len(str(raised.value.figures["value"])) <= 60
