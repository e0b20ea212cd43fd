"""What the dock asks of a box before it is recorded: whether a read is right, and the number in the print."""

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from rmadesk.domain.scans import Scan
from rmadesk.domain.visible import visible
from rmadesk.services.contents import Contents
from rmadesk.services.questions import unsure_reads
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_print import Suggestion
from ui.text import Words, shown


class DockQuestions(QObject):
    """One question after another, in the middle of the page; whatever comes in meanwhile waits.

    `settled` carries the scans of the box after the last answer; `print_answered` whether the number is right.
    """

    settled = Signal(object)
    print_answered = Signal(bool)

    def __init__(self, page: QObject, words: Words, view: DockLayout) -> None:
        super().__init__(page)
        self._words, self._centre = words, view.centre
        self._scans: tuple[Scan, ...] = ()
        self._unsure: tuple[Scan, ...] = ()
        self._asking_print = False
        self._centre.yes_no.answered.connect(self._on_answered)

    @property
    def open(self) -> bool:
        """A question waits for its answer."""
        return bool(self._unsure or self._asking_print)

    def ask(self, contents: Contents) -> bool:
        """Ask what is not sure of a box; False where everything is."""
        self._scans = tuple(scan for scan, _ in contents.scans)
        self._unsure = unsure_reads(contents)
        self._ask_next()
        return self.open

    def ask_print(self, suggestion: Suggestion) -> None:
        """Ask whether the print says this number, before the box goes on."""
        self._asking_print = True
        number = suggestion.number
        printed = self.tr("It is printed so: {text}").format(text=visible(number.text))
        self._centre.show_yes_no(self.tr("Is this the RMA number?"), self.named(suggestion), printed)

    def close(self) -> None:
        """The box is put aside, and its questions with it."""
        self._unsure, self._asking_print = (), False

    def take_key(self, text: str) -> bool:
        """A key that answers."""
        return self.open and self._centre.yes_no.take_key(text)

    @staticmethod
    def named(suggestion: Suggestion) -> str:
        """The number, and what the registry knows of it."""
        number = suggestion.number.rma_number
        if not suggestion.number.known:
            said = QCoreApplication.translate("DockQuestions", "RMA {number} (not in the registry)")
            return said.format(number=visible(number))
        if suggestion.customer is None:
            return QCoreApplication.translate("DockQuestions", "RMA {number} (in the registry)").format(number=number)
        said = QCoreApplication.translate("DockQuestions", "RMA {number} (in the registry, {customer})")
        return said.format(number=number, customer=visible(suggestion.customer))

    @Slot(bool)
    def _on_answered(self, right: bool) -> None:
        if self._asking_print:
            self._asking_print = False
            self.print_answered.emit(right)
        elif self._unsure:
            asked, *left = self._unsure
            said = (asked.seen_right(),) if right else ()
            self._scans = tuple(each for scan in self._scans for each in (said if scan is asked else (scan,)))
            self._unsure = tuple(left)
            self._ask_next()
            if not self._unsure:
                self.settled.emit(self._scans)

    def _ask_next(self) -> None:
        if not self._unsure:
            return
        scan, count = self._unsure[0], len(self._unsure)
        question = self.tr("The picture may say this. Is it right?")
        if count > 1:
            question = self.tr("The picture may say this. Is it right? ({count} to go)").format(count=count)
        self._centre.show_yes_no(question, shown(scan.text), self._why(scan))

    def _why(self, scan: Scan) -> str:
        symbology = scan.read.symbology if scan.read else ""
        return self.tr(
            "Only one look at the picture gave this, and bars of this kind ({symbology}) are easily misread: compare "
            "it with the digits printed below them. What is left out does not count."
        ).format(symbology=symbology.upper())
