"""A process that receives one parcel after the other and acknowledges each on a line, made to be killed in between.

`python -m support.receiving_loop DATABASE FIRST LAST PAUSE_S [--acknowledge-first]`, in the folder `tests`. The pause
is a slow disk's, just before each commit, so that a kill falls into a commit as a rule and not by luck.
"""

import csv
import io
import sys
import time
from pathlib import Path

from rmadesk.adapters.db.unit_of_work import SqlUnitOfWork
from rmadesk.bootstrap import Desk
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.services.receiving import BoxAtDock
from support.parcel_numbers import ups


def rma_number(place: int) -> str:
    return str(300000 + place)


def tracking_number(place: int) -> str:
    return ups("7T40X2", "03", f"{place:07d}")


def registry_text(places: int) -> str:
    """One authorization a parcel."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["rma_number", "issued_at", "kind", "tracking_number", "serial_number", "customer_name"])
    for place in range(places):
        issued = "2026-11-01T10:00:00-08:00"
        writer.writerow(
            [rma_number(place), issued, "repair", tracking_number(place), f"S{place:05d}", f"Customer {place}"]
        )
    return text.getvalue()


def parcel(place: int) -> BoxAtDock:
    texts = (tracking_number(place), f"RMA-{rma_number(place)}")
    return BoxAtDock(tuple(Scan(text, ScanSource.SCANNER) for text in texts), PackagingKind.ORIGINAL)


def receive(database: Path, places: range, pause_s: float, acknowledge_first: bool) -> None:
    """Acknowledge each box once it is on record; or too early, which is the fault that a test must be able to see."""
    commit = SqlUnitOfWork.commit

    def slow_commit(work: SqlUnitOfWork) -> None:
        if acknowledge_first:
            print(work.boxes.recent(1)[0].box_id, flush=True)
        time.sleep(pause_s)
        commit(work)

    SqlUnitOfWork.commit = slow_commit  # type: ignore[method-assign]
    desk = Desk(database, user="ana")
    for place in places:
        receipt = desk.receiving.receive(parcel(place))
        if not acknowledge_first:
            print(receipt.box.box_id, flush=True)
    desk.close()


if __name__ == "__main__":
    receive(Path(sys.argv[1]), range(int(sys.argv[2]), int(sys.argv[3])), float(sys.argv[4]), len(sys.argv) > 5)
