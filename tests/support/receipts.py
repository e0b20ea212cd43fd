"""Boxes as a test receives them, and what it asks of their receipts."""

from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Read, Scan, ScanSource
from rmadesk.services.receiving import Receipt
from support.desk import TestDesk

CORNERS = ((0, 0), (9, 0), (9, 9), (0, 9))


def read(text: str, *, confirmed: bool = True) -> Scan:
    return Scan(text, ScanSource.PICTURE, Read(text, text.encode(), "code-39", False, CORNERS, confirmed, "zxing"))


def rules(receipt: Receipt) -> list[list[str]]:
    return [[finding.rule for finding in judged.findings] for judged in receipt.box.verdicts]


def case(receipt: Receipt, place: int = 0) -> Any:
    return receipt.box.verdicts[place].case


def refused(desk: TestDesk, *texts: str, **said: Any) -> RefusedError:
    before = len(desk.events())
    with pytest.raises(RefusedError) as raised:
        desk.receive(*texts, **said)
    assert len(desk.events()) == before, "nothing is recorded"
    return raised.value
