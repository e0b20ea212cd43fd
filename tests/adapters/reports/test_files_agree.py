"""PDF, XLSX and CSV say the same of every box, and the totals are the sum of the rows."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.reports.rows import COLUMNS
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Effect, Verdict
from rmadesk.domain.rma import BoxState
from rmadesk.services.reporting import ReportRow
from support.records import DAY, MORNING, box, box_id, day_report, finding, judged, row
from support.report_days import csv_rows, full_day, pages, sheets, unspaced

CODED = {  # columns that hold a code for programs and a word for readers, and the words' group
    "back_dated": "figure",
    "marked_on_box": "figure",
    "state": "box-state",
    "packaging": "packaging-kind",
    "outer_damage": "outer-damage",
    "number_state": "number-state",
    "verdict": "verdict",
    "effects": "effect",
    "sources": "source",
}
INSTANTS = ("arrived_at", "received_at", "voided_at")


def boxes_in_workbook(content: bytes) -> list[dict[str, Any]]:
    """The boxes of both sheets of boxes, by the key of their column."""
    book = list(sheets(content).values())
    keys = [column.key for column in COLUMNS]
    return [dict(zip(keys, line, strict=True)) for table in (book[0], book[2]) for line in table[1:]]


def worded(words: Catalogue, key: str, code: str) -> str:
    """The word for a code, as the catalogue has it; what is no code stays."""
    if key == "packaging" and not code:
        return words.text("report.packaging-unknown")
    if key == "sources":
        return words.text("word.source.desk") if code == "desk" else code
    return words.text(f"word.{CODED[key]}.{code}") if code else ""


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_workbook_holds_what_the_csv_holds(language: str) -> None:
    words = Catalogue(language, strict=True)
    files = ReportFiles(words)
    report = day_report(*full_day())
    rows, boxes = csv_rows(files.render(report, "csv")), boxes_in_workbook(files.render(report, "xlsx"))
    assert len(rows) == len(boxes) == 10
    for plain, cells in zip(rows, boxes, strict=True):
        for key, text in plain.items():
            cell = cells[key]
            if key in INSTANTS:
                assert cell == (datetime.fromisoformat(text).replace(tzinfo=None) if text else "")
            elif key == "number":
                assert cell == int(text)
            elif key in CODED:
                assert cell == "\n".join(worded(words, key, code) for code in text.split("\n"))
            elif key == "rules":
                assert cell == "\n".join(words.text(f"rule.{rule}") for rule in text.split("\n") if rule)
            elif key not in ("section", "rma_verdicts", "charges", "duplicate_of"):
                assert cell == text.removeprefix("'").replace("\n'", "\n"), key


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_holds_what_the_workbook_holds(language: str) -> None:
    """Each counted box as one unbroken run of the page's text, cell by cell in the order of the columns."""
    words = Catalogue(language, strict=True)
    files = ReportFiles(words)
    report = day_report(*full_day())
    text = "".join(pages(files.render(report, "pdf")))
    for cells in boxes_in_workbook(files.render(report, "xlsx"))[:7]:
        assert unspaced(*printed(words, cells)) in text, cells["number"]


def printed(words: Catalogue, cells: dict[str, Any]) -> list[str]:
    """What stands on paper of a box, made from what the workbook says of it."""
    said, yes = words.text, words.text("word.figure.yes")
    received: datetime = cells["received_at"]
    later = said("report.recorded-later", received=f"{words.day(received.date())} {received:%H:%M}")
    number_state = next(
        state for state in ("read", "missing") if said(f"word.number-state.{state}") == cells["number_state"]
    )
    carton = f", {said('report.number-on-carton')}" if cells["marked_on_box"] == yes else ""
    judged_apart = cells["rma_verdicts"] if "\n" in cells["rma_verdicts"] else ""
    reasons = zip(cells["effects"].split("\n"), cells["reasons"].split("\n"), cells["sources"].split("\n"), strict=True)
    spoken = [f"{effect} {reason} [{source}]" for effect, reason, source in reasons if reason]
    return [
        str(int(cells["number"])),
        f"{cells['arrived_at']:%H:%M}",
        later if cells["back_dated"] == yes else "",
        cells["received_by"],
        cells["rma_numbers"] or "–",
        cells["customers"],
        cells["tracking_numbers"],
        f"SSCC {cells['sscc']}" if cells["sscc"] else "",
        said("report.box-k-of-n", piece=cells["piece"]) if cells["piece"] else "",
        f"{cells['packaging']}, {cells['outer_damage']}",
        said("report.number-on-label", number_state=number_state) + carton,
        cells["state"],
        cells["verdict"],
        judged_apart,
        cells["charges"],
        *(spoken or [said("report.no-findings")]),
        cells["editions"],
    ]


