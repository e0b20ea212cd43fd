"""What the dock asks about a box before it is recorded: unsure reads, ambiguous numbers, the number in print."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from rmadesk.domain.choices import signature, signatures
from rmadesk.domain.identifiers import Identification, Identifier
from rmadesk.domain.scans import NONE_OF_THEM, Scan
from rmadesk.services.contents import Contents
from rmadesk.services.questions import OpenChoice, open_choices, unsure_reads
from ui.desk_parts import DeskParts
from ui.models.read_columns import sort_of
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_print import Suggestion
from ui.tasks import TaskRunner
from ui.text import Words, shown

_TWO = 2


class DockQuestions(QObject):
    """One question after another, in the middle of the page; whatever comes in meanwhile waits.

    `settled` carries the scans of the box after the last answer; `print_answered` whether the number is right;
    `failed` why an answer can't be remembered.
    """

    settled = Signal(object)
    print_answered = Signal(bool)
    failed = Signal(object)

    def __init__(self, page: QObject, parts: DeskParts, words: Words, tasks: TaskRunner, view: DockLayout) -> None:
        super().__init__(page)
        self._parts, self._words, self._tasks, self._centre = parts, words, tasks, view.centre
        self._scans: tuple[Scan, ...] = ()
        self._unsure: tuple[Scan, ...] = ()
        self._choices: tuple[OpenChoice, ...] = ()
        self._customer: str | None = None
        self._asking_print = False
        self._centre.yes_no.answered.connect(self._on_answered)
        self._centre.choice.answered.connect(self._on_chosen)

    @property
    def open(self) -> bool:
        """A question waits for its answer."""
        return bool(self._unsure or self._choices or self._asking_print)

    def ask(self, contents: Contents) -> bool:
        """Ask what is not sure of a box; False where everything is."""
        self._scans = tuple(scan for scan, _ in contents.scans)
        self._unsure = unsure_reads(contents)
        self._choices = () if self._unsure else open_choices(contents)
        self._customer = contents.customer_id
        self._ask_next()
        return self.open

    def ask_print(self, suggestion: Suggestion) -> None:
        """Ask whether the print says this number, before the box goes on."""
        self._asking_print = True
        printed = self.tr("printed as {text}").format(text=shown(suggestion.number.text))
        why = f"{self._known(suggestion)} – {printed}"
        self._centre.show_yes_no(self.tr("Is this the RMA number?"), shown(suggestion.number.rma_number), why)

    def close(self) -> None:
        """The box is put aside, and its questions with it."""
        self._unsure, self._choices, self._asking_print = (), (), False

    def take_key(self, text: str) -> bool:
        """A key that answers."""
        if not self.open:
            return False
        return self._centre.choice.take_key(text) if self._choices else self._centre.yes_no.take_key(text)

    def say_yes(self) -> bool:
        """Yes to the question on screen; False where there is none that yes answers."""
        if not self.open or self._choices:
            return False
        self._on_answered(True)
        return True

    def offer(self, suggestion: Suggestion) -> str:
        """What the print says, in a sentence."""
        number = shown(suggestion.number.rma_number)
        if not suggestion.number.known:
            return self.tr("The print says RMA {number} (not in the registry)").format(number=number)
        if suggestion.customer is None:
            return self.tr("The print says RMA {number} (in the registry)").format(number=number)
        said = self.tr("The print says RMA {number} (in the registry, {customer})")
        return said.format(number=number, customer=shown(suggestion.customer))

    def _known(self, suggestion: Suggestion) -> str:
        if not suggestion.number.known:
            return self.tr("Not in the registry")
        if suggestion.customer is None:
            return self.tr("In the registry")
        return self.tr("In the registry, for {customer}").format(customer=shown(suggestion.customer))

    @Slot(bool)
    def _on_answered(self, right: bool) -> None:
        if self._asking_print:
            self._asking_print = False
            self.print_answered.emit(right)
        elif self._unsure:
            asked, *left = self._unsure
            self._say(asked, (asked.seen_right(),) if right else ())
            self._unsure = tuple(left)
            self._go_on()

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        if not self._choices:
            return
        asked, *left = self._choices
        chosen = asked.offered[place] if place < len(asked.offered) else None
        self._say(asked.scan, (replace(asked.scan, chosen=signature(chosen) if chosen else NONE_OF_THEM),))
        self._choices = tuple(left)
        if chosen and self._customer and len(signatures(asked.identification.candidates)) > 1:
            self._remember(self._customer, asked.identification, chosen)
        self._go_on()

    def _say(self, asked: Scan, said: tuple[Scan, ...]) -> None:
        self._scans = tuple(each for scan in self._scans for each in (said if scan is asked else (scan,)))

    def _remember(self, customer: str, identification: Identification, chosen: Identifier) -> None:
        """This box goes by the clerk's word even where the next one has to be asked about again."""
        parts = self._parts
        self._tasks.run(
            lambda: parts.choices.remember(customer, identification, chosen),
            lambda _: None,
            self.failed.emit,
            owner=self,
        )

    def _go_on(self) -> None:
        if self.open:
            self._ask_next()
        else:
            self.settled.emit(self._scans)

    def _ask_next(self) -> None:
        if self._unsure:
            self._ask_unsure()
        elif self._choices:
            self._ask_choice(self._choices[0])

    def _ask_choice(self, choice: OpenChoice) -> None:
        sorts = [sort_of(each, self._words) for each in choice.offered]
        answers = [
            sort if sorts.count(sort) == 1 else f"{sort} {shown(each.value)}"
            for sort, each in zip(sorts, choice.offered, strict=True)
        ]
        why = (
            self.tr("It fits all of these. The answer is kept for this customer's next boxes.")
            if self._customer
            else self.tr("It fits all of these. Nobody knows whose box this is: the answer is for this box only.")
        )
        answers.append(self.tr("Neither of them") if len(answers) == _TWO else self.tr("None of them"))
        self._centre.show_choice(self.tr("Which number is it?"), shown(choice.scan.text), why, answers)

    def _ask_unsure(self) -> None:
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
