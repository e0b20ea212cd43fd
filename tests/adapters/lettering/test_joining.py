"""Arabic letters in the forms that they take beside others."""

import pytest

from rmadesk.adapters.lettering.joining import joined


@pytest.mark.parametrize(
    ("letters", "shapes"),
    [
        ("Stra\u00dfe 5", "Stra\u00dfe 5"),
        ("\u0628", "\ufe8f"),
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        ("\u062f\u0628", "\ufea9\ufe8f"),
        ("\u0644\u0627", "\ufefb"),
        ("\u0628\u0644\u0627", "\ufe91\ufefc"),
        ("\u0628\u064e\u0628", "\ufe91\u064e\ufe90"),
        ("\u0628\u200c\u0628", "\ufe8f\ufe8f"),
        ("\u0628\u200d", "\ufe91"),
        ("\u0628 \u0628", "\ufe8f \ufe8f"),
        ("\u067e\u06af", "\ufb58\ufb93"),
    ],
    ids=[
        "Latin",
        "alone",
        "three",
        "no join",
        "ligature",
        "joined ligature",
        "mark",
        "non-joiner",
        "joiner",
        "space",
        "Persian",
    ],
)
def test_arabic_letters_join(letters, shapes):
    assert joined(letters) == shapes
