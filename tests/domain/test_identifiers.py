"""Identifiers: by what form numbers are compared, and which check digits fit."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmadesk.domain.identifiers import (
    gtin,
    rma_key,
    rma_part,
    serial_key,
    sscc,
    tracking_key,
)
from support import parcel_numbers

anything = st.text(st.characters(), max_size=60)  # lone surrogates included


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("4006381333931", "04006381333931"),
        ("09506000134352", "09506000134352"),
        ("036000291453", None),
        ("36000291452", None),
        ("003600029145200", None),
        ("0360002914\uff152", None),
        ("00000000", "00000000000000"),
        ("", None),
    ],
)
def test_gtin(text: str, number: str | None) -> None:
    assert gtin(text) == number


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("RMA 104205 John Doe", "RMA 104205"),
        ("rma: 104205 PO 77", "rma: 104205"),
        ("RMA 104 205", "RMA 104 205"),
        ("RMA No 104205", "RMA No 104205"),
        ("RMA-104205", "RMA-104205"),
        ("RMA", "RMA"),
        ("RMA none given", "RMA none given"),
        ("104205 John", "104205 John"),
        ("", ""),
    ],
)
def test_what_of_a_text_can_be_an_rma_number(text: str, part: str) -> None:
    assert rma_part(text) == part
    assert rma_part(part) == part
