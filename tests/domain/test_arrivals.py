"""Which units have come back: what boxes say, and what the bench makes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rmadesk.domain.arrivals import Arrival, arrivals_of, came_back_on
from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.rma import BoxScan, BoxState, Disposition, UnitProgress, UnitState
from rmadesk.domain.scans import ScanSource
from support.records import DAY, MORNING, box, judged
from support.registry import unit

FIRST, SECOND = unit("7", "A"), unit("7", "B")
BARE = unit("7", None, unit_id="7/P-100/1")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)


def arrival(*serials: str, day: int = 0) -> Arrival:
    return Arrival("7", TODAY + timedelta(days=day), NOON + timedelta(days=day), serials)


def logged(state: UnitState, *, after_hours: int, unit_id: str = "7/A") -> UnitProgress:
    at = NOON + timedelta(hours=after_hours)
    return UnitProgress(unit_id, "7", state, Disposition.NONE, at, "ben", None)


@pytest.mark.parametrize(
    ("arrivals", "progress", "first", "second"),
    [
        pytest.param([], None, None, None, id="no box"),
        pytest.param([arrival()], None, TODAY, TODAY, id="a box that names none holds them all"),
        pytest.param([arrival("A")], None, TODAY, None, id="a box that names one holds that one"),
        pytest.param([arrival("B")], None, None, TODAY, id="or the other"),
        pytest.param([arrival("A", "B")], None, TODAY, TODAY, id="or both"),
        pytest.param([arrival("X")], None, TODAY, TODAY, id="a serial number of somebody else names none"),
        pytest.param([arrival("B"), arrival("A", day=1)], None, TOMORROW, TODAY, id="each in its own box"),
        pytest.param([arrival(day=1), arrival("A")], None, TODAY, TOMORROW, id="the earliest counts"),
    ],
)
def test_when_a_unit_came_back(
    arrivals: list[Arrival], progress: UnitProgress | None, first: date | None, second: date | None
) -> None:
    assert came_back_on(FIRST, {"A", "B"}, arrivals, progress) == first
    assert came_back_on(SECOND, {"A", "B"}, arrivals, progress) == second


@pytest.mark.parametrize(
    ("arrivals", "progress", "first"),
    [
        pytest.param([arrival()], logged(UnitState.RECEIVED, after_hours=1), TODAY, id="found in it"),
        pytest.param([arrival()], logged(UnitState.MISSING, after_hours=1), None, id="missing in it"),
        pytest.param([arrival()], logged(UnitState.WRONG_ITEM, after_hours=1), None, id="another item in its place"),
        pytest.param(
            [arrival("A")], logged(UnitState.MISSING, after_hours=1), None, id="missing, whatever the box says"
        ),
        pytest.param([arrival()], logged(UnitState.MISSING, after_hours=0), None, id="missing at that very instant"),
        pytest.param([arrival()], logged(UnitState.MISSING, after_hours=-1), TODAY, id="missing in an earlier one"),
        pytest.param(
            [arrival(), arrival(day=1)], logged(UnitState.MISSING, after_hours=1), TOMORROW, id="it came in a later box"
        ),
        pytest.param(
            [arrival("B")], logged(UnitState.RECEIVED, after_hours=1), TODAY, id="found in a box that names another"
        ),
    ],
)
def test_the_bench_knows_better(arrivals: list[Arrival], progress: UnitProgress, first: date | None) -> None:
    assert came_back_on(FIRST, {"A", "B"}, arrivals, progress) == first


def test_a_unit_without_a_serial_number_comes_with_a_box_that_names_none() -> None:
    assert came_back_on(BARE, {None}, [arrival()], None) == TODAY
    assert came_back_on(BARE, {None, "A"}, [arrival("A")], None) is None


SERIAL = BoxScan("SN A", IdentifierKind.SERIAL, "A", ScanSource.SCANNER, None, True, ())
OTHER = BoxScan("RMA-7", IdentifierKind.RMA, "7", ScanSource.SCANNER, None, True, ())


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        pytest.param({}, True, id="received"),
        pytest.param({"state": BoxState.QUARANTINED}, True, id="on hold: it is here"),
        pytest.param({"state": BoxState.REFUSED}, False, id="turned away"),
        pytest.param({"state": BoxState.DUPLICATE}, False, id="the same box again"),
        pytest.param({"state": BoxState.UNMATCHED}, False, id="nobody's"),
        pytest.param({"voided_at": MORNING, "voided_by": "ana"}, False, id="voided"),
    ],
)
def test_which_boxes_count(changed: dict[str, Any], counts: bool) -> None:
    held = replace(box(1, judged("7"), judged("8"), judged("7")), scans=(OTHER, SERIAL, SERIAL), **changed)
    brought = tuple(Arrival(number, DAY, held.received_at, ("A",)) for number in ("7", "8"))
    assert arrivals_of(held) == (brought if counts else ())
