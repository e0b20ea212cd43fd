"""Opens the file of cases that somebody names, which may be a pipe."""

import io
from pathlib import Path
from typing import Any, BinaryIO

from rmadesk.domain.errors import FaultError, RefusedError


class CaseFiles:
    """Implements the port `CaseFiles`."""

    def open(self, path: Path) -> BinaryIO:
        """The file, to be read line by line.

        Raises RefusedError `case-file-missing`, `case-file-is-folder`, `case-file-unreadable`; FaultError
        `case-file-read-failed`, while it is read too.
        """
        try:
            return io.BufferedReader(_ToldFile(path))
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # the last: a NUL in the name
            raise RefusedError("case-file-missing", file=str(path)) from error
        except IsADirectoryError as error:
            raise RefusedError("case-file-is-folder", file=str(path)) from error
        except PermissionError as error:
            code = "case-file-is-folder" if path.is_dir() else "case-file-unreadable"  # Windows opens no folder
            raise RefusedError(code, file=str(path)) from error
        except OSError as error:
            raise FaultError("case-file-read-failed", file=str(path), reason=error.strerror) from error


class _ToldFile(io.FileIO):
    """A file whose failures to be read are told in the desk's own errors."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path

    def readinto(self, buffer: Any, /) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise FaultError("case-file-read-failed", file=str(self._path), reason=error.strerror) from error
