"""Who holds a lock: a small file beside the database that its holder writes, for the message to whoever waits."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path


class Holder:
    """The note of one lock's holder; only who has the lock writes it, and it is never waited for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, user: str, purpose: str) -> None:
        """Say who holds the lock from now on; a full disk or a read-only folder only costs the note."""
        told = {"user": user, "purpose": purpose, "pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
        with suppress(OSError):
            self._path.write_text(json.dumps(told), encoding="utf-8")

    def described(self) -> str:
        """User, purpose, process and time; empty when nothing is known."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(told["since"]).astimezone()
            return f"{told['user']}, rmadesk {told['purpose']}, {told['pid']}, {since:%H:%M:%S}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""
