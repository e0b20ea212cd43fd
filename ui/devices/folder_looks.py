"""What a look into a folder finds, and which of its files are new, whole and due; called on a worker only."""

import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from os import DirEntry, scandir
from pathlib import Path

from rmadesk.domain.errors import RefusedError, RmaDeskError

PICTURE_ENDINGS = (
    ".bmp", ".gif", ".heic", ".heif", ".jfif", ".jpeg", ".jpg", ".pdf", ".png", ".tif", ".tiff", ".webp",
)  # fmt: skip
SETTLED_S = 0.5
"""A file is whole when two looks so far apart found it the same."""
STUCK_S = 30.0
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A picture as it lay there: another size or time makes it another picture."""

    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one look came to; `soon`: something there may be whole in a moment.

    `left_alone` is how many pictures were there at the first look, null at every other; nobody knows whether those
    have been received.
    """

    due: tuple[Path, ...]
    soon: bool
    left_alone: int | None
    stuck: tuple[RmaDeskError, ...]


class FolderLooks:
    """Remembers what lay in a folder. Times are seconds on a steady clock. Nothing in the folder is ever changed."""

    def __init__(self, folder: Path, most_per_minute: int) -> None:
        self._folder = folder
        self._most_per_minute = most_per_minute
        self._known: set[Sighting] | None = None
        self._seen_at: dict[Sighting, float] = {}
        self._taken_at: deque[float] = deque()
        self._told: set[Sighting] = set()

    def look(self, now: float) -> Found:
        """Look once. Raises RefusedError `watch-folder-...`."""
        there = sightings(self._folder)
        if self._known is None:
            self._known = set(there)
            return Found((), soon=False, left_alone=len(there), stuck=())
        new = [each for each in there if each not in self._known]
        self._seen_at = {each: self._seen_at.get(each, now) for each in new}
        due, stuck = [], []
        for each in sorted(new, key=lambda sighting: (sighting.modified_ns, sighting.name)):
            since = now - self._seen_at[each]
            if since < SETTLED_S or not self._room(now):
                continue
            if self._opens(each):
                self._known.add(each)
                self._taken_at.append(now)
                due.append(self._folder / each.name)
            elif since >= STUCK_S and each not in self._told:
                self._told.add(each)
                stuck.append(RefusedError("watch-file-unreadable", file=str(self._folder / each.name)))
        waiting = [each for each in new if each not in self._known and each not in self._told]
        return Found(tuple(due), bool(waiting), None, tuple(stuck))

    def _room(self, now: float) -> bool:
        """Fewer than so many in the last minute: the others wait, none is dropped."""
        while self._taken_at and now - self._taken_at[0] >= _MINUTE_S:
            self._taken_at.popleft()
        return len(self._taken_at) < self._most_per_minute

    def _opens(self, sighting: Sighting) -> bool:
        """Who still writes it may hold it closed to others."""
        try:
            with (self._folder / sighting.name).open("rb") as file:
                return len(file.read(1)) == 1
        except OSError:
            return False


def sightings(folder: Path) -> tuple[Sighting, ...]:
    """The pictures in a folder, those that are hidden, being fetched or empty left out; folders in it are not entered.

    Raises RefusedError `watch-folder-missing`, `watch-folder-unreadable`.
    """
    try:
        with scandir(folder) as entries:
            return tuple(_pictures(folder, entries))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError("watch-folder-missing", folder=str(folder)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusedError("watch-folder-unreadable", folder=str(folder), reason=reason) from error


def _pictures(folder: Path, entries: Iterator[DirEntry[str]]) -> Iterator[Sighting]:
    for entry in entries:
        if entry.name.startswith((".", "~")) or not entry.name.lower().endswith(PICTURE_ENDINGS):
            continue
        try:
            if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(folder.resolve()):
                continue
            found = entry.stat()
        except (OSError, RuntimeError):  # gone since it was listed, a link to nothing or to itself
            continue
        if stat.S_ISREG(found.st_mode) and found.st_size:
            yield Sighting(entry.name, found.st_size, found.st_mtime_ns)
