"""The rows of the policy's table, naively: each looks at what is known of a case and gives its effect, or null."""

from decimal import Decimal
from typing import Any

from support.naive_calendar import (
    Day,
    day_number,
    day_of,
    days_after,
    local_day,
    months_after,
    to_the_cent,
    whole_months,
)

HW, SP = "hardware-warranty", "support-page"
CaseFacts = dict[str, Any]

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


# ------------------------------------------------------------------------ whose word it is: the text's, or the desk's

ALWAYS_THE_DESK = {
    "rma-number-missing",
    "rma-unknown",
    "rma-not-open",
    "rma-issued-in-future",
    "outer-damage",
    "transit-damage",
    "warranty-unknown",
}


def by_desk(rule: str, case: CaseFacts) -> bool:
    """Whether a finding is the desk's own judgement."""
    if rule in ALWAYS_THE_DESK:
        return True
    if rule in ("rma-number-incomplete", "rma-number-unreadable"):
        return is_hw(case)
    if rule == "rma-expired":
        return case["advance"] is not None or (is_hw(case) and not money_back(case))
    if rule == "foreign-parts":
        return not is_hw(case)
    if rule == "cause-excluded":
        return is_hw(case) and fact(case, "item", "damage_cause") == "war"
    if rule == "account-unpaid":
        return money_back(case)
    if rule == "account-on-support-hold":
        return case["advance"] is not None or not is_hw(case)
    return False
