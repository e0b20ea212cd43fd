"""Which box is it: when a box repeats a receipt, and when it is another one."""

from datetime import timedelta
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import BoxState
from rmadesk.domain.scans import Read, Scan, ScanSource
from rmadesk.services.receiving import Outcome, Receipt
from support.desk import CONTAINERS, PARCELS, TestDesk
from support.registry import row

ONE, TWO, _ = PARCELS
DIGITS = "629814879720"
"""A carrier's number or an article's: its check digit fits one carrier's by chance, or not by chance."""
SSCC, OTHER_SSCC = CONTAINERS
DAYS_90 = timedelta(days=90)
MOMENT = timedelta(microseconds=1)
UNCONFIRMED = Scan(ONE, ScanSource.PICTURE, Read(ONE, ONE.encode(), "code-39", False, ((0, 0),) * 4, False, ""))


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def again(desk: TestDesk, first: Any, second: Any, after: timedelta = timedelta(minutes=5)) -> tuple[Receipt, Receipt]:
    """Two boxes after one another; each is the texts on it, or texts and what else is said."""

    def receive(box: Any) -> Receipt:
        texts, said = box if isinstance(box[-1], dict) else (box, {})
        return desk.receive(*texts, **said)

    earlier = receive(first)
    desk.clock.forward(after)
    return earlier, receive(second)


@pytest.mark.parametrize(
    ("first", "second", "after", "duplicate"),
    [
        pytest.param([ONE], [ONE], timedelta(), True, id="same parcel at once"),
        pytest.param([ONE], [ONE], timedelta(days=89), True, id="same parcel, 89 days"),
        pytest.param([ONE], [ONE], DAYS_90, True, id="same parcel, 90 days to the moment"),
        pytest.param([ONE], [ONE], DAYS_90 + MOMENT, False, id="same parcel, a moment more"),
        pytest.param([ONE], [ONE], timedelta(days=91), False, id="same parcel, 91 days"),
        pytest.param([ONE], [ONE.lower()], timedelta(1), True, id="same parcel in another writing"),
        pytest.param([ONE], [TWO], timedelta(1), False, id="another parcel"),
        pytest.param(["RMA-1001", ONE], ["RMA-1001", TWO], timedelta(1), False, id="same RMA in another parcel"),
        pytest.param(["RMA-1001", ONE], ["RMA-1002", ONE], timedelta(1), True, id="another RMA in the same parcel"),
        pytest.param([DIGITS], [DIGITS], timedelta(1), True, id="same bare digits"),
        pytest.param(["RMA-1001", DIGITS], ["RMA-1001", DIGITS], timedelta(1), True, id="same RMA and bare digits"),
        pytest.param(["RMA-1001", DIGITS], [DIGITS], timedelta(1), True, id="same bare digits, the RMA lost"),
        pytest.param(["RMA-1001", DIGITS], ["RMA-1002", DIGITS], timedelta(1), False, id="another RMA, same digits"),
        pytest.param(["RMA-1001", DIGITS, ONE], ["RMA-1002", ONE], timedelta(1), True, id="digits beside the parcel's"),
        pytest.param([ONE, TWO], [TWO], timedelta(1), True, id="one of the parcel's two numbers"),
        pytest.param([ONE], [TWO, ONE], timedelta(1), True, id="one of two numbers now"),
        pytest.param([SSCC], [SSCC], timedelta(1), True, id="same container code"),
        pytest.param([SSCC], [f"]C100{SSCC}"], timedelta(1), True, id="same container code with its identifier"),
        pytest.param([SSCC], [OTHER_SSCC], timedelta(1), False, id="another container code"),
        pytest.param([ONE, SSCC], [SSCC], timedelta(1), True, id="container code without the number beside it"),
        pytest.param([SSCC], [ONE, SSCC], timedelta(1), True, id="container code with a number beside it now"),
        pytest.param([SSCC], [SSCC], timedelta(days=91), False, id="same container code, 91 days"),
        pytest.param([UNCONFIRMED], [ONE], timedelta(1), False, id="a number that was not confirmed at first"),
        pytest.param([ONE], [UNCONFIRMED], timedelta(1), False, id="a number that is not confirmed now"),
        pytest.param(["RMA-1001"], ["RMA-1001"], timedelta(1), False, id="same RMA, nothing said: another box"),
        pytest.param(["no code"], ["no code"], timedelta(1), False, id="the same unknown text"),
    ],
)
def test_by_the_numbers_on_it(desk: TestDesk, first: Any, second: Any, after: timedelta, duplicate: bool) -> None:
    earlier, later = again(desk, first, second, after)
    assert earlier.outcome is Outcome.RECEIVED
    assert later.outcome is (Outcome.DUPLICATE if duplicate else Outcome.RECEIVED)
    assert later.original == (earlier.box if duplicate else None)


def test_bare_digits_on_boxes_of_two_rmas_keep_none_from_being_known_again(desk: TestDesk) -> None:
    first = desk.receive("RMA-1001", DIGITS)
    desk.receive("RMA-1002", DIGITS)
    assert desk.receive("RMA-1001", DIGITS).original == first.box


