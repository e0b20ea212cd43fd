"""Sends hostile pictures through the real reader, and tells what came of them: `--count N --seed S`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

if __package__ in (None, ""):  # started as a script: what the tests share is found from the folder `tests`
    sys.path.insert(0, str(Path(__file__).parents[1]))

import psutil

from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.domain.errors import RmaDeskError
from support.hostile_pictures import Hostile, hostile_pictures

_BUDGET_S = 0.02  # it is the opening of files that is tried here, not the reading of labels
_MB = 1024 * 1024


@dataclass
class Outcome:
    """What came of all of them. Sizes are resident MB of this process and of its child, at a tenth and at the end."""

    answers: Counter[str] = field(default_factory=Counter)
    uncaught: list[tuple[str, str]] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    broke: list[str] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)


def sent(pictures: Iterable[Hostile], count: int, reader: PictureReader) -> Outcome:
    """Each of the first `count`, one after the other."""
    outcome = Outcome()
    for number, picture in enumerate(islice(pictures, count), start=1):
        started = time.monotonic()
        try:
            reads = reader.read_bytes(picture.content, picture.name, budget=_BUDGET_S)
            outcome.answers["read" if reads else "nothing in it"] += 1
        except RmaDeskError as error:
            outcome.answers[error.code] += 1
            if error.code in ("picture-broke-reader", "picture-too-slow", "picture-too-much-memory"):
                outcome.broke.append(f"{error.code}: {picture.name} (number {number})")
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            outcome.uncaught.append((f"{picture.name} (number {number})", repr(error)))
        outcome.slowest = max(outcome.slowest, (time.monotonic() - started, picture.name))
        if number in (max(1, count // 10), count):
            outcome.sizes.append((_size_mb(None), _size_mb(reader.worker_pid) if reader.worker_pid else 0.0))
    return outcome


def _size_mb(pid: int | None) -> float:
    return round(psutil.Process(pid).memory_info().rss / _MB, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    reader, started = PictureReader(), time.monotonic()
    outcome = sent(hostile_pictures(chosen.seed), chosen.count, reader)
    reader.close()
    seconds, name = outcome.slowest
    print(f"{chosen.count} files in {time.monotonic() - started:.0f} s, slowest {seconds:.2f} s: {name}")
    for answer, times in outcome.answers.most_common():
        print(f"{times:8}  {answer}")
    print(f"{len(outcome.uncaught):8}  uncaught")
    for name, error in outcome.uncaught[:20]:
        print(f"          {name}: {error[-800:]}")
    for line in outcome.broke[:40]:
        print(f"          {line}")
    for share, (ours, child) in zip(("10 %", "100 %"), outcome.sizes, strict=False):
        print(f"at {share}: this process {ours} MB, the child {child} MB")
    return 1 if outcome.uncaught else 0


if __name__ == "__main__":
    sys.exit(main())
