"""What a rule says beyond its effect, the clause and figures of each finding; and edges that nothing else watches."""

import dataclasses
import importlib
import pkgutil
import random
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import pytest

from rmadesk.domain import policy as policy_package
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.calendar import months_after, whole_months
from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.comparison import Difference, compare
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.engine import Fires, Quiet, judge
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Effect, Finding, Verdict
from support.policy import (
    ADVANCE,
    EDITIONS,
    HARDWARE_WARRANTY,
    SUPPORT_PAGE,
    case,
    edition_of,
    edition_table,
    facts,
    finding,
)
from support.random_policy_cases import random_case

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
HW_TITLE, SP_TITLE = "Hardware Warranty & Support Procedures", "Support"
PACKAGING, LIMITS = f"{HW_TITLE}: Packaging requirements", f"{HW_TITLE}: Warranty Limitations"
HW_RMA, HW_ADVANCE = f"{HW_TITLE}: Return Merchandise Authorization", f"{HW_TITLE}: Advanced Replacement and Returns"
HW_BASIC = f"{HW_TITLE}: Basic Warranty Coverage"
SP_RMA, SP_MONEY = f"{SP_TITLE}: Returning Products to iXsystems (RMA)", f"{SP_TITLE}: Money Back Guarantee"
SP_TICKET = f"{SP_TITLE}: Once the ticket is submitted"
SP_COVERAGE = f"{SP_TITLE}: Warranty, Service and Support Coverage"
DESK = "desk"

# ---------------------------------------------------------------------------------------------------- whole findings

