"""Receiving a box: what it is judged by, and what is kept of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.plain import from_plain
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.domain.scans import BY_PERSON, NONE_OF_THEM, Scan, ScanSource
from rmadesk.services.receiving import Outcome
from support.desk import CONTAINERS, NOON, PARCELS, TestDesk
from support.receipts import CORNERS, case, read, refused, rules
from support.registry import row


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


# ------------------------------------------------------------------------------------------ a clean box, and its record


def test_a_clean_box_is_accepted_and_all_of_it_is_on_record(desk: TestDesk) -> None:
    desk.expect("2118", tracking_number=PARCELS[0])
    receipt = desk.receive("]C0RMA-2118", read(PARCELS[0]), piece="1/2")
    box = receipt.box
    assert (receipt.outcome, receipt.original) == (Outcome.RECEIVED, None)
    assert (box.verdict, box.state, box.rma_numbers) == (Verdict.ACCEPT, BoxState.RECEIVED, ("2118",))
    assert (box.received_at, box.arrived_at, box.arrived_on) == (NOON, NOON, date(2026, 11, 20))
    assert (box.received_by, box.station, box.parcel) == ("ana", desk.storage.station, PARCELS[0])
    assert (box.packaging, box.outer_damage, box.number_state) == (PackagingKind.ORIGINAL, OuterDamage.NONE, "read")
    assert str(box.piece) == "1/2"
    assert [(scan.text, scan.kind, scan.value, scan.source, scan.symbology) for scan in box.scans] == [
        ("]C0RMA-2118", IdentifierKind.RMA, "2118", ScanSource.SCANNER, None),
        (PARCELS[0], IdentifierKind.TRACKING, PARCELS[0], ScanSource.PICTURE, "code-39"),
    ]
    assert box.scans[1].position == CORNERS
    with desk.storage.reading() as work:
        assert work.boxes.get(box.box_id) == box


def test_the_event_holds_the_whole_receipt(desk: TestDesk) -> None:
    desk.expect("2118")
    box = desk.receive("RMA-2118").box
    event = desk.events()[-1]
    assert (event.kind, event.seq, event.user) == (EventKind.BOX_RECEIVED, 2, "ana")
    assert from_plain(Box, event.payload["box"]) == box
    with desk.storage.reading() as work:
        assert work.events.about(f"box:{box.box_id}") == (event,)
        assert work.events.about("rma:2118")[-1] == event


def test_looking_records_nothing(desk: TestDesk) -> None:
    desk.expect("2118")
    contents = desk.receiving.look((Scan("RMA-2118", ScanSource.SCANNER),))
    assert contents.rma_numbers == ("2118",)
    assert len(desk.events()) == 1


def test_the_last_boxes_come_newest_first(desk: TestDesk) -> None:
    boxes = []
    for number in (1, 2, 3):
        boxes.append(desk.receive(f"RMA-{number}00").box)
        desk.clock.forward(timedelta(seconds=5))
    assert desk.receiving.recent(2) == (boxes[2], boxes[1])


@pytest.mark.parametrize(
    ("said", "state", "verdict"),
    [
        ({}, BoxState.RECEIVED, Verdict.ACCEPT),
        ({"packaging": None}, BoxState.RECEIVED, Verdict.ACCEPT),
        ({"number_state": NumberState.UNREADABLE}, BoxState.QUARANTINED, Verdict.HOLD),
        ({"number_state": NumberState.MISSING}, BoxState.REFUSED, Verdict.REFUSE),
    ],
)
def test_where_a_box_stands_follows_from_its_verdict(
    desk: TestDesk, said: dict[str, Any], state: BoxState, verdict: Verdict
) -> None:
    desk.expect("2118")
    box = desk.receive("RMA-2118", **said).box
    assert (box.verdict, box.state) == (verdict, state)


def test_packaging_not_said_is_pending_and_recorded_as_not_said(desk: TestDesk) -> None:
    desk.expect("2118")
    box = desk.receive("RMA-2118", packaging=None).box
    assert box.packaging is None
    assert "packaging-not-accepted" in box.verdicts[0].pending


# --------------------------------------------------------------------------------------- which authorization, and is it


def test_an_rma_number_in_any_writing(desk: TestDesk) -> None:
    desk.expect("RMA-2026-0815")
    for text in ("20260815", "rma 2026 0815", "RMA:2026-0815", "]C1RMA-2026-0815", "\n RMA-2026-0815\r"):
        assert desk.receive(text).box.rma_numbers == ("20260815",), text


def test_several_rmas_are_judged_each_on_its_own_and_the_box_gets_the_highest_verdict(desk: TestDesk) -> None:
    desk.import_rows(row("1001"), row("1002", status="cancelled"), row("1003", issued_at="2026-01-05T09:00:00-08:00"))
    receipt = desk.receive("RMA-1001", "RMA-1002", "RMA-1003", "RMA-1001")
    assert receipt.box.rma_numbers == ("1001", "1002", "1003")
    verdicts = [judged.verdict for judged in receipt.box.verdicts]
    assert verdicts[0] is Verdict.ACCEPT
    assert receipt.box.verdict is max(verdicts, key=tuple(Verdict).index)
    assert receipt.box.verdict is not Verdict.ACCEPT
    assert rules(receipt)[0] == []
    assert "rma-not-open" in rules(receipt)[1]


def test_an_expected_parcel_names_its_authorization_though_the_number_is_missing(desk: TestDesk) -> None:
    desk.expect("1001", tracking_number=f"{PARCELS[0]}; 1Z OWN 77", status="closed")
    for text in (PARCELS[0], "1zown-77"):
        receipt = desk.receive(text)
        assert receipt.box.rma_numbers == ("1001",)
        assert receipt.box.number_state is NumberState.MISSING
        assert case(receipt)["rma"]["status"] == "closed"
        assert {"rma-number-missing", "rma-not-open"} <= set(rules(receipt)[0])


def test_a_number_on_the_label_goes_before_the_expectation_of_its_parcel(desk: TestDesk) -> None:
    desk.import_rows(row("1001", tracking_number=PARCELS[0]), row("1002"))
    receipt = desk.receive("RMA-1002", PARCELS[0])
    assert receipt.box.rma_numbers == ("1002",)
    assert receipt.box.number_state is NumberState.READ


def test_a_parcel_expected_for_two_rmas_is_judged_under_both(desk: TestDesk) -> None:
    desk.import_rows(row("1002", tracking_number=PARCELS[0]), row("1001", tracking_number=PARCELS[0]))
    assert desk.receive(PARCELS[0]).box.rma_numbers == ("1001", "1002")


def test_an_rma_that_nobody_knows_is_one_case_without_authorization(desk: TestDesk) -> None:
    receipt = desk.receive("RMA-77777")
    assert receipt.box.rma_numbers == ("77777",)
    assert case(receipt)["rma"] is None
    assert case(receipt)["item"] is None
    assert case(receipt)["account"] is None
    assert "rma-unknown" in rules(receipt)[0]
    assert receipt.box.state is not BoxState.UNMATCHED


@pytest.mark.parametrize("texts", [("no code of ours",), (PARCELS[0],), (CONTAINERS[0],), ("123456789012",)])
def test_a_box_that_names_no_rma_is_one_case_and_goes_to_the_unmatched_shelf(
    desk: TestDesk, texts: tuple[str, ...]
) -> None:
    box = desk.receive(*texts).box
    assert [judged.rma_number for judged in box.verdicts] == [None]
    assert (box.state, box.number_state, box.rma_numbers) == (BoxState.UNMATCHED, NumberState.MISSING, ())


def test_a_read_that_is_not_confirmed_names_nothing(desk: TestDesk) -> None:
    box = desk.receive(read("RMA-77777", confirmed=False), read(PARCELS[0], confirmed=False)).box
    assert (box.rma_numbers, box.tracking_numbers, box.parcel) == ((), (), None)
    assert [(scan.kind, scan.text, scan.confirmed) for scan in box.scans] == [
        (IdentifierKind.UNKNOWN, "RMA-77777", False),
        (IdentifierKind.UNKNOWN, PARCELS[0], False),
    ]


def test_the_record_says_what_read_a_code_and_what_a_person_said_of_it(desk: TestDesk) -> None:
    doubted = read("4006381333931", confirmed=False)
    chosen = replace(Scan(PARCELS[0], ScanSource.SCANNER), chosen=NONE_OF_THEM)
    box = desk.receive(read("RMA-1001"), doubted, doubted.seen_right(), chosen).box
    assert [(scan.step, scan.confirmed, scan.chosen) for scan in box.scans] == [
        ("zxing", True, None),
        ("zxing", False, None),
        (f"zxing{BY_PERSON}", True, None),
        (None, True, NONE_OF_THEM),
    ]


def test_a_read_that_is_not_confirmed_is_one_where_the_registry_knows_it(desk: TestDesk) -> None:
    desk.expect("1001", tracking_number=PARCELS[0])
    box = desk.receive(read("RMA-1001", confirmed=False), read(PARCELS[0], confirmed=False)).box
    assert (box.rma_numbers, box.tracking_numbers) == (("1001",), (PARCELS[0],))


@pytest.mark.parametrize(
    ("codes", "enough"),
    [
        pytest.param((), False, id="nothing read"),
        pytest.param((read("RMA-1001"),), False, id="RMA alone"),
        pytest.param((read(PARCELS[0]),), False, id="parcel alone"),
        pytest.param((read("1001"), read(PARCELS[0])), True, id="RMA by the registry, and parcel"),
        pytest.param((read("RMA-9"), read(PARCELS[0])), False, id="too short for the form of a number"),
        pytest.param((read("RMA-90210"), read(PARCELS[0])), True, id="RMA by its form, and parcel"),
        pytest.param((read("RMA-1001"), read(CONTAINERS[0])), True, id="RMA and container"),
        pytest.param((read("RMA-90210", confirmed=False), read(PARCELS[0])), False, id="RMA not confirmed"),
    ],
)
def test_reading_goes_on_until_rma_and_parcel_are_known(desk: TestDesk, codes: tuple[Scan, ...], enough: bool) -> None:
    desk.expect("1001")
    before = len(desk.events())
    assert desk.receiving.enough(tuple(scan.read for scan in codes if scan.read)) is enough
    assert len(desk.events()) == before, "looking records nothing"


def test_reading_goes_on_for_every_rma_that_a_parcel_is_expected_for(desk: TestDesk) -> None:
    desk.expect("1001", tracking_number=PARCELS[0])
    desk.expect("1002", tracking_number=PARCELS[0])
    one, other, parcel = (read(text).read for text in ("RMA-1001", "RMA-1002", PARCELS[0]))
    assert one
    assert other
    assert parcel
    assert not desk.receiving.enough((one, parcel))
    assert desk.receiving.enough((one, other, parcel))


@pytest.mark.parametrize(
    ("texts", "declared", "state"),
    [
        ((), NumberState.MISSING, NumberState.MISSING),
        ((), NumberState.UNREADABLE, NumberState.UNREADABLE),
        (("RMA-1001",), None, NumberState.READ),
        (("RMA-1001",), NumberState.READ, NumberState.READ),
        (("RMA-1001",), NumberState.INCOMPLETE, NumberState.INCOMPLETE),
        (("RMA-1001",), NumberState.MISSING, NumberState.MISSING),
        (("no code",), None, NumberState.MISSING),
        (("no code",), NumberState.INCOMPLETE, NumberState.INCOMPLETE),
        (("no code",), NumberState.READ, NumberState.MISSING),
        ((PARCELS[0],), NumberState.READ, NumberState.MISSING),
    ],
)
def test_the_state_of_the_number(
    desk: TestDesk, texts: tuple[str, ...], declared: NumberState | None, state: NumberState
) -> None:
    receipt = desk.receive(*texts, number_state=declared)
    assert receipt.box.number_state is state
    assert case(receipt)["label"]["number_state"] == state


@pytest.mark.parametrize("declared", [None, NumberState.READ])
def test_a_box_without_any_code_needs_a_word_of_the_clerk(desk: TestDesk, declared: NumberState | None) -> None:
    assert refused(desk, number_state=declared).code == "nothing-scanned"


def test_hostile_texts_are_only_texts(desk: TestDesk) -> None:
    texts = ("", " ", "\x00", "\ud800half", "'; DROP TABLE box; --", "x" * 100_000, "\u202egnp.exe", "=cmd()")
    box = desk.receive(*texts).box
    assert box.state is BoxState.UNMATCHED
    assert [scan.text for scan in box.scans][3:5] == ["?half", "'; DROP TABLE box; --"]
    assert max(len(scan.text) for scan in box.scans) == 4096
    assert desk.audit.check().faults == ()


def test_a_text_that_nobody_can_identify_stands_beside_the_event_and_can_be_erased(desk: TestDesk) -> None:
    address = "JANE DOE, 4 ELM ST"
    receipt = desk.receive("RMA-1001", address, "also unknown")
    assert [scan.text for scan in receipt.box.scans] == ["RMA-1001", address, "also unknown"]
    assert desk.receiving.recent(1) == (receipt.box,)
    assert "ELM" not in str([event.payload for event in desk.events()])
    with desk.storage.reading() as work:
        stored = work.boxes.get(receipt.box.box_id)
        entry = work.personal.get(stored.texts_entry)
    assert [scan.text for scan in stored.scans] == ["RMA-1001", "", ""]
    assert entry.body == {"texts": [address, "also unknown"]}


@pytest.mark.parametrize(
    ("text", "number", "set_aside"),
    [
        pytest.param("RMA 1001 John Doe, 4 Elm St", "1001", True, id="a name behind a known number"),
        pytest.param("RMA: 104205 PO 77", "104205", True, id="an order behind an unknown one"),
        pytest.param("RMA 104 205", "104205", False, id="a number in two groups"),
        pytest.param("]C0RMA-1001", "1001", False, id="with the scanner's own mark"),
    ],
)
def test_what_is_written_behind_an_rma_number_is_no_part_of_it(
    desk: TestDesk, text: str, number: str, set_aside: bool
) -> None:
    desk.expect("1001")
    box = desk.receive(text).box
    assert (box.rma_numbers, box.scans[0].text) == ((number,), text)
    assert ([text] != [scan["text"] for scan in desk.events()[-1].payload["box"]["scans"]]) is set_aside
    assert desk.receiving.recent(1) == (box,)
