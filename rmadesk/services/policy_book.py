"""The policy book: which edition and version, under which contract, applies on a day."""

from datetime import date

from rmadesk.domain.policy.edition import Edition
from rmadesk.services.ports import Editions, Stores


class PolicyBook:
    """Looks up terms among the editions that ship, the versions a site adopted, and its customers' contracts."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    def edition_ids(self) -> tuple[str, ...]:
        """Every edition that there is terms of, by id."""
        return self._editions.ids()

    def in_force(self, stores: Stores, edition_id: str, contract: str | None, on: date) -> Edition:
        """The edition that applies on a site-local day, a contract's overrides laid over it.

        Raises RefusedError `edition-unknown`.
        """
        return self._editions.get(edition_id)
