"""The bar above all pages: the station, who works here, the state of the data, and whether this is a demonstration."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.labels import label

_HEIGHT = 52


class TopBar(QFrame):
    """Shows what holds for every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setFixedHeight(_HEIGHT)
        self._station = label("rmadesk", name="station")
        self._user = label()
        self._state = label(name="quiet")
        self._training = label(name="training")
        self._training.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(22)
        row.addWidget(self._station)
        row.addWidget(self._training, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(self._user)

    def show_desk(self, site: str, station: str, user: str, state: str, training: str) -> None:
        """Who and where; `training` is empty at a desk that works in earnest."""
        self._station.setText(f"{site} – {station}")
        self._user.setText(user)
        self._state.setText(state)
        self._training.setText(training)
        self._training.setVisible(bool(training))
