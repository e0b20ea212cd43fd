"""A busy history of one station, the same for the same seed: all that a desk does, in any order, refusals included."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from rmadesk.domain.dues import DueOutcome
from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.events import EventKind
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
from rmadesk.domain.rma import Disposition, UnitState
from support.choices import COULD_BE, ambiguous
from support.desk import PARCELS, TestDesk
from support.policy import EDITIONS, edition_text
from support.policy_records import adopted, decision, pause, sheet
from support.registry import row

NUMBERS = tuple(f"{number}" for number in range(2100, 2110))

_PAUSES = (*(1, 30, 900, 3600) * 12, 86_400 * 20)
_CUSTOMERS = ("C-1", "C-2")
_CONTRACTS = ("Contoso 2026", "Fabrikam: every site")
_REASON = "Agreed with Grace Hopper by telephone – Rückruf am Montag"
_STATUSES = (*("open",) * 40, "closed", "cancelled")


def live(desk: TestDesk, seed: int, steps: int) -> None:
    """Do `steps` things at the desk, some of which it refuses; the clock goes on, now and then by days."""
    chance = random.Random(seed)
    deeds: tuple[Callable[[TestDesk, random.Random], None], ...] = (
        *(_import, _receive, _receive, _receive_clean, _receive_clean, _void, _inspect, _inspect, _finish, _ship) * 2,
        *(_adopt, _end_contract, _decide_due, _pause_clocks, _make_refund_sheet, _choose, _choose, _forget),
    )
    _import(desk, chance)
    for _ in range(steps):
        desk.clock.forward(timedelta(seconds=chance.choice(_PAUSES)))
        try:
            chance.choice(deeds)(desk, chance)
        except RmaDeskError:
            continue


def _import(desk: TestDesk, chance: random.Random) -> None:
    rows = []
    for number in chance.sample(NUMBERS, 4):
        agreed = {
            "status": chance.choice(_STATUSES),
            "customer_name": chance.choice(("Åsa Müller-Lindqvist", "Beeswax & Daughters", "")),
            "tracking_number": ";".join(chance.sample(PARCELS, chance.choice((0, 1, 2)))),
            "overdue_amount": chance.choice(("", "12.5", "1000")),
        }
        serials = chance.sample(("SN1", "SN2", "", ""), chance.choice((1, 2)))
        rows += [row(number, serial_number=serial, **agreed) for serial in serials]
    desk.import_rows(*rows)


def _receive(desk: TestDesk, chance: random.Random) -> None:
    texts = [f"RMA-{number}" for number in chance.sample((*NUMBERS, "77777"), chance.choice((0, 1, 1, 2)))]
    texts += chance.sample((*PARCELS, "no code of ours", "SN1"), chance.choice((0, 1, 1, 2)))
    packaging = chance.choice((*PackagingKind, None))
    damage, piece = chance.choice(tuple(OuterDamage)), chance.choice((None, "1/2", "2/2"))
    back = timedelta(days=chance.choice((0, 0, 3)))
    desk.receive(
        *texts,
        packaging=packaging,
        outer_damage=damage,
        piece=piece,
        arrived_at=desk.clock.now() - back,
        same_box=chance.random() < 0.3,
    )


def _receive_clean(desk: TestDesk, chance: random.Random) -> None:
    desk.receive(f"RMA-{chance.choice(NUMBERS)}")


def _void(desk: TestDesk, chance: random.Random) -> None:
    boxes = desk.receiving.recent(5)
    if boxes:
        desk.receiving.void(chance.choice(boxes).box_id)


def _inspect(desk: TestDesk, chance: random.Random) -> None:
    waiting = desk.inspection.queue()
    if waiting:
        state = chance.choice((UnitState.RECEIVED, UnitState.WRONG_ITEM, UnitState.MISSING))
        disposition = Disposition.NONE if state is UnitState.MISSING else chance.choice(tuple(Disposition)[1:])
        note = chance.choice(("", "Scharnier gebrochen – replaced by Ana"))
        desk.inspect(chance.choice(waiting).unit.unit_id, state=state, disposition=disposition, note=note)


def _finish(desk: TestDesk, chance: random.Random) -> None:
    """Log the outcome of every unit of an RMA that waits, which closes it unless one is still to come."""
    waiting = desk.inspection.queue()
    if waiting:
        number = chance.choice(waiting).unit.rma_number
        for each in waiting:
            if each.unit.rma_number == number:
                desk.inspect(each.unit.unit_id)


def _ship(desk: TestDesk, chance: random.Random) -> None:
    desk.shipping.print_label(chance.choice(NUMBERS), Path("label.pdf"))


def _choose(desk: TestDesk, chance: random.Random) -> None:
    """Say what an ambiguous text is."""
    chosen = chance.choice(COULD_BE)
    asked = ambiguous(*COULD_BE[: chance.choice((2, 3))])
    desk.choices.remember(chance.choice(_CUSTOMERS), asked, chosen)


def _forget(desk: TestDesk, chance: random.Random) -> None:
    known = desk.choices.of_customer(chance.choice(_CUSTOMERS))
    if known:
        desk.choices.forget(known[0].customer_id, chance.choice(known).between)


# What follows is recorded as its service would: here the question is what the projector makes of the events.


def _adopt(desk: TestDesk, chance: random.Random) -> None:
    """A newer version of an edition, word for word the one before, or a contract over it."""
    policies = _policies(desk)
    edition, kind = chance.choice(EDITIONS), chance.choice(tuple(PolicyKind))
    name = edition if kind is PolicyKind.EDITION else chance.choice(_CONTRACTS)
    version = 3 + sum(each.kind is kind and each.name == name for each in policies)
    policy = adopted(
        desk.ledger.new_id(),
        kind=kind,
        name=name,
        edition=edition,
        version=version,
        applies_from=desk.clock.now().date(),
        applies_to=None,
        text=edition_text(edition).replace("version = 2", f"version = {version}", 1),
        adopted_at=desk.clock.now(),
        adopted_by=desk.ledger.user,
    )
    _record(desk, EventKind.POLICY_ADOPTED, policy=policy)


def _end_contract(desk: TestDesk, chance: random.Random) -> None:
    contracts = [each for each in _policies(desk) if each.kind is PolicyKind.CONTRACT]
    if contracts:
        contract = chance.choice(contracts)
        last = contract.applies_from + timedelta(days=chance.choice((0, 30)))
        said = {"policy_id": contract.policy_id, "name": contract.name, "applies_to": last.isoformat()}
        _record(desk, EventKind.CONTRACT_ENDED, **said)


def _decide_due(desk: TestDesk, chance: random.Random) -> None:
    number = chance.choice(NUMBERS)
    told = decision(
        f"invoice:{number}/SN1",
        rma_number=number,
        outcome=chance.choice(tuple(DueOutcome)),
        decided_on=desk.clock.now().date(),
        decided_at=desk.clock.now(),
    )
    _record(desk, EventKind.DUE_DECIDED, decision=told)


def _pause_clocks(desk: TestDesk, chance: random.Random) -> None:
    """Begin a pause, or end one that is not over."""
    with desk.storage.reading() as work:
        begun = [each for each in work.dues.pauses() if each.until_on is None]
    today = desk.clock.now().date()
    if begun:
        span = replace(chance.choice(begun), until_on=today)
    else:
        of = chance.choice((None, *NUMBERS))
        customers_too = chance.random() < 0.5
        span = pause(desk.ledger.new_id(), from_on=today, until_on=None, customers_too=customers_too, rma_number=of)
    _record(desk, EventKind.PAUSE_RECORDED, pause=replace(span, recorded_at=desk.clock.now()))


def _make_refund_sheet(desk: TestDesk, chance: random.Random) -> None:
    number = chance.choice(NUMBERS)
    waived = chance.random() < 0.5
    told = sheet(desk.ledger.new_id(), rma_number=number, unit_id=f"{number}/SN1", waived=waived)
    _record(desk, EventKind.REFUND_SHEET_MADE, sheet=replace(told, made_at=desk.clock.now()))


def _record(desk: TestDesk, kind: EventKind, **said: Any) -> None:
    reason = desk.ledger.personal({"reason": _REASON})
    refers = {name: _with_reason(value, reason.id) for name, value in said.items()}
    with desk.storage.writing("test") as work:
        desk.ledger.record(work, kind, {**to_plain(refers), "reason": reason.reference}, [reason])
        work.commit()


def _with_reason(value: Any, entry: str) -> Any:
    return value if isinstance(value, str) else replace(value, reason_entry=entry)


def _policies(desk: TestDesk) -> tuple[AdoptedPolicy, ...]:
    with desk.storage.reading() as work:
        found: tuple[AdoptedPolicy, ...] = work.policies.all()
    return found
