"""Reads on their way between processes: as JSON's values, and back."""

from collections.abc import Iterable
from typing import Any

from rmadesk.domain.scans import Read


def to_plain(reads: Iterable[Read]) -> list[Any]:
    return [
        [each.text, each.data.hex(), each.symbology, each.gs1, each.position, each.confirmed, each.step, each.page]
        for each in reads
    ]


def from_plain(plain: Iterable[Any]) -> tuple[Read, ...]:
    return tuple(_read(*each) for each in plain)


def _read(
    text: str, data: str, symbology: str, gs1: bool, position: Any, confirmed: bool, step: str, page: int
) -> Read:
    a, b, c, d = ((x, y) for x, y in position)
    return Read(text, bytes.fromhex(data), symbology, gs1, (a, b, c, d), confirmed, step, page)
