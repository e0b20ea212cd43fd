"""Rules on what the warranty leaves out."""

from typing import Any

import pytest

from rmadesk.domain.policy.facts import Category, DamageCause
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, case, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
CATEGORY, CAUSE = "category-excluded", "cause-excluded"
LIMITATIONS = "Hardware Warranty & Support Procedures: Warranty Limitations"

KINDS_OF_PARTS = [  # category, on the invoice, answer for a repair, answer while the kind of return is open
    ("factory", True, "silent", "silent"),
    ("factory", False, "silent", "silent"),
    ("factory", None, "silent", "silent"),
    ("external-device", True, "silent", "silent"),
    ("external-device", False, "refuse", "pending"),
    ("external-device", None, "pending", "pending"),
    ("software", True, "refuse", "pending"),
    ("software", None, "refuse", "pending"),
    ("added-accessory", True, "refuse", "pending"),
    ("third-party", False, "refuse", "pending"),
    ("not-factory-installed", True, "refuse", "pending"),
    (None, True, "pending", "pending"),
    (None, None, "pending", "pending"),
]


def test_every_kind_of_part_is_in_the_table() -> None:
    assert {row[0] for row in KINDS_OF_PARTS} == {*Category, None}


@pytest.mark.parametrize(("category", "on_invoice", "expected", "kind_open"), KINDS_OF_PARTS)
def test_kinds_of_parts(category: str | None, on_invoice: bool | None, expected: str, kind_open: str) -> None:
    facts = {"item__category": category, "item__on_invoice": on_invoice}
    assert answer(case(HW, **facts), CATEGORY) == expected
    assert answer(case(HW, **facts, rma__kind="replacement"), CATEGORY) == expected
    assert answer(case(HW, **facts, rma__kind=None), CATEGORY) == kind_open
    for kind in ("credit", "refund"):
        assert answer(case(HW, **facts, rma__kind=kind), CATEGORY) == "silent"
    assert answer(case(HW, **facts, rma=None), CATEGORY) == "silent"
    assert answer(case(SP, **facts), CATEGORY) == "silent"
    found = finding(case(HW, **facts), CATEGORY)
    assert found is None or (found.source, found.figures) == (
        LIMITATIONS,
        {"category": category, "covered": "factory", "covered_if_invoiced": "external-device"},
    )


CAUSES = [  # cause, hardware warranty, its variant, support page
    ("none", "silent", None, "silent"),
    ("accident", "refuse", "in_text", "silent"),
    ("misuse", "refuse", "in_text", "silent"),
    ("negligence", "refuse", "in_text", "refuse"),
    ("physical-damage", "refuse", "in_text", "silent"),
    ("natural-disaster", "refuse", "in_text", "refuse"),
    ("war", "refuse", "desk", "refuse"),
    ("terrorism", "refuse", "in_text", "refuse"),
    ("electrical", "refuse", "in_text", "silent"),
    ("unauthorized-service", "refuse", "in_text", "silent"),
    ("non-compliant-use", "refuse", "in_text", "silent"),
    ("poor-maintenance", "refuse", "in_text", "silent"),
    (None, "pending", None, "pending"),
]


def test_every_cause_is_in_the_table() -> None:
    assert {row[0] for row in CAUSES} == {*DamageCause, None}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("cause", "hw", "variant", "sp"), CAUSES)
def test_causes_of_damage(edition: str, cause: str | None, hw: str, variant: str | None, sp: str) -> None:
    expected = hw if edition == HW else sp
    judged = case(edition, item__damage_cause=cause)
    assert answer(judged, CAUSE) == expected
    assert answer(case(edition, item__damage_cause=cause, rma__kind="replacement"), CAUSE) == expected
    while_open = "silent" if expected == "silent" else "pending"
    assert answer(case(edition, item__damage_cause=cause, rma__kind=None), CAUSE) == while_open
    for other in ({"rma__kind": "credit"}, {"rma__kind": "refund"}, {"rma": None}):
        assert answer(case(edition, item__damage_cause=cause, **other), CAUSE) == "silent"
    found = finding(judged, CAUSE)
    if found:
        source = LIMITATIONS if edition == HW else "Support: Once the ticket is submitted"
        desk_reads = edition == HW and variant == "desk"
        assert (found.variant, found.source) == (("desk", "desk") if desk_reads else ("in_text", source))
        assert found.figures == {"damage_cause": cause}


WITHOUT_ITEM: list[tuple[dict[str, Any], str]] = [
    ({"rma__kind": "repair"}, "pending"),
    ({"rma__kind": "replacement"}, "pending"),
    ({"rma__kind": None}, "pending"),
    ({"rma__kind": "credit"}, "silent"),
    ({"rma": None}, "silent"),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("rule", [CATEGORY, CAUSE])
@pytest.mark.parametrize(("facts", "expected"), WITHOUT_ITEM)
def test_an_item_nobody_saw(edition: str, rule: str, facts: dict[str, Any], expected: str) -> None:
    absent = edition == SP and rule == CATEGORY
    assert answer(case(edition, item=None, **facts), rule) == ("silent" if absent else expected)
