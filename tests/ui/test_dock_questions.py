"""What the dock asks before it records: a read that may be wrong, a number in print; nothing is taken by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.scans import BY_PERSON, ScanSource
from support.window_fakes import printed
from ui.main_window import MainWindow
from ui.pages.dock_page import DockPage
from ui.pages.dock_queue import Picture
from ui.widgets.key_button import SMALLEST

EAN = "4006381333931"
OTHER_EAN = "96385074"
PARCEL = "1Z999AA10123456784"
CUSTOMER = "Larkspur Genomics Inc."


@pytest.fixture
def dock(qtbot: QtBot, kit) -> DockPage:
    """The page by itself, as large as it is in the window."""
    page = DockPage(*kit.given)
    qtbot.addWidget(page)
    page.resize(1168, 736)
    page.show()
    qtbot.waitUntil(lambda: kit.tasks.idle)
    return page


@pytest.fixture
def press(dock: DockPage) -> Callable[[str], None]:
    """Keys as they come to the page once the scanner's filter has let them go."""

    def pressed(keys: str) -> None:
        for key in keys:
            dock.take_key(key_event(key))

    return pressed


@pytest.fixture
def settle(qtbot: QtBot, dock: DockPage) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: dock._tasks.idle)


def take(dock: DockPage, name: str = "label.jpg") -> None:
    dock.take_picture(Picture(name, Path(name)))


def on_box(dock: DockPage) -> list[str]:
    return [scan.text for scan in dock._queue.box]


def recorded(kit) -> list[list[tuple[str, ScanSource, bool]]]:
    return [[(scan.text, scan.source, scan.confirmed) for scan in box.scans] for box in kit.parts.receiving.received]


def has_print(kit, *numbers: str, known: bool = True) -> None:
    kit.parts.printed.there = True
    kit.parts.printed.numbers = tuple(printed(number, known=known) for number in numbers)


# ------------------------------------------------------------------------------------------- reads that may be wrong


@pytest.fixture
def asked(kit, dock: DockPage, settle) -> DockPage:
    """A picture with an RMA number, and an article's bars that only one pass read."""
    kit.parts.pictures.texts, kit.parts.pictures.unsure = ("218043", EAN), (EAN,)
    take(dock)
    settle()
    return dock


@pytest.mark.parametrize("key", ["y", "J"])
def test_a_key_takes_the_read_as_said_by_a_person(kit, asked: DockPage, press, settle, key: str) -> None:
    assert asked.view.centre.asking_read
    assert EAN in asked.view.centre.yes_no.words
    assert not asked.view.centre.asking
    press(key)
    settle()
    assert asked.view.centre.asking
    press("1")
    settle()
    assert recorded(kit) == [[("218043", ScanSource.PICTURE, True), (EAN, ScanSource.PICTURE, True)]]
    steps = [scan.read.step for scan in kit.parts.receiving.received[0].scans if scan.read]
    assert steps == ["fake", f"fake{BY_PERSON}"]


def test_a_key_leaves_the_read_out(kit, asked: DockPage, press, settle) -> None:
    press("N")
    settle()
    press("1")
    settle()
    assert recorded(kit) == [[("218043", ScanSource.PICTURE, True)]]


@pytest.mark.parametrize("right", [True, False])
def test_the_buttons_do_what_the_keys_do(kit, asked: DockPage, qtbot: QtBot, settle, right: bool) -> None:
    question = asked.view.centre.yes_no
    qtbot.mouseClick(question.yes if right else question.no, Qt.MouseButton.LeftButton)
    settle()
    assert on_box(asked) == ["218043", *([EAN] if right else [])]


