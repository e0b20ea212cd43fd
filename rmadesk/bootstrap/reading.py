"""What reads labels and says what stands on them."""

from __future__ import annotations  # most of what stands in them is imported only when it is asked for

from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from rmadesk.bootstrap.station import StationParts

if TYPE_CHECKING:
    from rmadesk.adapters.scanning.printed import LabelPrintReader
    from rmadesk.adapters.scanning.reader import PictureReader
    from rmadesk.services.checkup import CheckUp
    from rmadesk.services.choices import ChoiceDesk
    from rmadesk.services.identifying import Identifying
    from rmadesk.services.identifying_desk import IdentifyingDesk
    from rmadesk.services.ports import (
        FrameReader,
        Symbols,
    )
    from rmadesk.services.printed_numbers import PrintedNumbers


class ReadingParts(StationParts):
    """Pictures, frames, print and texts."""

    @cached_property
    def pictures(self) -> PictureReader:
        """Reads codes from pictures, out of this process; its worker gets ready while what else is needed is made."""
        from rmadesk.adapters.scanning.reader import PictureReader

        reader = PictureReader()
        reader.start()
        return reader

    @cached_property
    def print_reader(self) -> LabelPrintReader:
        """Reads printed letters, out of this process; an extra, loaded by the first picture."""
        from rmadesk.adapters.scanning.printed import LabelPrintReader

        return LabelPrintReader()

    def end_print_reading(self) -> None:
        """Wait no longer for print, which may take half a minute, and is not read after this."""
        if "print_reader" in self.__dict__:
            self.print_reader.close()

    @cached_property
    def printed(self) -> PrintedNumbers:
        """RMA numbers that the print may say."""
        from rmadesk.services.printed_numbers import PrintedNumbers

        return PrintedNumbers(self.storage, self.print_reader, self.site)

    @cached_property
    def frames(self) -> FrameReader:
        """Reads codes from the frames of a camera."""
        from rmadesk.adapters.scanning.frames import FrameReader

        return FrameReader()

    @cached_property
    def symbols(self) -> Symbols:
        """Draws codes for scanners to be tested by."""
        from rmadesk.adapters.symbol_pictures import SymbolPictures

        return SymbolPictures()

    @cached_property
    def identifying(self) -> IdentifyingDesk:
        """Texts apart from any box; where there is no database, none is made."""
        from rmadesk.services.identifying_desk import IdentifyingDesk

        return IdentifyingDesk(self._identifying, (lambda: self.storage) if self._has_database else None)

    @cached_property
    def choices(self) -> ChoiceDesk:
        """What ambiguous texts were said to be."""
        from rmadesk.services.choices import ChoiceDesk

        return ChoiceDesk(self.storage, self._ledger)

    @cached_property
    def checkup(self) -> CheckUp:
        """What of this station works."""
        from rmadesk.adapters.machine import ThisMachine
        from rmadesk.services.checkup import CheckUp, Station

        return CheckUp(
            Station(
                database=self.database,
                machine=ThisMachine(),
                site=lambda: self.site,
                edition=_edition,
                storage=lambda: self.storage,
                pictures=lambda: self.pictures,
                second_opinion=_has_second_opinion,
                label=_demonstration_label,
                draws=_draws,
            )
        )

    @cached_property
    def _identifying(self) -> Identifying:
        from rmadesk.adapters.carriers import CarrierTable
        from rmadesk.adapters.gs1 import ElementStrings
        from rmadesk.services.identifying import Identifying

        return Identifying(CarrierTable(), ElementStrings(), self.site)


def _edition(name: str) -> object:
    from rmadesk.adapters.editions import EditionFiles

    return EditionFiles().get(name)


def _has_second_opinion() -> bool:
    from rmadesk.adapters.scanning.zbar_library import zbar_library

    return zbar_library() is not None


def _demonstration_label() -> bytes:
    labels = files("resources") / "demo" / "labels"
    return min(labels.iterdir(), key=lambda label: label.name).read_bytes()


def _draws(letter: str) -> bool:
    from rmadesk.adapters.lettering.faces import Faces
    from rmadesk.adapters.lettering.font_files import system_font_folders

    return Faces(system_font_folders()).face(letter, bold=False) is not None
