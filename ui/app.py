"""Starts the window: the only module of the window that knows bootstrap."""

import contextlib
import logging
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from rmadesk.bootstrap import Desk
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.station import Station, WedgeSettings
from ui.main_window import MainWindow
from ui.tasks import TaskRunner
from ui.theme import Look, Theme

FirstPaint = Callable[[], None]
_LOG = logging.getLogger(__name__)
_MORNING = 2 / 3
"""How much of a demonstration's day is received before the window is handed over."""


class Demonstration(Protocol):
    """A day that is played: its registry and its boxes, received through the desk's own services."""

    @property
    def desk(self) -> Desk: ...

    @property
    def folder(self) -> Path: ...

    @property
    def boxes(self) -> Sequence[Any]: ...

    def import_registry(self) -> None: ...

    def receive(self, boxes: Iterable[Any]) -> Iterator[Any]: ...


def run(
    database: Path | None,
    user: str | None,
    language: str | None,
    theme: str | None,
    demo: bool = False,
    on_first_paint: FirstPaint | None = None,
) -> int:
    """Open the window on a database; gives the exit status. `demo` marks it as a demonstration."""
    application = _application()
    desk = Desk(database, user=user, language=language or _language(database))
    return _Program(application, desk, language, theme, None, demo, on_first_paint).run()


def run_demonstration(day: Demonstration, theme: str | None, on_first_paint: FirstPaint | None = None) -> int:
    """Open the window on a demonstration: the morning is received, the other boxes wait to be scanned."""
    return _Program(_application(), day.desk, None, theme, day, True, on_first_paint).run()


class _Program(QObject):
    """One run of the window, from the first paint to the closed database."""

    def __init__(
        self,
        application: QApplication,
        desk: Desk,
        language: str | None,
        theme: str | None,
        day: Demonstration | None,
        demo: bool,
        on_first_paint: FirstPaint | None,
    ) -> None:
        super().__init__()
        self._application = application
        self._desk = desk
        self._day = day
        self._demo = demo
        self._on_first_paint = on_first_paint
        self._fault: RmaDeskError | None = None
        self._held = contextlib.ExitStack()
        self._left: list[Path] = []
        self._configure_scanner: Callable[[WedgeSettings], None] = lambda _: None
        _translate(application, language or _language_of(desk))
        self._look = Look(application, Theme(theme) if theme else None, self)
        self._tasks = TaskRunner(self)
        self._tasks.bug_found.connect(self._on_bug_found)
        self._window = MainWindow(self._tasks)
        self._window.painted.connect(self._on_painted)
        self._window.retried.connect(self._open)
        self._look.changed.connect(self._window.redress)

    def run(self) -> int:
        """Show the window until it is closed."""
        hook, sys.excepthook = sys.excepthook, self._on_uncaught
        try:
            self._window.show()
            status = self._application.exec()
        finally:
            sys.excepthook = hook
            self._let_go()
        return self._fault.exit_status if self._fault else status

    def _let_go(self) -> None:
        """What was begun is finished, but for what only suggests: until then nobody can open the window again."""
        self._desk.end_print_reading()
        self._tasks.close()
        self._held.close()
        self._desk.close()

    @Slot()
    def _on_painted(self) -> None:
        if self._on_first_paint:
            self._on_first_paint()
        QTimer.singleShot(0, self, self._open)

    @Slot()
    def _open(self) -> None:
        """What is heavy comes now: libraries, settings, the database, on the database's worker."""
        from ui.wedge import ScannerWedge

        if not self._window.findChildren(ScannerWedge):
            wedge = ScannerWedge(self._window)
            wedge.scanned.connect(self._window.take_scan)
            self._application.installEventFilter(wedge)
            self._configure_scanner = wedge.configure
        self._fault = None
        self._window.first_screen.show_busy(
            self.tr("Receiving the morning's boxes…") if self._day else self.tr("Opening the database…")
        )
        self._tasks.run(self._opened, self._on_opened, self._on_not_opened, owner=self)

    def _opened(self) -> None:
        """On the worker: everything that the first page needs is there when it is asked for."""
        desk = self._desk
        _ = (desk.site, desk.station)
        desk.wording.text("word.verdict.accept")
        self._held.enter_context(desk.storage.lock_window())
        # Made here, before the window's other workers may ask for them at the same time.
        _ = (desk.receiving, desk.reporting, desk.choices, desk.pictures, desk.printed)
        if self._day:
            self._play_morning(self._day)

    def _play_morning(self, day: Demonstration) -> None:
        day.import_registry()
        morning = round(len(day.boxes) * _MORNING)
        for _ in day.receive(day.boxes[:morning]):
            pass
        self._left = [day.folder / box.picture for box in day.boxes[morning:]]

    def _on_opened(self, _: None) -> None:
        from ui.icons import Icons
        from ui.text import Words

        words = Words(self._desk.wording, self._desk.site)
        icons = Icons(lambda: self._look.colours)
        self._window.open_desk(self._desk, words, icons, self._next_picture if self._demo else None)
        self._attach(self._desk.station)

    def _attach(self, station: Station) -> None:
        """The station's devices, once there is a page for what they bring."""
        from ui.devices.attached import AttachedDevices

        self._configure_scanner(station.scanner)
        self._window.station_changed.connect(self._on_station_changed)
        devices = AttachedDevices(station, self._tasks, self._window)
        devices.scanned.connect(self._window.take_scan)
        devices.picture_arrived.connect(self._window.take_picture_file)
        devices.left_alone.connect(self._window.show_left_alone)
        devices.failed.connect(self._window.show_device_error)
        devices.recovered.connect(self._window.clear_device_error)
        devices.start()

    @Slot(object)
    def _on_station_changed(self, station: Station) -> None:
        self._configure_scanner(station.scanner)

    def _on_not_opened(self, error: RmaDeskError) -> None:
        self._fault = error
        sentence = self._desk.wording.error(error)
        print(f"rmadesk: {sentence}", file=sys.stderr)  # noqa: T201 - whoever started it from a terminal reads it there
        self._window.first_screen.show_fault(sentence)

    def _next_picture(self) -> Path | None:
        return self._left.pop(0) if self._left else None

    @Slot(str)
    def _on_bug_found(self, trace: str) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("A mistake in rmadesk"))
        box.setText(self.tr("Something went wrong that nobody foresaw. What was recorded before is safe."))
        box.setInformativeText(self.tr("You can go on working. Please report the details below."))
        box.setDetailedText(trace)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        _LOG.critical("a bug in the window", exc_info=(kind, error, trace))
        self._on_bug_found("".join(traceback.format_exception(kind, error, trace)))


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("rmadesk")
    application.setApplicationDisplayName("rmadesk")
    return application


def _language(database: Path | None) -> str | None:
    """The site's language, else the system's; settings that can't be read are told later, in the system's."""
    return _language_of(Desk(database))


def _language_of(desk: Desk) -> str:
    try:
        named = desk.site.language
    except RmaDeskError:
        named = None
    return named or ("de" if QLocale.system().language() is QLocale.Language.German else "en")


def _translate(application: QApplication, language: str) -> None:
    """The window's own words, and those of Qt's dialogs; English is what the source says."""
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    for folder, name in (
        (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), f"qtbase_{language}.qm"),
        (files("resources") / "i18n", f"window_{language}.qm"),
    ):
        translator = QTranslator(application)
        with as_file(folder / name) as path:
            if translator.load(str(path)):
                application.installTranslator(translator)
