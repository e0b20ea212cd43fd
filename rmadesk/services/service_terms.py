"""The terms of serving a customer: all that the policy and the texts of support say of one authorization."""

from dataclasses import dataclass
from datetime import datetime

from rmadesk.domain.business_days import UNITED_STATES
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.places import Places
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.rma import Authorization, Customer, SupportLevel, Unit
from rmadesk.domain.service_times import Appointment, OnsiteClock, Promise, appointment, onsite_clock, promised_days
from rmadesk.domain.shipping_rules import Ruling, advance_replacement, return_label, way_back
from rmadesk.domain.support import (
    SEVERITIES,
    Answering,
    SupportNotice,
    SupportPhone,
    texts_disagree,
)
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.ports import Clock, Holidays
from rmadesk.services.registry import customer_of, known_authorization
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage
from rmadesk.services.support import SupportDesk

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Instants outside are slips of the pen; every calendar of holidays that the desk uses holds them."""


@dataclass(frozen=True, slots=True)
class TermsQuestion:
    """The instants (aware) that a question is about; null `at` is now, a null `identified_at` is `at`.

    `root_cause_at`: the root cause analysis was complete; `parts_onsite_at`: the parts were there.
    """

    at: datetime | None = None
    identified_at: datetime | None = None
    appointment_at: datetime | None = None
    root_cause_at: datetime | None = None
    parts_onsite_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitRuling:
    """The ruling on one expected unit; null: the registry expects none."""

    unit: Unit | None
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class SupportNow:
    """Who answers, by severity, as each text has it; a null level is served as one without a contract.

    `disagreed` are the severities on which one text says that somebody answers and another that nobody does.
    """

    level: SupportLevel | None
    answers: tuple[Answering, ...]
    disagreed: tuple[int, ...]
    phone: SupportPhone
    level_phones: tuple[SupportPhone, ...]


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """All that the policy says of serving an authorization at an instant."""

    authorization: Authorization
    edition: Edition
    at: datetime
    advance: tuple[UnitRuling, ...]
    return_label: Ruling
    way_back: Ruling
    promise: Promise
    is_identified: bool
    appointment: Appointment
    onsite: OnsiteClock
    support: SupportNow
    notices: tuple[SupportNotice, ...]


class TermsDesk:
    """Looks up the terms of service; records nothing."""

    def __init__(
        self,
        storage: Storage,
        book: PolicyBook,
        holidays: Holidays,
        support: SupportDesk,
        places: Places,
        clock: Clock,
        site: Site,
    ) -> None:
        self._storage = storage
        self._book = book
        self._holidays = holidays
        self._support = support
        self._places = places
        self._clock = clock
        self._site = site

    def of(self, rma_number: str, asked: TermsQuestion | None = None) -> ServiceTerms:
        """The terms of an authorization, under the edition and contract in force on the site-local day.

        Raises RefusedError `rma-not-in-registry`, `instant-out-of-range`, what the policy book raises, and
        `holiday-...` where a calendar of holidays is lacking.
        """
        question = asked or TermsQuestion()
        at = _sound(question.at or self._clock.now())
        with self._storage.reading() as work:
            authorization = known_authorization(work, rma_number)
            units = work.authorizations.units(authorization.rma_number)
            customer = customer_of(work, authorization)
            named = authorization.edition or self._site.edition
            on = at.astimezone(self._site.time_zone).date()
            edition = self._book.in_force(work, named, authorization.contract, on)
        return self._terms(authorization, units, customer, edition, at, question)

    def _terms(
        self,
        authorization: Authorization,
        units: tuple[Unit, ...],
        customer: Customer | None,
        edition: Edition,
        at: datetime,
        asked: TermsQuestion,
    ) -> ServiceTerms:
        country = authorization.country
        is_american = self._places.is_american(country)
        return ServiceTerms(
            authorization=authorization,
            edition=edition,
            at=at,
            advance=_advance(edition, authorization, units),
            return_label=return_label(edition),
            way_back=way_back(
                edition, country, customer.region if customer else None, authorization.whole_system, self._places
            ),
            promise=promised_days(
                edition,
                country,
                _sound(asked.identified_at or at),
                places=self._places,
                eu_country=self._site.eu_country,
                is_holiday=self._holidays.is_holiday,
            ),
            is_identified=asked.identified_at is not None,
            appointment=appointment(edition, at, _sound_or_none(asked.appointment_at)),
            onsite=onsite_clock(edition, _sound_or_none(asked.root_cause_at), _sound_or_none(asked.parts_onsite_at)),
            support=self._support_now(authorization, at),
            notices=self._support.terms.notices_for(edition.id, abroad=None if country is None else not is_american),
        )

    def _support_now(self, authorization: Authorization, at: datetime) -> SupportNow:
        level, country = authorization.support_level, authorization.country
        abroad = None if country is None else country != UNITED_STATES
        by_severity = {
            severity: self._support.answers_at(level or SupportLevel.NONE, severity, at, international=abroad)
            for severity in SEVERITIES
        }
        return SupportNow(
            level,
            tuple(answer for answers in by_severity.values() for answer in answers),
            tuple(severity for severity, answers in by_severity.items() if texts_disagree(answers)),
            self._support.terms.phone_for(country),
            self._support.terms.phones_of_level(level),
        )


def _advance(edition: Edition, authorization: Authorization, units: tuple[Unit, ...]) -> tuple[UnitRuling, ...]:
    entitled = authorization.advance_replacement
    if not units:
        return (UnitRuling(None, advance_replacement(edition, None, entitled)),)
    return tuple(UnitRuling(unit, advance_replacement(edition, unit.family, entitled)) for unit in units)


def _sound(instant: datetime) -> datetime:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise RefusedError("instant-out-of-range", value=instant.isoformat(), first=FIRST_YEAR, last=LAST_YEAR)
    return instant


def _sound_or_none(instant: datetime | None) -> datetime | None:
    return _sound(instant) if instant else None
