"""AIM identifiers: the three signs before a text, what they say, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.aim import split_aim

GS1, PLAIN, ARTICLE, MAXICODE = "gs1", "plain", "article", "maxicode"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("C0", PLAIN),
        ("C1", GS1),
        ("C2", PLAIN),
        ("C4", PLAIN),
        ("d1", PLAIN),
        ("d2", GS1),
        ("Q1", PLAIN),
        ("Q3", GS1),
        ("e0", GS1),
        ("e1", PLAIN),
        ("A0", PLAIN),
        ("L0", PLAIN),
        ("U0", MAXICODE),
        ("U1", MAXICODE),
        ("U2", MAXICODE),
        ("E0", ARTICLE),
        ("E4", ARTICLE),
        ("F0", PLAIN),
        ("I0", PLAIN),
        ("z0", PLAIN),
    ],
)
def test_what_a_symbol_says_of_its_text(code: str, says: str) -> None:
    aim, text = split_aim(f"]{code}RMA-1")
    assert aim is not None
    assert (aim.code, text) == (code, "RMA-1")
    assert [kind for kind, said in ((GS1, aim.gs1), (ARTICLE, aim.article), (MAXICODE, aim.maxicode)) if said] == (
        [] if says == PLAIN else [says]
    )


@pytest.mark.parametrize("text", ["", "]", "]C", "]C9x", "]x0x", "]c1x", "C1x", " ]C1x", "\x1d]C1x", "x]C1"])
def test_what_is_none(text: str) -> None:
    assert split_aim(text) == (None, text)


@given(st.text(max_size=20))
def test_only_the_first_one_counts_and_nothing_is_lost(text: str) -> None:
    aim, rest = split_aim(f"]C0{text}")
    assert aim is not None
    assert f"]{aim.code}{rest}" == f"]C0{text}"
