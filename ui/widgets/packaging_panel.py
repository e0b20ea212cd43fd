"""Asks what only the clerk can see: packaging, damage, a number written on the box, a number that can't be read."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.services.contents import Contents
from rmadesk.services.receiving import Outcome, Receipt
from ui.models.box_columns import box_name
from ui.text import Words
from ui.widgets.key_button import MAIN, SMALLEST, KeyButton
from ui.widgets.labels import label, restyle
from ui.widgets.print_bar import PrintBar

T = TypeVar("T")
_DAMAGE_KEYS = {OuterDamage.CRUSHED: "C", OuterDamage.WET: "W", OuterDamage.TORN: "T", OuterDamage.OPENED: "O"}
_NUMBER_KEYS = {NumberState.INCOMPLETE: "I", NumberState.UNREADABLE: "U"}
_ON_BOX_KEY = "B"


class PackagingPanel(QWidget):
    """The questions on one box; the answer on packaging receives it."""

    packaging_chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._box = label(name="box_line", wrap=True)
        self.print = PrintBar()
        self._previous = label(name="last_verdict", wrap=True)
        self._previous.hide()
        self._packaging = {
            kind: KeyButton(str(place), words.capital("packaging-kind", kind), MAIN, stacked=True)
            for place, kind in enumerate(PackagingKind, start=1)
        }
        for kind, button in self._packaging.items():
            button.setProperty("choice", True)
            button.clicked.connect(lambda _=False, kind=kind: self.packaging_chosen.emit(kind))
        self._damage = self._choices("outer-damage", _DAMAGE_KEYS)
        self._number = self._choices("number-state", _NUMBER_KEYS)
        self._on_box = KeyButton(_ON_BOX_KEY, self.tr("RMA number is written on the box"), SMALLEST)
        self._on_box.setCheckable(True)
        self._number_row = QWidget()
        self._lacks_number = False
        self._arrange()

    @property
    def outer_damage(self) -> OuterDamage:
        """What was said of the outside; undamaged until somebody says otherwise."""
        return self._said(self._damage) or OuterDamage.NONE

    @property
    def marked_on_box(self) -> bool:
        """A number is written on the box itself."""
        return self._on_box.isChecked()

    @property
    def number_state(self) -> NumberState | None:
        """The clerk's own word on the number, where none was read."""
        return self._said(self._number) if self._lacks_number else None

    def begin(self) -> None:
        """A new box: nothing is said of it yet."""
        for button in (*self._damage.values(), *self._number.values(), self._on_box):
            button.setChecked(False)
        self.print.clear()

    def say_outer_damage(self, damage: OuterDamage) -> None:
        """What was said of the outside by other means than its buttons; it can still be changed there."""
        for value, button in self._damage.items():
            button.setChecked(value is damage)

    def show_contents(self, contents: Contents | None) -> None:
        """What the box was taken for; None while that is being looked up."""
        self._box.setText(self._headline(contents))
        self._lacks_number = contents is not None and not contents.rma_numbers
        self._number_row.setVisible(self._lacks_number)

    def show_print(self, offer: str, *, looking: bool) -> None:
        """What the print says or that it is being looked at; an offer stands where else its number is said to lack."""
        self._number_row.setVisible(self._lacks_number and not offer)
        if offer:
            self.print.show_suggestion(offer)
        elif looking:
            self.print.show_looking()
        else:
            self.print.clear()

    def show_previous(self, receipt: Receipt) -> None:
        """The box before this one: a quick clerk has scanned the next before reading the verdict."""
        box = receipt.box
        duplicate = receipt.outcome is Outcome.DUPLICATE
        verdict = self._words.capital("box-state", box.state) if duplicate else self._words.verdict(box.verdict)
        self._previous.setText(
            self.tr("Before: {box} – {verdict}. {next}").format(
                box=box_name(box), verdict=verdict, next=self._words.next_action(box)
            )
        )
        restyle(self._previous, "verdict", "neutral" if duplicate else box.verdict.value)
        self._previous.show()

    def take_key(self, text: str) -> bool:
        """A key that stands on one of the buttons."""
        for place, kind in enumerate(PackagingKind, start=1):
            if text == str(place):
                self.packaging_chosen.emit(kind)
                return True
        for button in self._toggles():
            if text.upper() == button.property("letter") and not button.isHidden():
                button.click()
                return True
        return self.print.take_key(text)

    def _toggles(self) -> list[KeyButton]:
        number = [] if self._number_row.isHidden() else list(self._number.values())
        return [*self._damage.values(), *number, self._on_box]

    def _headline(self, contents: Contents | None) -> str:
        if contents is None:
            return self.tr("Looking it up…")
        known = {each.rma_number for each in contents.authorizations}
        numbers = contents.rma_numbers or tuple(known)
        if not numbers:
            return self.tr("No RMA number read, and nobody expects this parcel.")
        strange = [number for number in numbers if number not in known]
        line = self.tr("RMA {numbers}").format(numbers=", ".join(numbers))
        if not contents.rma_numbers:
            return self.tr("No RMA number read; this parcel is expected for {line}").format(line=line)
        if not strange:
            return line
        return line + " – " + self.tr("not in the registry: {numbers}").format(numbers=", ".join(strange))

    def _choices(self, group: str, keys: dict[T, str]) -> dict[T, KeyButton]:
        """Buttons of which at most one is down; the one that is down can be let go."""
        made = {value: KeyButton(key, self._words.capital(group, str(value)), SMALLEST) for value, key in keys.items()}
        for button in made.values():
            button.setCheckable(True)
            button.toggled.connect(lambda down, button=button: _let_go(made.values(), button, down))
        for value, key in keys.items():
            made[value].setProperty("letter", key)
        return made

    def _said(self, choices: dict[T, KeyButton]) -> T | None:
        return next((value for value, button in choices.items() if button.isChecked()), None)

    def _arrange(self) -> None:
        self._on_box.setProperty("letter", _ON_BOX_KEY)
        packaging, outside, number = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._number_row)
        number.setContentsMargins(0, 0, 0, 0)
        for button in self._packaging.values():
            packaging.addWidget(button, 1)
        outside.addWidget(label(self.tr("Outside")))
        for button in self._damage.values():
            outside.addWidget(button, 2)
        outside.addWidget(self._on_box, 3)
        number.addWidget(label(self.tr("The number on the label is")))
        for button in self._number.values():
            number.addWidget(button, 1)
        number.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 10)
        column.setSpacing(8)
        column.addWidget(self._previous)
        column.addWidget(self._box)
        column.addStretch(1)
        column.addWidget(label(self._words.ask_packaging(), name="ask_word"))
        for row in (packaging, outside):
            row.setSpacing(10)
            column.addLayout(row)
        column.addWidget(self.print)
        column.addWidget(self._number_row)
        column.addStretch(1)


def _let_go(buttons: Iterable[KeyButton], pressed: KeyButton, down: bool) -> None:
    """When one goes down the others come up."""
    for each in buttons:
        if down and each is not pressed:
            each.setChecked(False)
