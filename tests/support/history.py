"""A busy history of one station, the same for the same seed: all that a desk does, in any order, refusals included."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
from rmadesk.domain.rma import Disposition, UnitState
from support.desk import PARCELS, TestDesk
from support.registry import row

NUMBERS = tuple(f"{number}" for number in range(2100, 2110))

_PAUSES = (*(1, 30, 900, 3600) * 12, 86_400 * 20)
_STATUSES = (*("open",) * 40, "closed", "cancelled")


def live(desk: TestDesk, seed: int, steps: int) -> None:
    """Do `steps` things at the desk, some of which it refuses; the clock goes on, now and then by days."""
    chance = random.Random(seed)
    deeds: tuple[Callable[[TestDesk, random.Random], None], ...] = (
        *(_import, _receive, _receive, _receive_clean, _receive_clean, _void, _inspect, _inspect, _inspect, _ship),
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


def _ship(desk: TestDesk, chance: random.Random) -> None:
    desk.shipping.print_label(chance.choice(NUMBERS), Path("label.pdf"))
