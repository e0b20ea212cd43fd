"""Times that the policy promises: a replacement's days of leaving and arriving, appointments, the onsite clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rmadesk.domain.business_days import UNITED_STATES, IsHoliday, is_business_day, next_business_day
from rmadesk.domain.errors import Figure
from rmadesk.domain.places import Places
from rmadesk.domain.policy.edition import Edition, Terms
from rmadesk.domain.shipping_rules import Answer, Ruling, cited, not_stated


class OnsiteStart(StrEnum):
    """What the onsite clock waits for."""

    ROOT_CAUSE_ANALYSIS = "root-cause-analysis"
    PARTS_ONSITE = "parts-onsite"


@dataclass(frozen=True, slots=True)
class Promise:
    """When a part that was identified at an instant leaves and arrives, as site-independent calendar days.

    `counts_as_on` is the business day it counts as identified on; `arrives_on` is that of next-business-day service,
    null where none is promised. All three are null where the text gives no cut-off, or the country is not known.
    """

    ruling: Ruling
    identified_at: datetime
    counts_as_on: date | None = None
    leaves_on: date | None = None
    arrives_on: date | None = None

    @property
    def source(self) -> str:
        """Text, heading and contract."""
        return self.ruling.source


@dataclass(frozen=True, slots=True)
class Appointment:
    """The earliest instant of an appointment, and whether the one proposed (null: none) keeps the distance."""

    ruling: Ruling
    earliest_at: datetime | None
    proposed_at: datetime | None
    is_kept: bool | None


@dataclass(frozen=True, slots=True)
class OnsiteClock:
    """The clock of an onsite replacement; null `started_at`: it does not run, and waits for `waits_for`."""

    ruling: Ruling
    started_at: datetime | None = None
    deadline_at: datetime | None = None
    waits_for: tuple[OnsiteStart, ...] = ()


@dataclass(frozen=True, slots=True)
class _CutOff:
    """The rule that a customer's country comes under, and the country whose holidays are left out."""

    terms: Terms
    variant: str
    holidays_of: str

    def local(self, instant: datetime) -> datetime:
        """The instant on the clock of the cut-off, which is that of a time zone, or a fixed distance from UTC."""
        if self.terms.states("time_zone"):
            return instant.astimezone(ZoneInfo(self.terms.word("time_zone")))
        return (instant - (instant.utcoffset() or timedelta())).replace(tzinfo=None) + timedelta(
            hours=self.terms.whole("utc_offset_hours")
        )


def promised_days(
    edition: Edition,
    country: str | None,
    identified_at: datetime,
    *,
    places: Places,
    eu_country: str,
    is_holiday: IsHoliday,
) -> Promise:
    """When a part leaves and arrives that was identified at an aware instant, for a customer of a country.

    Identified up to and including the cut-off on a business day it leaves that day; later, on the next one. It arrives
    on the business day after it left. `eu_country` is that of the site in the European Union. A cut-off's microsecond
    counts: 12:00:00.000001 is later than 12:00. What `is_holiday` raises goes through.
    Support: Scope of the service contract and SLA, footnotes 3, 6 and 8.
    """
    cut_off = _cut_off(edition, country, places, eu_country)
    if isinstance(cut_off, Ruling):
        return Promise(cut_off, identified_at)
    local, latest = cut_off.local(identified_at), cut_off.terms.time_of_day("latest")
    day = local.date()
    if local.time() > latest or not is_business_day(day, cut_off.holidays_of, is_holiday):
        day = next_business_day(day, cut_off.holidays_of, is_holiday)
    arrives_on, source = _arrival(edition, cut_off, day, is_holiday)
    figures: dict[str, Figure] = {
        "identified_at": identified_at.isoformat(),
        "counts_as_on": day.isoformat(),
        "leaves_on": day.isoformat(),
        "arrives_on": arrives_on.isoformat() if arrives_on else None,
        "cut_off": _clock_time(latest),
        "clock": _clock_name(cut_off.terms),
    }
    variant = cut_off.variant if arrives_on else "no-arrival"
    answer = Answer.ALLOWED if arrives_on else Answer.NOT_ALLOWED
    return Promise(Ruling("promise", variant, answer, source, figures), identified_at, day, day, arrives_on)


