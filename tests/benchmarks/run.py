"""The desk against bare libraries, in one run: a table and build/bench.json; status 1 where a goal is missed."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

if __package__ in (None, ""):  # started as a script: what the tests share is found from the folder `tests`
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import (
    bench_assess,
    bench_import,
    bench_label,
    bench_read_picture,
    bench_receipt,
    bench_replay,
    bench_scan_set,
    bench_start,
)
from benchmarks.measure import Benchmark, Result, measured

SCAN_SET = "scan_set"
ROOT = Path(__file__).parents[2]
BENCHMARKS: tuple[Benchmark, ...] = (
    bench_receipt.BENCHMARK,
    bench_start.FIRST_PAINT,
    bench_label.LABEL,
    bench_label.LABEL_VERIFIED,
    bench_read_picture.BENCHMARK,
    bench_read_picture.ISOLATED,
    bench_start.CLI_START,
    bench_import.BENCHMARK,
    bench_assess.ASSESS,
    bench_assess.ENGINE,
    bench_replay.REPLAY,
    bench_replay.MEMORY,
)


def results(benchmarks: Iterable[Benchmark], folder: Path, repetitions: int | None) -> Iterable[Result]:
    """One after the other, each in an empty folder of its own."""
    for benchmark in benchmarks:
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"bench-{benchmark.name}-") as own:
            yield measured(benchmark, Path(own), repetitions)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[*(each.name for each in BENCHMARKS), SCAN_SET], help="run this one")
    parser.add_argument("--repetitions", type=int, help="fewer or more than each asks for, and no warming up")
    parser.add_argument("--scan-set", type=Path, metavar="DIR", help="read these photographs with their texts too")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    chosen = parser.parse_args(arguments)
    if chosen.only == SCAN_SET and chosen.scan_set is None:
        parser.error(f"{SCAN_SET} wants --scan-set DIR")
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    wanted = [each for each in BENCHMARKS if chosen.only in (None, each.name)]

    print(f"{'benchmark':16}{'ours':>12}{'baseline':>12}{'ratio':>9}{'goal':>7}")
    found: list[Result] = []
    unmet: tuple[str, ...] = ()
    for result in results(wanted, chosen.output.parent, chosen.repetitions):
        found.append(result)
        print(_line(result), flush=True)
    if chosen.scan_set and chosen.only in (None, SCAN_SET):
        result, unmet = bench_scan_set.measured_set(chosen.scan_set)
        found.append(result)
        print(_line(result), *(f"  MISSED: {each}" for each in unmet), sep="\n")
    chosen.output.write_text(json.dumps([each.record for each in found], indent=1) + "\n", encoding="utf-8")
    print(f"written to {chosen.output}; ratio: ours / baseline, smaller is better")
    return 0 if all(each.met for each in found) and not unmet else 1


def _line(result: Result) -> str:
    goal = "-" if result.goal is None else f"{result.goal:g}"
    verdict = "" if result.met else "  MISSED"
    rate = f"  {result.per_second:,} a second" if result.per_second else ""
    return (
        f"{result.name:16}{result.ours:9.3f} {result.unit}{result.baseline:9.3f} {result.unit}"
        f"{result.ratio:9.2f}{goal:>7}{verdict}{rate}"
    )


if __name__ == "__main__":
    sys.exit(main())
