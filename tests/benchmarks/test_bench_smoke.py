"""Every benchmark runs and tells its result in the agreed form; how fast anything is, is not asked here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import bench_replay, run
from benchmarks.measure import Benchmark, Pair, measured

NAMES = [
    "receipt",
    "first_paint",
    "label",
    "label_verified",
    "read_picture",
    "read_isolated",
    "cli_start",
    "import",
    "assess",
    "engine",
    "replay",
    "replay_memory",
]


def test_the_benchmarks_are_known_by_name() -> None:
    assert [each.name for each in run.BENCHMARKS] == NAMES


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million verdicts are for `make bench`."""
    monkeypatch.setattr(bench_replay, "SPEED_VERDICTS", 500)
    monkeypatch.setattr(bench_replay, "MEMORY_VERDICTS", 2000)


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_tells_its_result(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "build" / "bench.json"
    status = run.main(["--only", name, "--repetitions", "1", "--output", str(output)])
    (record,) = json.loads(output.read_text(encoding="utf-8"))
    assert set(record) == {"name", "unit", "ours", "baseline", "ratio", "goal", "baseline_is", "per_second"}
    assert (record["name"], record["unit"]) == (name, "MB" if name == "replay_memory" else "ms")
    assert record["ours"] > 0
    assert record["baseline"] > 0
    assert record["ratio"] == pytest.approx(record["ours"] / record["baseline"], abs=0.01)
    assert status == (1 if record["goal"] and record["ratio"] > record["goal"] else 0)
    assert name in capsys.readouterr().out
    assert [path.name for path in output.parent.iterdir()] == ["bench.json"]


def told(ours_s: tuple[float, ...], goal: float | None) -> Benchmark:
    """A benchmark whose times are given: the baseline takes 2 ms each time."""
    times = iter(ours_s)

    @contextmanager
    def prepared(_: Path) -> Iterator[Pair]:
        yield Pair(ours=lambda: next(times), baseline=lambda: 0.002)

    return Benchmark("told", "2 ms", goal, repetitions=3, warm_up=1, prepare=prepared)


@pytest.mark.parametrize(("goal", "met"), [(None, True), (3.0, True), (2.999, False)])
def test_the_median_counts_the_warm_up_does_not_and_a_goal_is_met_up_to_its_figure(
    tmp_path: Path, goal: float | None, met: bool
) -> None:
    result = measured(told((9.0, 0.001, 0.006, 0.5), goal), tmp_path)
    assert (result.ours, result.baseline, result.ratio) == (6.0, 2.0, 3.0)
    assert result.met is met


def test_an_unknown_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run.main(["--only", "no-such"])
    assert left.value.code == 2
    assert "first_paint" in capsys.readouterr().err
