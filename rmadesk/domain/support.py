"""Support: what the texts say of who answers when, contradictions side by side, and by which telephone number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from rmadesk.domain.business_days import UNITED_STATES, IsHoliday
from rmadesk.domain.rma import SupportLevel

SEVERITIES = (1, 2, 3, 4)
"""From S1, the business stands still, to S4, a request."""

_DESK_ZONE = ZoneInfo("America/Los_Angeles")
_SATURDAY = 5


class SupportWindow(StrEnum):
    """The hours that a statement is about; desk hours are Monday to Friday, Pacific time."""

    ANY_HOUR = "any-hour"
    DESK_HOURS = "desk-hours"
    AFTER_HOURS = "after-hours"
    CUSTOMER_HOURS = "customer-hours"


class SupportAnswer(StrEnum):
    """Whether somebody answers; `unsaid` where the text gives no hours that could be counted."""

    ANSWERED = "answered"
    RECORDED = "recorded"
    UNSAID = "unsaid"


class Occasion(StrEnum):
    """Where a notice has to be told."""

    SENDING = "sending"
    REPLACEMENT = "replacement"
    DISPOSITION = "disposition"


class ResponseAnswer(StrEnum):
    """What a TrueCommand request of a severity gets."""

    NOT_APPLICABLE = "not-applicable"
    WITHIN_HOURS = "within-hours"
    NEXT_BUSINESS_DAY = "next-business-day"
    COMMUNITY = "community"
    EMAIL = "email"


class TrueCommandPlan(StrEnum):
    """With a licence, or the free one."""

    LICENSED = "licensed"
    FREE = "free"


class PhoneKind(StrEnum):
    """What a telephone number is good for."""

    LOCAL = "local"
    MOBILE = "mobile"
    NATIONAL = "national"
    TOLL_FREE = "toll-free"
    INTERNATIONAL = "international"
    EXTENSION = "extension"
    ANY_HOUR = "any-hour"
    AFTER_HOURS = "after-hours"


@dataclass(frozen=True, slots=True)
class SupportStatement:
    """One sentence of a text about who answers when; its words are `support.statements.<id>`.

    Hours are whole, `from_hour` included and `until_hour` not. `holidays_out`: the text leaves out holidays, which are
    taken for the federal ones. `except_any_hour`: it does not speak of requests that somebody answers at any hour.
    `international`: only of customers outside the United States. `note` is the footnote of the text.
    """

    id: str
    levels: tuple[SupportLevel, ...]
    severities: tuple[int, ...]
    window: SupportWindow
    edition: str
    heading: str
    note: str | None = None
    from_hour: int | None = None
    until_hour: int | None = None
    holidays_out: bool = False
    except_any_hour: bool = False
    international: bool = False


@dataclass(frozen=True, slots=True)
class TrueCommandResponse:
    """How soon a TrueCommand request is responded to; `drives`: what the plan is limited to."""

    plan: TrueCommandPlan
    severity: int
    answer: ResponseAnswer
    edition: str
    heading: str
    note: str | None = None
    hours: int | None = None
    drives: int | None = None


@dataclass(frozen=True, slots=True)
class SupportNotice:
    """What a customer or the desk has to be told on some occasions; its words are `support.notices.<id>`.

    `abroad_only`: only where the customer is outside the United States and its territories, or may be.
    """

    id: str
    shown_at: tuple[Occasion, ...]
    edition: str
    heading: str
    note: str | None = None
    abroad_only: bool = False


@dataclass(frozen=True, slots=True)
class SupportPhone:
    """A number as the text prints it; null `country`: of no one country; null `levels`: for every customer."""

    kind: PhoneKind
    edition: str
    heading: str
    note: str | None = None
    country: str | None = None
    place: str | None = None
    domestic: str | None = None
    international: str | None = None
    levels: tuple[SupportLevel, ...] | None = None

    @property
    def on_paper(self) -> str:
        """The number for labels and letters: the one that can be dialled from everywhere, where there is one."""
        number = self.international or self.domestic
        assert number
        return number


@dataclass(frozen=True, slots=True)
class Answering:
    """What a statement says of one severity at an instant."""

    statement: SupportStatement
    severity: int
    answer: SupportAnswer


@dataclass(frozen=True, slots=True)
class SupportTerms:
    """All that the texts say of support, in the order of the files."""

    statements: tuple[SupportStatement, ...]
    responses: tuple[TrueCommandResponse, ...]
    notices: tuple[SupportNotice, ...]
    phones: tuple[SupportPhone, ...]

    def answers_at(
        self,
        level: SupportLevel,
        severity: int,
        instant: datetime,
        *,
        is_holiday: IsHoliday,
        international: bool | None = None,
    ) -> tuple[Answering, ...]:
        """What each text says of who answers a request at an aware instant; a text that does not speak of it is absent.

        `international`: the customer is outside the United States; null, not known, leaves those statements in.
        What `is_holiday` raises goes through.
        """
        return tuple(
            Answering(each, severity, answer)
            for each in self.statements
            if self._speaks_of(each, level, severity, international)
            for answer in _answer(each, instant, is_holiday)
        )

    def phone_for(self, country: str | None) -> SupportPhone:
        """The number for a customer's country, or the one for all others."""
        general = [phone for phone in self.phones if phone.levels is None]
        return next(
            (phone for phone in general if phone.country == country and country is not None),
            next(phone for phone in general if phone.country is None),
        )

    def phones_of_level(self, level: SupportLevel | None) -> tuple[SupportPhone, ...]:
        """The numbers that only customers of a support level have."""
        return tuple(phone for phone in self.phones if phone.levels and level in phone.levels)

    def notices_for(self, edition: str, *, abroad: bool | None) -> tuple[SupportNotice, ...]:
        """What is to be told under an edition; `abroad`: the customer is not in the United States or a territory."""
        return tuple(
            notice
            for notice in self.notices
            if notice.edition == edition and not (notice.abroad_only and abroad is False)
        )

    def _speaks_of(
        self, statement: SupportStatement, level: SupportLevel, severity: int, international: bool | None
    ) -> bool:
        if level not in statement.levels or severity not in statement.severities:
            return False
        if statement.international and international is False:
            return False
        return not (statement.except_any_hour and self._is_any_hour(level, severity))

    def _is_any_hour(self, level: SupportLevel, severity: int) -> bool:
        return any(
            each.window is SupportWindow.ANY_HOUR and level in each.levels and severity in each.severities
            for each in self.statements
        )


