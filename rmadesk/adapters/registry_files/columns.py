"""The header of a registry file: what columns it names, and how a row's cells are put under them."""

from collections.abc import Iterable, Sequence

from rmadesk.domain.errors import RefusedError

KEY_COLUMN = "rma_number"
_SHOWN_COLUMNS = 60


def column_name(written: str) -> str:
    """The form in which column names are compared."""
    return written.strip().lower()


def is_blank(cells: Iterable[str]) -> bool:
    """Nothing in any cell: a line that a spreadsheet leaves behind, no row."""
    return not any(cell and not cell.isspace() for cell in cells)


def require_key(columns: Sequence[str], name: str, line: int) -> None:
    """Refuse columns without the one that must be there."""
    if KEY_COLUMN not in columns:
        found = ", ".join(columns[:_SHOWN_COLUMNS]) + (", …" if len(columns) > _SHOWN_COLUMNS else "")
        raise RefusedError("registry-file-column-missing", file=name, line=line, column=KEY_COLUMN, columns=found)


class Header:
    """The columns of a table. Trailing cells without a name are none, as long as nothing stands below them."""

    def __init__(self, cells: Sequence[str], name: str, line: int) -> None:
        self._name = name
        self._width = len(cells)
        columns = [column_name(cell) for cell in cells]
        while columns and not columns[-1]:
            columns.pop()
        require_key(columns, name, line)
        for place, column in enumerate(columns, 1):
            if not column:
                raise RefusedError("registry-file-column-unnamed", file=name, line=line, place=place)
            if column in columns[: place - 1]:
                raise RefusedError("registry-file-column-twice", file=name, line=line, column=column)
        self._columns = tuple(columns)

    def row(self, cells: Sequence[str], line: int) -> dict[str, str]:
        """The cells under their columns; what the line leaves out at its end is empty."""
        columns = self._columns
        if len(cells) > self._width or not is_blank(cells[len(columns) :]):
            raise RefusedError(
                "registry-file-row-too-long", file=self._name, line=line, cells=len(cells), columns=len(columns)
            )
        filled = (*cells[: len(columns)], *[""] * (len(columns) - len(cells)))
        return dict(zip(columns, filled, strict=True))
