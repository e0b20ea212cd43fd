"""Rules on the item as the bench finds it."""

from itertools import product
from typing import Any

import pytest

from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, case, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
HW_RMA = "Hardware Warranty & Support Procedures: Return Merchandise Authorization"
INCOMPLETE, NOT_RESELLABLE = "item-incomplete", "item-not-resellable"

SEEN = [  # rule, fact, what speaks, what does not, effect, sources of both editions
    (
        "other-maker",
        "maker",
        "other",
        "vendor",
        "refuse",
        "Hardware Warranty & Support Procedures: Non-iXsystems Products",
        "Support: Once the ticket is submitted",
    ),
    (
        "removable-media",
        "removable_media",
        True,
        False,
        "note",
        "Hardware Warranty & Support Procedures: Packaging requirements",
        "Support: Returning Products to iXsystems (RMA)",
    ),
    (
        "foreign-parts",
        "foreign_parts",
        True,
        False,
        "note",
        "Hardware Warranty & Support Procedures: Packaging requirements",
        "desk",
    ),
]


@pytest.mark.parametrize(("rule", "fact", "speaks", "silent", "effect", "hw_source", "sp_source"), SEEN)
@pytest.mark.parametrize("edition", EDITIONS)
def test_what_the_bench_sees(
    edition: str, rule: str, fact: str, speaks: Any, silent: Any, effect: str, hw_source: str, sp_source: str
) -> None:
    path = f"item__{fact}"
    assert answer(case(edition, **{path: speaks}), rule) == effect
    assert answer(case(edition, **{path: silent}), rule) == "silent"
    assert answer(case(edition, **{path: None}), rule) == "pending"
    assert answer(case(edition, item=None), rule) == "pending"
    assert answer(case(edition, rma=None, **{path: speaks}), rule) == effect
    found = finding(case(edition, **{path: speaks}), rule)
    assert found
    assert found.source == (hw_source if edition == HW else sp_source)
    assert found.figures == {}


COMPLETENESS = [  # complete, kind, answer (both editions alike)
    (False, "credit", "refuse"),
    (False, "refund", "refuse"),
    (False, "repair", "note"),
    (False, "replacement", "note"),
    (False, None, "pending"),
    (True, "credit", "silent"),
    (True, "repair", "silent"),
    (True, None, "silent"),
    (None, "credit", "pending"),
    (None, "repair", "pending"),
    (None, None, "pending"),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("complete", "kind", "expected"), COMPLETENESS)
def test_what_is_missing(edition: str, complete: bool | None, kind: str | None, expected: str) -> None:
    judged = case(edition, item__complete=complete, rma__kind=kind)
    assert answer(judged, INCOMPLETE) == expected
    found = finding(judged, INCOMPLETE)
    if found:
        assert found.figures == {"kind": kind}
        assert found.variant == ("money_back" if expected == "refuse" else "other")
        assert found.source == (HW_RMA if edition == HW else "Support: Money Back Guarantee")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("rule", [INCOMPLETE, NOT_RESELLABLE])
def test_an_item_nobody_saw_leaves_it_open_and_no_authorization_does_not(edition: str, rule: str) -> None:
    absent = edition == SP and rule == NOT_RESELLABLE
    assert answer(case(edition, rma__kind="credit", item=None), rule) == ("silent" if absent else "pending")
    bad = {"item__complete": False, "item__resellable": False}
    assert answer(case(edition, rma=None, **bad), rule) == "silent"
    assert answer(case(edition, rma=None, item=None), rule) == "silent"


RESALE = [  # resellable, kind, answer of the hardware warranty
    (False, "credit", "refuse"),
    (False, "refund", "refuse"),
    (False, "repair", "silent"),
    (False, "replacement", "silent"),
    (False, None, "pending"),
    (True, "refund", "silent"),
    (True, None, "silent"),
    (None, "refund", "pending"),
    (None, "repair", "silent"),
    (None, None, "pending"),
]


@pytest.mark.parametrize(("resellable", "kind", "expected"), RESALE)
def test_what_can_be_sold_again(resellable: bool | None, kind: str | None, expected: str) -> None:
    judged = case(HW, item__resellable=resellable, rma__kind=kind)
    assert answer(judged, NOT_RESELLABLE) == expected
    found = finding(judged, NOT_RESELLABLE)
    assert found is None or (found.source, found.figures) == (HW_RMA, {"kind": kind})


@pytest.mark.parametrize(("resellable", "kind"), list(product((True, False, None), ("credit", "repair", None))))
def test_the_support_page_does_not_ask_it(resellable: bool | None, kind: str | None) -> None:
    assert answer(case(SP, item__resellable=resellable, rma__kind=kind), NOT_RESELLABLE) == "silent"


def test_an_item_without_a_kind_of_return_but_for_sale_again_stays_open_until_it_is_seen() -> None:
    assert answer(case(HW, rma__kind="repair", item=None), NOT_RESELLABLE) == "silent"
    assert answer(case(HW, rma__kind=None, item=None), NOT_RESELLABLE) == "pending"
