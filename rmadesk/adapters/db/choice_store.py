"""The store over SQL of what customers' ambiguous texts were said to be."""

import sqlalchemy as sa
from sqlalchemy import bindparam
from sqlalchemy.engine import Connection

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.rows import as_row, records, select_records
from rmadesk.domain.choices import Choice

_CHOICE = schema.remembered_choice
_THIS_ONE = sa.and_(_CHOICE.c.customer_id == bindparam("customer"), _CHOICE.c.between == bindparam("question"))
_CHOSEN = sa.select(_CHOICE.c.chosen).where(_THIS_ONE)
_OF_CUSTOMER = select_records(_CHOICE, Choice).where(_CHOICE.c.customer_id == bindparam("customer"))
_FORGET = sa.delete(_CHOICE).where(_THIS_ONE)
_INSERT = sa.insert(_CHOICE)


class SqlChoiceStore:
    """Answers by customer and question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remembered(self, customer_id: str, between: tuple[str, ...]) -> str | None:
        given = {"customer": customer_id, "question": list(between)}
        return self._connection.execute(_CHOSEN, given).scalar_one_or_none()

    def of_customer(self, customer_id: str) -> tuple[Choice, ...]:
        found = records(self._connection, Choice, _OF_CUSTOMER, customer=customer_id)
        return tuple(sorted(found, key=lambda each: each.between))  # the order of JSON texts is another

    def save(self, choice: Choice) -> None:
        self.forget(choice.customer_id, choice.between)
        self._connection.execute(_INSERT, as_row(choice))

    def forget(self, customer_id: str, between: tuple[str, ...]) -> None:
        self._connection.execute(_FORGET, {"customer": customer_id, "question": list(between)})