def texts_disagree(answers: Iterable[Answering]) -> bool:
    """Whether one text says that somebody answers, and another that nobody does."""
    given = {each.answer for each in answers}
    return {SupportAnswer.ANSWERED, SupportAnswer.RECORDED} <= given


def _answer(statement: SupportStatement, instant: datetime, is_holiday: IsHoliday) -> tuple[SupportAnswer, ...]:
    """Nothing where the statement does not speak of this hour."""
    match statement.window:
        case SupportWindow.ANY_HOUR:
            return (SupportAnswer.ANSWERED,)
        case SupportWindow.CUSTOMER_HOURS:
            return (SupportAnswer.UNSAID,)
        case SupportWindow.DESK_HOURS:
            at_desk = _in_desk_hours(statement, instant, is_holiday)
            return (SupportAnswer.ANSWERED if at_desk else SupportAnswer.RECORDED,)
        case SupportWindow.AFTER_HOURS:
            return () if _in_desk_hours(statement, instant, is_holiday) else (SupportAnswer.ANSWERED,)


def _in_desk_hours(statement: SupportStatement, instant: datetime, is_holiday: IsHoliday) -> bool:
    local = instant.astimezone(_DESK_ZONE)
    assert statement.from_hour is not None
    assert statement.until_hour is not None
    if local.weekday() >= _SATURDAY or not statement.from_hour <= local.hour < statement.until_hour:
        return False
    return not (statement.holidays_out and is_holiday(UNITED_STATES, local.date()))
