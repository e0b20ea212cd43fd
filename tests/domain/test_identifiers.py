"""Scanned texts: what is cleaned off, by what form numbers are compared, and which check digits fit."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmadesk.domain.identifiers import (
    MAX_KEPT_CHARACTERS,
    MAX_SCAN_CHARACTERS,
    clean,
    rma_by_form,
    rma_key,
    serial_key,
    sscc,
    storable,
    tracking_key,
)
from support import parcel_numbers

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


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("2118", "2118"),
        ("RMA-2118", "2118"),
        ("rma 21 18", "2118"),
        ("RMA:2118", "2118"),
        ("RMA: - 2118", "2118"),
        ("RMA2118", "2118"),
        ("RMA RMA-2118", "2118"),
        ("R M A-2118", "2118"),
        ("RMA-2026-004711-k", "2026004711K"),
        ("2118-RMA", "2118RMA"),
        ("2026/0815", "2026/0815"),
        ("\tRMA\u00a02118\n", "2118"),
        ("rmaß1", "SS1"),
        ("RMA", ""),
        ("RMA-", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_rma_key(number: str, key: str) -> None:
    assert rma_key(number) == key


@given(
    st.text(max_size=20) | st.lists(st.sampled_from(["RMA", "rma", "-", ":", " ", "1", "A", "R", "MA"])).map("".join)
)
@example("RMARMA1")
@example("R MA 1")
@example("RMA:-:1")
@example("RMA RMA")
def test_the_key_of_a_key_is_the_key(number: str) -> None:
    key = rma_key(number)
    assert rma_key(key) == key
    assert rma_key(f" rma-{number} ") == key or key.startswith(":")
    assert rma_key(number.lower()) == rma_key(number.lower().upper())


@given(anything)
def test_serials_and_parcels_too(text: str) -> None:
    assert serial_key(serial_key(text)) == serial_key(text)
    assert tracking_key(tracking_key(text)) == tracking_key(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("RMA-2118", "2118"),
        ("rma 2118", "2118"),
        ("RMA:2118", "2118"),
        ("RMA2118", "2118"),
        ("RMA- 2026-004711-K", "2026004711K"),
        ("RMA-123", "123"),
        ("RMA-12", None),
        ("2118", None),
        ("RMA-A118", None),
        ("RMA-2118;DROP", None),
        ("xRMA-2118", None),
        ("RMA--", None),
        ("RMA-" + "1" * 31, "1" * 31),
        ("RMA-" + "1" * 32, None),
        ("RMA-\u0661\u0662\u0663", None),
        ("RMA", None),
        ("", None),
    ],
)
def test_the_form_of_an_rma_number(text: str, key: str | None) -> None:
    assert rma_by_form(text) == key


@given(anything)
def test_what_has_the_form_has_a_key(text: str) -> None:
    key = rma_by_form(text)
    assert key is None or (key == rma_key(text) and key[0].isdigit())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("106141411234567897", "106141411234567897"),
        ("00106141411234567897", "106141411234567897"),
        ("(00)106141411234567897", "106141411234567897"),
        ("\x1d00106141411234567897\x1d", "106141411234567897"),
        ("106141411234567898", None),
        ("10614141123456789", None),
        ("1061414112345678970", None),
        ("10106141411234567897", None),
        ("1\uff106141411234567897", None),
        ("", None),
    ],
)
def test_sscc(text: str, number: str | None) -> None:
    assert sscc(text) == number


@given(st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_of_ten_check_digits_one_fits(body: str) -> None:
    assert sum(sscc(body + digit) is not None for digit in "0123456789") == 1


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 17), st.integers(1, 9))
def test_a_wrong_digit_is_always_noticed(body: str, place: int, by: int) -> None:
    number = parcel_numbers.sscc(body)
    assert sscc(number) == number
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert sscc(wrong) is None
