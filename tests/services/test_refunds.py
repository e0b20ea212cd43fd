"""Money back: who gets it, less what, and that a sheet is made once for what it rests on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.rma import Disposition, UnitState
from rmadesk.services.refunds import RefundDesk, RefundPaper
from support.desk import SITE, TestDesk
from support.policy_records import adopted
from support.registry import row

PAPER = Path("sheet.pdf")
CITED = "Support: Money Back Guarantee"


class Drawn:
    """The port `RefundRenderer`: keeps what it was to draw."""

    def __init__(self) -> None:
        self.papers: list[RefundPaper] = []

    def render(self, paper: RefundPaper) -> bytes:
        self.papers.append(paper)
        return paper.sheet.sheet_id.encode()


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def refunds(desk: TestDesk, renderer: Drawn | None = None) -> RefundDesk:
    words = Catalogue("en", desk.site.time_zone, strict=True)
    return RefundDesk(desk.storage, desk.ledger, desk.policy_book, renderer or Drawn(), desk.files, words, desk.site)


def returned(rma_number: str, **changed: str) -> dict[str, str]:
    """A row of a return for money, in time under the support page."""
    return row(
        rma_number,
        **{"kind": "refund", "edition": "support-page", "shipped_on": "2026-11-01", "price": "100.00"} | changed,
    )


def come_in(desk: TestDesk, *rows: dict[str, str], disposition: Disposition = Disposition.REFUND) -> None:
    """The units of one RMA are expected, arrive, and are found at the bench."""
    desk.import_rows(*rows)
    number = rows[0]["rma_number"]
    desk.receive(f"RMA-{number}", piece="1/1")
    for unit in desk.registry.open(number).units:
        desk.inspect(unit.unit_id, disposition=disposition)


def refusal(desk: TestDesk, rma_number: str = "1", **said: Any) -> RefusedError:
    events, written = len(desk.events()), dict(desk.files.written)
    with pytest.raises(RefusedError) as raised:
        refunds(desk).make(rma_number, **said)
    assert (len(desk.events()), desk.files.written) == (events, written), "nothing is recorded, nothing written"
    return raised.value


def sheets(desk: TestDesk) -> list[Any]:
    return [event.payload for event in desk.events() if event.kind is EventKind.REFUND_SHEET_MADE]


# ------------------------------------------------------------------------------------------------------------ the sums


def test_a_sheet_is_made_with_its_sums_and_recorded(desk: TestDesk) -> None:
    come_in(desk, returned("RMA-1"))
    paper = refunds(desk).make("rma 1")
    sheet = paper.sheet
    assert (paper.is_new, paper.replaces, paper.reason, paper.contract) == (True, None, None, None)
    assert (sheet.price, sheet.restocking_fee, sheet.amount) == (Decimal("100.00"), Decimal("20.00"), Decimal("80.00"))
    assert (sheet.edition, sheet.edition_version, sheet.waived, sheet.currency) == ("support-page", 2, False, "USD")
    assert (sheet.made_by, sheet.made_at, sheet.unit_id) == ("ana", desk.clock.now(), "1/SN-RMA-1")
    assert paper.fee is not None
    assert (paper.fee.citation, paper.fee.figures["percent"]) == (CITED, "20")
    assert (paper.arrived_on, paper.edition_title) == (date(2026, 11, 20), "Support")
    (payload,) = sheets(desk)
    assert payload["reason"] is None
    with desk.storage.reading() as work:
        assert work.refunds.of_rma("1") == (sheet,)


def test_months_that_the_edition_never_agrees_bar_no_refund() -> None:
    """The registry checks them only where a row names the edition itself."""
    desk = TestDesk(site=replace(SITE, edition="support-page"))
    come_in(desk, returned("1", edition="", warranty_months="3"))
    assert refunds(desk).make("1").sheet.amount == Decimal("80.00")


@pytest.mark.parametrize(
    ("price", "fee", "amount"),
    [
        pytest.param("0.02", None, "0.02", id="a fee below half a cent is none"),
        pytest.param("0.03", "0.01", "0.02", id="a fee above half a cent is a cent"),
        pytest.param("1899.99", "380.00", "1519.99", id="379.998"),
        pytest.param("0.00", None, "0.00", id="a gift"),
        pytest.param("999999999999.99", "200000000000.00", "799999999999.99", id="large"),
    ],
)
def test_a_fifth_of_the_price_is_kept(desk: TestDesk, price: str, fee: str | None, amount: str) -> None:
    come_in(desk, returned("1", price=price))
    sheet = refunds(desk).make("1").sheet
    assert (sheet.restocking_fee, sheet.amount) == (Decimal(fee) if fee else None, Decimal(amount))


@pytest.mark.parametrize(
    ("price", "fee"),
    [
        pytest.param("0.04", "0.01", id="half a cent goes up"),
        pytest.param("0.12", "0.02", id="a cent and a half goes up"),
        pytest.param("0.03", None, id="below half a cent"),
    ],
)
def test_a_contract_sets_another_share_and_is_cited(desk: TestDesk, price: str, fee: str | None) -> None:
    text = (
        'contract = "Contoso 2026"\nedition = "support-page"\nversion = 1\napplies_from = 2026-01-01\n'
        "[rules.restocking-fee]\npercent = 12.5\n"
    )
    with desk.storage.writing("test") as work:
        work.policies.save(adopted("p1", edition="support-page", text=text))
        work.commit()
    come_in(desk, returned("1", price=price, contract="Contoso 2026"))
    paper = refunds(desk).make("1")
    assert paper.sheet.restocking_fee == (Decimal(fee) if fee else None)
    assert paper.contract == "Contoso 2026"
    if fee:
        assert paper.fee is not None
        assert paper.fee.citation == f"{CITED}; contract Contoso 2026"


def test_hardware_warranty_keeps_nothing_and_leaves_nothing_out(desk: TestDesk) -> None:
    come_in(desk, returned("1", edition="hardware-warranty", shipped_on="2020-01-01"))
    paper = refunds(desk).make("1")
    assert (paper.sheet.restocking_fee, paper.sheet.amount, paper.fee) == (None, Decimal("100.00"), None)
    assert paper.left_out == ()
    assert refusal(desk, waive_reason="a friend").code == "refund-no-fee"


@pytest.mark.parametrize(("given", "shown"), [("EUR", "EUR"), ("", "USD")], ids=["the unit's", "else the site's"])
def test_the_currency(desk: TestDesk, given: str, shown: str) -> None:
    come_in(desk, returned("1", currency=given))
    assert refunds(desk).make("1").sheet.currency == shown


@pytest.mark.parametrize("kind", ["credit", "refund"])
def test_each_unit_has_a_sheet_of_its_own(desk: TestDesk, kind: str) -> None:
    come_in(
        desk,
        returned("1", serial_number="A", kind=kind),
        returned("1", serial_number="B", kind=kind, price="50.00"),
    )
    assert refusal(desk).code == "unit-not-said"
    assert refusal(desk, serial_number="C").code == "unit-unknown"
    assert refunds(desk).make("1", serial_number="a").sheet.amount == Decimal("80.00")
    assert refunds(desk).make("1", serial_number="B").sheet.amount == Decimal("40.00")
    assert not refunds(desk).make("1", serial_number="A").is_new


def test_what_could_still_bar_it_is_told(desk: TestDesk) -> None:
    """Nobody records yet whether it is complete and fit to be sold again; what only makes a note bars nothing."""
    come_in(desk, returned("1"), disposition=Disposition.CREDIT)
    assert refunds(desk).make("1").open_rules == ("transit-damage", "item-incomplete")
    come_in(desk, returned("2", edition="hardware-warranty"))
    assert refunds(desk).make("2").open_rules == ("transit-damage", "item-incomplete", "item-not-resellable")


# --------------------------------------------------------------------------------------------------------- the waiver


def test_a_waived_fee_needs_a_reason_which_is_kept_apart(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    assert refusal(desk, waive_reason=" ").code == "reason-missing"
    paper = refunds(desk).make("1", waive_reason=" our mistake ")
    sheet = paper.sheet
    assert (sheet.waived, sheet.restocking_fee, sheet.amount) == (True, Decimal("20.00"), Decimal("100.00"))
    assert paper.reason == "our mistake"
    (payload,) = sheets(desk)
    assert payload["reason"]["id"] == sheet.reason_entry
    assert "our mistake" not in str(payload)


def test_a_waiver_stands_until_what_it_rests_on_changes(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    waived = refunds(desk).make("1", waive_reason="our mistake")
    again = refunds(desk).make("1")
    assert (again.is_new, again.sheet, again.reason) == (False, waived.sheet, "our mistake")
    other = refunds(desk).make("1", waive_reason="another reason")
    assert (other.is_new, other.reason) == (False, "our mistake")
    desk.import_rows(returned("1", price="200.00"))
    dearer = refunds(desk).make("1")
    assert (dearer.is_new, dearer.replaces, dearer.sheet.waived) == (True, waived.sheet, False)
    assert dearer.sheet.amount == Decimal("160.00")


def test_a_reason_that_was_erased_is_told_as_none(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    sheet = refunds(desk).make("1", waive_reason="our mistake").sheet
    with desk.storage.writing("test") as work:
        del work.state.personal[sheet.reason_entry]
        work.commit()
    again = refunds(desk).make("1")
    assert (again.is_new, again.sheet.waived, again.reason) == (False, True, None)


# ------------------------------------------------------------------------------------------------------------- twice


def test_a_sheet_is_made_once(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    first = refunds(desk).make("1", path=PAPER)
    desk.clock.forward(timedelta(days=1))
    second = refunds(desk).make("1", path=PAPER)
    assert (second.is_new, second.sheet) == (False, first.sheet)
    assert len(sheets(desk)) == 1
    assert desk.files.written == {PAPER: first.sheet.sheet_id.encode()}


@pytest.mark.parametrize(
    "changed",
    [{"price": "100.01"}, {"currency": "EUR"}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_change_makes_a_new_one_that_takes_its_place(desk: TestDesk, changed: dict[str, str]) -> None:
    come_in(desk, returned("1"))
    first = refunds(desk).make("1")
    desk.clock.forward(timedelta(days=1))
    desk.import_rows(returned("1", **changed))
    second = refunds(desk).make("1")
    assert (second.is_new, second.replaces) == (True, first.sheet)
    assert not refunds(desk).make("1").is_new
    assert len(sheets(desk)) == 2


def test_a_waiver_makes_a_new_one(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    first = refunds(desk).make("1")
    assert refunds(desk).make("1", waive_reason="our mistake").replaces == first.sheet


def test_a_sheet_that_can_not_be_written_is_not_recorded(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    desk.files.fails = True
    with pytest.raises(FaultError):
        refunds(desk).make("1", path=PAPER)
    assert sheets(desk) == []
    desk.files.fails = False
    assert refunds(desk).make("1", path=PAPER).is_new


def test_sheets_come_back_when_the_tables_are_made_again(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    refunds(desk).make("1", waive_reason="our mistake")
    with desk.storage.reading() as work:
        before = work.refunds.of_rma("1")
    desk.audit.rebuild()
    with desk.storage.reading() as work:
        assert work.refunds.of_rma("1") == before


# ------------------------------------------------------------------------------------------------------------ refused


@pytest.mark.parametrize("kind", ["repair", "replacement", ""])
def test_money_is_given_back_for_credit_and_refund_only(desk: TestDesk, kind: str) -> None:
    desk.import_rows(returned("1", kind=kind))
    desk.receive("RMA-1", piece="1/1")
    refused = refusal(desk)
    assert (refused.code, refused.figures["kind"]) == ("refund-kind", kind or None)


def test_a_cancelled_authorization_gives_nothing_back(desk: TestDesk) -> None:
    desk.import_rows(returned("1", status="cancelled"))
    assert refusal(desk).code == "refund-cancelled"


def test_an_unknown_one_is_not_in_the_registry(desk: TestDesk) -> None:
    assert refusal(desk, "9").code == "rma-not-in-registry"


@pytest.mark.parametrize("state", [None, UnitState.MISSING, UnitState.WRONG_ITEM, UnitState.SURPLUS])
def test_nothing_is_given_back_for_what_was_not_received(desk: TestDesk, state: UnitState | None) -> None:
    desk.import_rows(returned("1"))
    assert refusal(desk).code == "refund-not-received"
    desk.receive("RMA-1", piece="1/1")
    if state:
        outcome = Disposition.NONE if state is UnitState.MISSING else Disposition.RETURN_TO_SENDER
        desk.inspect("1/SN-1", state=state, disposition=outcome)
    refused = refusal(desk)
    assert (refused.code, refused.figures["state"]) == ("refund-not-received", (state or UnitState.EXPECTED).value)


@pytest.mark.parametrize("disposition", [each for each in Disposition if each is not Disposition.NONE])
def test_what_the_bench_decided(desk: TestDesk, disposition: Disposition) -> None:
    come_in(desk, returned("1"), disposition=disposition)
    if disposition in (Disposition.REPAIR, Disposition.REPLACE, Disposition.RETURN_TO_SENDER):
        refused = refusal(desk)
        assert (refused.code, refused.figures["disposition"]) == ("refund-disposition", disposition.value)
    else:
        assert refunds(desk).make("1").is_new


def test_without_a_price_it_says_where_to_put_it(desk: TestDesk) -> None:
    come_in(desk, returned("1", price=""))
    assert refusal(desk).code == "refund-no-price"
    desk.import_rows(returned("1", price="10.00"))
    assert refunds(desk).make("1").sheet.amount == Decimal("8.00")


@pytest.mark.parametrize(
    ("shipped_on", "is_barred"),
    [
        pytest.param("2026-10-21", False, id="arrives on the 30th day"),
        pytest.param("2026-10-20", True, id="arrives on the 31st day"),
    ],
)
def test_what_arrives_late_is_barred_with_its_clause(desk: TestDesk, shipped_on: str, is_barred: bool) -> None:
    desk.import_rows(returned("1", shipped_on=shipped_on))
    desk.receive("RMA-1", piece="1/1")
    refused = refusal(desk)
    assert refused.code == ("refund-barred" if is_barred else "refund-not-received")
    if is_barred:
        assert f"[{CITED}]" in str(refused.figures["said"])
        assert "30" in str(refused.figures["said"])


def test_a_unit_among_several_is_judged_by_itself(desk: TestDesk) -> None:
    """The box of several units was judged without an item: neither lateness nor software could speak then."""
    come_in(
        desk,
        returned("1", serial_number="A", shipped_on="2026-10-20"),
        returned("1", serial_number="B", category="software"),
        returned("1", serial_number="C"),
    )
    assert refusal(desk, serial_number="A").code == "refund-barred"
    assert refusal(desk, serial_number="B").code == "refund-barred"
    assert refunds(desk).make("1", serial_number="C").is_new


def test_what_is_on_hold_waits_for_a_supervisor(desk: TestDesk) -> None:
    desk.import_rows(returned("1", edition="hardware-warranty", account_paid="false"))
    desk.receive("RMA-1", piece="1/1")
    assert refusal(desk).code == "refund-on-hold"


def test_an_undone_receipt_is_none(desk: TestDesk) -> None:
    desk.import_rows(returned("1", shipped_on="2026-10-20"))
    receipt = desk.receive("RMA-1", piece="1/1")
    desk.receiving.void(receipt.box.box_id)
    assert refusal(desk).code == "refund-not-received"


def test_a_later_box_does_not_bar_what_came_in_before(desk: TestDesk) -> None:
    come_in(desk, returned("1"))
    desk.clock.forward(timedelta(days=60))
    late = desk.receive("RMA-1", piece="2/2").box
    assert late.verdict.value == "refuse"
    assert refunds(desk).make("1").arrived_on == date(2026, 11, 20)
