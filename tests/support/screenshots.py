"""Pictures of the real window with the demonstration day, a page and state each, written to build/screenshots.

Run as a program: it starts an X server without a screen and itself again under it, for each theme and language. Names
of sets of pictures (those of `SETS`) as arguments take only those; without any, all are taken.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.dock_page import DockPage

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "screenshots"
THEMES, LANGUAGES = ("light", "dark"), ("en", "de")
SMALLEST, SMALL, LARGE = (1024, 768), (1280, 800), (1920, 1080)
_WAIT_S = 30


def main(sets: list[str]) -> int:
    from support.xvfb import display

    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        if not sets or old.name.startswith(tuple(f"{name}-" for name in sets)):
            old.unlink()
    failed = 0
    with display(*LARGE) as environment:
        for theme in THEMES:
            for language in LANGUAGES:
                child = [sys.executable, __file__, "--child", theme, language, *(sets or SETS)]
                failed += subprocess.run(child, env=environment, timeout=300).returncode != 0
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    return 1 if failed else 0


@dataclass
class Studio:
    """The window, and how to wait for it and take its picture."""

    theme: str
    language: str

    def __post_init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from rmadesk.demo import Demonstration
        from ui.app import _translate
        from ui.icons import Icons
        from ui.main_window import MainWindow
        from ui.tasks import TaskRunner
        from ui.text import Words
        from ui.theme import Look, Theme

        running = QApplication.instance()
        self.application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        _translate(self.application, self.language)
        self.look = Look(self.application, Theme(self.theme))
        self.tasks = TaskRunner()
        self.folder = Path(tempfile.mkdtemp(prefix="rmadesk-pictures-"))
        self.day = Demonstration(self.folder, self.language)
        self.desk = self.day.desk
        self.words = Words(self.desk.wording, self.desk.site)
        self.icons = Icons(lambda: self.look.colours)
        self.window = MainWindow(self.tasks)
        self.window.resize(*SMALL)
        self.window.show()

    def open(self) -> None:
        self.window.open_desk(self.desk, self.words, self.icons, lambda: None)
        self.settle()

    def settle(self, until: Callable[[], bool] | None = None) -> None:
        """Until nothing is under way and everything is drawn."""
        deadline = time.monotonic() + _WAIT_S
        self.turn(20)
        while not (self.tasks.idle and (until is None or until())):
            assert time.monotonic() < deadline, "the window is still busy"
            self.turn(20)
        self.turn(60)

    def turn(self, wait_ms: int) -> None:
        """Let the event loop run; unlike QTest.qWait it leaves the interpreter to the workers."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(wait_ms, loop.quit)
        loop.exec()

    def take(self, name: str) -> None:
        path = FOLDER / f"{name}-{self.theme}-{self.language}.png"
        assert self.window.grab().save(str(path)), path


def shoot(studio: Studio) -> None:
    from ui.main_window import PageName

    studio.settle()
    studio.take("first-opening")
    studio.open()
    studio.take("dock-empty")
    for page in (PageName.BENCH, PageName.REGISTRY, PageName.REPORT):
        studio.window.turn_to(page)
        studio.settle()
        studio.take(f"{page.value}-empty")
    studio.window.turn_to(PageName.DOCK)
    shoot_dock(studio)
    shoot_bench(studio)
    shoot_registry(studio)
    shoot_report(studio)
    shoot_fault(studio)


def shoot_dock(studio: Studio) -> None:
    from rmadesk.domain.policy.facts import PackagingKind
    from rmadesk.domain.scans import ScanSource
    from ui.pages.dock_page import DockPage
    from ui.pages.dock_queue import Picture

    day, window = studio.day, studio.window
    day.import_registry()
    dock = window.page
    assert isinstance(dock, DockPage)
    last = len(day.boxes) - 6
    for _ in day.receive(day.boxes[:last]):
        pass
    dock.day.load()
    studio.settle()
    for box, name in zip(day.boxes[last:], "abcdef", strict=True):
        path = day.folder / box.picture
        dock.take_picture(Picture(path.name, path))
        studio.settle()
        if name == "a":
            studio.take("dock-asking")
            window.resize(*LARGE)
            studio.settle()
            studio.take("dock1080-asking")
            window.resize(*SMALL)
        for text in box.typed:
            dock.take_scan(text, ScanSource.KEYED)
            studio.settle()
        if dock.view.centre.asking:
            dock.view.centre.packaging.packaging_chosen.emit(box.at_dock.packaging or PackagingKind.OTHER)
            studio.settle()
        studio.take(f"dock-received-{name}-{dock.view.centre.coloured}")
        dock._on_error_acknowledged()
        if name == "a":
            window.resize(*LARGE)
            studio.settle()
            studio.take("dock1080-received")
            window.resize(*SMALL)
    shots = (("218043", "accept"), ("217903", "hold"), ("217899", "refuse"))
    for number, name in shots:
        dock.take_scan(number)
        studio.settle()
        dock.view.centre.packaging.packaging_chosen.emit(PackagingKind.ORIGINAL)
        studio.settle()
        studio.take(f"dock-verdict-{name}")
    dock.take_scan("NOBODY-KNOWS-THIS")
    studio.settle()
    studio.take("dock-unknown")
    dock.take_key(_key("1"))
    studio.settle()
    studio.take("dock-verdict-unknown")
    dock.take_picture(Picture("no-picture.txt", day.folder / "registry.csv"))
    studio.settle()
    studio.take("dock-error")
    dock._on_escape()
    dock._on_undo_asked()
    studio.settle()
    studio.take("dock-undo")
    dock.undo.confirm()
    studio.settle()
    studio.take("dock-undone")