FINDINGS = [  # edition, rule, what is changed, variant, source, figures
    pytest.param(
        *(HW, "rma-issued-in-future", {"rma__issued_at": "2026-06-19T00:00:00-07:00"}, "default", DESK),
        {"issued_on": "2026-06-19", "arrived_on": "2026-06-18", "age_days": -1},
        id="issued tomorrow",
    ),
    pytest.param(
        *(SP, "outer-damage", {"packaging__outer_damage": "wet"}, "default", DESK, {"outer_damage": "wet"}),
        id="wet",
    ),
    pytest.param(
        *(HW, "packaging-damage", {"packaging__kind": "other", "item__transit_damage": True}, "default", PACKAGING),
        {"packaging": "other", "accepted": "original, supplied", "amount": None, "currency": "USD"},
        id="damaged in other packaging",
    ),
    pytest.param(HW, "other-maker", {"item__maker": "other"}, "default", f"{HW_TITLE}: Non-iXsystems Products", {}),
    pytest.param(SP, "other-maker", {"item__maker": "other"}, "default", SP_TICKET, {}),
    pytest.param(HW, "removable-media", {"item__removable_media": True}, "default", PACKAGING, {}),
    pytest.param(SP, "removable-media", {"item__removable_media": True}, "default", SP_RMA, {}),
    pytest.param(HW, "foreign-parts", {"item__foreign_parts": True}, "default", PACKAGING, {}),
    pytest.param(SP, "foreign-parts", {"item__foreign_parts": True}, "default", DESK, {}),
    pytest.param(HW, "item-incomplete", {"item__complete": False}, "other", HW_RMA, {"kind": "repair"}),
    pytest.param(
        *(SP, "item-incomplete", {"item__complete": False, "rma__kind": "refund"}, "money_back", SP_MONEY),
        {"kind": "refund"},
        id="incomplete refund",
    ),
    pytest.param(
        *(HW, "item-not-resellable", {"item__resellable": False, "rma__kind": "credit"}, "default", HW_RMA),
        {"kind": "credit"},
        id="not resellable",
    ),
    pytest.param(
        *(HW, "category-excluded", {"item__category": "third-party"}, "default", LIMITS),
        {"category": "third-party", "covered": "factory", "covered_if_invoiced": "external-device"},
        id="third party",
    ),
    pytest.param(
        *(HW, "cause-excluded", {"item__damage_cause": "war"}, "desk", DESK, {"damage_cause": "war"}), id="hw, war"
    ),
    pytest.param(
        *(HW, "cause-excluded", {"item__damage_cause": "terrorism"}, "in_text", LIMITS, {"damage_cause": "terrorism"}),
        id="hw, terrorism",
    ),
    pytest.param(
        *(SP, "cause-excluded", {"item__damage_cause": "war"}, "in_text", SP_TICKET, {"damage_cause": "war"}),
        id="sp, war",
    ),
    pytest.param(HW, "account-unpaid", {"account__paid": False}, "other", LIMITS, {}),
    pytest.param(HW, "account-unpaid", {"account__paid": False, "rma__kind": "refund"}, "money_back", DESK, {}),
    pytest.param(HW, "account-unpaid", {"account__paid": False, "rma__kind": None}, "other", LIMITS, {}),
    pytest.param(HW, "account-on-support-hold", {"account__support_hold": True}, "other", HW_ADVANCE, {}),
    pytest.param(SP, "account-on-support-hold", {"account__support_hold": True}, "other", DESK, {}),
    pytest.param(
        *(HW, "account-on-support-hold", {"account__support_hold": True, "advance": ADVANCE}, "advance", DESK, {}),
        id="on hold, part owed",
    ),
    pytest.param(
        *(SP, "late-fee", {"account__overdue_amount": "1000.5", "account__overdue_since": "2026-03-31"}),
        *("default", f"{SP_TITLE}: Payment"),
        {
            "overdue_amount": "1000.50",
            "overdue_since_on": "2026-03-31",
            "months_overdue": 2,
            "percent": "1.5",
            "amount": "30.02",  # 30.015
            "first_month_on": "2026-04-30",
            "next_month_on": "2026-06-30",
            "currency": "USD",
        },
        id="two months overdue",
    ),
    pytest.param(
        *(SP, "late-fee", {"account__overdue_amount": "20", "account__overdue_since": "2026-05-18"}),
        *("default", f"{SP_TITLE}: Payment"),
        {
            "overdue_amount": "20.00",
            "overdue_since_on": "2026-05-18",
            "months_overdue": 1,
            "percent": "1.5",
            "amount": "0.30",
            "first_month_on": "2026-06-18",
            "next_month_on": "2026-07-18",
            "currency": "USD",
        },
        id="a month overdue to the day",
    ),
    pytest.param(
        *(HW, "advance-return-late", {"advance": {"shipped_on": "2026-05-16", "replacement_cost": "640"}}),
        *("default", HW_ADVANCE),
        {
            "shipped_on": "2026-05-16",
            "arrived_on": "2026-06-18",
            "return_days": 30,
            "return_by_on": "2026-06-15",
            "days_late": 3,
            "amount": "640.00",
            "currency": "USD",
        },
        id="three days late",
    ),
    pytest.param(
        *(SP, "advance-return-late", {"advance": {"shipped_on": "2026-06-03", "replacement_cost": None}}),
        *("default", SP_RMA),
        {
            "shipped_on": "2026-06-03",
            "arrived_on": "2026-06-18",
            "return_days": 14,
            "return_by_on": "2026-06-17",
            "days_late": 1,
            "amount": None,
            "currency": "USD",
        },
        id="a day late, cost unknown",
    ),
    pytest.param(
        *(SP, "money-back-late", {"item__shipped_on": "2026-05-15", "rma__kind": "credit"}, "default", SP_MONEY),
        {
            "shipped_on": "2026-05-15",
            "arrived_on": "2026-06-18",
            "age_days": 34,
            "arrival_days": 30,
            "arrive_by_on": "2026-06-14",
        },
        id="money back too late",
    ),
    pytest.param(
        *(SP, "money-back-software", {"item__category": "software", "rma__kind": "refund"}, "default", SP_MONEY),
        {"category": "software", "kind": "refund"},
        id="software",
    ),
    pytest.param(
        *(SP, "restocking-fee", {"item__price": "1899.9", "rma__kind": "refund"}, "default", SP_MONEY),
        {"price": "1899.90", "percent": "20", "amount": "379.98", "currency": "USD"},
        id="restocking",
    ),
]


