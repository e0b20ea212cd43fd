"""The shell: top bar, navigation, and the pages, each made when it is first turned to."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rmadesk.domain.errors import RmaDeskError
from ui.tasks import TaskRunner
from ui.widgets.first_screen import FirstScreen
from ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ui.desk_parts import DeskParts
    from ui.icons import Icons
    from ui.pages.dock_queue import Picture
    from ui.text import Words
    from ui.widgets.device_notices import DeviceNotices
    from ui.widgets.notice import Tone

_RAIL_WIDTH, _RAIL_BUTTON = 112, 84
_ICON = 32
_SIZE = QSize(1280, 800)


class PageName(StrEnum):
    """The pages, in the order of the navigation."""

    DOCK = "dock"
    BENCH = "bench"
    REGISTRY = "registry"
    REPORT = "report"
    DUE = "due"


@runtime_checkable
class TakesScans(Protocol):
    """A page that has a use for a scan of its own; the others leave it to the dock."""

    def take_scan(self, text: str) -> None: ...


@runtime_checkable
class TakesPictures(Protocol):
    """A page that reads labels in pictures."""

    def take_picture(self, picture: "Picture") -> None: ...


@runtime_checkable
class TakesKeys(Protocol):
    """A page that knows keys which no widget of its own had the focus for."""

    def take_key(self, event: QKeyEvent) -> bool: ...


@runtime_checkable
class Refreshes(Protocol):
    """A page that shows what other pages change."""

    def refresh(self) -> None: ...


@runtime_checkable
class KeepsWork(Protocol):
    """A page that may hold what somebody is in the middle of."""

    @property
    def in_use(self) -> bool: ...


class MainWindow(QMainWindow):
    """Built bare, so that it is on screen at once; `open_desk` brings it to life. `painted` comes once."""

    painted = Signal()
    retried = Signal()
    station_changed = Signal(object)

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._was_painted = False
        self._early_scans: list[str] = []
        self._words: Words | None = None
        self._parts: DeskParts | None = None
        self._notices: DeviceNotices | None = None
        self._makers: dict[PageName, Callable[[], QWidget]] = {}
        self._pages: dict[PageName, QWidget] = {}
        self._stale: set[PageName] = set()
        self._icons: Icons | None = None
        self.first_screen = FirstScreen()
        self.first_screen.retried.connect(self.retried)
        self.first_screen.left.connect(self.close)
        self.top_bar = TopBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.first_screen)
        self._rail, self._buttons = self._navigation()
        self._rail.setEnabled(False)
        self._arrange()
        self.setWindowTitle("rmadesk")
        self.resize(_SIZE)
        # The window itself keeps the focus: a stray Enter finds no button to press.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    @property
    def page(self) -> QWidget:
        """What is on screen."""
        page = self._stack.currentWidget()
        assert page  # the first screen is there from the start
        return page

    def open_desk(
        self, parts: "DeskParts", words: "Words", icons: "Icons", next_picture: Callable[[], Path | None] | None
    ) -> None:
        """The database is open: show the dock. `next_picture` is given by a demonstration."""
        self._makers = self._page_makers(parts, words, icons, next_picture)
        self._icons, self._words, self._parts = icons, words, parts
        self._draw_navigation()
        self.top_bar.show_desk(
            parts.site.name,
            parts.site.station_name,
            parts.user,
            self.tr("Open as manager: no people added yet"),
            self.tr("DEMONSTRATION") if next_picture else "",
        )
        self.setWindowTitle(f"{parts.site.name} – {parts.site.station_name}")
        self._rail.setEnabled(True)
        self.turn_to(PageName.DOCK)
        for text in self._early_scans:
            self.take_scan(text)
        self._early_scans.clear()

    def turn_to(self, name: PageName) -> None:
        """Show a page; what other pages changed meanwhile is read again."""
        if name not in self._makers:
            return
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self._stack.addWidget(self._pages[name])
        elif name in self._stale and isinstance(page := self._pages[name], Refreshes):
            page.refresh()
        self._stale.discard(name)
        self._buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        self.setFocus()

    @Slot()
    def redress(self) -> None:
        """The theme has changed: icons are drawn anew, and pages made again unless somebody is in the middle of one."""
        current = next((name for name, page in self._pages.items() if page is self.page), None)
        if current is None:
            return
        self._draw_navigation()
        if self._notices and self._icons:
            self._notices.redress(self._icons)
        for name, page in list(self._pages.items()):
            if not (isinstance(page, KeepsWork) and page.in_use):
                del self._pages[name]
                self._stack.removeWidget(page)
                page.deleteLater()
        self.turn_to(current)

    @Slot(str)
    def take_scan(self, text: str) -> None:
        """A scanner's burst: for the page on screen, else for the dock; kept until there is one."""
        if not self._makers:
            self._early_scans.append(text)
            return
        if not isinstance(self.page, TakesScans):
            self.turn_to(PageName.DOCK)
        if isinstance(page := self.page, TakesScans):
            page.take_scan(text)

    @Slot(Path)
    def take_picture_file(self, path: Path) -> None:
        """A device's picture: for the dock, which comes on screen unless somebody is in the middle of another page."""
        from ui.pages.dock_queue import Picture

        dock: object = self._pages.get(PageName.DOCK)
        if isinstance(dock, TakesPictures):
            dock.take_picture(Picture(path.name, path))
            if not (isinstance(page := self.page, KeepsWork) and page.in_use):
                self.turn_to(PageName.DOCK)

    @Slot(str, object)
    def show_device_error(self, device: str, error: RmaDeskError) -> None:
        """Why a device brings nothing; it stays until it is over or read."""
        from ui.widgets.notice import Tone

        if self._words:
            self._tell_of(device, Tone.ERROR, self._words.error(error))

    @Slot(int)
    def show_left_alone(self, count: int) -> None:
        """Pictures that lay in the watched folder before the desk was opened."""
        from ui.widgets.notice import Tone

        sentence = self.tr(
            "{count} pictures lay in the watched folder before; they are not taken. "
            "Open those that are still to be received (F2)."
        )
        self._tell_of("left-alone", Tone.DONE, sentence.format(count=count))

    @Slot(str)
    def clear_device_error(self, device: str) -> None:
        """The device works again."""
        if self._notices:
            self._notices.clear(device)

    @Slot()
    def test_scanner(self) -> None:
        """Show the test of a scanner that types, over whatever is on screen."""
        from ui.widgets.scanner_test import ScannerTest

        if self._parts and self._words:
            test = ScannerTest(self._parts, self._words, self._tasks, self)
            test.station_saved.connect(self.station_changed)
            test.open()

    def _tell_of(self, device: str, tone: "Tone", sentence: str) -> None:
        from ui.widgets.device_notices import DeviceNotices

        if self._notices is None:
            self._notices = DeviceNotices()
            self._body.insertWidget(1, self._notices)
        assert self._icons
        self._notices.tell(self._icons, device, tone, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (isinstance(page := self.page, TakesKeys) and page.take_key(event)):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    @Slot()
    def _on_records_changed(self) -> None:
        """A page has changed what the others show: they read again when they are next turned to."""
        current = self.page
        self._stale = {name for name, page in self._pages.items() if page is not current}

    def _draw_navigation(self) -> None:
        assert self._icons
        for name, button in self._buttons.items():
            button.setIcon(self._icons.icon(name.value))
        self._scanner_button.setIcon(self._icons.icon("scan"))

    def _page_makers(
        self, parts: "DeskParts", words: "Words", icons: "Icons", next_picture: Callable[[], Path | None] | None
    ) -> dict[PageName, Callable[[], QWidget]]:
        """Each page's module is imported when the page is first turned to."""

        def dock() -> QWidget:
            from ui.pages.dock_page import DockPage

            page = DockPage(parts, words, icons, self._tasks, next_picture)
            page.box_received.connect(self._on_records_changed)
            page.receipt_undone.connect(self._on_records_changed)
            return page

        def bench() -> QWidget:
            from ui.pages.bench_page import BenchPage

            page = BenchPage(parts, words, icons, self._tasks)
            page.outcome_logged.connect(self._on_records_changed)
            page.label_printed.connect(self._on_records_changed)
            return page

        def registry() -> QWidget:
            from ui.pages.registry_page import RegistryPage

            page = RegistryPage(parts, words, icons, self._tasks)
            page.registry_changed.connect(self._on_records_changed)
            return page

        def report() -> QWidget:
            from ui.pages.report_page import ReportPage

            return ReportPage(parts, words, icons, self._tasks)

        def due() -> QWidget:
            from ui.pages.due_page import DuePage

            page = DuePage(parts, words, icons, self._tasks)
            page.decided.connect(self._on_records_changed)
            return page

        makers = (dock, bench, registry, report, due)
        return dict(zip(PageName, makers, strict=True))

    def _navigation(self) -> tuple[QFrame, dict[PageName, QToolButton]]:
        rail = QFrame()
        rail.setObjectName("navigation")
        rail.setFixedWidth(_RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        group = QButtonGroup(rail)
        words = {
            PageName.DOCK: self.tr("Dock"),
            PageName.BENCH: self.tr("Bench"),
            PageName.REGISTRY: self.tr("Registry"),
            PageName.REPORT: self.tr("Report"),
            PageName.DUE: self.tr("Due"),
        }
        made: dict[PageName, QToolButton] = {}
        self._scanner_button = _rail_button(self.tr("Scanner"), "F12")
        self._scanner_button.clicked.connect(self.test_scanner)
        for place, (name, word) in enumerate(words.items(), start=1):
            button = made[name] = _rail_button(word, f"Ctrl+{place}")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.turn_to(name))
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda name=name: self.turn_to(name))
            group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._scanner_button)
        QShortcut(QKeySequence("F12"), self, self.test_scanner)
        return rail, made

    def _arrange(self) -> None:
        body = QWidget()
        column = self._body = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(body)


def _rail_button(word: str, key: str) -> QToolButton:
    button = QToolButton()
    button.setText(word)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setMinimumHeight(_RAIL_BUTTON)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(key)
    return button
