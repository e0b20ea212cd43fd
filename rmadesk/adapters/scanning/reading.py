"""All codes of a file: its pages go up the ladder one after the other, within one budget."""

import time
from dataclasses import replace
from typing import Any

import cv2

from rmadesk.adapters.isolation.child import Ask
from rmadesk.adapters.scanning.ladder import FILE_S, read_codes
from rmadesk.adapters.scanning.pages import Page, pages_of
from rmadesk.adapters.scanning.plain_reads import to_plain
from rmadesk.domain.scans import Enough, Read

NARROWEST = 8
"""Pixels of a side below which no code fits, and the ladder's turning and scaling would leave none."""


def read_pages(
    content: bytes, name: str, *, enough: Enough | None = None, budget: float | None = None, every_page: bool = False
) -> tuple[Read, ...]:
    """The codes of all pages, page by page in reading order, until `enough` says so of all that was read.

    With `every_page` it is asked of each page by itself, and no page is left out: each may be another box's label.
    `budget` in seconds is for the whole file; a page may take its share of what is left, and at least the ladder's
    first step. Raises RefusedError `picture-...`.
    """
    found: tuple[Read, ...] = ()
    left = FILE_S if budget is None else budget
    for page in pages_of(content, name):
        if min(page.pixels.shape) < NARROWEST:
            continue
        sufficiency = _Sufficiency(enough, () if every_page else found, page.number)
        started = time.monotonic()
        reads = read_codes(
            page.pixels, enough=sufficiency if enough else None, budget=_share(page, left) if page.count > 1 else budget
        )
        left = max(0.0, left - (time.monotonic() - started))
        found += _on_page(reads, page.number)
        if sufficiency.reached and not every_page:
            break
    return found


def read_in_child(content: bytes, arguments: dict[str, Any], ask: Ask) -> list[Any]:
    """`read_pages` as a job for a worker: it asks whether what it has is enough, and answers plain reads."""

    def enough(reads: tuple[Read, ...]) -> bool:
        return bool(ask(to_plain(reads)))

    try:
        reads = read_pages(
            content,
            arguments["name"],
            enough=enough if arguments["asks"] else None,
            budget=arguments["budget"],
            every_page=arguments["every_page"],
        )
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    return to_plain(reads)


class _Sufficiency:
    """Puts what a page gave, together with the pages before it, to the one who asked; remembers a yes."""

    def __init__(self, enough: Enough | None, before: tuple[Read, ...], page: int) -> None:
        self.reached = False
        self._enough = enough
        self._before = before
        self._page = page

    def __call__(self, reads: tuple[Read, ...]) -> bool:
        assert self._enough is not None
        self.reached = self._enough((*self._before, *_on_page(reads, self._page)))
        return self.reached


def _on_page(reads: tuple[Read, ...], page: int) -> tuple[Read, ...]:
    return reads if page == 1 else tuple(replace(read, page=page) for read in reads)


def _share(page: Page, left: float) -> float:
    return left / (page.count - page.number + 1)
