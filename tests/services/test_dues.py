"""The due list: nothing happens by itself, a decision is made once, and what follows from it follows."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rmadesk.domain.dues import Due, DueOutcome, DueState
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.rma import Disposition, UnitState
from rmadesk.services.dues import DueDesk
from support.desk import SITE, TestDesk

SHIPPED = date(2026, 10, 5)
PART_DUE = date(2026, 11, 4)
INVOICE, PAYMENT, TERMINATION = "218034/invoice/1", "218034/payment-due/1", "218034/termination/1"
DAY = timedelta(days=1)
OWED = {
    "issued_at": "2026-10-01T09:00:00-07:00",
    "kind": "replacement",
    "edition": "hardware-warranty",
    "advance_shipped_on": SHIPPED.isoformat(),
    "advance_replacement_cost": "640.00",
    "currency": "USD",
}


class Lines:
    """The port `DueFiles`: the file is the list of ids."""

    def render(self, dues: Sequence[Due], day: date, form: str, made_at: datetime) -> bytes:
        return "\n".join([f"{form} {day} {made_at:%H:%M}", *(due.due_id for due in dues)]).encode()


@pytest.fixture
def desk() -> TestDesk:
    """A desk that waits for one part."""
    made = TestDesk()
    at(made, date(2026, 10, 1))
    made.expect("218034", **OWED)
    return made


@pytest.fixture
def dues(desk: TestDesk) -> DueDesk:
    return DueDesk(desk.storage, desk.ledger, desk.policy_book, desk.site, Lines(), desk.files)


def at(desk: TestDesk, day: date, hour: int = 12) -> None:
    """It is this hour of a site-local day."""
    desk.clock.set(datetime(day.year, day.month, day.day, hour, tzinfo=SITE.time_zone))


def states(dues: DueDesk, day: date | None = None) -> dict[str, str]:
    return {due.due_id.removeprefix("218034/").removesuffix("/1"): due.state.value for due in dues.on(day)}


def refused(code: str, **figures: Any) -> Any:
    """That something is refused with this code and, as far as they are given, these figures."""

    def fits(error: RefusedError) -> bool:
        return error.code == code and figures.items() <= error.figures.items()

    return pytest.raises(RefusedError, check=fits)


# ---------------------------------------------------------------------------------------------------- nothing by itself


def test_nothing_happens_by_itself(desk: TestDesk, dues: DueDesk) -> None:
    """A year of looking at the list changes nothing but the list."""
    before = desk.events()
    seen = set()
    for week in range(52):
        at(desk, SHIPPED + week * 7 * DAY)
        seen |= set(states(dues).items())
    assert desk.events() == before
    assert ("invoice", "running") in seen
    assert ("invoice", "proposed") in seen
    assert not {clock for clock, _ in seen} & {"payment-due", "termination"}
    assert not {state for _, state in seen} & {"taken", "declined", "paid"}


def test_what_stands_on_the_list_day_by_day(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE)
    assert states(dues) == {
        "rma-expiry": "passed",
        "part-due": "due-today",
        "support-hold": "running",
        "invoice": "running",
        "label-expiry": "length-not-stated",
    }
    at(desk, PART_DUE + DAY)
    assert states(dues)["invoice"] == "proposed"
    assert states(dues, PART_DUE)["invoice"] == "running"
    assert states(dues, PART_DUE + 9 * DAY)["part-due"] == "passed"


def test_today_is_the_sites(desk: TestDesk, dues: DueDesk) -> None:
    desk.clock.set(datetime(2026, 11, 5, 7, 59, tzinfo=UTC))
    assert (dues.today(), states(dues)["invoice"]) == (PART_DUE, "running")
    desk.clock.set(datetime(2026, 11, 5, 8, 0, tzinfo=UTC))
    assert (dues.today(), states(dues)["invoice"]) == (PART_DUE + DAY, "proposed")


@pytest.mark.parametrize(
    ("within", "listed"),
    [
        (0, {"rma-expiry"}),
        (3, {"rma-expiry"}),
        (4, {"rma-expiry", "part-due"}),
        (5, {"rma-expiry", "part-due", "support-hold", "invoice"}),
    ],
)
def test_only_what_is_due_within_some_days_or_past(
    desk: TestDesk, dues: DueDesk, within: int, listed: set[str]
) -> None:
    found = dues.on(date(2026, 10, 31), within)
    assert {due.clock.value for due in found} == listed


def test_the_site_s_edition_stands_in_where_an_authorization_names_none(desk: TestDesk, dues: DueDesk) -> None:
    desk.expect("5", **OWED | {"edition": ""})
    desk.expect("6", **OWED | {"edition": "support-page"})
    days = {due.rma_number: due.due_on for due in dues.on() if due.clock.value == "part-due"}
    assert days == {"218034": PART_DUE, "5": PART_DUE, "6": date(2026, 10, 19)}


def test_a_list_goes_on_past_an_authorization_that_has_no_terms(desk: TestDesk, dues: DueDesk) -> None:
    desk.expect("5", **OWED | {"issued_at": "1999-12-31T09:00:00-08:00", "advance_shipped_on": "1999-12-31"})
    found = {due.due_id: due.state for due in dues.on()}
    assert found["5/rma-expiry"] is found["5/part-due/1"] is DueState.NO_TERMS
    assert found["218034/part-due/1"] is DueState.RUNNING


# ------------------------------------------------------------------------------------------------------------ decisions


def test_a_chain_of_decisions(desk: TestDesk, dues: DueDesk) -> None:
    """Invoice, payment, termination: each starts only with the word before it."""
    taken_on = PART_DUE + 5 * DAY
    at(desk, taken_on)
    taken = dues.decide(INVOICE, DueOutcome.TAKEN, "no answer to two letters")
    assert (taken.due_id, taken.state, str(taken.amount)) == (INVOICE, DueState.TAKEN, "640.00")
    assert taken.decision
    assert (taken.decision.decided_on, taken.decision.decided_by) == (taken_on, "ana")
    found = {due.due_id: due for due in dues.on()}
    assert found[INVOICE] == taken
    assert (found[PAYMENT].due_on, found[PAYMENT].state) == (taken_on + 15 * DAY, DueState.RUNNING)
    at(desk, taken_on + 16 * DAY)
    assert states(dues)["termination"] == "proposed"
    dues.decide(TERMINATION, DueOutcome.DECLINED, "they called")
    assert states(dues)["termination"] == "declined"
    dues.paid(INVOICE, taken_on + 16 * DAY, "by wire")
    assert states(dues) == {
        "rma-expiry": "passed",
        "invoice": "paid",
        "payment-due": "paid",
        "termination": "declined",
    }


def test_a_payment_in_time_leaves_nothing_to_terminate(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE + DAY)
    dues.decide(INVOICE, DueOutcome.TAKEN, "late")
    at(desk, PART_DUE + 40 * DAY)
    assert states(dues)["termination"] == "proposed"
    decision = dues.paid(PAYMENT, PART_DUE + 10 * DAY, "found on the statement")
    assert (decision.due_id, decision.outcome, decision.decided_on) == (PAYMENT, DueOutcome.PAID, PART_DUE + 10 * DAY)
    assert "termination" not in states(dues)


def test_a_decision_is_one_event_and_its_reason_stands_apart(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE + DAY)
    before = len(desk.events())
    dues.decide(INVOICE, DueOutcome.TAKEN, "  Ms Okafor does not answer ")
    (event,) = desk.events()[before:]
    assert (event.kind, event.user) == (EventKind.DUE_DECIDED, "ana")
    assert "Okafor" not in str(event.payload)
    with desk.storage.reading() as work:
        entry = work.personal.get(event.payload["reason"]["id"])
        assert [made.reason_entry for made in work.dues.decisions()] == [entry.id]
        assert event in work.events.about("rma:218034")
    assert entry.body == {"reason": "Ms Okafor does not answer"}
    assert not desk.audit.check().faults


def test_the_number_may_be_typed_as_on_paper(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE + DAY)
    assert dues.decide(" rma-218034/invoice/1 ", DueOutcome.TAKEN, "late").due_id == INVOICE
    assert dues.paid("RMA 218034/invoice/1", PART_DUE + DAY, "cash").due_id == PAYMENT


@pytest.mark.parametrize("first", [DueOutcome.TAKEN, DueOutcome.DECLINED])
@pytest.mark.parametrize("second", [DueOutcome.TAKEN, DueOutcome.DECLINED])
def test_a_decision_is_made_once(desk: TestDesk, dues: DueDesk, first: DueOutcome, second: DueOutcome) -> None:
    at(desk, PART_DUE + DAY)
    dues.decide(INVOICE, first, "first")
    before = desk.events()
    at(desk, PART_DUE + 2 * DAY)
    with refused("due-decided", due=INVOICE, decided_on="2026-11-05", by="ana"):
        dues.decide(INVOICE, second, "second")
    assert desk.events() == before


def test_a_decision_is_made_once_though_the_clock_went_back(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE + 9 * DAY)
    dues.decide(INVOICE, DueOutcome.DECLINED, "first")
    at(desk, PART_DUE + 2 * DAY)
    assert states(dues)["invoice"] == "proposed"
    with refused("due-decided"):
        dues.decide(INVOICE, DueOutcome.TAKEN, "second")


@pytest.mark.parametrize(
    ("due_id", "day", "reason", "code"),
    [
        pytest.param(INVOICE, PART_DUE, "why", "due-not-yet", id="on the last day of the part"),
        pytest.param(INVOICE, SHIPPED, "why", "due-not-yet", id="long before"),
        pytest.param("218034/part-due/1", PART_DUE + DAY, "why", "due-not-a-proposal", id="a deadline"),
        pytest.param("218034/rma-expiry", PART_DUE + DAY, "why", "due-not-a-proposal", id="another"),
        pytest.param(TERMINATION, PART_DUE + 90 * DAY, "why", "due-unknown", id="nothing was invoiced"),
        pytest.param("218034/invoice/2", PART_DUE + DAY, "why", "due-unknown", id="no second unit"),
        pytest.param("218034/invoice", PART_DUE + DAY, "why", "due-unknown", id="which unit is not said"),
        pytest.param("218035/invoice/1", PART_DUE + DAY, "why", "due-unknown", id="no such RMA"),
        pytest.param("218034", PART_DUE + DAY, "why", "due-unknown", id="an RMA alone"),
        pytest.param("218034/refund/1", PART_DUE + DAY, "why", "due-unknown", id="no such clock"),
        pytest.param("", PART_DUE + DAY, "why", "due-unknown", id="nothing"),
        pytest.param(INVOICE, PART_DUE + DAY, " ", "reason-missing", id="no reason"),
    ],
)
def test_what_can_not_be_decided(desk: TestDesk, dues: DueDesk, due_id: str, day: date, reason: str, code: str) -> None:
    at(desk, day)
    before = desk.events()
    with refused(code):
        dues.decide(due_id, DueOutcome.TAKEN, reason)
    assert desk.events() == before


def test_it_is_said_from_which_day_on_it_can_be_decided(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE, 23)
    with refused("due-not-yet", due=INVOICE, due_on="2026-11-05"):
        dues.decide(INVOICE, DueOutcome.TAKEN, "late")
    at(desk, PART_DUE + DAY, 0)
    assert dues.decide(INVOICE, DueOutcome.TAKEN, "late").state is DueState.TAKEN


@pytest.mark.parametrize(
    ("due_id", "on", "reason", "code"),
    [
        pytest.param("218034/support-hold/1", PART_DUE + DAY, "why", "due-not-invoiced", id="no invoice"),
        pytest.param("218035/invoice/1", PART_DUE + DAY, "why", "due-unknown", id="no such RMA"),
        pytest.param("218034/invoice/2", PART_DUE + DAY, "why", "due-not-invoiced", id="no such unit"),
        pytest.param(INVOICE, PART_DUE, "why", "due-paid-day", id="the day before it was taken"),
        pytest.param(INVOICE, PART_DUE + 3 * DAY, "why", "due-paid-day", id="tomorrow"),
        pytest.param(INVOICE, PART_DUE + 2 * DAY, "", "reason-missing", id="no reason"),
    ],
)
def test_what_can_not_be_paid(desk: TestDesk, dues: DueDesk, due_id: str, on: date, reason: str, code: str) -> None:
    at(desk, PART_DUE + DAY)
    dues.decide(INVOICE, DueOutcome.TAKEN, "late")
    at(desk, PART_DUE + 2 * DAY)
    with refused(code):
        dues.paid(due_id, on, reason)
    dues.paid(INVOICE, PART_DUE + 2 * DAY, "today is fine")
    with refused("due-decided", due=PAYMENT):
        dues.paid(INVOICE, PART_DUE + 2 * DAY, "twice")


@pytest.mark.parametrize("outcome", [None, DueOutcome.DECLINED])
def test_an_invoice_that_nobody_took_is_not_paid(desk: TestDesk, dues: DueDesk, outcome: DueOutcome | None) -> None:
    at(desk, PART_DUE + DAY)
    if outcome:
        dues.decide(INVOICE, outcome, "no")
    with refused("due-not-invoiced", due=INVOICE):
        dues.paid(INVOICE, PART_DUE + DAY, "why")


# ------------------------------------------------------------------------------------------------------- what came back


def receive(desk: TestDesk, day: date) -> str:
    at(desk, day)
    return desk.receive("RMA-218034", packaging=PackagingKind.ORIGINAL).box.box_id


def test_a_part_that_comes_back_on_the_last_day_ends_it(desk: TestDesk, dues: DueDesk) -> None:
    receive(desk, PART_DUE)
    at(desk, PART_DUE + 9 * DAY)
    assert states(dues) == {"rma-expiry": "came-back-late"}
    with refused("due-unknown"):
        dues.decide(INVOICE, DueOutcome.TAKEN, "why")


def test_a_part_that_comes_back_the_day_after_ends_it_and_says_so(desk: TestDesk, dues: DueDesk) -> None:
    receive(desk, PART_DUE + DAY)
    assert states(dues) == {"rma-expiry": "came-back-late", "part-due": "came-back-late"}


def test_a_voided_receipt_lets_the_clock_run_again(desk: TestDesk, dues: DueDesk) -> None:
    box_id = receive(desk, PART_DUE - DAY)
    assert "part-due" not in states(dues)
    desk.receiving.void(box_id)
    assert states(dues)["part-due"] == "running"
    at(desk, PART_DUE + DAY)
    assert states(dues)["invoice"] == "proposed"


def test_a_part_that_the_bench_misses_is_still_owed(desk: TestDesk, dues: DueDesk) -> None:
    receive(desk, PART_DUE - DAY)
    (item,) = desk.inspection.queue()
    desk.inspect(item.unit.unit_id, state=UnitState.MISSING, disposition=Disposition.NONE)
    assert states(dues)["part-due"] == "running"


def test_a_closed_authorization_keeps_an_invoice_that_is_not_paid(desk: TestDesk, dues: DueDesk) -> None:
    at(desk, PART_DUE + DAY)
    dues.decide(INVOICE, DueOutcome.TAKEN, "late")
    desk.expect("218034", **OWED | {"status": "closed"})
    at(desk, PART_DUE + 40 * DAY)
    assert states(dues) == {"invoice": "taken", "payment-due": "passed", "termination": "proposed"}
    dues.decide(TERMINATION, DueOutcome.TAKEN, "no answer")
    assert states(dues)["termination"] == "taken"
    dues.paid(INVOICE, PART_DUE + 40 * DAY, "after all")
    assert states(dues) == {}


# --------------------------------------------------------------------------------------------------------------- pauses


def part_due(dues: DueDesk, rma_number: str = "218034") -> date | None:
    (found,) = (due.due_on for due in dues.on() if due.due_id == f"{rma_number}/part-due/1")
    return found


def test_a_pause_moves_the_customers_day_only_where_somebody_says_so(desk: TestDesk, dues: DueDesk) -> None:
    dues.pause(SHIPPED + 2 * DAY, SHIPPED + 6 * DAY, "flood at the desk")
    assert part_due(dues) == PART_DUE
    dues.pause(SHIPPED + 2 * DAY, SHIPPED + 6 * DAY, "and everywhere", customers_too=True)
    assert part_due(dues) == PART_DUE + 5 * DAY


def test_a_pause_of_one_rma_leaves_the_others(desk: TestDesk, dues: DueDesk) -> None:
    desk.expect("5", **OWED)
    made = dues.pause(SHIPPED, SHIPPED + DAY, "strike", customers_too=True, rma_number="rma-5")
    assert made.rma_number == "5"
    assert (part_due(dues, "5"), part_due(dues)) == (PART_DUE + DAY, PART_DUE)


def test_a_pause_runs_on_until_somebody_ends_it(desk: TestDesk, dues: DueDesk) -> None:
    made = dues.pause(SHIPPED + 2 * DAY, None, "quake", customers_too=True)
    at(desk, PART_DUE + 90 * DAY)
    assert part_due(dues) is None
    assert states(dues)["part-due"] == states(dues)["invoice"] == "paused"
    with refused("due-not-yet", due_on=None):
        dues.decide(INVOICE, DueOutcome.TAKEN, "why")
    dues.end_pause(made.pause_id, SHIPPED + 11 * DAY)
    assert part_due(dues) == PART_DUE + 10 * DAY


def test_a_pause_may_end_earlier_than_was_thought(desk: TestDesk, dues: DueDesk) -> None:
    made = dues.pause(SHIPPED + DAY, SHIPPED + 20 * DAY, "strike", customers_too=True)
    ended = dues.end_pause(made.pause_id, SHIPPED + 3 * DAY)
    assert ended.until_on == SHIPPED + 3 * DAY
    assert part_due(dues) == PART_DUE + 3 * DAY
    (recorded,) = dues.pauses()
    assert (recorded.pause, recorded.reason) == (ended, "strike")


def test_pauses_are_events_and_their_reasons_stand_apart(desk: TestDesk, dues: DueDesk) -> None:
    made = dues.pause(SHIPPED, None, "Ms Okafor's house burnt down", rma_number="218034")
    dues.end_pause(made.pause_id, SHIPPED + DAY)
    begun, ended = desk.events()[-2:]
    assert begun.kind is ended.kind is EventKind.PAUSE_RECORDED
    assert begun.payload["reason"] == ended.payload["reason"]
    assert begun.payload["reason"]["id"] == made.reason_entry
    assert not any("Okafor" in str(event.payload) for event in desk.events())
    before = dues.pauses()
    assert not desk.audit.check().faults
    desk.audit.rebuild()
    assert dues.pauses() == before


def test_a_pause_whose_reason_was_erased_can_end(desk: TestDesk, dues: DueDesk) -> None:
    made = dues.pause(SHIPPED, None, "Ms Okafor's house burnt down")
    del desk.storage.state.personal[made.reason_entry]
    ended = dues.end_pause(made.pause_id, SHIPPED + DAY)
    (recorded,) = dues.pauses()
    assert (recorded.pause, recorded.reason) == (ended, None)
    assert desk.events()[-1].payload["reason"] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"until_on": SHIPPED - DAY}, "pause-ends-before", id="it ends before it begins"),
        pytest.param({"reason": " "}, "reason-missing", id="no reason"),
        pytest.param({"rma_number": "5"}, "rma-not-in-registry", id="no such RMA"),
        pytest.param({"rma_number": ""}, "rma-not-in-registry", id="an empty number is not everybody"),
    ],
)
def test_what_is_no_pause(desk: TestDesk, dues: DueDesk, given: dict[str, Any], code: str) -> None:
    with refused(code):
        dues.pause(**{"from_on": SHIPPED, "until_on": SHIPPED, "reason": "why"} | given)
    assert dues.pauses() == ()


@pytest.mark.parametrize(
    ("on", "code"),
    [
        pytest.param(SHIPPED - DAY, "pause-ends-before", id="before it began"),
        pytest.param(SHIPPED + 5 * DAY, "pause-over", id="on its last day as it is"),
        pytest.param(SHIPPED + 6 * DAY, "pause-over", id="when it was over"),
    ],
)
def test_how_a_pause_can_not_end(desk: TestDesk, dues: DueDesk, on: date, code: str) -> None:
    made = dues.pause(SHIPPED, SHIPPED + 5 * DAY, "strike")
    with refused(code):
        dues.end_pause(made.pause_id, on)
    assert dues.end_pause(made.pause_id, SHIPPED).until_on == SHIPPED


def test_a_pause_that_is_not_on_record_can_not_end(dues: DueDesk) -> None:
    with refused("pause-unknown", pause="p-1"):
        dues.end_pause("p-1", SHIPPED)


# ---------------------------------------------------------------------------------------------------------------- files


def test_the_file_holds_the_list_that_was_asked_for(desk: TestDesk, dues: DueDesk) -> None:
    found = dues.on(PART_DUE, 0)
    dues.save(found, PART_DUE, Path("due.ICS"))
    assert desk.files.written[Path("due.ICS")].decode().splitlines() == [
        "ics 2026-11-04 19:00",
        "218034/rma-expiry",
        "218034/part-due/1",
    ]


def test_another_ending_is_refused(desk: TestDesk, dues: DueDesk) -> None:
    with refused("due-format", file="due.pdf", known="ics, csv"):
        dues.save((), PART_DUE, Path("due.pdf"))
    assert not desk.files.written
