"""A second statement of the receiving policy, row by row and as naive as can be, to hold the product's rules against.

It shares no code with the product: facts are the case's JSON, figures stand where they are used, days are counted on
the calendar's pages. A rule looks at what is known; whether an unknown fact could make it fire is found by trying.
"""

import calendar
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

HW, SP = "hardware-warranty", "support-page"
CaseFacts = dict[str, Any]
Day = tuple[int, int, int]

# --------------------------------------------------------------------------------------------------------- the calendar


@lru_cache(20_000)
def local_day(zone: str, instant: str) -> Day:
    moment = datetime.fromtimestamp(datetime.fromisoformat(instant).timestamp(), ZoneInfo(zone))
    return (moment.year, moment.month, moment.day)


@lru_cache(20_000)
def day_of(text: str) -> Day:
    year, month, day = text.split("-")
    return (int(year), int(month), int(day))


@lru_cache(20_000)
def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


@lru_cache(20_000)
def days_before_year(year: int) -> int:
    return sum(366 if calendar.isleap(each) else 365 for each in range(1, year))


def day_number(day: Day) -> int:
    year, month, day_of_month = day
    return days_before_year(year) + sum(days_in(year, each) for each in range(1, month)) + day_of_month


def next_day(day: Day) -> Day:
    year, month, day_of_month = day
    if day_of_month < days_in(year, month):
        return (year, month, day_of_month + 1)
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


@lru_cache(20_000)
def days_after(day: Day, days: int) -> Day:
    for _ in range(days):
        day = next_day(day)
    return day


@lru_cache(20_000)
def months_after(day: Day, months: int) -> Day:
    year, month, day_of_month = day
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return (year, month, min(day_of_month, days_in(year, month)))


@lru_cache(20_000)
def whole_months(since: Day, until: Day) -> int:
    months = 0
    while months_after(since, months + 1) <= until:
        months += 1
    return months


def to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


# ------------------------------------------------------------------------------------- facts (null where not known)


def fact(case: CaseFacts, holder: str, name: str) -> Any:
    return None if case[holder] is None else case[holder].get(name)


def arrived(case: CaseFacts) -> Day:
    return local_day(case["site_time_zone"], case["arrived_at"])


def issued(case: CaseFacts) -> Day | None:
    instant = fact(case, "rma", "issued_at")
    return None if instant is None else local_day(case["site_time_zone"], instant)


def age_days(case: CaseFacts) -> int | None:
    day = issued(case)
    return None if day is None else day_number(arrived(case)) - day_number(day)


def kind(case: CaseFacts) -> Any:
    return fact(case, "rma", "kind")


def money_back(case: CaseFacts) -> bool:
    return kind(case) in ("credit", "refund")


def under_warranty(case: CaseFacts) -> bool:
    return kind(case) in ("repair", "replacement")


def is_hw(case: CaseFacts) -> bool:
    return case["edition"] == HW


# ------------------------------------------------------------------------ the rows: each gives its effect, or null


def rma_number_missing(case: CaseFacts) -> str | None:
    return "refuse" if case["label"]["number_state"] == "missing" else None


def rma_number_incomplete(case: CaseFacts) -> str | None:
    if case["label"]["number_state"] != "incomplete":
        return None
    return "hold" if is_hw(case) else "refuse"


def rma_number_unreadable(case: CaseFacts) -> str | None:
    if case["label"]["number_state"] != "unreadable":
        return None
    return "hold" if is_hw(case) else "refuse"


def rma_unknown(case: CaseFacts) -> str | None:
    return "hold" if case["label"]["number_state"] == "read" and case["rma"] is None else None


def rma_not_open(case: CaseFacts) -> str | None:
    return "hold" if fact(case, "rma", "status") in ("closed", "cancelled") else None


def rma_issued_in_future(case: CaseFacts) -> str | None:
    age = age_days(case)
    return "hold" if age is not None and age < 0 else None


def rma_expired(case: CaseFacts) -> str | None:
    age = age_days(case)
    if age is None or age <= 30:
        return None
    if case["advance"] is not None:
        return "note"
    if is_hw(case):
        return "refuse" if money_back(case) else "hold"
    return "refuse"


def rma_number_on_box(case: CaseFacts) -> str | None:
    return "note" if case["label"]["marked_on_box"] is True else None


def outer_damage(case: CaseFacts) -> str | None:
    return "note" if fact(case, "packaging", "outer_damage") not in (None, "none") else None


