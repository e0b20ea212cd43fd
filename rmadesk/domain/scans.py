"""What a scanner, a picture or a keyboard delivered, before anybody says what it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

Corner = tuple[int, int]

NONE_OF_THEM = ""
"""What was said of an ambiguous text that is nothing of what it could be."""

BY_PERSON = "+person"
"""Stands behind the step of a read that was not sure, and that somebody has said yes to."""


class ScanSource(StrEnum):
    """Where a scanned text came from.

    `keyed` was typed by hand from the printed digits; `ocr` was proposed from them by the desk, and a person said yes.
    """

    SCANNER = "scanner"
    PICTURE = "picture"
    KEYED = "keyed"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Read:
    """One code read from a picture.

    `position` is its four corners in the picture's own pixels, from the top left, clockwise; `confirmed` false means
    that the symbology is easily misread and only one pass read it; `step` names the decoder or preparation that did;
    `page` counts from 1 in what has pages.
    """

    text: str
    data: bytes
    symbology: str
    gs1: bool
    position: tuple[Corner, Corner, Corner, Corner]
    confirmed: bool
    step: str
    page: int = 1


Enough = Callable[[tuple[Read, ...]], bool]
"""Whether what has been read so far is all that the asker needs: the reading of a picture may stop there."""


@dataclass(frozen=True, slots=True)
class FrameReading:
    """What one frame of a live camera gave.

    `module_px` is how many of its pixels the narrowest bar takes, of what was read or, where nothing was, of the bars
    that are seen; null where there are none.
    """

    reads: tuple[Read, ...]
    module_px: float | None


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A line of printed letters that was recognised: never more than a suggestion.

    `score` is the recogniser's own certainty, 0 to 1; position and page as in `Read`.
    """

    text: str
    score: float
    position: tuple[Corner, Corner, Corner, Corner]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Scan:
    """One text that stands on a box, with the read behind it when it came from a picture.

    `chosen` is what a person said that an ambiguous text is, as a signature (`domain/choices.py`), or NONE_OF_THEM.
    """

    text: str
    source: ScanSource
    read: Read | None = None
    chosen: str | None = None

    @property
    def confirmed(self) -> bool:
        """Trusted at once; an unconfirmed read is a question to the clerk."""
        return self.read is None or self.read.confirmed

    def seen_right(self) -> "Scan":
        """The same scan once a person has compared it with the label and said yes: the step of its read says so."""
        if self.read is None:
            return self
        return replace(self, read=replace(self.read, confirmed=True, step=f"{self.read.step}{BY_PERSON}"))
