"""The answer of the verb that makes a refund sheet."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from pathlib import Path

    from rmadesk.services.refunds import RefundPaper


def refund_answer(paper: RefundPaper, file: Path | None) -> dict[str, Any]:
    """What `refund` prints; `outcome` is `made`, `shown` for an earlier sheet that still holds, or `replaced` where
    the one named in `replaces` holds no more."""
    made = "replaced" if paper.replaces else "made"
    answer: dict[str, Any] = to_plain(paper.sheet)
    del answer["reason_entry"]
    return {
        "outcome": made if paper.is_new else "shown",
        **answer,
        "serial_number": paper.unit.serial_number,
        "kind": paper.authorization.kind.value if paper.authorization.kind else None,
        "arrived_on": paper.arrived_on.isoformat(),
        "contract": paper.contract,
        "reason": paper.reason,
        "fee_percent": paper.fee.figures["percent"] if paper.fee else None,
        "fee_source": paper.fee.citation if paper.fee else None,
        "not_refunded": [{"what": each.what.value, "source": each.citation} for each in paper.left_out],
        "pending": list(paper.open_rules),
        "replaces": paper.replaces.sheet_id if paper.replaces else None,
        "file": str(file) if file else None,
    }
