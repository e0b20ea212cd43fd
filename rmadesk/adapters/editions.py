"""Policy files: the editions that ship, in all their versions, and the files that a manager names."""

import errno
import stat
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_from_text
from rmadesk.domain.policy.forms import POLICY_FORMS

MAX_BYTES = 256 * 1024
_ENDING = ".toml"
_KEPT = "kept"


class EditionFiles:
    """Implements the port `Editions`: one file an edition, named by its id, and in the folder `kept` one for each
    earlier version, named by id and version. A file is read once.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder or files("resources") / "policies"
        self.versions = cache(self._versions)

    def ids(self) -> tuple[str, ...]:
        """The editions on file, by id."""
        return _names(self._folder)

    def get(self, edition_id: str) -> Edition:
        """The current version.

        Raises RefusedError `edition-unknown`, or `policy-...` with the file, key and line of what is wrong in it.
        """
        return self.versions(edition_id)[-1]

    def _versions(self, edition_id: str) -> tuple[Edition, ...]:
        """All versions, oldest first; raises as `get` does."""
        known = self.ids()
        if edition_id not in known:
            raise RefusedError("edition-unknown", edition=edition_id, known=", ".join(known))
        current = self._read(self._folder / f"{edition_id}{_ENDING}", complete=True)
        if current.id != edition_id:
            raise RefusedError("policy-id-mismatch", file=f"{edition_id}{_ENDING}", edition=current.id)
        kept = self._folder / _KEPT
        names = [name for name in _names(kept) if name.rpartition("-")[0] == edition_id]
        earlier = [self._kept_version(kept / f"{name}{_ENDING}", name) for name in names]
        return tuple(sorted((*earlier, current), key=lambda each: each.version))

    def _kept_version(self, file: Traversable, name: str) -> Edition:
        edition = self._read(file, complete=False)
        if f"{edition.id}-{edition.version}" != name:
            raise RefusedError("policy-id-mismatch", file=file.name, edition=f"{edition.id}-{edition.version}")
        return edition

    def _read(self, file: Traversable, *, complete: bool) -> Edition:
        return edition_from_text(_decoded(file.read_bytes(), file.name), POLICY_FORMS, file.name, complete=complete)


class PolicyFileReader:
    """Implements the port `PolicyFiles`."""

    def read(self, path: Path) -> str:
        """The text of a policy file.

        Raises RefusedError `policy-file-missing`, `policy-file-is-folder`, `policy-file-unreadable`,
        `policy-file-too-large`, `policy-file-not-utf-8`; FaultError `policy-file-read-failed`.
        """
        name = str(path)
        try:
            _refuse_what_is_no_file(path, name)
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except PermissionError as error:
            raise RefusedError("policy-file-unreadable", file=name) from error
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}:
                raise RefusedError("policy-file-missing", file=name) from error
            raise FaultError("policy-file-read-failed", file=name, reason=error.strerror) from error
        if len(content) > MAX_BYTES:
            raise RefusedError("policy-file-too-large", file=name, limit_kb=MAX_BYTES // 1024)
        return _decoded(content, name)


def _refuse_what_is_no_file(path: Path, name: str) -> None:
    """Before it is opened: opening a pipe would wait for a writer."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a NUL in the path
        raise RefusedError("policy-file-missing", file=name) from error
    if stat.S_ISDIR(mode):
        raise RefusedError("policy-file-is-folder", file=name)
    if not stat.S_ISREG(mode):
        raise RefusedError("policy-file-unreadable", file=name)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RefusedError("policy-file-not-utf-8", file=name, line=line) from error


def _names(folder: Traversable) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))