def _cut_off(edition: Edition, country: str | None, places: Places, eu_country: str) -> _CutOff | Ruling:
    """The cut-off of a country, or why there is none. The European Union's is told by its fixed distance from UTC."""
    ways: Mapping[str, Terms] = edition.shipping
    everywhere, eu = ways.get("cut-off"), ways.get("cut-off-eu")
    if everywhere is None and eu is None:
        return not_stated(edition, "promise")
    if country is None:
        known = everywhere or eu
        assert known
        return Ruling("promise", "country-unknown", Answer.ASK, cited(edition, known), {})
    if eu is not None and country in places.eu:
        return _CutOff(eu, "eu", eu_country)
    if everywhere is None:
        return not_stated(edition, "promise")
    return _CutOff(everywhere, "domestic" if country == UNITED_STATES else "international", UNITED_STATES)


def _arrival(edition: Edition, cut_off: _CutOff, left_on: date, is_holiday: IsHoliday) -> tuple[date | None, str]:
    """The day of arrival, and the clause that gives or denies it."""
    decisive = cut_off.terms
    if cut_off.variant == "international":
        # The United States' territories too, where they have a country code of their own: the desk's reading.
        abroad = edition.shipping.get("international")
        if abroad is None or not abroad.flag("next_business_day"):
            return None, cited(edition, abroad or decisive)
        decisive = abroad
    return next_business_day(left_on, cut_off.holidays_of, is_holiday), cited(edition, decisive)


def appointment(edition: Edition, asked_at: datetime, proposed_at: datetime | None = None) -> Appointment:
    """The earliest appointment for who asks at `asked_at`: so many elapsed hours ahead, whatever the clocks do.

    Support: Scope of the service contract and SLA, footnote 4.
    """
    terms = edition.shipping.get("appointment")
    if terms is None:
        return Appointment(not_stated(edition, "appointment"), None, proposed_at, None)
    hours = terms.whole("hours_ahead")
    earliest = _later(asked_at, hours)
    kept = None if proposed_at is None else proposed_at >= earliest
    variant = {None: "earliest", True: "kept", False: "too-soon"}[kept]
    figures: dict[str, Figure] = {
        "hours": hours,
        "earliest_at": earliest.isoformat(),
        "proposed_at": proposed_at.isoformat() if proposed_at else None,
    }
    answer = Answer.NOT_ALLOWED if kept is False else Answer.ALLOWED
    return Appointment(
        Ruling("appointment", variant, answer, cited(edition, terms), figures), earliest, proposed_at, kept
    )


def onsite_clock(edition: Edition, root_cause_at: datetime | None, parts_onsite_at: datetime | None) -> OnsiteClock:
    """The clock of an onsite replacement: it starts with the last thing it waits for; null: not yet, or not known.

    Support: Scope of the service contract and SLA, footnote 2. Hardware Warranty: Warranty Extensions & On-Site
    Service, which only offers it as an extension and starts no clock.
    """
    terms = edition.shipping.get("onsite")
    if terms is None:
        return OnsiteClock(not_stated(edition, "onsite"))
    hours, source = terms.whole("hours"), cited(edition, terms)
    if not terms.states("starts_after"):
        return OnsiteClock(Ruling("onsite", "extension", Answer.ASK, source, {"hours": hours}))
    known = {OnsiteStart.ROOT_CAUSE_ANALYSIS: root_cause_at, OnsiteStart.PARTS_ONSITE: parts_onsite_at}
    needed = tuple(start for start in OnsiteStart if start in terms.words("starts_after"))
    missing = tuple(start for start in needed if known[start] is None)
    reached = [instant for start in needed if (instant := known[start])]
    if missing or not reached:
        variant = "waiting" if len(missing) != 1 else f"waiting-{missing[0]}"
        lacking: dict[str, Figure] = {"hours": hours, "waits_for": ", ".join(missing)}
        return OnsiteClock(Ruling("onsite", variant, Answer.ASK, source, lacking), waits_for=missing)
    started = max(reached)
    deadline = _later(started, hours)
    figures: dict[str, Figure] = {
        "hours": hours,
        "started_at": started.isoformat(),
        "deadline_at": deadline.isoformat(),
    }
    return OnsiteClock(Ruling("onsite", "running", Answer.ALLOWED, source, figures), started, deadline)


def _later(instant: datetime, hours: int) -> datetime:
    """So many elapsed hours later, in UTC: adding to a local time would skip or repeat the hour of a clock change."""
    return instant.astimezone(UTC) + timedelta(hours=hours)


def _clock_time(moment: time) -> str:
    return moment.isoformat("minutes" if moment.second == 0 and moment.microsecond == 0 else "auto")


def _clock_name(terms: Terms) -> str:
    return terms.word("time_zone") if terms.states("time_zone") else f"UTC+{terms.whole('utc_offset_hours'):02}:00"
