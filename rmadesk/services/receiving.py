"""The dock: what came in is judged and on record before anybody says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MINYEAR, datetime, timedelta
from enum import StrEnum

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import Identification, Identifier, IdentifierKind
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.case_json import case_to_json
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Verdict, highest
from rmadesk.domain.rma import Authorization, Box, BoxScan, BoxState, Candidate, Piece, RecordedVerdict
from rmadesk.domain.scan_text import storable
from rmadesk.domain.scans import Read, Scan, ScanSource
from rmadesk.services.case_facts import dock_case
from rmadesk.services.contents import Contents, contents_of
from rmadesk.services.identifying import Identifying
from rmadesk.services.ledger import Ledger
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.replacements import inherited_to
from rmadesk.services.scan_texts import put_back, set_aside
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores, UnitOfWork

DUPLICATE_WITHIN = timedelta(days=90)
_CLOCK_TOLERANCE = timedelta(minutes=1)


class Outcome(StrEnum):
    """What became of a box at the dock."""

    RECEIVED = "received"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class BoxAtDock:
    """A box as the clerk has it in front of them.

    `number_state` is the clerk's own word (null: as the label shows); `arrived_at` (aware) null means now;
    `edition` overrides registry and site; `same_box` says that another box of this RMA is the one received before.
    """

    scans: tuple[Scan, ...]
    packaging: PackagingKind | None
    outer_damage: OuterDamage = OuterDamage.NONE
    marked_on_box: bool = False
    number_state: NumberState | None = None
    piece: Piece | None = None
    arrived_at: datetime | None = None
    edition: str | None = None
    same_box: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The stored answer; `original` is the receipt that a duplicate repeats."""

    box: Box
    outcome: Outcome
    original: Box | None


