"""The way back: a label is ordered once, counted by copies, and only one that reads back is written and recorded."""

from contextlib import closing, contextmanager
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.adapters.db.unit_of_work import SqlUnitOfWork
from rmadesk.adapters.files import AtomicFiles
from rmadesk.adapters.labels.pdf import PdfLabelRenderer
from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from rmadesk.domain.events import EventKind
from rmadesk.domain.labels import TextBox
from rmadesk.domain.rma import ShipmentState
from rmadesk.services.shipping import address_of, label_id
from support.databases import fresh_database
from support.desk import TestDesk
from support.label_parts import CodesOnly
from support.registry import row

LABEL = Path("label.pdf")


@pytest.fixture
def desk() -> TestDesk:
    desk = TestDesk()
    desk.import_rows(row("RMA-1001", serial_number="A"), row("1002", serial_number="B"), row("1002", serial_number="C"))
    return desk


def kinds(desk: TestDesk) -> list[EventKind]:
    return [event.kind for event in desk.events() if event.kind is not EventKind.AUTHORIZATION_RECORDED]


def failure(desk: TestDesk, rma_number: str = "1001", **said: Any) -> RmaDeskError:
    with pytest.raises(RmaDeskError) as raised:
        desk.shipping.print_label(rma_number, LABEL, **said)
    assert EventKind.LABEL_PRINTED not in kinds(desk), "nothing is recorded as printed"
    assert desk.files.written == {}, "nothing is written"
    return raised.value


def test_a_label_is_written_and_recorded(desk: TestDesk) -> None:
    printed = desk.shipping.print_label("rma 1001", LABEL)
    assert desk.files.written == {LABEL: printed.content}
    assert (printed.shipment.state, printed.shipment.copies) == (ShipmentState.LABEL_PRINTED, 1)
    assert (printed.shipment.unit_id, printed.shipment.ordered_by) == ("1001/A", "ana")
    assert [code.text for code in printed.spec.codes] == ["1001", "RMA:1001"]
    assert kinds(desk) == [EventKind.REPLACEMENT_ORDERED, EventKind.LABEL_PRINTED]
    assert desk.events()[-1].payload == {
        "rma_number": "1001",
        "shipment_id": printed.shipment.shipment_id,
        "label_id": label_id(printed.shipment),
        "copy_number": 1,
    }


def test_each_further_label_is_a_copy_of_the_same_shipment(desk: TestDesk) -> None:
    first = desk.shipping.print_label("1001", LABEL)
    second = desk.shipping.print_label("1001", LABEL, serial_number="a")
    assert second.shipment.shipment_id == first.shipment.shipment_id
    assert second.shipment.copies == 2
    assert kinds(desk).count(EventKind.REPLACEMENT_ORDERED) == 1
    assert [event.payload["copy_number"] for event in desk.events() if event.kind is EventKind.LABEL_PRINTED] == [1, 2]


def test_each_unit_has_a_shipment_of_its_own_and_so_has_the_whole(desk: TestDesk) -> None:
    shipments = [
        desk.shipping.print_label("1002", LABEL, serial_number=each).shipment for each in ("B", "C", None, "B")
    ]
    assert [shipment.unit_id for shipment in shipments] == ["1002/B", "1002/C", None, "1002/B"]
    assert [shipment.copies for shipment in shipments] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("changed", "number", "serial", "code"),
    [
        ({}, "9999", None, "rma-not-in-registry"),
        ({}, "1002", "X", "unit-unknown"),
        ({"status": "cancelled"}, "1002", None, "ship-cancelled"),
        ({"customer_name": ""}, "1002", None, "ship-no-address"),
        ({"street": "", "city": ""}, "1002", None, "ship-no-address"),
    ],
)
def test_what_can_not_be_sent(
    desk: TestDesk, changed: dict[str, str], number: str, serial: str | None, code: str
) -> None:
    desk.import_rows(row("1002", serial_number="B", **changed))
    fault = failure(desk, number, serial_number=serial)
    assert isinstance(fault, RefusedError)
    assert fault.code == code
    assert kinds(desk) == [], "nor ordered"


