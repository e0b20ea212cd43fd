"""The report as a workbook, read back by another library: types of cells, the sheets' furniture, odd days."""

import re
from datetime import datetime

import pytest

from rmadesk.adapters.reports.colours import INK, TINTS
from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.services.reporting import ReportRow
from support.records import box, day_report, row
from support.report_days import full_day, sheets, workbook_part


def rendered(*rows: ReportRow, language: str = "en", **given: object) -> bytes:
    return ReportFiles(Catalogue(language, strict=True)).render(day_report(*rows, **given), "xlsx")  # type: ignore[arg-type]


def column(table: list[list[object]], title: str) -> list[object]:
    at = table[0].index(title)
    return [line[at] for line in table[1:]]


def test_counted_boxes_and_the_others_stand_on_sheets_of_their_own() -> None:
    book = sheets(rendered(*full_day()))
    assert list(book) == ["Boxes", "Totals", "Apart"]
    assert column(book["Boxes"], "No.") == [1, 2, 3, 4, 5, 6, 7]
    assert column(book["Apart"], "No.") == [8, 9, 10]
    assert column(book["Apart"], "Repeats") == [
        "Same as box 2 (Nov 20, 2026 06:44)",
        "Same as box 0192f3a0-0000-7000-8000-000000000777",
        "",
    ]
    assert column(book["Apart"], "Undone at") == ["", "", datetime(2026, 11, 20, 8, 42, 7)]  # noqa: DTZ001


def test_sheets_are_named_in_the_readers_language() -> None:
    assert list(sheets(rendered(language="de"))) == ["Pakete", "Summen", "Gesondert"]


def test_instants_are_dates_on_the_sites_clock_and_numbers_of_parcels_are_texts() -> None:
    boxes = sheets(rendered(*full_day()))["Boxes"]
    assert column(boxes, "Arrived")[0] == datetime(2026, 11, 20, 6, 43, 7)  # noqa: DTZ001
    assert column(boxes, "RMA")[0] == "218001"
    assert column(boxes, "Tracking number")[4] == "1Z999AA10000000005\n00340434292135100186"
    assert column(boxes, "Box k of n")[4] == "1/2"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.invalid", "{=1}", "_x0041_", "007"])
def test_nothing_is_taken_for_a_formula_a_link_or_a_number(name: str) -> None:
    content = rendered(row(box(1), name))
    assert column(sheets(content)["Boxes"], "Customer") == [name]
    xml = workbook_part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "<hyperlink" not in xml


def test_an_arrival_before_excels_first_day_is_a_text() -> None:
    early = box(1, arrived_at=datetime.fromisoformat("1899-12-30T12:00:00+00:00"))
    (arrived,) = column(sheets(rendered(row(early)))["Boxes"], "Arrived")
    assert isinstance(arrived, str)
    assert "1899" in arrived


def test_the_totals_and_the_head_of_the_chain() -> None:
    lines = [[each for each in line if each != ""] for line in sheets(rendered(*full_day()))["Totals"]]
    assert ["Accept", 2] in lines
    assert ["Accept with charge", 1] in lines
    assert ["Hold", 2] in lines
    assert ["Refuse", 2] in lines
    assert ["Total", 7] in lines
    assert ["Damage from packaging", "Charge", 2] in lines
    assert ["Site", "Returns desk, San Jose"] in lines
    assert ["Time zone", "America/Los_Angeles"] in lines
    assert ["Newest entry of the record: 0192f000-dock-1, no. 128, 3fa9c2d13fa9c2d1"] in lines
    assert ["3fa9c2d1" * 8] in lines


def test_the_header_stays_and_filters_and_is_printed_on_each_page() -> None:
    content = rendered(*full_day())
    xml = workbook_part(content, "xl/worksheets/sheet1.xml")
    assert re.search(r'<pane [^>]*ySplit="1"[^>]*state="frozen"', xml)
    assert '<autoFilter ref="A1:AC8"' in xml
    assert 'orientation="landscape"' in xml
    assert re.search(r'<pageSetup [^>]*fitToHeight="0"', xml)
    assert "Boxes!$1:$1" in workbook_part(content, "xl/workbook.xml")
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', xml)]
    assert len(widths) >= 10
    assert all(8 <= width <= 62 for width in widths)


def test_it_was_made_when_the_report_was() -> None:
    made = workbook_part(rendered(), "docProps/core.xml")
    assert '<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-21T01:30:15Z' in made


def test_an_empty_day_says_so() -> None:
    book = sheets(rendered(chain_head=None))
    assert book["Boxes"][1][0] == "No box arrived on this day."
    assert ["The record is empty."] in [[each for each in line if each != ""] for line in book["Totals"]]


def test_a_very_long_text_is_cut_not_dropped() -> None:
    (customer,) = column(sheets(rendered(row(box(1), "\N{GRINNING FACE}" * 40_000)))["Boxes"], "Customer")
    assert str(customer).startswith("\N{GRINNING FACE}" * 3)
    assert str(customer).endswith("…")


def test_a_verdict_stands_on_its_colour_and_no_other_colour_is_there() -> None:
    painted = set(re.findall(r'<fgColor rgb="FF(\w{6})"', workbook_part(rendered(*full_day()), "xl/styles.xml")))
    assert {f"#{colour}" for colour in painted} == {INK, *TINTS.values()}
