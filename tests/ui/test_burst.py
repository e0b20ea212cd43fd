"""What is a scan and what is typing: the burst alone, on made-up times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wedge import GROUP_SEPARATOR, Burst, Step, WedgeLimits


def fed(text: str, gap: float, *, last_gap: float | None = None, start: float = 1000.0) -> tuple[list[Step], Step, str]:
    """Steps of the keys, and the step and text of the Enter after them."""
    burst = Burst(WedgeLimits())
    at = start - gap
    steps = []
    for each in text:
        at += gap
        steps.append(burst.key(each, at))
    end, scanned = burst.end(at + (gap if last_gap is None else last_gap))
    return steps, end, scanned


@pytest.mark.parametrize("gap", [0.0, 0.3, 1, 2, 5, 8, 12, 19, 30, 35])
def test_a_burst_is_a_scan(gap: float) -> None:
    steps, end, scanned = fed("RMA:218043", gap)
    assert (set(steps), end, scanned) == ({Step.HOLD}, Step.SCAN, "RMA:218043")


@pytest.mark.parametrize("gap", [35.5, 41, 60, 80])
def test_quick_typing_is_held_and_then_released_whole(gap: float) -> None:
    steps, end, scanned = fed("RMA:218043", gap)
    assert (set(steps), end, scanned) == ({Step.HOLD}, Step.RELEASE, "")


@pytest.mark.parametrize("gap", [80.1, 81, 200, 5000])
def test_slow_typing_is_released_key_by_key(gap: float) -> None:
    steps, end, _ = fed("2180", gap)
    assert steps == [Step.HOLD, *[Step.RELEASE_THEN_HOLD] * 3]
    assert end is Step.RELEASE


@pytest.mark.parametrize(
    ("text", "last_gap", "step"),
    [
        pytest.param("ABC", 5, Step.SCAN, id="four keys with the end"),
        pytest.param("AB", 5, Step.RELEASE, id="three keys with the end"),
        pytest.param("ABCDEFGHIJ", 80, Step.SCAN, id="largest gap just allowed, mean still low"),
        pytest.param("ABCDEFGHIJ", 80.5, Step.RELEASE, id="largest gap exceeded"),
        pytest.param("ABC", 80, Step.SCAN, id="one long gap in a short burst, mean 30"),
        pytest.param("", 5, Step.RELEASE, id="nothing before the end"),
    ],
)
def test_both_sides_of_the_limits(text: str, last_gap: float, step: Step) -> None:
    assert fed(text, 5, last_gap=last_gap)[1] is step


def test_a_chord_of_47_ms_in_the_middle_does_not_break_a_burst() -> None:
    burst = Burst(WedgeLimits())
    at = 0.0
    for each, gap in zip("0109506" + GROUP_SEPARATOR + "21ABC", [5] * 7 + [47] + [5] * 5, strict=True):
        at += gap
        assert burst.key(each, at) is Step.HOLD
    assert burst.end(at + 5) == (Step.SCAN, "0109506\x1d21ABC")


def test_the_line_feed_after_a_scan_is_swallowed_but_a_later_enter_is_not() -> None:
    burst = Burst(WedgeLimits())
    for at, each in enumerate("218043"):
        burst.key(each, at)
    assert burst.end(6)[0] is Step.SCAN
    assert burst.end(9)[0] is Step.SWALLOW
    assert burst.end(12)[0] is Step.RELEASE


def test_what_was_typed_before_a_pause_is_no_part_of_the_scan() -> None:
    burst = Burst(WedgeLimits())
    burst.key("x", 0)
    assert burst.key("2", 500) is Step.RELEASE_THEN_HOLD
    for at, each in enumerate("18043"):
        burst.key(each, 501 + at)
    assert burst.end(507) == (Step.SCAN, "218043")


def test_keys_that_make_a_character_together_count_as_keys() -> None:
    """Each character as Alt and four digits: the characters come slowly, the keys do not."""
    burst, at = Burst(WedgeLimits()), 0.0
    for character in "RMA":
        for _ in range(4):
            at += 12
            assert burst.key("", at) is Step.HOLD
        burst.add(character)
    assert burst.end(at + 12) == (Step.SCAN, "RMA")


def test_after_its_prefix_a_scan_may_be_short_and_slow() -> None:
    burst = Burst(WedgeLimits())
    burst.key("x", 0)
    assert burst.prefix(30) is Step.RELEASE_THEN_HOLD
    burst.key("7", 100)
    assert burst.end(170) == (Step.SCAN, "7")
    assert burst.prefix(1000) is Step.HOLD
    assert burst.key("7", 1081) is Step.RELEASE_THEN_HOLD


def test_a_prefix_alone_is_no_scan() -> None:
    burst = Burst(WedgeLimits())
    burst.prefix(0)
    assert burst.end(5) == (Step.RELEASE, "")


@pytest.mark.parametrize(
    ("text", "gap", "step"),
    [("2180", 5, Step.SCAN), ("218", 5, Step.RELEASE), ("2180", 35, Step.SCAN), ("2180", 36, Step.RELEASE)],
)
def test_silence_ends_the_scan_of_a_scanner_that_sends_nothing_after_it(text: str, gap: float, step: Step) -> None:
    burst = Burst(WedgeLimits())
    for place, each in enumerate(text):
        burst.key(each, place * gap)
    assert burst.silence() == (step, text if step is Step.SCAN else "")
    assert not burst.held


@given(st.lists(st.tuples(st.sampled_from("ab\r"), st.sampled_from([0, 5, 35, 36, 80, 81, 500])), max_size=40))
def test_no_key_is_lost_or_doubled_and_all_come_in_order(keys: list[tuple[str, float]]) -> None:
    """What is typed and what is scanned together are the keys, less the ends of scans and their line feeds."""
    burst, at, held, come = Burst(WedgeLimits()), 0.0, "", ""
    wanted = "".join(text for text, _ in keys)
    for text, gap in keys:
        at += gap
        if text != "\r":
            if burst.key(text, at) is Step.RELEASE_THEN_HOLD:
                come, held = come + held, ""
            held += text
            continue
        step, scanned = burst.end(at)
        if step is Step.SCAN:
            assert scanned == held
        come, held = come + held + text, ""
    assert come + held == wanted
    assert burst.held == bool(held)
