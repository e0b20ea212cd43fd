"""Forms of numbers: what the little language says, what has a form, and what is refused as none."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.check_characters import mod37_36
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.number_forms import (
    LONGEST_NUMBER,
    OFFERED_RMA_FORM,
    number_form,
    number_forms,
    rma_form_warning,
)
from rmadesk.services.site import DEFAULT_RMA_FORM

anything = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("RMA-2118", True),
        ("rma 2118", True),
        ("RMA:2118", True),
        ("RMA: - 2118", True),
        ("RMA2118", True),
        ("RMA RMA-2118", True),
        ("RMA- 2026-004711-K", True),
        ("RMA-123", True),
        ("RMA-12", False),
        ("2118", False),
        ("RMA-A118", False),
        ("RMA-2118;DROP", False),
        ("RMA-2118/7", False),
        ("xRMA-2118", False),
        ("RMA--", False),
        ("RMA-" + "1" * 31, True),
        ("RMA-" + "1" * 32, False),
        ("RMA-\u0661\u0662\u0663", False),
        ("RMA-1\xdf", False),
        ("RMA\x1d2118", False),
        ("RMA\n2118", False),
        ("RMA", False),
        ("", False),
    ],
)
def test_the_form_that_ships(text: str, fits: bool) -> None:
    assert number_form(DEFAULT_RMA_FORM).fits(text) is fits


@pytest.mark.parametrize(
    ("form", "text", "fits"),
    [
        ("{N:6}", "218043", True),
        ("{N:6}", "21-80 43", True),
        ("{N:6}", "21804", False),
        ("{N:6}", "2180431", False),
        ("{N:3-5}", "12", False),
        ("{N:3-5}", "123", True),
        ("{N:3-5}", "12345", True),
        ("{N:3-5}", "123456", False),
        ("{A:2}{N:3}", "ab123", True),
        ("{A:2}{N:3}", "a1123", False),
        ("{X:4}", "A1B2", True),
        ("{X:4}", "A1B#", False),
        ("SN/{N:3}.a_#", "sn/123.A_#", True),
        ("SN/{N:3}", "SN123", False),
        ("{YYYY}{N:4}", "20261234", True),
        ("{YYYY}{N:4}", "19261234", False),
        ("{YY}{N:4}", "261234", True),
        ("[RMA-]{N:6}", "218043", True),
        ("[RMA-]{N:6}", "RMA:218043", True),
        ("[RMA-]{N:6}", "RM218043", False),
        ("{N:3}[-{A}]", "123", True),
        ("{N:3}[-{A}]", "123-K", True),
        ("{N:3}[-{A}]", "123-KK", False),
        ("[A][B]{N:3}", "B123", True),
        ("[A][B]{N:3}", "BA123", False),
        (OFFERED_RMA_FORM, "RMA-2026-004711-O", True),
        (OFFERED_RMA_FORM, "rma2026004711o", True),
        (OFFERED_RMA_FORM, "RMA-2026-004711-P", False),
        (OFFERED_RMA_FORM, "RMA-2026-004171-O", False),
        (OFFERED_RMA_FORM, "2026-004711-O", False),
        (f"[RMA]{OFFERED_RMA_FORM[4:]}", "2026-004711-O", True),
    ],
)
def test_a_form_of_the_site(form: str, text: str, fits: bool) -> None:
    assert number_form(form).fits(text) is fits


@given(st.from_regex(r"20[0-9]{2}[0-9]{6}", fullmatch=True))
def test_of_all_check_characters_one_fits(body: str) -> None:
    form = number_form(OFFERED_RMA_FORM)
    assert [sign for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if form.fits(f"RMA-{body}-{sign}")] == [
        mod37_36(body)
    ]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("", 1),
        ("- ", 1),
        ("{N:6", 1),
        ("RMA-{Q:6}", 5),
        ("RMA-{N:}", 5),
        ("RMA-{N:123}", 5),
        ("RMA-{N:9-3}", 5),
        ("RMA-[{N:6}", 11),
        ("RMA-{N:6}]", 10),
        ("RMA-[A[B]]{N:6}", 7),
        ("RMA-[]{N:6}", 6),
        ("RMA-(1+)+{N:6}", 5),
        ("RMA-.*{N:6}", 6),
        ("RM\u00c4-{N:6}", 3),
        ("RMA-{N:6}\n", 10),
        ("1" * 121, 1),
    ],
)
def test_what_is_no_form_is_refused_at_its_place(form: str, place: int) -> None:
    with pytest.raises(RefusedError) as refused:
        number_form(form)
    assert (refused.value.code, refused.value.figures["place"]) == ("number-form", place)


@pytest.mark.parametrize("form", ["{N:2}", "{N:1-9}", "[{N:9}]{N:2}", "{X:60}{N:5}", "{N:99}", "{N:0-9}"])
def test_what_nearly_any_text_would_have_is_refused_as_a_form(form: str) -> None:
    with pytest.raises(RefusedError) as refused:
        number_form(form)
    assert refused.value.code == "number-form-length"


@pytest.mark.parametrize(
    ("form", "digits"),
    [
        ("{N:9}", None),
        ("{N:10}", 10),
        ("{N:4-12}", 12),
        ("[RMA-]{N:10}", 10),
        ("RMA-{N:10}", None),
        ("{YYYY}{N:6}", 10),
        ("{YYYY}{N:5}", None),
        ("{X:12}", 12),
        ("{A}{N:12}", None),
        ("{YYYY}{N:6}{C}", None),
        ("[{A}{N:9}]{N:3}", None),
        ("0815{N:6}", 10),
        (DEFAULT_RMA_FORM, None),
        (OFFERED_RMA_FORM, None),
    ],
)
def test_long_numbers_of_digits_only_are_warned_of(form: str, digits: int | None) -> None:
    warning = rma_form_warning(number_form(form))
    assert (warning and warning.figures) == (digits and {"form": form, "digits": digits, "offered": OFFERED_RMA_FORM})


@given(anything)
def test_any_text_may_be_asked_about(text: str) -> None:
    for form in number_forms((DEFAULT_RMA_FORM, OFFERED_RMA_FORM, "[A]{X:3-60}")):
        if form.fits(text):
            assert len(rma_key(text)) <= LONGEST_NUMBER


@given(st.text("{}[]NAXC:-0123456789YRMA ", max_size=40) | anything)
def test_any_form_is_read_or_refused(form: str) -> None:
    with suppress(RefusedError):
        assert number_form(form).written == form


def test_no_form_makes_the_desk_wait() -> None:
    """What a backtracking matcher would need ages for."""
    form = number_form("[A]" * 28 + "A" * 28)
    text = "A" * 64
    start = time.perf_counter()
    assert not form.fits(text)
    assert form.fits("A" * 56)
    assert time.perf_counter() - start < 0.5
