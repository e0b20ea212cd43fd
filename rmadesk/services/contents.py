"""What the scans of one box amount to: typed identifiers, the authorizations they name, the parcel it came as."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rmadesk.domain.choices import one_customer
from rmadesk.domain.identifiers import Ground, Identification, Identifier, IdentifierKind
from rmadesk.domain.policy.facts import NumberState
from rmadesk.domain.rma import Authorization
from rmadesk.domain.scans import Scan
from rmadesk.services.identifying import AskedOnce, Identifying, KnownNumbers, RememberedChoices

_PARCELS = (IdentifierKind.TRACKING, IdentifierKind.SSCC)


@dataclass(frozen=True, slots=True)
class Contents:
    """The identified scans of a box.

    `scans` pairs each with what it is taken for, `identifications` say all that is thought of it, in the same order.
    `rma_numbers` are those on the label, in its order; `authorizations` the ones known, by label or by an expected
    parcel; `expected_by` those that the parcel is expected for, whatever the label says; `number_state` is what the
    label shows without the clerk's own word.
    """

    scans: tuple[tuple[Scan, Identifier], ...]
    rma_numbers: tuple[str, ...]
    authorizations: tuple[Authorization, ...]
    tracking_numbers: tuple[str, ...]
    sscc: str | None
    identifications: tuple[Identification, ...] = ()
    expected_by: tuple[Authorization, ...] = ()

    @property
    def number_state(self) -> NumberState:
        """Read when an RMA number stands on the label, else missing."""
        return NumberState.READ if self.rma_numbers else NumberState.MISSING

    @property
    def parcel(self) -> str | None:
        """What the box is known by: its inbound tracking number, else its SSCC."""
        return self.tracking_numbers[0] if self.tracking_numbers else self.sscc

    @property
    def is_parcel_doubtful(self) -> bool:
        """Only bare digits that fit some carrier's check name the parcel: they may as well be an article's."""
        numbers = [each for each in _named(self.identifications) if each.kind is IdentifierKind.TRACKING]
        return self.sscc is None and bool(numbers) and all(map(_is_weak, numbers))

    @property
    def customer_id(self) -> str | None:
        """Whose box it is, where its authorizations name one customer."""
        return one_customer(self.authorizations)

    @property
    def cases(self) -> tuple[tuple[str | None, Authorization | None], ...]:
        """(RMA number, authorization) to judge, each on its own: all on the label, else those the parcel is expected
        for, else one case that knows neither."""
        known = {each.rma_number: each for each in self.authorizations}
        if self.rma_numbers:
            return tuple((number, known.get(number)) for number in self.rma_numbers)
        return tuple((number, known[number]) for number in known) or ((None, None),)


def contents_of(
    scans: Iterable[Scan], identifying: Identifying, registry: KnownNumbers, choices: RememberedChoices | None = None
) -> Contents:
    """Identify every scan of a box, and once it is known whose box it is, what was ambiguous by what is remembered.

    Unconfirmed reads are kept but name nothing, unless the registry knows them; nor does a mere guess.
    """
    stood, registry = tuple(scans), AskedOnce(registry)
    contents = _contents(stood, tuple(_trusted(scan, identifying.identify(scan, registry)) for scan in stood), registry)
    customer_id = contents.customer_id
    open_ones = [len(each.candidates) > 1 for each in contents.identifications]
    if choices is None or not customer_id or not any(open_ones):
        return contents
    named = (
        _trusted(scan, identifying.identify(scan, registry, choices, customer_id)) if is_open else before
        for scan, is_open, before in zip(stood, open_ones, contents.identifications, strict=True)
    )
    return _contents(stood, tuple(named), registry)


def _contents(scans: tuple[Scan, ...], identifications: tuple[Identification, ...], registry: KnownNumbers) -> Contents:
    named = _named(identifications)
    rma_numbers = _values(named, IdentifierKind.RMA)
    expected_by = {
        authorization.rma_number: authorization
        for identifier in named
        if identifier.known and identifier.kind in _PARCELS
        for authorization in registry.expecting(identifier.value)
    }
    labelled = {number: known for number in rma_numbers if (known := registry.get(number))}
    return Contents(
        scans=tuple(zip(scans, (each.identifier for each in identifications), strict=True)),
        rma_numbers=rma_numbers,
        authorizations=tuple((labelled if rma_numbers else expected_by).values()),
        tracking_numbers=_tracking_numbers(named),
        sscc=next(iter(_values(named, IdentifierKind.SSCC)), None),
        identifications=identifications,
        expected_by=tuple(expected_by.values()),
    )


def _named(identifications: Iterable[Identification]) -> list[Identifier]:
    """All that stands on the box; a guess names nothing."""
    return [identifier for each in identifications if not each.is_guess for identifier in each.identifiers]


def _trusted(scan: Scan, identification: Identification) -> Identification:
    if scan.confirmed or identification.identifier.known:
        return identification
    text = identification.identifier.text
    unknown = Identifier(IdentifierKind.UNKNOWN, text, text)
    return replace(identification, identifier=unknown, also=(), ambiguous=False, remembered=False)


def _tracking_numbers(named: list[Identifier]) -> tuple[str, ...]:
    """The parcel's numbers, in the order of the label.

    A check digit that fits bare digits is weak: one number in six that has nothing to do with parcels passes some
    carrier's. It names the parcel only where nothing better does; or else the article on two boxes would make one
    the duplicate of the other.
    """
    better = [each for each in named if not _is_weak(each)]
    return _values(better, IdentifierKind.TRACKING) or _values(named, IdentifierKind.TRACKING)


def _is_weak(identifier: Identifier) -> bool:
    return (
        identifier.ground is Ground.CARRIER_CHECK and identifier.value.isdigit() and identifier.text == identifier.value
    )


def _values(identifiers: Iterable[Identifier], kind: IdentifierKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in identifiers if each.kind is kind))
