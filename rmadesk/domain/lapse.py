"""What it costs to take a warranty up again after a lapse, as far as the texts give it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.verdict import citation

LAPSED_WARRANTY = "lapsed-warranty"
"""The entry among an edition's clocks that speaks of a lapse."""

_CENT = Decimal("0.01")
_DAY = timedelta(days=1)
# Wide enough for any price and any gap: nothing is rounded before the end, whatever precision the caller's thread has.
_WIDE = Context(prec=1000, rounding=ROUND_HALF_UP)


class LapseOutcome(StrEnum):
    """What there is to say of a lapse."""

    QUOTED = "quoted"
    NO_GAP = "no-gap"
    NO_TEXT = "no-text"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LapseQuote:
    """The days without coverage and their share of a year's price, under one edition.

    The gap runs from the day after `last_covered_on` to the day before `new_from_on`, both counted. `prorated` is
    `annual_price` x `gap_days` / `year_days`, to the cent; null without a price. `fee`, the lapsed warranty fee, is
    null: the text gives no figure. `citation` is null where the edition has no text on a lapse. `rma_numbers` are the
    RMAs that state what the end rests on.
    """

    edition: str
    contract: str | None
    rma_numbers: tuple[str, ...]
    outcome: LapseOutcome
    new_from_on: date
    last_covered_on: date | None = None
    gap_from_on: date | None = None
    gap_until_on: date | None = None
    gap_days: int = 0
    annual_price: Decimal | None = None
    year_days: int | None = None
    prorated: Decimal | None = None
    fee: Decimal | None = None
    citation: str | None = None


def gap_days(last_covered_on: date, new_from_on: date) -> int:
    """The days that neither the old coverage nor the new one holds; 0 where the new one begins at the latest on the day
    after the last covered day."""
    return max((new_from_on - last_covered_on).days - 1, 0)


def prorated(annual_price: Decimal, days: int, year_days: int) -> Decimal:
    """The share of a year's price that falls on `days`, rounded half up to the cent, once."""
    return _WIDE.quantize(_WIDE.divide(_WIDE.multiply(annual_price, Decimal(days)), Decimal(year_days)), _CENT)


def lapse_quote(
    edition: Edition,
    rma_numbers: tuple[str, ...],
    last_covered_on: date | None,
    new_from_on: date,
    annual_price: Decimal | None,
) -> LapseQuote:
    """What `edition` asks for coverage that begins anew on `new_from_on`.

    Hardware Warranty: Warranty Extensions & On-Site Service. How many days a year has is the desk's reading.
    """
    base = LapseQuote(edition.id, edition.contract, rma_numbers, LapseOutcome.NO_TEXT, new_from_on, last_covered_on)
    terms = edition.clocks.get(LAPSED_WARRANTY)
    if terms is None:
        return base
    cited = replace(base, citation=citation(edition.source(terms), terms.contract))
    if last_covered_on is None:
        return replace(cited, outcome=LapseOutcome.UNKNOWN)
    days = gap_days(last_covered_on, new_from_on)
    if not days:
        return replace(cited, outcome=LapseOutcome.NO_GAP)
    year_days = terms.whole("year_days")
    return replace(
        cited,
        outcome=LapseOutcome.QUOTED,
        gap_from_on=last_covered_on + _DAY,
        gap_until_on=new_from_on - _DAY,
        gap_days=days,
        annual_price=annual_price,
        year_days=year_days,
        prorated=None if annual_price is None or not year_days else prorated(annual_price, days, year_days),
    )
