"""Who holds a lock: a small file beside the database that its holder writes, for the message to whoever waits."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

_NOTE_BYTES = 400
"""A note is padded to this, so that a shorter one leaves nothing of a longer one behind."""


class Holder:
    """The note of one lock's holder; only who has the lock writes it, and it is never waited for.

    The file stays open: the note is written on the way of every receipt.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def note(self, user: str, purpose: str) -> None:
        """Say who holds the lock from now on; a full disk or a read-only folder only costs the note."""
        told = {"user": user[:80], "purpose": purpose, "pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
        self._write(json.dumps(told).encode())

    def clear(self) -> None:
        """Say that nobody holds it, just before letting go: who waits for another program must not be told of us."""
        self._write(b"")

    def described(self) -> str:
        """User, purpose, process and time; empty when nothing is known."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(told["since"]).astimezone()
            return f"{told['user']}, rmadesk {told['purpose']}, {told['pid']}, {since:%H:%M:%S}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _write(self, told: bytes) -> None:
        with suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, told.ljust(_NOTE_BYTES))

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
