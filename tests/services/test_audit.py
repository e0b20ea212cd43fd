"""The audit over a chain: what it counts, whose head it names, and that a rebuild is one transaction."""

from dataclasses import replace
from typing import Any

import pytest

from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import CHAIN_START, event_hash
from rmadesk.services.audit import Fault
from support.chain import event
from support.desk import TestDesk
from support.fakes import MemoryStorage
from support.history import live


def append(storage: Any, *events: Any) -> None:
    with storage.writing("test") as work:
        for each in events:
            work.events.append(each)
        work.commit()


def chain(station: str, length: int) -> list[Any]:
    made: list[Any] = []
    for seq in range(1, length + 1):
        made.append(event(seq, station, prev_hash=made[-1].hash if made else CHAIN_START))
    return made


def test_nothing_is_whole() -> None:
    report = TestDesk().audit.check()
    assert (report.events, report.head, report.faults) == (0, CHAIN_START, ())


def test_a_busy_desk_is_whole_and_the_head_is_the_newest_event_s_hash() -> None:
    desk = TestDesk()
    live(desk, 3, 60)
    events = desk.events()
    report = desk.audit.check()
    assert (report.events, report.head, report.faults) == (len(events), events[-1].hash, ())
    assert [each.seq for each in events] == list(range(1, len(events) + 1))
    assert [each.prev_hash for each in events] == [CHAIN_START, *(each.hash for each in events[:-1])]
    assert all(each.hash == event_hash(each) for each in events)


def test_each_station_has_a_chain_of_its_own() -> None:
    storage = MemoryStorage("here")
    here, there = chain("here", 3), chain("there", 2)
    append(storage, here[0], there[0], here[1], there[1], here[2])
    report = TestDesk(storage).audit.check()
    assert (report.events, report.head, report.faults) == (5, here[2].hash, ())


def test_a_fault_names_kind_station_and_place() -> None:
    storage = MemoryStorage("here")
    here, there = chain("here", 4), chain("there", 3)
    append(storage, *here[:2], here[3], there[0], replace(there[1], user="eve"), there[2])
    assert TestDesk(storage).audit.check().faults == (
        Fault("gap", "here", 4),
        Fault("link", "here", 4),
        Fault("hash", "there", 2),
    )


def test_what_the_file_itself_says_is_told_too() -> None:
    storage = MemoryStorage()
    storage.file_faults = lambda: ("row 1 missing from index",)  # type: ignore[method-assign]
    assert TestDesk(storage).audit.check().faults == (Fault("file", "", 0, "row 1 missing from index"),)


def test_a_rebuild_counts_events_and_changes_nothing_that_is_in_order() -> None:
    desk = TestDesk()
    live(desk, 4, 60)
    before = desk.storage.state
    assert desk.audit.rebuild() == len(before.events)
    assert desk.storage.state == before


def test_nothing_is_rebuilt_on_a_broken_chain() -> None:
    desk = TestDesk()
    desk.receive("RMA-1")
    append(desk.storage, event(2, desk.storage.station))
    before = desk.storage.state
    with pytest.raises(FaultError, match="chain-broken") as raised:
        desk.audit.rebuild()
    assert raised.value.figures["seq"] == 2
    assert desk.storage.state == before


def test_a_fault_of_the_environment_is_no_finding() -> None:
    desk = TestDesk()

    class Broken:
        def all(self) -> Any:
            raise FaultError("database-disk", file="x")

    class Work:
        station = "here"
        events = Broken()

        def __enter__(self) -> "Work":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    desk.storage.reading = Work
    with pytest.raises(FaultError) as raised:
        desk.audit.check()
    assert raised.value.code == "database-disk"
