"""The bench: what waits, what may be logged, and when an authorization closes."""

from datetime import timedelta
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.facts import NumberState, RmaStatus
from rmadesk.domain.rma import Disposition, UnitState
from support.desk import PARCELS, TestDesk
from support.registry import row

HELD = {"number_state": NumberState.UNREADABLE}
REFUSED = {"number_state": NumberState.MISSING}
REPAIR = Disposition.REPAIR


@pytest.fixture
def desk() -> TestDesk:
    """One authorization with two units, one with a single unit."""
    desk = TestDesk()
    desk.import_rows(row("1001", serial_number="A"), row("1001", serial_number="B"), row("1002", serial_number="C"))
    return desk


def refusal(desk: TestDesk, unit_id: str, **said: Any) -> RefusedError:
    before = len(desk.events())
    with pytest.raises(RefusedError) as raised:
        desk.inspect(unit_id, **said)
    assert len(desk.events()) == before, "nothing is recorded"
    return raised.value


def waiting(desk: TestDesk) -> list[str]:
    return [item.unit.unit_id for item in desk.inspection.queue()]


def status(desk: TestDesk, number: str) -> RmaStatus:
    return desk.registry.open(number).authorization.status


def test_the_queue_holds_the_units_of_what_came_oldest_arrival_first_each_once(desk: TestDesk) -> None:
    assert waiting(desk) == []
    desk.receive("RMA-1002", arrived_at=desk.clock.now() - timedelta(hours=1))
    first = desk.receive("RMA-1001", arrived_at=desk.clock.now() - timedelta(hours=2)).box
    desk.receive("RMA-1001", piece="2/2")
    desk.receive("RMA-77777")
    items = desk.inspection.queue()
    assert [item.unit.unit_id for item in items] == ["1001/A", "1001/B", "1002/C"]
    assert items[0].box == first
    assert items[0].authorization.rma_number == "1001"
    assert items[0].customer
    assert items[0].customer.city == "Hamburg"
    assert not items[0].on_hold


def test_what_is_done_leaves_the_queue_and_what_is_held_stays_marked(desk: TestDesk) -> None:
    desk.receive("RMA-1001")
    desk.inspect("1001/B")
    assert waiting(desk) == ["1001/A"]
    desk.receive("RMA-1002", **HELD)
    assert [(item.unit.unit_id, item.on_hold) for item in desk.inspection.queue()] == [
        ("1001/A", False),
        ("1002/C", True),
    ]


def test_what_was_turned_away_undone_or_repeated_does_not_wait(desk: TestDesk) -> None:
    desk.receive("RMA-1001", **REFUSED)
    desk.receiving.void(desk.receive("RMA-1002", PARCELS[0]).box.box_id)
    assert waiting(desk) == []


def test_an_outcome_is_on_record_with_its_note_kept_apart(desk: TestDesk) -> None:
    desk.receive("RMA-1001")
    progress = desk.inspect("1001/A", disposition=Disposition.SCRAP, note="  hinge broken\n")
    assert (progress.state, progress.disposition) == (UnitState.RECEIVED, Disposition.SCRAP)
    assert (progress.inspected_at, progress.inspected_by) == (desk.clock.now(), "ana")
    event = desk.events()[-1]
    assert event.kind is EventKind.UNIT_INSPECTED
    with desk.storage.reading() as work:
        entry = work.personal.get(progress.note_entry)
        assert work.units.get("1001/A") == progress
        assert work.events.about("unit:1001/A") == (event,)
    assert entry.body == {"note": "hinge broken"}
    assert event.payload["note"] == entry.reference


def test_without_a_note_there_is_no_entry(desk: TestDesk) -> None:
    desk.receive("RMA-1001")
    assert desk.inspect("1001/A", note=" \n").note_entry is None
    assert desk.events()[-1].payload["note"] is None


@pytest.mark.parametrize(
    ("unit_id", "code"),
    [("1001/X", "unit-unknown"), ("1001", "unit-unknown"), ("", "unit-unknown"), ("9/A", "unit-unknown")],
)
def test_a_unit_that_nobody_expects(desk: TestDesk, unit_id: str, code: str) -> None:
    desk.receive("RMA-1001")
    assert refusal(desk, unit_id).code == code


def test_what_has_not_come_can_not_be_inspected(desk: TestDesk) -> None:
    assert refusal(desk, "1001/A").code == "inspect-not-received"
    desk.receiving.void(desk.receive("RMA-1001").box.box_id)
    assert refusal(desk, "1001/A").code == "inspect-not-received"


def test_the_bench_waits_for_the_supervisor_and_leaves_what_was_refused(desk: TestDesk) -> None:
    desk.receive("RMA-1001", **HELD)
    desk.receive("RMA-1002", **REFUSED)
    assert refusal(desk, "1001/A").code == "inspect-on-hold"
    assert refusal(desk, "1002/C").code == "inspect-refused"
    desk.receive("RMA-1001", piece="2/2")
    desk.inspect("1001/A")


