"""Regions of the world: the European Union, and the states of the United States however an address writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.places import load_places
from rmadesk.domain.countries import COUNTRIES

PLACES = load_places()


def test_the_european_union_has_27_members() -> None:
    assert len(PLACES.eu) == 27
    assert PLACES.eu <= COUNTRIES
    assert not PLACES.eu & {"GB", "NO", "CH", "IS", "TR", "EL"}
    assert {"DE", "FR", "IE", "GR", "HR", "CY"} <= PLACES.eu


def test_there_are_50_states_the_capital_and_6_territories() -> None:
    assert len(set(PLACES.us_states.values())) == 57
    assert PLACES.us_territories <= COUNTRIES & set(PLACES.us_states.values())


@pytest.mark.parametrize(
    ("country", "american"), [("US", True), ("PR", True), ("GU", True), ("CA", False), ("DE", False), (None, False)]
)
def test_territories_are_american(country: str | None, american: bool) -> None:
    assert PLACES.is_american(country) is american


@pytest.mark.parametrize("code", sorted(set(PLACES.us_states.values())))
def test_a_state_is_known_however_it_is_written(code: str) -> None:
    names = [name for name, known in PLACES.us_states.items() if known == code]
    assert len(names) >= 2
    for name in (*names, code.lower(), f"US-{code}", f"us {code}", f" {code} "):
        assert PLACES.us_state(name) == code


@given(st.text())
def test_no_text_of_an_address_is_too_odd(text: str) -> None:
    assert PLACES.us_state(text) in {None, *PLACES.us_states.values()}
