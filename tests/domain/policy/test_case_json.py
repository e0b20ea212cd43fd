"""A case as JSON: back and forth without loss, and every wrong value named by its path."""

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy import facts as f
from rmadesk.domain.policy.case_json import case_from_json, case_to_json
from support.policy import ADVANCE, CLEAN, EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, assess, facts

# ----------------------------------------------------------------------------------------------------------- round trip

ZONES = ("America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC")
MONEY = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)
MONTHS = st.integers(min_value=12, max_value=60)
OFFSETS = st.integers(min_value=-23 * 60 - 59, max_value=23 * 60 + 59).map(lambda m: timezone(timedelta(minutes=m)))
EARLIEST, LATEST = datetime.fromisoformat("0002-01-02"), datetime.fromisoformat("9998-12-30")
INSTANTS = st.datetimes(EARLIEST, LATEST, timezones=OFFSETS | st.just(UTC))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


FLAGS = maybe(st.booleans())
DATES = maybe(st.dates())
CASES = st.builds(
    f.Case,
    edition=st.sampled_from(["hardware-warranty", "support-page"]),
    site_time_zone=st.sampled_from(ZONES).map(ZoneInfo),
    arrived_at=INSTANTS,
    label=st.builds(f.LabelFacts, number_state=maybe(st.sampled_from(f.NumberState)), marked_on_box=FLAGS),
    rma=maybe(
        st.builds(
            f.RmaFacts,
            issued_at=maybe(INSTANTS),
            status=maybe(st.sampled_from(f.RmaStatus)),
            kind=maybe(st.sampled_from(f.RmaKind)),
            whole_system=FLAGS,
        )
    ),
    account=maybe(
        st.builds(f.AccountFacts, paid=FLAGS, support_hold=FLAGS, overdue_amount=maybe(MONEY), overdue_since=DATES)
    ),
    packaging=maybe(
        st.builds(
            f.PackagingFacts,
            kind=maybe(st.sampled_from(f.PackagingKind)),
            outer_damage=maybe(st.sampled_from(f.OuterDamage)),
            insured=FLAGS,
        )
    ),
    item=maybe(
        st.builds(
            f.ItemFacts,
            maker=maybe(st.sampled_from(f.Maker)),
            family=maybe(st.sampled_from(f.Family)),
            category=maybe(st.sampled_from(f.Category)),
            on_invoice=FLAGS,
            invoiced_on=DATES,
            shipped_on=DATES,
            warranty_months=maybe(MONTHS),
            extended_to=DATES,
            complete=FLAGS,
            resellable=FLAGS,
            damage_cause=maybe(st.sampled_from(f.DamageCause)),
            transit_damage=FLAGS,
            removable_media=FLAGS,
            foreign_parts=FLAGS,
            price=maybe(MONEY),
        )
    ),
    advance=maybe(st.builds(f.AdvanceFacts, shipped_on=DATES, replacement_cost=maybe(MONEY))),
)


@given(case=CASES)
def test_a_case_comes_back_equal_and_can_be_judged(case: f.Case) -> None:
    stored = json.loads(json.dumps(case_to_json(case)))
    assert case_from_json(stored) == case
    assessment = assess(case)
    assert not {each.rule for each in assessment.findings} & set(assessment.pending)


ENDS_OF_THE_CALENDAR = st.sampled_from(["0001-01-01", "0001-02-28", "2026-06-18", "9999-11-30", "9999-12-31"])
FIRST_AND_LAST_INSTANTS = st.sampled_from(
    ["0002-01-01T00:00:00+23:59", "2026-06-18T10:20:00-07:00", "9998-12-31T23:59:59-23:59"]
)


@given(
    edition=st.sampled_from(EDITIONS),
    kind=st.sampled_from(["repair", "credit"]),
    zone=st.sampled_from(ZONES),
    instants=st.tuples(FIRST_AND_LAST_INSTANTS, FIRST_AND_LAST_INSTANTS),
    dates=st.tuples(*[ENDS_OF_THE_CALENDAR] * 4),
    months=st.sampled_from([12, 60, 119_988]),
)
def test_no_counting_runs_off_the_calendar(
    edition: str, kind: str, zone: str, instants: tuple[str, str], dates: tuple[str, ...], months: int
) -> None:
    """Deadlines beyond the calendar end on its last day; whoever is covered for ever is covered."""
    issued_at, arrived_at = instants
    changed = facts(
        edition,
        site_time_zone=zone,
        arrived_at=arrived_at,
        rma__issued_at=issued_at,
        rma__kind=kind,
        account__overdue_amount="999999999999.99",
        account__overdue_since=dates[0],
        item__invoiced_on=dates[1],
        item__shipped_on=dates[2],
        item__warranty_months=months if edition == HARDWARE_WARRANTY else min(months, 60),
        item__price="999999999999.99",
        advance={"shipped_on": dates[3], "replacement_cost": "999999999999.99"},
    )
    assessment = assess(case_from_json(changed))
    expired = next((each for each in assessment.findings if each.rule == "warranty-expired"), None)
    assert not (expired and edition == HARDWARE_WARRANTY and months == 119_988)


