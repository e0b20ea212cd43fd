"""What the registry tells and what it keeps apart: searches, histories, and personal data in a table of its own."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from support.databases import fresh_database
from support.desk import PARCELS, TestDesk
from support.fakes import MemoryStorage
from support.registry import row


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDesk]:
    storage: Any = MemoryStorage() if request.param == "memory" else SqliteStorage(fresh_database(tmp_path), "ana")
    with closing(storage):
        yield TestDesk(storage)


PERSONAL = {
    "customer_name": "Zaphod Quxworth",
    "street": "Nowhere Lane 421",
    "city": "Xanadu-Ville",
    "region": "Qregion",
    "postal_code": "QX-77123",
    "desk clerk's remark": "call Trillian at home",
}


def test_no_name_or_address_stands_in_any_event(desk: TestDesk) -> None:
    desk.import_rows(row("1001", **PERSONAL))
    desk.import_rows(row("1001", **PERSONAL | {"street": "Nowhere Lane 422"}))
    desk.receive("RMA-1001", PARCELS[0])
    desk.inspect("1001/SN-1001", note="Zaphod Quxworth bent the hinge")
    desk.shipping.print_label("1001", Path("label.pdf"))
    told = json.dumps([event.payload for event in desk.events()], ensure_ascii=False)
    for text in (*PERSONAL.values(), *PERSONAL, "Nowhere", "hinge", "Trillian"):
        assert text not in told, text
    file = desk.registry.open("1001")
    assert file.notes == {"1001/SN-1001": "Zaphod Quxworth bent the hinge"}
    customer = file.customer
    assert customer
    assert (customer.name, customer.street) == ("Zaphod Quxworth", "Nowhere Lane 422")


def test_on_disk_they_stand_in_one_table(tmp_path: Path) -> None:
    """But for the name folded for searching, in the same row, which goes with it."""
    path = fresh_database(tmp_path)
    with closing(SqliteStorage(path, "ana")) as storage:
        desk = TestDesk(storage)
        desk.import_rows(row("1001", **PERSONAL))
        desk.receive("RMA-1001")
        desk.inspect("1001/SN-1001", note="Zaphod Quxworth bent the hinge")
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = [
            table
            for table in tables
            if any(
                text.casefold() in repr(line).casefold()
                for line in connection.execute(f'SELECT * FROM "{table}"')
                for text in (*PERSONAL.values(), "hinge")
            )
        ]
    assert holding == ["personal"]


def test_search_gives_the_customers_too(desk: TestDesk) -> None:
    desk.import_rows(row("1001"), row("1002", customer_name="Grace Hopper", issued_at="2026-11-12T09:00:00-08:00"))
    assert [(held.rma_number, who.name if who else None) for held, who in desk.registry.search("")] == [
        ("1002", "Grace Hopper"),
        ("1001", "Åsa Müller-Lindqvist"),
    ]
    assert [held.rma_number for held, _ in desk.registry.search("  MÜLLER ")] == ["1001"]
    assert len(desk.registry.search("", limit=1)) == 1


def test_the_history_of_an_authorization_is_found_by_any_writing_of_its_number(desk: TestDesk) -> None:
    desk.import_rows(row("RMA-2026-0815"))
    desk.receive("RMA20260815")
    desk.inspect("20260815/SN-RMA-2026-0815", note="no fault")
    desk.shipping.print_label("RMA 2026 0815", Path("label.pdf"))
    history = desk.registry.open("rma: 2026-0815")
    assert history.authorization.rma_number == "20260815"
    assert [event.kind for event in history.events] == [
        EventKind.AUTHORIZATION_RECORDED,
        EventKind.BOX_RECEIVED,
        EventKind.UNIT_INSPECTED,
        EventKind.AUTHORIZATION_CLOSED,
        EventKind.REPLACEMENT_ORDERED,
        EventKind.LABEL_PRINTED,
    ]
    sizes = [len(part) for part in (history.units, history.progress, history.boxes, history.shipments)]
    assert sizes == [1, 1, 1, 1]


@pytest.mark.parametrize("number", ["", "RMA", "9999", "' OR 1=1 --"])
def test_a_number_that_is_not_in_the_registry(desk: TestDesk, number: str) -> None:
    desk.import_rows(row("1001"))
    with pytest.raises(RefusedError) as raised:
        desk.registry.open(number)
    assert raised.value.code == "rma-not-in-registry"
    assert raised.value.figures["rma"] == number
