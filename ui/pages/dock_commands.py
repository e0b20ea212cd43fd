"""What the command barcodes of the site's sheet do at the dock: what the page's keys do, and nothing else."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from rmadesk.domain.commands import Command
from ui.pages.dock_box import DockBox
from ui.pages.dock_layout import DockLayout


class DockCommands(QObject):
    """`acknowledge` gives whether there was something to take note of; `undo` is what the key for it does."""

    def __init__(
        self,
        page: QObject,
        view: DockLayout,
        box: DockBox,
        *,
        acknowledge: Callable[[], bool],
        undo: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._view, self._box, self._acknowledge, self._undo = view, box, acknowledge, undo

    @Slot(object)
    def obey(self, command: Command) -> None:
        """Do it, or say why not."""
        if command is Command.UNDO:
            self._undo()
        elif command in (Command.OK, Command.NEXT):
            if not self._acknowledge():
                self._view.hint(self.tr("There is nothing to say OK to."))
        elif packaging := command.packaging:
            self._tell_unless(self._box.say_packaging(packaging))
        elif (damage := command.outer_damage) is not None:
            self._tell_unless(self._box.say_outer_damage(damage))
        else:
            self._view.hint(self.tr("The desk has no use for the command {name} yet.").format(name=command.name))

    def _tell_unless(self, done: bool) -> None:
        if not done:
            self._view.hint(self.tr("First scan a box, and answer what is asked about it."))
