"""The report as CSV: its form to the byte, and that no cell of it is a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.spreadsheets import guarded
from support.records import box, day_report, row
from support.report_days import csv_rows, full_day

HEADER = (
    b"number,section,arrived_at,received_at,back_dated,state,rma_numbers,customers,tracking_numbers,sscc,piece,packaging,"
    b"outer_damage,number_state,marked_on_box,verdict,rma_verdicts,reasons,effects,rules,sources,editions,pending,"
    b"charges,received_by,duplicate_of,voided_at,voided_by,box_id\r\n"
)


def rendered(*rows: object, language: str = "en") -> bytes:
    return ReportFiles(Catalogue(language, strict=True)).render(day_report(*rows), "csv")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+49 30 1234", "'+49 30 1234", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\tAcme", "'\tAcme", id="tab alone"),
        pytest.param("\r=1", "'\r'=1", id="carriage return"),
        pytest.param("\n=1", "'\n'=1", id="line feed"),
        pytest.param("\nAcme", "'\nAcme", id="line feed alone"),
        pytest.param("  =1", "'  =1", id="after blanks"),
        pytest.param("\u00a0=1", "'\u00a0=1", id="after a no-break space"),
        pytest.param("\ufeff=1", "'\ufeff=1", id="after a byte order mark"),
        pytest.param("\ufeff \u00a0@x", "'\ufeff \u00a0@x", id="after all of them"),
        pytest.param("Acme\n=1", "Acme\n'=1", id="in a later line"),
        pytest.param("Acme\r\n -1", "Acme\r\n' -1", id="in a later line after CR LF"),
        pytest.param("=1\n=2", "'=1\n'=2", id="in each line"),
        pytest.param("a=1", "a=1", id="inside"),
        pytest.param("Acme - Kent", "Acme - Kent", id="a dash inside"),
        pytest.param("Acme\nKent", "Acme\nKent", id="harmless lines"),
        pytest.param("218043", "218043", id="a number"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert guarded(text) == written


@given(st.text(st.sampled_from(" \u00a0\ufeff=+-@\t\r\nab'"), max_size=12))
def test_no_line_is_left_that_starts_a_formula_and_nothing_else_is_changed(text: str) -> None:
    written = guarded(text)
    for line in written.replace("\r", "\n").split("\n"):
        assert not line.lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "\t"))
    assert not written.lstrip(" \u00a0\ufeff").startswith(("\r", "\n"))
    assert written.replace("'", "") == text.replace("'", "")


def test_a_customer_cannot_name_itself_a_formula() -> None:
    names = ("=cmd|' /C calc'!A0", " +1", "@x", "-2", "\t=1", "a\n=b", "Acme")
    (received,) = csv_rows(rendered(row(box(1, received_by="=1+1"), *names)))
    assert received["customers"].split("\n") == ["'=cmd|' /C calc'!A0", "'+1", "'@x", "'-2", "'=1", "a =b", "Acme"]
    assert received["received_by"] == "'=1+1"


def test_the_form_is_rfc_4180_in_utf_8_without_a_mark() -> None:
    content = rendered(row(box(1), 'Kent "K" Ltd, Süd', "Zweite"))
    assert content.startswith(HEADER)
    assert content.endswith(b"\r\n")
    assert '"Kent ""K"" Ltd, Süd\nZweite"'.encode() in content


def test_keys_codes_and_instants_do_not_depend_on_the_language() -> None:
    english, german = csv_rows(rendered(*full_day())), csv_rows(rendered(*full_day(), language="de"))
    assert list(english[0]) == list(german[0])
    for one, other in zip(english, german, strict=True):
        assert {key for key in one if one[key] != other[key]} <= {"reasons"}
    assert english[4]["reasons"] != german[4]["reasons"]


def test_every_box_is_a_row_and_says_where_it_counts() -> None:
    rows = csv_rows(rendered(*full_day()))
    assert [each["section"] for each in rows] == ["counted"] * 7 + ["duplicate"] * 2 + ["voided"]
    assert [each["number"] for each in rows] == [str(number) for number in range(1, 11)]


def test_the_cells_of_a_box_with_several_rmas() -> None:
    several = csv_rows(rendered(*full_day()))[4]
    assert several["arrived_at"] == "2026-11-20T06:47:07-08:00"
    assert several["rma_numbers"] == "217911\n217912\n217913"
    assert several["tracking_numbers"] == "1Z999AA10000000005\n00340434292135100186"
    assert several["piece"] == "1/2"
    assert several["verdict"] == "hold"
    assert several["rma_verdicts"] == "217911: accept\n217912: hold\n217913: accept_with_charge"
    assert several["rules"] == "outer-damage\nrma-not-open\npackaging-damage"
    assert several["effects"] == "note\nhold\ncharge"
    assert several["sources"] == "desk\ndesk\ndesk"
    assert several["editions"] == "hardware-warranty 1\nsupport-page 1"
    assert several["charges"] == "217913: by hand"
    first, second, third = several["reasons"].split("\n")
    assert first == "The box is crushed. Take a photo."  # said of all three, so of the box
    assert second.startswith("217912: ")
    assert third.startswith("217913: ")


def test_the_cells_of_odd_boxes() -> None:
    rows = csv_rows(rendered(*full_day()))
    unmatched, late, near, far, undone = rows[5], rows[6], rows[7], rows[8], rows[9]
    assert (unmatched["rma_numbers"], unmatched["rma_verdicts"], unmatched["sscc"]) == ("", "", "003404342921351001")
    assert (unmatched["packaging"], unmatched["number_state"]) == ("", "missing")
    assert (late["back_dated"], late["received_at"]) == ("yes", "2026-11-21T09:49:07-08:00")
    assert {each["back_dated"] for each in rows if each is not late} == {"no"}
    assert near["duplicate_of"] == rows[1]["box_id"]
    assert far["duplicate_of"].endswith("777")
    assert (undone["voided_at"], undone["voided_by"]) == ("2026-11-20T08:42:07-08:00", "bob")


def test_an_empty_day_is_a_header() -> None:
    assert rendered() == HEADER
