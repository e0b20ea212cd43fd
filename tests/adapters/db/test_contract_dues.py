"""What the due list asks of the stores of every kind: all that is open, with one query a kind of record."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from rmadesk.domain.arrivals import Arrival, arrivals_of
from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Box, BoxScan, BoxState, Disposition, UnitProgress, UnitState
from rmadesk.domain.scans import ScanSource
from support.records import MORNING, box, judged
from support.registry import authorization, unit

DAY = timedelta(days=1)
SERIAL = BoxScan("SN A", IdentifierKind.SERIAL, "A", ScanSource.SCANNER, None, True, ())
AGAIN = replace(SERIAL, text="sn-a", source=ScanSource.KEYED)
OTHER = BoxScan("RMA-7", IdentifierKind.RMA, "7", ScanSource.SCANNER, None, True, ())


def keep(storage: Any, *records: Authorization | Box | UnitProgress) -> None:
    """Authorizations each with two units; boxes; what was logged."""
    with storage.writing("test") as work:
        for each in records:
            match each:
                case Authorization():
                    number = each.rma_number
                    work.authorizations.save(each, [unit(number, "B"), unit(number, "A")])
                case Box():
                    work.boxes.save(each)
                case UnitProgress():
                    work.units.save(each)
        work.commit()


def closed(rma_number: str, status: RmaStatus = RmaStatus.CLOSED) -> Authorization:
    return authorization(rma_number, status=status)


def test_open_authorizations_and_their_units(storage: Any) -> None:
    keep(storage, authorization("9"), closed("8"), authorization("10"), closed("7", RmaStatus.CANCELLED))
    with storage.reading() as work:
        assert work.authorizations.open() == (authorization("10"), authorization("9"))
        assert work.authorizations.open_units() == tuple(
            unit(number, serial) for number in ("10", "9") for serial in ("B", "A")
        )


def test_an_empty_registry_has_nothing_open(storage: Any) -> None:
    with storage.reading() as work:
        assert work.authorizations.open() == work.authorizations.open_units() == ()
        assert work.boxes.open_arrivals() == work.units.of_open() == ()


def test_an_authorization_that_closes_is_not_open_any_more(storage: Any) -> None:
    keep(storage, authorization("7"), box(1, judged("7")), logged("7/A", "7"))
    keep(storage, closed("7"))
    with storage.reading() as work:
        assert work.authorizations.open() == work.authorizations.open_units() == ()
        assert work.boxes.open_arrivals() == work.units.of_open() == ()


def test_open_arrivals(storage: Any) -> None:
    keep(storage, authorization("7"), authorization("6"), closed("8"))
    first = replace(box(1, judged("7"), judged("6"), judged("7")), scans=(OTHER, SERIAL, AGAIN))
    second = box(2, judged("8"), judged("7"), arrived_at=MORNING - DAY, received_after=3 * DAY)
    keep(storage, second, first)
    with storage.reading() as work:
        assert work.boxes.open_arrivals() == (
            Arrival("6", first.arrived_on, first.received_at, ("A",)),
            Arrival("7", first.arrived_on, first.received_at, ("A",)),
            Arrival("7", second.arrived_on, second.received_at, ()),
        )


def test_open_arrivals_are_those_of_the_boxes_that_count(storage: Any) -> None:
    """The query says the same as the function on single boxes."""
    keep(storage, authorization("7"))
    boxes = [box(number, judged("7"), state=state) for number, state in enumerate(BoxState, 1)]
    gone = box(9, judged("7"))
    keep(storage, *boxes, box(10, judged("77")), box(11, judged(None), state=BoxState.UNMATCHED), gone)
    keep(storage, replace(gone, voided_at=MORNING, voided_by="ana"))
    with storage.reading() as work:
        assert work.boxes.open_arrivals() == tuple(each for held in boxes for each in arrivals_of(held))
        assert len(work.boxes.open_arrivals()) == 2


def logged(unit_id: str, rma_number: str) -> UnitProgress:
    return UnitProgress(unit_id, rma_number, UnitState.MISSING, Disposition.NONE, MORNING, "ben", None)


def test_what_was_logged_of_open_authorizations(storage: Any) -> None:
    keep(storage, authorization("7"), closed("8"))
    keep(storage, logged("7/B", "7"), logged("7/A", "7"), logged("8/A", "8"))
    with storage.reading() as work:
        assert work.units.of_open() == (logged("7/A", "7"), logged("7/B", "7"))
