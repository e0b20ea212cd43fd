"""kill -9 in the middle of a pile of boxes: what was acknowledged is on record, and nothing is there twice."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from rmadesk.bootstrap import Desk
from rmadesk.domain.rma import Box, BoxState
from support.program import Program
from support.receiving_loop import registry_text, tracking_number

TESTS = Path(__file__).parents[1]
RECEIPTS = 200
KILLS = 5
PAUSE_S = 0.004
VERY_SLOW_S = 0.1


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile of parcels that came in over several kills; `acknowledged` are the box ids that the clerk was told."""

    program: Program
    acknowledged: tuple[str, ...]
    kills: int

    @property
    def boxes(self) -> tuple[Box, ...]:
        desk = Desk(self.program.database)
        try:
            return desk.receiving.recent(2 * RECEIPTS)
        finally:
            desk.close()

    @property
    def lost(self) -> set[str]:
        """What somebody was told and nobody finds."""
        return set(self.acknowledged) - {box.box_id for box in self.boxes}


def received(
    program: Program,
    places: range,
    *options: str,
    stop_after: int | None,
    delay_s: float = 0,
    pause_s: float = PAUSE_S,
) -> list[str]:
    """The ids acknowledged by a process that is killed some time after the acknowledgement `stop_after`."""
    loop = [program.database, places.start, places.stop, pause_s, *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "support.receiving_loop", *map(str, loop)],
        cwd=TESTS,
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        lines = []
        while (stop_after is None or len(lines) < stop_after) and (line := process.stdout.readline()):
            lines.append(line)
        if stop_after is not None:
            time.sleep(delay_s)
            process.kill()
        rest, err = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == (0 if stop_after is None else -signal.SIGKILL), err
    return [line.strip() for line in [*lines, *rest.splitlines()]]


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Pile:
    """200 receipts; after each kill the clerk goes on with the parcel that was not acknowledged."""
    program = with_registry(Program(tmp_path_factory.mktemp("killed")))
    moments = random.Random(20261120)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        stop_after, delay_s = moments.randint(1, RECEIPTS // (KILLS + 2)), moments.uniform(0, 2 * PAUSE_S)
        acknowledged += received(program, range(len(acknowledged), RECEIPTS), stop_after=stop_after, delay_s=delay_s)
        assert Pile(program, tuple(acknowledged), KILLS).lost == set()
        assert program.must("db", "check", "--json").answer["whole"]
    acknowledged += received(program, range(len(acknowledged), RECEIPTS), stop_after=None)
    return Pile(program, tuple(acknowledged), KILLS)


def with_registry(program: Program) -> Program:
    registry = program.home / "registry.csv"
    registry.write_text(registry_text(RECEIPTS), encoding="utf-8", newline="")
    assert program.must("registry", "import", registry, "--json").answer["added"] == RECEIPTS
    return program


def test_what_was_acknowledged_is_on_record(pile: Pile) -> None:
    assert len(pile.acknowledged) == len(set(pile.acknowledged)) == RECEIPTS
    assert pile.lost == set()


def test_file_and_chain_are_whole(pile: Pile) -> None:
    checked = pile.program.must("db", "check", "--json").answer
    assert checked["whole"]
    assert checked["events"] == RECEIPTS + len(pile.boxes)


def test_scanning_the_parcel_again_doubled_nothing(pile: Pile) -> None:
    """A parcel whose kill came between commit and acknowledgement is on record once, and once as its duplicate."""
    parcels = Counter(box.parcel for box in pile.boxes if box.state is not BoxState.DUPLICATE)
    assert parcels == Counter(tracking_number(place) for place in range(RECEIPTS))
    assert len(pile.boxes) - RECEIPTS <= pile.kills


def test_the_whole_pile_scanned_again_is_all_duplicates(pile: Pile) -> None:
    before = {box.box_id for box in pile.boxes if box.state is not BoxState.DUPLICATE}
    again = received(pile.program, range(20), stop_after=None)
    boxes = {box.box_id: box for box in pile.boxes}
    assert {boxes[box_id].state for box_id in again} == {BoxState.DUPLICATE}
    assert {boxes[box_id].duplicate_of for box_id in again} <= before
    assert {box.box_id for box in pile.boxes if box.state is not BoxState.DUPLICATE} == before


def test_the_tables_made_again_say_the_same(pile: Pile) -> None:
    before = pile.boxes
    pile.program.must("db", "rebuild")
    assert pile.boxes == before


@pytest.mark.parametrize("options", [(), ("--acknowledge-first",)], ids=["after the commit", "before it"])
def test_who_acknowledges_before_the_commit_is_found_out(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The control, on a disk so slow that every kill falls into a commit: with the one fault that all this is about,
    the check above must fail, and without it must not."""
    program = with_registry(Program(tmp_path))
    acknowledged: list[str] = []
    for stop_after in (2, 3, 4):
        places = range(len(acknowledged), RECEIPTS)
        acknowledged += received(program, places, *options, pause_s=VERY_SLOW_S, stop_after=stop_after)
    lost = Pile(program, tuple(acknowledged), 3).lost
    assert len(lost) < len(acknowledged)
    assert (lost != set()) == bool(options)
