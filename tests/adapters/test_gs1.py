"""Element strings: taken apart in the text's order, and any other text is none, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.gs1 import ElementStrings

GS1 = ElementStrings()


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("00106141411234567897", (("00", "106141411234567897"),)),
        ("010950600013435221S1", (("01", "09506000134352"), ("21", "S1"))),
        ("010950600013435210AB\x1d21S1", (("01", "09506000134352"), ("10", "AB"), ("21", "S1"))),
        ("(01)09506000134352(21)S1", (("01", "09506000134352"), ("21", "S1"))),
        ("401ABC\x1d4104012345000009", (("401", "ABC"), ("410", "4012345000009"))),
        ("RMA-1", ()),
        ("(01)", ()),
        ("(", ()),
        ("010950600013435205999", ()),
        ("9" * 513, ()),
        ("0" * 512, ()),
        ("\u0660\u0661" * 9, ()),
        ("00" + "106141411234567897".translate({48 + digit: 0x660 + digit for digit in range(10)}), ()),
        ("\x1d", ()),
        ("", ()),
    ],
)
def test_elements(text: str, elements: tuple[tuple[str, str], ...]) -> None:
    assert GS1.elements(text) == elements


LIKELY = st.lists(
    st.sampled_from(["00", "01", "11", "17", "21", "310", "3920", "401", "410", "7003", "8008", "(", ")", "\x1d"])
    | st.text("0123456789", max_size=18)
).map("".join)


@given(LIKELY | st.text(st.characters(), max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert all(field.isdigit() and value.isascii() for field, value in GS1.elements(text))
