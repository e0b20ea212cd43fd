"""What a scanned text may be: the kinds of identifiers, what speaks for each, and the forms they are compared in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rmadesk.domain.check_characters import mod10_fits
from rmadesk.domain.scan_text import GROUP_SEPARATOR

_RMA_PREFIX = re.compile(r"(?:RMA:*)+")
_SSCC = re.compile(r"(?:\(00\)|00)?([0-9]{18})")
_GTIN_LENGTHS = (8, 12, 13, 14)


class IdentifierKind(StrEnum):
    """What a scanned text was taken for."""

    RMA = "rma"
    TRACKING = "tracking"
    SSCC = "sscc"
    GTIN = "gtin"
    SERIAL = "serial"
    COMMAND = "command"
    BADGE = "badge"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What an identification rests on; what stands first here is believed first."""

    COMMAND = "command"
    BADGE = "badge"
    REGISTRY = "registry"
    ENVELOPE = "envelope"
    """ISO 15434, the fields of a carrier's square code included."""
    GS1 = "gs1"
    RMA_FORM = "rma-form"
    CARRIER_CHECK = "carrier-check"
    SERIAL_FORM = "serial-form"
    CARRIER_FORM = "carrier-form"
    """The pattern alone, without a check digit: a guess, shown as one."""
    NONE = "none"


BY_FORM = frozenset({Ground.RMA_FORM, Ground.CARRIER_CHECK, Ground.SERIAL_FORM, Ground.CARRIER_FORM})
"""What a person's word, remembered, may overrule: neither registry nor what a code says of itself."""


@dataclass(frozen=True, slots=True)
class TrackingNumber:
    """What a text would be as a carrier's number.

    `number` is the bare tracking number, which longer codes hide; `form` names the carrier's format; `checked` says
    that its check digit fits (false: the format has none, or it is a guess); `page` is the carrier's web page on it.
    """

    carrier: str
    number: str
    form: str
    checked: bool
    service: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A scanned text and what it is; `value` is the normal form, by which it is compared and stored.

    `known` says that the registry has it; `carrier` is the carrier's name for a tracking number, `service` its service,
    `form` the carrier's format that it has, `page` the carrier's web page on it.
    """

    kind: IdentifierKind
    value: str
    text: str
    known: bool = False
    carrier: str | None = None
    ground: Ground = Ground.NONE
    service: str | None = None
    form: str | None = None
    page: str | None = None

    @property
    def is_guess(self) -> bool:
        """Of the right form, and nothing else speaks for it."""
        return self.ground is Ground.CARRIER_FORM


@dataclass(frozen=True, slots=True)
class Identification:
    """All that is thought of one scanned text.

    `identifier` is what it is taken for; `also` what else stands in the same code (a square code may hold tracking
    number, reference and serial), `details` the fields of such a code that name nothing (field, text): a part number,
    a postal code. `candidates` is all that the text could be, the one chosen among them, best first. `ambiguous`:
    another candidate is as good, so somebody should say; `remembered`: somebody did, of the customer's earlier box.
    """

    text: str
    identifier: Identifier
    also: tuple[Identifier, ...] = ()
    candidates: tuple[Identifier, ...] = ()
    ambiguous: bool = False
    remembered: bool = False
    details: tuple[tuple[str, str], ...] = ()

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """All that stands in the code."""
        return (self.identifier, *self.also)

    @property
    def is_open(self) -> bool:
        """Whether it goes by what a person says of such texts, where somebody does."""
        return self.ambiguous or self.remembered or self.identifier.ground in BY_FORM

    @property
    def is_guess(self) -> bool:
        """A form and nothing else speaks for it, and nobody's word either: it names nothing."""
        return self.identifier.is_guess and not self.remembered


def rma_key(number: str) -> str:
    """The form in which RMA numbers are compared: upper case, no spaces, hyphens or leading `RMA`; may be empty."""
    bare = re.sub(r"[\s-]", "", number).upper()
    prefix = _RMA_PREFIX.match(bare)  # all of it, however often: the key of a key is the key itself
    return bare[prefix.end() :] if prefix else bare


def rma_part(text: str) -> str:
    """What of a text can be an RMA number: where it begins with `RMA`, all before the first word without a digit.

    Whoever writes more behind the number writes whose it is, or what is wrong with it.
    """
    if text[:3].upper() != "RMA":
        return text
    words = text.split(" ")
    numbered = [any(map(str.isdigit, word)) for word in words]
    if True not in numbered:
        return text
    begins = numbered.index(True)
    ends = next((place for place in range(begins, len(words)) if not numbered[place]), len(words))
    return " ".join(words[:ends])


def serial_key(serial: str) -> str:
    """The form in which serial numbers are compared: upper case, no surrounding space."""
    return serial.strip().upper()


def tracking_key(number: str) -> str:
    """The form in which tracking numbers are compared: upper case, no spaces or hyphens."""
    return re.sub(r"[\s-]", "", number).upper()


def sscc(text: str) -> str | None:
    """The 18 digits of a serial shipping container code whose check digit fits, else None."""
    match = _SSCC.fullmatch(text.replace(GROUP_SEPARATOR, ""))
    return match[1] if match and mod10_fits(match[1]) else None


def gtin(text: str) -> str | None:
    """The 14 digits of an article number of 8, 12, 13 or 14 whose check digit fits, else None."""
    return text.zfill(14) if len(text) in _GTIN_LENGTHS and mod10_fits(text) else None
