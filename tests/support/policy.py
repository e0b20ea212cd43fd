"""Cases for the policy's tests: one that nothing speaks against, and copies of it with single facts changed."""

import copy
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Finding

HARDWARE_WARRANTY = "hardware-warranty"
SUPPORT_PAGE = "support-page"
EDITIONS = (HARDWARE_WARRANTY, SUPPORT_PAGE)

CLEAN: dict[str, Any] = {
    "edition": HARDWARE_WARRANTY,
    "site_time_zone": "America/Los_Angeles",
    "arrived_at": "2026-06-18T10:20:00-07:00",
    "label": {"number_state": "read", "marked_on_box": False},
    "rma": {"issued_at": "2026-06-08T16:45:00-07:00", "status": "open", "kind": "repair", "whole_system": True},
    "account": {"paid": True, "support_hold": False, "overdue_amount": None, "overdue_since": None},
    "packaging": {"kind": "original", "outer_damage": "none", "insured": True},
    "item": {
        "maker": "vendor",
        "family": "rackmount-server",
        "category": "factory",
        "on_invoice": True,
        "invoiced_on": "2025-01-15",
        "shipped_on": "2025-01-17",
        "warranty_months": 36,
        "extended_to": None,
        "complete": True,
        "resellable": True,
        "damage_cause": "none",
        "transit_damage": False,
        "removable_media": False,
        "foreign_parts": False,
        "price": None,
    },
    "advance": None,
}
ADVANCE = {"shipped_on": "2026-06-10", "replacement_cost": "212.00"}


def facts(edition: str = HARDWARE_WARRANTY, **changed: Any) -> dict[str, Any]:
    """The clean facts with changes, named by their path with two underscores: `rma__kind="credit"`, `rma=None`."""
    built = copy.deepcopy(CLEAN) | {"edition": edition}
    for path, value in changed.items():
        *holders, key = path.split("__")
        holder = built
        for name in holders:
            holder = holder[name]
        assert key in holder, f"there is no fact {path}"
        holder[key] = value
    return built


def case(edition: str = HARDWARE_WARRANTY, **changed: Any) -> Case:
    """The clean case with changes."""
    return case_from_json(facts(edition, **changed))


def edition_text(edition: str) -> str:
    """The file of an edition as it ships."""
    return (files("resources") / "policies" / f"{edition}.toml").read_text(encoding="utf-8")


def edition_table(edition: str) -> dict[str, Any]:
    """The decoded file of an edition, to be changed at will."""
    return tomllib.loads(edition_text(edition), parse_float=Decimal)


@cache
def edition_of(edition: str) -> Edition:
    """An edition as it ships."""
    return edition_from_mapping(edition_table(edition), POLICY_FORMS, f"{edition}.toml")


def assess(judged: Case) -> Assessment:
    """The answer of the edition that the case names."""
    return judge(judged, edition_of(judged.edition), RULES, "USD")


def finding(judged: Case, rule: str) -> Finding | None:
    """What a rule finds, if it fires."""
    return next((each for each in assess(judged).findings if each.rule == rule), None)


def answer(judged: Case, rule: str) -> str:
    """A rule's answer in a word: its effect where it fires, else `pending` or `silent`."""
    assessment = assess(judged)
    fired = [each.effect.value for each in assessment.findings if each.rule == rule]
    assert len(fired) <= 1
    if fired:
        assert rule not in assessment.pending
        return fired[0]
    return "pending" if rule in assessment.pending else "silent"
