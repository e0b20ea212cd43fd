"""Raw texts: what is cleaned off, and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.scan_text import MAX_KEPT_CHARACTERS, MAX_SCAN_CHARACTERS, clean, storable, without_controls

anything = st.text(st.characters(), max_size=60)  # lone surrogates included


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("RMA-1", "RMA-1"),
        ("  RMA-1\r\n", "RMA-1"),
        ("\u00a0RMA-1\u00a0 ", "RMA-1"),
        ("\x00R\x07M\x1bA\x7f-1\u0085", "RMA-1"),
        ("01\x1d21\x1e\x04", "01\x1d21\x1e\x04"),
        ("\u202e1-AMR", "1-AMR"),
        ("\ufeffRMA-1", "RMA-1"),
        ("\ud800RMA-1", "RMA-1"),
        ("Å\u0301ß漢", "Å\u0301ß漢"),
        ("", ""),
        (" \t\n", ""),
        ("x" * 600, "x" * MAX_SCAN_CHARACTERS),
        *(
            (f"]{code}RMA-1", "RMA-1")
            for code in ("C0", "C1", "C2", "C4", "d1", "d2", "Q0", "Q1", "Q3", "e0", "A0", "E0")
        ),
        *((f"]{code}RMA-1", "RMA-1") for code in ("L0", "U1", "z3", "zc", "I0", "F0", "G1")),
        ("]C1]C1RMA-1", "]C1RMA-1"),
        (" ]C0 RMA-1", "RMA-1"),
        ("]C9RMA-1", "]C9RMA-1"),
        ("]x0", "]x0"),
        ("]", "]"),
        ("]C", "]C"),
        ("]C0", ""),
        ("RMA]C0", "RMA]C0"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(anything)
def test_cleaning_never_fails_and_leaves_only_what_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_SCAN_CHARACTERS
    cleaned.encode()
    assert cleaned == cleaned.strip(" \u00a0")


@given(anything)
def test_what_is_kept_can_always_be_stored_and_is_the_text_where_that_could_be(text: str) -> None:
    kept = storable(text)
    kept.encode()
    assert len(kept) <= MAX_KEPT_CHARACTERS
    assert kept == text or any("\ud800" <= sign <= "\udfff" for sign in text)


def test_what_is_kept_has_an_end() -> None:
    assert storable("x" * 5000) == "x" * MAX_KEPT_CHARACTERS


def test_the_symbol_is_told_apart_only_after_use() -> None:
    assert without_controls(" \x00]C101\x1d21\r\n") == "]C101\x1d21"