def test_a_refused_box_of_the_rma(desk: TestDesk) -> None:
    desk.expect("1003", kind="credit", issued_at="2026-01-05T09:00:00-08:00")
    assert desk.receive("RMA-1003").box.state == "refused"
    assert refusal(desk, "1003/SN-1003").code == "inspect-refused"


def test_an_outcome_is_logged_once(desk: TestDesk) -> None:
    desk.receive("RMA-1001")
    desk.inspect("1001/A")
    assert refusal(desk, "1001/A").code == "inspect-done"


@pytest.mark.parametrize(
    ("state", "disposition", "code"),
    [
        (UnitState.EXPECTED, REPAIR, "inspect-state-missing"),
        (UnitState.EXPECTED, Disposition.NONE, "inspect-state-missing"),
        (UnitState.MISSING, REPAIR, "inspect-absent-disposition"),
        (UnitState.RECEIVED, Disposition.NONE, "inspect-disposition-missing"),
        (UnitState.WRONG_ITEM, Disposition.NONE, "inspect-disposition-missing"),
        (UnitState.SURPLUS, Disposition.NONE, "inspect-disposition-missing"),
        (UnitState.MISSING, Disposition.NONE, None),
        (UnitState.WRONG_ITEM, Disposition.RETURN_TO_SENDER, None),
        *((UnitState.RECEIVED, disposition, None) for disposition in tuple(Disposition)[1:]),
    ],
)
def test_what_is_found_and_what_becomes_of_it_must_fit(
    desk: TestDesk, state: UnitState, disposition: Disposition, code: str | None
) -> None:
    desk.receive("RMA-1001")
    if code:
        assert refusal(desk, "1001/A", state=state, disposition=disposition).code == code
    else:
        assert desk.inspect("1001/A", state=state, disposition=disposition).state is state


def test_an_authorization_closes_by_event_with_its_last_unit(desk: TestDesk) -> None:
    desk.receive("RMA-1001")
    desk.inspect("1001/A")
    assert status(desk, "1001") is RmaStatus.OPEN
    desk.inspect("1001/B", disposition=Disposition.SCRAP)
    assert status(desk, "1001") is RmaStatus.CLOSED
    assert [event.kind for event in desk.events()[-2:]] == [EventKind.UNIT_INSPECTED, EventKind.AUTHORIZATION_CLOSED]
    assert status(desk, "1002") is RmaStatus.OPEN


def test_a_missing_unit_keeps_the_authorization_open_and_comes_back_with_a_later_box(desk: TestDesk) -> None:
    desk.receive("RMA-1001", piece="1/2")
    desk.inspect("1001/A")
    desk.inspect("1001/B", state=UnitState.MISSING, disposition=Disposition.NONE)
    assert status(desk, "1001") is RmaStatus.OPEN
    assert [item.unit.unit_id for item in desk.inspection.queue()] == []
    desk.clock.forward(timedelta(seconds=1))
    desk.receive("RMA-1001", piece="2/2")
    assert [item.unit.unit_id for item in desk.inspection.queue()] == ["1001/B"]
    desk.inspect("1001/B")
    assert status(desk, "1001") is RmaStatus.CLOSED
    assert [item.unit.unit_id for item in desk.inspection.queue()] == []


@pytest.mark.parametrize("said", ["closed", "cancelled"])
def test_one_that_the_import_ended_is_not_closed_again(desk: TestDesk, said: str) -> None:
    desk.receive("RMA-1002")
    desk.import_rows(row("1002", serial_number="C", status=said))
    desk.inspect("1002/C")
    assert status(desk, "1002") is RmaStatus(said)
    assert desk.events()[-1].kind is EventKind.UNIT_INSPECTED


def test_a_unit_that_a_newer_file_adds_keeps_the_authorization_open(desk: TestDesk) -> None:
    desk.receive("RMA-1002")
    desk.import_rows(row("1002", serial_number="D"))
    desk.inspect("1002/C")
    assert status(desk, "1002") is RmaStatus.OPEN


def test_a_unit_is_found_by_serial_or_as_the_only_one(desk: TestDesk) -> None:
    find = desk.inspection.unit_of
    assert find("rma 1001", " b ").unit_id == "1001/B"
    assert find("1002", None).unit_id == "1002/C"
    for rma_number, serial, code in (
        ("1001", None, "unit-not-said"),
        ("1001", "C", "unit-unknown"),
        ("9", None, "rma-not-in-registry"),
    ):
        with pytest.raises(RefusedError) as raised:
            find(rma_number, serial)
        assert raised.value.code == code
    with pytest.raises(RefusedError) as raised:
        find("1001", None)
    assert raised.value.figures["serials"] == "A, B"
