"""What stands together in one code: the fields of an envelope, of a carrier's square code, of a GS1 element string."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rmadesk.domain.envelopes import Transport, maxicode_transport, open_envelope
from rmadesk.domain.identifiers import (
    Ground,
    Identifier,
    IdentifierKind,
    gtin,
    rma_key,
    serial_key,
    sscc,
    tracking_key,
)
from rmadesk.domain.number_forms import NumberForm
from rmadesk.domain.scan_text import GROUP_SEPARATOR
from rmadesk.services.ports import Carriers, Gs1

_MAYBE_GS1 = re.compile(r"\(|00[0-9]{18}|01[0-9]{14}")
_PARCEL = re.compile(r"[0-9A-Z]{8,35}")
_SERIAL = re.compile(r"[!-~](?:[ -~]{0,62}[!-~])?")
_REFERENCE_LENGTH = 64

# Data identifiers of ANSI MH10.8.2 and application identifiers of GS1
_RETURN_AUTHORIZATION = "R"
_SERIAL_NUMBER = ("S", "21")
_TRANSPORT_UNIT = re.compile(r"[1-6]?J|[36]K")  # license plates; waybill and PRO number, both assigned by the carrier
_REFERENCE = re.compile(r"[0-9]{0,2}K|1R|400")
_SSCC, _GTIN = "00", "01"


@dataclass(frozen=True, slots=True)
class CodeParts:
    """`identifiers` by what the code says of each; `references` are texts in which the sender may have written an RMA
    number; `details` are all other fields, (field, text)."""

    identifiers: tuple[Identifier, ...] = ()
    references: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "CodeParts") -> "CodeParts":
        return CodeParts(
            self.identifiers + other.identifiers, self.references + other.references, self.details + other.details
        )


class CodeReader:
    """Takes codes with several fields apart."""

    def __init__(self, carriers: Carriers, gs1: Gs1, rma_forms: tuple[NumberForm, ...]) -> None:
        self._carriers = carriers
        self._gs1 = gs1
        self._rma_forms = rma_forms

    def envelope(self, text: str, *, maxicode: bool) -> CodeParts:
        """What stands in an ISO/IEC 15434 envelope or, where the symbol was a MaxiCode, in one without an envelope."""
        opened = open_envelope(text)
        if opened is None:
            transport = maxicode_transport(text) if maxicode else None
            return self._transport(transport) if transport else CodeParts()
        parts = [self._transport(transport) for transport in opened.transports]
        parts.append(self._fields(opened.fields))
        parts += (_element_parts(self._gs1.elements(each), Ground.ENVELOPE) for each in opened.element_strings)
        return sum(parts, CodeParts())

    def elements(self, text: str, *, marked: bool) -> CodeParts:
        """What stands in a GS1 element string; one that its symbol does not mark as such must look the part."""
        bare = text.strip(GROUP_SEPARATOR)
        container = sscc(bare)
        if container:
            return CodeParts((Identifier(IdentifierKind.SSCC, container, text, ground=Ground.GS1),))
        if not (marked or GROUP_SEPARATOR in bare or _MAYBE_GS1.match(bare)):
            return CodeParts()
        return _element_parts(self._gs1.elements(bare), Ground.GS1)

    def _transport(self, transport: Transport) -> CodeParts:
        details = (
            ("postal-code", transport.postal_code),
            ("country", transport.country),
            ("service", transport.service),
            ("carrier", transport.scac),
        )
        parcel = self._parcel(transport)
        return CodeParts((parcel,) if parcel else (), (), tuple(each for each in details if each[1]))

    def _parcel(self, transport: Transport) -> Identifier | None:
        """The carrier's number: as the carrier's check digit says or, for a carrier whose check we don't know, as it
        stands; pieces of a UPS number that don't fit together are none."""
        for number in transport.numbers:
            if found := self._checked(number, transport.tracking_number):
                return found
        number = tracking_key(transport.tracking_number)
        if not _PARCEL.fullmatch(number) or number.startswith("1Z"):
            return None
        return _tracking(number, transport.tracking_number, transport.carrier)

    def _checked(self, number: str, text: str) -> Identifier | None:
        hit = next((each for each in self._carriers.candidates(number) if each.checked), None)
        if hit is None:
            return None
        return Identifier(
            IdentifierKind.TRACKING,
            hit.number,
            text,
            carrier=hit.carrier,
            ground=Ground.ENVELOPE,
            service=hit.service,
            form=hit.form,
            page=hit.page,
        )

    def _fields(self, fields: Iterable[tuple[str, str]]) -> CodeParts:
        identifiers: list[Identifier] = []
        references: list[str] = []
        details: list[tuple[str, str]] = []
        for field, value in fields:
            named = self._field(field, value)
            if named:
                identifiers.append(named)
            else:
                details.append((field, value))
                if field == _RETURN_AUTHORIZATION or _REFERENCE.fullmatch(field):
                    references.append(value[:_REFERENCE_LENGTH])
        return CodeParts(tuple(identifiers), tuple(references), tuple(details))

    def _field(self, field: str, value: str) -> Identifier | None:
        if field == _RETURN_AUTHORIZATION and any(
            form.fits(f"RMA-{value}") or form.fits(value) for form in self._rma_forms
        ):
            return Identifier(IdentifierKind.RMA, rma_key(value), value, ground=Ground.ENVELOPE)
        if field in _SERIAL_NUMBER:
            return _serial(value, Ground.ENVELOPE)
        if not _TRANSPORT_UNIT.fullmatch(field):
            return None
        if container := sscc(value):
            return Identifier(IdentifierKind.SSCC, container, value, ground=Ground.ENVELOPE)
        number = tracking_key(value)
        return self._checked(number, value) or (_tracking(number, value, None) if _PARCEL.fullmatch(number) else None)


def article(text: str) -> CodeParts:
    """What an EAN or UPC says: an article's number."""
    number = gtin(text)
    return CodeParts((Identifier(IdentifierKind.GTIN, number, text, ground=Ground.GS1),)) if number else CodeParts()


def _element_parts(elements: Iterable[tuple[str, str]], ground: Ground) -> CodeParts:
    known = [(field, value, _element(field, value, ground)) for field, value in elements]
    return CodeParts(
        tuple(identifier for _, _, identifier in known if identifier),
        tuple(value for field, value, identifier in known if not identifier and _REFERENCE.fullmatch(field)),
        tuple((field, value) for field, value, identifier in known if not identifier),
    )


def _element(field: str, value: str, ground: Ground) -> Identifier | None:
    if field == _SSCC and sscc(value):
        return Identifier(IdentifierKind.SSCC, value, value, ground=ground)
    if field == _GTIN and gtin(value):
        return Identifier(IdentifierKind.GTIN, value, value, ground=ground)
    return _serial(value, ground) if field in _SERIAL_NUMBER else None


def _serial(value: str, ground: Ground) -> Identifier | None:
    if not _SERIAL.fullmatch(value):
        return None
    return Identifier(IdentifierKind.SERIAL, serial_key(value), value, ground=ground)


def _tracking(number: str, text: str, carrier: str | None) -> Identifier:
    return Identifier(IdentifierKind.TRACKING, number, text, carrier=carrier, ground=Ground.ENVELOPE)
