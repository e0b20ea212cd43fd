"""The printed letters of all pages of a file, within one budget: the job of a worker that keeps the recogniser."""

import time
from functools import cache
from typing import Any

from rmadesk.adapters.isolation.child import Ask
from rmadesk.adapters.scanning.pages import pages_of
from rmadesk.adapters.scanning.print_recogniser import PrintRecogniser
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import PrintedText

BUDGET_S = 20.0
"""After this no further page is begun."""
_NO_MEMORY = ("bad_alloc", "bad allocation", "Failed to allocate", "Insufficient memory")


def read_print(content: bytes, name: str, recogniser: PrintRecogniser) -> tuple[PrintedText, ...]:
    """The lines of print, page by page in reading order; of a long document those of the pages that time is left for.

    Raises RefusedError `picture-...`, MemoryError.
    """
    until = time.monotonic() + BUDGET_S
    found: tuple[PrintedText, ...] = ()
    for page in pages_of(content, name):
        try:
            found += recogniser.lines(page.pixels, page.number)
        except MemoryError:
            raise
        except Exception as error:
            if any(sign in str(error) for sign in _NO_MEMORY):
                raise MemoryError from error
            raise RefusedError("picture-broke-reader", file=name) from error
        if time.monotonic() > until:
            break
    return found


def print_in_child(content: bytes, arguments: dict[str, Any], _: Ask) -> list[Any]:
    """`read_print` as a job for a worker: text, score, corners and page of each line."""
    lines = read_print(content, arguments["name"], _recogniser())
    return [[line.text, line.score, line.position, line.page] for line in lines]


@cache
def _recogniser() -> PrintRecogniser:
    return PrintRecogniser()
