"""A serial scanner over a pseudo-terminal: whole scans from broken reads, and a port that comes and goes."""

import os
import sys
import termios
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtSerialPort import QSerialPort
from pytestqt.qtbot import QtBot

from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.station import Parity, SerialSettings
from ui.devices.serial_frames import MAX_FRAME_BYTES, FrameCutter
from ui.devices.serial_scanner import SILENCE_MS, SerialScanner

RETRY_MS = 60


class Line:
    """A pseudo-terminal at a name of its own, which stays when the terminal is pulled out."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self._ends: tuple[int, int] | None = None

    def plug_in(self) -> None:
        self._ends = os.openpty()
        tty.setraw(self._ends[1], termios.TCSANOW)
        self.name.symlink_to(os.ttyname(self._ends[1]))

    def pull_out(self) -> None:
        if self._ends:
            for end in self._ends:
                os.close(end)
            self.name.unlink()
            self._ends = None

    def send(self, content: bytes) -> None:
        assert self._ends
        os.write(self._ends[0], content)

    @property
    def speed(self) -> int:
        assert self._ends
        return termios.tcgetattr(self._ends[1])[5]


class Watched:
    """A scanner and what it said."""

    def __init__(self, settings: SerialSettings) -> None:
        self.scanner = SerialScanner(settings, retry_ms=RETRY_MS)
        self.scans: list[str] = []
        self.errors: list[RmaDeskError] = []
        self.recovered = 0
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.failed.connect(self.errors.append)
        self.scanner.recovered.connect(self._on_recovered)
        self.scanner.start()

    def _on_recovered(self) -> None:
        self.recovered += 1

    @property
    def codes(self) -> list[str]:
        return [error.code for error in self.errors]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "scanner")
    made.plug_in()
    yield made
    made.pull_out()


@pytest.fixture
def watched(qtbot: QtBot, line: Line) -> Iterator[Watched]:
    made = Watched(SerialSettings(str(line.name)))
    yield made
    made.scanner.close()


@pytest.mark.parametrize(
    ("content", "scans"),
    [
        pytest.param(b"RMA:218043\r", ["RMA:218043"], id="CR"),
        pytest.param(b"RMA:218043\n", ["RMA:218043"], id="LF"),
        pytest.param(b"RMA:218043\r\n", ["RMA:218043"], id="CR LF"),
        pytest.param(b"RMA:218043\x03", ["RMA:218043"], id="ETX"),
        pytest.param(b"\x02a\r\nb\x03", ["a\r\nb"], id="STX to ETX with lines in it"),
        pytest.param(b"218043\r217904\r", ["218043", "217904"], id="two scans in one read"),
        pytest.param(b"]d2010950600013435221A1\x1d10B2\r", ["]d2010950600013435221A1\x1d10B2"], id="GS"),
        pytest.param("Müller 日本\r".encode(), ["Müller 日本"], id="UTF-8"),
        pytest.param("Müller\r".encode("latin-1"), ["Müller"], id="Latin-1"),
        pytest.param(b"218043", ["218043"], id="ended by silence"),
    ],
)
def test_scans_come_whole(qtbot: QtBot, line: Line, watched: Watched, content: bytes, scans: list[str]) -> None:
    line.send(content)
    qtbot.waitUntil(lambda: watched.scans == scans)
    assert watched.errors == []


def test_a_scan_in_pieces_is_one(qtbot: QtBot, line: Line, watched: Watched) -> None:
    for piece in (b"RMA", b":21", b"8043", b"\r", b"\n217", b"904\r\n"):
        line.send(piece)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: watched.scans == ["RMA:218043", "217904"])


def test_the_line_is_set_as_the_settings_say(qtbot: QtBot, line: Line) -> None:
    watched = Watched(SerialSettings(str(line.name), 115200, 7, Parity.EVEN, 2))
    assert line.speed == termios.B115200
    port = watched.scanner.findChild(QSerialPort)
    assert port
    assert (port.dataBits(), port.parity()) == (QSerialPort.DataBits.Data7, QSerialPort.Parity.EvenParity)
    assert port.stopBits() == QSerialPort.StopBits.TwoStop
    watched.scanner.close()


def test_a_port_that_is_pulled_out_is_told_once_and_read_again_when_it_is_back(
    qtbot: QtBot, line: Line, watched: Watched
) -> None:
    line.send(b"half a sc")
    line.pull_out()
    qtbot.waitUntil(lambda: bool(watched.errors))
    qtbot.wait(4 * RETRY_MS)
    assert watched.codes == ["serial-port-lost"]
    assert watched.recovered == 0
    line.plug_in()
    qtbot.waitUntil(lambda: watched.recovered == 1)
    line.send(b"218043\r")
    qtbot.waitUntil(lambda: watched.scans == ["218043"])


def test_a_port_that_comes_later_is_read_then(qtbot: QtBot, line: Line) -> None:
    line.pull_out()
    watched = Watched(SerialSettings(str(line.name)))
    assert watched.codes == ["serial-port-missing"]
    line.plug_in()
    qtbot.waitUntil(lambda: watched.recovered == 1)
    line.send(b"218043\r")
    qtbot.waitUntil(lambda: watched.scans == ["218043"])
    watched.scanner.close()


def test_a_port_that_another_program_has_is_told(qtbot: QtBot, line: Line, watched: Watched) -> None:
    other = Watched(SerialSettings(str(line.name)))
    assert other.codes == ["serial-port-taken"]
    assert str(line.name) in Catalogue("en").error(other.errors[0])
    watched.scanner.close()
    qtbot.waitUntil(lambda: other.recovered == 1)
    other.scanner.close()


def test_without_the_library_it_is_told(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, line: Line) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtSerialPort", None)
    assert Watched(SerialSettings(str(line.name))).codes == ["serial-library-missing"]


# --------------------------------------------------------------------------------------------------------- frames

texts = st.text(
    st.characters(blacklist_characters="\r\n\x02\x03", blacklist_categories=["Cs"]), min_size=1, max_size=40
)


@given(st.lists(texts, max_size=6), st.sampled_from([b"\r", b"\n", b"\r\n", b"\x03"]), st.data())
def test_however_the_line_breaks_them_up_scans_come_whole(scans: list[str], end: bytes, data: st.DataObject) -> None:
    stream = b"".join(scan.encode() + end for scan in scans)
    cutter, come, at = FrameCutter(), [], 0
    while at < len(stream):
        step = data.draw(st.integers(1, 12))
        come += cutter.feed(stream[at : at + step])
        at += step
    assert come == scans
    assert not cutter.waiting


@pytest.mark.parametrize("length", [MAX_FRAME_BYTES, MAX_FRAME_BYTES + 1, 3 * MAX_FRAME_BYTES])
def test_what_is_too_long_is_cut_and_the_next_scan_is_whole(length: int) -> None:
    scans = FrameCutter().feed(b"x" * length + b"\r218043\r")
    assert scans == ("x" * MAX_FRAME_BYTES, "218043")


@given(st.binary(max_size=300))
def test_any_bytes_are_text(content: bytes) -> None:
    cutter = FrameCutter()
    assert all(isinstance(text, str) and text for text in (*cutter.feed(content), *cutter.silence()))


def test_a_scan_stays_whole_while_the_window_is_busy(qtbot: QtBot, line: Line, watched: Watched) -> None:
    line.send(b"RMA:2180")
    qtbot.waitUntil(lambda: watched.scanner._frames.waiting)
    line.send(b"43")
    time.sleep(2 * SILENCE_MS / 1000)
    watched.scanner._on_silence()
    assert watched.scans == []
    line.send(b"\r")
    qtbot.waitUntil(lambda: watched.scans == ["RMA:218043"])
