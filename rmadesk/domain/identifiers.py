"""Scan text to typed identifiers: cleaning, RMA numbers, serial shipping container codes."""

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_SCAN_CHARACTERS = 512
MAX_KEPT_CHARACTERS = 4096
_KEPT_CONTROLS = {"\x1d", "\x1e", "\x04"}  # GS, RS and EOT carry the structure of GS1 and ISO 15434 texts
_SPACES = " \u00a0"
_AIM = re.compile(r"\](?:C[0124]|d[0-6]|Q[0-6]|e[0-3]|A[0-7]|L[0-2]|U[0-9]|E[0-4]|F[0-4]|G[0-6]|I[013]|z[0-9a-c])")
_RMA_FORM = re.compile(r"RMA[-: ]?[ -]*(?P<number>[0-9][0-9A-Z -]{2,30})", re.IGNORECASE)
_RMA_PREFIX = re.compile(r"(?:RMA:*)+")
_SSCC = re.compile(r"(?:\(00\)|00)?(\d{18})")


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
    `form` the carrier's format that it has.
    """

    kind: IdentifierKind
    value: str
    text: str
    known: bool = False
    carrier: str | None = None
    ground: Ground = Ground.NONE
    service: str | None = None
    form: str | None = None

    @property
    def is_guess(self) -> bool:
        """Of the right form, and nothing else speaks for it."""
        return self.ground is Ground.CARRIER_FORM


@dataclass(frozen=True, slots=True)
class Identification:
    """All that is thought of one scanned text.

    `identifier` is what it is taken for; `also` what else stands in the same code (a square code may hold tracking
    number, reference and serial); `candidates` all that it could be, the one chosen among them, best first.
    `ambiguous`: another candidate is as good, so somebody should say.
    """

    text: str
    identifier: Identifier
    also: tuple[Identifier, ...] = ()
    candidates: tuple[Identifier, ...] = ()
    ambiguous: bool = False


def storable(text: str) -> str:
    """The raw text as it is kept: at most 4,096 characters, halves of characters (lone surrogates) marked as lost."""
    return text[:MAX_KEPT_CHARACTERS].encode("utf-8", "replace").decode()


def clean(text: str) -> str:
    """The text without control characters (but for GS, RS and EOT), AIM identifier and surrounding space.

    At most 512 characters; what a scanner sends beyond that is no identifier.
    """
    kept = "".join(c for c in text[:MAX_SCAN_CHARACTERS] if c in _KEPT_CONTROLS or c.isprintable() or c == "\u00a0")
    bare = kept.strip(_SPACES)
    return _AIM.sub("", bare, count=1).strip(_SPACES) if bare.startswith("]") else bare


def rma_key(number: str) -> str:
    """The form in which RMA numbers are compared: upper case, no spaces, hyphens or leading `RMA`; may be empty."""
    bare = re.sub(r"[\s-]", "", number).upper()
    prefix = _RMA_PREFIX.match(bare)  # all of it, however often: the key of a key is the key itself
    return bare[prefix.end() :] if prefix else bare


def rma_by_form(text: str) -> str | None:
    """The key of a text that has the site's form of an RMA number (`RMA`, an optional `-`, `:` or space, the number).

    Bare digits are no RMA number by form: only the registry can say so.
    """
    match = _RMA_FORM.fullmatch(text.strip())
    return rma_key(match["number"]) if match else None


def serial_key(serial: str) -> str:
    """The form in which serial numbers are compared: upper case, no surrounding space."""
    return serial.strip().upper()


def tracking_key(number: str) -> str:
    """The form in which tracking numbers are compared: upper case, no spaces or hyphens."""
    return re.sub(r"[\s-]", "", number).upper()


def sscc(text: str) -> str | None:
    """The 18 digits of a serial shipping container code whose check digit fits, else None."""
    match = _SSCC.fullmatch(text.replace("\x1d", ""))
    if not match or not text.isascii():
        return None
    digits = [int(c) for c in match[1]]
    total = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits[:-1]))
    return match[1] if (10 - total % 10) % 10 == digits[-1] else None