class ReceivingDesk:
    """Receives boxes: identifies, judges and records each in one transaction."""

    def __init__(
        self, storage: Storage, ledger: Ledger, policy_book: PolicyBook, identifying: Identifying, site: Site
    ) -> None:
        self._storage = storage
        self._ledger = ledger
        self._policy_book = policy_book
        self._identifying = identifying
        self._site = site

    def look(self, scans: tuple[Scan, ...]) -> Contents:
        """What the scans so far amount to; nothing is recorded."""
        with self._storage.reading() as work:
            return contents_of(scans, self._identifying, work.authorizations, work.choices)

    def enough(self, reads: tuple[Read, ...]) -> bool:
        """Whether a picture's codes name a parcel, and an RMA: every one that the parcel is expected for.

        Nobody need look longer then. Any thread may ask.
        """
        if not reads:
            return False
        contents = self.look(tuple(Scan(storable(read.text), ScanSource.PICTURE, read) for read in reads))
        expected = {each.rma_number for each in contents.expected_by}
        return bool(contents.rma_numbers and contents.parcel and expected <= set(contents.rma_numbers))

    def receive(self, box: BoxAtDock) -> Receipt:
        """Judge and record a box; it is on disk when this returns.

        Raises RefusedError `nothing-scanned`, `arrival-in-future`, `fact-not-instant`, `edition-unknown`,
        `policy-not-yet`; FaultError `database-...`.
        """
        if not box.scans and box.number_state in (None, NumberState.READ):
            raise RefusedError("nothing-scanned")
        now = self._ledger.clock.now()
        _refuse_arrival(box.arrived_at, now)
        with self._storage.writing("receive") as work:
            contents = contents_of(box.scans, self._identifying, work.authorizations, work.choices)
            original = self._original(work, box, contents, now)
            received = self._received(work, box, contents, now, original)
            kind = EventKind.DUPLICATE_NOTICED if original else EventKind.BOX_RECEIVED
            stored, texts = set_aside(received, self._ledger)
            payload = {"box": to_plain(stored), "texts": texts.reference if texts else None}
            self._ledger.record(work, kind, payload, [texts] if texts else [])
            answer = Receipt(
                put_back(stored, work),
                Outcome.DUPLICATE if original else Outcome.RECEIVED,
                put_back(original, work) if original else None,
            )
            work.commit()
        return answer

    def void(self, box_id: str) -> Box:
        """Undo a receipt, by an event that names it.

        Raises RefusedError: `box-unknown`, `box-voided`, `void-inspected`, `void-label-printed`.
        """
        with self._storage.writing("undo") as work:
            box = work.boxes.get(box_id)
            if box is None:
                raise RefusedError("box-unknown", box=box_id)
            self._refuse_void(work, box)
            payload = {"box_id": box.box_id, "rma_numbers": list(dict.fromkeys(box.rma_numbers))}
            self._ledger.record(work, EventKind.RECEIPT_VOIDED, payload)
            voided = work.boxes.get(box_id)
            work.commit()
        assert voided
        return voided

    def recent(self, limit: int) -> tuple[Box, ...]:
        """The last boxes received, newest first."""
        with self._storage.reading() as work:
            return tuple(put_back(box, work) for box in work.boxes.recent(limit))

    def _original(self, work: Stores, box: BoxAtDock, contents: Contents, now: datetime) -> Box | None:
        """The receipt this box repeats: that of the same parcel, and where its number is doubtful, of no other RMA;
        without a parcel number, or where the clerk says that it is the same box, that of the same RMAs and k/n."""
        numbers = (*contents.tracking_numbers, *((contents.sscc,) if contents.sscc else ()))
        since = now - DUPLICATE_WITHIN
        known = work.boxes.same_parcel(numbers, since) if numbers else None
        if known and _names_others(known, contents):  # else that box would never be received under its own RMA
            known = _latest(work, contents, lambda each: _is_of_parcel(each, numbers, since))
        if known or (numbers and not box.same_box):
            return known
        if not contents.rma_numbers or not (box.piece or box.same_box):
            return None
        return _latest(work, contents, lambda each: _repeats(each, contents, box.piece, since))

    def _received(
        self, work: UnitOfWork, box: BoxAtDock, contents: Contents, now: datetime, original: Box | None
    ) -> Box:
        arrived_at = box.arrived_at or now
        verdicts = original.verdicts if original else self._verdicts(work, box, contents, arrived_at)
        verdict = highest(each.verdict for each in verdicts)
        return Box(
            box_id=self._ledger.new_id(),
            station=work.station,
            state=BoxState.DUPLICATE if original else _state(contents, verdict),
            received_at=now,
            received_by=self._ledger.user,
            arrived_at=arrived_at,
            arrived_on=arrived_at.astimezone(self._site.time_zone).date(),
            packaging=box.packaging,
            outer_damage=box.outer_damage,
            marked_on_box=box.marked_on_box,
            number_state=_number_state(box, contents),
            piece=box.piece,
            parcel=contents.parcel,
            tracking_numbers=contents.tracking_numbers,
            scans=tuple(map(box_scan, box.scans, contents.identifications)),
            verdict=verdict,
            verdicts=verdicts,
            duplicate_of=original.box_id if original else None,
        )

    def _verdicts(
        self, work: Stores, box: BoxAtDock, contents: Contents, arrived_at: datetime
    ) -> tuple[RecordedVerdict, ...]:
        number_state = _number_state(box, contents)
        return tuple(
            self._judge(work, box, number_state, arrived_at, number, authorization)
            for number, authorization in contents.cases
        )

    def _judge(
        self,
        work: Stores,
        box: BoxAtDock,
        number_state: NumberState,
        arrived_at: datetime,
        number: str | None,
        authorization: Authorization | None,
    ) -> RecordedVerdict:
        edition_id = box.edition or (authorization.edition if authorization else None) or self._site.edition
        contract = authorization.contract if authorization else None
        arrived_on = arrived_at.astimezone(self._site.time_zone).date()
        edition = self._policy_book.in_force(work, edition_id, contract, arrived_on)
        units = work.authorizations.units(authorization.rma_number) if authorization else ()
        case = dock_case(
            edition=edition.id,
            time_zone=self._site.time_zone,
            arrived_at=arrived_at,
            number_state=number_state,
            marked_on_box=box.marked_on_box,
            packaging=box.packaging,
            outer_damage=box.outer_damage,
            authorization=authorization,
            units=units,
            inherited_to=inherited_to(work, units[0].serial_number, edition) if len(units) == 1 else None,
        )
        currency = next((unit.currency for unit in units if unit.currency), None) or self._site.currency
        answer = judge(case, edition, RULES, currency)
        return RecordedVerdict(
            rma_number=number,
            edition=edition.id,
            edition_version=edition.version,
            verdict=answer.verdict,
            findings=answer.findings,
            pending=answer.pending,
            charges=answer.charges,
            case=case_to_json(case),
            contract=contract,
            contract_version=edition.contract_version,
            currency=currency,
        )

    def _refuse_void(self, work: Stores, box: Box) -> None:
        """The goods have moved on, or a label went out."""
        if box.voided_at:
            raise RefusedError("box-voided", at=box.voided_at.isoformat(), user=box.voided_by)
        if box.state is BoxState.DUPLICATE:  # has no goods of its own that could have moved on
            return
        for number in box.rma_numbers:
            if any(shipment.copies for shipment in work.shipments.of_rma(number)):
                raise RefusedError("void-label-printed", rma=number)
            if work.units.of_rma(number):
                raise RefusedError("void-inspected", rma=number)


