"""2,000 authorizations from a CSV file on record against the rows merely read."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.bootstrap import Desk
from support.receiving_loop import registry_text

_AUTHORIZATIONS = 2000


@contextmanager
def _prepared(folder: Path) -> Iterator[Pair]:
    registry = folder / "registry.csv"
    registry.write_text(registry_text(_AUTHORIZATIONS), encoding="utf-8", newline="")
    numbers = count()

    def ours() -> float:
        desk = Desk(folder / f"desk-{next(numbers)}.sqlite", user="bench")
        _ = desk.storage.station  # the empty file is made before the clock starts
        start = perf_counter()
        summary = desk.registry.import_file(registry)
        seconds = perf_counter() - start
        desk.close()
        assert summary.added == _AUTHORIZATIONS
        return seconds

    def baseline() -> None:
        with registry.open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == _AUTHORIZATIONS

    yield Pair(ours=ours, baseline=timed(baseline))


BENCHMARK = Benchmark(
    name="import",
    baseline_is="csv.DictReader over the same 2,000 rows, nothing kept",
    goal=None,
    repetitions=5,
    warm_up=1,
    prepare=_prepared,
)
