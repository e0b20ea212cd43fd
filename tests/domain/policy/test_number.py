"""Rules on the RMA number as it stands on the label."""

import pytest

from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, case, finding

RULES = ("rma-number-missing", "rma-number-incomplete", "rma-number-unreadable")
EFFECTS = {
    (HARDWARE_WARRANTY, "missing"): "refuse",
    (HARDWARE_WARRANTY, "incomplete"): "hold",
    (HARDWARE_WARRANTY, "unreadable"): "hold",
    (SUPPORT_PAGE, "missing"): "refuse",
    (SUPPORT_PAGE, "incomplete"): "refuse",
    (SUPPORT_PAGE, "unreadable"): "refuse",
}


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("state", ["read", "missing", "incomplete", "unreadable", None], ids=str)
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_state_of_the_number_has_its_own_rule(edition: str, state: str | None, rule: str, known: bool) -> None:
    """An authorization found by its parcel does not make up for the number that is not on the label."""
    changes = {} if known else {"rma": None}
    expected = (
        "pending" if state is None else EFFECTS.get((edition, state), "") if rule.endswith(str(state)) else "silent"
    )
    assert answer(case(edition, label__number_state=state, **changes), rule) == expected


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("marked", "expected"),
    [(True, "note"), (False, "silent"), (None, "pending")],
    ids=["marked", "clean", "not looked"],
)
def test_a_number_on_the_box_is_noted(edition: str, marked: bool | None, expected: str) -> None:
    assert answer(case(edition, label__marked_on_box=marked), "rma-number-on-box") == expected


@pytest.mark.parametrize(
    ("edition", "state", "source"),
    [
        (HARDWARE_WARRANTY, "missing", "desk"),
        (HARDWARE_WARRANTY, "incomplete", "desk"),
        (HARDWARE_WARRANTY, "unreadable", "desk"),
        (SUPPORT_PAGE, "missing", "desk"),
        (SUPPORT_PAGE, "incomplete", "Support: Returning Products to iXsystems (RMA)"),
        (SUPPORT_PAGE, "unreadable", "Support: Returning Products to iXsystems (RMA)"),
    ],
)
def test_a_finding_cites_what_it_rests_on(edition: str, state: str, source: str) -> None:
    found = finding(case(edition, label__number_state=state), f"rma-number-{state}")
    assert found
    assert found.source == source


@pytest.mark.parametrize(
    ("edition", "source"),
    [
        (HARDWARE_WARRANTY, "Hardware Warranty & Support Procedures: Return Merchandise Authorization"),
        (SUPPORT_PAGE, "Support: Returning Products to iXsystems (RMA)"),
    ],
)
def test_both_texts_ask_for_a_clean_box(edition: str, source: str) -> None:
    found = finding(case(edition, label__marked_on_box=True), "rma-number-on-box")
    assert found
    assert found.source == source
