"""A database that the desk made and filled at an earlier schema is opened, brought up to date, and loses nothing."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.file_check import SCHEMA_REVISION
from rmadesk.adapters.db.migration import alembic_config
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.errors import FaultError
from rmadesk.domain.policy.verdict import Effect, Verdict
from rmadesk.domain.rma import BoxState
from support.databases import database_of_first_schema, edit, rows_of
from support.desk import TestDesk

TABLES = tuple(table.name for table in schema.metadata.sorted_tables)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return database_of_first_schema(tmp_path)


@pytest.fixture(params=["0001", "0002"])
def old(request: pytest.FixtureRequest, first: Path) -> Path:
    """The same history in a file of each earlier schema."""
    if request.param != "0001":
        upgrade(first, request.param)
    return first


def upgrade(path: Path, revision: str) -> None:
    """Bring a file to a schema that is not the newest, as the desk did when it was."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    engine.dispose()


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_it_is_of_the_first_schema_and_written_as_it_was_then(first: Path) -> None:
    """A control: without this, the tests below would upgrade nothing."""
    old = first
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        payloads = [text for (text,) in connection.execute("SELECT payload FROM event WHERE kind = 'BoxReceived'")]
        verdicts = [text for (text,) in connection.execute("SELECT verdicts FROM box")]
    assert len(payloads) == 4
    assert len(verdicts) == 5
    assert not [text for text in (*payloads, *verdicts) if "edition_version" not in text or "contract" in text]


def test_it_has_the_newest_schema_once_it_was_opened_and_a_copy_beside_it(old: Path) -> None:
    before = revision_of(old)
    SqliteStorage(old, "ana").close()
    engine = sa.create_engine(f"sqlite:///{old}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == SCHEMA_REVISION
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
    assert revision_of(old.with_name(f"desk.db.before-upgrade-from-{before}")) == before


def test_its_boxes_are_shown_with_their_verdicts(old: Path) -> None:
    with closing(SqliteStorage(old, "ana")) as storage:
        desk = TestDesk(storage)
        boxes = desk.receiving.recent(10)
        (shipment,) = desk.registry.open("2100").shipments
    assert [(box.state, box.verdict, bool(box.voided_at)) for box in boxes] == [
        (BoxState.UNMATCHED, Verdict.HOLD, False),
        (BoxState.QUARANTINED, Verdict.HOLD, True),
        (BoxState.REFUSED, Verdict.REFUSE, False),
        (BoxState.DUPLICATE, Verdict.ACCEPT, False),
        (BoxState.RECEIVED, Verdict.ACCEPT, False),
    ]
    expired = boxes[2].verdicts[0]
    assert (expired.contract, expired.contract_version, expired.currency) == (None, None, None)
    assert (expired.findings[0].rule, expired.findings[0].effect) == ("rma-expired", Effect.REFUSE)
    assert expired.findings[0].contract is None
    assert (shipment.copies, shipment.replacement_serial) == (1, None)


def test_what_was_read_from_a_box_held_nothing_else_then(old: Path) -> None:
    with closing(SqliteStorage(old, "ana")) as storage:
        boxes = TestDesk(storage).receiving.recent(10)
    assert {(scan.also, scan.candidates) for box in boxes for scan in box.scans} == {((), ())}


def test_a_rebuild_gives_every_row_again(old: Path) -> None:
    with closing(SqliteStorage(old, "ana")) as storage:
        before = {table: rows_of(old, table) for table in TABLES}
        assert TestDesk(storage).audit.check().faults == ()
        assert TestDesk(storage).audit.rebuild() == len(before["event"])
        assert {table: rows_of(old, table) for table in TABLES} == before


def test_the_desk_works_on_in_it(old: Path) -> None:
    with closing(SqliteStorage(old, "ana")) as storage:
        desk = TestDesk(storage)
        desk.clock.forward(timedelta(days=1))
        desk.ledger.new_id = lambda: str(uuid4())
        again = desk.receive("RMA-2103")
        assert again.box.verdict is Verdict.ACCEPT
        assert desk.audit.check().faults == ()


@pytest.mark.parametrize("text", ["'[{'", "x'ff'"], ids=["no JSON", "no text"])
@pytest.mark.parametrize("column", ["verdicts", "scans"])
def test_a_box_that_nobody_can_read_is_damage_and_the_file_stays_as_it_was(first: Path, column: str, text: str) -> None:
    edit(first, f"UPDATE box SET {column} = {text} WHERE rowid = 2")
    before = rows_of(first, "box")
    with pytest.raises(FaultError) as raised:
        SqliteStorage(first, "ana")
    assert raised.value.code == "database-damaged"
    assert rows_of(first, "box") == before
    assert revision_of(first) == "0001"
