"""Pictures of the pages: empty, with the demonstration day, and a desk that does not open."""

from pathlib import Path
from typing import TYPE_CHECKING

from support.screenshots import LARGE, SMALL, key_event

if TYPE_CHECKING:
    from support.screenshots import Studio


def shoot(studio: "Studio") -> None:
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


def shoot_dock(studio: "Studio") -> None:
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
    dock.take_key(key_event("1"))
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


def shoot_bench(studio: "Studio") -> None:
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


def shoot_registry(studio: "Studio") -> None:
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


def shoot_report(studio: "Studio") -> None:
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


def shoot_fault(studio: "Studio") -> None:
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