A_OF_2, B_OF_2 = {"piece": "1/2"}, {"piece": "2/2"}
SAME: dict[str, Any] = {"same_box": True}


@pytest.mark.parametrize(
    ("first", "second", "after", "duplicate"),
    [
        pytest.param((["1001"], A_OF_2), (["1001"], A_OF_2), timedelta(1), True, id="same k/n"),
        pytest.param((["1001"], A_OF_2), (["1001"], B_OF_2), timedelta(1), False, id="another k"),
        pytest.param((["1001"], A_OF_2), (["1001"], {"piece": "1/3"}), timedelta(1), False, id="another n"),
        pytest.param((["1001"], A_OF_2), (["1002"], A_OF_2), timedelta(1), False, id="same k/n of another RMA"),
        pytest.param((["1001"], {}), (["1001"], A_OF_2), timedelta(1), False, id="k/n that was not said before"),
        pytest.param((["1001"], A_OF_2), (["1001"], {}), timedelta(1), False, id="k/n not said now"),
        pytest.param((["1001"], A_OF_2), (["1001"], A_OF_2), timedelta(days=89), True, id="same k/n, 89 days"),
        pytest.param((["1001"], A_OF_2), (["1001"], A_OF_2), DAYS_90, True, id="same k/n, 90 days to the moment"),
        pytest.param((["1001"], A_OF_2), (["1001"], A_OF_2), DAYS_90 + MOMENT, False, id="same k/n, a moment more"),
        pytest.param((["1001"], {}), (["1001"], SAME), timedelta(1), True, id="the clerk says it is the same"),
        pytest.param((["1001"], {}), (["1001"], SAME), timedelta(days=91), False, id="the same, but 91 days ago"),
        pytest.param((["1001"], {}), (["1002"], SAME), timedelta(1), False, id="the same, but of another RMA"),
        pytest.param((["1001"], A_OF_2), (["1001"], SAME), timedelta(1), True, id="the same, its k/n not said now"),
        pytest.param((["1001", ONE], {}), (["1001"], SAME), timedelta(1), True, id="the same, its parcel number lost"),
        pytest.param((["1001"], {}), (["1001", ONE], SAME), timedelta(1), True, id="the same, its parcel number found"),
        pytest.param((["1001"], A_OF_2), (["1001", ONE], A_OF_2), timedelta(1), False, id="same k/n, but a parcel now"),
        pytest.param((["1001", "1002"], A_OF_2), (["1002", "1001"], A_OF_2), timedelta(1), True, id="two RMAs, turned"),
        pytest.param((["1001", "1002"], A_OF_2), (["1001"], A_OF_2), timedelta(1), False, id="one of two RMAs"),
        pytest.param((["1001"], A_OF_2), (["1001", "1002"], A_OF_2), timedelta(1), False, id="an RMA more"),
        pytest.param((["77777"], A_OF_2), (["RMA-77777"], A_OF_2), timedelta(1), False, id="digits are no RMA number"),
        pytest.param((["RMA-777"], A_OF_2), (["RMA 777"], A_OF_2), timedelta(1), True, id="an RMA nobody knows"),
        pytest.param(
            (["no code"], SAME), (["no code"], SAME), timedelta(1), False, id="the same, but nothing names it"
        ),
    ],
)
def test_without_a_parcel_number(desk: TestDesk, first: Any, second: Any, after: timedelta, duplicate: bool) -> None:
    desk.import_rows(row("1001"), row("1002"))
    earlier, later = again(desk, first, second, after)
    assert later.outcome is (Outcome.DUPLICATE if duplicate else Outcome.RECEIVED)
    assert later.original == (earlier.box if duplicate else None)


def test_the_days_count_from_receipt_to_receipt_and_not_from_arrival(desk: TestDesk) -> None:
    first = desk.receive(ONE, arrived_at=desk.clock.now() - timedelta(days=60))
    desk.clock.forward(timedelta(days=80))
    assert desk.receive(ONE).original == first.box


def test_a_duplicate_can_be_undone_though_the_goods_of_the_first_have_moved_on(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="A"))
    first, second = again(desk, ["RMA-1001", ONE], ["RMA-1001", ONE])
    desk.inspect("1001/A")
    assert refused(desk, first.box.box_id).code == "void-inspected"
    assert desk.receiving.void(second.box.box_id).voided_at


@pytest.mark.parametrize(("texts", "said"), [([ONE], {}), (["RMA-1001"], A_OF_2), (["RMA-1001"], SAME)])
def test_a_voided_receipt_is_repeated_by_nothing(desk: TestDesk, texts: list[str], said: dict[str, Any]) -> None:
    first = desk.receive(*texts, **said)
    desk.receiving.void(first.box.box_id)
    later = desk.receive(*texts, **said)
    assert later.outcome is Outcome.RECEIVED
    assert desk.receive(*texts, **said).original == later.box