def test_the_keyboard_alone_is_enough_and_no_other_key_answers(kit, qtbot: QtBot, window: MainWindow) -> None:
    dock = window.page
    assert isinstance(dock, DockPage)
    kit.parts.pictures.texts, kit.parts.pictures.unsure = ("218043", EAN), (EAN,)
    take(dock)
    qtbot.waitUntil(lambda: dock._tasks.idle)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F8, Qt.Key.Key_1, Qt.Key.Key_B):
        qtbot.keyClick(QApplication.focusWidget() or window, key)
    qtbot.wait(200)
    assert dock.view.centre.asking_read
    for key, then in (
        (Qt.Key.Key_Y, lambda: dock.view.centre.asking and dock._tasks.idle),
        (Qt.Key.Key_1, lambda: dock.view.centre.coloured == "accept"),
    ):
        qtbot.keyClick(QApplication.focusWidget() or window, key)
        qtbot.waitUntil(then)
    assert [[text for text, _, _ in box] for box in recorded(kit)] == [["218043", EAN]]


def test_several_are_asked_one_after_the_other(kit, dock: DockPage, press, settle) -> None:
    kit.parts.pictures.texts, kit.parts.pictures.unsure = (EAN, "218043", OTHER_EAN), (EAN, OTHER_EAN)
    take(dock)
    settle()
    assert EAN in dock.view.centre.yes_no.words
    press("n")
    assert OTHER_EAN in dock.view.centre.yes_no.words
    assert dock.view.centre.asking_read
    press("y")
    settle()
    assert on_box(dock) == ["218043", OTHER_EAN]


def test_what_the_registry_knows_needs_no_question(kit, dock: DockPage, settle) -> None:
    kit.parts.pictures.unsure = ("218043",)
    take(dock)
    settle()
    assert dock.view.centre.asking
    assert not dock.view.centre.asking_read


