"""The live camera: the newest frame only, each box once, and whatever happens to the camera is told in words."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rmadesk.adapters.scanning.frames import FrameReader
from rmadesk.domain.errors import FaultError, RmaDeskError
from rmadesk.domain.scans import Enough, FrameReading, Read
from support.camera_frames import SECOND, WEBCAM, Pixel, PluggedCameras, code, frame, read, view
from support.label_pictures import Symbology
from ui.devices.camera import Advice, LiveCamera, Sight
from ui.devices.qt_cameras import QtCameras, best_format
from ui.tasks import TaskRunner

ROOT = Path(__file__).parents[3]
GREY = view(size=(64, 48))


class SlowReader:
    """Reads as long as it is told to; it keeps what it was given."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.levels: list[int] = []
        self.reading = FrameReading((), None)
        self.error: Exception | None = None

    def read_frame(self, pixels: bytes, width: int, height: int, *, enough: Enough | None = None) -> FrameReading:
        assert len(pixels) == width * height
        self.levels.append(pixels[0])
        assert self.gate.wait(30)
        if self.error:
            raise self.error
        return self.reading


def level(grey: int) -> Image.Image:
    return Image.new("L", (64, 48), grey)


class Rig:
    """A camera on a desk, and all that it says."""

    def __init__(self, qtbot: QtBot, tasks: TaskRunner, cameras: PluggedCameras) -> None:
        self.qtbot, self.tasks, self.cameras = qtbot, tasks, cameras
        self.reader = SlowReader()
        self.now = 0.0
        self.box_open = True
        self.codes: list[list[str]] = []
        self.sights: list[Sight] = []
        self.told: list[str] = []
        self.owner = QObject()

    def camera(self, reader: Callable[[], object] | None = None) -> LiveCamera:
        made = LiveCamera(
            reader or (lambda: self.reader),
            self.tasks,
            self.owner,
            words=lambda error: f"told: {error.code}",
            box_open=lambda: self.box_open,
            cameras=lambda _: self.cameras,
            clock=lambda: self.now,
        )
        made.codes_read.connect(lambda reads: self.codes.append([each.text for each in reads]))
        made.outlined.connect(self.sights.append)
        made.failed.connect(self.told.append)
        return made

    def open(self, reader: Callable[[], object] | None = None, device_id: str = "") -> LiveCamera:
        made = self.camera(reader)
        made.open(device_id)
        self.qtbot.waitUntil(lambda: bool(made.device or self.told))
        return made

    def see(self, picture: Image.Image, kind: Pixel = Pixel.Format_NV12) -> Sight:
        """Show one frame, and wait until it is read."""
        before = len(self.sights)
        self.cameras.show(frame(picture, kind))
        self.qtbot.waitUntil(lambda: len(self.sights) > before and self.tasks.idle, timeout=20_000)
        return self.sights[-1]


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    tasks = TaskRunner()
    made = Rig(qtbot, tasks, PluggedCameras([WEBCAM]))
    yield made
    made.reader.gate.set()
    tasks.close()


# ------------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("size", [(1280, 720), (1001, 563)], ids=str)
@pytest.mark.parametrize(
    "kind",
    [Pixel.Format_NV12, Pixel.Format_YUV420P, Pixel.Format_YUYV, Pixel.Format_Y8, Pixel.Format_RGBA8888],
    ids=lambda kind: kind.name,
)
def test_a_frame_is_read_and_its_code_outlined_where_it_stands(rig: Rig, kind: Pixel, size: tuple[int, int]) -> None:
    rig.open(FrameReader)
    printed = code("RMA:218043", 5, Symbology.QR)
    sight = rig.see(view((printed, (300, 150)), size=size), kind)
    assert rig.codes == [["RMA:218043"]]
    assert (sight.width, sight.height) == size
    left, top, right, bottom = 350, 200, 300 + printed.width - 50, 150 + printed.height - 50
    expected = [(left, top), (right, top), (right, bottom), (left, bottom)]
    for found, meant in zip(sight.reads[0].position, expected, strict=True):
        assert abs(found[0] - meant[0]) <= 6
        assert abs(found[1] - meant[1]) <= 6
    assert sight.frame.size().width() == size[0]


def test_all_codes_of_a_label_come_and_thirty_frames_of_it_are_one(rig: Rig) -> None:
    rig.open(FrameReader)
    label = view((code("RMA-218043"), (100, 100)), (code("1ZW41R630321804318", 2), (100, 400)))
    for n in range(30):
        rig.now = n / 15
        rig.see(label)
    assert sorted(text for given in rig.codes for text in given) == ["1ZW41R630321804318", "RMA-218043"]


