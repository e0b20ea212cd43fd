"""Events: one text for equal values, a hash over all of it, and personal entries that only their seal stands for."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.events import CHAIN_START, EventKind, PersonalEntry, canonical, event_hash
from support.chain import event

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def turned(value: Any) -> Any:
    """The same value with the keys of every object in the other order."""
    match value:
        case dict():
            return {key: turned(part) for key, part in reversed(value.items())}
        case list():
            return [turned(part) for part in value]
        case _:
            return value


@given(values)
def test_the_text_does_not_depend_on_the_order_of_keys_and_says_it_all(value: Any) -> None:
    text = canonical(value)
    assert canonical(turned(value)) == text
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, 'ä\n"']}, '{"a":[true,null,"ä\\n\\""],"b":1}'),
        ({}, "{}"),
        ((1, 2), "[1,2]"),
        (10**30, "1" + "0" * 30),
        ({"ä": 1, "z": 2, "Z": 3}, '{"Z":3,"z":2,"ä":1}'),
        (EventKind.BOX_RECEIVED, '"BoxReceived"'),
    ],
)
def test_the_text_is_this_one(value: Any, text: str) -> None:
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value", [1.0, [1.5], {"a": {"b": [0, 2.5]}}, (1.5,), float("nan"), float("inf")])
def test_a_float_is_refused_wherever_it_stands(value: Any) -> None:
    with pytest.raises(TypeError, match="a float in an event"):
        canonical(value)


def test_the_hash_is_this_one() -> None:
    """Were it another, every chain on disk would be broken."""
    told = event(1)
    text = (
        '{"id":"here-1","kind":"AuthorizationClosed","occurred_at":"2026-11-20T14:42:08.123456+00:00","payload":'
        '{"list":[1,null,true,"ä\\n\'\\"%_"],"object":{"a":{},"b":1},"rma_number":"2118"},"prev_hash":"'
        + "0"
        * 64
        + '",'
        '"seq":1,"station":"here","user":"ana","version":1}'
    )
    assert event_hash(told) == hashlib.sha256(text.encode()).hexdigest()
    assert CHAIN_START == "0" * 64


@pytest.mark.parametrize("name", [each.name for each in fields(event(1)) if each.name != "hash"])
def test_the_hash_is_over_every_field_but_itself(name: str) -> None:
    told = event(1)
    changed: dict[str, Any] = {
        "seq": 2,
        "version": 2,
        "kind": EventKind.BOX_RECEIVED,
        "payload": {},
        "occurred_at": told.occurred_at + timedelta(microseconds=1),
    }
    assert event_hash(replace(told, **{name: changed.get(name, "other")})) != told.hash
    assert event_hash(replace(told, hash="other")) == told.hash


def test_the_hash_is_over_the_instant_as_it_is_written() -> None:
    """Recorded in UTC and read back in UTC: another offset is another text."""
    told = event(1)
    elsewhere = told.occurred_at.astimezone(timezone(timedelta(hours=-8)))
    assert event_hash(replace(told, occurred_at=elsewhere)) != told.hash


bodies = st.dictionaries(st.text(max_size=5), st.none() | st.text(max_size=10), max_size=3)


@given(bodies, bodies, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_seal_fits_one_body_and_one_key(body: Any, other: Any, key: bytes, other_key: bytes) -> None:
    seal = PersonalEntry("p1", key, body).seal
    assert PersonalEntry("p2", key, turned(body)).seal == seal
    assert (PersonalEntry("p1", key, other).seal == seal) == (other == body)
    assert (PersonalEntry("p1", other_key, body).seal == seal) == (other_key == key)


def test_what_an_event_carries_of_a_personal_entry_is_its_id_and_seal() -> None:
    entry = PersonalEntry("p1", bytes(32), {"name": "Åsa Müller", "street": None})
    assert entry.reference == {"id": "p1", "seal": entry.seal}
    assert len(entry.seal) == 64
    assert "Müller" not in repr(entry.reference)
