"""Pictures of what stands behind a verdict, and of the bench."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from support.screenshots import SMALL, SMALLEST

if TYPE_CHECKING:
    from support.screenshots import Studio
    from ui.pages.dock_page import DockPage


EXPLAINED = """\
rma_number,issued_at,status,kind,whole_system,edition,customer_id,customer_name,account_paid,support_hold,\
overdue_amount,overdue_since,serial_number,part_number,maker,family,category,on_invoice,invoiced_on,shipped_on,\
price,currency,contract
400105,2026-09-28T09:00:00-07:00,open,repair,true,hardware-warranty,K-5,Larkspur Genomics Inc.,true,false,,,\
SN4E,VX-2U12,vendor,rackmount-server,factory,true,2025-06-11,2025-06-16,,USD,Larkspur 2026
400101,2026-09-28T09:00:00-07:00,open,repair,true,hardware-warranty,K-1,Larkspur Genomics Inc.,false,true,,,\
SN4A,VX-2U12,other,rackmount-server,third-party,false,2021-03-01,2021-03-04,1899.00,USD
400102,2026-09-20T09:00:00-07:00,closed,refund,false,support-page,K-2,Cinder Bay Public Library,true,true,\
1000.00,2026-06-01,SN4B,CP-HDD-18S,vendor,other,software,true,2026-08-02,2026-08-05,429.00,USD
400103,2026-11-18T09:00:00-08:00,open,repair,true,hardware-warranty,K-3,Halvorsen Marin AS,true,false,,,\
SN4C,RK-1U8-E,vendor,rackmount-server,factory,true,2025-06-11,2025-06-16,,USD
400104,2026-11-18T09:00:00-08:00,open,credit,false,support-page,K-4,Contoso Ltd,true,false,,,\
SN4D,CP-HDD-18S,vendor,other,factory,true,2026-11-02,2026-11-05,429.00,USD
"""
"""Authorizations on which much, little and nothing speaks."""
CONTRACT = """\
contract = "Larkspur 2026"
edition = "hardware-warranty"
version = 3
applies_from = 2026-01-01

[rules.rma-expired]
valid_days = 45
other = { effect = "refuse" }
"""


def shoot(studio: "Studio") -> None:
    """One box each: much that speaks, a refusal, nothing, a charge, several authorizations, nobody's, a repeat."""
    from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
    from rmadesk.domain.rma import Piece
    from rmadesk.domain.scans import Scan, ScanSource
    from rmadesk.services.receiving import BoxAtDock
    from ui.pages.dock_page import DockPage

    registry = studio.folder / "explained.csv"
    registry.write_text(EXPLAINED, encoding="utf-8")
    studio.desk.registry.import_file(registry)
    contract = studio.folder / "contract.toml"
    contract.write_text(CONTRACT, encoding="utf-8")
    studio.desk.policies.adopt(contract, date(2026, 1, 1), "signed")
    studio.open()
    dock = studio.window.page
    assert isinstance(dock, DockPage)
    battered = {"packaging": PackagingKind.OTHER, "outer_damage": OuterDamage.WET, "marked_on_box": True}
    for name, numbers, said in (
        ("hold", ("400101",), battered),
        ("refuse", ("400102",), {"packaging": PackagingKind.ORIGINAL}),
        ("accept", ("400103",), {"packaging": PackagingKind.ORIGINAL, "piece": Piece(1, 1)}),
        ("charge", ("400104",), {"packaging": PackagingKind.OTHER}),
        ("several", ("400103", "400102", "400101"), battered),
        ("contract", ("400105",), {"packaging": PackagingKind.ORIGINAL}),
        ("unknown", ("NOBODY-KNOWS",), {"packaging": None}),
        ("duplicate", ("400103",), {"packaging": PackagingKind.ORIGINAL, "piece": Piece(1, 1)}),
    ):
        scans = tuple(Scan(number, ScanSource.SCANNER) for number in numbers)
        receipt = studio.desk.receiving.receive(BoxAtDock(**({"scans": scans} | said)))
        dock.box.show_received(receipt)
        studio.settle()
        if name in ("hold", "accept"):
            studio.take(f"why-verdict-{name}")
        dock.why.ask()
        studio.settle()
        studio.take(f"why-{name}")
        bar = dock.view.why.reading_place.verticalScrollBar()
        if name in ("hold", "several") and bar.maximum():
            bar.setValue(bar.maximum())
            studio.take(f"why-{name}-end")
        dock.why.close()
    shoot_why_old(studio, dock)
    shoot_why_small(studio, dock)


def shoot_why_old(studio: "Studio", dock: "DockPage") -> None:
    """A verdict that the first release recorded, and one whose terms are gone."""
    from rmadesk.domain.policy.verdict import Verdict

    box = dock.view.recent.records[-1]
    (judged,) = box.verdicts
    (expired,) = (each for each in judged.findings if each.rule == "rma-expired")
    figures = {name: expired.figures[name] for name in ("issued_on", "age_days", "valid_days")}
    old = replace(expired, figures=figures)
    first = replace(judged, verdict=Verdict.HOLD, edition_version=1, findings=(old,), pending=("outer-damage",))
    gone = replace(first, edition_version=99, contract="Larkspur 2025")
    for name, verdict in (("version1", first), ("gone", gone)):
        dock.why.open(replace(box, verdicts=(verdict,), voided_at=box.received_at))
        studio.settle()
        studio.take(f"why-{name}")
        dock.why.close()


def shoot_why_small(studio: "Studio", dock: "DockPage") -> None:
    """The smallest screen, the list of the last boxes, the bench's list."""
    from ui.main_window import PageName
    from ui.pages.bench_page import BenchPage

    window = studio.window
    window.resize(*SMALLEST)
    studio.settle()
    studio.take("why-verdict-1024")
    several = next(row for row, box in enumerate(dock.view.recent.records) if len(box.verdicts) > 1)
    dock.view.recent_view.selectRow(several)
    dock.why.ask()
    studio.settle()
    studio.take("why-several-1024")
    dock.view.why.go_to(1)
    studio.take("why-several-1024-second")
    dock.why.close()
    window.turn_to(PageName.BENCH)
    studio.settle()
    bench = window.page
    assert isinstance(bench, BenchPage)
    bench.queue_view.selectRow(0)
    studio.settle()
    studio.take("why-bench-1024")
    window.resize(*SMALL)
    studio.settle()
    studio.take("why-bench")