def packaging_accepted(case: CaseFacts) -> bool | None:
    packed = fact(case, "packaging", "kind")
    if packed is None:
        return None
    return packed in (("original", "supplied") if is_hw(case) else ("original", "supplied", "equivalent"))


def packaging_not_accepted(case: CaseFacts) -> str | None:
    if not is_hw(case) and fact(case, "rma", "whole_system") is not True:
        return None
    return "hold" if packaging_accepted(case) is False else None


def packaging_damage(case: CaseFacts) -> str | None:
    not_accepted = packaging_accepted(case) is False
    return "charge" if not_accepted and fact(case, "item", "transit_damage") is True else None


def transit_damage(case: CaseFacts) -> str | None:
    if fact(case, "item", "transit_damage") is not True:
        return None
    if is_hw(case) and packaging_accepted(case) is not True:
        return None  # either packaging-damage fires, or it is not known yet whether it does
    return "hold"


def liable(case: CaseFacts) -> str | None:
    if transit_damage(case) is None:
        return None
    if not is_hw(case) and fact(case, "rma", "whole_system") is True:
        return "carrier" if fact(case, "packaging", "insured") is True else "customer"
    return "carrier"


def other_maker(case: CaseFacts) -> str | None:
    return "refuse" if fact(case, "item", "maker") == "other" else None


def removable_media(case: CaseFacts) -> str | None:
    return "note" if fact(case, "item", "removable_media") is True else None


def foreign_parts(case: CaseFacts) -> str | None:
    return "note" if fact(case, "item", "foreign_parts") is True else None


def item_incomplete(case: CaseFacts) -> str | None:
    if fact(case, "item", "complete") is not False or kind(case) is None:
        return None
    return "refuse" if money_back(case) else "note"


def item_not_resellable(case: CaseFacts) -> str | None:
    return "refuse" if fact(case, "item", "resellable") is False and money_back(case) else None


def last_covered_day(case: CaseFacts) -> Day | None:
    """Null: coverage can't be computed."""
    if is_hw(case):
        first = fact(case, "item", "invoiced_on")
        months = {"rackmount-server": 36, "truenas-enterprise": 36, "truenas-mini": 12}.get(
            fact(case, "item", "family")
        )
        if fact(case, "item", "warranty_months") is not None:
            months = fact(case, "item", "warranty_months")
    else:
        first = fact(case, "item", "shipped_on")
        months = fact(case, "item", "warranty_months")
    last = None if first is None or months is None else months_after(day_of(first), months)
    extended = fact(case, "item", "extended_to")
    if extended is not None and (last is None or day_of(extended) > last):
        return day_of(extended)
    return last


def warranty_unknown(case: CaseFacts) -> str | None:
    if not under_warranty(case) or case["item"] is None:
        return None
    return "hold" if last_covered_day(case) is None else None


def warranty_expired(case: CaseFacts) -> str | None:
    last, on = last_covered_day(case), issued(case)
    if not under_warranty(case) or last is None or on is None:
        return None
    return "hold" if on > last else None


def category_excluded(case: CaseFacts) -> str | None:
    category = fact(case, "item", "category")
    if not under_warranty(case) or category in (None, "factory"):
        return None
    if category == "external-device" and fact(case, "item", "on_invoice") is not False:
        return None  # on the invoice, or not known yet
    return "refuse"


def cause_excluded(case: CaseFacts) -> str | None:
    cause = fact(case, "item", "damage_cause")
    if not under_warranty(case) or cause is None:
        return None
    if is_hw(case):
        return "refuse" if cause != "none" else None
    return "refuse" if cause in ("natural-disaster", "war", "terrorism", "negligence") else None


def account_unpaid(case: CaseFacts) -> str | None:
    return "hold" if fact(case, "account", "paid") is False else None


def late_fee_amount(case: CaseFacts) -> Decimal | None:
    amount, since = fact(case, "account", "overdue_amount"), fact(case, "account", "overdue_since")
    if amount is None or since is None:
        return None
    months = whole_months(day_of(since), arrived(case))
    return to_the_cent(Decimal(amount) * Decimal("0.015") * months) if months >= 1 else None


def late_fee(case: CaseFacts) -> str | None:
    fee = late_fee_amount(case)
    return "charge" if fee is not None and fee != 0 else None


def account_on_support_hold(case: CaseFacts) -> str | None:
    if fact(case, "account", "support_hold") is not True:
        return None
    return "note" if case["advance"] is not None else "hold"


def advance_return_late(case: CaseFacts) -> str | None:
    shipped = fact(case, "advance", "shipped_on")
    if shipped is None:
        return None
    return "charge" if arrived(case) > days_after(day_of(shipped), 30 if is_hw(case) else 14) else None


