"""What every event log and every unit of work must do, whatever lies beneath."""

from datetime import UTC
from typing import Any

import pytest

from rmadesk.domain.errors import FaultError, RmaDeskError
from rmadesk.domain.events import Event, PersonalEntry, event_hash
from support.chain import event
from support.records import box
from support.registry import authorization, unit


def append(storage: Any, *events: Event) -> None:
    with storage.writing("test") as work:
        for each in events:
            work.events.append(each)
            work.events.index(each, (f"rma:{each.seq % 2}", "box:all"))
        work.commit()


def test_an_event_comes_back_equal_and_with_the_same_hash(storage: Any) -> None:
    told = event(1)
    append(storage, told)
    with storage.reading() as work:
        (got,) = work.events.all()
    assert got == told
    assert event_hash(got) == told.hash
    assert got.occurred_at.tzinfo is UTC


def test_events_come_in_the_order_in_which_they_were_appended_and_each_station_has_its_head(storage: Any) -> None:
    order = [event(1), event(1, "there"), event(2, "there"), event(2), event(3)]
    append(storage, *order[:3])
    append(storage, *order[3:])
    with storage.reading() as work:
        assert list(work.events.all()) == order
        assert work.events.head("here") == order[4].head
        assert work.events.head("there") == order[2].head
        assert work.events.head("nowhere") is None


def test_more_events_than_are_fetched_at_a_time_come_once_each(storage: Any) -> None:
    append(storage, *(event(seq) for seq in range(1, 1203)))
    with storage.reading() as work:
        assert [each.seq for each in work.events.all()] == list(range(1, 1203))


def test_the_head_moves_within_a_unit_of_work(storage: Any) -> None:
    with storage.writing("test") as work:
        assert work.events.head("here") is None
        work.events.append(event(1))
        assert work.events.head("here") == event(1).head
        work.events.append(event(2))
        assert work.events.head("here") == event(2).head


def test_events_are_found_under_each_of_their_subjects_oldest_first(storage: Any) -> None:
    append(storage, *(event(seq) for seq in (1, 2, 3)))
    with storage.reading() as work:
        assert [each.seq for each in work.events.about("rma:1")] == [1, 3]
        assert [each.seq for each in work.events.about("rma:0")] == [2]
        assert [each.seq for each in work.events.about("box:all")] == [1, 2, 3]
        assert work.events.about("rma:") == ()


def test_an_event_without_subjects_is_still_an_event(storage: Any) -> None:
    with storage.writing("test") as work:
        work.events.append(event(1))
        work.events.index(event(1), ())
        work.commit()
    with storage.reading() as work:
        assert list(work.events.all()) == [event(1)]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(event(2, id="here-1"), id="the same id"),
        pytest.param(event(1, id="other"), id="the same place in the same chain"),
    ],
)
def test_an_event_twice_is_a_bug_and_not_something_to_tell_an_operator(storage: Any, second: Event) -> None:
    append(storage, event(1))
    with pytest.raises(Exception, match="UNIQUE") as raised, storage.writing("test") as work:
        work.events.append(second)
    assert not isinstance(raised.value, RmaDeskError)
    with storage.reading() as work:
        assert list(work.events.all()) == [event(1)]


def test_a_personal_entry_keeps_key_body_and_seal(storage: Any) -> None:
    entry = PersonalEntry("p1", bytes(range(32)), {"name": "Åsa Müller", "extra": {"x": None, "y": ["ß"]}})
    with storage.writing("test") as work:
        work.personal.add(entry)
        work.commit()
    with storage.reading() as work:
        assert work.personal.get("p1") == entry
        assert work.personal.get("p1").seal == entry.seal
        assert work.personal.get("p2") is None


def write_everything(work: Any) -> None:
    told = event(1)
    work.events.append(told)
    work.events.index(told, ("rma:2118",))
    work.personal.add(PersonalEntry("entry-2118", bytes(32), {"name": "Ada"}))
    work.authorizations.save(authorization("2118"), [unit("2118")])
    work.boxes.save(box(1))


