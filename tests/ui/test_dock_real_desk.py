"""The dock on a real desk over a real file: what a person says to its questions is what stands in the record."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rmadesk.bootstrap import Desk
from rmadesk.domain.policy.facts import NumberState
from rmadesk.domain.rma import Box
from rmadesk.domain.scans import PrintedText, ScanSource
from rmadesk.services.printed_numbers import PrintedNumbers
from rmadesk.services.site import Site
from support.choices import TEXT as AMBIGUOUS
from support.desk import PARCELS
from support.window_fakes import FakePictures
from ui.icons import Icons
from ui.pages.dock_page import DockPage
from ui.pages.dock_queue import Picture
from ui.tasks import TaskRunner
from ui.text import Words
from ui.theme import Look, Theme

EAN = "4006381333931"
REGISTRY = """\
rma_number,issued_at,status,kind,whole_system,edition,customer_id,customer_name,account_paid,serial_number,maker,\
family,category,shipped_on
104205,2026-11-10T09:00:00-08:00,open,repair,true,hardware-warranty,K-1,Larkspur Genomics,true,SN5D,vendor,\
rackmount-server,factory,2025-06-16
"""


class Print:
    """A reader of print that finds what it is told to."""

    there = True

    def __init__(self, *lines: str) -> None:
        corners = ((0, 0), (90, 0), (90, 20), (0, 20))
        self.lines = tuple(PrintedText(line, 0.98, corners) for line in lines)

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        return self.lines

    def print_in_bytes(self, content: bytes, name: str) -> tuple[PrintedText, ...]:
        return self.lines


class Station:
    """A dock page over a database file; what is read from pictures and their print is given, all else is real."""

    def __init__(self, qtbot: QtBot, application: QApplication, database: Path) -> None:
        self.qtbot = qtbot
        self.desk = Desk(database, user="ana", site=Site(), language="en")
        self.pictures = FakePictures()
        parts: dict[str, Any] = self.desk.__dict__
        parts["pictures"] = self.pictures
        registry = database.with_name("registry.csv")
        registry.write_text(REGISTRY, encoding="utf-8")
        self.desk.registry.import_file(registry)
        self.tasks = TaskRunner()
        look = Look(application, Theme.LIGHT)
        words = Words(self.desk.wording, self.desk.site)
        self.print_says()
        self.dock = DockPage(self.desk, words, Icons(lambda: look.colours), self.tasks)
        qtbot.addWidget(self.dock)
        self.settle()

    def print_says(self, *lines: str) -> None:
        self.desk.__dict__["printed"] = PrintedNumbers(self.desk.storage, Print(*lines), self.desk.site)

    def shows(self, *texts: str, unsure: tuple[str, ...] = ()) -> None:
        """A picture comes in."""
        self.pictures.texts, self.pictures.unsure = texts, unsure
        self.dock.take_picture(Picture("label.jpg", Path("label.jpg")))
        self.settle()

    def press(self, keys: str) -> None:
        for key in keys:
            modifiers = Qt.KeyboardModifier.NoModifier
            self.dock.take_key(QKeyEvent(QEvent.Type.KeyPress, ord(key.upper()), modifiers, key))
            self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def recorded(self) -> tuple[Box, ...]:
        """What another station reads of the last boxes, newest first."""
        other = Desk(self.desk.database, user="ben", site=Site(), language="en")
        try:
            assert other.audit.check().faults == ()
            return other.receiving.recent(10)
        finally:
            other.close()


@pytest.fixture
def station(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Station]:
    made = Station(qtbot, qapp, tmp_path / "desk.sqlite")
    yield made
    made.tasks.close()
    del made.desk.__dict__["pictures"]
    made.desk.close()


@pytest.mark.parametrize("right", [True, False], ids=["right", "left out"])
def test_an_article_that_one_pass_read_is_on_record_only_by_a_persons_word(station: Station, right: bool) -> None:
    station.shows("104205", EAN, unsure=(EAN,))
    assert EAN in station.dock.view.centre.yes_no.words
    assert station.recorded() == ()
    station.press("y1" if right else "n1")
    (box,) = station.recorded()
    assert box.rma_numbers == ("104205",)
    assert [(scan.text, scan.confirmed) for scan in box.scans] == [("104205", True), *([(EAN, True)] if right else [])]


def test_the_printed_number_is_on_record_as_confirmed_by_a_person(station: Station) -> None:
    station.print_says("SHIP TO", "RMA # 104205", "PO 77")
    station.shows(PARCELS[0])
    bar = station.dock.view.centre.packaging.print
    assert bar.words == "The print says RMA 104205 (in the registry, Larkspur Genomics)"
    station.press("y1")
    (box,) = station.recorded()
    assert box.rma_numbers == ("104205",)
    assert box.number_state is NumberState.READ
    assert {scan.source for scan in box.scans} == {ScanSource.PICTURE, ScanSource.OCR}


def test_the_printed_number_alone_makes_a_box_of_a_picture_without_codes(station: Station) -> None:
    station.print_says("RMA # 104205")
    station.shows()
    station.press("y1")
    (box,) = station.recorded()
    assert (box.rma_numbers, box.scans[0].source) == (("104205",), ScanSource.OCR)


def test_a_declined_printed_number_leaves_the_number_missing(station: Station) -> None:
    station.print_says("RMA # 104205")
    station.shows(PARCELS[0])
    station.press("1")
    assert station.recorded() == ()
    station.press("n")
    (box,) = station.recorded()
    assert (box.rma_numbers, box.number_state) == ((), NumberState.MISSING)


def test_what_an_ambiguous_number_is_goes_on_record_and_is_not_asked_again(station: Station) -> None:
    station.shows("104205", AMBIGUOUS)
    choice = station.dock.view.centre.choice
    assert all(carrier in choice.words for carrier in ("FedEx", "Purolator"))
    offered = [button.words for button in choice.buttons]
    purolator = next(place for place, words in enumerate(offered, start=1) if "Purolator" in words)
    station.press(f"{purolator}1")
    (box,) = station.recorded()
    assert box.tracking_numbers == (AMBIGUOUS,)
    station.shows("104205", AMBIGUOUS)
    assert station.dock.view.centre.asking, "the customer's answer is remembered"
    assert not station.dock.view.centre.asking_read


def test_a_parcel_that_somebody_expects_says_for_which_rma(station: Station) -> None:
    registry = station.desk.database.with_name("expected.csv")
    lines = REGISTRY.splitlines()
    registry.write_text(f"{lines[0]},tracking_number\n{lines[1]},{PARCELS[1]}\n", encoding="utf-8")
    station.desk.registry.import_file(registry)
    station.shows(PARCELS[1])
    panel = station.dock.view.centre.packaging
    assert panel._box.text() == "No RMA number read; this parcel is expected for RMA 104205"