@pytest.mark.parametrize(("texts", "said"), [([ONE], {}), (["RMA-1001"], A_OF_2), (["RMA-1001"], SAME)])
def test_each_duplicate_names_the_receipt_and_not_another_duplicate(
    desk: TestDesk, texts: list[str], said: dict[str, Any]
) -> None:
    first = desk.receive(*texts, **said)
    for _ in range(3):
        desk.clock.forward(timedelta(days=30))
        later = desk.receive(*texts, **said)
        assert later.box.duplicate_of == first.box.box_id
    desk.clock.forward(MOMENT)
    assert desk.receive(*texts, **said).outcome is Outcome.RECEIVED, "duplicates do not prolong the ninety days"


def test_of_two_receipts_the_newer_is_repeated(desk: TestDesk) -> None:
    desk.receive("RMA-1001", **A_OF_2)
    desk.clock.forward(timedelta(days=91))
    newer = desk.receive("RMA-1001", **A_OF_2)
    desk.clock.forward(timedelta(minutes=1))
    assert desk.receive("RMA-1001", **A_OF_2).original == newer.box


def test_a_duplicate_is_on_record_with_what_stood_on_it_and_the_first_verdict(desk: TestDesk) -> None:
    desk.expect("1001")
    first = desk.receive("RMA-1001", ONE)
    desk.expect("1001", status="cancelled")
    later = desk.receive(ONE, packaging=PackagingKind.NONE)
    assert (later.box.state, later.box.duplicate_of) == (BoxState.DUPLICATE, first.box.box_id)
    assert later.box.verdicts == first.box.verdicts, "a duplicate is not judged again"
    assert later.box.verdict is Verdict.ACCEPT
    assert later.box.packaging is PackagingKind.NONE
    assert [scan.value for scan in later.box.scans] == [ONE]
    event = desk.events()[-1]
    assert event.kind is EventKind.DUPLICATE_NOTICED
    with desk.storage.reading() as work:
        assert event in work.events.about("rma:1001")
        assert work.boxes.of_rma("1001") == (first.box, later.box)


def refused(desk: TestDesk, box_id: str) -> RefusedError:
    before = len(desk.events())
    with pytest.raises(RefusedError) as raised:
        desk.receiving.void(box_id)
    assert len(desk.events()) == before, "nothing is recorded"
    return raised.value


def test_a_receipt_is_undone_by_an_event_that_names_it(desk: TestDesk) -> None:
    desk.import_rows(row("1001"), row("1002"))
    box = desk.receive("RMA-1001", "RMA-1002").box
    desk.clock.forward(timedelta(seconds=30))
    desk.ledger.user = "ben"
    voided = desk.receiving.void(box.box_id)
    assert (voided.voided_at, voided.voided_by, voided.verdicts) == (desk.clock.now(), "ben", box.verdicts)
    event = desk.events()[-1]
    assert (event.kind, event.user) == (EventKind.RECEIPT_VOIDED, "ben")
    assert event.payload == {"box_id": box.box_id, "rma_numbers": ["1001", "1002"]}
    with desk.storage.reading() as work:
        for subject in (f"box:{box.box_id}", "rma:1001", "rma:1002"):
            assert work.events.about(subject)[-1] == event


def test_what_is_not_there_or_undone_already_is_not_undone(desk: TestDesk) -> None:
    assert refused(desk, "nothing").code == "box-unknown"
    box = desk.receive("RMA-1001").box
    desk.receiving.void(box.box_id)
    fault = refused(desk, box.box_id)
    assert fault.code == "box-voided"
    assert fault.figures["user"] == "ana"


@pytest.mark.parametrize("rma_number", ["1001", "1002"])
def test_a_receipt_whose_goods_moved_on_is_not_undone(desk: TestDesk, rma_number: str) -> None:
    desk.import_rows(row("1001", serial_number="A"), row("1002", serial_number="B"))
    box = desk.receive("RMA-1001", "RMA-1002").box
    desk.inspect(f"{rma_number}/{'A' if rma_number == '1001' else 'B'}")
    fault = refused(desk, box.box_id)
    assert (fault.code, fault.figures["rma"]) == ("void-inspected", rma_number)


def test_a_receipt_whose_label_went_out_is_not_undone(desk: TestDesk, tmp_path: Any) -> None:
    desk.expect("1001")
    box = desk.receive("RMA-1001").box
    desk.shipping.print_label("1001", tmp_path / "label.pdf")
    assert refused(desk, box.box_id).code == "void-label-printed"


def test_an_order_whose_label_never_came_out_hinders_nothing(desk: TestDesk, tmp_path: Any) -> None:
    desk.expect("1001")
    box = desk.receive("RMA-1001").box
    desk.labels.lost = (0,)
    with pytest.raises(Exception, match="label-unreadable"):
        desk.shipping.print_label("1001", tmp_path / "label.pdf")
    assert desk.receiving.void(box.box_id).voided_by == "ana"


def test_the_receipt_of_another_rma_may_be_undone(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="A"), row("1002", serial_number="B"))
    desk.receive("RMA-1001")
    other = desk.receive("RMA-1002").box
    desk.inspect("1001/A")
    assert desk.receiving.void(other.box_id).voided_at
