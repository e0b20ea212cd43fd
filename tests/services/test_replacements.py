"""Whose place a unit stands in: the serial number that goes out is recorded once, and followed back to the original."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.services.replacements import originals
from support.desk import TestDesk
from support.label_parts import CodesOnly
from support.registry import row

LABEL = Path("label.pdf")


@pytest.fixture
def desk() -> TestDesk:
    """A under RMA 1, B under RMA 2, C and D under RMA 3."""
    desk = TestDesk()
    desk.import_rows(
        row("1", serial_number="A"),
        row("2", serial_number="B"),
        row("3", serial_number="C"),
        row("3", serial_number="D"),
        row("4", serial_number=""),
    )
    return desk


def ship(desk: TestDesk, rma_number: str, new: str | None, **said: Any) -> str | None:
    desk.clock.forward(timedelta(minutes=1))
    printed = desk.shipping.print_label(rma_number, LABEL, new_serial_number=new, **said)
    return printed.shipment.replacement_serial


def chain(desk: TestDesk, serial: str) -> list[str | None]:
    with desk.storage.reading() as work:
        return [each.original.serial_number for each in originals(work, serial)]


@pytest.mark.parametrize("given", ["b-9", " B-9 ", "B-9"])
def test_the_new_serial_number_is_kept_in_its_normal_form(desk: TestDesk, given: str) -> None:
    assert ship(desk, "1", given) == "B-9"
    assert chain(desk, "B-9") == ["A"]


def test_a_further_printing_leaves_it_as_it_is(desk: TestDesk) -> None:
    assert [ship(desk, "1", "X"), ship(desk, "1", None), ship(desk, "1", "x")] == ["X", "X", "X"]
    payloads = [event.payload for event in desk.events() if event.kind is EventKind.LABEL_PRINTED]
    assert ["replacement_serial" in payload for payload in payloads] == [False, False, False]
    assert [event.kind for event in desk.events()].count(EventKind.REPLACEMENT_ORDERED) == 1


def test_it_may_be_told_with_a_later_label(desk: TestDesk) -> None:
    assert [ship(desk, "1", None), ship(desk, "1", "X"), ship(desk, "1", None)] == [None, "X", "X"]
    before = desk.registry.open("1").shipments
    desk.audit.rebuild()
    assert desk.registry.open("1").shipments == before


@pytest.mark.parametrize(
    ("before", "rma_number", "new", "serial", "code"),
    [
        ([], "1", "a", None, "new-serial-own"),
        ([], "1", "  ", None, "new-serial-empty"),
        ([], "1", "", None, "new-serial-empty"),
        ([], "3", "X", None, "new-serial-without-unit"),
        ([("1", "X")], "1", "Y", None, "new-serial-differs"),
        ([("1", "X")], "2", "x", None, "new-serial-taken"),
        ([("3", "X", "C")], "3", "X", "D", "new-serial-taken"),
        ([("1", "B")], "2", "A", None, "new-serial-original"),
        ([("1", "B"), ("2", "C")], "3", "A", "C", "new-serial-original"),
        ([("1", "B"), ("2", "C")], "3", "B", "C", "new-serial-taken"),
    ],
)
def test_what_can_not_go_out_in_its_place(
    desk: TestDesk, before: list[tuple[str, ...]], rma_number: str, new: str, serial: str | None, code: str
) -> None:
    for number, given, *unit in before:
        ship(desk, number, given, serial_number=unit[0] if unit else None)
    recorded, written = len(desk.events()), dict(desk.files.written)
    with pytest.raises(RefusedError) as raised:
        ship(desk, rma_number, new, serial_number=serial)
    assert raised.value.code == code
    assert (len(desk.events()), desk.files.written) == (recorded, written), "nothing is recorded, nothing written"


def test_one_that_is_taken_while_the_label_is_drawn_is_refused(desk: TestDesk) -> None:
    class Overtaken(CodesOnly):
        def rasterise(self, rendered: bytes, dpi: int) -> bytes:
            desk.labels = CodesOnly()
            ship(desk, "2", "X")
            return super().rasterise(rendered, dpi)

    desk.labels = Overtaken()
    with pytest.raises(RefusedError) as raised:
        ship(desk, "1", "X")
    assert raised.value.code == "new-serial-taken"
    assert desk.registry.open("1").shipments == ()


def test_a_chain_is_followed_back_to_the_original(desk: TestDesk) -> None:
    for number, new, serial in (("1", "B", None), ("2", "C", None), ("3", "E", "C")):
        ship(desk, number, new, serial_number=serial)
    assert chain(desk, "E") == ["C", "B", "A"]
    assert chain(desk, "B") == ["A"]
    assert chain(desk, "A") == []
    assert chain(desk, "D") == []


def test_a_unit_without_a_serial_number_may_be_an_original(desk: TestDesk) -> None:
    assert ship(desk, "4", "X") == "X"
    assert chain(desk, "X") == [None]


def test_a_circle_on_record_ends_where_it_began(desk: TestDesk) -> None:
    """None can be recorded here, but stations that were apart may have made one together."""
    ship(desk, "1", "B")
    ship(desk, "2", "X")
    with desk.storage.writing("test") as work:
        (shipment,) = work.shipments.of_rma("2")
        work.shipments.save(replace(shipment, replacement_serial="A"))
        work.commit()
    assert chain(desk, "B") == ["A"]
    assert chain(desk, "A") == ["B"]
