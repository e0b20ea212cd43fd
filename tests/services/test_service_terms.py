"""The terms of service of an authorization: which edition and contract speak, on the facts that the registry has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.adapters.places import load_places
from rmadesk.adapters.support_terms import load_support_terms
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.rma import SupportLevel
from rmadesk.services.service_terms import TermsDesk, TermsQuestion
from rmadesk.services.stores import Stores
from rmadesk.services.support import SupportDesk
from support.desk import NOON, TestDesk
from support.policy import edition_of
from support.registry import row


class BookSeen:
    """A policy book that remembers what it was asked for, and gives the shipped edition under the contract's name."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, date]] = []

    def in_force(self, stores: Stores, edition_id: str, contract: str | None, on: date) -> Edition:
        assert stores.authorizations.count() > 0
        self.asked.append((edition_id, contract, on))
        return replace(edition_of(edition_id), contract=contract)


@pytest.fixture
def book() -> BookSeen:
    return BookSeen()


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def terms_of(desk: TestDesk, book: Any) -> TermsDesk:
    holidays = HolidayCalendar()
    support = SupportDesk(load_support_terms(), EditionFiles(), holidays)
    return TermsDesk(desk.storage, book, holidays, support, load_places(), desk.clock, desk.site)


def test_the_edition_of_the_authorization_speaks_else_the_sites(desk: TestDesk, book: BookSeen) -> None:
    desk.expect("7001", edition="support-page", contract="Contoso 2026")
    desk.expect("7002")
    terms = terms_of(desk, book)
    assert terms.of("RMA-7001").edition.contract == "Contoso 2026"
    terms.of("7002")
    assert book.asked == [
        ("support-page", "Contoso 2026", date(2026, 11, 20)),
        ("hardware-warranty", None, date(2026, 11, 20)),
    ]


@pytest.mark.parametrize(
    ("at", "on"),
    [("2026-11-20T07:59:59+00:00", date(2026, 11, 19)), ("2026-11-20T08:00:00+00:00", date(2026, 11, 20))],
)
def test_the_day_is_the_sites(desk: TestDesk, book: BookSeen, at: str, on: date) -> None:
    desk.expect("7001")
    terms_of(desk, book).of("7001", TermsQuestion(at=datetime.fromisoformat(at)))
    assert book.asked[0][2] == on


def test_an_unknown_number_is_refused(desk: TestDesk, book: BookSeen) -> None:
    with pytest.raises(RefusedError) as refused:
        terms_of(desk, book).of("7001")
    assert refused.value.code == "rma-not-in-registry"


def test_what_is_not_said_is_now(desk: TestDesk, book: BookSeen) -> None:
    desk.expect("7001", edition="support-page", country="US", region="OR")
    terms = terms_of(desk, book).of("7001")
    assert terms.at == NOON
    assert terms.promise.identified_at == NOON
    assert not terms.is_identified
    assert (terms.promise.leaves_on, terms.promise.arrives_on) == (date(2026, 11, 20), date(2026, 11, 23))
    assert terms.appointment.earliest_at == NOON + timedelta(hours=48)
    assert terms.onsite.started_at is None
    assert terms.way_back.variant == "prepaid"


def test_what_is_said_is_used(desk: TestDesk, book: BookSeen) -> None:
    desk.expect("7001", edition="support-page", country="US")
    at = datetime(2026, 11, 16, 20, tzinfo=UTC)
    hours = [at + timedelta(hours=after) for after in range(1, 5)]
    terms = terms_of(desk, book).of("7001", TermsQuestion(at, *hours))
    assert terms.promise.identified_at == hours[0]
    assert terms.is_identified
    assert terms.promise.leaves_on == date(2026, 11, 17)
    assert (terms.appointment.proposed_at, terms.appointment.is_kept) == (hours[1], False)
    assert terms.onsite.deadline_at == hours[3] + timedelta(hours=4)


