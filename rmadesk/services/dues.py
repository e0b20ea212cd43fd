"""The due list: what falls due on a day, what a person decided about it, and pauses. Nothing is ever done by itself."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from rmadesk.domain.arrivals import arrivals_of
from rmadesk.domain.clock_case import ClockCase, TermsOn
from rmadesk.domain.clocks import dues_of, in_order
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState, Pause
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind, PersonalEntry
from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.rma import Authorization
from rmadesk.services.ledger import Ledger
from rmadesk.services.policy_book import AdoptedByNow, PolicyBook
from rmadesk.services.ports import FileWriter
from rmadesk.services.registry import known_authorization
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores, UnitOfWork

T = TypeVar("T")

DUE_FORMS = ("ics", "csv")
_DUE_ID = re.compile(rf"(?P<rma>.+)/(?P<clock>{'|'.join(Clock)})(?P<which>(/[^/]+)*)")


class DueFiles(Protocol):
    """Puts a due list into a file."""

    def render(self, dues: Sequence[Due], day: date, form: str, made_at: datetime) -> bytes:
        """The list as it stands on `day`; `form` is one of DUE_FORMS."""
        ...


@dataclass(frozen=True, slots=True)
class RecordedPause:
    """A pause and why it was made; null where that text was erased."""

    pause: Pause
    reason: str | None


class DueDesk:
    """Lists what falls due, and records what people decide."""

    def __init__(
        self,
        storage: Storage,
        ledger: Ledger,
        policy_book: PolicyBook,
        site: Site,
        renderer: DueFiles,
        files: FileWriter,
    ) -> None:
        self._storage = storage
        self._ledger = ledger
        self._book = policy_book
        self._site = site
        self._renderer = renderer
        self._files = files

    def today(self) -> date:
        """The site-local date."""
        return self._ledger.clock.now().astimezone(self._site.time_zone).date()

    def on(self, day: date | None = None, within: int | None = None) -> tuple[Due, ...]:
        """The clocks of all open authorizations as they stand on a day (default: today), by the day on which they fall
        due; `within` so many days from it, what is past included.

        Of another day only what had happened by then counts: boxes that had come, decisions that had been made.
        """
        wanted = day or self.today()
        with self._storage.reading() as work:
            terms = _TermsOnFile(work, self._book, self._site)
            dues = [due for case in self._cases(work) for due in dues_of(case, terms.of(case.authorization), wanted)]
        if within is not None:
            dues = [due for due in dues if (left := due.days_left(wanted)) is not None and left <= within]
        return tuple(sorted(dues, key=in_order))

    def save(self, dues: Sequence[Due], day: date, path: Path) -> None:
        """Write a due list of `on` as the path's ending says; whole, or not at all.

        Raises RefusedError `due-format` for another ending, `file-...` where the file can't be written.
        """
        form = path.suffix.removeprefix(".").lower()
        if form not in DUE_FORMS:
            raise RefusedError("due-format", file=path.name, known=", ".join(DUE_FORMS))
        self._files.write(path, self._renderer.render(dues, day, form, self._ledger.clock.now()))

    def decide(self, due_id: str, outcome: DueOutcome, reason: str) -> Due:
        """Take or decline a proposal, as the person at the desk, today; gives the proposal as it then stands.

        Raises RefusedError: `due-unknown`, `due-not-a-proposal`, `due-not-yet`, `due-decided`, `reason-missing`.
        """
        assert outcome is not DueOutcome.PAID, "a payment is no answer to a proposal"
        with self._storage.writing("due decide") as work:
            case = self._case_named(work, due_id)
            due = self._find(work, case, _canonical(due_id))
            _refuse_decided(case, due.due_id)
            if not due.proposal:
                raise RefusedError("due-not-a-proposal", due=due.due_id)
            if due.state is not DueState.PROPOSED:
                raise RefusedError("due-not-yet", due=due.due_id, due_on=due.due_on.isoformat() if due.due_on else None)
            decision = self._record_decision(work, due.due_id, due.rma_number, outcome, self.today(), reason)
            work.commit()
        return replace(due, state=DueState(outcome.value), decision=decision)

    def paid(self, due_id: str, on: date, reason: str) -> DueDecision:
        """Note that an invoice was paid on a site-local day; named by the id of the invoice or of its payment.

        It is recorded under the id of the payment, so that the day on which the invoice was taken stays on record.
        Raises RefusedError: `due-unknown`, `due-not-invoiced`, `due-paid-day`, `due-decided`, `reason-missing`.
        """
        with self._storage.writing("due paid") as work:
            case = self._case_named(work, due_id)
            invoice_id, payment_id = _invoice_and_payment(due_id)
            taken = case.decisions.get(invoice_id)
            if taken is None or taken.outcome is not DueOutcome.TAKEN:
                raise RefusedError("due-not-invoiced", due=_canonical(due_id))
            _refuse_decided(case, payment_id)
            if not taken.decided_on <= on <= self.today():
                days = {"paid_on": on, "taken_on": taken.decided_on, "today_on": self.today()}
                raise RefusedError("due-paid-day", **{name: day.isoformat() for name, day in days.items()})
            number = case.authorization.rma_number
            decision = self._record_decision(work, payment_id, number, DueOutcome.PAID, on, reason)
            work.commit()
        return decision

    def pause(
        self,
        from_on: date,
        until_on: date | None,
        reason: str,
        *,
        customers_too: bool = False,
        rma_number: str | None = None,
    ) -> Pause:
        """Record a span of days that do not count, both included; null `until_on`: until somebody ends it.

        It moves the desk's own days, the customer's only with `customers_too`; of one RMA or of all.
        Raises RefusedError: `pause-ends-before`, `rma-not-in-registry`, `reason-missing`.
        """
        if until_on is not None and until_on < from_on:
            raise RefusedError("pause-ends-before", from_on=from_on.isoformat(), until_on=until_on.isoformat())
        with self._storage.writing("due pause") as work:
            entry = self._reason(reason)
            pause = Pause(
                pause_id=self._ledger.new_id(),
                from_on=from_on,
                until_on=until_on,
                customers_too=customers_too,
                rma_number=known_authorization(work, rma_number).rma_number if rma_number is not None else None,
                recorded_at=self._ledger.clock.now(),
                recorded_by=self._ledger.user,
                reason_entry=entry.id,
            )
            payload = {"pause": to_plain(pause), "reason": entry.reference}
            self._ledger.record(work, EventKind.PAUSE_RECORDED, payload, [entry])
            work.commit()
        return pause

    def end_pause(self, pause_id: str, on: date) -> Pause:
        """Let a pause end, `on` being its last day.

        Raises RefusedError: `pause-unknown`, `pause-over` where it ended by then, `pause-ends-before` its first day.
        """
        with self._storage.writing("due unpause") as work:
            pause = next((each for each in work.dues.pauses() if each.pause_id == pause_id), None)
            if pause is None:
                raise RefusedError("pause-unknown", pause=pause_id)
            if pause.until_on is not None and pause.until_on <= on:
                raise RefusedError("pause-over", until_on=pause.until_on.isoformat())
            if on < pause.from_on:
                raise RefusedError("pause-ends-before", from_on=pause.from_on.isoformat(), until_on=on.isoformat())
            ended = replace(pause, until_on=on)
            entry = work.personal.get(pause.reason_entry)
            payload = {"pause": to_plain(ended), "reason": entry.reference if entry else None}
            self._ledger.record(work, EventKind.PAUSE_RECORDED, payload)
            work.commit()
        return ended

    def pauses(self) -> tuple[RecordedPause, ...]:
        """Every pause on record, by its first day."""
        with self._storage.reading() as work:
            return tuple(RecordedPause(pause, _text(work, pause)) for pause in work.dues.pauses())

    def _cases(self, work: Stores) -> Iterator[ClockCase]:
        """All open authorizations, and those closed ones whose invoice was taken and is not paid: a query for each kind
        of record, not for each authorization."""
        opened = work.authorizations.open()
        units = _grouped(work.authorizations.open_units(), lambda each: each.rma_number)
        arrivals = _grouped(work.boxes.open_arrivals(), lambda each: each.rma_number)
        progress = _grouped(work.units.of_open(), lambda each: each.rma_number)
        decisions = _grouped(work.dues.decisions(), lambda each: each.rma_number)
        pauses = work.dues.pauses()
        for authorization in opened:
            number = authorization.rma_number
            yield ClockCase(
                authorization=authorization,
                units=tuple(units.get(number, ())),
                arrivals=tuple(arrivals.get(number, ())),
                progress={each.unit_id: each for each in progress.get(number, ())},
                decisions={each.due_id: each for each in decisions.get(number, ())},
                pauses=pauses,
                time_zone=self._site.time_zone,
                currency=self._site.currency,
            )
        known = {each.rma_number for each in opened}
        for number in decisions.keys() - known:
            closed = work.authorizations.get(number) if _has_open_invoice(decisions[number]) else None
            if closed:
                yield self._case(work, closed, decisions[number], pauses)

    def _case(
        self,
        work: Stores,
        authorization: Authorization,
        decisions: Iterable[DueDecision],
        pauses: tuple[Pause, ...],
    ) -> ClockCase:
        number = authorization.rma_number
        brought = (each for box in work.boxes.of_rma(number) for each in arrivals_of(box))
        return ClockCase(
            authorization=authorization,
            units=work.authorizations.units(number),
            arrivals=tuple(each for each in brought if each.rma_number == number),
            progress={each.unit_id: each for each in work.units.of_rma(number)},
            decisions={each.due_id: each for each in decisions},
            pauses=pauses,
            time_zone=self._site.time_zone,
            currency=self._site.currency,
        )

    def _case_named(self, work: Stores, due_id: str) -> ClockCase:
        """The case of the authorization that a due id names. Raises RefusedError `due-unknown`."""
        match = _DUE_ID.fullmatch(due_id.strip())
        authorization = work.authorizations.get(rma_key(match["rma"])) if match else None
        if authorization is None:
            raise RefusedError("due-unknown", due=due_id)
        number = authorization.rma_number
        decisions = [each for each in work.dues.decisions() if each.rma_number == number]
        return self._case(work, authorization, decisions, work.dues.pauses())

    def _find(self, work: Stores, case: ClockCase, due_id: str) -> Due:
        terms = _TermsOnFile(work, self._book, self._site).of(case.authorization)
        for due in dues_of(case, terms, self.today()):
            if due.due_id == due_id:
                return due
        raise RefusedError("due-unknown", due=due_id)

    def _record_decision(
        self, work: UnitOfWork, due_id: str, rma_number: str, outcome: DueOutcome, on: date, reason: str
    ) -> DueDecision:
        entry = self._reason(reason)
        decision = DueDecision(
            due_id=due_id,
            rma_number=rma_number,
            outcome=outcome,
            decided_on=on,
            decided_at=self._ledger.clock.now(),
            decided_by=self._ledger.user,
            reason_entry=entry.id,
        )
        payload = {"decision": to_plain(decision), "reason": entry.reference}
        self._ledger.record(work, EventKind.DUE_DECIDED, payload, [entry])
        return decision

    def _reason(self, reason: str) -> PersonalEntry:
        if not reason.strip():
            raise RefusedError("reason-missing")
        return self._ledger.personal({"reason": reason.strip()})


class _TermsOnFile:
    """Looks up each edition, contract and day once: an edition's terms are the same for thousands of authorizations."""

    def __init__(self, work: Stores, book: PolicyBook, site: Site) -> None:
        self._adopted = AdoptedByNow(work.policies.all())
        self._book = book
        self._site = site
        self._found: dict[tuple[str, str | None, date], Edition | None] = {}

    def of(self, authorization: Authorization) -> TermsOn:
        """The terms for an authorization, by day."""
        edition, contract = authorization.edition or self._site.edition, authorization.contract

        def on(day: date) -> Edition | None:
            key = (edition, contract, day)
            if key not in self._found:
                self._found[key] = self._look_up(*key)
            return self._found[key]

        return on

    def _look_up(self, edition: str, contract: str | None, day: date) -> Edition | None:
        try:
            return self._book.in_force(self._adopted, edition, contract, day)
        except (
            RefusedError
        ):  # an edition that nobody has, a day before the first version: the list says so, and goes on
            return None


