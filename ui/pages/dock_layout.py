"""How the dock page is laid out: the centre over half the window, below it the reads and the last boxes, then keys;
over all of it, when it is asked for, why a box was judged as it was."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from rmadesk.domain.rma import Box
from ui.icons import Icons
from ui.models.box_columns import recent_columns
from ui.models.read_columns import Read, read_columns
from ui.models.record_table import RecordTable
from ui.pages.dock_centre import DockCentre
from ui.text import Words
from ui.widgets.day_counters import DayCounters
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView
from ui.widgets.verdict_panel import WHY_KEY
from ui.widgets.viewfinder import CAMERA_KEY
from ui.widgets.why_view import WhyView

_CENTRE_SHARE, _LISTS_SHARE = 20, 11
_NUMBER_SHARE, _ENTER_SHARE, _KEY_SHARE = 6, 4, 4
_HINT_MS = 6000
_ROW = 30


class DockLayout(QObject):
    """The page's widgets; it places and shows, the page decides."""

    error_acknowledged = Signal()

    def __init__(self, page: QWidget, words: Words, icons: Icons, *, demo: bool) -> None:
        super().__init__(page)
        self._page, self._words = page, words
        self.centre = DockCentre(words, icons)
        self.counters = DayCounters(words, icons)
        self.reads: RecordTable[Read] = RecordTable(read_columns(words), self)
        self.recent: RecordTable[Box] = RecordTable(recent_columns(words, icons), self)
        self.reads_view = RecordView(self.reads, (206, 0), _ROW, self.tr("Nothing in hand"), numbers=(0,))
        self.recent_view = RecordView(
            self.recent, (72, 122, 172, 0, 66), _ROW, self.tr("No box received yet"), numbers=(1,)
        )
        self.reads_view.setAccessibleName(self.tr("On this box"))
        self.recent_view.setAccessibleName(self.tr("Last boxes"))
        self.error = Notice(icons, centred=False)
        self.error.acted.connect(self.error_acknowledged)
        self.error.hide()
        self._hint = Notice(icons, centred=False)
        self._hint.hide()
        self._hint_timer = QTimer(self)
        self._hint_timer.setSingleShot(True)
        self._hint_timer.timeout.connect(self._on_hint_read)
        self.centre.turned.connect(self._on_hint_read)  # it was about what stood there before
        self.why = WhyView(words, icons)
        self._body = QStackedWidget()
        self.number = QLineEdit()
        self.keys = self._keys(demo)
        self._arrange()

    def show_reads(self, reads: tuple[Read, ...]) -> None:
        """What was read on the box in hand."""
        self.reads.show(reads)

    def show_error(self, sentence: str, count: int) -> None:
        """The oldest error that nobody has acknowledged; an empty sentence takes it away."""
        if not sentence:
            self.error.hide()
            return
        self._hint.hide()
        button = self.tr("OK (Esc)") if count == 1 else self.tr("OK (Esc), {count} more").format(count=count - 1)
        self.error.tell(Tone.ERROR, "error", "", sentence, button)

    def hint(self, sentence: str) -> None:
        """Something worth a word, which goes by itself; an error has the word before it."""
        if not self.error.isHidden():
            return
        self._hint.tell(Tone.DONE, "done", "", sentence)
        self._hint_timer.start(_HINT_MS)

    def show_why(self, shown: bool) -> None:
        """Lay the view on why over the page, or take it away; the keys go where the reader looks."""
        self._body.setCurrentIndex(1 if shown else 0)
        if shown:
            self.why.reading_place.setFocus()
        else:
            self.release_focus()

    def release_focus(self) -> None:
        """Give the keys back to the page."""
        self._page.window().setFocus()

    @Slot()
    def _on_hint_read(self) -> None:
        self._hint.hide()

    def _keys(self, demo: bool) -> dict[str, KeyButton]:
        keys = {
            "open": KeyButton("F2", self.tr("Open picture"), MAIN, stacked=True),
            "camera": KeyButton(CAMERA_KEY, self.tr("Camera"), MAIN, stacked=True),
            "why": KeyButton(WHY_KEY, self.tr("Why?"), MAIN, stacked=True),
            "undo": KeyButton("F8", self.tr("Undo receipt"), MAIN, stacked=True),
            "escape": KeyButton("Esc", self.tr("Put aside"), MAIN, stacked=True),
        }
        if demo:
            keys["demo"] = KeyButton("F9", self.tr("Next box"), MAIN, stacked=True)
        return keys

    def _arrange(self) -> None:
        self.number.setPlaceholderText(self.tr("Number (F3)"))
        self.number.setAccessibleName(self.tr("Number typed by hand"))
        self.number.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.number.setObjectName("number")
        self.number.setMaxLength(512)
        self.keys["enter"] = KeyButton("Enter", self.tr("Take number"), MAIN, stacked=True)
        lists = QHBoxLayout()
        lists.setSpacing(10)
        lists.addWidget(self.reads_view, 9)
        lists.addWidget(self.recent_view, 11)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self.number, _NUMBER_SHARE)
        bottom.addWidget(self.keys["enter"], _ENTER_SHARE)
        for name in ("open", "camera", "why", "undo", "escape", "demo"):
            if name in self.keys:
                bottom.addWidget(self.keys[name], _KEY_SHARE)
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.centre, _CENTRE_SHARE)
        rows.addWidget(self.counters)
        rows.addLayout(lists, _LISTS_SHARE)
        rows.addLayout(bottom)
        self._body.addWidget(shown)
        self._body.addWidget(self.why)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.error)
        column.addWidget(self._hint)
        column.addWidget(self._body, 1)
