"""A live camera: its newest frame is read off the GUI thread, and what stands before it is told once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.scans import Enough, FrameReading, Read
from ui.devices.codes_in_view import CodesInView, View
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

    from rmadesk.services.ports import FrameReader

LEAST_MODULE_PX = 1.6
"""Bars narrower than this in the picture are read by no decoder."""
COMFORTABLE_MODULE_PX = 2.5
"""From here on nearness is not what keeps bars from being read; soft ones look wider than they are."""
DARK = 45.0
"""A mean grey level, of 255, under which a camera's picture is mostly noise."""
UNREAD_S = 1.5
"""Bars that are large enough and stay unread for so long move, or are out of focus."""
_FIRST_FRAME_MS = 6000
_LONGEST_REST_MS = 120


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera by the id that the system knows it by, and the name that people read."""

    device_id: str
    name: str


class Cameras(Protocol):
    """Where frames come from: the machine's cameras, or a test's."""

    changed: SignalInstance
    failed: SignalInstance

    def devices(self) -> tuple[CameraDevice, ...]: ...

    def start(self, device_id: str, sink: "QVideoSink") -> None: ...

    def stop(self) -> None: ...


class Advice(StrEnum):
    """What would help whoever holds the label."""

    NONE = "none"
    COME_CLOSER = "come-closer"
    MORE_LIGHT = "more-light"
    HOLD_STILL = "hold-still"
    TAKE_AWAY = "take-away"
    ALL_TAKEN = "all-taken"


@dataclass(frozen=True, slots=True)
class Sight:
    """One frame that was read: its `reads` stand in the pixels of a picture of `width` x `height`."""

    frame: "QVideoFrame"
    width: int
    height: int
    reads: tuple[Read, ...]
    new: tuple[Read, ...]
    module_px: float | None
    advice: Advice


class LiveCamera(QObject):
    """One camera in use. While a frame is being read newer ones take each other's place, so the newest is read next.

    `codes_read` carries the codes that are new and sure, `outlined` the `Sight` of each frame that was read, `failed`
    a sentence: no camera, none that works, or pulled out; it starts again by itself when one is plugged in.
    """

    frame_came = Signal(object)
    codes_read = Signal(object)
    outlined = Signal(object)
    too_small = Signal()
    module_px_changed = Signal(float)
    started = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        reader: Callable[[], "FrameReader"],
        tasks: TaskRunner,
        parent: QObject | None = None,
        *,
        words: Callable[[RmaDeskError], str] = str,
        enough: Enough | None = None,
        box_open: Callable[[], bool] = lambda: True,
        cameras: Callable[[QObject], Cameras] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`reader` is asked for on a worker. `words` puts an error of the desk into a sentence.

        `box_open` says that the codes taken last are still in hand. `cameras` makes the source, the machine's own when
        it is left out.
        """
        super().__init__(parent)
        self._reader, self._tasks, self._words, self._enough = reader, tasks, words, enough
        self._box_open, self._make_cameras, self._clock = box_open, cameras, clock
        self._cameras: Cameras | None = None
        self._sink: QVideoSink | None = None
        self._wanted_id = ""
        self._device: CameraDevice | None = None
        self._is_open = False
        self._run = 0
        self._newest: QVideoFrame | None = None
        self._waiting: QVideoFrame | None = None
        self._reading = False
        self._view = CodesInView(clock)
        self._read_at = 0.0
        self._module_px = 0.0
        self._silence = QTimer(self, singleShot=True, interval=_FIRST_FRAME_MS)
        self._silence.timeout.connect(self._on_silent)

    # ------------------------------------------------------------------------------------------------- open and close

    @property
    def is_open(self) -> bool:
        """Somebody wants to see through it, whether there is a camera or not."""
        return self._is_open

    @property
    def device(self) -> CameraDevice | None:
        """The camera in use; None where none runs."""
        return self._device

    @property
    def devices(self) -> tuple[CameraDevice, ...]:
        """All that can be turned to, the system's own choice first."""
        return self._cameras.devices() if self._cameras else ()

    @property
    def sink(self) -> "QVideoSink | None":
        """Where the frames of the camera in use go."""
        return self._sink

    def open(self, device_id: str = "") -> None:
        """Use a camera: the one with this id if it is there, else the system's own choice."""
        self.close()
        self._is_open = True
        self._wanted_id = device_id
        self._run += 1
        run = self._run
        self._view = CodesInView(self._clock)
        self._read_at = self._clock()

        def loaded(there: bool) -> None:
            if self._run != run:
                return
            if there:
                self._start()
            else:
                self.failed.emit(self.tr("This machine can't use a camera: its libraries for video are missing."))

        # The libraries are large: a worker loads them.
        self._tasks.run(_has_multimedia, loaded, lambda error: self._fail(self._words(error)), owner=self)

    @Slot()
    def close(self) -> None:
        """Let go of the camera; what is still being read is dropped."""
        self._is_open = False
        self._stop()

    def turn_to_next(self) -> None:
        """Use the next camera of several."""
        ids = [each.device_id for each in self.devices]
        if self._is_open and ids:
            place = ids.index(self._device.device_id) + 1 if self._device and self._device.device_id in ids else 0
            self._wanted_id = ids[place % len(ids)]
            self._stop()
            self._start()

    def _start(self) -> None:
        """With the libraries loaded: find the camera and start it."""
        from PySide6.QtMultimedia import QVideoSink

        if self._sink is None:
            self._sink = QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._on_frame_changed)
        if self._cameras is None:
            self._cameras = self._make_cameras(self) if self._make_cameras else _machines_cameras(self)
            self._cameras.changed.connect(self._on_devices_changed)
            self._cameras.failed.connect(self._on_camera_failed)
        devices = self.devices
        if not devices:
            self.failed.emit(
                self.tr("No camera is connected. Plug one in: it starts by itself. A scanner works meanwhile.")
            )
            return
        self._device = next((each for each in devices if each.device_id == self._wanted_id), devices[0])
        self._silence.start()
        self.started.emit(self._device.name)
        self._cameras.start(self._device.device_id, self._sink)

    def _stop(self) -> None:
        self._run += 1
        self._silence.stop()
        self._newest = self._waiting = None
        self._reading = False
        self._device = None
        if self._cameras:
            self._cameras.stop()

    def _fail(self, sentence: str) -> None:
        self._stop()
        self.failed.emit(sentence)

    @Slot()
    def _on_devices_changed(self) -> None:
        if not self._is_open:
            return
        if self._device is None:
            self._start()
        elif self._device.device_id not in {each.device_id for each in self.devices}:
            self._wanted_id = self._device.device_id
            self._fail(
                self.tr(
                    "{name} was unplugged. Plug it in again: it starts by itself. A scanner works meanwhile."
                ).format(name=self._device.name)
            )

    @Slot(str)
    def _on_camera_failed(self, reason: str) -> None:
        if self._device is None:
            return
        sentence = self.tr("{name} can't be used. Perhaps another program has it: close that, then try again.")
        self._fail(" ".join(filter(None, (sentence.format(name=self._device.name), reason and f"({reason})"))))

    @Slot()
    def _on_silent(self) -> None:
        if self._device:
            sentence = self.tr("{name} gives no picture. Plug it out and in again, or try another camera.")
            self._fail(sentence.format(name=self._device.name))

    # --------------------------------------------------------------------------------------------------------- frames

    @Slot()
    def _on_frame_changed(self) -> None:
        """Not the frame that the signal carries, which may have waited behind others: the newest there is."""
        if self._device is None or self._sink is None:
            return
        frame = self._sink.videoFrame()
        if not frame.isValid() or frame == self._newest:
            return
        self._newest = frame
        self._silence.stop()
        self._waiting = frame
        self.frame_came.emit(frame)
        self._read_next()

    @Slot()
    def _read_next(self) -> None:
        if self._reading or self._waiting is None:
            return
        frame, self._waiting = self._waiting, None
        self._reading = True
        run, began = self._run, self._clock()
        reader, enough = self._reader, self._enough

        def done(looked: "_Look | None") -> None:
            if run == self._run:
                self._reading = False
                if looked:
                    self._on_read(frame, looked)
                self._rest(self._clock() - began)

        def failed(error: RmaDeskError) -> None:
            if run == self._run:
                self._fail(self._words(error))

        self._tasks.run(lambda: _look_at(frame, reader(), enough), done, failed, owner=self, lane=Lane.CAMERA)

    def _rest(self, busy_s: float) -> None:
        """A pause as long as the reading took: on a machine of two cores the desk has work to do as well."""
        QTimer.singleShot(min(round(busy_s * 1000), _LONGEST_REST_MS), self, self._read_next)

    def _on_read(self, frame: "QVideoFrame", looked: "_Look") -> None:
        reading = looked.reading
        view = self._view.look(reading.reads, box_open=self._box_open())
        if any(read.confirmed for read in view.seen) or reading.module_px is None:
            self._read_at = self._clock()
        advice = self._advice(reading, view, looked.brightness)
        if reading.module_px and reading.module_px != self._module_px:
            self._module_px = reading.module_px
            self.module_px_changed.emit(reading.module_px)
        if advice is Advice.COME_CLOSER:
            self.too_small.emit()
        sight = Sight(frame, looked.width, looked.height, view.seen, view.new, reading.module_px, advice)
        self.outlined.emit(sight)
        if view.new:
            self.codes_read.emit(view.new)

    def _advice(self, reading: FrameReading, view: View, brightness: float) -> Advice:
        if view.held_back:
            return Advice.TAKE_AWAY
        if any(read.confirmed for read in view.seen):
            return Advice.NONE if view.new else Advice.ALL_TAKEN
        if reading.module_px is not None and reading.module_px < LEAST_MODULE_PX:
            return Advice.COME_CLOSER
        if brightness < DARK:
            return Advice.MORE_LIGHT
        if reading.module_px is None or self._clock() - self._read_at < UNREAD_S:
            return Advice.NONE
        return Advice.COME_CLOSER if reading.module_px < COMFORTABLE_MODULE_PX else Advice.HOLD_STILL


@dataclass(frozen=True, slots=True)
class _Look:
    """What a worker made of a frame."""

    reading: FrameReading
    width: int
    height: int
    brightness: float


def _look_at(frame: "QVideoFrame", reader: "FrameReader", enough: Enough | None) -> _Look | None:
    """On a worker: a frame's grey levels, and what stands in them."""
    from ui.devices.grey_frames import grey_of

    grey = grey_of(frame)
    if grey is None:
        return None
    reading = reader.read_frame(grey.pixels, grey.width, grey.height, enough=enough)
    return _Look(reading, grey.width, grey.height, grey.brightness)


def _has_multimedia() -> bool:
    """Whether Qt's libraries for video can be loaded on this machine."""
    try:
        import PySide6.QtMultimedia  # noqa: F401 - loaded here, used later
    except ImportError:
        return False
    return True


def _machines_cameras(parent: QObject) -> Cameras:
    from ui.devices.qt_cameras import QtCameras

    return QtCameras(parent)
