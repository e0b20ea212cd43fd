"""Policy texts that a site has adopted: newer versions of an edition, and customers' contracts that override one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PolicyKind(StrEnum):
    """What an adopted text is."""

    EDITION = "edition"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class AdoptedPolicy:
    """One adopted version, kept for ever; `text` is its file as it was adopted.

    An edition is known by its id in `edition`, `name` the same; a contract by its `name`, and `edition` is the one that
    it overrides. It applies from `applies_from` to `applies_to`, both days included; null: until a newer one does.
    `reason_entry` names the personal entry with the free text.
    """

    policy_id: str
    kind: PolicyKind
    name: str
    edition: str
    version: int
    applies_from: date
    applies_to: date | None
    text: str
    adopted_at: datetime
    adopted_by: str
    reason_entry: str
