"""One receipt per box: what stays in view is new once, what comes after it is new, stray late codes are not."""

import pytest

from rmadesk.domain.scans import Read
from support.camera_frames import read
from ui.devices.codes_in_view import CodesInView

A, B, C = read("RMA-218043"), read("1ZW41R630321804318"), read("RMA-217904")
EAN = read("4006381333931", confirmed=False, symbology="EAN-13")


class Looks:
    """Looks at given instants; what each of them gave."""

    def __init__(self) -> None:
        self.now = 0.0
        self.codes = CodesInView(lambda: self.now)

    def __call__(self, at: float, *reads: Read, box_open: bool = True) -> list[str]:
        self.now = at
        self.view = self.codes.look(reads, box_open=box_open)
        return [each.text for each in self.view.new]


@pytest.fixture
def look() -> Looks:
    return Looks()


def test_thirty_frames_of_a_box_give_its_codes_once(look: Looks) -> None:
    given = [look(n / 10, A, B) for n in range(30)]
    assert given == [[A.text, B.text], *[[]] * 29]


def test_a_code_that_is_read_later_joins_the_box_in_hand(look: Looks) -> None:
    assert look(0, A) == [A.text]
    assert look(0.3, A, B) == [B.text]


def test_a_code_that_stands_twice_on_a_box_is_given_once(look: Looks) -> None:
    assert look(0, A, A) == [A.text]


@pytest.mark.parametrize(
    ("gap_s", "again"), [(0.5, []), (1.99, []), (2.0, [A.text]), (60.0, [A.text])], ids=["0.5", "1.99", "2", "60"]
)
def test_a_code_is_new_again_once_it_was_gone_for_two_seconds(look: Looks, gap_s: float, again: list[str]) -> None:
    look(0, A)
    for n in range(1, 4):
        look(gap_s * n / 3)
    assert look(gap_s, A) == again


def test_a_slow_machine_that_misses_a_code_twice_has_not_seen_it_leave(look: Looks) -> None:
    look(0, A)
    look(1.5)
    look(3.0)
    assert look(4.5, A) == []
    for at in (5, 6, 7):
        look(at)
    assert look(8, A) == [A.text]


def test_the_next_box_is_new_when_the_last_one_has_left_the_view(look: Looks) -> None:
    look(0, A, B)
    assert look(0.5, A, B, box_open=False) == []
    assert look(1.6, C, box_open=False) == [C.text]


@pytest.mark.parametrize(("after_s", "new"), [(0.1, []), (0.99, []), (1.0, [C.text])])
def test_a_stray_code_right_after_a_box_that_is_done_with_opens_no_other(
    look: Looks, after_s: float, new: list[str]
) -> None:
    look(0, A)
    look(0.5, A, box_open=False)
    assert look(0.5 + after_s, C, box_open=False) == new
    assert look.view.held_back is (not new)


def test_a_new_box_beside_one_that_is_done_with_waits_for_that_one_to_leave(look: Looks) -> None:
    look(0, A)
    for n in range(1, 40):
        assert look(n / 10, A, C, box_open=False) == []
        assert look.view.held_back
    assert look(5.0, C, box_open=False) == [C.text]


def test_looking_on_at_a_box_that_is_done_with_holds_nothing_back(look: Looks) -> None:
    look(0, A)
    look(0.5, A, box_open=False)
    assert not look.view.held_back


def test_what_is_easily_misread_is_new_when_two_looks_agree(look: Looks) -> None:
    assert look(0, EAN) == []
    assert not look.view.seen[0].confirmed
    assert look(0.1, EAN) == [EAN.text]
    assert look.view.seen[0].confirmed
    assert look.view.new[0].confirmed


def test_two_codes_of_one_look_are_one_pass(look: Looks) -> None:
    assert look(0, EAN, EAN) == []


def test_two_looks_that_take_it_for_different_kinds_do_not_agree(look: Looks) -> None:
    look(0, EAN)
    assert look(0.1, read(EAN.text, confirmed=False, symbology="ITF")) == []


def test_a_misread_that_nothing_confirms_is_never_given(look: Looks) -> None:
    for n in range(20):
        assert look(n / 10, read(f"40063813339{n:02}", confirmed=False, symbology="EAN-13")) == []