def test_the_clean_facts_are_read_as_they_stand() -> None:
    case = case_from_json(facts(item__price="1200.50", advance=ADVANCE))
    assert case.arrived_on == date(2026, 6, 18)
    assert case.item
    assert case.item.price == Decimal("1200.50")
    assert case.advance == f.AdvanceFacts(date(2026, 6, 10), Decimal("212.00"))
    assert case.packaging == f.PackagingFacts(f.PackagingKind.ORIGINAL, f.OuterDamage.NONE, True)


# --------------------------------------------------------------------------------------------------------- wrong values

FULL = facts(
    item__price="1200.50", account__overdue_amount="3.00", account__overdue_since="2026-05-01", advance=ADVANCE
)
NEVER_NULL = ("edition", "site_time_zone", "arrived_at", "label")
OBJECTS = ("label", "rma", "account", "packaging", "item", "advance")
INSTANT_KEYS = ("arrived_at", "rma.issued_at")
DATE_KEYS = (
    "account.overdue_since",
    "item.invoiced_on",
    "item.shipped_on",
    "item.extended_to",
    "advance.shipped_on",
)
MONEY_KEYS = ("account.overdue_amount", "item.price", "advance.replacement_cost")
WORD_KEYS = (
    "label.number_state",
    "rma.status",
    "rma.kind",
    "packaging.kind",
    "packaging.outer_damage",
    "item.maker",
    "item.family",
    "item.category",
    "item.damage_cause",
)
FLAG_KEYS = (
    "label.marked_on_box",
    "rma.whole_system",
    "account.paid",
    "account.support_hold",
    "packaging.insured",
    "item.on_invoice",
    "item.complete",
    "item.resellable",
    "item.transit_damage",
    "item.removable_media",
    "item.foreign_parts",
)

WRONG_VALUES: dict[tuple[str, ...], list[tuple[Any, str]]] = {
    INSTANT_KEYS: [
        ("2026-06-18", "fact-no-offset"),
        ("2026-06-18T10:00:00", "fact-no-offset"),
        ("2026-06-31T10:00:00-07:00", "fact-not-instant"),
        ("18.06.2026 10:00", "fact-not-instant"),
        ("2026-06-18T24:30:00-07:00", "fact-not-instant"),
        ("2026-06-18T10:00:00-25:00", "fact-not-instant"),
        ("2026-06-18T10:00:00 PST", "fact-not-instant"),
        ("", "fact-not-instant"),
        ("0001-01-01T00:00:00+00:00", "fact-not-instant"),
        ("9999-12-31T23:59:59+00:00", "fact-not-instant"),
        (1781770800, "fact-not-text"),
        (True, "fact-not-text"),
    ],
    DATE_KEYS: [
        ("2026-6-18", "fact-not-date"),
        ("20260618", "fact-not-date"),
        ("2026-W25-4", "fact-not-date"),
        ("2026-02-29", "fact-not-date"),
        ("2026-06-18T00:00:00", "fact-not-date"),
        ("2026-06-18\n", "fact-not-date"),
        ("\u0662\u0660\u0662\u0666-\u0660\u0666-\u0661\u0668", "fact-not-date"),
        ("0000-01-01", "fact-not-date"),
        ("10000-01-01", "fact-not-date"),
        (20260618, "fact-not-date"),
        (True, "fact-not-date"),
        (["2026-06-18"], "fact-not-date"),
    ],
    MONEY_KEYS: [
        ("-1.00", "fact-not-money"),
        ("1.005", "fact-not-money"),
        ("1,00", "fact-not-money"),
        ("1e3", "fact-not-money"),
        ("NaN", "fact-not-money"),
        ("Infinity", "fact-not-money"),
        ("", "fact-not-money"),
        (" 1.00", "fact-not-money"),
        ("1.00\n", "fact-not-money"),
        ("\u0661.\u0660\u0660", "fact-not-money"),
        ("1" * 13, "fact-not-money"),
        ("+1.00", "fact-not-money"),
        ("1.", "fact-not-money"),
        (".50", "fact-not-money"),
        ("1_000", "fact-not-money"),
        ("sNaN", "fact-not-money"),
        (1, "fact-not-money"),
        (1.5, "fact-not-money"),
        (float("nan"), "fact-not-money"),
        (float("inf"), "fact-not-money"),
        (10**5000, "fact-not-money"),
        (True, "fact-not-money"),
        ({"amount": "1.00"}, "fact-not-money"),
    ],
    WORD_KEYS: [
        ("new", "fact-word"),
        ("READ", "fact-word"),
        ("", "fact-word"),
        (0, "fact-word"),
        (["read"], "fact-word"),
    ],
    FLAG_KEYS: [("true", "fact-not-flag"), (0, "fact-not-flag"), (1, "fact-not-flag"), ([], "fact-not-flag")],
    OBJECTS: [("", "fact-not-object"), ([], "fact-not-object"), (True, "fact-not-object"), (3, "fact-not-object")],
    ("item.warranty_months",): [
        ("12", "fact-not-whole"),
        (12.0, "fact-not-whole"),
        (True, "fact-not-whole"),
        (float("nan"), "fact-not-whole"),
        ([12], "fact-not-whole"),
        (-1, "fact-warranty-months"),
        (-(10**4000), "fact-warranty-months"),
        (119_989, "fact-warranty-months"),
        (10**30, "fact-warranty-months"),
        (10**5000, "fact-warranty-months"),
    ],
    ("edition",): [(7, "fact-not-text"), ([], "fact-not-text")],
    ("site_time_zone",): [
        ("", "fact-time-zone"),
        ("Mars/Olympus", "fact-time-zone"),
        ("America", "fact-time-zone"),
        ("../../etc/passwd", "fact-time-zone"),
        ("America/Los_Angeles\x00", "fact-time-zone"),
        ("x" * 5000, "fact-time-zone"),
        (-8, "fact-not-text"),
    ],
    NEVER_NULL: [(None, "fact-null")],
}