@pytest.mark.parametrize(
    ("country", "number"),
    [("DE", "+49-800-1808922"), ("US", "1 (855) 473-7449"), ("FR", "+1 (408) 943-4100"), ("", "+1 (408) 943-4100")],
)
def test_the_label_carries_the_support_phone_of_the_customers_country(
    desk: TestDesk, country: str, number: str
) -> None:
    desk.expect("218001", country=country)
    label = desk.shipping.print_label("218001", Path("label.pdf"))
    texts = [line.text for box in label.spec.elements if isinstance(box, TextBox) for line in box.lines]
    assert f"label.support {number}" in texts


def test_a_closed_authorization_may_still_be_sent_its_replacement(desk: TestDesk) -> None:
    desk.import_rows(row("RMA-1001", serial_number="A", status="closed"))
    assert desk.shipping.print_label("1001", LABEL).shipment.copies == 1


@pytest.mark.parametrize(
    ("labels", "lost"),
    [
        (CodesOnly(lost=(0,)), "1001"),
        (CodesOnly(lost=(1,)), "RMA:1001"),
        (CodesOnly(lost=(0, 1)), "1001, RMA:1001"),
        (CodesOnly(changed=(0,)), "1001"),
    ],
    ids=["bars lost", "squares lost", "both lost", "bars that read otherwise"],
)
def test_a_label_that_does_not_read_back_is_neither_written_nor_recorded(
    desk: TestDesk, labels: CodesOnly, lost: str
) -> None:
    desk.labels = labels
    fault = failure(desk)
    assert isinstance(fault, FaultError)
    assert (fault.code, fault.figures["codes"]) == ("label-unreadable", lost)
    desk.labels = CodesOnly()
    printed = desk.shipping.print_label("1001", LABEL)
    assert printed.shipment.copies == 1
    assert kinds(desk).count(EventKind.REPLACEMENT_ORDERED) == 1, "the order stands, and is not made again"


class Scratched(PdfLabelRenderer):
    """The real renderer for a printer that leaves white lines along the paper's way, through every bar of the codes."""

    def rasterise(self, rendered: bytes, dpi: int) -> bytes:
        with Image.open(BytesIO(super().rasterise(rendered, dpi))) as picture:
            dots = np.array(picture.convert("L"))
        dots[:, ::3] = 255
        scratched = BytesIO()
        Image.fromarray(dots).save(scratched, "PNG")
        return scratched.getvalue()


class RealParts:
    """Renderer and reader in one, as the test's desk takes them."""

    def __init__(self, renderer: PdfLabelRenderer) -> None:
        reader = PictureReader()
        self.render, self.rasterise, self.read_bytes = renderer.render, renderer.rasterise, reader.read_bytes


def test_real_bars_that_the_printer_damages_are_neither_written_nor_recorded(desk: TestDesk, tmp_path: Path) -> None:
    desk.labels, desk.files = RealParts(Scratched()), AtomicFiles()
    path = tmp_path / "label.pdf"
    with pytest.raises(FaultError) as raised:
        desk.shipping.print_label("1001", path)
    assert raised.value.code == "label-unreadable"
    assert EventKind.LABEL_PRINTED not in kinds(desk)
    assert list(tmp_path.iterdir()) == []
    desk.labels = RealParts(PdfLabelRenderer())
    assert desk.shipping.print_label("1001", path).content == path.read_bytes()


def test_a_label_that_can_not_be_written_is_not_recorded(desk: TestDesk) -> None:
    desk.files.fails = True
    assert failure(desk).code == "disk-full"
    desk.files.fails = False
    assert desk.shipping.print_label("1001", LABEL).shipment.copies == 1


