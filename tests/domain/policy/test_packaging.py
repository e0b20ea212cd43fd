"""Rules on the packaging and on damage that happened on the way."""

from itertools import product
from typing import Any

import pytest

from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, assess, case, finding

NOT_ACCEPTED, DAMAGE, TRANSIT, OUTER = "packaging-not-accepted", "packaging-damage", "transit-damage", "outer-damage"
ABSENT = "silent"  # a rule that an edition has not is never pending either


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("seen", "expected"),
    [("none", "silent"), ("crushed", "note"), ("wet", "note"), ("torn", "note"), ("opened", "note"), (None, "pending")],
    ids=str,
)
def test_outer_damage_is_noted(edition: str, seen: str | None, expected: str) -> None:
    judged = case(edition, packaging__outer_damage=seen)
    assert answer(judged, OUTER) == expected
    found = finding(judged, OUTER)
    assert found is None or (found.source, found.figures) == ("desk", {"outer_damage": seen})


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_box_nobody_looked_at_leaves_its_damage_open(edition: str) -> None:
    assert answer(case(edition, packaging=None), OUTER) == "pending"


HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
ACCEPTANCE = [  # edition, kind of packaging, whole system, answer
    (HW, "original", True, "silent"),
    (HW, "original", None, "silent"),
    (HW, "supplied", False, "silent"),
    (HW, "equivalent", True, "hold"),
    (HW, "equivalent", False, "hold"),
    (HW, "other", None, "hold"),
    (HW, "none", False, "hold"),
    (HW, None, True, "pending"),
    (HW, None, False, "pending"),
    (SP, "original", True, "silent"),
    (SP, "original", None, "silent"),
    (SP, "supplied", True, "silent"),
    (SP, "equivalent", True, "silent"),
    (SP, "equivalent", None, "silent"),
    (SP, "other", True, "hold"),
    (SP, "none", True, "hold"),
    (SP, "other", False, "silent"),
    (SP, "none", False, "silent"),
    (SP, "other", None, "pending"),
    (SP, "none", None, "pending"),
    (SP, None, True, "pending"),
    (SP, None, None, "pending"),
    (SP, None, False, "silent"),
]


@pytest.mark.parametrize(("edition", "kind", "whole_system", "expected"), ACCEPTANCE)
def test_what_packaging_is_accepted(edition: str, kind: str | None, whole_system: bool | None, expected: str) -> None:
    judged = case(edition, packaging__kind=kind, rma__whole_system=whole_system)
    assert answer(judged, NOT_ACCEPTED) == expected


@pytest.mark.parametrize(("edition", "expected"), [(HW, "pending"), (SP, "pending")])
def test_packaging_not_said(edition: str, expected: str) -> None:
    assert answer(case(edition, packaging=None), NOT_ACCEPTED) == expected


@pytest.mark.parametrize(("edition", "expected"), [(HW, "hold"), (SP, "silent")])
def test_without_an_authorization_only_the_text_on_whole_systems_is_silent(edition: str, expected: str) -> None:
    assert answer(case(edition, rma=None, packaging__kind="none"), NOT_ACCEPTED) == expected


@pytest.mark.parametrize(
    ("edition", "accepted", "source"),
    [
        (HW, "original, supplied", "Hardware Warranty & Support Procedures: Packaging requirements"),
        (SP, "equivalent, original, supplied", "Support: Returning Products to iXsystems (RMA)"),
    ],
)
def test_the_finding_says_what_would_have_been_accepted(edition: str, accepted: str, source: str) -> None:
    found = finding(case(edition, packaging__kind="other"), NOT_ACCEPTED)
    assert found
    assert found.figures == {"packaging": "other", "accepted": accepted}
    assert found.source == source


DAMAGED_ON_THE_WAY = [  # edition, kind of packaging, damaged, packaging-damage, transit-damage
    (HW, "other", True, "charge", "silent"),
    (HW, "other", None, "pending", "silent"),
    (HW, "other", False, "silent", "silent"),
    (HW, "original", True, "silent", "hold"),
    (HW, "original", None, "silent", "pending"),
    (HW, "original", False, "silent", "silent"),
    (HW, None, True, "pending", "pending"),
    (HW, None, None, "pending", "pending"),
    (HW, None, False, "silent", "silent"),
    (SP, "other", True, ABSENT, "hold"),
    (SP, "other", None, ABSENT, "pending"),
    (SP, "other", False, ABSENT, "silent"),
    (SP, "original", True, ABSENT, "hold"),
    (SP, None, True, ABSENT, "hold"),
    (SP, None, None, ABSENT, "pending"),
]


@pytest.mark.parametrize(("edition", "kind", "damaged", "charged", "held"), DAMAGED_ON_THE_WAY)
def test_damage_on_the_way(edition: str, kind: str | None, damaged: bool | None, charged: str, held: str) -> None:
    judged = case(edition, packaging__kind=kind, item__transit_damage=damaged)
    assert (answer(judged, DAMAGE), answer(judged, TRANSIT)) == (charged, held)


@pytest.mark.parametrize(("edition", "charged", "held"), [(HW, "silent", "pending"), (SP, ABSENT, "pending")])
def test_without_an_item_damage_stays_open(edition: str, charged: str, held: str) -> None:
    judged = case(edition, item=None)
    assert (answer(judged, DAMAGE), answer(judged, TRANSIT)) == (charged, held)


def test_damage_in_bad_packaging_is_charged_and_a_person_sets_the_amount() -> None:
    assessment = assess(case(packaging__kind="equivalent", item__transit_damage=True))
    assert [(each.rule, each.amount, each.currency) for each in assessment.charges] == [(DAMAGE, None, "USD")]
    charged = next(each for each in assessment.findings if each.rule == DAMAGE)
    assert charged.figures == {
        "packaging": "equivalent",
        "accepted": "original, supplied",
        "amount": None,
        "currency": "USD",
    }


def _liable(edition: str, whole_system: bool | None, insured: bool | None) -> str:
    return "customer" if edition == SP and whole_system is True and insured is not True else "carrier"


@pytest.mark.parametrize(
    ("edition", "whole_system", "insured"), list(product(EDITIONS, (True, False, None), (True, False, None)))
)
def test_who_is_liable(edition: str, whole_system: bool | None, insured: bool | None) -> None:
    judged = case(edition, rma__whole_system=whole_system, packaging__insured=insured, item__transit_damage=True)
    found = finding(judged, TRANSIT)
    assert found
    assert found.figures == {"liable": _liable(edition, whole_system, insured)}


@pytest.mark.parametrize("changes", [{"rma": None}, {"packaging": None}], ids=["no authorization", "no packaging"])
@pytest.mark.parametrize(("edition", "expected"), [(HW, None), (SP, "hold")])
def test_liability_runs_on_what_is_known(edition: str, expected: str | None, changes: dict[str, Any]) -> None:
    judged = case(edition, item__transit_damage=True, **changes)
    if expected is None:
        expected = "pending" if "packaging" in changes else "hold"
    assert answer(judged, TRANSIT) == expected