def _grouped(records: Iterable[T], number_of: Callable[[T], str]) -> Mapping[str, list[T]]:
    """Records by RMA number, in the order given."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for each in records:
        found[number_of(each)].append(each)
    return found


def _canonical(due_id: str) -> str:
    """A due id as the list writes it, whatever way the RMA number in it was typed."""
    match = _DUE_ID.fullmatch(due_id.strip())
    return f"{rma_key(match['rma'])}/{match['clock']}{match['which']}" if match else due_id


def _invoice_and_payment(due_id: str) -> tuple[str, str]:
    """The ids of an invoice and of its payment, given either. Raises RefusedError `due-not-invoiced` for another."""
    match = _DUE_ID.fullmatch(_canonical(due_id))
    if match is None or match["clock"] not in (Clock.INVOICE, Clock.PAYMENT_DUE):
        raise RefusedError("due-not-invoiced", due=_canonical(due_id))
    invoice, payment = (f"{match['rma']}/{clock}{match['which']}" for clock in (Clock.INVOICE, Clock.PAYMENT_DUE))
    return invoice, payment


def _has_open_invoice(decisions: Iterable[DueDecision]) -> bool:
    """Whether one of an authorization's invoices was taken and is not paid."""
    made = {each.due_id: each.outcome for each in decisions}
    return any(
        f"/{Clock.INVOICE}/" in due_id and outcome is DueOutcome.TAKEN and _invoice_and_payment(due_id)[1] not in made
        for due_id, outcome in made.items()
    )


def _refuse_decided(case: ClockCase, due_id: str) -> None:
    """A decision is made once, though the clock may since have gone back to a day before it."""
    made = case.decisions.get(due_id)
    if made:
        raise RefusedError("due-decided", due=due_id, decided_on=made.decided_on.isoformat(), by=made.decided_by)


def _text(work: Stores, pause: Pause) -> str | None:
    entry = work.personal.get(pause.reason_entry)
    return str(entry.body["reason"]) if entry else None