@pytest.mark.parametrize(("edition", "rule", "changed", "variant", "source", "figures"), FINDINGS)
def test_a_finding_tells_its_clause_and_all_its_figures(
    edition: str, rule: str, changed: dict[str, Any], variant: str, source: str, figures: dict[str, Any]
) -> None:
    found = finding(case(edition, **changed), rule)
    assert found
    assert (found.variant, found.source, dict(found.figures)) == (variant, source, figures)
    assert found.citation == source


# ---------------------------------------------------------------------------------------------------------- coverage

NO_TERM = {"item__warranty_months": None, "item__extended_to": None}


@pytest.mark.parametrize(
    ("edition", "changed", "until", "days_over", "base", "base_on", "months"),
    [
        pytest.param(HW, {"item__invoiced_on": "2023-06-06"}, "2026-06-06", 2, "invoice", "2023-06-06", 36, id="hw"),
        pytest.param(
            *(HW, {**NO_TERM, "item__family": "truenas-mini", "item__invoiced_on": "2025-06-07"}),
            *("2026-06-07", 1, "invoice", "2025-06-07", 12),
            id="hw, by family",
        ),
        pytest.param(
            *(HW, {"item__invoiced_on": None, "item__extended_to": "2026-06-05"}),
            *("2026-06-05", 3, "extension", None, None),
            id="hw, extension alone",
        ),
        pytest.param(
            *(HW, {"item__invoiced_on": "2023-06-06", "item__extended_to": "2026-06-07"}),
            *("2026-06-07", 1, "extension", None, None),
            id="hw, later extension",
        ),
        pytest.param(
            *(HW, {"item__invoiced_on": "2023-06-06", "item__extended_to": "2026-06-06"}),
            *("2026-06-06", 2, "invoice", "2023-06-06", 36),
            id="hw, extension to the same day",
        ),
        pytest.param(
            *(SP, {"item__shipped_on": "2025-02-28", "item__warranty_months": 15, "item__extended_to": "2026-05-27"}),
            *("2026-05-28", 11, "shipment", "2025-02-28", 15),
            id="sp, earlier extension",
        ),
    ],
)
def test_what_the_end_of_coverage_rests_on(
    edition: str,
    changed: dict[str, Any],
    until: str,
    days_over: int,
    base: str,
    base_on: str | None,
    months: int | None,
) -> None:
    found = finding(case(edition, **changed), "warranty-expired")
    assert found
    assert (found.variant, found.source) == ("default", HW_BASIC if edition == HW else SP_COVERAGE)
    assert dict(found.figures) == {
        "issued_on": "2026-06-08",
        "covered_until_on": until,
        "days_over": days_over,
        "base": base,
        "base_on": base_on,
        "months": months,
    }


# ---------------------------------------------------------------------------------------- editions as they may become


@pytest.mark.parametrize(
    ("changed", "damage", "transit"),
    [
        pytest.param({}, "charge", "silent", id="whole system"),
        pytest.param({"rma__whole_system": False}, "silent", "hold", id="component"),
        pytest.param({"rma__whole_system": None}, "pending", "pending", id="nobody knows"),
        pytest.param({"rma": None}, "silent", "hold", id="no authorization"),
    ],
)
def test_packaging_is_to_blame_only_where_the_edition_asks_for_it(
    changed: dict[str, Any], damage: str, transit: str
) -> None:
    """A newer edition may ask whole systems only for their packaging, and still charge for damage."""
    table = edition_table(HW)
    table["rules"]["packaging-not-accepted"]["whole_systems_only"] = True
    edition = edition_from_mapping(table, POLICY_FORMS, "changed.toml")
    judged = judge(case(packaging__kind="none", item__transit_damage=True, **changed), edition, RULES, "EUR")
    replies = dict.fromkeys(judged.pending, "pending") | {each.rule: each.effect.value for each in judged.findings}
    assert (replies.get("packaging-damage", "silent"), replies.get("transit-damage", "silent")) == (damage, transit)
    assert [each.currency for each in judged.charges] == (["EUR"] if damage == "charge" else [])


