"""What the scans of one box amount to: typed identifiers, the authorizations they name, the parcel it came as."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmadesk.domain.identifiers import (
    Identifier,
    IdentifierKind,
    clean,
    rma_by_form,
    rma_key,
    serial_key,
    sscc,
    tracking_key,
)
from rmadesk.domain.policy.facts import NumberState
from rmadesk.domain.rma import Authorization
from rmadesk.domain.scans import Scan
from rmadesk.services.ports import AuthorizationStore, Carriers


@dataclass(frozen=True, slots=True)
class Contents:
    """The identified scans of a box.

    `rma_numbers` are those on the label, in its order; `authorizations` the ones known, by label or by an expected
    parcel; `number_state` is what the label shows without the clerk's own word.
    """

    scans: tuple[tuple[Scan, Identifier], ...]
    rma_numbers: tuple[str, ...]
    authorizations: tuple[Authorization, ...]
    tracking_numbers: tuple[str, ...]
    sscc: str | None

    @property
    def number_state(self) -> NumberState:
        """Read when an RMA number stands on the label, else missing."""
        return NumberState.READ if self.rma_numbers else NumberState.MISSING

    @property
    def parcel(self) -> str | None:
        """What the box is known by: its inbound tracking number, else its SSCC."""
        return self.tracking_numbers[0] if self.tracking_numbers else self.sscc

    @property
    def cases(self) -> tuple[tuple[str | None, Authorization | None], ...]:
        """(RMA number, authorization) to judge, each on its own: all on the label, else those the parcel is expected
        for, else one case that knows neither."""
        known = {each.rma_number: each for each in self.authorizations}
        if self.rma_numbers:
            return tuple((number, known.get(number)) for number in self.rma_numbers)
        return tuple((number, known[number]) for number in known) or ((None, None),)


def identify(text: str, registry: AuthorizationStore, carriers: Carriers) -> Identifier:
    """What one scanned text is; a hit in the registry comes first, and a carrier's pattern alone never decides."""
    bare = clean(text)
    return next(_candidates(bare, registry, carriers), Identifier(IdentifierKind.UNKNOWN, bare, text))


def _candidates(bare: str, registry: AuthorizationStore, carriers: Carriers) -> Iterator[Identifier]:
    if not bare:
        return
    number = rma_key(bare)
    if number and registry.get(number):
        yield Identifier(IdentifierKind.RMA, number, bare, known=True)
    carrier = carriers.recognise(bare)
    tracking = carrier[1] if carrier else tracking_key(bare)
    if registry.expecting(tracking):
        yield Identifier(IdentifierKind.TRACKING, tracking, bare, True, carrier[0] if carrier else None)
    if registry.with_serial(serial_key(bare)):
        yield Identifier(IdentifierKind.SERIAL, serial_key(bare), bare, known=True)
    if container := sscc(bare):
        yield Identifier(IdentifierKind.SSCC, container, bare)
    if by_form := rma_by_form(bare):
        yield Identifier(IdentifierKind.RMA, by_form, bare)
    if carrier:
        yield Identifier(IdentifierKind.TRACKING, carrier[1], bare, carrier=carrier[0])


def contents_of(scans: Iterable[Scan], registry: AuthorizationStore, carriers: Carriers) -> Contents:
    """Identify every scan of a box; unconfirmed reads are kept but name nothing, unless the registry knows them."""
    identified = tuple((scan, _trusted(scan, identify(scan.text, registry, carriers))) for scan in scans)
    trusted = [identifier for _, identifier in identified]
    rma_numbers = _values(trusted, IdentifierKind.RMA)
    tracking_numbers = _values(trusted, IdentifierKind.TRACKING)
    if rma_numbers:
        found = [registry.get(number) for number in rma_numbers]
    else:
        found = [each for number in tracking_numbers for each in registry.expecting(number)]
    authorizations = tuple({each.rma_number: each for each in found if each}.values())
    container = next(iter(_values(trusted, IdentifierKind.SSCC)), None)
    return Contents(identified, rma_numbers, authorizations, tracking_numbers, container)


def _trusted(scan: Scan, identifier: Identifier) -> Identifier:
    if scan.confirmed or identifier.known:
        return identifier
    return Identifier(IdentifierKind.UNKNOWN, identifier.text, identifier.text)


def _values(identifiers: Iterable[Identifier], kind: IdentifierKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in identifiers if each.kind is kind))
