"""Remembered choices: an ambiguous text is asked about once, and taken the same way on that customer's next box."""

from rmadesk.domain.choices import Choice, signature, signatures
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import Identification, Identifier
from rmadesk.domain.plain import to_plain
from rmadesk.services.ledger import Ledger
from rmadesk.services.stores import Storage


class ChoiceDesk:
    """Records what people said an ambiguous text is, and takes it back; identification looks it up by itself."""

    def __init__(self, storage: Storage, ledger: Ledger) -> None:
        self._storage = storage
        self._ledger = ledger

    def remember(self, customer_id: str, identification: Identification, chosen: Identifier) -> Choice:
        """Take such texts of this customer for `chosen` from now on, in place of an earlier answer.

        Raises RefusedError: `choice-not-offered` (it could not be that), `choice-not-needed` (it could be nothing
        else), `choice-settled` (the registry or the code itself says what it is), `choice-customer-missing`.
        """
        if not customer_id.strip():
            raise RefusedError("choice-customer-missing", text=identification.text)
        between = signatures(identification.candidates)
        if signature(chosen) not in between:
            offered = ", ".join(_named(each) for each in identification.candidates)
            raise RefusedError(
                "choice-not-offered", text=identification.text, chosen=_named(chosen), offered=offered or "–"
            )
        if len(between) == 1:
            raise RefusedError("choice-not-needed", text=identification.text, chosen=_named(chosen))
        if not identification.is_open:
            raise RefusedError("choice-settled", text=identification.text, taken=_named(identification.identifier))
        choice = Choice(customer_id, between, signature(chosen), self._ledger.clock.now(), self._ledger.user)
        with self._storage.writing("remember choice") as work:
            self._ledger.record(work, EventKind.IDENTIFIER_CHOSEN, {"choice": to_plain(choice)})
            work.commit()
        return choice

    def of_customer(self, customer_id: str) -> tuple[Choice, ...]:
        """What is remembered of a customer."""
        with self._storage.reading() as work:
            return work.choices.of_customer(customer_id)

    def forget(self, customer_id: str, between: tuple[str, ...]) -> None:
        """Take an answer back: the next such text is asked about. Raises RefusedError `choice-unknown`."""
        with self._storage.writing("forget choice") as work:
            known = {each.between: each for each in work.choices.of_customer(customer_id)}
            if between not in known:
                raise RefusedError("choice-unknown", customer=customer_id)
            self._ledger.record(work, EventKind.CHOICE_FORGOTTEN, {"choice": to_plain(known[between])})
            work.commit()


def _named(identifier: Identifier) -> str:
    return " ".join(part for part in (identifier.carrier or identifier.kind.value, identifier.form) if part)
