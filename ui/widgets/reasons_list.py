"""Findings as a list: effect, sentence, and the text each rests on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.icons import Icons
from ui.text import Reason
from ui.widgets.labels import label

_ICON = 22


class ReasonsList(QWidget):
    """Every reason with its source; says so where there is none."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """The gravest first, as they are given."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not reasons:
            self._grid.addWidget(label(self.tr("Nothing speaks against it.")), 0, 1)
        for place, reason in enumerate(reasons):
            icon = QLabel()
            icon.setPixmap(self._icons.effect(reason.effect).pixmap(QSize(_ICON, _ICON)))
            icon.setAccessibleName(reason.effect_word)
            self._grid.addWidget(icon, place * 2, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(f"{reason.effect_word}: {reason.sentence}", wrap=True), place * 2, 1)
            self._grid.addWidget(label(reason.source, role="quiet", wrap=True), place * 2 + 1, 1)
