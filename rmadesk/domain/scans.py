"""What a scanner, a picture or a keyboard delivered, before anybody says what it is."""

from dataclasses import dataclass
from enum import StrEnum

Corner = tuple[int, int]


class ScanSource(StrEnum):
    """Where a scanned text came from; `keyed` was typed by hand from the printed digits."""

    SCANNER = "scanner"
    PICTURE = "picture"
    KEYED = "keyed"


@dataclass(frozen=True, slots=True)
class Read:
    """One code read from a picture.

    `position` is its four corners in the picture's own pixels, from the top left, clockwise; `confirmed` false means
    that the symbology is easily misread and only one pass read it; `step` names the decoder or preparation that did.
    """

    text: str
    data: bytes
    symbology: str
    gs1: bool
    position: tuple[Corner, Corner, Corner, Corner]
    confirmed: bool
    step: str


@dataclass(frozen=True, slots=True)
class Scan:
    """One text that stands on a box, with the read behind it when it came from a picture."""

    text: str
    source: ScanSource
    read: Read | None = None

    @property
    def confirmed(self) -> bool:
        """Trusted at once; an unconfirmed read is a question to the clerk."""
        return self.read is None or self.read.confirmed
