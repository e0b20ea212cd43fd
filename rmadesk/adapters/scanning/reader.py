"""Reads all codes of a picture file: fetched here, unpacked and read in a process of its own."""

from pathlib import Path

from rmadesk.adapters.isolation import IsolatedWorker, Limits
from rmadesk.adapters.scanning.picture_files import content_of, refuse_by_size
from rmadesk.adapters.scanning.plain_reads import from_plain
from rmadesk.adapters.scanning.refusals import refusing
from rmadesk.domain.scans import Enough, Read

_READING = "rmadesk.adapters.scanning.reading"


class PictureReader:
    """The port `LabelReader`. Any thread may call it; one picture is read at a time.

    A hostile file costs itself only: whatever looks into its bytes is done by a worker with limits. `close` ends it.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker = IsolatedWorker((_READING,), self._limits)

    def read_file(
        self, path: Path, *, enough: Enough | None = None, budget: float | None = None, every_page: bool = False
    ) -> tuple[Read, ...]:
        """All codes of a file, page by page in reading order; none is no error. `every_page`: see `read_pages`.

        Raises RefusedError `picture-...`, FaultError `picture-read-failed`, `picture-reader-not-started`.
        """
        return self.read_bytes(content_of(path), str(path), enough=enough, budget=budget, every_page=every_page)

    def read_bytes(
        self,
        content: bytes,
        name: str,
        *,
        enough: Enough | None = None,
        budget: float | None = None,
        every_page: bool = False,
    ) -> tuple[Read, ...]:
        """The same from memory; `name` is what messages call it."""
        refuse_by_size(content, name)
        with refusing(name, self._limits):
            plain = self._worker.run(
                f"{_READING}:read_in_child",
                content,
                {"name": name, "budget": budget, "asks": enough is not None, "every_page": every_page},
                (lambda reads: enough(from_plain(reads))) if enough else None,
            )
        return from_plain(plain)

    @property
    def worker_pid(self) -> int | None:
        """The worker's process, once it has read something."""
        return self._worker.pid

    def start(self) -> None:
        """Make the worker ready, without waiting for it."""
        self._worker.start()

    def close(self) -> None:
        """End the worker, and what it is reading; the reader is not used after this."""
        self._worker.close()
