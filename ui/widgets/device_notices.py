"""What is to be told of the station's devices, above every page, until it is over or read."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.notice import Notice, Tone

_ICON = 32


class DeviceNotices(QWidget):
    """One notice a device at most: its last word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, tuple[Tone, str]] = {}
        self._notices: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 0)
        self._column.setSpacing(8)
        self.hide()

    def tell(self, icons: Icons, device: str, tone: Tone, sentence: str) -> None:
        """Show a sentence on a device in place of what was shown before."""
        self.clear(device)
        notice = self._notices[device] = Notice(icons, centred=False, icon_size=_ICON)
        icon = "error" if tone is Tone.ERROR else "done"
        notice.tell(tone, icon, "", sentence, self.tr("OK"))
        notice.acted.connect(partial(self.clear, device))
        self._shown[device] = (tone, sentence)
        self._column.addWidget(notice)
        self.show()

    def clear(self, device: str) -> None:
        """It is over, or read."""
        self._shown.pop(device, None)
        if notice := self._notices.pop(device, None):
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def redress(self, icons: Icons) -> None:
        """The theme has changed."""
        for device, (tone, sentence) in tuple(self._shown.items()):
            self.tell(icons, device, tone, sentence)

    @property
    def words(self) -> str:
        """What they say."""
        return " ".join(sentence for _, sentence in self._shown.values())
