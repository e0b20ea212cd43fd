"""What the clocks of one authorization rest on, and how one of them is read on a given day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from rmadesk.domain.arrivals import Arrival, came_back_on
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState, Pause, Whose
from rmadesk.domain.errors import Figure
from rmadesk.domain.pauses import Deadline, PausedSpan, deadline, paused_spans
from rmadesk.domain.policy.edition import Clause, Edition, RuleTerms, Terms
from rmadesk.domain.policy.verdict import DESK, citation
from rmadesk.domain.rma import Authorization, Unit, UnitProgress

TermsOn = Callable[[date], Edition | None]
"""The terms in force on a site-local day; null: no text on file says what applied."""

_STATE_OF = {
    DueOutcome.TAKEN: DueState.TAKEN,
    DueOutcome.DECLINED: DueState.DECLINED,
    DueOutcome.PAID: DueState.PAID,
}


@dataclass(frozen=True, slots=True)
class ClockCase:
    """All that the clocks of one authorization rest on; `units` in the order of the registry, `decisions` by due id.

    `currency` (ISO 4217) is the site's, for units that name none.
    """

    authorization: Authorization
    units: tuple[Unit, ...]
    arrivals: tuple[Arrival, ...]
    progress: Mapping[str, UnitProgress]
    decisions: Mapping[str, DueDecision]
    pauses: tuple[Pause, ...]
    time_zone: ZoneInfo
    currency: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clock's length stands: the edition in force on the day it starts, and the clause to cite."""

    edition: Edition
    terms: RuleTerms | Terms

    @property
    def citation(self) -> str:
        """Text and heading, and the contract that overrides them.

        A rule's figure is cited by the first of its clauses that has a heading: the effect of another variant may be
        the desk's own judgement, the figure is the text's.
        """
        clause: Clause | Terms
        if isinstance(self.terms, Terms):
            clause = self.terms
        else:
            clauses = tuple(self.terms.clauses.values())
            clause = next((each for each in clauses if each.heading), clauses[0])
        return citation(self.edition.source(clause), self.terms.contract)


class Reading:
    """One authorization on one day: what was known by then, and the clocks as they stood."""

    def __init__(self, case: ClockCase, terms_on: TermsOn, day: date) -> None:
        self.case = case
        self.terms_on = terms_on
        self.day = day

    def rule(self, rule_id: str, on: date) -> Source | None:
        """What the terms in force on a day say of a rule; null where they have none."""
        edition = self.terms_on(on)
        terms = edition.rules.get(rule_id) if edition else None
        return Source(edition, terms) if edition and terms else None

    def clock(self, clock: Clock, on: date) -> Source | None:
        """What they say of a clock."""
        edition = self.terms_on(on)
        terms = edition.clocks.get(clock.value) if edition else None
        return Source(edition, terms) if edition and terms else None

    def customers(self, starts_on: date, days: int) -> Deadline:
        """A deadline of the customer's."""
        return deadline(starts_on, days, self._customers_pauses)

    def desks(self, starts_on: date | None, days: int) -> Deadline:
        """The day so many days after a customer's deadline on which the desk may act; null while that one is paused.

        It rests on the customer's deadline, and the desk's own pauses hold it up.
        """
        return Deadline(None) if starts_on is None else deadline(starts_on, days, self._desks_pauses)

    def came_back_on(self, unit: Unit) -> date | None:
        """When a unit came back, as far as was known on the day."""
        if not self.arrivals:
            return None
        return came_back_on(unit, self._serial_numbers, self.arrivals, self.case.progress.get(unit.unit_id))

    @cached_property
    def arrivals(self) -> tuple[Arrival, ...]:
        """The boxes that had come by the day."""
        return tuple(each for each in self.case.arrivals if each.arrived_on <= self.day)

    def decision(self, due_id: str) -> DueDecision | None:
        """What had been decided by the day."""
        made = self.case.decisions.get(due_id)
        return made if made and made.decided_on <= self.day else None

    def due_id(self, clock: Clock, *parts: object) -> str:
        """What a person types: RMA, clock, and which one of several."""
        return "/".join(map(str, (self.case.authorization.rma_number, clock.value, *parts)))

    def unit_due_id(self, clock: Clock, unit: Unit) -> str:
        """The clock of a unit, known by its how-manieth of the RMA: the registry keeps their order."""
        return self.due_id(clock, self._places[unit.unit_id])

    def due(
        self,
        clock: Clock,
        due_id: str,
        starts_on: date,
        ends: Deadline,
        source: Source | None,
        *,
        unit: Unit | None = None,
        proposal: bool = False,
        state: DueState | None = None,
        decision: DueDecision | None = None,
        money: tuple[Decimal | None, str] | None = None,
        figures: Mapping[str, Figure] | None = None,
    ) -> Due:
        """The record of a clock; its state follows from the day and the decision unless another is given."""
        decided = decision or self.decision(due_id)
        amount, currency = money or (None, None)
        return Due(
            due_id=due_id,
            clock=clock,
            rma_number=self.case.authorization.rma_number,
            customer_id=self.case.authorization.customer_id,
            unit_id=unit.unit_id if unit else None,
            serial_number=unit.serial_number if unit else None,
            starts_on=starts_on,
            due_on=ends.due_on,
            whose=Whose.DESK if proposal else Whose.CUSTOMER,
            proposal=proposal,
            state=state or self._state(ends.due_on, proposal, decided),
            source=source.citation if source else DESK,
            figures={
                "starts_on": starts_on.isoformat(),
                "due_on": ends.due_on.isoformat() if ends.due_on else None,
                "paused_days": ends.paused_days,
                **(figures or {}),
            },
            amount=amount,
            currency=currency,
            decision=decided,
        )

    def no_terms(self, clock: Clock, due_id: str, starts_on: date, unit: Unit | None = None) -> Due:
        """A clock of which no text on file says whether and how long it runs: shown, so that it is not lost."""
        return self.due(clock, due_id, starts_on, Deadline(None), None, unit=unit, state=DueState.NO_TERMS)

    def _state(self, due_on: date | None, proposal: bool, decision: DueDecision | None) -> DueState:
        if decision:
            return _STATE_OF[decision.outcome]
        if due_on is None:
            return DueState.PAUSED
        if self.day < due_on:
            return DueState.RUNNING
        if proposal:
            return DueState.PROPOSED
        return DueState.DUE_TODAY if self.day == due_on else DueState.PASSED

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {unit.unit_id: place for place, unit in enumerate(self.case.units, 1)}

    @cached_property
    def _serial_numbers(self) -> frozenset[str | None]:
        return frozenset(unit.serial_number for unit in self.case.units)

    @cached_property
    def _customers_pauses(self) -> tuple[PausedSpan, ...]:
        return paused_spans(self.case.pauses, self.case.authorization.rma_number, Whose.CUSTOMER)

    @cached_property
    def _desks_pauses(self) -> tuple[PausedSpan, ...]:
        return paused_spans(self.case.pauses, self.case.authorization.rma_number, Whose.DESK)
