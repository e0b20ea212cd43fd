"""Importing the registry: an upsert by events, and personal data nowhere but in its own table."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.facts import Category, Maker, RmaStatus
from rmadesk.domain.rma import Authorization, Customer, Origin
from rmadesk.services.registry import BadRowsError
from support.databases import fresh_database
from support.desk import TestDesk
from support.fakes import MemoryStorage
from support.registry import row


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDesk]:
    storage: Any = MemoryStorage() if request.param == "memory" else SqliteStorage(fresh_database(tmp_path), "ana")
    with closing(storage):
        yield TestDesk(storage)


def authorization(desk: TestDesk, number: str) -> Authorization:
    with desk.storage.reading() as work:
        found = work.authorizations.get(number)
    assert found
    return found


def units(desk: TestDesk, number: str) -> list[tuple[str, str | None]]:
    with desk.storage.reading() as work:
        return [(unit.unit_id, unit.serial_number) for unit in work.authorizations.units(number)]


def counts(summary: Any) -> tuple[int, int, int]:
    return summary.added, summary.changed, summary.unchanged


# ------------------------------------------------------------------------------------------------------------ an upsert


def test_a_file_is_imported_as_one_event_an_authorization(desk: TestDesk) -> None:
    summary = desk.import_rows(row("1001", serial_number="A"), row("1002"), row("1001", serial_number="B"))
    assert (summary.rows, *counts(summary), summary.units) == (3, 2, 0, 0, 3)
    assert (summary.skipped, summary.warnings, summary.unknown_columns, summary.dry_run) == ((), (), (), False)
    events = desk.events()
    assert [event.kind for event in events] == [EventKind.AUTHORIZATION_RECORDED] * 2
    assert [event.seq for event in events] == [1, 2]
    assert units(desk, "1001") == [("1001/A", "A"), ("1001/B", "B")]
    assert desk.registry.count() == 2


def test_the_same_file_twice_changes_nothing(desk: TestDesk) -> None:
    rows = (
        row("RMA-1001", serial_number="a", price="10", overdue_amount="5.0", tracking_number="1z 1; 1z 2", extra="x"),
        row("RMA-1001", serial_number="", price="10.00", overdue_amount="5.0", tracking_number="1z 1; 1z 2", extra="x"),
        {"rma_number": "1002"},
    )
    desk.import_rows(*rows)
    before = desk.events()
    summary = desk.import_rows(*rows)
    assert counts(summary) == (0, 0, 2)
    assert desk.events() == before


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("rma_number", "rma 10-01"),
        ("issued_at", "2026-11-10T18:00:00+01:00"),
        ("status", "OPEN"),
        ("account_paid", "TRUE"),
        ("tracking_number", "; 1Z 1 ;1z-1;"),
        ("serial_number", " sn-1001 "),
        ("price", "4200"),
        ("country", "de"),
        ("currency", "usd"),
    ],
)
def test_another_writing_of_the_same_is_no_change(desk: TestDesk, column: str, text: str) -> None:
    first = row("1001", tracking_number="1Z1", price="4200.00", currency="USD")
    desk.import_rows(first)
    assert counts(desk.import_rows(first | {column: text})) == ((0, 0, 1) if column != "rma_number" else (0, 1, 0))
    assert desk.registry.count() == 1


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("status", "cancelled"),
        ("kind", ""),
        ("issued_at", "2026-11-11T09:00:00-08:00"),
        ("edition", "support-page"),
        ("tracking_number", "1Z2"),
        ("customer_name", "Grace Hopper"),
        ("street", "Speicherstraße 18"),
        ("an unknown column", "x"),
        ("overdue_amount", "0.01"),
        ("description", "another"),
        ("warranty_months", "37"),
        ("advance_shipped_on", "2026-11-12"),
    ],
)
def test_a_change_of_any_column_is_one_event(desk: TestDesk, column: str, text: str) -> None:
    desk.import_rows(row("1001"))
    before = len(desk.events())
    assert counts(desk.import_rows(row("1001", **{column: text}))) == (0, 1, 0)
    assert len(desk.events()) == before + 1
    assert counts(desk.import_rows(row("1001", **{column: text}))) == (0, 0, 1)


def test_rows_absent_from_a_newer_file_are_left_as_they_are(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="A"), row("1001", serial_number="B"), row("1002"))
    desk.import_rows(row("1001", serial_number="C"))
    assert [serial for _, serial in units(desk, "1001")] == ["A", "B", "C"]
    assert desk.registry.count() == 2


def test_a_newer_row_takes_the_place_of_the_older_of_the_same_unit(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="A"), row("1001", serial_number="B"))
    desk.import_rows(row("1001", serial_number="b", description="new"), row("1001", serial_number="a"))
    with desk.storage.reading() as work:
        found = work.authorizations.units("1001")
    assert [(unit.serial_number, unit.description) for unit in found] == [("A", None), ("B", "new")]


def test_units_without_a_serial_are_known_by_part_and_place(desk: TestDesk) -> None:
    def part(number: str) -> dict[str, str]:
        return row("1001", serial_number="", part_number=number)

    desk.import_rows(part("P"), part("Q"), part("P"), part(""))
    expected = ["1001/P#1", "1001/Q#1", "1001/P#2", "1001/#1"]
    assert [unit_id for unit_id, _ in units(desk, "1001")] == expected
    assert counts(desk.import_rows(part("P"), part("P"), part("Q"), part(""))) == (0, 0, 1)


def test_no_two_units_share_an_id_whatever_signs_they_hold(desk: TestDesk) -> None:
    desk.import_rows(
        row("1/2", serial_number="3"),
        row("1", serial_number="2/3"),
        row("1", serial_number="P#1"),
        row("1", serial_number="", part_number="P"),
        row("1", serial_number="P%231"),
        row("1", serial_number="%"),
    )
    ids = [unit_id for number in ("1", "1/2") for unit_id, _ in units(desk, number)]
    assert len(set(ids)) == 6
    desk.receive("RMA-1/2")
    desk.receive("1")
    for unit_id in ids:
        desk.inspect(unit_id)


def test_an_authorization_that_has_receipts_keeps_them(desk: TestDesk) -> None:
    desk.import_rows(row("1001"))
    box = desk.receive("RMA-1001").box
    desk.import_rows(row("1001", customer_name="Grace Hopper"))
    history = desk.registry.open("1001")
    assert history.boxes == (box,)
    assert history.customer
    assert history.customer.name == "Grace Hopper"


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        ("open", "open", "open"),
        ("open", "closed", "closed"),
        ("open", "cancelled", "cancelled"),
        ("closed", "open", "closed"),
        ("closed", "", "closed"),
        ("cancelled", "open", "cancelled"),
        ("closed", "cancelled", "cancelled"),
        ("cancelled", "closed", "closed"),
    ],
)
def test_an_import_can_close_but_not_reopen(desk: TestDesk, before: str, given: str, after: str) -> None:
    desk.import_rows(row("1001", status=before))
    desk.import_rows(row("1001", status=given))
    assert authorization(desk, "1001").status is RmaStatus(after)


def test_what_the_bench_closed_stays_closed(desk: TestDesk) -> None:
    desk.import_rows(row("1001"))
    desk.receive("RMA-1001")
    desk.inspect("1001/SN-1001")
    assert counts(desk.import_rows(row("1001"))) == (0, 0, 1)
    assert authorization(desk, "1001").status is RmaStatus.CLOSED


# --------------------------------------------------------------------------------------------------- what may be absent


def test_only_the_number_must_be_there(desk: TestDesk) -> None:
    desk.import_rows({"rma_number": "RMA-1001"})
    held = authorization(desk, "1001")
    assert (held.written, held.status, held.origin, held.tracking_numbers) == ("RMA-1001", "open", Origin.IMPORT, ())
    optional = (
        held.issued_at,
        held.kind,
        held.whole_system,
        held.edition,
        held.account_paid,
        held.insured,
        held.country,
    )
    assert optional == (None,) * 7
    with desk.storage.reading() as work:
        (unit,) = work.authorizations.units("1001")
    assert (unit.unit_id, unit.maker, unit.category) == ("1001/#1", Maker.VENDOR, Category.FACTORY)
    assert desk.registry.open("1001").customer == Customer(None, None, None, None, None, None, {})


def test_columns_that_the_desk_does_not_know_are_kept_and_named(desk: TestDesk) -> None:
    summary = desk.import_rows(
        row("1001", serial_number="A", Colour="red", size="L", empty=""),
        row("1001", serial_number="B", Colour="blue", size="L", empty=""),
    )
    assert summary.unknown_columns == ("Colour", "empty", "size")
    customer = desk.registry.open("1001").customer
    assert customer
    assert customer.extra == {"Colour": "red; blue", "size": "L"}


# -------------------------------------------------------------------------------------------------------- what is wrong


def bad(desk: TestDesk, *rows: dict[str, str]) -> list[tuple[str, Any, Any]]:
    before = desk.events()
    with pytest.raises(BadRowsError) as raised:
        desk.import_rows(*rows)
    assert desk.events() == before, "nothing of a file with bad rows is imported"
    assert raised.value.figures == {"file": "registry.csv", "count": len(raised.value.rows)}
    return [(each.code, each.figures["line"], each.figures["column"]) for each in raised.value.rows]


def test_rows_of_one_authorization_must_agree(desk: TestDesk) -> None:
    rows = [row("1001", serial_number=serial) for serial in "ABC"]
    rows[1] |= {"kind": "credit", "city": "Kiel"}
    rows[2] |= {"rma_number": "rma-1001", "tracking_number": "1Z"}
    assert bad(desk, *rows) == [
        ("registry-disagrees", 3, "kind"),
        ("registry-disagrees", 3, "city"),
        ("registry-disagrees", 4, "tracking_number"),
    ]


def test_a_serial_twice_in_one_authorization_is_an_error(desk: TestDesk) -> None:
    rows = (row("1001", serial_number="SN1"), row("1001", serial_number="SN2"), row("1001", serial_number=" sn1"))
    assert bad(desk, *rows) == [("registry-serial-twice", 4, "serial_number")]


def test_every_bad_row_is_told_in_the_order_of_the_file(desk: TestDesk) -> None:
    rows = (
        row("1001", issued_at="yesterday", price="1,50"),
        row(""),
        row("1002"),
        row("1003", serial_number="A"),
        row("1003", serial_number="A"),
        row("1004", country="Germany"),
    )
    assert bad(desk, *rows) == [
        ("registry-cell", 2, "issued_at"),
        ("registry-cell", 2, "price"),
        ("registry-number-empty", 3, "rma_number"),
        ("registry-serial-twice", 6, "serial_number"),
        ("registry-cell", 7, "country"),
    ]


def test_skipping_bad_rows_leaves_out_their_whole_authorization_and_says_so(desk: TestDesk) -> None:
    rows = (row("1001", serial_number="A"), row("rma1001", serial_number="B", price="x"), row("1002"), row(""))
    summary = desk.import_rows(*rows, skip_bad=True)
    assert (summary.rows, *counts(summary), summary.units) == (4, 1, 0, 0, 1)
    assert [each.code for each in summary.skipped] == ["registry-cell", "registry-number-empty"]
    with desk.storage.reading() as work:
        assert work.authorizations.get("1001") is None


def test_skipping_where_nothing_is_bad_is_a_plain_import(desk: TestDesk) -> None:
    assert desk.import_rows(row("1001"), skip_bad=True).skipped == ()


def warned(summary: Any) -> list[dict[str, Any]]:
    assert {each.code for each in summary.warnings} <= {"registry-serial-open-twice"}
    return [each.figures for each in summary.warnings]


def test_a_serial_in_two_open_authorizations_of_a_file_is_a_warning(desk: TestDesk) -> None:
    summary = desk.import_rows(row("1001", serial_number="SN1"), row("1002", serial_number="sn1"))
    assert warned(summary) == [{"value": "SN1", "rma": "1001", "other": "1002"}]
    assert summary.added == 2


def test_a_serial_that_another_open_authorization_expects_already_is_a_warning(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="SN1"))
    summary = desk.import_rows(row("1002", serial_number="SN1"))
    assert warned(summary) == [{"value": "SN1", "rma": "1002", "other": "1001"}]


@pytest.mark.parametrize(("first", "second"), [("closed", "open"), ("open", "cancelled"), ("closed", "closed")])
def test_a_serial_in_an_authorization_that_is_no_longer_open_is_none(desk: TestDesk, first: str, second: str) -> None:
    desk.import_rows(row("1001", serial_number="SN1", status=first))
    assert warned(desk.import_rows(row("1002", serial_number="SN1", status=second))) == []


def test_what_the_registry_holds_closed_is_not_open_because_a_file_says_so(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="SN1", status="closed"))
    assert warned(desk.import_rows(row("1001", serial_number="SN1"), row("1002", serial_number="SN1"))) == []


# ------------------------------------------------------------------------------------------------------------ a dry run


def test_a_dry_run_says_the_same_and_writes_nothing(desk: TestDesk) -> None:
    desk.import_rows(row("1001"), row("1002"))
    before = desk.events()
    rows = (row("1001"), row("1002", kind="credit"), row("1003", serial_number="SN-1001"))
    dry = desk.import_rows(*rows, dry_run=True)
    assert (*counts(dry), dry.dry_run) == (1, 1, 1, True)
    assert len(dry.warnings) == 1
    assert desk.events() == before
    assert desk.registry.count() == 2
    with desk.storage.reading() as work:
        assert work.authorizations.get("1003") is None
    assert counts(desk.import_rows(*rows)) == counts(dry)


def test_an_unchanged_customer_keeps_the_entry_and_a_changed_one_gets_another(desk: TestDesk) -> None:
    desk.import_rows(row("1001"))
    first = authorization(desk, "1001").customer_entry
    desk.import_rows(row("1001", kind="credit"))
    assert authorization(desk, "1001").customer_entry == first
    desk.import_rows(row("1001", city="Kiel"))
    assert authorization(desk, "1001").customer_entry != first
