"""Identifies texts apart from any box, for whoever asks what a text is and why."""

from collections.abc import Callable, Iterable

from rmadesk.domain.identifiers import Identification
from rmadesk.domain.scans import Scan
from rmadesk.services.identifying import Identifying, NothingKnown
from rmadesk.services.stores import Storage


class IdentifyingDesk:
    """Records nothing; without a record yet, nothing is known and nothing remembered."""

    def __init__(self, identifying: Identifying, storage: Callable[[], Storage] | None) -> None:
        self._identifying = identifying
        self._storage = storage

    def identify(self, scans: Iterable[Scan], customer_id: str | None = None) -> tuple[Identification, ...]:
        """What each text is; `customer_id` is whose boxes they stand on. Raises FaultError `database-...`."""
        if self._storage is None:
            return tuple(self._identifying.identify(scan, NothingKnown()) for scan in scans)
        with self._storage().reading() as work:
            return tuple(
                self._identifying.identify(scan, work.authorizations, work.choices, customer_id) for scan in scans
            )
