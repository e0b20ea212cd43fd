"""The refund desk: what is given back for a unit that came in, on a sheet that is drawn and recorded once."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind, PersonalEntry
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.case_json import case_on_record
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import Case, RmaStatus
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Effect, Finding
from rmadesk.domain.refunds import RESTOCKING_FEE, LeftOut, RefundSheet, RefundSums, left_out
from rmadesk.domain.rma import (
    Authorization,
    Box,
    BoxState,
    Customer,
    Disposition,
    RecordedVerdict,
    Unit,
    UnitProgress,
    UnitState,
)
from rmadesk.services.case_facts import item_facts, rma_facts
from rmadesk.services.inspection import unit_named
from rmadesk.services.ledger import Ledger
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.ports import FileWriter, Wording
from rmadesk.services.registry import customer_of, known_authorization
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores, UnitOfWork

_NO_MONEY = (Disposition.REPAIR, Disposition.REPLACE, Disposition.RETURN_TO_SENDER)


@dataclass(frozen=True, slots=True)
class RefundPaper:
    """A refund sheet with all that stands on it.

    `is_new`: it was made just now; else it is the earlier one, which still holds. `replaces` is an earlier sheet that
    holds no more. `fee` is the finding of the restocking fee, null where the edition asks none; `customer` and `reason`
    are null where there is none or it was erased. `contract` is the one laid over the edition. `arrived_on` is
    site-local. `open_rules` could still bar the refund: a fact that they ask for is not on record.
    """

    sheet: RefundSheet
    is_new: bool
    replaces: RefundSheet | None
    authorization: Authorization
    customer: Customer | None
    unit: Unit
    arrived_on: date
    edition_title: str
    contract: str | None
    fee: Finding | None
    left_out: tuple[LeftOut, ...]
    open_rules: tuple[str, ...]
    reason: str | None
    site: Site


class RefundRenderer(Protocol):
    """Draws a refund sheet."""

    def render(self, paper: RefundPaper) -> bytes:
        """The PDF, one page. A sheet is never refused for what stands on it."""
        ...


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The unit as it came in: the box it is taken to have come in, judged, and what the bench logged."""

    authorization: Authorization
    unit: Unit
    box: Box
    judged: RecordedVerdict
    progress: UnitProgress | None

    @property
    def is_received(self) -> bool:
        return self.progress is not None and self.progress.state is UnitState.RECEIVED


