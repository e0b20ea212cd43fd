"""Money back: what a refund sheet states of price, restocking fee, and what is not given back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


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
