"""One cell: what a text, an instant, a word looks like in every form of the report."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.reports import cells
from rmadesk.adapters.wording import Catalogue

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        pytest.param("Acme Inc.", "Acme Inc.", id="plain"),
        pytest.param("  Acme  Inc. ", "Acme  Inc.", id="blanks around are no part of a name"),
        pytest.param("Acme\r\nInc.\tLtd", "Acme  Inc. Ltd", id="breaks and tabs are blanks"),
        pytest.param("\u00a0=1+1", "=1+1", id="no-break space"),
        pytest.param("\ufeffAcme", "[U+FEFF]Acme", id="byte order mark"),
        pytest.param("Ac\x1bme", "Ac[U+001B]me", id="control"),
        pytest.param("Ac\u202eme", "Ac[U+202E]me", id="turns the line around"),
        pytest.param("Ac\ud800me", "Ac[U+D800]me", id="half a character"),
        pytest.param("Ac\uffffme", "Ac[U+FFFF]me", id="no character at all"),
        pytest.param("क्\u200dष", "क्\u200dष", id="joiners are spelling"),
        pytest.param("東京 株式会社", "東京 株式会社", id="east asian"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_is_one_visible_line(written: str, line: str) -> None:
    assert cells.one_line(written) == line
    assert cells.text(written) == cells.Cell(line, line)


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_a_line_that_can_be_written_to_xml_and_utf_8(written: str) -> None:
    line = cells.one_line(written)
    assert line.encode("utf-8").decode("utf-8") == line
    assert all(sign.isprintable() or sign in "\u200c\u200d" for sign in line)
    assert cells.one_line(line) == line


def test_a_text_beyond_what_a_cell_takes_ends_in_an_ellipsis() -> None:
    assert len(cells.one_line("a" * 40_000)) == cells.MOST_CHARACTERS
    whole = cells.lines(["b" * 10_000] * 3).shown
    assert len(whole) == cells.MOST_CHARACTERS
    assert whole.endswith("…")


def test_an_instant_has_whole_seconds_for_programs_and_minutes_for_readers() -> None:
    instant = datetime(2026, 3, 29, 3, 5, 59, 999_999, tzinfo=BERLIN)
    for language, shown in (("en", "Mar 29, 2026 03:05"), ("de", "29.03.2026 03:05")):
        cell = cells.moment(Catalogue(language, strict=True), instant)
        assert cell.value == datetime(2026, 3, 29, 3, 5, 59, tzinfo=BERLIN)
        assert cell.shown == shown
    assert cells.moment(Catalogue("en"), None) == cells.EMPTY


def test_a_word_has_a_code_that_no_language_changes() -> None:
    english, german = (
        cells.word(Catalogue(language, strict=True), "verdict", "accept_with_charge") for language in ("en", "de")
    )
    assert english.value == german.value == "accept_with_charge"
    assert english.shown != german.shown
