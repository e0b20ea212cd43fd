"""Reading the ticket system's registry file: chosen by its content, opened with care, given out as rows of text."""

import errno
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from rmadesk.adapters.registry_files.csv_rows import csv_rows
from rmadesk.adapters.registry_files.json_rows import json_rows
from rmadesk.adapters.registry_files.workbook_rows import WorkbookReader
from rmadesk.domain.errors import FaultError, RefusedError

MAX_BYTES = 200 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and any workbook with a password
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_FIRST_LOOK = 4096


class RegistryFileReader:
    """The port `RegistryFiles` for CSV, XLSX and JSON Lines."""

    def __init__(self) -> None:
        self._workbooks = WorkbookReader()

    def rows(self, path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
        """(line as an editor shows it, column -> text) of each row; a header alone gives none.

        Column names are stripped and in lower case, empty cells are "". Nothing is opened before the first row is asked
        for, and the header is checked before it is given. Raises RefusedError `registry-file-...`, in the middle too.
        """
        try:
            _refuse_what_is_no_file(path)
            with path.open(encoding="utf-8-sig", newline="") as text:
                yield from self._rows_of(text, str(path))
        except OSError as error:
            raise _in_words(error, str(path)) from error

    def _rows_of(self, text: TextIO, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        start = text.buffer.read(_FIRST_LOOK)
        text.buffer.seek(0)
        if start.startswith(_ZIP):
            return self._workbooks.rows(text.buffer, name)
        if start.startswith(_OLE):
            raise RefusedError("registry-file-old-workbook", file=name)
        if start.startswith(_UTF_16):
            raise RefusedError("registry-file-utf-16", file=name)
        if start.removeprefix(_UTF_8_MARK).lstrip().startswith(b"{"):
            return json_rows(text, name)
        return csv_rows(text, name)


def _refuse_what_is_no_file(path: Path) -> None:
    """Before it is opened: opening a pipe would wait for a writer."""
    try:
        found = path.stat()
    except ValueError as error:  # a NUL in the path
        raise RefusedError("registry-file-missing", file=str(path)) from error
    if stat.S_ISDIR(found.st_mode):
        raise RefusedError("registry-file-is-folder", file=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise RefusedError("registry-file-unreadable", file=str(path))
    if found.st_size > MAX_BYTES:
        raise RefusedError("registry-file-too-large", file=str(path), limit_mb=MAX_BYTES // 1024**2)


def _in_words(error: OSError, name: str) -> RefusedError | FaultError:
    if isinstance(error, PermissionError):
        return RefusedError("registry-file-unreadable", file=name)
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}:
        return RefusedError("registry-file-missing", file=name)
    return FaultError("registry-file-read-failed", file=name, reason=error.strerror)