def shoot_bench(studio: Studio) -> None:
    from rmadesk.domain.rma import Disposition, UnitState
    from ui.main_window import PageName
    from ui.pages.bench_page import BenchPage

    studio.window.turn_to(PageName.BENCH)
    studio.settle()
    bench = studio.window.page
    assert isinstance(bench, BenchPage)
    studio.take("bench-queue")
    bench.queue_view.selectRow(2)
    studio.settle()
    studio.take("bench-unit")
    item = next(each for each in bench.queue.records if not each.on_hold and each.customer)
    bench.queue_view.selectRow(bench.queue.records.index(item))
    bench.print_label(item, str(studio.folder / "label.pdf"))
    studio.settle()
    studio.take("bench-label")
    bench._on_outcome_entered(UnitState.RECEIVED, Disposition.REPAIR, "")
    studio.settle()
    studio.take("bench-logged")
    bench.unit.show_item(next((each for each in bench.queue.records if each.on_hold), None))
    bench._on_outcome_entered(UnitState.RECEIVED, Disposition.REPAIR, "")
    studio.settle()
    studio.take("bench-error")


def shoot_registry(studio: Studio) -> None:
    from ui.main_window import PageName
    from ui.pages.registry_page import RegistryPage

    studio.window.turn_to(PageName.REGISTRY)
    studio.settle()
    registry = studio.window.page
    assert isinstance(registry, RegistryPage)
    registry.refresh()
    studio.settle()
    studio.take("registry-list")
    registry.search.setText("218043")
    studio.settle(lambda: len(registry.found.records) == 1)
    studio.take("registry-history")
    registry.search.setText("no such thing")
    studio.settle(lambda: not registry.found.records)
    studio.take("registry-nothing")
    lines = (studio.folder / "registry.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    good, bad = studio.folder / "again.csv", studio.folder / "bad.csv"
    good.write_text(lines[0] + lines[1].replace("218043", "900001").replace("SN4K70221", "SN9X00001"), encoding="utf-8")
    bad.write_text("".join(lines[:3]) + lines[3].replace("open", "perhaps").replace("2026-10", "some day"), "utf-8")
    registry.import_file(good)
    studio.settle()
    studio.take("registry-import")
    registry.import_file(bad)
    studio.settle()
    studio.take("registry-bad-rows")
    registry._on_import_left()


def shoot_report(studio: Studio) -> None:
    from ui.main_window import PageName
    from ui.pages.report_page import ReportPage

    studio.window.turn_to(PageName.REPORT)
    report = studio.window.page
    assert isinstance(report, ReportPage)
    report._on_today_pressed()
    studio.settle()
    studio.take("report-day")
    day = report._asked
    assert day
    report.save(day, str(studio.folder / "report.pdf"))
    studio.settle()
    studio.take("report-saved")


EXPLAINED = """\
rma_number,issued_at,status,kind,whole_system,edition,customer_id,customer_name,account_paid,support_hold,\
overdue_amount,overdue_since,serial_number,part_number,maker,family,category,on_invoice,invoiced_on,shipped_on,\
price,currency,contract
400105,2026-09-28T09:00:00-07:00,open,repair,true,hardware-warranty,K-5,Larkspur Genomics Inc.,true,false,,,\
SN4E,VX-2U12,vendor,rackmount-server,factory,true,2025-06-11,2025-06-16,,USD,Larkspur 2026
400101,2026-09-28T09:00:00-07:00,open,repair,true,hardware-warranty,K-1,Larkspur Genomics Inc.,false,true,,,\
SN4A,VX-2U12,other,rackmount-server,third-party,false,2021-03-01,2021-03-04,1899.00,USD
400102,2026-09-20T09:00:00-07:00,closed,refund,false,support-page,K-2,Cinder Bay Public Library,true,true,\
1000.00,2026-06-01,SN4B,CP-HDD-18S,vendor,other,software,true,2026-08-02,2026-08-05,429.00,USD
400103,2026-11-18T09:00:00-08:00,open,repair,true,hardware-warranty,K-3,Halvorsen Marin AS,true,false,,,\
SN4C,RK-1U8-E,vendor,rackmount-server,factory,true,2025-06-11,2025-06-16,,USD
400104,2026-11-18T09:00:00-08:00,open,credit,false,support-page,K-4,Contoso Ltd,true,false,,,\
SN4D,CP-HDD-18S,vendor,other,factory,true,2026-11-02,2026-11-05,429.00,USD
"""
"""Authorizations on which much, little and nothing speaks."""
CONTRACT = """\
contract = "Larkspur 2026"
edition = "hardware-warranty"
version = 3
applies_from = 2026-01-01

[rules.rma-expired]
valid_days = 45
other = { effect = "refuse" }
"""


def shoot_why(studio: Studio) -> None:
    """One box each: much that speaks, a refusal, nothing, a charge, several authorizations, nobody's, a repeat."""
    from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
    from rmadesk.domain.rma import Piece
    from rmadesk.domain.scans import Scan, ScanSource
    from rmadesk.services.receiving import BoxAtDock
    from ui.pages.dock_page import DockPage

    registry = studio.folder / "explained.csv"
    registry.write_text(EXPLAINED, encoding="utf-8")
    studio.desk.registry.import_file(registry)
    contract = studio.folder / "contract.toml"
    contract.write_text(CONTRACT, encoding="utf-8")
    studio.desk.policies.adopt(contract, date(2026, 1, 1), "signed")
    studio.open()
    dock = studio.window.page
    assert isinstance(dock, DockPage)
    battered = {"packaging": PackagingKind.OTHER, "outer_damage": OuterDamage.WET, "marked_on_box": True}
    for name, numbers, said in (
        ("hold", ("400101",), battered),
        ("refuse", ("400102",), {"packaging": PackagingKind.ORIGINAL}),
        ("accept", ("400103",), {"packaging": PackagingKind.ORIGINAL, "piece": Piece(1, 1)}),
        ("charge", ("400104",), {"packaging": PackagingKind.OTHER}),
        ("several", ("400103", "400102", "400101"), battered),
        ("contract", ("400105",), {"packaging": PackagingKind.ORIGINAL}),
        ("unknown", ("NOBODY-KNOWS",), {"packaging": None}),
        ("duplicate", ("400103",), {"packaging": PackagingKind.ORIGINAL, "piece": Piece(1, 1)}),
    ):
        scans = tuple(Scan(number, ScanSource.SCANNER) for number in numbers)
        receipt = studio.desk.receiving.receive(BoxAtDock(**({"scans": scans} | said)))
        dock.box.show_received(receipt)
        studio.settle()
        if name in ("hold", "accept"):
            studio.take(f"why-verdict-{name}")
        dock.why.ask()
        studio.settle()
        studio.take(f"why-{name}")
        bar = dock.view.why.reading_place.verticalScrollBar()
        if name in ("hold", "several") and bar.maximum():
            bar.setValue(bar.maximum())
            studio.take(f"why-{name}-end")
        dock.why.close()
    shoot_why_old(studio, dock)
    shoot_why_small(studio, dock)


def shoot_why_old(studio: Studio, dock: "DockPage") -> None:
    """A verdict that the first release recorded, and one whose terms are gone."""
    from rmadesk.domain.policy.verdict import Verdict

    box = dock.view.recent.records[-1]
    (judged,) = box.verdicts
    (expired,) = (each for each in judged.findings if each.rule == "rma-expired")
    figures = {name: expired.figures[name] for name in ("issued_on", "age_days", "valid_days")}
    old = replace(expired, figures=figures)
    first = replace(judged, verdict=Verdict.HOLD, edition_version=1, findings=(old,), pending=("outer-damage",))
    gone = replace(first, edition_version=99, contract="Larkspur 2025")
    for name, verdict in (("version1", first), ("gone", gone)):
        dock.why.open(replace(box, verdicts=(verdict,), voided_at=box.received_at))
        studio.settle()
        studio.take(f"why-{name}")
        dock.why.close()


def shoot_why_small(studio: Studio, dock: "DockPage") -> None:
    """The smallest screen, the list of the last boxes, the bench's list."""
    from ui.main_window import PageName
    from ui.pages.bench_page import BenchPage

    window = studio.window
    window.resize(*SMALLEST)
    studio.settle()
    studio.take("why-verdict-1024")
    several = next(row for row, box in enumerate(dock.view.recent.records) if len(box.verdicts) > 1)
    dock.view.recent_view.selectRow(several)
    dock.why.ask()
    studio.settle()
    studio.take("why-several-1024")
    dock.view.why.go_to(1)
    studio.take("why-several-1024-second")
    dock.why.close()
    window.turn_to(PageName.BENCH)
    studio.settle()
    bench = window.page
    assert isinstance(bench, BenchPage)
    bench.queue_view.selectRow(0)
    studio.settle()
    studio.take("why-bench-1024")
    window.resize(*SMALL)
    studio.settle()
    studio.take("why-bench")


DUES = """\
rma_number,issued_at,status,kind,whole_system,edition,customer_id,account_paid,overdue_amount,overdue_since,\
serial_number,maker,family,category,shipped_on,price,currency,advance_shipped_on,advance_replacement_cost
500001,2026-10-10T09:00:00-07:00,open,replacement,false,hardware-warranty,K-1,true,,,\
SN5A,vendor,rackmount-server,factory,2025-06-16,,USD,2026-10-12,640.00
500002,2026-11-10T09:00:00-08:00,open,replacement,false,support-page,K-2,true,1000.00,2026-08-01,\
SN5B,vendor,rackmount-server,factory,2025-06-16,,USD,2026-11-12,1250.00
500003,2026-11-01T09:00:00-07:00,open,refund,false,support-page,K-3,true,,,\
SN5C,vendor,other,factory,2026-10-25,429.00,USD,,
500004,2026-11-18T09:00:00-08:00,open,repair,true,hardware-warranty,K-4,true,,,\
SN5D,vendor,rackmount-server,factory,2025-06-16,,USD,,
"""
"""Authorizations whose clocks are past, near and far."""


def shoot_due(studio: Studio) -> None:
    """No clock at all, the list, a proposal, one without its reason, one taken, the whole list, and a saved file."""
    from rmadesk.domain.dues import Clock, DueOutcome
    from ui.main_window import PageName
    from ui.models.due_columns import DueFilter
    from ui.pages.due_page import DuePage

    studio.open()
    studio.window.turn_to(PageName.DUE)
    studio.settle()
    page = studio.window.page
    assert isinstance(page, DuePage)
    studio.take("due-empty")
    registry = studio.folder / "dues.csv"
    registry.write_text(DUES, encoding="utf-8")
    studio.desk.registry.import_file(registry)
    page.refresh()
    studio.settle()
    studio.take("due-list")
    clocks = [row.due.clock for row in page.dues.records]
    page.dues_view.selectRow(clocks.index(Clock.INVOICE))
    studio.settle()
    studio.take("due-proposal")
    page.panel.decided.emit(DueOutcome.TAKEN, "")
    studio.settle()
    studio.take("due-no-reason")
    page.panel.decided.emit(DueOutcome.TAKEN, "The customer was called twice.")
    studio.settle()
    page.show_part(DueFilter.ALL)
    studio.settle()
    studio.take("due-taken")
    page._on_told_acted()
    clocks = [row.due.clock for row in page.dues.records]
    page.dues_view.selectRow(clocks.index(Clock.PAYMENT_DUE))
    page.save(str(studio.folder / "due.ics"))
    studio.settle()
    studio.take("due-payment")
    studio.window.resize(*SMALLEST)
    studio.settle()
    studio.take("due-1024")
    page._saved = None
    page._on_told_acted()
    page.show_part(DueFilter.ACT)
    page.dues_view.selectRow(0)
    studio.settle()
    studio.take("due-1024-proposal")


def shoot_fault(studio: Studio) -> None:
    from rmadesk.domain.errors import FaultError
    from ui.main_window import MainWindow

    error = FaultError("database-not-ours", file=str(Path("/srv/desk/letters.docx")))
    window = studio.window
    studio.window = MainWindow(studio.tasks)
    studio.window.resize(*SMALL)
    studio.window.show()
    studio.window.first_screen.show_fault(studio.desk.wording.error(error))
    studio.settle()
    studio.take("first-fault")
    studio.window.close()
    studio.window = window


def shoot_camera(studio: Studio) -> None:
    from support import camera_shots

    camera_shots.shoot_camera(studio)


def shoot_questions(studio: Studio) -> None:
    from support import question_shots

    question_shots.shoot_questions(studio)


def shoot_scanner(studio: Studio) -> None:
    from support import scanner_shots

    scanner_shots.shoot_scanner(studio)


SETS: dict[str, Callable[[Studio], None]] = {
    "window": shoot,
    "why": shoot_why,
    "due": shoot_due,
    "camera": shoot_camera,
    "questions": shoot_questions,
    "scanner": shoot_scanner,
}
"""The sets of pictures by name, each taken in a window and on a database of its own."""


def _key(text: str) -> "QKeyEvent":
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, ord(text), Qt.KeyboardModifier.NoModifier, text)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    if sys.argv[1:2] != ["--child"]:
        sys.exit(main(sys.argv[1:]))
    for name in sys.argv[4:]:
        studio = Studio(*sys.argv[2:4])
        try:
            SETS[name](studio)
        finally:
            studio.tasks.close()
            studio.window.close()
            studio.desk.close()
