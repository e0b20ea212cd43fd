"""Recorded verdicts replayed by the real program: how many a second, and whether its memory stays as it is."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

import psutil

from benchmarks.bench_assess import case_texts
from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.bootstrap import Desk
from rmadesk.domain.events import canonical
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.rma import RecordedVerdict
from rmadesk.services.assessing import CURRENCY

SPEED_VERDICTS = 100_000
MEMORY_VERDICTS = 1_000_000
_FIRST_DAY = date(2016, 1, 1)
_BOXES_A_DAY = 300
_SAMPLED_EVERY_S = 0.1
_SETTLED_AFTER = 0.1
"""The part of a replay after which everything is loaded that it needs."""
_INSERT = """
INSERT INTO box (box_id, station, state, received_at, received_by, arrived_at, arrived_on, outer_damage, marked_on_box,
    number_state, tracking_numbers, scans, verdict, verdicts)
VALUES (?, 'bench', 'received', ?, 'bench', ?, ?, 'none', 0, 'read', '[]', '[]', ?, ?)
"""


def fill(database: Path, verdicts: int) -> None:
    """A station's file with so many boxes of one verdict each: the 500 cases, each as the dock would record it."""
    desk = Desk(database, user="bench")
    recorded = list(_recorded(desk))
    desk.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.executemany(_INSERT, (_box(number, *recorded[number % len(recorded)]) for number in range(verdicts)))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _recorded(desk: Desk) -> Iterator[tuple[str, str]]:
    """The verdict on each case, and the JSON of a box that holds it."""
    with desk.storage.reading() as work:
        for text in dict.fromkeys(case_texts()):
            case = case_from_json(json.loads(text))
            edition = desk.policy_book.in_force(work, case.edition, None, case.arrived_on)
            answer = judge(case, edition, RULES, CURRENCY)
            judged = RecordedVerdict(
                rma_number="2118",
                edition=edition.id,
                edition_version=edition.version,
                verdict=answer.verdict,
                findings=answer.findings,
                pending=answer.pending,
                charges=answer.charges,
                case=json.loads(text),
                currency=CURRENCY,
            )
            yield answer.verdict.value, canonical(to_plain((judged,))).decode()


def _box(number: int, verdict: str, verdicts: str) -> tuple[object, ...]:
    day = _FIRST_DAY + timedelta(days=number // _BOXES_A_DAY)
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC).isoformat(timespec="microseconds")
    return f"0192f3a0-0000-7000-8000-{number:012d}", at, at, day.isoformat(), verdict, verdicts


def _replay(database: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "rmadesk", "--db", str(database), "policy", "replay", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def _finished(process: "subprocess.Popen[bytes]", verdicts: int) -> None:
    """What was to be judged again was, and nothing changed."""
    out, _ = process.communicate()
    found = json.loads(out)
    assert (process.returncode, found["verdicts"], found["changed"], found["unjudged"]) == (0, verdicts, 0, [])


@contextmanager
def _speed(folder: Path) -> Iterator[Pair]:
    database = folder / "desk.sqlite"
    fill(database, SPEED_VERDICTS)

    def read_alone() -> None:
        with closing(sqlite3.connect(database)) as connection:
            for (verdicts,) in connection.execute("SELECT verdicts FROM box ORDER BY arrived_on, box_id"):
                json.loads(verdicts)

    yield Pair(
        ours=timed(lambda: _finished(_replay(database), SPEED_VERDICTS)),
        baseline=timed(read_alone),
    )


class _WatchedReplay:
    """One replay, and the memory that its process held meanwhile, in MB."""

    def __init__(self, database: Path) -> None:
        self._database = database

    @cached_property
    def _samples(self) -> list[float]:
        process = _replay(self._database)
        watched, samples = psutil.Process(process.pid), []
        while process.poll() is None:
            samples.append(watched.memory_info().rss / 1e6)
            time.sleep(_SAMPLED_EVERY_S)
        _finished(process, MEMORY_VERDICTS)
        return [each for each in samples if each]  # a process that has just ended holds none

    @property
    def _settled(self) -> int:
        return int(len(self._samples) * _SETTLED_AFTER)

    def settled(self) -> float:
        """What it held once a tenth was done."""
        return self._samples[self._settled]

    def peak(self) -> float:
        """The most that it held from then on."""
        return max(self._samples[self._settled :])


@contextmanager
def _memory(folder: Path) -> Iterator[Pair]:
    database = folder / "desk.sqlite"
    fill(database, MEMORY_VERDICTS)
    replay = _WatchedReplay(database)
    yield Pair(ours=replay.peak, baseline=replay.settled)


REPLAY = Benchmark(
    name="replay",
    baseline_is="a bare sqlite3 read of the same 100,000 rows and json.loads of each",
    goal=None,
    repetitions=3,
    warm_up=0,
    prepare=_speed,
    items=SPEED_VERDICTS,
)
MEMORY = Benchmark(
    name="replay_memory",
    baseline_is="the memory that the same replay of a million verdicts held when a tenth of it was done",
    goal=1.1,
    repetitions=1,
    warm_up=0,
    prepare=_memory,
    unit="MB",
)
