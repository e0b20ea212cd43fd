"""The shell: pages made on demand, scans to whom they concern, the first screen, and bugs that show."""

import itertools
import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.window_fakes import FakeParts
from ui.main_window import MainWindow, PageName
from ui.pages.bench_page import BenchPage
from ui.pages.dock_page import DockPage
from ui.pages.due_page import DuePage
from ui.pages.registry_page import RegistryPage
from ui.pages.report_page import ReportPage
from ui.theme import Look, Theme, tokens

PAGE_OF = {
    PageName.DOCK: DockPage,
    PageName.BENCH: BenchPage,
    PageName.REGISTRY: RegistryPage,
    PageName.REPORT: ReportPage,
    PageName.DUE: DuePage,
}


@pytest.mark.parametrize(("place", "name"), list(enumerate(PageName, start=1)))
def test_each_page_has_a_button_and_a_key(qtbot: QtBot, window: MainWindow, place: int, name: PageName) -> None:
    qtbot.keyClick(window, Qt.Key(ord(str(place))), Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, PAGE_OF[name])
    window.turn_to(PageName.DOCK)
    qtbot.mouseClick(window._buttons[name], Qt.MouseButton.LeftButton)
    assert isinstance(window.page, PAGE_OF[name])
    assert window._buttons[name].isChecked()


def test_a_page_is_kept_and_reads_again_after_a_change(qtbot: QtBot, kit, window: MainWindow) -> None:
    window.turn_to(PageName.REPORT)
    qtbot.waitUntil(lambda: kit.tasks.idle)
    first, asked = window.page, len(kit.parts.reporting.days)
    window.turn_to(PageName.DOCK)
    window.turn_to(PageName.REPORT)
    assert window.page is first
    assert len(kit.parts.reporting.days) == asked, "nothing has changed"
    window.turn_to(PageName.DOCK)
    window.page.box_received.emit(None)
    window.turn_to(PageName.REPORT)
    qtbot.waitUntil(lambda: len(kit.parts.reporting.days) > asked)


def test_a_scan_goes_to_the_page_on_screen_else_to_the_dock(qtbot: QtBot, kit, window: MainWindow) -> None:
    window.turn_to(PageName.REGISTRY)
    window.take_scan("218043")
    assert window.page.search.text() == "218043"
    window.turn_to(PageName.REPORT)
    window.take_scan("218044")
    assert isinstance(window.page, DockPage)
    qtbot.waitUntil(lambda: kit.parts.receiving.looks == 1)


def test_scans_before_the_database_is_open_are_kept(qtbot: QtBot, kit) -> None:
    made = MainWindow(kit.tasks)
    qtbot.addWidget(made)
    made.take_scan("218043")
    made.open_desk(kit.parts, kit.words, kit.icons, None)
    qtbot.waitUntil(lambda: kit.parts.receiving.looks == 1)


def test_the_top_bar_says_who_where_and_that_it_is_open(window: MainWindow) -> None:
    bar = window.top_bar
    assert (bar._station.text(), bar._user.text()) == ("Returns desk – dock 1", "ana")
    assert bar._state.text() == "Open as manager: no people added yet"
    assert bar._training.isHidden()


def test_a_demonstration_is_marked_and_has_a_key_for_its_boxes(qtbot: QtBot, kit) -> None:
    made = MainWindow(kit.tasks)
    qtbot.addWidget(made)
    made.open_desk(kit.parts, kit.words, kit.icons, lambda: None)
    made.show()
    assert made.top_bar._training.isVisible()
    assert "demo" in made.page.view.keys


def test_the_first_screen_stands_before_everything_and_paints_at_once(qtbot: QtBot, kit) -> None:
    made = MainWindow(kit.tasks)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
    assert made.page is made.first_screen
    assert made.first_screen.words == "Opening the database…"
    made.first_screen.show_fault("desk.sqlite is no rmadesk database.")
    assert "desk.sqlite is no rmadesk database." in made.first_screen.words


def test_nothing_has_the_focus_by_default(window: MainWindow) -> None:
    assert QApplication.focusWidget() is window


def test_the_fakes_stand_for_the_desk() -> None:
    """A fake that has lost a method of its service would let a test pass on nothing."""
    from rmadesk.services.dues import DueDesk
    from rmadesk.services.explaining import ExplainingDesk
    from rmadesk.services.inspection import InspectionDesk
    from rmadesk.services.receiving import ReceivingDesk
    from rmadesk.services.registry import RegistryDesk
    from rmadesk.services.reporting import ReportingDesk
    from rmadesk.services.shipping import ShippingDesk

    fakes = FakeParts()
    for fake, real in (
        (fakes.receiving, ReceivingDesk),
        (fakes.explaining, ExplainingDesk),
        (fakes.dues, DueDesk),
        (fakes.registry, RegistryDesk),
        (fakes.inspection, InspectionDesk),
        (fakes.reporting, ReportingDesk),
        (fakes.shipping, ShippingDesk),
    ):
        used = {name for name in dir(type(fake)) if not name.startswith("_") and callable(getattr(type(fake), name))}
        assert used
        assert used <= set(dir(real)), type(fake)


def test_a_change_of_theme_draws_the_pages_anew_but_keeps_a_box_in_hand(qtbot: QtBot, kit, window: MainWindow) -> None:
    first = window.page
    window.redress()
    assert isinstance(window.page, DockPage)
    assert window.page is not first
    window.take_scan("218043")
    qtbot.waitUntil(lambda: kit.tasks.idle)
    held = window.page
    window.redress()
    assert window.page is held
    assert held.view.centre.asking


def test_the_look_follows_the_system_unless_told_otherwise(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed, fixed = Look(qapp, None), Look(qapp, Theme.LIGHT)
    # A platform without a screen has no scheme to set: its answer is put in, its signal is the real one.
    monkeypatch.setattr(Look, "_system", lambda _: Theme.DARK)
    with qtbot.waitSignal(followed.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (followed.theme, fixed.theme) == (Theme.DARK, Theme.LIGHT)
    assert qapp.palette().window().color().name().upper() == tokens(Theme.DARK)["ground"]
    followed.deleteLater()


def test_a_slow_database_never_stops_the_window(qtbot: QtBot, kit, window: MainWindow) -> None:
    """Gaps between the ticks of a 5 ms timer while the database does not answer; 100 ms expected, ten times allowed."""
    kit.parts.receiving.gate.open.clear()
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(5)
    window.take_scan("218043")
    qtbot.waitUntil(lambda: len(ticks) >= 60)
    timer.stop()
    assert max(later - earlier for earlier, later in itertools.pairwise(ticks)) < 1
    assert not kit.tasks.idle
