"""A table view dressed for records: whole rows, no grid, no column that hides another."""

from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.record_table import RecordTable

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ICON = 20
_LEAST = 64
_LEAST_COLUMN = 96
"""A column that takes what is left is left out when that is less: of its words nobody could read any."""


class _Numbers(QStyledItemDelegate):
    """Cuts the middle out of a long number: people tell numbers apart by their ends. Of several, the first is whole."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if ", " not in option.text:
            option.textElideMode = Qt.TextElideMode.ElideMiddle


class RecordView(QTableView):
    """Shows a RecordTable; `row_chosen` carries the row, by mouse or key."""

    row_chosen = Signal(int)

    def __init__(
        self,
        table: RecordTable[T],
        widths: tuple[int, ...],
        row_height: int = 38,
        empty: str = "",
        numbers: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`widths` in pixels, a column each; 0 takes what is left. `empty` is said where there are no rows.
        `numbers` are the columns of numbers: what is too long for one of them loses its middle."""
        super().__init__(parent)
        self._empty, self._widths = empty, widths
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(_LEAST)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in numbers:
            self.setItemDelegateForColumn(column, _Numbers(self))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def chosen_row(self) -> int | None:
        """The selected row."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left_out = event.size().width() - sum(self._widths) < _LEAST_COLUMN
        for column, width in enumerate(self._widths):
            if not width:
                self.setColumnHidden(column, left_out)
        self.horizontalHeader().setStretchLastSection(left_out)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits are the page's keys, not a search in the table; arrows are the table's."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_selection_changed(self) -> None:
        row = self.chosen_row
        if row is not None:
            self.row_chosen.emit(row)
