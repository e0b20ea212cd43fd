"""The facts of a case as the dock knows them: from the registry, and from what the clerk saw."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from rmadesk.domain.policy.facts import (
    AccountFacts,
    AdvanceFacts,
    Case,
    ItemFacts,
    LabelFacts,
    NumberState,
    OuterDamage,
    PackagingFacts,
    PackagingKind,
    RmaFacts,
)
from rmadesk.domain.rma import Authorization, Unit


def dock_case(
    *,
    edition: str,
    time_zone: ZoneInfo,
    arrived_at: datetime,
    number_state: NumberState,
    marked_on_box: bool,
    packaging: PackagingKind | None,
    outer_damage: OuterDamage,
    authorization: Authorization | None,
    units: tuple[Unit, ...],
    inherited_to: date | None = None,
) -> Case:
    """The case of one authorization of a box; `units` are its expected ones. What only the bench can see is unknown.

    `inherited_to` is the last covered day that a sole unit takes over from those in whose place it stands.
    """
    return Case(
        edition=edition,
        site_time_zone=time_zone,
        arrived_at=arrived_at,
        label=LabelFacts(number_state, marked_on_box),
        rma=rma_facts(authorization) if authorization else None,
        account=_account(authorization) if authorization else None,
        packaging=PackagingFacts(packaging, outer_damage, authorization.insured if authorization else None),
        item=item_facts(units[0], inherited_to) if len(units) == 1 else None,
        advance=_advance(units),
    )


def rma_facts(authorization: Authorization) -> RmaFacts:
    """What the registry has on the authorization itself."""
    return RmaFacts(authorization.issued_at, authorization.status, authorization.kind, authorization.whole_system)


def _account(authorization: Authorization) -> AccountFacts:
    return AccountFacts(
        authorization.account_paid,
        authorization.support_hold,
        authorization.overdue_amount,
        authorization.overdue_since,
    )


def item_facts(unit: Unit, inherited_to: date | None) -> ItemFacts:
    """What the registry has on a unit; of its own extension and the end it takes over, the later counts."""
    return ItemFacts(
        maker=unit.maker,
        family=unit.family,
        category=unit.category,
        on_invoice=unit.on_invoice,
        invoiced_on=unit.invoiced_on,
        shipped_on=unit.shipped_on,
        warranty_months=unit.warranty_months,
        extended_to=max(filter(None, (unit.extended_to, inherited_to)), default=None),
        complete=None,
        resellable=None,
        damage_cause=None,
        transit_damage=None,
        removable_media=None,
        foreign_parts=None,
        price=unit.price,
    )


def _advance(units: tuple[Unit, ...]) -> AdvanceFacts | None:
    """That of the unit whose advance replacement went out first."""
    sent = [(unit.advance_shipped_on, unit) for unit in units if unit.advance_shipped_on]
    if not sent:
        return None
    shipped_on, unit = min(sent, key=lambda each: each[0])
    return AdvanceFacts(shipped_on, unit.advance_replacement_cost)
