"""What is to be told of the station's devices, above every page, until it is over or read."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.notice import Notice, Tone

_ICON = 32


class DeviceNotices(QWidget):
    """The last word on each device, one at a time: a page keeps its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: dict[str, tuple[Tone, str]] = {}
        self._icons: Icons | None = None
        self._notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 0)
        self.hide()

    def tell(self, icons: Icons, device: str, tone: Tone, sentence: str) -> None:
        """A sentence on a device, in place of what was said of it before."""
        self._told.pop(device, None)
        self._told[device] = (tone, sentence)
        self.redress(icons)

    def clear(self, device: str) -> None:
        """It is over, or read."""
        if self._told.pop(device, None):
            self._show()

    def redress(self, icons: Icons) -> None:
        """The theme may have changed."""
        self._icons = icons
        self._show()

    @property
    def words(self) -> str:
        """What it says."""
        return self._notice.words if self._notice else ""

    def _show(self) -> None:
        """The oldest error, else the oldest word."""
        if self._notice:
            self._column.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        self.setVisible(bool(self._told))
        if not self._told or not self._icons:
            return
        device = min(self._told, key=lambda each: self._told[each][0] is not Tone.ERROR)
        tone, sentence = self._told[device]
        notice = self._notice = Notice(self._icons, centred=False, icon_size=_ICON, parent=self)
        more = len(self._told) - 1
        button = self.tr("OK, {count} more").format(count=more) if more else self.tr("OK")
        notice.tell(tone, "error" if tone is Tone.ERROR else "done", "", sentence, button)
        notice.acted.connect(partial(self.clear, device))
        self._column.addWidget(notice)
