"""Listings for people: headings in the operator's language above columns that stand in line."""

from collections.abc import Iterable, Sequence

import click

from rmadesk.domain.visible import visible

NOTHING = "-"


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[str | None]], *, numbers: frozenset[int] = frozenset()
) -> None:
    """Each row has a cell a heading, an empty one where there is nothing; `numbers` are the columns to set right."""
    lines = [[visible(cell) if cell else NOTHING for cell in line] for line in (headings, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    for line in lines:
        cells = [
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