def wrong_values() -> Iterator[Any]:
    for paths, values in WRONG_VALUES.items():
        for path in paths:
            for value, code in values:
                yield pytest.param(path, value, code, id=f"{path} = {_named(value)}")


def _named(value: object) -> str:
    return "a huge number" if isinstance(value, int) and abs(value) > 10**30 else f"{value!r:.40}"


@pytest.mark.parametrize(("path", "value", "code"), list(wrong_values()))
def test_a_wrong_value_is_refused_by_its_path(path: str, value: Any, code: str) -> None:
    changed = facts() | json.loads(json.dumps(FULL))
    *holders, key = path.split(".")
    holder = changed
    for name in holders:
        holder = holder[name]
    holder[key] = value
    assert refusal(changed) == (code, path)


def keys(table: dict[str, Any], path: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield f"{path}{key}"
        if isinstance(value, dict):
            yield from keys(value, f"{path}{key}.")


@pytest.mark.parametrize("path", list(keys(FULL)))
def test_every_key_must_be_there_and_no_other(path: str) -> None:
    changed = json.loads(json.dumps(FULL))
    *holders, key = path.split(".")
    holder = changed
    for name in holders:
        holder = holder[name]
    value = holder.pop(key)
    assert refusal(changed) == ("fact-missing-key", path)
    holder[key] = value
    holder[f"{key}2"] = value
    assert refusal(changed) == ("fact-unknown-key", f"{path}2")


@pytest.mark.parametrize("key", [1, None, 2.5, ("item",), 10**5000], ids=["1", "null", "2.5", "pair", "huge"])
def test_a_key_that_is_no_text_is_unknown(key: object) -> None:
    changed: dict[Any, Any] = facts()
    changed[key] = True
    code, path = refusal(changed)
    assert code == "fact-unknown-key"
    assert isinstance(path, str)


def test_the_error_on_a_term_names_what_is_possible() -> None:
    for edition, months, least, most in ((SUPPORT_PAGE, 61, 12, 60), (HARDWARE_WARRANTY, -1, 0, 119_988)):
        with pytest.raises(RefusedError) as refused:
            case_from_json(facts(edition, item__warranty_months=months))
        assert refused.value.figures == {
            "path": "item.warranty_months",
            "value": str(months),
            "least": least,
            "most": most,
        }


@pytest.mark.parametrize("value", [None, [], "{}", 3, True], ids=repr)
def test_a_case_is_an_object(value: object) -> None:
    assert refusal(value) == ("fact-not-object", "(case)")


def test_every_kind_of_wrong_value_was_tried_on_every_fact_of_its_kind() -> None:
    tried = {path for paths in WRONG_VALUES for path in paths}
    assert tried == set(keys(FULL))


@pytest.mark.parametrize(("months", "accepted"), [(11, False), (12, True), (60, True), (61, False), (0, False)])
def test_the_support_page_agrees_on_one_to_five_years(months: int, accepted: bool) -> None:
    changed = facts(SUPPORT_PAGE, item__warranty_months=months)
    if accepted:
        case_from_json(changed)
    else:
        assert refusal(changed) == ("fact-warranty-months", "item.warranty_months")


@pytest.mark.parametrize("months", [0, 11, 61, 120, 119_988])
def test_the_hardware_warranty_takes_any_term(months: int) -> None:
    item = case_from_json(facts(item__warranty_months=months)).item
    assert item
    assert item.warranty_months == months


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*CLEAN, "kind", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(path=st.sampled_from(list(keys(FULL))), value=JSON_VALUES)
def test_whatever_stands_there_it_is_read_or_refused(path: str, value: object) -> None:
    changed = json.loads(json.dumps(FULL))
    *holders, key = path.split(".")
    holder = changed
    for name in holders:
        holder = holder[name]
    holder[key] = value
    with contextlib.suppress(RefusedError):
        case = case_from_json(changed)
        assert case_from_json(case_to_json(case)) == case


def refusal(value: object) -> tuple[str, object]:
    with pytest.raises(RefusedError) as refused:
        case_from_json(value)
    return refused.value.code, refused.value.figures["path"]
