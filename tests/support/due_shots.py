"""Pictures of what falls due."""

from typing import TYPE_CHECKING

from support.screenshots import SMALLEST

if TYPE_CHECKING:
    from support.screenshots import Studio


DUES = """\
rma_number,issued_at,status,kind,whole_system,edition,customer_id,account_paid,overdue_amount,overdue_since,\
serial_number,maker,family,category,shipped_on,price,currency,advance_shipped_on,advance_replacement_cost
500001,2026-10-10T09:00:00-07:00,open,replacement,false,hardware-warranty,K-1,true,,,\
SN5A,vendor,rackmount-server,factory,2025-06-16,,USD,2026-10-12,640.00
500002,2026-11-10T09:00:00-08:00,open,replacement,false,support-page,K-2,true,1000.00,2026-08-01,\
SN5B,vendor,rackmount-server,factory,2025-06-16,,USD,2026-11-12,1250.00
500003,2026-11-01T09:00:00-07:00,open,refund,false,support-page,K-3,true,,,\
SN5C,vendor,other,factory,2026-10-25,429.00,USD,,
500004,2026-11-18T09:00:00-08:00,open,repair,true,hardware-warranty,K-4,true,,,\
SN5D,vendor,rackmount-server,factory,2025-06-16,,USD,,
"""
"""Authorizations whose clocks are past, near and far."""


def shoot(studio: "Studio") -> None:
    """No clock at all, the list, a proposal, one without its reason, one taken, the whole list, and a saved file."""
    from rmadesk.domain.dues import Clock, DueOutcome
    from ui.main_window import PageName
    from ui.models.due_columns import DueFilter
    from ui.pages.due_page import DuePage

    studio.open()
    studio.window.turn_to(PageName.DUE)
    studio.settle()
    page = studio.window.page
    assert isinstance(page, DuePage)
    studio.take("due-empty")
    registry = studio.folder / "dues.csv"
    registry.write_text(DUES, encoding="utf-8")
    studio.desk.registry.import_file(registry)
    page.refresh()
    studio.settle()
    studio.take("due-list")
    clocks = [row.due.clock for row in page.dues.records]
    page.dues_view.selectRow(clocks.index(Clock.INVOICE))
    studio.settle()
    studio.take("due-proposal")
    page.panel.decided.emit(DueOutcome.TAKEN, "")
    studio.settle()
    studio.take("due-no-reason")
    page.panel.decided.emit(DueOutcome.TAKEN, "The customer was called twice.")
    studio.settle()
    page.show_part(DueFilter.ALL)
    studio.settle()
    studio.take("due-taken")
    page._on_told_acted()
    clocks = [row.due.clock for row in page.dues.records]
    page.dues_view.selectRow(clocks.index(Clock.PAYMENT_DUE))
    page.save(str(studio.folder / "due.ics"))
    studio.settle()
    studio.take("due-payment")
    studio.window.resize(*SMALLEST)
    studio.settle()
    studio.take("due-1024")
    page._saved = None
    page._on_told_acted()
    page.show_part(DueFilter.ACT)
    page.dues_view.selectRow(0)
    studio.settle()
    studio.take("due-1024-proposal")
