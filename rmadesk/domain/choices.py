"""What somebody said an ambiguous text of a customer's box is, so that the next one like it need not be asked about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rmadesk.domain.identifiers import Identifier
from rmadesk.domain.rma import Authorization


@dataclass(frozen=True, slots=True)
class Choice:
    """One remembered answer: of texts that could be any of `between`, this customer's are `chosen`.

    `between` are signatures as `signatures` gives them, `chosen` one of them. No text of any box stands in it.
    """

    customer_id: str
    between: tuple[str, ...]
    chosen: str
    decided_at: datetime
    decided_by: str


def signature(identifier: Identifier) -> str:
    """What sort of thing an identifier is, without its number: `kind/carrier/form`, the last two left empty at need."""
    return f"{identifier.kind}/{identifier.carrier or ''}/{identifier.form or ''}"


def signatures(candidates: Iterable[Identifier]) -> tuple[str, ...]:
    """What a text could be, each once and sorted: the question that an answer is remembered for."""
    return tuple(sorted({signature(each) for each in candidates}))


def one_customer(authorizations: Iterable[Authorization]) -> str | None:
    """Whose box it is; None where nobody is named or several are: a choice is then neither used nor remembered."""
    customers = {each.customer_id for each in authorizations}
    return customers.pop() if len(customers) == 1 else None
