"""What of a box is personal, and stands beside the event; what is kept nowhere."""

import pytest

from rmadesk.domain.identifiers import Ground, IdentifierKind
from rmadesk.domain.plain import from_plain, to_plain
from rmadesk.domain.rma import BoxScan
from rmadesk.domain.scans import ScanSource
from rmadesk.services.receiving import Outcome
from support.desk import CONTAINERS, TestDesk
from support.registry import row


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


GUESS = "TBA010000000000"
LABEL = "[)>\x1e06\x1dR1001\x1dSSN-1\x1d12LJANE DOE, 4 ELM ST\x1e\x04"
BADGE = "%RB:ABCDEFGHIJKLMNOPQRSTUV234Q"


def test_what_holds_more_than_numbers_is_personal_and_its_numbers_are_not(desk: TestDesk) -> None:
    box = desk.receive(LABEL).box
    (scan,) = box.scans
    assert (scan.text, scan.kind, scan.value) == (LABEL, IdentifierKind.RMA, "1001")
    assert [(each.kind, each.value) for each in scan.also] == [(IdentifierKind.SERIAL, "SN-1")]
    assert desk.receiving.recent(1) == (box,)
    assert "ELM" not in str([event.payload for event in desk.events()])


def test_fields_as_people_read_them_are_more_than_numbers_too(desk: TestDesk) -> None:
    text = "(21)SN-1(4300)JANE DOE(4302)4 ELM ST"
    box = desk.receive("RMA-1001", text).box
    assert [(scan.kind, scan.text) for scan in box.scans[1:]] == [(IdentifierKind.SERIAL, text)]
    assert desk.receiving.recent(1) == (box,)
    assert "ELM" not in str([event.payload for event in desk.events()])


def test_a_guess_is_on_record_as_unknown_and_as_personal(desk: TestDesk) -> None:
    box = desk.receive("RMA-1001", GUESS).box
    guess = box.scans[1]
    assert (guess.kind, guess.text, guess.value) == (IdentifierKind.UNKNOWN, GUESS, GUESS)
    assert [(each.carrier, each.ground) for each in guess.candidates] == [("Amazon", Ground.CARRIER_FORM)]
    assert (box.tracking_numbers, box.parcel) == ((), None)
    assert desk.receiving.recent(1) == (box,)
    assert GUESS not in str([event.payload for event in desk.events()])


def test_a_badge_on_a_box_is_kept_nowhere(desk: TestDesk) -> None:
    box = desk.receive("RMA-1001", BADGE, "unknown").box
    assert [scan.text for scan in box.scans] == ["RMA-1001", "", "unknown"]
    assert desk.receiving.recent(1) == (box,)
    with desk.storage.reading() as work:
        assert BADGE[4:] not in str(work.personal.get(box.texts_entry))
    assert BADGE[4:] not in str([event.payload for event in desk.events()])


def test_a_serial_and_a_container_beside_another_number_count(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="SN-1"), row("1001", serial_number="SN-2"))
    container = CONTAINERS[0]
    desk.receive(f"[)>\x1e06\x1dR1001\x1dSSN-1\x1dJ{container}\x1e\x04")
    with desk.storage.reading() as work:
        assert [arrival.serial_numbers for arrival in work.boxes.open_arrivals()] == [("SN-1",)]
    assert desk.receive("RMA-1001", container).outcome is Outcome.DUPLICATE


def test_a_scan_from_before_candidates_were_kept_is_read() -> None:
    scan = BoxScan("RMA-1", IdentifierKind.RMA, "1", ScanSource.SCANNER, None, True, ())
    old = {name: value for name, value in to_plain(scan).items() if name not in ("also", "candidates")}
    assert from_plain(BoxScan, old) == scan
