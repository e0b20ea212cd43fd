"""Why a box was judged as it was, over the whole page: a section for each of its authorizations, scrolled by keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.explaining import Explanation
from ui.icons import Icons
from ui.models.box_columns import box_name, verdict_word
from ui.text import Words
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label
from ui.widgets.notice import Notice, Tone
from ui.widgets.why_section import WhySection, section_name

CLOSING_KEY = "Esc"
_MOST_JUMPS = 6
"""More buttons than this do not fit beside one another on a small screen; the sections are scrolled to then."""
_CLOSE_WIDTH = 150


class WhyView(QWidget):
    """Shows what a desk explains of a box. `closed` when the reader is done; `retried` after a failure."""

    closed = Signal()
    retried = Signal()

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icons = words, icons
        self._title = label(role="title", wrap=True)
        self._line = label(role="quiet", wrap=True)
        self._close = KeyButton(CLOSING_KEY, self.tr("Close"), MAIN)
        self._close.clicked.connect(self.closed)
        self._jumps = QWidget()
        self._jump_row = QHBoxLayout(self._jumps)
        self._state = Notice(icons)
        self._state.acted.connect(self.retried)
        self._scroll = QScrollArea()
        self._body = QStackedWidget()
        self.sections: tuple[WhySection, ...] = ()
        self._arrange()

    @property
    def reading_place(self) -> QWidget:
        """What takes the keys while this is open."""
        return self._scroll

    def show_busy(self, box: Box) -> None:
        """The record of a box is being read."""
        self._show_head(box)
        self._show_sections(())
        self._state.tell(Tone.PLAIN, "busy", self.tr("Reading the record…"), "")
        self._body.setCurrentWidget(self._state)

    def show_failure(self, sentence: str) -> None:
        """Why the record can't be explained."""
        self._state.tell(Tone.ERROR, "error", self.tr("The verdict can't be explained"), sentence, self.tr("Try again"))
        self._body.setCurrentWidget(self._state)

    def show_explanations(self, explanations: tuple[Explanation, ...]) -> None:
        """One section for each, the gravest verdict first."""
        gravity = list(Verdict)
        ordered = sorted(explanations, key=lambda each: -gravity.index(each.judged.verdict))
        self._show_sections(tuple(ordered))
        self._body.setCurrentWidget(self._scroll)
        self._scroll.verticalScrollBar().setValue(0)

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits go to a section, Home and End to the ends; arrows and pages are the scrolled area's own."""
        bar = self._scroll.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
            return True
        place = int(event.text()) if event.text().isdecimal() and event.text().isascii() else 0
        if 1 <= place <= len(self.sections):
            self.go_to(place - 1)
            return True
        return False

    def go_to(self, place: int) -> None:
        """Scroll a section to the top."""
        self._scroll.verticalScrollBar().setValue(self.sections[place].y())

    def _show_head(self, box: Box) -> None:
        self._title.setText(
            self.tr("Why? {box} – {verdict}").format(box=box_name(box), verdict=verdict_word(box, self._words))
        )
        said = [
            self.tr("Recorded {when} by {user}.").format(when=self._words.when(box.received_at), user=box.received_by)
        ]
        if box.state is BoxState.DUPLICATE:
            said.append(self.tr("It repeats a receipt: what follows is the verdict of the first."))
        if box.voided_at is not None:
            said.append(self.tr("The receipt was undone; its verdict counts no more."))
        if len(box.verdicts) > 1:
            said.append(self.tr("{count} authorizations, the gravest verdict first.").format(count=len(box.verdicts)))
        self._line.setText(" ".join(said))
        self.setAccessibleName(f"{self._title.text()} {self._line.text()}")

    def _show_sections(self, explanations: tuple[Explanation, ...]) -> None:
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        column = QVBoxLayout(scrolled)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(22)
        self.sections = tuple(WhySection(each, self._words, self._icons) for each in explanations)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self._scroll.setWidget(scrolled)
        self._show_jumps(explanations)

    def _show_jumps(self, explanations: tuple[Explanation, ...]) -> None:
        while item := self._jump_row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._jumps.setVisible(1 < len(explanations) <= _MOST_JUMPS)
        if self._jumps.isHidden():
            return
        for place, each in enumerate(explanations):
            words = f"{section_name(each, self._words)} – {self._words.verdict(each.judged.verdict)}"
            button = KeyButton(str(place + 1), words, MAIN)
            button.clicked.connect(lambda _=False, place=place: self.go_to(place))
            self._jump_row.addWidget(button, 1)

    def _arrange(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(self.tr("What spoke, and what is still open"))
        self._close.setFixedWidth(_CLOSE_WIDTH)
        self._jump_row.setContentsMargins(0, 0, 0, 0)
        self._jump_row.setSpacing(10)
        self._body.addWidget(self._scroll)
        self._body.addWidget(self._state)
        self._body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addLayout(texts, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._jumps)
        column.addWidget(self._body, 1)
