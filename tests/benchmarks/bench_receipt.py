"""One receipt on record, verdict and all, against a bare insert of as many bytes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.bootstrap import Desk
from support.receiving_loop import parcel, registry_text

_AUTHORIZATIONS = 2000


@contextmanager
def _prepared(folder: Path) -> Iterator[Pair]:
    registry = folder / "registry.csv"
    registry.write_text(registry_text(_AUTHORIZATIONS), encoding="utf-8", newline="")
    desk = Desk(folder / "desk.sqlite", user="bench")
    desk.registry.import_file(registry)
    places = count()
    desk.receiving.receive(parcel(next(places)))
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE event (position INTEGER PRIMARY KEY, payload TEXT NOT NULL)")
        with closing(sqlite3.connect(folder / "desk.sqlite")) as written:
            (payload,) = written.execute("SELECT payload FROM event ORDER BY position DESC LIMIT 1").fetchone()
        try:
            yield Pair(
                ours=timed(lambda: desk.receiving.receive(parcel(next(places)))),
                baseline=timed(lambda: bare.execute("INSERT INTO event (payload) VALUES (?)", (payload,))),
            )
        finally:
            desk.close()


BENCHMARK = Benchmark(
    name="receipt",
    baseline_is="one bare sqlite3 insert of the same event, WAL, synchronous=FULL, in the same folder",
    goal=3.0,
    repetitions=400,
    warm_up=30,
    prepare=_prepared,
)
