"""The rows of an XLSX workbook's first sheet, told by a worker: a crafted file can end who looks into it."""

from collections.abc import Iterator
from typing import BinaryIO

from rmadesk.adapters.isolation import (
    IsolatedWorker,
    JobCrashedError,
    JobTooLargeError,
    JobTooSlowError,
    Limits,
    WorkerNotStartedError,
)
from rmadesk.adapters.registry_files.columns import Header, is_blank
from rmadesk.domain.errors import FaultError, RefusedError

_CELLS = "rmadesk.adapters.registry_files.workbook_cells"
_JOB = f"{_CELLS}:tell_sheet"
_LIMITS = Limits(seconds=300, memory_mb=3072)  # a sheet of ten million cells is no picture


class WorkbookReader:
    """Reads workbooks; its worker is started by the first, and ends when this is forgotten."""

    def __init__(self) -> None:
        self._worker = IsolatedWorker((_CELLS,), _LIMITS)

    def rows(self, file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """(row number in the sheet, column -> text)."""
        header: Header | None = None
        for line, cells in enumerate(self._sheet(file.read(), name), 1):
            if any("\0" in cell for cell in cells):
                raise RefusedError("registry-file-nul", file=name, line=line)
            if is_blank(cells):
                continue
            if header is None:
                header = Header(cells, name, line)
            else:
                yield line, header.row(cells, line)
        if header is None:
            raise RefusedError("registry-file-empty", file=name)

    def _sheet(self, content: bytes, name: str) -> list[list[str]]:
        rows: list[list[str]] = []
        try:
            self._worker.run(_JOB, content, {"name": name}, rows.extend)
        except JobCrashedError as error:
            raise RefusedError("registry-file-workbook-damaged", file=name) from error
        except (JobTooLargeError, JobTooSlowError) as error:
            raise RefusedError("registry-file-workbook-bloated", file=name) from error
        except WorkerNotStartedError as error:
            raise FaultError("registry-reader-not-started", reason=str(error)) from error
        return rows
