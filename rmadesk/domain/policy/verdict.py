"""What the policy answers: findings with their effects, the verdict they add up to, and what is still pending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rmadesk.domain.errors import Figure


class Effect(StrEnum):
    """What a finding does to the box, in rising order."""

    NOTE = "note"
    CHARGE = "charge"
    HOLD = "hold"
    REFUSE = "refuse"


class Verdict(StrEnum):
    """What the desk says of a case, in rising order."""

    ACCEPT = "accept"
    ACCEPT_WITH_CHARGE = "accept_with_charge"
    HOLD = "hold"
    REFUSE = "refuse"


_RANK = {effect: rank for rank, effect in enumerate(Effect)}
_VERDICT_ORDER = tuple(Verdict)
_VERDICT_OF = {
    Effect.NOTE: Verdict.ACCEPT,
    Effect.CHARGE: Verdict.ACCEPT_WITH_CHARGE,
    Effect.HOLD: Verdict.HOLD,
    Effect.REFUSE: Verdict.REFUSE,
}
DESK = "desk"
"""Source of a finding that rests on the desk's own judgement where the texts are silent."""


def citation(source: str, contract: str | None) -> str:
    """Text and heading, or `desk`, and the contract that overrides it."""
    return f"{source}; contract {contract}" if contract else source


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: its effect, the text and heading it rests on, and the figures behind it.

    `variant` says which of a rule's cases applies (one rule may refuse a refund and only hold a repair). `contract`
    names the contract that overrides the edition here.
    """

    rule: str
    variant: str
    effect: Effect
    source: str
    figures: Mapping[str, Figure]
    contract: str | None = None

    @property
    def citation(self) -> str:
        """Text and heading, or `desk`, and the contract that overrides it."""
        return citation(self.source, self.contract)


@dataclass(frozen=True, slots=True)
class Charge:
    """What a finding with effect `charge` costs; `amount` is null where a person sets it."""

    rule: str
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to one case: verdict, findings and pending rules, both in the order of the table of rules."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    pending: tuple[str, ...]
    charges: tuple[Charge, ...]


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict of the highest effect."""
    effects = [finding.effect for finding in findings]
    return _VERDICT_OF[max(effects, key=_RANK.__getitem__)] if effects else Verdict.ACCEPT


def highest(verdicts: Iterable[Verdict]) -> Verdict:
    """A box's verdict: the highest of those of its authorizations."""
    return max(verdicts, key=_VERDICT_ORDER.index, default=Verdict.ACCEPT)