def write_and_fail(storage: Any, reason: str, *, commit: bool) -> None:
    with storage.writing("test") as work:
        write_everything(work)
        if commit:
            work.commit()
        raise KeyError(reason)


def everything(storage: Any) -> tuple[Any, ...]:
    with storage.reading() as work:
        return (
            list(work.events.all()),
            work.events.about("rma:2118"),
            work.personal.get("entry-2118"),
            work.authorizations.get("2118"),
            work.authorizations.units("2118"),
            work.boxes.recent(10),
        )


NOTHING = ([], (), None, None, (), ())


def test_what_is_not_committed_is_undone(storage: Any) -> None:
    with storage.writing("test") as work:
        write_everything(work)
    assert everything(storage) == NOTHING


def test_what_an_error_interrupts_is_undone_and_the_next_writer_may_go_on(storage: Any) -> None:
    with pytest.raises(KeyError, match="torn"):
        write_and_fail(storage, "torn", commit=False)
    assert everything(storage) == NOTHING
    with storage.writing("test") as work:
        write_everything(work)
        work.commit()
    assert everything(storage) != NOTHING


def test_what_is_committed_stays_when_the_block_then_fails(storage: Any) -> None:
    with pytest.raises(KeyError, match="late"):
        write_and_fail(storage, "late", commit=True)
    assert len(everything(storage)[0]) == 1


def test_a_view_does_not_see_what_is_committed_after_its_first_look(storage: Any) -> None:
    with storage.reading() as view:
        assert view.boxes.recent(10) == ()
        with storage.writing("test") as work:
            work.boxes.save(box(1))
            work.commit()
        assert view.boxes.recent(10) == ()
    with storage.reading() as view:
        assert view.boxes.recent(10) == (box(1),)


def test_nobody_sees_what_is_not_committed_yet(storage: Any) -> None:
    with storage.writing("test") as work:
        work.boxes.save(box(1))
        with storage.reading() as view:
            assert view.boxes.recent(10) == ()
        assert work.boxes.recent(10) == (box(1),)


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda work: work.events.append(event(1)), id="event"),
        pytest.param(lambda work: work.personal.add(ENTRY), id="personal"),
        pytest.param(lambda work: work.authorizations.save(authorization("1"), []), id="authorization"),
        pytest.param(lambda work: work.boxes.save(box(1)), id="box"),
    ],
)
def test_a_view_cannot_write(storage: Any, write: Any) -> None:
    with pytest.raises(FaultError) as raised, storage.reading() as view:
        write(view)
    assert raised.value.code == "database-read-only"


ENTRY = PersonalEntry("p1", bytes(32), {})


def test_there_is_one_writer_and_the_one_who_waits_in_vain_is_told_so(storage: Any) -> None:
    with storage.writing("registry import"):
        with pytest.raises(FaultError) as raised, storage.writing("receive"):
            pass
        assert raised.value.code == "database-locked"
        assert "registry import" in str(raised.value.figures["holder"])
    with storage.writing("receive"):
        pass


def test_the_station_is_the_same_in_every_unit_of_work(storage: Any) -> None:
    with storage.writing("test") as one, storage.reading() as other:
        assert one.station == other.station == storage.station
        assert one.station


def test_clearing_the_projections_leaves_events_and_personal_entries(storage: Any) -> None:
    with storage.writing("test") as work:
        write_everything(work)
        work.commit()
    with storage.writing("test") as work:
        storage.clear_projections(work)
        work.commit()
    assert everything(storage) == (
        [event(1)],
        (),
        PersonalEntry("entry-2118", bytes(32), {"name": "Ada"}),
        None,
        (),
        (),
    )


def test_a_whole_storage_has_no_faults(storage: Any) -> None:
    with storage.writing("test") as work:
        write_everything(work)
        work.commit()
    assert storage.file_faults() == ()
