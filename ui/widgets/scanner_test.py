"""The test of a scanner that types: the symbol, three scans, what is wrong, and the station set to it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.station import Station
from ui.desk_parts import DeskParts
from ui.tasks import Lane, TaskRunner
from ui.text import Words
from ui.wedge_calibration import SCANS_NEEDED
from ui.wedge_layout import TEST_TEXT
from ui.wedge_proposal import Proposal, TestScan, propose
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label, restyle
from ui.widgets.scan_pad import ScanPad
from ui.widgets.scanner_words import calibration_sentence, finding_sentence, layout_sentence

_WIDTH = 820
_PAPER = 16


class ScannerTest(QDialog):
    """`station_saved` carries the station as it was saved."""

    station_saved = Signal(object)

    def __init__(self, parts: DeskParts, words: Words, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._words, self._tasks = parts, words, tasks
        self._scans: list[TestScan] = []
        self._proposal: Proposal | None = None
        self.pad = ScanPad()
        self.findings = label(wrap=True)
        self.findings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keys = {
            "use": KeyButton("F5", self.tr("Set the desk to this scanner"), MAIN),
            "again": KeyButton("F6", self.tr("Test again"), MAIN),
            "close": KeyButton("Esc", self.tr("Close"), MAIN),
        }
        self._symbols = [self._paper() for _ in range(2)]
        self._arrange()
        self._connect()
        self._begin()
        tasks.run(
            lambda: (parts.symbols.linear(TEST_TEXT), parts.symbols.square(TEST_TEXT)),
            self._on_drawn,
            self._on_failed,
            owner=self,
            lane=Lane.CRAFT,
        )

    @property
    def words(self) -> str:
        """What it says of the scanner."""
        return self.findings.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = {Qt.Key.Key_F5: self.keys["use"], Qt.Key.Key_F6: self.keys["again"]}.get(Qt.Key(event.key()))
        if button:
            button.click()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a scanner's, from whatever it read
            super().keyPressEvent(event)

    @Slot(object)
    def _on_scan_taken(self, scan: TestScan) -> None:
        if len(self._scans) >= SCANS_NEEDED:
            self._scans.clear()
        self._scans.append(scan)
        if len(self._scans) < SCANS_NEEDED:
            self._ask()
            return
        self._proposal = propose(self._scans, self._parts.station.scanner)
        self.pad.setText(self.tr("Three scans taken. Scan again for another test."))
        self._tell(self._sentences(self._proposal))
        self.keys["use"].setEnabled(self._proposal.changes)

    def _sentences(self, proposal: Proposal) -> list[str]:
        report = proposal.report
        sentences = [finding_sentence(finding) for finding in report.findings]
        sentences += [layout_sentence(report), calibration_sentence(proposal.calibration)]
        if proposal.changes:
            sentences.append(self.tr("Press F5 to set the desk to this scanner."))
        elif report.good and proposal.calibration.limits:
            sentences.append(self.tr("The desk is set to this scanner."))
        return [sentence for sentence in sentences if sentence]

    @Slot()
    def _begin(self) -> None:
        self._scans.clear()
        self._proposal = None
        self.keys["use"].setEnabled(False)
        self._tell([self.tr("Laser scanners read no screen: print the symbol by “rmadesk settings symbol”.")])
        self._ask()
        self.pad.setFocus()

    def _ask(self) -> None:
        number = len(self._scans) + 1
        asked = self.tr("Scan one of the two symbols: scan {number} of {count}")
        self.pad.setText(asked.format(number=number, count=SCANS_NEEDED))

    @Slot()
    def _on_use_asked(self) -> None:
        if not self._proposal or not self._proposal.settings:
            return
        station = replace(self._parts.station, scanner=self._proposal.settings)
        self.keys["use"].setEnabled(False)
        parts = self._parts

        def work() -> Station:
            parts.save_station(station)
            return station

        self._tasks.run(work, self._on_saved, self._on_failed, owner=self, lane=Lane.CRAFT)

    def _on_saved(self, station: Station) -> None:
        self._tell([self.tr("Saved. Scans are read this way from now on.")])
        self.pad.setFocus()
        self.station_saved.emit(station)

    def _on_failed(self, error: RmaDeskError) -> None:
        self._tell([self._words.error(error)])
        self.keys["use"].setEnabled(bool(self._proposal and self._proposal.changes))

    def _on_drawn(self, pictures: tuple[bytes, bytes]) -> None:
        for paper, content in zip(self._symbols, pictures, strict=True):
            picture = QPixmap()
            picture.loadFromData(content)
            paper.setPixmap(picture)
            paper.setFixedSize(paper.sizeHint())  # a symbol that is cut is no symbol

    def _tell(self, sentences: list[str]) -> None:
        self.findings.setText("\n\n".join(sentences))
        if layout := self.layout():
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _paper(self) -> QLabel:
        """White in either theme: no scanner reads black on grey."""
        paper = QLabel()
        paper.setStyleSheet(f"background: white; padding: {_PAPER}px;")
        paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper.setAccessibleName(self.tr("Test symbol"))
        return paper

    def _connect(self) -> None:
        self.pad.scan_taken.connect(self._on_scan_taken)
        self.keys["use"].clicked.connect(self._on_use_asked)
        self.keys["again"].clicked.connect(self._begin)
        self.keys["close"].clicked.connect(self.reject)

    def _arrange(self) -> None:
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Test the scanner"))
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, 0)
        restyle(self.pad, "notice", "done")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        symbols = QHBoxLayout()
        symbols.setSpacing(24)
        for paper in self._symbols:
            symbols.addWidget(paper, 0, Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in self.keys.values():
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addLayout(symbols)
        column.addWidget(self.pad)
        column.addWidget(self.findings, 1)
        column.addLayout(buttons)