def test_the_same_report_gives_the_same_bytes_whatever_was_rendered_in_between() -> None:
    files = ReportFiles(Catalogue("en", strict=True))
    report = day_report(*full_day())
    for form in ("pdf", "xlsx", "csv"):
        first = files.render(report, form)
        ReportFiles(Catalogue("de", strict=True)).render(day_report(row(box(1), "漢字 Ω")), form)
        assert ReportFiles(Catalogue("en", strict=True)).render(report, form) == first, form


def test_a_form_that_is_none_is_a_bug() -> None:
    with pytest.raises(ValueError, match="docx"):
        ReportFiles(Catalogue("en")).render(day_report(), "docx")


RULE_IDS = sorted(rule.id for rule in RULES)
SPOKEN = ("rma-expired", "packaging-not-accepted", "outer-damage", "rma-not-open", "transit-damage")


@st.composite
def days(draw: st.DrawFn) -> tuple[ReportRow, ...]:
    """Days of boxes with any verdicts, some duplicates, some voided."""
    rows = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        verdicts = [
            judged(
                f"{number}{place:02d}",
                *(
                    finding(
                        rule, draw(st.sampled_from(Effect)), variant="other" if rule == "rma-expired" else "default"
                    )
                    for rule in draw(st.lists(st.sampled_from(SPOKEN), unique=True, max_size=3))
                ),
            )
            for place in range(draw(st.integers(1, 3)))
        ]
        repeats = draw(st.booleans())
        rows.append(
            row(
                box(
                    number,
                    *verdicts,
                    state=BoxState.DUPLICATE if repeats else BoxState.RECEIVED,
                    duplicate_of=box_id(1) if repeats else None,
                    voided_at=MORNING if draw(st.booleans()) else None,
                )
            )
        )
    return tuple(rows)


@settings(max_examples=40)
@given(days())
def test_the_totals_are_the_sum_of_the_rows(rows: tuple[ReportRow, ...]) -> None:
    assert set(SPOKEN) <= set(RULE_IDS)
    files = ReportFiles(Catalogue("en", strict=True))
    report = day_report(*rows)
    counted = [each for each in csv_rows(files.render(report, "csv")) if each["section"] == "counted"]
    verdicts = Counter(each["verdict"] for each in counted)
    spoken = Counter(
        key
        for each in counted
        for key in set(zip(each["rules"].split("\n"), each["effects"].split("\n"), strict=True))
        if each["rules"]
    )
    words = Catalogue("en", strict=True)
    totals = sheets(files.render(report, "xlsx"))["Totals"]
    for verdict in Verdict:
        assert [words.text(f"word.verdict.{verdict}"), verdicts[verdict], ""] in totals
    for (rule, effect), boxes in spoken.items():
        assert [words.text(f"rule.{rule}"), words.text(f"word.effect.{effect}"), boxes] in totals
    assert ["Total", len(counted), ""] in totals


def test_the_title_names_the_day() -> None:
    words = Catalogue("en", strict=True)
    report = day_report()
    title = words.text("report.title", arrived_on=DAY.isoformat())
    files = ReportFiles(words)
    assert sheets(files.render(report, "xlsx"))["Totals"][0][0] == title
    assert unspaced(title) in pages(files.render(report, "pdf"))[0]