def test_a_second_sure_read_answers_for_the_clerk(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.gate.open.clear()
    kit.parts.pictures.texts, kit.parts.pictures.unsure = ("218043", EAN), (EAN,)
    take(dock)
    dock.take_scan(EAN)
    kit.parts.receiving.gate.open.set()
    settle()
    assert dock.view.centre.asking
    assert [scan.source for scan in dock._queue.box] == [ScanSource.PICTURE, ScanSource.SCANNER]


def test_escape_puts_the_box_aside_and_the_next_has_its_turn(kit, asked: DockPage, settle) -> None:
    kit.parts.pictures.texts = ("218044",)
    take(asked, "next.jpg")
    asked._on_escape()
    settle()
    assert kit.parts.pictures.names == ["label.jpg", "next.jpg"]
    assert on_box(asked) == ["218044"]
    assert asked.view.centre.asking
    assert kit.parts.receiving.received == []


def test_what_comes_in_during_the_question_waits_for_its_answer(kit, asked: DockPage, press, settle) -> None:
    asked.take_scan(PARCEL)
    take(asked, "next.jpg")
    settle()
    assert asked.view.counters.words.endswith("Waiting: 2")
    assert asked.view.centre.asking_read
    press("y")
    settle()
    assert on_box(asked) == ["218043", EAN, PARCEL]
    kit.parts.pictures.texts = ("218044",)
    press("1")
    settle()
    assert kit.parts.pictures.names == ["label.jpg", "next.jpg"]
    assert on_box(asked) == ["218044"]


def test_the_packaging_may_be_said_before_the_question_is_there(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.gate.open.clear()
    kit.parts.pictures.texts, kit.parts.pictures.unsure = ("218043", EAN), (EAN,)
    take(dock)
    while not dock.view.centre.asking:
        QApplication.processEvents()
    assert dock.take_key(key_event("2"))
    dock.take_scan("218044")
    kit.parts.receiving.gate.open.set()
    settle()
    assert dock.view.centre.asking_read
    assert kit.parts.receiving.received == []
    assert dock.take_key(key_event("y"))
    settle()
    assert recorded(kit) == [[("218043", ScanSource.PICTURE, True), (EAN, ScanSource.PICTURE, True)]]
    assert kit.parts.receiving.received[0].packaging is PackagingKind.SUPPLIED
    assert on_box(dock) == ["218044"], "what came after the answer is the next box's"


def test_a_box_of_which_nothing_is_left_is_no_box(kit, dock: DockPage, press, settle) -> None:
    kit.parts.pictures.texts, kit.parts.pictures.unsure = (EAN,), (EAN,)
    take(dock)
    settle()
    press("n")
    settle()
    assert "label.jpg" in dock.view.error.words
    assert not dock.in_use or dock._errors
    assert on_box(dock) == []


def test_where_nothing_of_a_picture_is_left_its_print_is_asked_about(kit, dock: DockPage, press, settle) -> None:
    kit.parts.pictures.texts, kit.parts.pictures.unsure = (EAN,), (EAN,)
    has_print(kit, "218043")
    take(dock)
    settle()
    press("n")
    settle()
    assert "218043" in dock.view.centre.yes_no.words
    press("y")
    settle()
    assert on_box(dock) == ["RMA-218043"]


# ------------------------------------------------------------------------------------------------ the printed number


@pytest.fixture
def parcel(kit, dock: DockPage) -> DockPage:
    """A picture that shows a parcel's number only, and a print that says the RMA's."""
    kit.parts.pictures.texts = (PARCEL,)
    has_print(kit, "218043")
    return dock


def test_the_print_is_offered_and_a_key_takes_it(kit, parcel: DockPage, press, settle) -> None:
    take(parcel)
    settle()
    bar = parcel.view.centre.packaging.print
    assert bar.words == f"The print says RMA 218043 (in the registry, {CUSTOMER})"
    assert on_box(parcel) == [PARCEL], "never by itself"
    press("y")
    settle()
    assert bar.words == ""
    press("1")
    settle()
    assert recorded(kit) == [[(PARCEL, ScanSource.PICTURE, True), ("RMA-218043", ScanSource.OCR, True)]]


def test_what_is_declined_is_not_on_the_box(kit, parcel: DockPage, press, settle) -> None:
    take(parcel)
    settle()
    press("n")
    assert parcel.view.centre.packaging.print.words == ""
    press("1")
    settle()
    assert recorded(kit) == [[(PARCEL, ScanSource.PICTURE, True)]]


def test_after_the_first_the_next_is_offered_and_a_strange_one_is_called_so(
    kit, parcel: DockPage, press, settle
) -> None:
    kit.parts.printed.numbers = (printed("218043"), printed("900001", known=False))
    take(parcel)
    settle()
    press("n")
    assert parcel.view.centre.packaging.print.words == "The print says RMA 900001 (not in the registry)"


@pytest.mark.parametrize(("key", "texts"), [("y", [PARCEL, "RMA-218043"]), ("n", [PARCEL])], ids=["taken", "declined"])
def test_an_open_offer_is_asked_before_the_box_is_recorded(
    kit, parcel: DockPage, press, settle, key: str, texts: list[str]
) -> None:
    take(parcel)
    settle()
    press("3")
    settle()
    assert parcel.view.centre.asking_read
    assert "218043" in parcel.view.centre.yes_no.words
    assert kit.parts.receiving.received == []
    press(key)
    settle()
    assert [[text for text, _, _ in box] for box in recorded(kit)] == [texts]
    assert kit.parts.receiving.received[0].packaging is PackagingKind.EQUIVALENT


def test_a_box_waits_a_moment_for_its_print_and_the_next_scan_is_not_its_own(
    kit, parcel: DockPage, qtbot: QtBot, press, settle
) -> None:
    kit.parts.printed.gate.open.clear()
    take(parcel)
    qtbot.waitUntil(lambda: bool(kit.parts.printed.names))
    qtbot.waitUntil(lambda: parcel.view.centre.packaging.print.words != "")
    press("1")
    parcel.take_scan("218044")
    assert kit.parts.receiving.received == []
    kit.parts.printed.gate.open.set()
    qtbot.waitUntil(lambda: parcel.view.centre.asking_read)
    press("y")
    settle()
    assert [[text for text, _, _ in box] for box in recorded(kit)] == [[PARCEL, "RMA-218043"]]
    assert on_box(parcel) == ["218044"]


def test_it_waits_no_longer_than_a_moment(kit, parcel: DockPage, qtbot: QtBot, press) -> None:
    parcel.box.print.most_wait_ms = 50
    kit.parts.printed.gate.open.clear()
    take(parcel)
    qtbot.waitUntil(lambda: parcel.view.centre.packaging.print.words != "")
    press("1")
    qtbot.waitUntil(lambda: parcel.view.centre.coloured == "accept")
    kit.parts.printed.gate.open.set()
    qtbot.waitUntil(lambda: parcel._tasks.idle)
    assert parcel.view.centre.coloured == "accept", "what comes too late asks nothing"
    assert [[text for text, _, _ in box] for box in recorded(kit)] == [[PARCEL]]


def test_escape_takes_the_packaging_back_while_the_box_waits(
    kit, parcel: DockPage, qtbot: QtBot, press, settle
) -> None:
    kit.parts.printed.gate.open.clear()
    take(parcel)
    qtbot.waitUntil(lambda: parcel.view.centre.packaging.print.words != "")
    press("1")
    parcel._on_escape()
    assert parcel.view.centre.asking
    kit.parts.printed.gate.open.set()
    settle()
    assert kit.parts.receiving.received == []
    assert "218043" in parcel.view.centre.packaging.print.words


def test_a_number_that_is_scanned_meanwhile_ends_the_search(kit, parcel: DockPage, settle) -> None:
    take(parcel)
    settle()
    parcel.take_scan("218044")
    settle()
    assert parcel.view.centre.packaging.print.words == ""
    assert parcel.take_key(key_event("1"))
    settle()
    assert [[text for text, _, _ in box] for box in recorded(kit)] == [[PARCEL, "218044"]]


@pytest.mark.parametrize("there", [True, False], ids=["nothing in print", "without the extra"])
def test_where_the_print_says_nothing_nothing_is_shown(kit, parcel: DockPage, press, settle, there: bool) -> None:
    has_print(kit)
    kit.parts.printed.there = there
    take(parcel)
    settle()
    assert parcel.view.centre.packaging.print.words == ""
    assert kit.parts.printed.names == (["label.jpg"] if there else [])
    press("1")
    settle()
    assert recorded(kit) == [[(PARCEL, ScanSource.PICTURE, True)]]


def test_where_the_code_was_read_the_print_is_left_alone(kit, parcel: DockPage, settle) -> None:
    kit.parts.pictures.texts = (PARCEL, "218043")
    take(parcel)
    settle()
    assert kit.parts.printed.names == []


@pytest.mark.parametrize(
    ("error", "told"),
    [(RefusedError("ocr-missing"), False), (FaultError("database-locked", file="desk.sqlite", holder="ben"), True)],
    ids=["refused", "broken"],
)
def test_a_print_that_cannot_be_read_holds_nothing_up(
    kit, parcel: DockPage, press, settle, error: Exception, told: bool
) -> None:
    kit.parts.printed.gate.error = error
    take(parcel)
    settle()
    assert (not parcel.view.error.isHidden()) is told
    press("1")
    settle()
    assert recorded(kit) == [[(PARCEL, ScanSource.PICTURE, True)]]


# --------------------------------------------------------------------------------------------- a picture without codes


@pytest.fixture
def bare(kit, dock: DockPage) -> DockPage:
    """A picture in which no code can be read, and a print that says the number."""
    kit.parts.pictures.texts = ()
    has_print(kit, "218043")
    return dock


@pytest.mark.parametrize("right", [True, False], ids=["taken", "declined"])
def test_without_a_code_the_print_is_asked_about(kit, bare: DockPage, press, settle, right: bool) -> None:
    take(bare)
    settle()
    assert bare.view.centre.asking_read
    assert bare.view.error.isHidden()
    press("y" if right else "n")
    settle()
    if right:
        press("1")
        settle()
        assert recorded(kit) == [[("RMA-218043", ScanSource.OCR, True)]]
        return
    assert "label.jpg" in bare.view.error.words
    assert on_box(bare) == []


@pytest.mark.parametrize("there", [True, False], ids=["nothing in print", "without the extra"])
def test_without_code_and_print_it_says_what_to_do(kit, bare: DockPage, settle, there: bool) -> None:
    has_print(kit)
    kit.parts.printed.there = there
    take(bare)
    settle()
    assert "F3" in bare.view.error.words
    assert not bare.view.centre.asking


def test_a_scan_behind_a_picture_waits_its_turn(kit, bare: DockPage, qtbot: QtBot, press, settle) -> None:
    kit.parts.printed.gate.open.clear()
    take(bare)
    qtbot.waitUntil(lambda: bool(kit.parts.printed.names))
    take(bare, "next.jpg")
    bare.take_scan("218044")
    assert on_box(bare) == [], "it waits behind the picture that came before it"
    bare._on_escape()
    kit.parts.printed.gate.open.set()
    settle()
    assert kit.parts.pictures.names == ["label.jpg", "next.jpg"]
    press("n")
    settle()
    assert on_box(bare) == ["218044"]


def test_a_scan_during_the_search_is_on_this_box(kit, bare: DockPage, qtbot: QtBot, settle) -> None:
    kit.parts.printed.gate.open.clear()
    take(bare)
    qtbot.waitUntil(lambda: bool(kit.parts.printed.names))
    qtbot.waitUntil(lambda: bare.box.print.looking)
    bare.take_scan("218044")
    kit.parts.printed.gate.open.set()
    settle()
    assert bare.view.centre.asking
    assert on_box(bare) == ["218044"]


def test_the_next_picture_waits_for_the_print_of_this_one(kit, bare: DockPage, qtbot: QtBot, press, settle) -> None:
    kit.parts.printed.gate.open.clear()
    take(bare)
    take(bare, "next.jpg")
    qtbot.waitUntil(lambda: bool(kit.parts.printed.names))
    assert kit.parts.pictures.names == ["label.jpg"]
    kit.parts.printed.gate.open.set()
    settle()
    press("n")
    settle()
    assert kit.parts.pictures.names == ["label.jpg", "next.jpg"]


# -------------------------------------------------------------------------------------------------------- layout


@pytest.mark.parametrize("state", ["unsure", "offer", "bare"])
def test_every_answer_is_large_enough_for_gloves_and_on_screen(
    kit, dock: DockPage, qtbot: QtBot, settle, state: str
) -> None:
    long = "9" * 300
    kit.parts.pictures.texts = {"unsure": (long,), "offer": (PARCEL,), "bare": ()}[state]
    kit.parts.pictures.unsure = (long,)
    has_print(kit, "218043")
    take(dock, f"{long}.jpg")
    settle()
    dock._show_error(RefusedError("picture-without-code", file=f"{long[:64]}.jpg"))
    shown = dock.view.centre.packaging.print if state == "offer" else dock.view.centre.yes_no
    for width, height in ((1168, 736), (912, 704)):  # what a window of 1280 x 800 and of 1024 x 768 leaves
        dock.resize(width, height)
        qtbot.wait(1)
        assert (dock.width(), dock.height()) == (width, height), "the page needs more room than there is"
        buttons = [each for each in shown.findChildren(QAbstractButton) if each.isVisible()]
        assert len(buttons) == 2
        for button in buttons:
            assert button.height() >= SMALLEST
            assert dock.rect().contains(button.mapTo(dock, button.rect().bottomRight()))


def key_event(text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
