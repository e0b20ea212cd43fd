"""The camera's view at the dock: the live picture, what would help to read it, and its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.devices.camera import Advice, Sight
from ui.icons import Icons
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label, restyle
from ui.widgets.live_picture import LivePicture
from ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

CAMERA_KEY, NEXT_CAMERA_KEY = "F6", "F7"
FREEZE_MS = 900
_STALE_MS = 700
_COLUMN_WIDTH = 290


class Viewfinder(QWidget):
    """Shows what a camera sees, or why there is nothing to see. It stands still for a moment when something was read.

    `thawed` says that the moment is over.
    """

    closed = Signal()
    next_wanted = Signal()
    retried = Signal()
    thawed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = LivePicture(icons)
        self.notice = Notice(icons)
        self.notice.acted.connect(self.retried)
        self.next_key = KeyButton(NEXT_CAMERA_KEY, self.tr("Other camera"), MAIN)
        self.close_key = KeyButton("Esc", self.tr("Close camera"), MAIN)
        self.next_key.clicked.connect(self.next_wanted)
        self.close_key.clicked.connect(self.closed)
        self._word = label(name="viewfinder_word", wrap=True)
        self._text = label(name="viewfinder_text", wrap=True)
        self._camera = label(role="quiet", wrap=True)
        self._faces = QStackedLayout()
        self._freeze = QTimer(self, singleShot=True, interval=FREEZE_MS)
        self._freeze.timeout.connect(self._on_thawed)
        self._stale = QTimer(self, singleShot=True, interval=_STALE_MS)
        self._stale.timeout.connect(self._on_stale)
        self._arrange()

    @property
    def frozen(self) -> bool:
        """The picture stands still, so that everybody sees what was read."""
        return self._freeze.isActive()

    @property
    def words(self) -> str:
        """What it says."""
        shown = self.notice.words if self._faces.currentIndex() else f"{self._word.text()} {self._text.text()}"
        return shown.strip()

    def show_starting(self, camera: str, several: bool) -> None:
        """A camera has been turned on; `several` can be turned to. An empty name: it is not known yet which."""
        self._thaw()
        self.picture.clear()
        self._camera.setText(camera)
        self.next_key.setVisible(several)
        self._say(self.tr("Camera starts…"), "")
        self._turn_to(0)

    def show_failure(self, sentence: str, several: bool) -> None:
        """There is nothing to see, and why."""
        self._thaw()
        self.picture.clear()
        self.next_key.setVisible(several)
        self._camera.setText("")
        self._say("", "")
        self.notice.tell(Tone.PLAIN, "no-camera", self.tr("No picture"), sentence, self.tr("Try again"))
        self._turn_to(1)

    def show_frame(self, frame: "QVideoFrame") -> None:
        """What the camera sees now."""
        if not self.frozen:
            self.picture.show_frame(frame)

    def show_sight(self, sight: Sight) -> None:
        """What was found in a frame; whatever is new in it holds the picture for a moment."""
        if sight.new:
            self.picture.show_frame(sight.frame)
            self._freeze.start()
            self._stale.stop()
            self._say_read(len(sight.new))
        elif self.frozen:
            return
        else:
            self._stale.start()
            self._advise(sight.advice)
        self.picture.show_reads(sight.reads, sight.width, sight.height)

    def _say_read(self, count: int) -> None:
        one, several = self.tr("One code taken"), self.tr("{count} codes taken").format(count=count)
        self._say(one if count == 1 else several, "", taken=True)

    def _advise(self, advice: Advice) -> None:
        ready = self.tr("Show the label to the camera")
        words = {
            Advice.NONE: (
                ready,
                self.tr("Let it fill the picture. Each code that is read is outlined, and taken once."),
            ),
            Advice.COME_CLOSER: (self.tr("Come closer"), self.tr("The bars are too small in the picture.")),
            Advice.MORE_LIGHT: (self.tr("More light"), self.tr("The picture is too dark to read.")),
            Advice.HOLD_STILL: (
                self.tr("Closer, and hold still"),
                self.tr("There are bars, but they can't be read: blurred, damaged or too far away."),
            ),
            Advice.ALL_TAKEN: (self.tr("Taken already"), self.tr("Next box, please: this one is read once only.")),
            Advice.TAKE_AWAY: (
                self.tr("Take the last box away"),
                self.tr("The next one is read as soon as that one is out of the picture."),
            ),
        }
        self._say(*words[advice])

    def _say(self, word: str, text: str, *, taken: bool = False) -> None:
        if self._word.text() == word and self._text.text() == text:
            return
        for each, said in ((self._word, word), (self._text, text)):
            each.setText(said)
            each.setVisible(bool(said))
        restyle(self._word, "taken", taken)
        self.setAccessibleDescription(self.words)

    def _turn_to(self, face: int) -> None:
        self._faces.setCurrentIndex(face)
        self.setAccessibleDescription(self.words)

    def _thaw(self) -> None:
        if self.frozen:
            self._freeze.stop()
            self.thawed.emit()

    @Slot()
    def _on_thawed(self) -> None:
        self._advise(Advice.NONE)
        self._stale.start()
        self.thawed.emit()

    @Slot()
    def _on_stale(self) -> None:
        """No look has come for a while: the outlines may stand beside the codes by now."""
        self.picture.show_reads((), 0, 0)

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Camera"))
        words = QWidget()
        words.setFixedWidth(_COLUMN_WIDTH)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._word)
        column.addWidget(self._text)
        column.addStretch(1)
        for each in (self._camera, self.next_key, self.close_key):
            column.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(18)
        row.addLayout(self._faces, 1)
        row.addWidget(words)
        for face in (self.picture, self.notice):  # after the layout has its place: it shows the first at once
            self._faces.addWidget(face)
        self.next_key.hide()
        self._say(self.tr("Camera starts…"), "")