def _refuse_arrival(arrived_at: datetime | None, now: datetime) -> None:
    if arrived_at is None:
        return
    if arrived_at > now + _CLOCK_TOLERANCE:
        raise RefusedError("arrival-in-future", at=arrived_at.isoformat())
    if arrived_at.year == MINYEAR:  # has no local date everywhere on earth
        raise RefusedError("fact-not-instant", path="arrived_at", value=arrived_at.isoformat())


def _number_state(box: BoxAtDock, contents: Contents) -> NumberState:
    """As the label shows, unless the clerk says what is wrong with it; nobody's word makes a number stand there."""
    return contents.number_state if box.number_state in (None, NumberState.READ) else box.number_state


def _state(contents: Contents, verdict: Verdict) -> BoxState:
    if not contents.authorizations and not contents.rma_numbers:
        return BoxState.UNMATCHED
    if verdict is Verdict.REFUSE:
        return BoxState.REFUSED
    return BoxState.QUARANTINED if verdict is Verdict.HOLD else BoxState.RECEIVED


def _latest(work: Stores, contents: Contents, repeated: Callable[[Box], bool]) -> Box | None:
    """Of the receipts of the first RMA on the label the last that is repeated."""
    return next(filter(repeated, reversed(work.boxes.of_rma(contents.rma_numbers[0]))), None)


def _names_others(earlier: Box, contents: Contents) -> bool:
    """Whether a number that may be no parcel's is all that two boxes of different RMAs have in common."""
    return (
        contents.is_parcel_doubtful
        and bool(earlier.rma_numbers and contents.rma_numbers)
        and set(earlier.rma_numbers).isdisjoint(contents.rma_numbers)
    )


def _is_current(earlier: Box, since: datetime) -> bool:
    return earlier.voided_at is None and earlier.state is not BoxState.DUPLICATE and earlier.received_at >= since


def _is_of_parcel(earlier: Box, numbers: tuple[str, ...], since: datetime) -> bool:
    return _is_current(earlier, since) and not set(earlier.tracking_numbers).isdisjoint(numbers)


def _repeats(earlier: Box, contents: Contents, piece: Piece | None, since: datetime) -> bool:
    same_piece = piece is None or earlier.piece == piece  # without one, the clerk said that it is the same box
    return _is_current(earlier, since) and set(earlier.rma_numbers) == set(contents.rma_numbers) and same_piece


def box_scan(scan: Scan, identification: Identification) -> BoxScan:
    """What is kept of a scan; a guess is kept as one, and the text counts as unknown."""
    identifier = identification.identifier
    if identification.is_guess:
        identifier = Identifier(IdentifierKind.UNKNOWN, identifier.text, identifier.text)
    return BoxScan(
        text=storable(scan.text),
        kind=identifier.kind,
        value=identifier.value,
        source=scan.source,
        symbology=scan.read.symbology if scan.read else None,
        confirmed=scan.confirmed,
        position=scan.read.position if scan.read else (),
        also=tuple(map(_candidate, identification.also)),
        candidates=tuple(map(_candidate, identification.candidates)),
        step=scan.read.step if scan.read else None,
        chosen=scan.chosen,
    )


def _candidate(identifier: Identifier) -> Candidate:
    return Candidate(identifier.kind, identifier.value, identifier.carrier, identifier.ground)