def test_the_next_box_is_read_when_the_first_is_done_with(rig: Rig) -> None:
    rig.open(FrameReader)
    rig.see(view((code("RMA-218043"), (100, 100))))
    rig.box_open = False
    for n in range(1, 4):
        rig.now = float(n)
        rig.see(view(size=(1280, 720)))
    rig.see(view((code("RMA-217904"), (300, 300))))
    assert rig.codes == [["RMA-218043"], ["RMA-217904"]]


@pytest.mark.parametrize(("module_px", "advice"), [(1.59, Advice.COME_CLOSER), (1.6, Advice.NONE), (None, Advice.NONE)])
def test_bars_that_are_too_small_are_told(rig: Rig, module_px: float | None, advice: Advice) -> None:
    camera = rig.open()
    small: list[bool] = []
    camera.too_small.connect(lambda: small.append(True))
    rig.reader.reading = FrameReading((), module_px)
    assert rig.see(level(120)).advice is advice
    assert small == [True] * (advice is Advice.COME_CLOSER)


@pytest.mark.parametrize(("share", "blur"), [(9, 0.0), (11, 0.9)], ids=["sharp", "soft"])
def test_a_label_held_too_far_away_is_asked_to_come_closer(qtbot: QtBot, rig: Rig, share: int, blur: float) -> None:
    """The real reader on bars of one pixel: nothing can read them, but that there are bars can be seen."""
    camera = rig.open(FrameReader)
    far = code("RMA-218043-AND-MORE", 3)
    small = far.resize((far.width * share // 30, far.height * share // 30), Image.Resampling.BOX)
    dock = view((small, (500, 300))).filter(ImageFilter.GaussianBlur(blur))
    rig.see(dock)
    rig.now = 2.0
    with qtbot.waitSignal(camera.too_small):
        sight = rig.see(dock)
    assert (sight.reads, sight.advice) == ((), Advice.COME_CLOSER)


def test_what_was_read_however_small_needs_no_advice(rig: Rig) -> None:
    rig.open()
    rig.reader.reading = FrameReading((read("RMA-218043"),), 1.2)
    assert rig.see(level(120)).advice is Advice.NONE


def test_what_was_taken_and_stays_in_view_asks_for_the_next_box(rig: Rig) -> None:
    rig.open()
    rig.reader.reading = FrameReading((read("RMA-218043"),), 3.0)
    rig.see(level(120))
    assert rig.see(level(120)).advice is Advice.ALL_TAKEN


@pytest.mark.parametrize(("grey", "advice"), [(44, Advice.MORE_LIGHT), (45, Advice.NONE)])
def test_a_dark_picture_asks_for_light(rig: Rig, grey: int, advice: Advice) -> None:
    rig.open()
    assert rig.see(level(grey)).advice is advice


def test_bars_that_stay_unread_are_asked_to_hold_still(rig: Rig) -> None:
    rig.open()
    rig.reader.reading = FrameReading((), 2.5)
    given = []
    for at in (0.0, 1.4, 1.5):
        rig.now = at
        given.append(rig.see(level(120)).advice)
    assert given == [Advice.NONE, Advice.NONE, Advice.HOLD_STILL]
    rig.reader.reading = FrameReading((), 2.4)
    assert rig.see(level(120)).advice is Advice.COME_CLOSER
    rig.reader.reading = FrameReading((), None)
    assert rig.see(level(120)).advice is Advice.NONE


def test_a_new_box_beside_the_one_that_is_done_with_asks_to_take_that_away(rig: Rig) -> None:
    rig.open()
    rig.reader.reading = FrameReading((read("RMA-218043"),), 3.0)
    rig.see(level(120))
    rig.box_open = False
    rig.reader.reading = FrameReading((read("RMA-218043"), read("RMA-217904")), 3.0)
    assert rig.see(level(120)).advice is Advice.TAKE_AWAY
    assert rig.codes == [["RMA-218043"]]


def test_reading_stops_at_what_is_enough(rig: Rig) -> None:
    asked: list[Enough | None] = []

    class Reader(SlowReader):
        def read_frame(self, pixels: bytes, width: int, height: int, *, enough: Enough | None = None) -> FrameReading:
            asked.append(enough)
            return super().read_frame(pixels, width, height)

    def enough(reads: tuple[Read, ...]) -> bool:
        return bool(reads)

    rig.reader = Reader()
    camera = rig.camera()
    camera._enough = enough
    camera.open()
    rig.qtbot.waitUntil(lambda: bool(camera.device))
    rig.see(GREY)
    assert asked == [enough]


# ---------------------------------------------------------------------------------------------- the newest frame only


def test_while_one_frame_is_read_newer_ones_take_each_others_place(rig: Rig, qtbot: QtBot) -> None:
    rig.open()
    rig.reader.gate.clear()
    for grey in range(100, 140):
        rig.cameras.show(level(grey))
    qtbot.waitUntil(lambda: rig.reader.levels == [100])
    rig.reader.gate.set()
    qtbot.waitUntil(lambda: len(rig.sights) == 2)
    assert rig.reader.levels == [100, 139]
    assert rig.tasks.idle


def test_every_frame_is_shown_however_slow_the_reading(rig: Rig, qtbot: QtBot) -> None:
    camera = rig.open()
    shown: list[object] = []
    camera.frame_came.connect(shown.append)
    rig.reader.gate.clear()
    for grey in range(100, 110):
        rig.cameras.show(level(grey))
    assert len(shown) == 10


def test_frames_that_come_on_a_thread_of_the_cameras_own_are_taken_on_the_windows(rig: Rig, qtbot: QtBot) -> None:
    camera = rig.open()
    taken_on: set[int] = set()
    camera.frame_came.connect(lambda _: taken_on.add(threading.get_ident()))
    frames = [frame(level(grey)) for grey in range(100, 140)]
    thread = threading.Thread(target=lambda: [rig.cameras.show(each) for each in frames])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(rig.sights) >= 1 and rig.tasks.idle)
    assert taken_on == {threading.get_ident()}
    assert rig.reader.levels == [139]  # however many waited for the window, the newest is what is read


def test_a_picture_from_a_file_does_not_wait_behind_a_frame(rig: Rig, qtbot: QtBot) -> None:
    from ui.tasks import Lane

    rig.open()
    rig.reader.gate.clear()
    rig.cameras.show(GREY)
    qtbot.waitUntil(lambda: bool(rig.reader.levels))
    read_files: list[str] = []
    rig.tasks.run(lambda: "file", read_files.append, lambda _: None, owner=rig.owner, lane=Lane.CRAFT)
    qtbot.waitUntil(lambda: read_files == ["file"])
    assert rig.sights == []


def test_what_was_still_being_read_when_the_camera_was_closed_is_dropped(rig: Rig, qtbot: QtBot) -> None:
    camera = rig.open()
    rig.reader.reading = FrameReading((read("RMA-218043"),), 3.0)
    rig.reader.gate.clear()
    rig.cameras.show(GREY)
    qtbot.waitUntil(lambda: bool(rig.reader.levels))
    camera.close()
    camera.open()
    rig.reader.gate.set()
    qtbot.waitUntil(lambda: rig.tasks.idle and bool(camera.device))
    assert (rig.codes, rig.sights) == ([], [])
    rig.see(GREY)
    assert rig.codes == [["RMA-218043"]]


def test_a_frame_that_holds_no_picture_is_passed_over(rig: Rig, qtbot: QtBot) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

    rig.open()
    rig.cameras.show(QVideoFrame())
    rig.cameras.show(QVideoFrame(QVideoFrameFormat(QSize(64, 48), Pixel.Format_Jpeg)))
    qtbot.waitUntil(lambda: rig.tasks.idle)
    assert (rig.reader.levels, rig.sights, rig.told) == ([], [], [])
    rig.see(GREY)


@pytest.mark.parametrize("error", [FaultError("camera-frame"), RmaDeskError("odd")], ids=str)
def test_what_goes_wrong_in_reading_is_told_once_and_ends_it(rig: Rig, qtbot: QtBot, error: RmaDeskError) -> None:
    rig.open()
    rig.reader.error = error
    rig.reader.gate.clear()
    for _ in range(5):
        rig.cameras.show(GREY)
    rig.reader.gate.set()
    qtbot.waitUntil(lambda: rig.told == [f"told: {error.code}"])
    assert rig.cameras.running == ""
    assert rig.tasks.idle


# ------------------------------------------------------------------------------------------- cameras come and go


def test_a_machine_without_a_camera_says_so_and_takes_one_that_is_plugged_in(rig: Rig, qtbot: QtBot) -> None:
    rig.cameras = PluggedCameras([])
    camera = rig.open()
    assert "No camera is connected" in rig.told[0]
    assert camera.is_open
    with qtbot.waitSignal(camera.started) as started:
        rig.cameras.plug(WEBCAM)
    assert started.args == ["Dock webcam"]
    rig.see(GREY)


def test_the_machines_own_cameras_are_none_here_and_nothing_breaks(rig: Rig, qtbot: QtBot) -> None:
    camera = LiveCamera(lambda: rig.reader, rig.tasks, rig.owner)
    with qtbot.waitSignal(camera.failed) as failed:
        camera.open("no-such-camera")
    assert "No camera is connected" in failed.args[0]


def test_a_camera_that_is_gone_when_it_is_started_fails(qtbot: QtBot, rig: Rig) -> None:
    from PySide6.QtMultimedia import QVideoSink

    cameras = QtCameras(rig.owner)
    assert cameras.devices() == ()
    with qtbot.waitSignal(cameras.failed):
        cameras.start("gone", QVideoSink(rig.owner))
    cameras.stop()


def test_without_qts_video_libraries_there_is_a_sentence(
    rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    camera = rig.open()
    assert "libraries for video are missing" in rig.told[0]
    camera.turn_to_next()
    camera.close()
    assert camera.devices == ()


def test_a_camera_that_is_pulled_out_is_told_by_name_and_starts_again_when_it_is_back(rig: Rig, qtbot: QtBot) -> None:
    rig.cameras = PluggedCameras([SECOND, WEBCAM])
    camera = rig.open(device_id=WEBCAM.device_id)
    rig.see(GREY)
    rig.cameras.plug(SECOND)
    assert rig.told[0].startswith("Dock webcam was unplugged.")
    assert camera.device is None
    rig.cameras.plug(SECOND, WEBCAM)
    assert rig.cameras.starts == ["usb-1", "usb-1"]
    rig.see(GREY)


def test_other_cameras_that_come_and_go_change_nothing(rig: Rig) -> None:
    rig.open()
    rig.cameras.plug(WEBCAM, SECOND)
    rig.cameras.plug(WEBCAM)
    assert (rig.cameras.starts, rig.told) == (["usb-1"], [])


def test_one_that_is_pulled_out_in_the_middle_of_a_frame_leaves_nothing_behind(rig: Rig, qtbot: QtBot) -> None:
    rig.open()
    rig.reader.reading = FrameReading((read("RMA-218043"),), 3.0)
    rig.reader.gate.clear()
    rig.cameras.show(GREY)
    qtbot.waitUntil(lambda: bool(rig.reader.levels))
    rig.cameras.plug()
    rig.reader.gate.set()
    qtbot.waitUntil(lambda: rig.tasks.idle)
    assert (rig.codes, len(rig.told)) == ([], 1)


@pytest.mark.parametrize(("reason", "ends"), [("Device busy", "(Device busy)"), ("", "try again.")])
def test_a_camera_that_fails_is_told_with_its_reason(rig: Rig, reason: str, ends: str) -> None:
    camera = rig.open()
    rig.cameras.failed.emit(reason)
    assert rig.told[0].startswith("Dock webcam can't be used.")
    assert rig.told[0].endswith(ends)
    rig.cameras.failed.emit("again")
    assert len(rig.told) == 1
    camera.open()
    rig.qtbot.waitUntil(lambda: camera.device == WEBCAM)


def test_a_camera_that_sends_nothing_is_told(rig: Rig, qtbot: QtBot) -> None:
    camera = rig.camera()
    camera._silence.setInterval(1)
    camera.open()
    qtbot.waitUntil(lambda: bool(rig.told))
    assert rig.told[0].startswith("Dock webcam gives no picture.")


@pytest.mark.parametrize(
    ("device_id", "used"), [("usb-2", SECOND), ("usb-1", WEBCAM), ("", WEBCAM), ("thrown away", WEBCAM)]
)
def test_the_camera_is_chosen_by_its_id(rig: Rig, device_id: str, used: object) -> None:
    rig.cameras = PluggedCameras([WEBCAM, SECOND])
    assert rig.open(device_id=device_id).device == used


def test_the_next_of_several_cameras_takes_its_turn(rig: Rig) -> None:
    rig.cameras = PluggedCameras([WEBCAM, SECOND])
    camera = rig.open()
    camera.turn_to_next()
    camera.turn_to_next()
    assert rig.cameras.starts == ["usb-1", "usb-2", "usb-1"]


def test_closing_lets_go_of_the_camera(rig: Rig) -> None:
    camera = rig.open()
    camera.close()
    assert (rig.cameras.running, camera.device, camera.is_open) == ("", None, False)
    rig.cameras.plug()
    assert rig.told == []


@pytest.mark.parametrize(
    ("sizes", "best"),
    [
        ([(640, 480, 30), (1920, 1080, 30), (1280, 720, 60)], 1),
        ([(1920, 1080, 5), (1280, 720, 30)], 1),
        ([(3840, 2160, 30), (1280, 720, 30)], 1),
        ([(4096, 3072, 30), (2592, 1944, 30)], 1),
        ([(1280, 720, 10), (1280, 720, 30)], 1),
        ([(640, 480, 5)], 0),
    ],
    ids=["large", "fluent", "not too large", "the least too large", "more frames", "the only one"],
)
def test_the_format_is_fluent_and_large_but_not_too_large(sizes: list[tuple[int, int, float]], best: int) -> None:
    assert best_format(sizes) == best


def test_the_dock_starts_without_the_libraries_for_video() -> None:
    """They are large, and most docks have a scanner."""
    told = "import sys, ui.pages.dock_page; print({'PySide6.QtMultimedia', 'numpy', 'cv2'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT)
    assert (run.returncode, run.stdout.strip()) == (0, "set()"), run.stderr
