"""Rules on whether the registry knows the authorization, and whether it is open."""

import pytest

from support.policy import EDITIONS, answer, case, finding


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("state", "known", "expected"),
    [
        ("read", False, "hold"),
        ("read", True, "silent"),
        ("missing", False, "silent"),
        ("incomplete", False, "silent"),
        ("unreadable", False, "silent"),
        (None, False, "pending"),
        (None, True, "silent"),
        ("missing", True, "silent"),
    ],
)
def test_a_number_that_the_registry_has_not(edition: str, state: str | None, known: bool, expected: str) -> None:
    changes = {} if known else {"rma": None}
    judged = case(edition, label__number_state=state, **changes)
    assert answer(judged, "rma-unknown") == expected
    found = finding(judged, "rma-unknown")
    assert found is None or found.source == "desk"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("status", "expected"),
    [("open", "silent"), ("closed", "hold"), ("cancelled", "hold"), (None, "pending")],
    ids=str,
)
def test_an_authorization_that_is_not_open(edition: str, status: str | None, expected: str) -> None:
    judged = case(edition, rma__status=status)
    assert answer(judged, "rma-not-open") == expected
    found = finding(judged, "rma-not-open")
    assert found is None or (found.source, found.figures) == ("desk", {"status": status})


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_authorization_has_no_status(edition: str) -> None:
    assert answer(case(edition, rma=None), "rma-not-open") == "silent"
