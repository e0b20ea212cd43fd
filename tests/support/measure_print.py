"""Measures how often the print gives the RMA number away where the bars are gone, and how often it misleads.

Run from the folder `tests`: `python -m support.measure_print [labels] [--seed N] [--spill DOTS] [--keep FOLDER]`. A
line for each way of destruction: share of labels whose number is proposed first and at all, whose first proposal is
wrong (and how many of those the registry has), for which nothing is proposed, and the seconds of a picture.
"""

import argparse
import random
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from rmadesk.adapters.scanning.printed import LabelPrintReader
from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.domain.identifiers import rma_key
from rmadesk.services.printed_numbers import PrintedNumber, ranked
from rmadesk.services.site import Site
from support.destroyed_bars import DestroyedLabel, destroyed_labels
from support.registry import authorization

_LABELS = 60


class CrowdedRegistry:
    """Two labels in three are known; so are the neighbours of all, as where numbers are given in order."""

    def __init__(self, labels: list[DestroyedLabel]) -> None:
        chance = random.Random(7)
        self._keys = {f"{chance.randrange(100_000, 1_000_000)}" for _ in range(2000)}
        for place, label in enumerate(labels):
            key = rma_key(label.rma_number)
            for at, sign in enumerate(key):
                if sign.isdigit():
                    self._keys |= {f"{key[:at]}{other}{key[at + 1 :]}" for other in "0123456789"}
            self._keys -= {key} if place % 3 == 2 else set()
            self._keys |= set() if place % 3 == 2 else {key}

    def get(self, rma_number: str) -> object | None:
        return authorization(rma_number) if rma_number in self._keys else None


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one label."""

    label: DestroyedLabel
    proposed: tuple[PrintedNumber, ...]
    code_read: bool
    seconds: float

    @property
    def at_all(self) -> bool:
        return rma_key(self.label.rma_number) in [each.rma_number for each in self.proposed]

    @property
    def first(self) -> bool:
        return bool(self.proposed) and self.proposed[0].rma_number == rma_key(self.label.rma_number)

    @property
    def misled(self) -> bool:
        return bool(self.proposed) and not self.first


def measured(labels: list[DestroyedLabel], keep: Path | None = None) -> list[Measured]:
    registry = CrowdedRegistry(labels)
    reader, codes = LabelPrintReader(), PictureReader()
    reader.print_in_bytes(labels[0].jpeg, "warm-up")
    found: list[Measured] = []
    for label in labels:
        if keep:
            (keep / label.name).write_bytes(label.jpeg)
        texts = [read.text for read in codes.read_bytes(label.jpeg, label.name)]
        began = time.perf_counter()
        prints = reader.print_in_bytes(label.jpeg, label.name)
        proposed = ranked(prints, registry, Site().rma_forms)  # type: ignore[arg-type]
        seconds = time.perf_counter() - began
        code_read = any(rma_key(text) == rma_key(label.rma_number) for text in texts)
        found.append(Measured(label, proposed, code_read, seconds))
        if not found[-1].first:
            print(f"  {label.name} {label.rma_number} turned {label.turned}: {[each.text for each in prints]}")
            print(f"    -> {[(each.rma_number, each.known, each.corrected) for each in proposed]}")
    reader.close()
    codes.close()
    return found


def told(name: str, rows: list[Measured]) -> str:
    misled = [row for row in rows if row.misled]
    seconds = sorted(row.seconds for row in rows)

    def share(count: int) -> str:
        return f"{count / len(rows):.1%}"

    return (
        f"{name:10} {len(rows):3} labels ({sum(row.code_read for row in rows)} with a code read):"
        f" first {share(sum(row.first for row in rows))}, proposed {share(sum(row.at_all for row in rows))},"
        f" wrong first {share(len(misled))} ({sum(row.proposed[0].known for row in misled)} of them known),"
        f" none {share(sum(not row.proposed for row in rows))};"
        f" {statistics.median(seconds):.2f} s, slowest {seconds[-1]:.2f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=int, nargs="?", default=_LABELS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spill", type=int, default=12, help="dots that the damage reaches beyond the bars")
    parser.add_argument("--keep", type=Path, help="folder for the pictures")
    arguments = parser.parse_args()
    rows = measured(list(destroyed_labels(arguments.labels, arguments.seed, arguments.spill)), arguments.keep)
    by_kind: dict[str, list[Measured]] = defaultdict(list)
    for row in rows:
        by_kind[row.label.destruction].append(row)
        if row.label.turned:
            by_kind["turned"].append(row)
    for name, group in by_kind.items():
        print(told(name, group))
    print(told("all", rows))


if __name__ == "__main__":
    main()
