"""The middle of the dock page: one thing at a time, from `scan a box` to its verdict."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from rmadesk.domain.rma import Box
from rmadesk.services.receiving import Receipt
from ui.icons import Icons
from ui.models.box_columns import box_name
from ui.text import Words
from ui.widgets.choice_question import ChoiceQuestion
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import label, restyle
from ui.widgets.notice import Notice, Tone
from ui.widgets.packaging_panel import PackagingPanel
from ui.widgets.verdict_panel import VerdictPanel
from ui.widgets.viewfinder import Viewfinder
from ui.widgets.yes_no_question import YesNoQuestion

_ICON = 112


class DockCentre(QFrame):
    """Shows one of: ready, busy, a question on what was read, the questions on a box, its verdict, the question before
    an undo; in front of it, when it is asked for, what the camera sees.

    `turned` says that it has something to show.
    """

    undo_confirmed = Signal()
    undo_declined = Signal()
    turned = Signal()

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._words = words
        self._notice = Notice(icons, icon_size=_ICON)
        self.yes_no = YesNoQuestion()
        self.choice = ChoiceQuestion()
        self.packaging = PackagingPanel(words)
        self.verdict = VerdictPanel(words, icons)
        self._undo_text = label(name="reason", wrap=True)
        self._undo = self._undo_question()
        self.viewfinder = Viewfinder(icons)
        self._behind: QWidget = self._notice
        self._colour = ""
        self._stack = QStackedLayout(self)
        for page in (self._notice, self.yes_no, self.choice, self.packaging, self.verdict, self._undo, self.viewfinder):
            self._stack.addWidget(page)
        self.show_ready()

    @property
    def asking(self) -> bool:
        """The questions on a box are on screen."""
        return self._behind is self.packaging

    @property
    def asking_read(self) -> bool:
        """A question on what was read is on screen."""
        return self._stack.currentWidget() in (self.yes_no, self.choice)

    @property
    def asking_undo(self) -> bool:
        """The question before an undo is on screen."""
        return self._behind is self._undo

    @property
    def ready(self) -> bool:
        """It waits for a box."""
        return self._ready

    @property
    def camera_in_front(self) -> bool:
        """What the camera sees is on screen."""
        return self._stack.currentWidget() is self.viewfinder

    @property
    def coloured(self) -> str:
        """The verdict whose colour is on screen; empty for none."""
        return str(self.property("verdict") or "")

    def show_ready(self) -> None:
        """Nothing in hand."""
        hint = self.tr("Or drop a picture of its label here, open one (F2), or type a number (F3).")
        self._notice.tell(Tone.PLAIN, "scan", self.tr("Scan a box"), hint)
        self._turn_to(self._notice, ready=True)

    def show_busy(self, title: str) -> None:
        """Something takes a moment; scans are kept meanwhile."""
        self._notice.tell(Tone.PLAIN, "busy", title, self.tr("You can go on scanning."))
        self._turn_to(self._notice)

    def show_yes_no(self, question: str, text: str, why: str) -> None:
        """What the desk is not sure of."""
        self.yes_no.ask(question, text, why)
        self._turn_to(self.yes_no)

    def show_choice(self, question: str, text: str, why: str, answers: Sequence[str]) -> None:
        """What could be several things."""
        self.choice.ask(question, text, why, answers)
        self._turn_to(self.choice)

    def show_questions(self) -> None:
        """The questions on the box in hand."""
        self._turn_to(self.packaging)

    def show_receipt(self, receipt: Receipt) -> None:
        """The verdict of a box that is on disk."""
        self.verdict.show_receipt(receipt)
        self._turn_to(self.verdict, self.verdict.style_name)

    def show_undo(self, box: Box) -> None:
        """What an undo would reverse."""
        self._undo_text.setText(
            self.tr(
                "The receipt of box {box}, recorded {time} by {user} with the verdict {verdict}, is taken back: it "
                "leaves the day's count and the bench's queue. The record keeps both entries."
            ).format(
                box=box_name(box),
                time=self._words.time(box.received_at),
                user=box.received_by,
                verdict=self._words.verdict(box.verdict),
            )
        )
        self._turn_to(self._undo)

    def show_camera(self, shown: bool) -> None:
        """Put what the camera sees before everything else, or take it away."""
        if shown is not self.camera_in_front:
            self._stack.setCurrentWidget(self.viewfinder if shown else self._behind)
            restyle(self, "verdict", "" if shown else self._colour)

    def _turn_to(self, page: QWidget, verdict: str = "", *, ready: bool = False) -> None:
        self._behind, self._colour, self._ready = page, verdict, ready
        if not self.camera_in_front:
            restyle(self, "verdict", verdict)
            self._stack.setCurrentWidget(page)
        self.turned.emit()

    def _undo_question(self) -> QWidget:
        page = QWidget()
        keep = KeyButton("Esc", self.tr("Keep the receipt"))
        undo = KeyButton("F8", self.tr("Undo the receipt"))
        undo.clicked.connect(self.undo_confirmed)
        keep.clicked.connect(self.undo_declined)
        keys = QHBoxLayout()
        keys.addWidget(undo)
        keys.addWidget(keep)
        column = QVBoxLayout(page)
        column.setContentsMargins(26, 18, 26, 18)
        column.addStretch(1)
        column.addWidget(label(self.tr("Undo this receipt?"), name="ask_word"))
        column.addWidget(self._undo_text)
        column.addSpacing(12)
        column.addLayout(keys)
        column.addStretch(1)
        return page
