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
from rmadesk.services.ports import Carriers
from rmadesk.services.stores import AuthorizationStore


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


_Named = tuple[Identifier, tuple[Authorization, ...]]
"""What a text is, and the authorizations that the registry has under it."""


def identify(text: str, registry: AuthorizationStore, carriers: Carriers) -> Identifier:
    """What one scanned text is; a hit in the registry comes first, and a carrier's pattern alone never decides."""
    return _named(text, registry, carriers)[0]


def _named(text: str, registry: AuthorizationStore, carriers: Carriers) -> _Named:
    bare = clean(text)
    return next(_candidates(bare, registry, carriers), (Identifier(IdentifierKind.UNKNOWN, bare, text), ()))


def _candidates(bare: str, registry: AuthorizationStore, carriers: Carriers) -> Iterator[_Named]:
    if not bare:
        return
    number = rma_key(bare)
    if number and (authorization := registry.get(number)):
        yield Identifier(IdentifierKind.RMA, number, bare, known=True), (authorization,)
    carrier = carriers.recognise(bare)
    tracking = carrier[1] if carrier else tracking_key(bare)
    if expecting := registry.expecting(tracking):
        yield Identifier(IdentifierKind.TRACKING, tracking, bare, True, carrier[0] if carrier else None), expecting
    if with_serial := registry.with_serial(serial_key(bare)):
        yield Identifier(IdentifierKind.SERIAL, serial_key(bare), bare, known=True), with_serial
    if container := sscc(bare):
        yield Identifier(IdentifierKind.SSCC, container, bare), ()
    if by_form := rma_by_form(bare):
        yield Identifier(IdentifierKind.RMA, by_form, bare), ()
    if carrier:
        yield Identifier(IdentifierKind.TRACKING, carrier[1], bare, carrier=carrier[0]), ()


def contents_of(scans: Iterable[Scan], registry: AuthorizationStore, carriers: Carriers) -> Contents:
    """Identify every scan of a box; unconfirmed reads are kept but name nothing, unless the registry knows them."""
    named = [(scan, *_trusted(scan, _named(scan.text, registry, carriers))) for scan in scans]
    identifiers = [identifier for _, identifier, _ in named]
    rma_numbers = _values(identifiers, IdentifierKind.RMA)
    naming = IdentifierKind.RMA if rma_numbers else IdentifierKind.TRACKING
    known = {each.rma_number: each for _, identifier, found in named if identifier.kind is naming for each in found}
    return Contents(
        scans=tuple((scan, identifier) for scan, identifier, _ in named),
        rma_numbers=rma_numbers,
        authorizations=tuple(known.values()),
        tracking_numbers=_values(identifiers, IdentifierKind.TRACKING),
        sscc=next(iter(_values(identifiers, IdentifierKind.SSCC)), None),
    )


def _trusted(scan: Scan, named: _Named) -> _Named:
    identifier, _ = named
    if scan.confirmed or identifier.known:
        return named
    return Identifier(IdentifierKind.UNKNOWN, identifier.text, identifier.text), ()


def _values(identifiers: Iterable[Identifier], kind: IdentifierKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in identifiers if each.kind is kind))
