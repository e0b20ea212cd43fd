"""Pictures of every question that the dock asks about a box, on the usual screen and on the smallest."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rmadesk.domain.scans import PrintedText
from rmadesk.services.printed_numbers import PrintedNumbers
from support.choices import TEXT as AMBIGUOUS
from support.window_fakes import FakePictures, Gate

if TYPE_CHECKING:
    from support.screenshots import Studio

EAN = "4006381333931"
LONG = "]C1\x1d" + "0123456789ABCDEF" * 20 + "\u202etxt"
PARCEL = "1ZW41R630321804318"
STRANGE_PARCEL = "1Z999AA10123456784"
CORNERS = ((0, 0), (90, 0), (90, 20), (0, 20))


class _Print:
    """Finds in print what it is told to, when it is let."""

    there = True

    def __init__(self) -> None:
        self.gate = Gate()
        self.lines: tuple[str, ...] = ()

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        self.gate()
        return tuple(PrintedText(line, 0.97, CORNERS) for line in self.lines)


class _Dock:
    """The dock page, fed with made-up pictures."""

    def __init__(self, studio: "Studio") -> None:
        from ui.pages.dock_page import DockPage

        self.studio = studio
        self.pictures, self.print = FakePictures(), _Print()
        parts: dict[str, Any] = studio.desk.__dict__
        parts["pictures"] = self.pictures
        parts["printed"] = PrintedNumbers(studio.desk.storage, self.print, studio.desk.site)
        studio.open()
        page = studio.window.page
        assert isinstance(page, DockPage)
        self.page = page

    def see(
        self, *texts: str, unsure: tuple[str, ...] = (), printed: tuple[str, ...] = (), name: str = "L.jpg"
    ) -> None:
        """Put the box in hand aside, and show a picture of the next."""
        from ui.pages.dock_queue import Picture

        self.page.box.take_back()
        self.pictures.texts, self.pictures.unsure, self.print.lines = texts, unsure, printed
        self.page.take_picture(Picture(name, Path(name)))

    def press(self, keys: str) -> None:
        from support.screenshots import key_event

        for key in keys:
            self.page.take_key(key_event(key))

    def take(self, name: str, *, busy: bool = False) -> None:
        """Both sizes; `busy`: something is held up on purpose."""
        from support.screenshots import SMALL, SMALLEST

        for size, kind in ((SMALL, "1280"), (SMALLEST, "1024")):
            self.studio.window.resize(*size)
            self.studio.turn(250) if busy else self.studio.settle()
            self.studio.take(f"questions-{name}-{kind}")
        self.studio.window.resize(*SMALL)

    def let_print(self, let: bool) -> None:
        """Hold the reading of print up, or let it go on."""
        if let:
            self.print.gate.open.set()
        else:
            self.print.gate.open.clear()


def shoot(studio: "Studio") -> None:
    """Reads of all sorts, each question, the print before and after it is read, and what comes of nothing."""
    studio.day.import_registry()
    dock = _Dock(studio)
    try:
        _shoot_reads(dock)
        _shoot_print(dock)
        _shoot_nothing(dock)
    finally:
        dock.let_print(True)
        del studio.desk.__dict__["pictures"]


def _shoot_reads(dock: _Dock) -> None:
    dock.see("218043", EAN, unsure=(EAN,))
    dock.take("unsure")
    dock.see("218043", EAN, LONG, "96385074", unsure=(EAN, LONG, "96385074"))
    dock.studio.settle()
    dock.press("n")
    dock.take("unsure-long")
    dock.see(AMBIGUOUS, "218043")
    dock.take("choice")
    dock.see(AMBIGUOUS)
    dock.take("choice-nobodys")
    dock.see(
        "218043",
        PARCEL,
        "RMA-999999",
        "00012345678",
        "[)>\x1e06\x1dSSN4K70221\x1d1PVX-2U12-HA\x1e\x04",
        "https://example.org/\u202egpj.exe",
        "%RD:OK:7F3K",
    )
    dock.take("reads")


def _shoot_print(dock: _Dock) -> None:
    dock.let_print(False)
    dock.see(STRANGE_PARCEL, printed=("SHIP TO", "RMA # 218043"))
    dock.studio.turn(400)
    dock.take("print-looking", busy=True)
    dock.press("1")
    dock.take("print-waiting", busy=True)
    dock.let_print(True)
    dock.take("print-asked")
    dock.see(STRANGE_PARCEL, printed=("RMA # 218043",))
    dock.take("print-offer")
    dock.see(STRANGE_PARCEL, printed=("RMA-900001",))
    dock.take("print-strange")
    dock.see(PARCEL, printed=())
    dock.take("expected")


def _shoot_nothing(dock: _Dock) -> None:
    name = "IMG_20261120_140233-the-box-with-the-torn-label-in-the-corner.jpg"
    dock.let_print(False)
    dock.see(printed=("RMA # 218043",), name=name)
    dock.studio.turn(400)
    dock.take("bare-looking", busy=True)
    dock.let_print(True)
    dock.take("bare-asked")
    dock.see(name=name)
    dock.take("bare-nothing")
    dock.page._on_escape()
