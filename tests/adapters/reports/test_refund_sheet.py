"""The refund sheet on paper, read back from the PDF: one page of A4 with everything on it, whatever the texts are."""

import ctypes
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from rmadesk.adapters.reports.refund_sheet import RefundSheetFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.policy.facts import RmaKind
from rmadesk.domain.policy.verdict import Effect, Finding
from rmadesk.domain.refunds import LeftOut, NotRefunded, RefundSheet
from rmadesk.domain.rma import Customer
from rmadesk.services.refunds import RefundPaper
from rmadesk.services.site import Site
from support.registry import authorization, unit
from support.report_days import CUSTOMERS, pages, unspaced

CITED = "Support: Money Back Guarantee"
ZONE = ZoneInfo("America/Los_Angeles")
SHEET = RefundSheet(
    sheet_id="0192f3a0-0001-7000-8000-000000000000",
    rma_number="218",
    unit_id="218/SN-7H2K",
    edition="support-page",
    edition_version=2,
    price=Decimal("1899.99"),
    restocking_fee=Decimal("380.00"),
    waived=False,
    amount=Decimal("1519.99"),
    currency="USD",
    made_at=datetime(2026, 11, 20, 22, 5, tzinfo=UTC),
    made_by="ana",
    reason_entry=None,
)
PAPER = RefundPaper(
    sheet=SHEET,
    is_new=True,
    replaces=None,
    authorization=authorization("218", kind=RmaKind.REFUND),
    customer=Customer("Jane Doe", "1 Main St", "Reno", "NV", "89501", "US", {}),
    unit=unit("218", "SN-7H2K"),
    arrived_on=date(2026, 11, 20),
    edition_title="Support",
    contract=None,
    fee=Finding(
        "restocking-fee", "default", Effect.CHARGE, CITED, {"price": "1899.99", "percent": "20", "amount": "380.00"}
    ),
    left_out=(LeftOut(NotRefunded.SHIPPING_AND_HANDLING, CITED), LeftOut(NotRefunded.SOFTWARE, CITED)),
    open_rules=(),
    reason=None,
    site=Site("Contoso Returns", ("12 Harbour Way", "San Jose, CA 95112"), ZONE),
)
WAIVED = replace(
    PAPER,
    sheet=replace(SHEET, waived=True, amount=SHEET.price, reason_entry="e"),
    reason="Dead on arrival; Ünïcode & <b>markup</b>",
)


def rendered(paper: RefundPaper, language: str = "en") -> bytes:
    return RefundSheetFiles(Catalogue(language, ZONE, strict=True)).render(paper)


def text(paper: RefundPaper, language: str = "en") -> str:
    (page,) = pages(rendered(paper, language))
    return page


def test_everything_stands_on_it() -> None:
    page = text(PAPER)
    for said in (
        "Refund sheet",
        "Contoso Returns",
        "12 Harbour Way",
        "San Jose, CA 95112",
        "Jane Doe",
        "1 Main St",
        "Reno NV 89501",
        "RMA-218",
        "SN-7H2K",
        "P-100",
        "Rack server",
        "Arrived on Nov 20, 2026",
        "Support, version 2",
        "Price $1,899.99",
        "Restocking fee, 20 % of the price",
        "\N{MINUS SIGN} $380.00",
        "Given back $1,519.99",
        "Shipping and handling charges",
        CITED,
        "Made on Nov 20, 2026, 2:05 PM by ana",
        SHEET.sheet_id,
    ):
        assert unspaced(said) in page, said
    assert "waived" not in page


def test_a_waiver_is_shown_with_its_reason() -> None:
    page = text(WAIVED)
    for said in ("Restocking fee waived", "+ $380.00", "Given back $1,899.99", WAIVED.reason):
        assert said is not None
        assert unspaced(said) in page, said
    erased = text(replace(WAIVED, reason=None))
    assert unspaced("The reason is no longer on record.") in erased


def test_terms_without_a_fee_say_so() -> None:
    sheet = replace(SHEET, restocking_fee=None, amount=SHEET.price)
    page = text(replace(PAPER, sheet=sheet, fee=None, left_out=()))
    assert unspaced("These terms ask no restocking fee") in page
    assert unspaced("Not given back") not in page
    assert unspaced("Given back $1,899.99") in page


def test_what_is_still_open_is_asked_with_a_box_to_tick() -> None:
    assert unspaced("To be answered before it is paid") not in text(PAPER)
    page = text(replace(PAPER, open_rules=("item-incomplete", "item-not-resellable")))
    for said in ("\N{BALLOT BOX} Is everything there", "\N{BALLOT BOX} Could it be sold again"):
        assert unspaced(said) in page, said


def test_a_credit_has_its_own_title_and_a_contract_is_named() -> None:
    credit = replace(PAPER, authorization=authorization("218", kind=RmaKind.CREDIT), contract="Contoso 2026")
    page = text(credit)
    assert unspaced("Credit sheet") in page
    assert unspaced("Support, version 2 under contract Contoso 2026") in page


def test_it_reads_in_german() -> None:
    page = text(WAIVED, "de")
    for said in ("Erstattungsblatt", "1.899,99 $", "Wiedereinlagerungsgebühr erlassen", "20.11.2026"):
        assert unspaced(said) in page, said


def test_an_erased_customer_leaves_no_name() -> None:
    page = text(replace(PAPER, customer=None))
    assert "Jane" not in page
    assert unspaced("no name or address on record") in page


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert rendered(PAPER) == rendered(PAPER)


LONG = "Donaudampfschifffahrtsgesellschaft" * 20


@pytest.mark.parametrize(
    "odd", ["株" * 3000, LONG, "word " * 800, "\u202e\x07\U00012000 &<b>", "\n" * 50, "\u0627" * 900]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_whatever_the_texts_are_it_is_one_page_of_a4(odd: str, language: str) -> None:
    said: dict[str, Any] = dict.fromkeys(("name", "street", "city", "region", "postal_code", "country"), odd)
    paper = replace(
        WAIVED,
        customer=Customer(**said, extra={}),
        unit=unit("218", odd, part_number=odd, description=odd),
        authorization=authorization("218", kind=RmaKind.REFUND, written=odd),
        sheet=replace(WAIVED.sheet, made_by=odd),
        edition_title=odd,
        contract=odd,
        reason=odd,
        site=Site(odd, (odd,) * 6, ZONE),
    )
    document = pypdfium2.PdfDocument(rendered(paper, language))
    assert len(document) == 1
    page = document[0]
    width, height = page.get_size()
    assert (round(width), round(height)) == (595, 842)
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
        left, bottom, right, top = each.get_bounds()
        assert left >= 0
        assert bottom >= 0
        assert right <= width
        assert top <= height
    page.close()
    document.close()


def test_names_of_all_the_world_are_set_in_embedded_fonts() -> None:
    for name in CUSTOMERS:
        paper = replace(PAPER, customer=Customer(name, None, None, None, None, None, {}))
        document = pypdfium2.PdfDocument(rendered(paper))
        page = document[0]
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
            font = pdfium.FPDFTextObj_GetFont(each.raw)
            called = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, called, 256)
            assert pdfium.FPDFFont_GetIsEmbedded(font), called.value
        page.close()
        document.close()
        assert unspaced(name) in text(paper)