class RefundDesk:
    """Makes refund sheets, and shows those that were made."""

    def __init__(
        self,
        storage: Storage,
        ledger: Ledger,
        book: PolicyBook,
        renderer: RefundRenderer,
        files: FileWriter,
        words: Wording,
        site: Site,
    ) -> None:
        self._storage = storage
        self._ledger = ledger
        self._book = book
        self._renderer = renderer
        self._files = files
        self._words = words
        self._site = site

    def make(
        self,
        rma_number: str,
        *,
        serial_number: str | None = None,
        waive_reason: str | None = None,
        path: Path | None = None,
    ) -> RefundPaper:
        """The refund sheet of a unit, named by its serial number or the only one; drawn into `path` where it is given.

        A sheet on record is shown as it is unless price, fee, currency or edition have changed since, or its fee is to
        be waived now; a waiver stands until then. `waive_reason` (not null) waives the fee.
        Raises RefusedError: `rma-not-in-registry`, `unit-unknown`, `unit-not-said`, `reason-missing`, `refund-kind`,
        `refund-cancelled`, `refund-not-received`, `refund-barred`, `refund-on-hold`, `refund-disposition`,
        `refund-no-price`, `refund-no-fee`.
        """
        if waive_reason is not None and not waive_reason.strip():
            raise RefusedError("reason-missing")
        with self._storage.reading() as work:
            paper, _ = self._paper(work, rma_number, serial_number, waive_reason)
        if paper.is_new:
            return self._record(rma_number, serial_number, waive_reason, path)
        if path:
            self._files.write(path, self._renderer.render(paper))
        return paper

    def _record(
        self, rma_number: str, serial_number: str | None, waive_reason: str | None, path: Path | None
    ) -> RefundPaper:
        """Looked at again, since others may have written meanwhile; neither a file without its record, nor half of
        one."""
        with self._storage.writing("refund") as work:
            paper, entry = self._paper(work, rma_number, serial_number, waive_reason)
            content = self._renderer.render(paper) if path else b""
            if paper.is_new:
                payload = {"sheet": to_plain(paper.sheet), "reason": entry.reference if entry else None}
                self._ledger.record(work, EventKind.REFUND_SHEET_MADE, payload, [entry] if entry else [])
            self._commit(work, path, content)
        return paper

    def _commit(self, work: UnitOfWork, path: Path | None, content: bytes) -> None:
        if path is None:
            work.commit()
            return
        with self._files.replacing(path, content):
            work.commit()

    def _paper(
        self, work: Stores, rma_number: str, serial_number: str | None, waive_reason: str | None
    ) -> tuple[RefundPaper, PersonalEntry | None]:
        """The sheet as it would stand now, and the entry for its reason; or the earlier one where it still holds."""
        arrival = self._arrival(work, rma_number, serial_number)
        edition = self._book.in_force(
            work, arrival.judged.edition, arrival.authorization.contract, arrival.box.arrived_on
        )
        currency = arrival.unit.currency or self._site.currency
        answer = judge(_case(arrival), edition, RULES, currency)
        self._refuse_barred(arrival, answer)
        price = arrival.unit.price
        if price is None:
            raise RefusedError("refund-no-price", rma=arrival.authorization.written, unit=_called(arrival.unit))
        sums = RefundSums(edition.id, edition.version, price, _fee(answer), currency)
        if waive_reason is not None and sums.restocking_fee is None:
            raise RefusedError("refund-no-fee", edition=edition.id)
        known = [each for each in work.refunds.of_rma(arrival.unit.rma_number) if each.unit_id == arrival.unit.unit_id]
        earlier = known[-1] if known else None
        if earlier and sums.hold_in(earlier) and (earlier.waived or waive_reason is None):
            entry = work.personal.get(earlier.reason_entry) if earlier.reason_entry else None
            reason = entry.body["reason"] if entry else None
            return self._on_paper(work, arrival, edition, answer, earlier, reason), None
        entry = None if waive_reason is None else self._ledger.personal({"reason": waive_reason.strip()})
        paper = self._on_paper(
            work, arrival, edition, answer, self._sheet(arrival, sums, entry), entry.body["reason"] if entry else None
        )
        return replace(paper, is_new=True, replaces=earlier), entry

    def _sheet(self, arrival: _Arrival, sums: RefundSums, entry: PersonalEntry | None) -> RefundSheet:
        return RefundSheet(
            sheet_id=self._ledger.new_id(),
            rma_number=arrival.unit.rma_number,
            unit_id=arrival.unit.unit_id,
            edition=sums.edition,
            edition_version=sums.edition_version,
            price=sums.price,
            restocking_fee=sums.restocking_fee,
            waived=entry is not None,
            amount=sums.amount(waived=entry is not None),
            currency=sums.currency,
            made_at=self._ledger.clock.now(),
            made_by=self._ledger.user,
            reason_entry=entry.id if entry else None,
        )

    def _on_paper(
        self,
        work: Stores,
        arrival: _Arrival,
        edition: Edition,
        answer: Assessment,
        sheet: RefundSheet,
        reason: str | None,
    ) -> RefundPaper:
        return RefundPaper(
            sheet=sheet,
            is_new=False,
            replaces=None,
            authorization=arrival.authorization,
            customer=customer_of(work, arrival.authorization),
            unit=arrival.unit,
            arrived_on=arrival.box.arrived_on,
            edition_title=edition.title,
            contract=edition.contract,
            fee=next((each for each in answer.findings if each.rule == RESTOCKING_FEE), None),
            left_out=tuple(left_out(edition)),
            open_rules=tuple(rule for rule in answer.pending if _could_bar(edition.rules[rule])),
            reason=reason,
            site=self._site,
        )

    def _arrival(self, work: Stores, rma_number: str, serial_number: str | None) -> _Arrival:
        authorization = known_authorization(work, rma_number)
        if authorization.kind is None or not authorization.kind.gives_money_back:
            kind = authorization.kind.value if authorization.kind else None
            raise RefusedError("refund-kind", rma=authorization.written, kind=kind)
        if authorization.status is RmaStatus.CANCELLED:
            raise RefusedError("refund-cancelled", rma=authorization.written)
        unit = unit_named(work.authorizations.units(authorization.rma_number), serial_number)
        progress = work.units.get(unit.unit_id)
        box = _box(work, authorization.rma_number, progress)
        if box is None:
            raise _not_received(authorization, unit, progress)
        judged = next(each for each in box.verdicts if each.rma_number == authorization.rma_number)
        return _Arrival(authorization, unit, box, judged, progress)

    def _refuse_barred(self, arrival: _Arrival, answer: Assessment) -> None:
        """By the recorded verdict, or because the unit itself is judged so now: a box of several units was judged
        without knowing which of them it is about."""
        found = {each.rule: each for each in (*answer.findings, *arrival.judged.findings)}
        for effect, code in ((Effect.REFUSE, "refund-barred"), (Effect.HOLD, "refund-on-hold")):
            said = [
                f"{self._words.finding(each)} [{self._words.source(each)}]"
                for each in found.values()
                if each.effect is effect
            ]
            if said:
                raise RefusedError(code, rma=arrival.authorization.written, said=" ".join(said))
        if not arrival.is_received or arrival.progress is None:
            raise _not_received(arrival.authorization, arrival.unit, arrival.progress)
        disposition = arrival.progress.disposition
        if disposition in _NO_MONEY:
            raise RefusedError("refund-disposition", unit=_called(arrival.unit), disposition=disposition.value)


