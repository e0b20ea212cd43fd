"""What every store of authorizations, outcomes and shipments must do, whatever lies beneath."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from rmadesk.domain.events import PersonalEntry
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Disposition, Shipment, ShipmentState, UnitProgress, UnitState
from support.registry import ISSUED_AT, authorization, unit

AT = datetime(2026, 11, 20, 14, 42, 7, 123456, tzinfo=UTC)
MUST_BE_GIVEN = {"rma_number", "written", "status", "tracking_numbers", "origin", "customer_entry"}


def save(storage: Any, *held: Authorization, units: Any = (), names: Any = ()) -> None:
    with storage.writing("test") as work:
        for each in held:
            work.authorizations.save(each, units)
        for entry_id, name in names:
            work.personal.add(PersonalEntry(entry_id, bytes(32), {"name": name}))
        work.commit()


def numbers(found: Any) -> list[str]:
    return [each.rma_number for each in found]


def test_an_authorization_comes_back_with_every_field(storage: Any) -> None:
    full = authorization("2118", tracking_numbers=("T1", "T2"))
    bare = replace(full, rma_number="2119", **{f.name: None for f in fields(full) if f.name not in MUST_BE_GIVEN})
    save(storage, full, bare)
    with storage.reading() as work:
        assert work.authorizations.get("2118") == full
        assert work.authorizations.get("2119") == bare
        assert work.authorizations.get("2120") is None
        assert work.authorizations.count() == 2


@pytest.mark.parametrize(
    ("issued_at", "amount"),
    [
        pytest.param(datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=-7))), Decimal("0.10"), id="offset"),
        pytest.param(datetime(2, 1, 1, tzinfo=UTC), Decimal("999999999999.99"), id="far past, large amount"),
        pytest.param(datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), Decimal(0), id="far future, nothing"),
    ],
)
def test_instants_and_amounts_come_back_exact(storage: Any, issued_at: datetime, amount: Decimal) -> None:
    save(storage, authorization("2118", issued_at=issued_at, overdue_amount=amount))
    with storage.reading() as work:
        found = work.authorizations.get("2118")
    assert found.issued_at == issued_at
    assert found.issued_at.tzinfo is UTC
    assert found.overdue_amount == amount
    assert format(found.overdue_amount, "f") == format(amount, "f")


def test_units_come_back_with_every_field_in_the_order_of_the_registry(storage: Any) -> None:
    full = [unit("2118", serial) for serial in ("SN9", "SN1", "SN5")]
    optional = ("part_number", "description", "family", "on_invoice", "invoiced_on", "shipped_on", "warranty_months")
    optional += ("extended_to", "price", "currency", "advance_shipped_on", "advance_replacement_cost")
    bare = replace(unit("2118", None), unit_id="2118/#1", **dict.fromkeys(optional))
    save(storage, authorization("2118"), units=[*full, bare])
    with storage.reading() as work:
        assert work.authorizations.units("2118") == (*full, bare)
        assert work.authorizations.units("2119") == ()


def test_a_unit_is_found_by_its_id(storage: Any) -> None:
    held = [unit("2118", "SN1"), unit("2118", "SN2")]
    save(storage, authorization("2118"), units=held)
    with storage.reading() as work:
        assert work.authorizations.unit("2118/SN2") == held[1]
        assert work.authorizations.unit("2118/SN") is None
        assert work.authorizations.unit("2118") is None


def test_saving_again_replaces_authorization_units_and_parcels(storage: Any) -> None:
    save(
        storage, authorization("2118", tracking_numbers=("T1", "T2")), units=[unit("2118", "SN1"), unit("2118", "SN2")]
    )
    changed = authorization("2118", tracking_numbers=("T2", "T3"), status=RmaStatus.CLOSED, kind=None)
    save(storage, changed, units=[unit("2118", "SN3"), unit("2118", "SN2")])
    with storage.reading() as work:
        store = work.authorizations
        assert store.get("2118") == changed
        assert [each.serial_number for each in store.units("2118")] == ["SN3", "SN2"]
        assert [bool(store.expecting(number)) for number in ("T1", "T2", "T3")] == [False, True, True]
        assert [bool(store.with_serial(serial)) for serial in ("SN1", "SN2", "SN3")] == [False, True, True]
        assert store.count() == 1


def test_who_expects_a_parcel_or_a_serial_comes_by_rma_number_and_only_on_an_exact_hit(storage: Any) -> None:
    for number in ("30", "4", "21"):
        save(storage, authorization(number, tracking_numbers=("T1", f"T{number}")), units=[unit(number, "SN1")])
    with storage.reading() as work:
        assert numbers(work.authorizations.expecting("T1")) == ["21", "30", "4"]
        assert numbers(work.authorizations.expecting("T4")) == ["4"]
        assert numbers(work.authorizations.with_serial("SN1")) == ["21", "30", "4"]
        for miss in ("T", "T11", "t1", "T_", "%", ""):
            assert work.authorizations.expecting(miss) == ()
            assert work.authorizations.with_serial(miss) == ()


def test_two_units_with_one_serial_are_one_authorization(storage: Any) -> None:
    save(storage, authorization("1"), units=[unit("1", "SN1"), unit("1", "SN1", unit_id="1/again")])
    with storage.reading() as work:
        assert numbers(work.authorizations.with_serial("SN1")) == ["1"]


SEARCHED = (
    ("2118", "Åsa Müller-Lindqvist", "C-100", ("1Z999AA10123456784",), "SN-7H2K"),
    ("21190", "Straßenbau GmbH", "c-200", ("TRACK%1",), "SN_7H2K"),
    ("ABC7", "100 % Netz, Inc.", "K_1", ("TRACK_2",), "%SN"),
    ("DEF8", "under_score [x] \\ AG", "K%1", (), "SNX7H2K"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("", ["2118", "21190", "ABC7", "DEF8"], id="nothing: all"),
        pytest.param("2118", ["2118"], id="number"),
        pytest.param("211", ["2118", "21190"], id="start of a number"),
        pytest.param("rma-21 18", ["2118"], id="number in another writing"),
        pytest.param("118", [], id="middle of a number"),
        pytest.param("abc", ["ABC7"], id="number in lower case"),
        pytest.param("c-", ["2118", "21190"], id="start of a customer id, either case"),
        pytest.param("K_", ["ABC7"], id="underscore in a customer id"),
        pytest.param("K%", ["DEF8"], id="per cent in a customer id"),
        pytest.param("1z 999 aa1", ["2118"], id="start of a parcel number in another writing"),
        pytest.param("track_", ["ABC7"], id="underscore in a parcel number"),
        pytest.param("TRACK%", ["21190"], id="per cent in a parcel number"),
        pytest.param("sn-7", ["2118"], id="start of a serial number in lower case"),
        pytest.param("SN_", ["21190"], id="underscore in a serial number"),
        pytest.param("%SN", ["ABC7"], id="per cent in a serial number"),
        pytest.param("müller", ["2118"], id="part of a name"),
        pytest.param("ÅSA MÜLLER", ["2118"], id="name in capitals, umlauts too"),
        pytest.param("strassen", ["21190"], id="sharp s as ss"),
        pytest.param("STRASSEN", ["21190"], id="sharp s as SS"),
        pytest.param("100 %", ["ABC7"], id="per cent in a name"),
        pytest.param("%", ["ABC7"], id="per cent alone: names and serials that hold it"),
        pytest.param("_", ["DEF8"], id="underscore alone"),
        pytest.param("[x]", ["DEF8"], id="brackets"),
        pytest.param("\\", ["DEF8"], id="backslash"),
        pytest.param("/", [], id="slash, the sign by which others are escaped"),
        pytest.param("'; DROP TABLE box; --", [], id="a statement"),
        pytest.param("-", ["2118"], id="hyphen: only where it stands in a name"),
        pytest.param("RMA", [], id="the prefix alone"),
        pytest.param("SN-7H2K ", ["2118"], id="space behind a serial number"),
    ],
)
def test_search(storage: Any, typed: str, found: list[str]) -> None:
    for age, (number, name, customer, parcels, serial) in enumerate(SEARCHED):
        held = authorization(
            number, issued_at=ISSUED_AT - timedelta(days=age), customer_id=customer, tracking_numbers=parcels
        )
        save(storage, held, units=[unit(number, serial)], names=[(f"entry-{number}", name)])
    with storage.reading() as work:
        assert numbers(work.authorizations.search(typed, 10)) == found


def test_search_gives_the_newest_issue_first_then_by_number_and_never_more_than_asked_for(storage: Any) -> None:
    for number, days in (("5", 3), ("1", 2), ("2", 3)):
        save(storage, authorization(number, issued_at=ISSUED_AT + timedelta(days=days)))
    for number in ("4", "3"):
        save(storage, authorization(number, issued_at=None))
    with storage.reading() as work:
        assert numbers(work.authorizations.search("", 10)) == ["2", "5", "1", "3", "4"]
        assert numbers(work.authorizations.search("", 3)) == ["2", "5", "1"]


def test_search_does_not_see_an_erased_customer(storage: Any) -> None:
    save(storage, authorization("2118", customer_id=None))
    with storage.reading() as work:
        assert work.authorizations.search("Müller", 10) == ()


def progress(unit_id: str, minutes: int = 0, **changed: Any) -> UnitProgress:
    values = {
        "rma_number": "2118",
        "state": UnitState.RECEIVED,
        "disposition": Disposition.NO_FAULT_FOUND,
        "inspected_at": AT + timedelta(minutes=minutes),
        "inspected_by": "ben",
        "note_entry": None,
    }
    return UnitProgress(unit_id=unit_id, **values | changed)


def test_outcomes_come_back_oldest_first_and_a_later_one_replaces_the_earlier(storage: Any) -> None:
    first, second = progress("2118/B", 5), progress("2118/A", 1, state=UnitState.WRONG_ITEM, note_entry="p1")
    later = progress("2118/B", 9, disposition=Disposition.RETURN_TO_SENDER)
    with storage.writing("test") as work:
        for each in (first, second, progress("2119/A", rma_number="2119"), later):
            work.units.save(each)
        work.commit()
    with storage.reading() as work:
        assert work.units.of_rma("2118") == (second, later)
        assert work.units.get("2118/B") == later
        assert work.units.get("2118/C") is None
        assert work.units.of_rma("2120") == ()


def test_shipments_come_back_oldest_first_and_a_later_state_replaces_the_earlier(storage: Any) -> None:
    def shipment(shipment_id: str, minutes: int, **changed: Any) -> Shipment:
        values = {"unit_id": "2118/SN1", "state": ShipmentState.ORDERED, "ordered_by": "ben", "copies": 0}
        return Shipment(shipment_id, "2118", ordered_at=AT + timedelta(minutes=minutes), **values | changed)

    printed = shipment("s2", 1, state=ShipmentState.LABEL_PRINTED, copies=2)
    with storage.writing("test") as work:
        for each in (shipment("s1", 2, unit_id=None), shipment("s2", 1), printed):
            work.shipments.save(each)
        work.commit()
    with storage.reading() as work:
        assert work.shipments.of_rma("2118") == (printed, shipment("s1", 2, unit_id=None))
        assert work.shipments.get("s2") == printed
        assert work.shipments.get("s3") is None
        assert work.shipments.of_rma("2119") == ()


def test_a_shipment_is_found_by_the_serial_number_that_went_out_in_it(storage: Any) -> None:
    def shipment(shipment_id: str, minutes: int, rma_number: str, serial: str | None) -> Shipment:
        at = AT + timedelta(minutes=minutes)
        return Shipment(shipment_id, rma_number, "u", ShipmentState.ORDERED, at, "ben", 0, serial)

    later, earlier = shipment("s1", 2, "2118", "SN-NEW"), shipment("s2", 1, "2119", "SN-NEW")
    with storage.writing("test") as work:
        for each in (later, earlier, shipment("s3", 0, "2118", None), shipment("s4", 0, "2118", "SN-OTHER")):
            work.shipments.save(each)
        work.commit()
    with storage.reading() as work:
        assert work.shipments.with_replacement_serial("SN-NEW") == (earlier, later)
        assert work.shipments.with_replacement_serial("SN-OLD") == ()
        assert work.shipments.with_replacement_serial("") == ()


def test_dates_come_back_as_they_are(storage: Any) -> None:
    held = unit("2118", invoiced_on=date(1, 1, 1), extended_to=date(9999, 12, 31))
    save(storage, authorization("2118", overdue_since=date(2024, 2, 29)), units=[held])
    with storage.reading() as work:
        assert work.authorizations.units("2118") == (held,)
        assert work.authorizations.get("2118").overdue_since == date(2024, 2, 29)
