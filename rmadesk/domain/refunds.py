"""Money back: what a refund sheet states of price, restocking fee, and what is not given back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.facts import Category

RESTOCKING_FEE = "restocking-fee"
"""The rule that says what is kept of the price."""
_SOFTWARE = "money-back-software"


class NotRefunded(StrEnum):
    """What a text leaves out when it gives money back."""

    SHIPPING_AND_HANDLING = "shipping-and-handling"
    SOFTWARE = "software"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that is not given back, and the text and heading that say so."""

    what: NotRefunded
    citation: str


@dataclass(frozen=True, slots=True)
class RefundSheet:
    """What is given back for one unit; amounts in `currency` (ISO 4217), to the cent.

    `restocking_fee` is what the edition asks (null: it asks none); `waived` says that a person let it go, for the
    reason in the personal entry `reason_entry`.
    """

    sheet_id: str
    rma_number: str
    unit_id: str
    edition: str
    edition_version: int
    price: Decimal
    restocking_fee: Decimal | None
    waived: bool
    amount: Decimal
    currency: str
    made_at: datetime
    made_by: str
    reason_entry: str | None


@dataclass(frozen=True, slots=True)
class RefundSums:
    """What a sheet rests on: where none of it has changed, an earlier sheet still holds."""

    edition: str
    edition_version: int
    price: Decimal
    restocking_fee: Decimal | None
    currency: str

    def amount(self, *, waived: bool) -> Decimal:
        """What is given back: the price, less the fee unless a person let it go."""
        return self.price if waived or self.restocking_fee is None else self.price - self.restocking_fee

    def hold_in(self, sheet: RefundSheet) -> bool:
        """Whether a sheet rests on the same."""
        stated = (sheet.edition, sheet.edition_version, sheet.price, sheet.restocking_fee, sheet.currency)
        return stated == (self.edition, self.edition_version, self.price, self.restocking_fee, self.currency)


def left_out(edition: Edition) -> Iterator[LeftOut]:
    """What the edition does not give back beside its fee; one without a text on money back leaves nothing out.

    Support: Money Back Guarantee, which names shipping and handling in one breath with the restocking fee.
    """
    fee, software = edition.rules.get(RESTOCKING_FEE), edition.rules.get(_SOFTWARE)
    if fee:
        yield LeftOut(NotRefunded.SHIPPING_AND_HANDLING, _text_of(edition, fee))
    if software and software.lists("categories", Category.SOFTWARE):  # a contract may take it off the list
        yield LeftOut(NotRefunded.SOFTWARE, _text_of(edition, software))


def _text_of(edition: Edition, terms: RuleTerms) -> str:
    return edition.source(next(iter(terms.clauses.values())))