def money_back_late(case: CaseFacts) -> str | None:
    shipped = fact(case, "item", "shipped_on")
    if not money_back(case) or shipped is None:
        return None
    return "refuse" if arrived(case) > days_after(day_of(shipped), 30) else None


def money_back_software(case: CaseFacts) -> str | None:
    return "refuse" if money_back(case) and fact(case, "item", "category") == "software" else None


def restocking_amount(case: CaseFacts) -> Decimal | None:
    price = fact(case, "item", "price")
    return None if price is None else to_the_cent(Decimal(price) * Decimal("0.20"))


def restocking_fee(case: CaseFacts) -> str | None:
    fee = restocking_amount(case)
    return "charge" if money_back(case) and fee is not None and fee != 0 else None


def amount_of(rule: str, case: CaseFacts) -> Decimal | None:
    if rule == "late-fee":
        return late_fee_amount(case)
    if rule == "restocking-fee":
        return restocking_amount(case)
    if rule == "advance-return-late":
        cost = fact(case, "advance", "replacement_cost")
        return None if cost is None else to_the_cent(Decimal(cost))
    assert rule == "packaging-damage"
    return None  # set by hand


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
    Row("rma-number-missing", rma_number_missing, (STATE,)),
    Row("rma-number-incomplete", rma_number_incomplete, (STATE,)),
    Row("rma-number-unreadable", rma_number_unreadable, (STATE,)),
    Row("rma-unknown", rma_unknown, (STATE,)),
    Row("rma-not-open", rma_not_open, (("rma", "status"),)),
    Row("rma-issued-in-future", rma_issued_in_future, (ISSUED,)),
    Row("rma-expired", rma_expired, (ISSUED, KIND)),
    Row("rma-number-on-box", rma_number_on_box, (("label", "marked_on_box"),)),
    Row("outer-damage", outer_damage, (("packaging", "outer_damage"),)),
    Row("packaging-not-accepted", packaging_not_accepted, (PACKED, ("rma", "whole_system"))),
    Row("packaging-damage", packaging_damage, (PACKED, TRANSIT), only=HW),
    Row("transit-damage", transit_damage, (PACKED, TRANSIT)),
    Row("other-maker", other_maker, (("item", "maker"),)),
    Row("removable-media", removable_media, (("item", "removable_media"),)),
    Row("foreign-parts", foreign_parts, (("item", "foreign_parts"),)),
    Row("item-incomplete", item_incomplete, (("item", "complete"), KIND)),
    Row("item-not-resellable", item_not_resellable, (("item", "resellable"), KIND), only=HW),
    Row("warranty-unknown", warranty_unknown, (KIND,)),
    Row("warranty-expired", warranty_expired, (ISSUED, KIND)),
    Row("category-excluded", category_excluded, (CATEGORY, ("item", "on_invoice"), KIND), only=HW),
    Row("cause-excluded", cause_excluded, (("item", "damage_cause"), KIND)),
    Row("account-unpaid", account_unpaid, (("account", "paid"),), only=HW),
    Row("late-fee", late_fee, OVERDUE, only=SP),
    Row("account-on-support-hold", account_on_support_hold, (("account", "support_hold"),)),
    Row("advance-return-late", advance_return_late, (("advance", "shipped_on"),)),
    Row("money-back-late", money_back_late, (SHIPPED, KIND), only=SP),
    Row("money-back-software", money_back_software, (CATEGORY, KIND), only=SP),
    Row("restocking-fee", restocking_fee, (PRICE, KIND), only=SP),
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
    ISSUED: ("1996-02-29T00:00:00+00:00", "2204-02-29T00:00:00+00:00"),
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
        row.rule in WITHOUT_RMA_SILENT or (row.rule == "packaging-not-accepted" and not is_hw(case))
    ):
        return False
    if row.rule == "advance-return-late" and case["advance"] is None:
        return False
    if row.rule in WITHOUT_ITEM_PENDING and case["item"] is None:
        return kind(case) in ("repair", "replacement", None)
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
    """Verdict, findings, pending rules and charges, and who is liable for transit damage that fires."""
    findings, charges = [], []
    pending = set()
    for row in TABLE:
        if row.only not in (None, case["edition"]):
            continue
        effect = row.fires(case)
        if effect is None:
            if may_still_fire(row, case):
                pending.add(row.rule)
            continue
        findings.append({"rule": row.rule, "effect": effect})
        if effect == "charge":
            amount = amount_of(row.rule, case)
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
        "liable": liable(case),
    }