def test_each_unit_has_its_ruling(desk: TestDesk, book: BookSeen) -> None:
    same = {"edition": "support-page", "advance_replacement": "false"}
    desk.import_rows(
        row("7001", serial_number="A", family="rackmount-server", **same),
        row("7001", serial_number="B", family="truenas-mini", **same),
        row("7001", serial_number="C", family="", **same),
    )
    rulings = terms_of(desk, book).of("7001").advance
    assert [(each.unit.serial_number, each.ruling.answer.value) for each in rulings if each.unit] == [
        ("A", "allowed"),
        ("B", "not-allowed"),
        ("C", "ask"),
    ]


@pytest.mark.parametrize(("cell", "answer"), [("true", "allowed"), ("false", "not-allowed"), ("", "ask")])
def test_the_registry_says_who_is_entitled(desk: TestDesk, book: BookSeen, cell: str, answer: str) -> None:
    desk.expect("7001", advance_replacement=cell)
    (ruling,) = terms_of(desk, book).of("7001").advance
    assert ruling.ruling.answer == answer


def test_an_erased_address_leaves_the_way_back_open(desk: TestDesk, book: BookSeen) -> None:
    desk.expect("7001", edition="support-page", country="US", region="OR")
    with desk.storage.reading() as work:
        authorization = work.authorizations.get("7001")
    assert terms_of(desk, book).of("7001").way_back.variant == "prepaid"
    del desk.storage.state.personal[authorization.customer_entry]
    assert terms_of(desk, book).of("7001").way_back.variant == "region-unknown"


@pytest.mark.parametrize(
    ("level", "shown", "statement"),
    [("gold", SupportLevel.GOLD, "gold-any-hour"), ("silver", SupportLevel.SILVER, "silver-bronze"), ("", None, None)],
)
def test_who_answers_depends_on_the_level(
    desk: TestDesk, book: BookSeen, level: str, shown: SupportLevel | None, statement: str | None
) -> None:
    desk.expect("7001", support_level=level)
    support = terms_of(desk, book).of("7001").support
    assert support.level is shown
    said = {each.statement.id for each in support.answers}
    assert (statement in said) if statement else said == {"standard-warranty", "phone-hours"}
    assert {each.severity for each in support.answers} == {1, 2, 3, 4}


def test_contradictions_are_named_by_severity(desk: TestDesk, book: BookSeen) -> None:
    desk.expect("7001", support_level="gold")
    sunday = TermsQuestion(at=datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert terms_of(desk, book).of("7001", sunday).support.disagreed == (1, 2, 3, 4)
    desk.expect("7002", support_level="bronze")
    assert terms_of(desk, book).of("7002", sunday).support.disagreed == ()


@pytest.mark.parametrize(
    ("country", "number", "territory"),
    [("DE", "+49-800-1808922", True), ("US", "1 (855) 473-7449", False), ("PR", "+1 (408) 943-4100", False)],
)
def test_number_and_notices_go_by_the_country(
    desk: TestDesk, book: BookSeen, country: str, number: str, territory: bool
) -> None:
    desk.expect("7001", edition="support-page", country=country)
    terms = terms_of(desk, book).of("7001")
    assert terms.support.phone.on_paper == number
    assert ("territory" in [notice.id for notice in terms.notices]) is territory


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize(
    ("year", "refused"), [(1, True), (1989, True), (1992, False), (2099, False), (2100, True), (9999, True)]
)
def test_an_instant_that_is_too_far_away_is_refused(
    desk: TestDesk, book: BookSeen, place: int, year: int, refused: bool
) -> None:
    desk.expect("7001", edition="support-page", country="DE")
    instants: list[datetime | None] = [None] * 5
    instants[place] = datetime(year, 6, 1, tzinfo=UTC)
    question = TermsQuestion(*instants)
    if not refused:
        assert terms_of(desk, book).of("7001", question)
        return
    with pytest.raises(RefusedError) as error:
        terms_of(desk, book).of("7001", question)
    assert error.value.code == "instant-out-of-range"


@pytest.mark.parametrize(("written", "number"), [("de", "+49-800-1808922"), (" GB ", "+44-20-7099-5444")])
def test_a_number_is_found_by_country(written: str, number: str) -> None:
    support = SupportDesk(load_support_terms(), EditionFiles(), HolidayCalendar())
    assert support.phone_for(written).on_paper == number
    with pytest.raises(RefusedError) as refused:
        support.phone_for("Germany")
    assert refused.value.code == "country-unknown"
