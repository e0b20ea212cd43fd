"""What is done to events and personal entries behind the desk's back, and that the check finds it, each time."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import event_hash
from rmadesk.services.audit import AuditDesk, ChainReport
from support.databases import edit, fresh_database
from support.desk import TestDesk
from support.registry import row


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nine events and three personal entries behind them."""
    path = fresh_database(tmp_path_factory.mktemp("whole"))
    with closing(SqliteStorage(path, "ana")) as storage:
        desk = TestDesk(storage)
        desk.import_rows(row("2118"), row("2119", customer_name="Beeswax & Daughters"))
        for number in ("2118", "2119", "77777"):
            desk.receive(f"RMA-{number}")
        desk.receiving.void(desk.receive("RMA-99999").box.box_id)
        desk.inspect("2118/SN-2118", note="Scharnier gebrochen")
    return path


@pytest.fixture
def tampered(whole: Path, tmp_path: Path) -> Path:
    """A copy of it for a test to tamper with."""
    return Path(shutil.copyfile(whole, tmp_path / "desk.db"))


def check(path: Path) -> ChainReport:
    with closing(SqliteStorage(path, "ana")) as storage:
        return AuditDesk(storage).check()


def kinds(path: Path) -> list[tuple[str, int]]:
    return [(fault.kind, fault.seq) for fault in check(path).faults]


EVENTS = 9


def test_what_nobody_touched_is_whole(tampered: Path) -> None:
    """A control: the check does not cry wolf, dropped triggers alone included."""
    edit(tampered)
    report = check(tampered)
    assert report.faults == ()
    assert report.events == EVENTS


@pytest.mark.parametrize("seq", range(1, EVENTS + 1))
@pytest.mark.parametrize(
    "column",
    [column.name for column in schema.event.columns if column.name not in ("position", "seq", "station")],
)
def test_a_change_of_any_column_of_any_event_is_found_where_it_is(tampered: Path, seq: int, column: str) -> None:
    changes = {
        "kind": "CASE kind WHEN 'UnitInspected' THEN 'LabelPrinted' ELSE 'UnitInspected' END",
        "version": "version + 1",
        "payload": "replace(payload, substr(payload, length(payload) - 8, 3), '\"x\"')",
        "occurred_at": "replace(occurred_at, '2026', '2025')",
        "hash": "replace(hash, substr(hash, 1, 1), 'g')",
        "prev_hash": "replace(prev_hash, substr(prev_hash, 1, 1), 'g')",
    }
    edit(tampered, f"UPDATE event SET {column} = {changes.get(column, f'{column} || 0')} WHERE seq = {seq}")
    found = kinds(tampered)
    assert found
    assert found[0][1] == seq


@pytest.mark.parametrize("seq", range(1, EVENTS + 1))
def test_an_event_moved_to_another_station_or_place_is_found(tampered: Path, seq: int) -> None:
    edit(tampered, f"UPDATE event SET seq = seq + 100 WHERE seq = {seq}")
    assert kinds(tampered)
    edit(tampered, f"UPDATE event SET seq = seq - 100, station = 'another' WHERE seq = {seq + 100}")
    assert kinds(tampered)


@pytest.mark.parametrize("seq", range(1, EVENTS))
def test_a_deleted_event_is_found(tampered: Path, seq: int) -> None:
    edit(tampered, f"DELETE FROM event WHERE seq = {seq}")
    assert ("gap", seq + 1) in kinds(tampered)


def test_a_deleted_event_is_found_where_the_others_close_the_gap(tampered: Path) -> None:
    edit(tampered, "DELETE FROM event WHERE seq = 4", "UPDATE event SET seq = seq - 1 WHERE seq > 4")
    assert ("link", 4) in kinds(tampered)


@pytest.mark.parametrize("seq", range(1, EVENTS))
def test_two_events_in_each_other_s_place_are_found(tampered: Path, seq: int) -> None:
    swap = (
        f"UPDATE event SET position = -1 WHERE seq = {seq}",
        f"UPDATE event SET position = position - 1 WHERE seq = {seq + 1}",
        f"UPDATE event SET position = {seq + 1} WHERE position = -1",
    )
    edit(tampered, *swap)
    assert ("gap", seq + 1) in kinds(tampered)
    edit(tampered, *(f"UPDATE event SET seq = {new} WHERE seq = {old}" for old, new in ((seq, 0), (seq + 1, seq))))
    edit(tampered, f"UPDATE event SET seq = {seq + 1} WHERE seq = 0")
    assert kinds(tampered)


@pytest.mark.parametrize("kept", range(EVENTS))
def test_a_cut_tail_shows_against_the_printed_head(tampered: Path, kept: int) -> None:
    printed = check(tampered).head
    edit(tampered, f"DELETE FROM event WHERE seq > {kept}")
    report = check(tampered)
    assert report.events == kept
    assert report.head != printed


def test_an_event_slipped_in_is_found(tampered: Path) -> None:
    with closing(SqliteStorage(tampered, "ana")) as storage, storage.writing("test") as work:
        first = next(iter(work.events.all()))
        forged = replace(first, id="forged", seq=5, user="eve")
        forged = replace(forged, hash=event_hash(forged))
    moved = ("UPDATE event SET seq = seq + 100, position = position + 100 WHERE seq >= 5",)
    edit(tampered, *moved, "UPDATE event SET seq = seq - 99, position = position + 100 WHERE seq > 100")
    with closing(SqliteStorage(tampered, "ana")) as storage, storage.writing("test") as work:
        work.events.append(forged)
        work.commit()
    assert kinds(tampered)


