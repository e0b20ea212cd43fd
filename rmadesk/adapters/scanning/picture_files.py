"""The bytes of a picture file, fetched with care: nothing here looks into them."""

import errno
import stat
from pathlib import Path

from rmadesk.domain.errors import FaultError, RefusedError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000

_NO_SUCH_FILE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP})


def content_of(path: Path) -> bytes:
    """All bytes of a file. Raises RefusedError `picture-...`, FaultError `picture-read-failed`."""
    name = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise RefusedError("picture-is-folder", file=name)
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for a writer
            raise RefusedError("picture-not-image", file=name)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except PermissionError as error:
        raise RefusedError("picture-unreadable", file=name) from error
    except OSError as error:
        if error.errno in _NO_SUCH_FILE:
            raise RefusedError("picture-missing", file=name) from error
        raise FaultError("picture-read-failed", file=name, reason=error.strerror) from error
    except ValueError as error:  # a NUL in the path
        raise RefusedError("picture-missing", file=name) from error
    refuse_by_size(content, name)
    return content


def refuse_by_size(content: bytes, name: str) -> None:
    """Raises RefusedError `picture-empty`, `picture-too-large`; `name` is what messages call the picture."""
    if not content:
        raise RefusedError("picture-empty", file=name)
    if len(content) > MAX_BYTES:
        raise too_large(name)


def too_large(name: str) -> RefusedError:
    """The refusal of more bytes or pixels than a picture may have."""
    return RefusedError(
        "picture-too-large", file=name, limit_megapixels=MAX_PIXELS // 1_000_000, limit_mb=MAX_BYTES // 1024**2
    )
