"""A second statement of the receiving policy, row by row and as naive as can be, to hold the product's rules against.

It shares no code with the product: facts are the case's JSON, figures stand where they are used. Whether a fact that is
not known could still make a rule fire is found by trying.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from support import naive_rules as rules
from support.naive_calendar import AFTER_ALL_DAYS
from support.naive_rules import HW, SP, CaseFacts

# ------------------------------------------------------------------------------------------------------------ the table


@dataclass(frozen=True)
class Row:
    """A row of the table: its rule, the facts it names, the edition where it is the only one that has it."""

    rule: str
    fires: Callable[[CaseFacts], str | None]
    facts: tuple[tuple[str, str], ...]
    only: str | None = None


STATE = ("label", "number_state")
ISSUED, KIND = ("rma", "issued_at"), ("rma", "kind")
PACKED, TRANSIT = ("packaging", "kind"), ("item", "transit_damage")
CATEGORY, SHIPPED, PRICE = ("item", "category"), ("item", "shipped_on"), ("item", "price")
OVERDUE = (("account", "overdue_amount"), ("account", "overdue_since"))

TABLE = (
    Row("rma-number-missing", rules.rma_number_missing, (STATE,)),
    Row("rma-number-incomplete", rules.rma_number_incomplete, (STATE,)),
    Row("rma-number-unreadable", rules.rma_number_unreadable, (STATE,)),
    Row("rma-unknown", rules.rma_unknown, (STATE,)),
    Row("rma-not-open", rules.rma_not_open, (("rma", "status"),)),
    Row("rma-issued-in-future", rules.rma_issued_in_future, (ISSUED,)),
    Row("rma-expired", rules.rma_expired, (ISSUED, KIND)),
    Row("rma-number-on-box", rules.rma_number_on_box, (("label", "marked_on_box"),)),
    Row("outer-damage", rules.outer_damage, (("packaging", "outer_damage"),)),
    Row("packaging-not-accepted", rules.packaging_not_accepted, (PACKED, ("rma", "whole_system"))),
    Row("packaging-damage", rules.packaging_damage, (PACKED, TRANSIT), only=HW),
    Row("transit-damage", rules.transit_damage, (PACKED, TRANSIT)),
    Row("other-maker", rules.other_maker, (("item", "maker"),)),
    Row("removable-media", rules.removable_media, (("item", "removable_media"),)),
    Row("foreign-parts", rules.foreign_parts, (("item", "foreign_parts"),)),
    Row("item-incomplete", rules.item_incomplete, (("item", "complete"), KIND)),
    Row("item-not-resellable", rules.item_not_resellable, (("item", "resellable"), KIND), only=HW),
    Row("warranty-unknown", rules.warranty_unknown, (KIND,)),
    Row("warranty-expired", rules.warranty_expired, (ISSUED, KIND)),
    Row("category-excluded", rules.category_excluded, (CATEGORY, ("item", "on_invoice"), KIND), only=HW),
    Row("cause-excluded", rules.cause_excluded, (("item", "damage_cause"), KIND)),
    Row("account-unpaid", rules.account_unpaid, (("account", "paid"),), only=HW),
    Row("late-fee", rules.late_fee, OVERDUE, only=SP),
    Row("account-on-support-hold", rules.account_on_support_hold, (("account", "support_hold"),)),
    Row("advance-return-late", rules.advance_return_late, (("advance", "shipped_on"),)),
    Row("money-back-late", rules.money_back_late, (SHIPPED, KIND), only=SP),
    Row("money-back-software", rules.money_back_software, (CATEGORY, KIND), only=SP),
    Row("restocking-fee", rules.restocking_fee, (PRICE, KIND), only=SP),
)
WITHOUT_RMA_SILENT = {
    "rma-not-open",
    "rma-issued-in-future",
    "rma-expired",
    "item-incomplete",
    "item-not-resellable",
    "warranty-unknown",
    "warranty-expired",
    "category-excluded",
    "cause-excluded",
    "money-back-late",
    "money-back-software",
    "restocking-fee",
}
WITHOUT_ITEM_PENDING = {"warranty-unknown", "warranty-expired"}
NULL_MEANS_NONE = {PRICE, *OVERDUE}  # inside a given object

# -------------------------------------------------------------------------------------------------------------- pending

FLAGS = (False, True)
EVER = {  # what a fact may turn out to be; of days and amounts, a very early, a very late, a large one and none
    STATE: ("missing", "incomplete", "unreadable", "read"),
    ("label", "marked_on_box"): FLAGS,
    ISSUED: ("1996-02-29T00:00:00+00:00", AFTER_ALL_DAYS),
    ("rma", "status"): ("closed", "cancelled", "open"),
    KIND: ("repair", "refund", "replacement", "credit"),
    ("rma", "whole_system"): FLAGS,
    ("account", "paid"): FLAGS,
    ("account", "support_hold"): FLAGS,
    OVERDUE[0]: ("100000.00", "0.00"),
    OVERDUE[1]: ("1996-02-29", "2204-02-29"),
    PACKED: ("none", "other", "equivalent", "supplied", "original"),
    ("packaging", "outer_damage"): ("crushed", "wet", "torn", "opened", "none"),
    ("item", "maker"): ("other", "vendor"),
    CATEGORY: ("software", "external-device", "added-accessory", "third-party", "not-factory-installed", "factory"),
    ("item", "on_invoice"): FLAGS,
    SHIPPED: ("1996-02-29", "2204-02-29"),
    ("item", "complete"): FLAGS,
    ("item", "resellable"): FLAGS,
    ("item", "damage_cause"): (
        *("war", "accident", "misuse", "negligence", "physical-damage", "natural-disaster", "terrorism", "electrical"),
        *("unauthorized-service", "non-compliant-use", "poor-maintenance", "none"),
    ),
    TRANSIT: (True, False),
    ("item", "removable_media"): (True, False),
    ("item", "foreign_parts"): (True, False),
    PRICE: ("100000.00", "0.00"),
    ("advance", "shipped_on"): ("1996-02-29", "2204-02-29"),
}


def told(case: CaseFacts, names: list[tuple[str, str]], values: tuple[Any, ...]) -> CaseFacts:
    """The case once these facts are known."""
    told_case = dict(case)
    for (holder, name), value in zip(names, values, strict=True):
        told_case[holder] = {**(told_case[holder] or {}), name: value}
    return told_case


def may_still_fire(row: Row, case: CaseFacts) -> bool:
    """Whether a rule that is silent now fires on some answer to what is not known."""
    if case["rma"] is None and (
        row.rule in WITHOUT_RMA_SILENT or (row.rule == "packaging-not-accepted" and not rules.is_hw(case))
    ):
        return False
    if row.rule == "advance-return-late" and case["advance"] is None:
        return False
    if row.rule in WITHOUT_ITEM_PENDING and case["item"] is None:
        return rules.kind(case) in ("repair", "replacement", None)
    unknown = [
        (holder, name)
        for holder, name in row.facts
        if (case[holder] is None and (holder != "rma"))
        or (case[holder] is not None and case[holder][name] is None and (holder, name) not in NULL_MEANS_NONE)
    ]
    answers = itertools.product(*(EVER[name] for name in unknown)) if unknown else ()
    return any(row.fires(told(case, unknown, values)) for values in answers)


# ----------------------------------------------------------------------------------------------------------- the answer


def naive_answer(case: CaseFacts) -> dict[str, Any]:
    """Verdict, findings, pending rules and charges; findings that are the desk's; who is liable in transit."""
    findings, charges = [], []
    pending, desk = set(), set()
    for row in TABLE:
        if row.only not in (None, case["edition"]):
            continue
        effect = row.fires(case)
        if effect is None:
            if may_still_fire(row, case):
                pending.add(row.rule)
            continue
        findings.append({"rule": row.rule, "effect": effect})
        if rules.by_desk(row.rule, case):
            desk.add(row.rule)
        if effect == "charge":
            amount = rules.amount_of(row.rule, case)
            charges.append({"rule": row.rule, "amount": None if amount is None else f"{amount:.2f}", "currency": "USD"})
    effects = {each["effect"] for each in findings}
    if "refuse" in effects:
        verdict = "refuse"
    elif "hold" in effects:
        verdict = "hold"
    elif "charge" in effects:
        verdict = "accept_with_charge"
    else:
        verdict = "accept"
    return {
        "verdict": verdict,
        "findings": findings,
        "pending": pending,
        "charges": charges,
        "desk": desk,
        "liable": rules.liable(case),
    }
