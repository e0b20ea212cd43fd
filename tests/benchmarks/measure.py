"""How a benchmark is measured: ours and the baseline in turn, in one run, the median of each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Side = Callable[[], float]
"""One repetition; gives the seconds that count, or what else is measured."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared."""

    ours: Side
    baseline: Side


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One comparison. `prepare` makes both sides in an empty folder on a real disk; `goal` is the highest ratio.

    `items` is how many things one repetition of ours does, where that is worth telling. What is measured in place of
    time has a `unit` of its own.
    """

    name: str
    baseline_is: str
    goal: float | None
    repetitions: int
    warm_up: int
    prepare: Callable[[Path], AbstractContextManager[Pair]]
    items: int | None = None
    unit: str = "ms"


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table; `ratio` is a cost, ours / baseline, smaller is better; `per_second` are ours."""

    name: str
    unit: str
    ours: float
    baseline: float
    ratio: float
    goal: float | None
    baseline_is: str
    per_second: int | None

    @property
    def met(self) -> bool:
        return self.goal is None or self.ratio <= self.goal

    @property
    def record(self) -> dict[str, object]:
        return asdict(self)


def timed(work: Callable[[], object]) -> Side:
    """A side of which all counts."""

    def side() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return side


def measured(benchmark: Benchmark, folder: Path, repetitions: int | None = None) -> Result:
    """Run it; the sides take turns in going first, so that neither always finds the caches of the other."""
    times: dict[str, list[float]] = {"ours": [], "baseline": []}
    with benchmark.prepare(folder) as pair:
        sides = [("ours", pair.ours), ("baseline", pair.baseline)]
        for turn in _turns(benchmark, repetitions):
            for name, side in sides if turn % 2 else reversed(sides):
                seconds = side()
                if turn >= 0:
                    times[name].append(seconds)
    scale = 1000 if benchmark.unit == "ms" else 1
    ours, baseline = (median(times[name]) * scale for name in ("ours", "baseline"))
    return Result(
        name=benchmark.name,
        unit=benchmark.unit,
        ours=round(ours, 4),
        baseline=round(baseline, 4),
        ratio=round(ours / baseline, 3),
        goal=benchmark.goal,
        baseline_is=benchmark.baseline_is,
        per_second=round(benchmark.items / ours * 1000) if benchmark.items else None,
    )


def _turns(benchmark: Benchmark, repetitions: int | None) -> Iterator[int]:
    """Those below 0 are for warming up."""
    if repetitions is None:
        yield from range(-benchmark.warm_up, benchmark.repetitions)
    else:
        yield from range(repetitions)
