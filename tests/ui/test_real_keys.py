"""Real keys on a real display, judged by the gaps that were measured: bursts are scans, typing reaches its field."""

from collections.abc import Callable, Iterator

import pytest

from support.wedge_window import Told, WedgeWindow, wedge_window

SCAN, TYPED = "RMA:218043", "Hello dock 2"
TRIES = 10


@pytest.fixture(scope="module")
def keys() -> Iterator[WedgeWindow]:
    with wedge_window() as window:
        yield window


def is_burst(told: Told) -> bool:
    """As a scanner types: so it was measured, whatever the keyboard was asked for."""
    return told.mean_gap <= 25 and max(told.gaps) <= 70


def is_typing(told: Told) -> bool:
    return told.mean_gap >= 80


def measured(is_of_class: Callable[[Told], bool], press: Callable[[], Told]) -> Told:
    """A run whose measured gaps are what the test is about; a busy machine makes others too."""
    for _ in range(TRIES):
        told = press()
        if is_of_class(told):
            return told
    pytest.fail(f"no run of {TRIES} had the gaps it should: {told.gaps}")


@pytest.mark.parametrize("place", ["button", "field"])
@pytest.mark.parametrize("delay", [0, 10, 38])
def test_a_burst_is_a_scan_and_presses_nothing(keys: WedgeWindow, place: str, delay: int) -> None:
    typed = ("type", "--delay", str(delay), "--args", "1", SCAN, "key", "Return")
    told = measured(is_burst, lambda: keys.press(place, *typed, until=lambda told: bool(told.scans)))
    assert (told.scans, told.clicks, told.field) == ([SCAN], 0, "")
    assert len(told.presses) >= len(SCAN) + 1


@pytest.mark.parametrize("delay", [190, 240])
def test_typing_reaches_its_field_whole(keys: WedgeWindow, delay: int) -> None:
    typed = ("type", "--delay", str(delay), TYPED)
    told = measured(is_typing, lambda: keys.press("field", *typed, until=lambda told: told.field == TYPED))
    assert (told.field, told.scans, told.clicks) == (TYPED, [], 0)


@pytest.mark.parametrize("delay", [0, 10])
def test_a_field_for_a_pin_takes_a_burst_as_it_comes(keys: WedgeWindow, delay: int) -> None:
    typed = ("type", "--delay", str(delay), "--args", "1", "493021", "key", "Return")
    told = measured(is_burst, lambda: keys.press("pin", *typed, until=lambda told: told.pin == "493021"))
    assert (told.pin, told.scans, told.clicks) == ("493021", [], 0)


CHORD = ("key", "--delay", "4", "ctrl+bracketright")
NUMBER = (
    "keydown",
    "--delay",
    "4",
    "Alt_L",
    "key",
    "--delay",
    "4",
    "KP_0",
    "KP_2",
    "KP_9",
    "keyup",
    "--delay",
    "4",
    "Alt_L",
)


@pytest.mark.parametrize("separator", [CHORD, NUMBER], ids=["Ctrl+]", "Alt+029"])
def test_a_group_separator_stays_in_its_scan(keys: WedgeWindow, separator: tuple[str, ...]) -> None:
    head, tail = (("type", "--delay", "8", "--args", "1", text) for text in ("]d20109506", "21ABC"))
    typed = (*head, *separator, *tail, "key", "--delay", "4", "Return")
    told = measured(is_burst, lambda: keys.press("button", *typed, until=lambda told: bool(told.scans)))
    assert (told.scans, told.clicks) == (["]d20109506\x1d21ABC"], 0)