def test_a_chain_forged_anew_from_one_event_on_shows_against_the_printed_head(tampered: Path) -> None:
    """Whoever knows how hashes are made can make a whole chain: that is what the head on paper is for."""
    printed = check(tampered).head
    with closing(SqliteStorage(tampered, "ana")) as storage, storage.reading() as work:
        events = list(work.events.all())
    edit(tampered, "DELETE FROM event")
    with closing(SqliteStorage(tampered, "ana")) as storage, storage.writing("test") as work:
        before = "0" * 64
        for event in events:
            forged = replace(event, user="eve", prev_hash=before)
            forged = replace(forged, hash=event_hash(forged))
            work.events.append(forged)
            before = forged.hash
        work.commit()
    report = check(tampered)
    assert report.faults == ()
    assert report.head != printed


UNREADABLE = (
    "payload = '{'",
    "payload = '[]'",
    "payload = 'null'",
    "payload = 7",
    "occurred_at = 'yesterday'",
    "occurred_at = 5",
    "kind = 'BoxEaten'",
    "version = 'one'",
    "user = x'00'",
    f"payload = '{'[' * 5000}'",
)


@pytest.mark.parametrize("change", UNREADABLE, ids=[change[:30] for change in UNREADABLE])
@pytest.mark.parametrize("seq", [1, 5, EVENTS])
def test_an_event_that_reads_no_more_is_found_and_named(tampered: Path, change: str, seq: int) -> None:
    edit(tampered, f"UPDATE event SET {change} WHERE seq = {seq}")
    assert kinds(tampered) == [("unreadable", seq)]


@pytest.mark.parametrize(
    "payload",
    ["{}", '{"customer": 1}', '{"customer": {}}', '{"rma_number": 1.5}', '{"rma_number": NaN}', '{"x": "\\ud800"}'],
)
def test_a_payload_of_another_form_is_found(tampered: Path, payload: str) -> None:
    edit(tampered, f"UPDATE event SET payload = '{payload}' WHERE seq IN (1, 3)")
    assert kinds(tampered) == [("hash", 1), ("hash", 3)]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param("UPDATE personal SET body = replace(body, 'e', 'a')", "seal", id="changed body"),
        pytest.param("UPDATE personal SET body = '{}'", "seal", id="empty body"),
        pytest.param("UPDATE personal SET body = '{'", "seal", id="body that is no JSON"),
        pytest.param("UPDATE personal SET body = '[]'", "seal", id="body that is no object"),
        pytest.param("UPDATE personal SET body = '{\"a\": 1.5}'", "seal", id="body with a float"),
        pytest.param("UPDATE personal SET key = zeroblob(32)", "seal", id="changed key"),
        pytest.param("UPDATE personal SET key = 'text'", "seal", id="key of another type"),
        pytest.param("DELETE FROM personal", "lost", id="deleted"),
        pytest.param("UPDATE personal SET id = 'x' || id", "lost", id="under another id"),
    ],
)
def test_what_is_done_to_a_personal_entry_is_found(tampered: Path, change: str, kind: str) -> None:
    edit(tampered, change)
    assert kinds(tampered) == [(kind, 1), (kind, 2), (kind, 8)]


def test_personal_entries_in_each_other_s_place_are_found(tampered: Path) -> None:
    with closing(sqlite3.connect(tampered)) as connection:
        first, second = [row[0] for row in connection.execute("SELECT id FROM personal ORDER BY id LIMIT 2")]
    swap = ((first, "x"), (second, first), ("x", second))
    edit(tampered, *(f"UPDATE personal SET id = '{new}' WHERE id = '{old}'" for old, new in swap))
    assert len(kinds(tampered)) == 2


def test_another_station_s_name_on_the_file_shows_against_the_printed_head(tampered: Path) -> None:
    printed = check(tampered).head
    edit(tampered, "UPDATE station SET id = 'another'")
    assert check(tampered).head != printed


def test_the_desk_refuses_to_show_or_rebuild_from_an_event_that_reads_no_more(tampered: Path) -> None:
    edit(tampered, f"UPDATE event SET payload = '{{' WHERE seq = {EVENTS}")
    with closing(SqliteStorage(tampered, "ana")) as storage:
        desk = TestDesk(storage)
        for deed in (desk.audit.rebuild, lambda: desk.registry.open("2118")):
            with pytest.raises(FaultError) as raised:
                deed()
            assert raised.value.code == "event-unreadable"
            assert raised.value.figures["seq"] == EVENTS


def damaged(whole: bytes, count: int) -> Iterator[bytes]:
    """The file with one bit changed, at places spread evenly over it."""
    for number in range(count):
        place = len(whole) * number // count + number % 7
        content = bytearray(whole)
        content[min(place, len(whole) - 1)] ^= 1 << number % 8
        yield bytes(content)


def test_one_changed_bit_never_crashes_the_check(tampered: Path) -> None:
    with closing(sqlite3.connect(tampered)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    told = set()
    for content in damaged(tampered.read_bytes(), 60):
        tampered.write_bytes(content)
        try:
            told.update(fault.kind for fault in check(tampered).faults)
        except FaultError as fault:
            told.add(fault.code)
    assert told