def _box(work: Stores, rma_number: str, progress: UnitProgress | None) -> Box | None:
    """The newest box of the RMA that came in before the bench logged the unit; without a log, the newest of all."""
    boxes = [
        box for box in work.boxes.of_rma(rma_number) if box.voided_at is None and box.state is not BoxState.DUPLICATE
    ]
    if progress and progress.state is UnitState.RECEIVED:
        inspected = [
            box for box in boxes if box.state is BoxState.RECEIVED and box.received_at <= progress.inspected_at
        ]
        boxes = inspected or boxes
    return boxes[-1] if boxes else None


def _case(arrival: _Arrival) -> Case:
    """The case as it was judged, with the unit itself as its item and with what the registry says of kind and price."""
    case = case_on_record(arrival.judged.case)
    registered = item_facts(arrival.unit, None)
    item = registered
    if case.item:
        item = replace(
            case.item, price=registered.price, shipped_on=registered.shipped_on, category=registered.category
        )
    rma = replace(case.rma or rma_facts(arrival.authorization), kind=arrival.authorization.kind)
    return replace(case, item=item, rma=rma)


def _fee(answer: Assessment) -> Decimal | None:
    """What the edition keeps of the price; only a charge is kept."""
    return next((charge.amount for charge in answer.charges if charge.rule == RESTOCKING_FEE), None)


def _could_bar(terms: RuleTerms) -> bool:
    return any(clause.effect in (Effect.HOLD, Effect.REFUSE) for clause in terms.clauses.values())


def _not_received(authorization: Authorization, unit: Unit, progress: UnitProgress | None) -> RefusedError:
    state = progress.state.value if progress else UnitState.EXPECTED.value
    return RefusedError("refund-not-received", rma=authorization.written, unit=_called(unit), state=state)


def _called(unit: Unit) -> str:
    """What a unit is called at the desk."""
    return unit.serial_number or unit.part_number or unit.unit_id
