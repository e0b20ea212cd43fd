"""Check characters: the published examples, and the slips that each must notice."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rmadesk.domain.check_characters import mod10_fits, mod37_36

BODIES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=24)


@pytest.mark.parametrize(
    ("body", "check"),
    [
        pytest.param("A12425GABC1234002", "M", id="Global Release Identifier"),
        pytest.param("00000000D07A0090", "Q", id="ISAN"),
        pytest.param("000000018CFA0000", "I", id="ISAN, root"),
        pytest.param("000000018CFA000000000000", "K", id="ISAN, version"),
    ],
)
def test_the_published_examples(body: str, check: str) -> None:
    assert mod37_36(body) == check


@pytest.mark.parametrize("body", ["a", "-", " ", "\u0661", "\xc5"])
def test_other_signs_are_refused(body: str) -> None:
    with pytest.raises(ValueError, match="substring not found"):
        mod37_36(body)


@given(BODIES, st.data())
def test_a_wrong_sign_is_always_noticed(body: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(BODIES)[0]
    assume(other != body[place])
    assert mod37_36(body[:place] + other + body[place + 1 :]) != mod37_36(body)


def test_of_neighbours_that_changed_places_nearly_all_are_noticed() -> None:
    pairs = [(f"{head:02}", *pair) for head in range(100) for pair in combinations("0123456789", 2)]
    missed = [pair for pair in pairs if mod37_36("".join(pair)) == mod37_36(f"{pair[0]}{pair[2]}{pair[1]}")]
    assert 0 < len(missed) < len(pairs) / 100


@pytest.mark.parametrize(
    ("digits", "fits"),
    [
        ("106141411234567897", True),
        ("106141411234567898", False),
        ("4006381333931", True),
        ("0", True),
        ("1", False),
        ("40063813339\uff131", False),
        ("x", False),
        ("", False),
    ],
)
def test_mod10(digits: str, fits: bool) -> None:
    assert mod10_fits(digits) is fits
