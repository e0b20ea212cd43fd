"""A table of frozen records: each column is a header and a function of the record."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: what stands over it and in it; `struck` crosses the text out."""

    header: str
    text: Callable[[T], str]
    icon: Callable[[T], QIcon] | None = None
    struck: Callable[[T], bool] | None = None


class RecordTable(QAbstractTableModel, Generic[T]):
    """Shows records as rows; they are replaced whole, or one is put on top."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._records: tuple[T, ...] = ()

    @property
    def records(self) -> tuple[T, ...]:
        """The records in the order of the rows."""
        return self._records

    def show(self, records: Sequence[T]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._records = tuple(records)
        self.endResetModel()

    def record(self, row: int) -> T | None:
        """The record of a row, or None outside the table."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].header
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self._columns[index.column()], self._records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _plain(column.text(record))
        if role == Qt.ItemDataRole.DecorationRole and column.icon:
            return column.icon(record)
        if role == Qt.ItemDataRole.FontRole and column.struck and column.struck(record):
            return _struck()
        return None


def _plain(text: str) -> str:
    """Qt takes a tool tip that looks like markup for markup; what comes from a scan or a file is none."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def _struck() -> Any:
    from PySide6.QtGui import QFont

    font = QFont()
    font.setStrikeOut(True)
    return font
