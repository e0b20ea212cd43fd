"""The demonstration: a day of boxes, received through the same services as any other day, from the pixels on."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from time import monotonic
from typing import Any

from rmadesk.bootstrap import Desk, default_database_path
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Piece
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.services.receiving import BoxAtDock, Receipt
from rmadesk.services.reporting import DayReport

USER = "demo"
DATABASE = "demo.sqlite"
LABEL = "replacement-label.pdf"
_HANDLING = timedelta(seconds=20)
"""How long after its arrival a box is scanned."""


@dataclass(frozen=True, slots=True)
class DemoBox:
    """One box of the day: the picture of its label, and what the clerk saw and typed."""

    picture: str
    at_dock: BoxAtDock
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlayedDay:
    """What the day came to, and where its files lie."""

    report: DayReport
    database: Path
    label: Path | None
    reports: tuple[Path, ...]


class DayClock:
    """A clock that is put to an hour of the demonstration day, and runs on from there."""

    def __init__(self, start: datetime) -> None:
        self.put(start)

    def put(self, instant: datetime) -> None:
        """Make it `instant` (aware) now."""
        self._start = instant.astimezone(UTC)
        self._since = monotonic()

    def now(self) -> datetime:
        """The present of the demonstration, aware, UTC."""
        return self._start + timedelta(seconds=monotonic() - self._since)


class Demonstration:
    """A day in a folder of its own, begun anew each time: database, label pictures, label and reports."""

    def __init__(self, folder: Path, language: str | None = None) -> None:
        self.folder = folder
        self.boxes = day_of_boxes()
        self._make_room()
        self.clock = DayClock(_arrival(self.boxes[0]))
        self.desk = Desk(folder / DATABASE, user=USER, clock=self.clock, language=language)

    @property
    def labels(self) -> Path:
        """Where the pictures of the boxes' labels lie."""
        return self.folder / "labels"

    def import_registry(self) -> None:
        """What the ticket system handed over in the morning."""
        self.desk.registry.import_file(self.folder / "registry.csv")

    def receive(self, boxes: Iterable[DemoBox]) -> Iterator[Receipt]:
        """Read each box's picture and receive it, at its hour."""
        for box in boxes:
            self.clock.put(_arrival(box) + _HANDLING)
            yield self.desk.receiving.receive(self._with_scans(box))

    def finish(self) -> PlayedDay:
        """Ship one replacement, and write the day's report in every form."""
        label = self._ship_one()
        day = _arrival(self.boxes[0]).astimezone(self.desk.site.time_zone).date()
        reports = tuple(self.folder / f"report-{day.isoformat()}{ending}" for ending in (".pdf", ".xlsx", ".csv"))
        saved = [self.desk.reporting.save(day, path) for path in reports]
        return PlayedDay(saved[0], self.folder / DATABASE, label, reports)

    def _with_scans(self, box: DemoBox) -> BoxAtDock:
        reads = self.desk.pictures.read_file(self.folder / box.picture, enough=self.desk.receiving.enough)
        scans = tuple(Scan(read.text, ScanSource.PICTURE, read) for read in reads)
        typed = tuple(Scan(text, ScanSource.KEYED) for text in box.typed)
        return replace(box.at_dock, scans=(*scans, *typed))

    def _ship_one(self) -> Path | None:
        """The label of the first accepted box that can have one."""
        path = self.folder / LABEL
        for box in reversed(self.desk.receiving.recent(len(self.boxes))):
            if box.verdict is Verdict.ACCEPT and box.rma_numbers:
                try:
                    self.desk.shipping.print_label(box.rma_numbers[0], path)
                except RefusedError:
                    continue
                return path
        return None

    def _make_room(self) -> None:
        """An empty database, and the pictures where a person can open them; nothing else in the folder is touched."""
        try:
            self._empty()
        except OSError as error:
            reason = error.strerror or str(error)
            raise FaultError("file-write-failed", path=str(self.folder), reason=reason) from error

    def _empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with _no_window_on(self.folder / DATABASE):
            for old in self.folder.glob(f"{DATABASE}*"):
                if not old.name.endswith("-lock"):  # which is held at this moment
                    old.unlink(missing_ok=True)
        for written in (self.folder / LABEL, *self.folder.glob("report-*")):
            written.unlink(missing_ok=True)
        self.labels.mkdir(exist_ok=True)
        with as_file(files("resources") / "demo") as source:
            for picture in (source / "labels").iterdir():
                (self.labels / picture.name).write_bytes(picture.read_bytes())
            (self.folder / "registry.csv").write_bytes((source / "registry.csv").read_bytes())


@contextmanager
def _no_window_on(database: Path) -> Iterator[None]:
    """Refuses, naming who, while somebody is still looking at the last demonstration."""
    if not database.exists():
        yield
        return
    before = Desk(database)
    try:
        with ExitStack() as held:
            try:
                held.enter_context(before.storage.lock_window())
            except FaultError as fault:
                if fault.code == "database-window-open":
                    raise
                # else it is damaged or of another version: no window could be open on it
            yield
    finally:
        before.close()


def default_folder() -> Path:
    """Beside the station's own database, and never mixed with it."""
    return default_database_path().parent / "demonstration"


def day_of_boxes() -> tuple[DemoBox, ...]:
    """The boxes of the demonstration day, in the order in which they are scanned."""
    lines = (files("resources") / "demo" / "day.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_box(json.loads(line)) for line in lines)


def _box(told: dict[str, Any]) -> DemoBox:
    piece = Piece(*map(int, told["box"].split("/"))) if told["box"] else None
    at_dock = BoxAtDock(
        scans=(),
        packaging=PackagingKind(told["packaging"]),
        outer_damage=OuterDamage(told["outer_damage"]),
        marked_on_box=told["marked_on_box"],
        number_state=NumberState(told["number_state"]) if told["number_state"] else None,
        piece=piece,
        arrived_at=datetime.fromisoformat(told["at"]),
    )
    return DemoBox(told["image"], at_dock, tuple(told["scan"]))


def _arrival(box: DemoBox) -> datetime:
    assert box.at_dock.arrived_at
    return box.at_dock.arrived_at
