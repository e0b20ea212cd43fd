"""Writing whole files or none: a temporary file beside the target, flushed to disk, then renamed over it."""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_BAD_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class AtomicFiles:
    """The port `FileWriter`. What stood at the target stays until the new file is whole and on disk."""

    def write(self, path: Path, content: bytes) -> None:
        """Write `content` to `path`, in place of a file that is there; the mode is 0644 less the umask.

        Raises RefusedError `folder-missing`, `file-not-writable`, `file-is-folder`, `file-not-regular`,
        `file-name-invalid`; FaultError `disk-full`, `file-write-failed`.
        """
        with self.replacing(path, content):
            pass

    @contextlib.contextmanager
    def replacing(self, path: Path, content: bytes) -> Iterator[None]:
        """The same around a block: beside the target when it begins, in its place when it ends well, else nowhere."""
        with _told_of(path):
            _refuse_what_must_stay(path)
            # The name is not made of the target's: a long one would outgrow the file system's limit.
            beside = path.with_name(f".rmadesk-{secrets.token_hex(8)}.part")
            _write_new(beside, content)
        try:
            yield
            with _told_of(path):
                beside.replace(path)
        except BaseException:
            _forget(beside)
            raise
        _flush_folder(path.parent)


@contextlib.contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """What the system says of a file, in the desk's own errors."""
    try:
        yield
    except OSError as error:
        raise _in_words(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise RefusedError("file-name-invalid", path=str(path)) from error


def _refuse_what_must_stay(path: Path) -> None:
    """Refuse a target that a rename would replace although opening it for writing would not."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise RefusedError("file-is-folder", path=str(path))
    if not stat.S_ISREG(mode):  # a device or a pipe: a rename would put a file in its place
        raise RefusedError("file-not-regular", path=str(path))
    if not os.access(path, os.W_OK):
        raise RefusedError("file-not-writable", path=str(path))


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, _NEW_FILE, 0o644)
    try:
        # Closed before it is renamed or removed: Windows does neither with an open file.
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _forget(path)
        raise


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can; the file is whole either way."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_words(error: OSError, path: Path) -> RmaDeskError:
    shown = str(path)
    if error.errno in _NO_ROOM:
        return FaultError("disk-full", path=shown)
    if error.errno in _NO_FOLDER:
        return RefusedError("folder-missing", path=shown, folder=str(path.parent))
    if error.errno in _NO_PERMISSION:
        return RefusedError("file-not-writable", path=shown)
    if error.errno == errno.EISDIR:
        return RefusedError("file-is-folder", path=shown)
    if error.errno in _BAD_NAME:
        return RefusedError("file-name-invalid", path=shown)
    return FaultError("file-write-failed", path=shown, reason=error.strerror)
