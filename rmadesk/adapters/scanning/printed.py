"""Printed letters in a picture, by a recogniser that is an extra: loaded by the first picture, in its own worker."""

import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rmadesk.adapters.isolation import IsolatedWorker, Limits, WorkerNotStartedError
from rmadesk.adapters.scanning.picture_files import content_of, refuse_by_size
from rmadesk.adapters.scanning.refusals import refusing
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Corner, PrintedText

EXTRA = "rmadesk[ocr]"
PRINT_LIMITS = Limits(seconds=30.0, memory_mb=2048, growth_mb=1536)
"""More than decoders need: the models alone take 300 MB, a page as large as is looked at 600 MB more."""
IDLE_SECONDS = 300.0
_PACKAGES = ("onnxruntime", "rapidocr")
_READING = "rmadesk.adapters.scanning.print_reading"


class LabelPrintReader:
    """The port `PrintReader`. Any thread may call it; one picture is read at a time. `close` ends the worker.

    The worker ends by itself when it was not needed for `idle_seconds`: its models take much memory, and print is
    seldom read.
    """

    def __init__(self, limits: Limits = PRINT_LIMITS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._limits = limits
        self._idle_seconds = idle_seconds
        self._turn = threading.Lock()
        self._worker: IsolatedWorker | None = None
        self._rest: threading.Timer | None = None
        self._closed = False

    @property
    def there(self) -> bool:
        """Whether both packages of the extra are installed; neither is loaded to find out."""
        return all(find_spec(package) for package in _PACKAGES)

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        """All lines of print, page by page in reading order; positions in the picture's pixels.

        Raises RefusedError `ocr-missing`, `picture-...`; FaultError `picture-read-failed`,
        `picture-reader-not-started`.
        """
        self._refuse_missing()
        return self.print_in_bytes(content_of(path), str(path))

    def print_in_bytes(self, content: bytes, name: str) -> tuple[PrintedText, ...]:
        """The same from memory; `name` is what messages call it."""
        self._refuse_missing()
        refuse_by_size(content, name)
        with refusing(name, self._limits):
            plain = self._run(content, name)
        return tuple(_printed(line) for line in plain)

    @property
    def pid(self) -> int | None:
        """The worker's process, while there is one."""
        worker = self._worker
        return worker.pid if worker else None

    def close(self) -> None:
        """End the worker, and what it is reading; the reader is not used after this."""
        self._closed = True
        rest, worker = self._rest, self._worker
        if rest is not None:
            rest.cancel()
        if worker is not None:
            worker.close()

    def _run(self, content: bytes, name: str) -> Any:
        with self._turn:
            self._worker = self._worker or IsolatedWorker((_READING,), self._limits)
            if self._closed:  # asked last: whoever closes now sees the worker, and ends it
                raise WorkerNotStartedError("closed")
            if self._rest is not None:
                self._rest.cancel()
            try:
                return self._worker.run(f"{_READING}:print_in_child", content, {"name": name})
            finally:
                if not self._closed:
                    self._rest = threading.Timer(self._idle_seconds, self._end_idle)
                    self._rest.daemon = True
                    self._rest.start()

    def _end_idle(self) -> None:
        with self._turn:
            if self._rest is not threading.current_thread():  # a picture came in the last moment
                return
            if self._worker is not None:
                self._worker.close()
                self._worker = None

    def _refuse_missing(self) -> None:
        if not self.there:
            raise RefusedError("ocr-missing", extra=EXTRA)


def _printed(plain: list[Any]) -> PrintedText:
    """A line as the worker answers it."""
    text, score, corners, page = plain
    a, b, c, d = (_corner(each) for each in corners)
    return PrintedText(text, score, (a, b, c, d), page)


def _corner(plain: list[int]) -> Corner:
    return plain[0], plain[1]
