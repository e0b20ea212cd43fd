"""The whole program in a real window: keystrokes of a scanner go in, the row is read by another process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.real_screen import PATIENCE_S, Screen, screen_with_registry, wait_for


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with screen_with_registry(tmp_path) as made:
        yield made


def test_a_scan_and_a_key_put_a_box_on_record(screen: Screen) -> None:
    with screen.window():
        screen.scan("RMA:218043", 4)
        screen.xdotool("key", "1")
        wait_for(lambda: bool(screen.boxes("218043")))
    (box,) = screen.boxes("218043")
    assert (box["received_by"], box["packaging"], box["verdict"]) == ("ana", "original", "accept")
    assert screen.rmadesk("db", "check").returncode == 0


def test_looking_up_why_and_what_is_due_holds_up_no_box(screen: Screen) -> None:
    with screen.window():
        screen.scan("RMA:218043", 4)
        screen.xdotool("key", "1")
        wait_for(lambda: bool(screen.boxes("218043")))
        screen.xdotool("key", "--delay", "300", "F4", "Page_Down", "2", "Escape")
        screen.xdotool("key", "--delay", "300", "ctrl+5")
        screen.scan("RMA:217904", 4)
        screen.xdotool("key", "--delay", "300", "F4")
        screen.scan("RMA:217904", 4)
        screen.xdotool("key", "2")
        wait_for(lambda: bool(screen.boxes("217904")))
    assert [each["packaging"] for number in ("218043", "217904") for each in screen.boxes(number)] == [
        "original",
        "supplied",
    ]


@pytest.mark.parametrize("delay_ms", [0, 8, 40])
def test_bursts_of_every_speed_are_caught_and_no_button_is_pressed(screen: Screen, delay_ms: int) -> None:
    with screen.window():
        for number in ("218043", "217904"):
            screen.scan(number, delay_ms)
            screen.xdotool("key", "1")
            wait_for(lambda number=number: bool(screen.boxes(number)))
    assert [len(screen.boxes(number)) for number in ("218043", "217904")] == [1, 1]


def test_a_number_typed_slowly_reaches_its_field_whole(screen: Screen) -> None:
    with screen.window():
        screen.xdotool("key", "F3")
        screen.xdotool("type", "--delay", "250", "--args", "1", "218043", "key", "Return")
        screen.xdotool("key", "2")
        wait_for(lambda: bool(screen.boxes("218043")))
    (box,) = screen.boxes("218043")
    assert box["packaging"] == "supplied"
    assert [scan["source"] for scan in box["scans"]] == ["keyed"]


def test_a_second_window_says_who_has_the_first_and_exits_3(screen: Screen) -> None:
    with screen.window(), screen.window("^rmadesk$") as second:
        assert second.stderr
        sentence = second.stderr.readline()
        screen.close_by_keys()
        assert second.wait(PATIENCE_S) == 3
    assert "ana" in sentence
    assert "rmadesk gui" in sentence


def test_a_file_that_is_no_database_is_left_as_it_is(screen: Screen) -> None:
    screen.database = screen.database.with_name("letter.txt")
    screen.database.write_text("Dear customer,\n" * 400, encoding="utf-8")
    with screen.window("^rmadesk$") as program:
        assert program.stderr
        assert "letter.txt" in program.stderr.readline()
        screen.close_by_keys()
        assert program.wait(PATIENCE_S) == 3
    assert screen.database.read_text(encoding="utf-8") == "Dear customer,\n" * 400
