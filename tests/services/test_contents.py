"""What one scanned text is: the first of the things it may be, in the order of the desk."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.carriers import CarrierTable
from rmadesk.adapters.gs1 import ElementStrings
from rmadesk.domain.choices import Choice, signature, signatures
from rmadesk.domain.identifiers import Identifier, IdentifierKind
from rmadesk.domain.scans import Read, Scan, ScanSource
from rmadesk.services.contents import Contents, contents_of
from rmadesk.services.identifying import Identifying
from support.desk import CONTAINERS, NOON, PARCELS, SITE, TestDesk
from support.parcel_numbers import fedex
from support.registry import row

ONE, TWO, _ = PARCELS
IDENTIFYING = Identifying(CarrierTable(), ElementStrings(), SITE)
FEDEX = fedex("12345678901")
KIND = IdentifierKind


@pytest.fixture(scope="module")
def desk() -> TestDesk:
    """A registry in which texts of every form are expected as something else than they look like."""
    desk = TestDesk()
    desk.import_rows(
        row("RMA-2026-0815", serial_number="SN-1", tracking_number=f"{ONE};OWN-PARCEL-1"),
        row(FEDEX, serial_number="RMA-4711"),
        row("2002", serial_number=CONTAINERS[0], tracking_number="RMA-4712;2003"),
        row("2003", serial_number="OWN-PARCEL-1"),
        row("2004", serial_number="2004"),
        row("RMA/7#1", serial_number=TWO),
    )
    return desk


def identified(desk: TestDesk, text: str) -> Identifier:
    with desk.storage.reading() as work:
        return IDENTIFYING.identify(Scan(text, ScanSource.SCANNER), work.authorizations).identifier


@pytest.mark.parametrize(
    ("text", "kind", "value", "known", "carrier"),
    [
        pytest.param("RMA-2026-0815", KIND.RMA, "20260815", True, None, id="RMA number"),
        pytest.param("20260815", KIND.RMA, "20260815", True, None, id="RMA number, bare digits"),
        pytest.param(" rma 2026 0815\r\n", KIND.RMA, "20260815", True, None, id="RMA number in another writing"),
        pytest.param("]C0RMA-2026-0815", KIND.RMA, "20260815", True, None, id="RMA number with symbology"),
        pytest.param("7#1", KIND.UNKNOWN, "7#1", False, None, id="not quite an RMA number"),
        pytest.param(FEDEX, KIND.RMA, FEDEX, True, None, id="RMA number that a carrier could have given"),
        pytest.param("2003", KIND.RMA, "2003", True, None, id="RMA number before expected parcel"),
        pytest.param("2004", KIND.RMA, "2004", True, None, id="RMA number before serial"),
        pytest.param(ONE, KIND.TRACKING, ONE, True, "UPS", id="expected parcel"),
        pytest.param(f" {ONE[:2]} {ONE[2:].lower()} ", KIND.TRACKING, ONE, True, "UPS", id="expected, other writing"),
        pytest.param("own parcel 1", KIND.TRACKING, "OWNPARCEL1", True, None, id="expected parcel of no carrier"),
        pytest.param("RMA-4712", KIND.TRACKING, "RMA4712", True, None, id="expected parcel in the form of an RMA"),
        pytest.param("sn-1", KIND.SERIAL, "SN-1", True, None, id="serial"),
        pytest.param("RMA-4711", KIND.SERIAL, "RMA-4711", True, None, id="serial in the form of an RMA"),
        pytest.param(CONTAINERS[0], KIND.SERIAL, CONTAINERS[0], True, None, id="serial in the form of a container"),
        pytest.param(TWO, KIND.SERIAL, TWO, True, None, id="serial in a carrier's form"),
        pytest.param(CONTAINERS[1], KIND.SSCC, CONTAINERS[1], False, None, id="container code"),
        pytest.param(f"]C100{CONTAINERS[1]}", KIND.SSCC, CONTAINERS[1], False, None, id="container code, GS1"),
        pytest.param("RMA-9999", KIND.RMA, "9999", False, None, id="form of an RMA number"),
        pytest.param("9999", KIND.UNKNOWN, "9999", False, None, id="bare digits that nobody knows"),
        pytest.param(PARCELS[2], KIND.TRACKING, PARCELS[2], False, "UPS", id="carrier's number"),
        pytest.param(PARCELS[2][:-1] + "X", KIND.UNKNOWN, PARCELS[2][:-1] + "X", False, None, id="wrong check digit"),
        pytest.param("SN-", KIND.UNKNOWN, "SN-", False, None, id="start of a serial"),
        pytest.param("RMA", KIND.UNKNOWN, "RMA", False, None, id="the prefix alone"),
        pytest.param("-", KIND.UNKNOWN, "-", False, None, id="a hyphen"),
        pytest.param("", KIND.UNKNOWN, "", False, None, id="nothing"),
        pytest.param(" \t\x00", KIND.UNKNOWN, "", False, None, id="control characters"),
    ],
)
def test_identify(
    desk: TestDesk, text: str, kind: IdentifierKind, value: str, known: bool, carrier: str | None
) -> None:
    found = identified(desk, text)
    assert (found.kind, found.value, found.known, found.carrier) == (kind, value, known, carrier)


@given(st.text(max_size=60))
def test_any_text_is_something_and_unknown_ones_keep_their_text(text: str) -> None:
    found = identified(EMPTY, text)
    assert not found.known
    assert found.kind is not KIND.UNKNOWN or found.text == text


EMPTY = TestDesk()


def contents(desk: TestDesk, *texts: str) -> Contents:
    with desk.storage.reading() as work:
        scans = [Scan(text, ScanSource.SCANNER) for text in texts]
        return contents_of(scans, IDENTIFYING, work.authorizations, work.choices)


def test_every_scan_is_kept_and_each_number_counts_once(desk: TestDesk) -> None:
    got = contents(desk, "RMA-9999", ONE, "RMA-2004", "rma 9999", TWO, PARCELS[2], CONTAINERS[1], "x", ONE)
    assert len(got.scans) == 9
    assert got.rma_numbers == ("9999", "2004")
    assert [held.rma_number for held in got.authorizations] == ["2004"]
    assert got.tracking_numbers == (ONE, PARCELS[2])
    assert got.sscc == CONTAINERS[1]
    assert got.parcel == ONE
    assert [(number, bool(held)) for number, held in got.cases] == [("9999", False), ("2004", True)]


@pytest.mark.parametrize(
    ("texts", "parcel", "cases"),
    [
        ((), None, [None]),
        (("x", "SN-1"), None, [None]),
        ((CONTAINERS[1],), CONTAINERS[1], [None]),
        ((CONTAINERS[1], PARCELS[2]), PARCELS[2], [None]),
        ((ONE,), ONE, ["20260815"]),
        (("own-parcel-1", ONE), "OWNPARCEL1", ["20260815"]),
        ((ONE, "2004"), ONE, ["2004"]),
    ],
    ids=["nothing", "a serial names no RMA", "container", "parcel first", "expected", "expected twice", "label first"],
)
def test_the_parcel_and_the_cases(desk: TestDesk, texts: Any, parcel: str | None, cases: list[str | None]) -> None:
    got = contents(desk, *texts)
    assert got.parcel == parcel
    assert [number for number, _ in got.cases] == cases


def envelope(*fields: str) -> str:
    return f"[)>\x1e06\x1d{chr(0x1D).join(fields)}\x1e\x04"


def test_all_that_stands_in_one_code_counts(desk: TestDesk) -> None:
    got = contents(desk, envelope("R2004", f"3K{ONE}", f"J{CONTAINERS[1]}", "SSN-1", "1PVX-2"))
    assert got.rma_numbers == ("2004",)
    assert (got.tracking_numbers, got.sscc) == ((ONE,), CONTAINERS[1])
    assert [held.rma_number for held in got.expected_by] == ["20260815"]
    assert [identifier.kind for _, identifier in got.scans] == [KIND.RMA]
    assert len(got.identifications[0].also) == 3


def test_the_hint_of_an_expected_parcel_leaves_the_number_missing(desk: TestDesk) -> None:
    got = contents(desk, ONE)
    assert [held.rma_number for held in got.expected_by] == ["20260815"]
    assert got.number_state == "missing"
    assert contents(desk, PARCELS[2]).expected_by == ()


def test_an_expected_container_names_its_authorization() -> None:
    desk = TestDesk()
    desk.expect("1001", tracking_number=CONTAINERS[0])
    for text in (CONTAINERS[0], f"]C100{CONTAINERS[0]}", f"(00){CONTAINERS[0]}"):
        got = contents(desk, text)
        assert [held.rma_number for held in got.authorizations] == ["1001"]
        assert got.parcel == CONTAINERS[0]


GUESS = "TBA010000000000"


def test_a_guess_is_kept_and_names_nothing(desk: TestDesk) -> None:
    got = contents(desk, GUESS)
    ((_, identifier),) = got.scans
    assert (identifier.kind, identifier.carrier, identifier.is_guess) == (KIND.TRACKING, "Amazon", True)
    assert (got.tracking_numbers, got.parcel) == ((), None)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        pytest.param((FEDEX,), (FEDEX,), id="alone it is the parcel"),
        pytest.param((FEDEX, ONE), (ONE,), id="expected parcel beside it"),
        pytest.param((FEDEX, PARCELS[2]), (PARCELS[2],), id="carrier's prefix beside it"),
        pytest.param((FEDEX, CONTAINERS[1]), (FEDEX,), id="container beside it"),
        pytest.param((envelope(f"3K{FEDEX}"), FEDEX), (FEDEX,), id="the same in an envelope"),
        pytest.param((FEDEX, fedex("22345678901")), (FEDEX, fedex("22345678901")), id="two alike"),
    ],
)
def test_bare_digits_name_the_parcel_only_where_nothing_better_does(texts: Any, numbers: tuple[str, ...]) -> None:
    desk = TestDesk()
    desk.expect("1001", tracking_number=ONE)
    assert contents(desk, *texts).tracking_numbers == numbers


def unsure(text: str) -> Scan:
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    return Scan(text, ScanSource.PICTURE, Read(text, text.encode(), "itf", False, corners, False, "plain"))


def test_an_unconfirmed_read_names_nothing_but_what_the_registry_knows(desk: TestDesk) -> None:
    with desk.storage.reading() as work:
        got = contents_of([unsure("RMA-9999"), unsure(PARCELS[2]), unsure("2004")], IDENTIFYING, work.authorizations)
    assert [identifier.kind for _, identifier in got.scans] == [KIND.UNKNOWN, KIND.UNKNOWN, KIND.RMA]
    assert (got.rma_numbers, got.tracking_numbers) == (("2004",), ())
    assert [len(each.candidates) for each in got.identifications] == [1, 1, 2]


def test_once_it_is_known_whose_box_it_is_what_was_said_before_counts() -> None:
    desk = TestDesk()
    desk.import_rows(
        row("1001", customer_id="C-1"),
        row("2003", customer_id="C-1"),
        row("2004", serial_number="2003", customer_id="C-1"),
    )
    asked = contents(desk, "RMA-1001", "2003")
    assert [each.ambiguous for each in asked.identifications] == [False, True]
    assert asked.rma_numbers == ("1001", "2003")
    could_be = asked.identifications[1].candidates
    with desk.storage.writing("test") as work:
        work.choices.save(Choice("C-1", signatures(could_be), signature(could_be[1]), NOON, "ana"))
        work.commit()
    answered = contents(desk, "RMA-1001", "2003")
    assert [each.remembered for each in answered.identifications] == [False, True]
    assert answered.rma_numbers == ("1001",)


def test_the_registry_is_asked_each_question_once_a_box(desk: TestDesk) -> None:
    asked: list[tuple[str, str]] = []

    class Listened:
        """The registry, and what it was asked."""

        def __init__(self, registry: Any) -> None:
            self._registry = registry

        def __getattr__(self, question: str) -> Any:
            return lambda text: asked.append((question, text)) or getattr(self._registry, question)(text)

    texts = (FEDEX, ONE, "RMA-2026-0815", "20260815", FEDEX)
    with desk.storage.reading() as work:
        scans = [Scan(text, ScanSource.SCANNER) for text in texts]
        heard = contents_of(scans, IDENTIFYING, Listened(work.authorizations), work.choices)
        assert heard == contents_of(scans, IDENTIFYING, work.authorizations, work.choices)
    assert ("get", "20260815") in asked
    assert len(asked) == len(set(asked))