def test_a_label_that_can_not_be_recorded_is_not_written(desk: TestDesk) -> None:
    """Somebody else holds the database while the label is drawn."""

    @contextmanager
    def held() -> Any:
        with desk.storage.writing("registry import"):
            yield

    class Slow(CodesOnly):
        def rasterise(self, rendered: bytes, dpi: int) -> bytes:
            self.other = held()
            self.other.__enter__()
            return super().rasterise(rendered, dpi)

    desk.labels = Slow()
    assert failure(desk).code == "database-locked"


def test_a_label_whose_record_does_not_reach_the_disk_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite tells of a full disk at the commit, and what lay in the label's place stays there."""
    with closing(SqliteStorage(fresh_database(tmp_path), "ana")) as storage:
        desk = TestDesk(storage)
        desk.files, path = AtomicFiles(), tmp_path / "labels" / "label.pdf"
        path.parent.mkdir()
        desk.import_rows(row("RMA-1001", serial_number="A"))
        path.write_bytes(b"another label")
        commit, commits = SqlUnitOfWork.commit, []

        def full_at_first(work: SqlUnitOfWork) -> None:
            commits.append(work)
            if len(commits) == 1:
                raise FaultError("database-full", file="desk.db")
            commit(work)

        with monkeypatch.context() as patched:
            patched.setattr(SqlUnitOfWork, "commit", full_at_first)
            with pytest.raises(FaultError) as raised:
                desk.shipping.print_label("1001", path)
        assert raised.value.code == "database-full"
        assert path.read_bytes() == b"another label"
        assert list(path.parent.iterdir()) == [path], "nothing lies beside it"
        assert desk.registry.open("1001").shipments == (), "nothing is ordered without its label"
        assert desk.shipping.print_label("1001", path).shipment.copies == 1


def test_units_without_a_serial_number_are_replaced_one_by_one(desk: TestDesk) -> None:
    desk.import_rows(row("1003", serial_number=""), row("1003", serial_number=""))
    units = [unit.unit_id for unit in desk.registry.open("1003").units]
    printed = [desk.shipping.print_label("1003", LABEL, unit_id=unit).shipment for unit in (*units, units[0])]
    assert [(each.unit_id, each.copies) for each in printed] == [(units[0], 1), (units[1], 1), (units[0], 2)]
    with pytest.raises(RefusedError) as raised:
        desk.shipping.print_label("1003", LABEL, unit_id="1001/A")
    assert raised.value.code == "unit-unknown"


def test_two_at_once_do_not_print_the_same_copy(desk: TestDesk) -> None:
    other = TestDesk(desk.storage)
    others = (f"0192f3a0-ffff-7000-8000-{number:012}" for number in count())
    other.ledger.new_id = lambda: next(others)

    class Overtaken(CodesOnly):
        def rasterise(self, rendered: bytes, dpi: int) -> bytes:
            other.shipping.print_label("1001", LABEL)
            return super().rasterise(rendered, dpi)

    desk.labels = Overtaken()
    with pytest.raises(RefusedError) as raised:
        desk.shipping.print_label("1001", LABEL)
    assert raised.value.code == "ship-printed-meanwhile"
    assert desk.files.written == {}
    assert kinds(desk).count(EventKind.LABEL_PRINTED) == 1
    desk.labels = CodesOnly()
    assert desk.shipping.print_label("1001", LABEL).shipment.copies == 2


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        ({}, ("Åsa Müller-Lindqvist", "Speicherstraße 17", "Hamburg HH-Altstadt 20457", "DE")),
        ({"region": "", "country": ""}, ("Åsa Müller-Lindqvist", "Speicherstraße 17", "Hamburg 20457")),
        ({"street": "", "region": "", "postal_code": ""}, ("Åsa Müller-Lindqvist", "Hamburg", "DE")),
    ],
)
def test_the_address(desk: TestDesk, changed: dict[str, str], lines: tuple[str, ...]) -> None:
    desk.import_rows(row("1003", **changed))
    customer = desk.registry.open("1003").customer
    assert customer
    assert address_of(customer) == lines
