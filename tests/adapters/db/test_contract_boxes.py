"""What every store of boxes must do, whatever lies beneath."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.policy.facts import NumberState, OuterDamage
from rmadesk.domain.policy.verdict import Charge, Effect
from rmadesk.domain.rma import Box, BoxScan, BoxState, Disposition, Piece, UnitProgress, UnitState
from rmadesk.domain.scans import ScanSource
from support.records import MORNING, box, box_id, finding, judged
from support.registry import authorization, unit

DAY = timedelta(days=1)
SCAN = BoxScan(
    "]C0RMA-1\x1d\n<ß>", IdentifierKind.RMA, "1", ScanSource.PICTURE, "code-128", True, ((0, 0), (9, 0), (9, 4), (0, 4))
)


def save(storage: Any, *boxes: Box) -> None:
    with storage.writing("test") as work:
        for each in boxes:
            work.boxes.save(each)
        work.commit()


def voided(received: Box) -> Box:
    return replace(received, voided_at=received.received_at + timedelta(seconds=30), voided_by="ben")


def ids(boxes: Any) -> list[str]:
    return [each.box_id for each in boxes]


def test_a_box_comes_back_with_every_field(storage: Any) -> None:
    verdict = judged("218001", finding("outer-damage", Effect.HOLD), pending=("warranty-expired",))
    charged = replace(
        judged(None, finding("transit-damage", Effect.NOTE, variant="other")),
        charges=(Charge("packaging-damage", Decimal("25.00"), "USD"), Charge("other", None, "EUR")),
        case={"edition": "hardware-warranty", "rma": None, "item": {"price": "1.00", "complete": None}},
    )
    full = replace(
        box(1, verdict, charged, piece=Piece(2, 3), marked_on_box=True, number_state=NumberState.INCOMPLETE),
        outer_damage=OuterDamage.CRUSHED,
        scans=(SCAN, replace(SCAN, symbology=None, position=(), confirmed=False)),
        duplicate_of=box_id(7),
        state=BoxState.DUPLICATE,
    )
    bare = replace(box(2, judged(None), tracking_numbers=()), packaging=None, state=BoxState.UNMATCHED)
    save(storage, full, bare)
    with storage.reading() as work:
        assert work.boxes.get(full.box_id) == full
        assert work.boxes.get(bare.box_id) == bare
        assert work.boxes.get("none") is None


def test_a_voided_box_keeps_its_row_and_all_it_held(storage: Any) -> None:
    received = replace(box(1), scans=(SCAN,))
    save(storage, received)
    save(storage, voided(received))
    with storage.reading() as work:
        assert work.boxes.get(received.box_id) == voided(received)
        assert work.boxes.recent(10) == work.boxes.of_rma("218001") == (voided(received),)
        assert work.boxes.arrived_on(received.arrived_on) == (voided(received),)


def test_the_last_boxes_come_newest_receipt_first(storage: Any) -> None:
    late_arrival = box(1, arrived_at=MORNING - 9 * DAY, received_after=9 * DAY + timedelta(hours=1))
    same_instant = [replace(box(number), received_at=MORNING) for number in (3, 2, 4)]
    save(storage, late_arrival, *same_instant)
    with storage.reading() as work:
        assert ids(work.boxes.recent(10)) == [box_id(number) for number in (1, 4, 3, 2)]
        assert ids(work.boxes.recent(2)) == [box_id(number) for number in (1, 4)]


def test_the_boxes_of_a_day_come_in_order_of_arrival_then_of_receipt(storage: Any) -> None:
    pile = MORNING - timedelta(hours=1)
    save(
        storage,
        box(5),
        box(9, arrived_at=pile, received_after=timedelta(minutes=1)),
        box(8, arrived_at=pile, received_after=timedelta(minutes=2)),
        box(1, arrived_at=MORNING - DAY),
        box(2, arrived_at=MORNING + DAY),
    )
    with storage.reading() as work:
        assert ids(work.boxes.arrived_on(date(2026, 11, 20))) == [box_id(number) for number in (9, 8, 5)]
        assert work.boxes.arrived_on(date(2026, 11, 25)) == ()


def test_the_boxes_of_an_rma_come_oldest_receipt_first_each_once(storage: Any) -> None:
    both = box(3, judged("7"), judged("8"))
    twice = box(1, judged("7"), judged("7"), judged(None))
    save(storage, both, twice, box(2, judged("8")), box(4, judged("70")))
    with storage.reading() as work:
        assert ids(work.boxes.of_rma("7")) == [box_id(1), box_id(3)]
        assert ids(work.boxes.of_rma("8")) == [box_id(2), box_id(3)]
        assert work.boxes.of_rma("9") == ()


RECEIVED_AT = datetime(2026, 8, 22, 12, 0, 0, 500, tzinfo=UTC)
CONTAINER = BoxScan("(00)1", IdentifierKind.SSCC, "S1", ScanSource.SCANNER, None, True, ())


@pytest.mark.parametrize(
    ("changed", "numbers", "since", "found"),
    [
        pytest.param({}, ["T1"], RECEIVED_AT - timedelta(microseconds=1), True, id="received just after"),
        pytest.param({}, ["T1"], RECEIVED_AT, True, id="received at that very instant"),
        pytest.param({}, ["T1"], RECEIVED_AT + timedelta(microseconds=1), False, id="received just before"),
        pytest.param({}, ["X", "T2"], RECEIVED_AT, True, id="any of the numbers, any of the box's"),
        pytest.param({}, ["T"], RECEIVED_AT, False, id="part of a number"),
        pytest.param({}, ["t1"], RECEIVED_AT, False, id="another case: keys come in normal form"),
        pytest.param({}, [], RECEIVED_AT, False, id="no number"),
        pytest.param({"tracking_numbers": (), "parcel": "S9"}, ["S9"], RECEIVED_AT, True, id="by its container code"),
        pytest.param({"scans": (CONTAINER,)}, ["S1"], RECEIVED_AT, True, id="by a container code beside a number"),
        pytest.param({"state": BoxState.DUPLICATE}, ["T1"], RECEIVED_AT, False, id="itself a duplicate"),
        pytest.param({"state": BoxState.REFUSED}, ["T1"], RECEIVED_AT, True, id="refused"),
        pytest.param({"state": BoxState.UNMATCHED}, ["T1"], RECEIVED_AT, True, id="unmatched"),
        pytest.param({"arrived_at": RECEIVED_AT - 30 * DAY}, ["T1"], RECEIVED_AT, True, id="it arrived long before"),
    ],
)
def test_same_parcel(storage: Any, changed: dict[str, Any], numbers: list[str], since: datetime, found: bool) -> None:
    held = replace(box(1, tracking_numbers=("T1", "T2")), **{"received_at": RECEIVED_AT} | changed)
    save(storage, held)
    with storage.reading() as work:
        assert work.boxes.same_parcel(numbers, since) == (held if found else None)


def test_same_parcel_passes_over_a_voided_receipt(storage: Any) -> None:
    held = box(1, tracking_numbers=("T1",))
    save(storage, held)
    save(storage, voided(held))
    with storage.reading() as work:
        assert work.boxes.same_parcel(["T1"], held.received_at - DAY) is None


def test_same_parcel_gives_the_newest(storage: Any) -> None:
    first, second, third = (box(number, tracking_numbers=("T1",)) for number in (1, 2, 3))
    save(storage, second, first, replace(third, state=BoxState.DUPLICATE))
    with storage.reading() as work:
        assert work.boxes.same_parcel(["T1"], first.received_at - DAY) == second


def outcome(rma_number: str, serial: str) -> UnitProgress:
    return UnitProgress(
        f"{rma_number}/{serial}", rma_number, UnitState.RECEIVED, Disposition.REPAIR, MORNING, "ben", None
    )


@pytest.mark.parametrize(
    ("held", "done", "waits"),
    [
        pytest.param(box(1, judged("7")), [], True, id="nothing logged yet"),
        pytest.param(box(1, judged("7")), ["A"], True, id="one of two logged"),
        pytest.param(box(1, judged("7")), ["A", "B"], False, id="both logged"),
        pytest.param(box(1, judged("7"), state=BoxState.QUARANTINED), [], True, id="on hold: shown, though barred"),
        pytest.param(box(1, judged("7"), state=BoxState.REFUSED), [], False, id="refused"),
        pytest.param(box(1, judged("7"), state=BoxState.DUPLICATE), [], False, id="duplicate"),
        pytest.param(box(1, judged("9")), [], False, id="unknown RMA"),
        pytest.param(box(1, judged("8")), [], False, id="RMA without units"),
        pytest.param(box(1, judged(None), state=BoxState.UNMATCHED), [], False, id="unmatched"),
        pytest.param(box(1, judged("9"), judged("7")), ["A"], True, id="one known RMA of two"),
    ],
)
def test_to_inspect(storage: Any, held: Box, done: list[str], waits: bool) -> None:
    save(storage, held)
    with storage.writing("test") as work:
        work.authorizations.save(authorization("7"), [unit("7", "A"), unit("7", "B")])
        work.authorizations.save(authorization("8"), [])
        for serial in done:
            work.units.save(outcome("7", serial))
        work.commit()
    with storage.reading() as work:
        assert work.boxes.to_inspect(10) == ((held,) if waits else ())


def test_to_inspect_passes_over_a_voided_box_and_gives_the_oldest_arrival_first(storage: Any) -> None:
    gone = box(9, judged("7"))
    save(storage, box(2, judged("7"), judged("7")), box(1, judged("7"), arrived_at=MORNING + DAY), gone)
    save(storage, box(3, judged("7"), arrived_at=MORNING - DAY), voided(gone))
    with storage.writing("test") as work:
        work.authorizations.save(authorization("7"), [unit("7", "A"), unit("7", "B")])
        work.commit()
    with storage.reading() as work:
        assert ids(work.boxes.to_inspect(10)) == [box_id(number) for number in (3, 2, 1)]
        assert ids(work.boxes.to_inspect(2)) == [box_id(number) for number in (3, 2)]


# ------------------------------------------------------------------------------------------------- what was said of all


@pytest.mark.parametrize(
    ("first_on", "last_on", "found"),
    [
        pytest.param(None, None, [1, 2, 3, 4], id="all"),
        pytest.param(date(2026, 11, 20), None, [2, 3, 4], id="from a day, it included"),
        pytest.param(None, date(2026, 11, 20), [1, 2, 3], id="to a day, it included"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 20), [2, 3], id="one day"),
        pytest.param(date(2026, 11, 22), None, [], id="after the last"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 19), [], id="the wrong way round"),
    ],
)
def test_what_was_said_of_each_box_comes_by_day_of_arrival(
    storage: Any, first_on: date | None, last_on: date | None, found: list[int]
) -> None:
    gone = box(9)
    said = judged("7", finding("outer-damage", Effect.HOLD))
    boxes = [box(2), box(1, said, judged(None), arrived_at=MORNING - DAY), box(4, arrived_at=MORNING + DAY), box(3)]
    save(storage, *boxes, gone, box(8, state=BoxState.DUPLICATE))
    save(storage, voided(gone))
    with storage.reading() as work:
        told = list(work.boxes.judged(first_on, last_on))
    held = {each.box_id: each for each in boxes}
    assert [each.box_id for each in told] == [box_id(number) for number in found]
    for each in told:
        assert (each.arrived_on, each.verdicts) == (held[each.box_id].arrived_on, held[each.box_id].verdicts)


def test_other_questions_may_be_asked_while_it_is_read(storage: Any) -> None:
    save(storage, *(box(number) for number in range(1, 700)))
    with storage.reading() as work:
        told = [work.boxes.get(each.box_id) for each in work.boxes.judged(None, None)]
    assert len(told) == 699
    assert None not in told
