"""What stands on a label: geometry, the codes to read back, and texts made fit to print."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.labels import (
    LINE_HEIGHT,
    Element,
    ExpectedCode,
    LabelSpec,
    LinearCode,
    MatrixCode,
    Rule,
    TextBox,
    address_lines,
    printable_line,
    replacement_label,
)
from rmadesk.domain.symbologies import Symbology
from support.replacement_labels import PLAIN_FACTS

POINT_MM = 25.4 / 72
VARIANTS = {
    "plain": PLAIN_FACTS,
    "no serial": replace(PLAIN_FACTS, replaces_serial=None),
    "nothing known of the parties": replace(PLAIN_FACTS, sender=(), recipient=()),
    "no telephone number": replace(PLAIN_FACTS, support_phone=None),
    "nine lines": replace(PLAIN_FACTS, recipient=tuple(f"line {number}" for number in range(9))),
}


def boxes(spec: LabelSpec) -> list[TextBox]:
    return [element for element in spec.elements if isinstance(element, TextBox)]


def box_with(spec: LabelSpec, text: str) -> TextBox:
    return next(box for box in boxes(spec) if text in [line.text for line in box.lines])


def overlap(one: Element, other: Element) -> bool:
    return (
        one.x_mm < other.x_mm + other.width_mm
        and other.x_mm < one.x_mm + one.width_mm
        and one.y_mm < other.y_mm + other.height_mm
        and other.y_mm < one.y_mm + one.height_mm
    )


def stands_on(text: Element, field: Element) -> bool:
    """White text on a black field is meant."""
    return isinstance(text, TextBox) and text.ink == "white" and isinstance(field, Rule)


@pytest.mark.parametrize("facts", VARIANTS.values(), ids=VARIANTS.keys())
@pytest.mark.parametrize("dpi", [203, 300])
def test_nothing_leaves_the_page_or_touches_its_neighbour(facts, dpi):
    spec = replacement_label(facts, dpi)
    for element in spec.elements:
        assert 0 <= element.x_mm <= element.x_mm + element.width_mm <= spec.width_mm + 1e-9, element
        assert 0 <= element.y_mm <= element.y_mm + element.height_mm <= spec.height_mm, element
    for one, other in combinations(spec.elements, 2):
        assert not overlap(one, other) or stands_on(one, other) or stands_on(other, one), (one, other)


def test_it_is_four_by_six_inches():
    spec = replacement_label(PLAIN_FACTS)
    assert (spec.width_mm, spec.height_mm, spec.dpi) == pytest.approx((101.6, 152.4, 203))


def test_every_box_has_room_for_its_lines_at_the_smallest_size():
    for box in boxes(replacement_label(VARIANTS["nine lines"])):
        assert len(box.lines) * box.min_size_pt * LINE_HEIGHT * POINT_MM <= box.height_mm, box


def test_the_rma_number_is_the_biggest_text_even_at_its_smallest():
    spec = replacement_label(PLAIN_FACTS)
    number = box_with(spec, PLAIN_FACTS.rma_number)
    assert number.min_size_pt > max(box.size_pt for box in boxes(spec) if box is not number)
    assert number.whole


def test_the_recipient_is_never_under_twelve_points():
    assert box_with(replacement_label(PLAIN_FACTS), PLAIN_FACTS.recipient[0]).min_size_pt >= 12


def test_seven_lines_of_address_stand_each_on_a_line_of_its_own():
    recipient = tuple(f"line {number}" for number in range(7))
    box = box_with(replacement_label(replace(PLAIN_FACTS, recipient=recipient)), "line 0")
    assert tuple(line.text for line in box.lines) == recipient


def test_the_codes_to_read_back():
    assert replacement_label(PLAIN_FACTS).codes == (
        ExpectedCode("RMA-2026-004711-K", Symbology.CODE_128),
        ExpectedCode("RMA:RMA-2026-004711-K", Symbology.QR_CODE),
    )


@pytest.mark.parametrize(("dpi", "bars", "squares"), [(203, 3, 5), (300, 4, 7)])
def test_codes_are_counted_in_dots_of_the_printer(dpi, bars, squares):
    elements = replacement_label(PLAIN_FACTS, dpi).elements
    linear = next(element for element in elements if isinstance(element, LinearCode))
    matrix = next(element for element in elements if isinstance(element, MatrixCode))
    assert (linear.module_dots, linear.quiet_modules) == (bars, 10)
    assert (matrix.module_dots, matrix.quiet_modules) == (squares, 4)
    assert linear.height_mm >= 20


@pytest.mark.parametrize("dpi", [0, 150, 202, 204, 600])
def test_an_unknown_resolution_is_refused(dpi):
    with pytest.raises(RefusedError) as refused:
        replacement_label(PLAIN_FACTS, dpi)
    assert (refused.value.code, refused.value.figures) == ("label-resolution", {"dpi": dpi, "known": "203, 300"})


@pytest.mark.parametrize("serial", [None, "", " \t", "\u202e"])
def test_without_a_serial_nothing_is_said_of_one(serial):
    texts = [
        line.text
        for box in boxes(replacement_label(replace(PLAIN_FACTS, replaces_serial=serial)))
        for line in box.lines
    ]
    assert PLAIN_FACTS.words.replaces_serial not in texts


def test_what_it_says():
    facts = replace(PLAIN_FACTS, piece=2, pieces=3, copy_number=4, printed_on=date(2026, 2, 9))
    texts = {line.text for box in boxes(replacement_label(facts)) for line in box.lines}
    assert {*facts.sender, *facts.recipient, "SN-7H2K-00915", "2 / 3", "4", "2026-02-09"} <= texts
    assert {facts.words.no_postage, facts.words.replaces_serial, f"Label {facts.label_id}"} <= texts
    assert "Support phone +27-10-534-8900" in texts


def test_without_a_telephone_number_nothing_is_said_of_one():
    spec = replacement_label(replace(PLAIN_FACTS, support_phone=None))
    assert not [line.text for box in boxes(spec) for line in box.lines if "phone" in line.text]


@pytest.mark.parametrize(
    "wrong", [{"piece": 0}, {"piece": 3, "pieces": 2}, {"copy_number": 0}], ids=["piece 0", "3 of 2", "copy 0"]
)
def test_impossible_counts_are_bugs(wrong):
    with pytest.raises(ValueError, match=r"piece|copy"):
        replace(PLAIN_FACTS, **wrong)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  two   words ", "two words"),
        ("broken\nin\r\nlines\u2028and\u2029paragraphs", "broken in lines and paragraphs"),
        ("a\tb\u00a0c", "a b c"),
        ("\x00\x1b[31mred\x07\x9b", "[31mred"),
        ("evil\u202egnp.exe\u2066\u200f", "evilgnp.exe"),
        ("\ufeffbyte order mark\u00ad", "byte order mark"),
        ("u\u0308ber", "\u00fcber"),
        ("\u200d\u200c", ""),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("", ""),
    ],
    ids=[
        "spaces",
        "breaks",
        "blanks",
        "controls",
        "bidi",
        "invisible",
        "composed",
        "only joiners",
        "joiner kept",
        "empty",
    ],
)
def test_a_printable_line(text, printed):
    assert printable_line(text) == printed


@given(st.text())
def test_a_printable_line_is_printable_as_it_is(text):
    assert printable_line(printable_line(text)) == printable_line(text)


@pytest.mark.parametrize(
    ("lines", "limit", "expected"),
    [
        ((), 3, ()),
        (("a", "", " ", "b"), 3, ("a", "b")),
        (("a", "b", "c"), 3, ("a", "b", "c")),
        (("Name", "Long Street 1", "b", "c", "Land"), 4, ("Name", "Long Street 1", "b, c", "Land")),
        (("Name", "b", "c", "d", "Land"), 3, ("Name", "b, c, d", "Land")),
        (("Name", "b", "Land"), 2, ("Name, b", "Land")),
        (("Name", "b", "Land"), 1, ("Name, b, Land",)),
    ],
)
def test_address_lines(lines, limit, expected):
    assert address_lines(lines, limit) == expected