def test_a_finding_lists_the_words_that_the_edition_gives() -> None:
    table = edition_table(HW)
    table["rules"]["category-excluded"] |= {
        "covered": ["software", "factory"],
        "covered_if_invoiced": ["external-device", "added-accessory"],
    }
    edition = edition_from_mapping(table, POLICY_FORMS, "changed.toml")
    (found,) = judge(case(item__category="third-party"), edition, RULES, "USD").findings
    assert (found.figures["covered"], found.figures["covered_if_invoiced"]) == (
        "factory, software",
        "added-accessory, external-device",
    )


@pytest.mark.parametrize("variants", [("advance", "other"), ("other", "advance")], ids=str)
def test_another_variant_differs_whichever_comes_first(variants: tuple[str, str]) -> None:
    answers = [
        Assessment(Verdict.HOLD, (Finding("rma-expired", each, Effect.HOLD, DESK, {}),), (), ()) for each in variants
    ]
    (contrast,) = compare(*answers, ("rma-expired",), ("rma-expired",), ("rma-expired",)).rules
    assert contrast.difference is Difference.FIGURES


def test_a_variant_read_from_a_record_is_the_one_of_the_rule() -> None:
    recorded = Finding("rma-expired", "".join(["ad", "vance"]), Effect.HOLD, DESK, {})
    answers = [Assessment(Verdict.HOLD, (each,), (), ()) for each in (recorded, replace(recorded, variant="advance"))]
    assert compare(*answers, ("rma-expired",), ("rma-expired",), ("rma-expired",)).differences == ()


@pytest.mark.parametrize("months", [0, 11, 61, 12 * 9999])
def test_only_one_edition_bounds_the_months_agreed(months: int) -> None:
    for edition in ("a-text-before", HW, "the-text-after"):
        assert case_from_json(facts(edition, item__warranty_months=months)).item
    with pytest.raises(RefusedError) as refused:
        case_from_json(facts(SP, item__warranty_months=months))
    assert refused.value.code == "fact-warranty-months"
    assert refused.value.figures == {"path": "item.warranty_months", "value": str(months), "least": 12, "most": 60}


@pytest.mark.parametrize("months", [-1, 12 * 9999 + 1])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_calendar_holds_such_a_term(edition: str, months: int) -> None:
    with pytest.raises(RefusedError) as refused:
        case_from_json(facts(edition, item__warranty_months=months))
    assert refused.value.code == "fact-warranty-months"


def test_a_year_of_the_calendars_last_is_a_year_like_others() -> None:
    assert months_after(date(9999, 1, 5), 0) == date(9999, 1, 5)
    assert months_after(date(9999, 1, 5), 11) == date(9999, 12, 5)
    assert whole_months(date(1, 1, 1), date(2026, 6, 18)) == 2025 * 12 + 5, "no year is the remainder of another"


# ---------------------------------------------------------------------------------------------- rules and their records


def test_a_rule_fires_is_silent_or_pending_and_nothing_else() -> None:
    rng = random.Random(7)
    editions = {name: edition_of(name) for name in EDITIONS}
    for _ in range(1_000):
        judged = case_from_json(random_case(rng.choice))
        for name in EDITIONS:
            edition = editions[name]
            for rule in RULES:
                if rule.id in edition.rules:
                    assert isinstance(rule.look(judged, edition.rules[rule.id], edition), Fires | Quiet), rule.id


def test_what_the_policy_hands_out_cannot_be_changed() -> None:
    """A recorded verdict is replayed from its facts: none of its parts may change under way, or take a stray name."""
    records = {
        (module.name, name): value
        for module in pkgutil.iter_modules(policy_package.__path__)
        for name, value in vars(importlib.import_module(f"{policy_package.__name__}.{module.name}")).items()
        if isinstance(value, type) and dataclasses.is_dataclass(value)
    }
    assert len(records) > 15
    for place, record in records.items():
        assert record.__dataclass_params__.frozen, place  # type: ignore[attr-defined]
        computes_once = any(
            isinstance(each, cached_property) for each in vars(record).values()
        )  # needs a place to keep it
        assert computes_once or "__slots__" in vars(record), place
