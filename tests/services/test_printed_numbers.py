"""Which RMA number the print may say: what is proposed, in which order, and what never is."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.check_characters import mod37_36
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.number_forms import number_forms
from rmadesk.domain.scans import Corner, PrintedText, Scan, ScanSource
from rmadesk.services.printed_numbers import MAX_SUGGESTIONS, PrintedNumber, PrintedNumbers, ranked
from rmadesk.services.site import Site
from support.desk import SITE, TestDesk
from support.registry import authorization, row

FORMS = Site().rma_forms
CHECKED = f"2026-000123-{mod37_36('2026000123')}"


class Known:
    """A registry of a few numbers, which counts how often it is asked."""

    def __init__(self, *numbers: str) -> None:
        self._numbers = frozenset(map(rma_key, numbers))
        self.asked = 0

    def get(self, rma_number: str) -> Any:
        self.asked += 1
        return authorization(rma_number) if rma_number in self._numbers else None


def at(x: int, y: int, width: int, height: int) -> tuple[Corner, Corner, Corner, Corner]:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def line(text: str, x: int = 0, y: int = 0, *, score: float = 0.98, page: int = 1) -> PrintedText:
    """A line 20 pixels high, as a recogniser gives it."""
    return PrintedText(text, score, at(x, y, max(1, 12 * len(text)), 20), page)


def label(*texts: str) -> tuple[PrintedText, ...]:
    """Lines one under the other, far enough apart for none to go on in the next."""
    return tuple(line(text, y=place * 100) for place, text in enumerate(texts))


def proposed(prints: tuple[PrintedText, ...], *known: str, forms: Any = FORMS) -> list[str]:
    """The numbers; what the registry has is marked with a star, what was corrected with a question mark."""
    found = ranked(prints, Known(*known), forms)  # type: ignore[arg-type]
    return [f"{each.rma_number}{'*' * each.known}{'?' * each.corrected}" for each in found]


# ---------------------------------------------------------------------------------------------------- how it is written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("RMA-104205", "104205", id="hyphen"),
        pytest.param("RMA 104205", "104205", id="space"),
        pytest.param("RMA104205", "104205", id="nothing between"),
        pytest.param("RMA: 104205", "104205", id="colon"),
        pytest.param("RMA#:104205", "104205", id="number sign"),
        pytest.param("RMA\uff03\uff1a\uff11\uff10\uff14\uff12\uff10\uff15", "104205", id="full-width signs"),
        pytest.param("RMA No. 104205", "104205", id="No."),
        pytest.param("RMA-Nr. 104205", "104205", id="Nr."),
        pytest.param("RMA-Nummer: 104205", "104205", id="Nummer"),
        pytest.param("RMA number 104205", "104205", id="number"),
        pytest.param("RMA \u2116 104205", "104205", id="numero sign"),
        pytest.param("R.M.A. 104205", "104205", id="full stops"),
        pytest.param("rma 104205", "104205", id="small letters"),
        pytest.param("REF 1: RMA 104205", "104205", id="another caption before"),
        pytest.param("REF 1RMA104205", "104205", id="run into what stands before"),
        pytest.param("RMA 104205 BOX 1/2", "104205", id="more behind it"),
        pytest.param("RMA 104 205", "104205", id="in groups"),
        pytest.param("RMA\u2013104205", "104205", id="dash"),
        pytest.param("Return Authorization No: 104205", "104205", id="in words"),
        pytest.param("RETURN MERCHANDISE AUTHORISATION 104205", "104205", id="in more words"),
        pytest.param(f"RMA-{CHECKED}", rma_key(CHECKED), id="year and check character"),
        pytest.param("RMA 123", "123", id="shortest of the form"),
        pytest.param("RMA\u202e 104205\u202c", "104205", id="letters that turn the line"),
        pytest.param("\x1b[31m \x00RMA\x00 10\x074205", "104205", id="control characters"),
    ],
)
def test_a_number_behind_the_letters_is_proposed_though_nobody_knows_it(text: str, number: str) -> None:
    assert proposed(label("FROM: LARKSPUR", text, "THANK YOU")) == [number]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("104205", id="bare digits"),
        pytest.param("SAN JOSE CA 95131 US", id="ZIP code"),
        pytest.param("RMA DEPARTMENT, SAN JOSE CA 95131", id="ZIP code behind a department"),
        pytest.param("2490 KRUSE DR", id="house number"),
        pytest.param("Tel. 408-555-0142", id="telephone"),
        pytest.param("+1 408 555 0142", id="telephone with country"),
        pytest.param("RMA 408-555-0142", id="telephone behind the letters"),
        pytest.param("RMA 408 555 0142", id="telephone in groups behind the letters"),
        pytest.param("RMA hotline 4085550142", id="telephone behind a word"),
        pytest.param("RMA 2026-11-20", id="day"),
        pytest.param("PHARMA 104205", id="the letters end a word"),
        pytest.param("KARMA-104205", id="the letters end another"),
        pytest.param("RMA 12", id="shorter than the form"),
        pytest.param("RMA SN1234", id="a serial number behind the letters"),
        pytest.param("RMA note 104205", id="another word behind the letters"),
        pytest.param("RMA", id="nothing behind the letters"),
        pytest.param("TRACKING #: 1Z 999 AA1 03 1808 0445", id="tracking number in groups"),
        pytest.param("00 3 0614141 123456789 0", id="container code"),
        pytest.param("", id="nothing"),
        pytest.param("\u0661\u0660\u0664\u0662\u0660\u0665", id="digits of another script"),
    ],
)
def test_what_only_looks_like_a_number_is_not_proposed(text: str) -> None:
    assert proposed(label(text)) == []


@pytest.mark.parametrize(
    ("text", "known", "number"),
    [
        pytest.param("SAN JOSE CA 95131 US", "95131", "95131*", id="like a ZIP code"),
        pytest.param("408-555-0142", "4085550142", "4085550142*", id="like a telephone number"),
        pytest.param("YOUR REF 104205", "104205", "104205*", id="bare"),
        pytest.param("1042", "1042", None, id="bare and too short: a house number is as likely"),
        pytest.param("10420", "10420", "10420*", id="bare and just long enough"),
        pytest.param("1042 2050 1299", "10422050", None, id="groups of a longer number"),
        pytest.param("9400 11042 05123", "11042", None, id="one group of a longer number"),
        pytest.param("RMA A-104205", "A104205", "A104205*", id="a form that the site does not have"),
        pytest.param("RMA 1042 BOX 1", "1042", "1042*", id="short behind the letters"),
        pytest.param("RMA 104205 7", "1042057", "1042057*", id="the longest that is known"),
    ],
)
def test_what_the_registry_has_is_proposed_wherever_it_stands_alone(text: str, known: str, number: str | None) -> None:
    assert proposed(label(text), known) == ([number] if number else [])


# ------------------------------------------------------------------------------------------ letters and digits confused


@pytest.mark.parametrize(
    ("text", "known", "numbers"),
    [
        pytest.param("RMA 1O42O5", "104205", ["104205*?"], id="O for 0, twice"),
        pytest.param("RMA 1O42O5", "", ["104205?"], id="unknown: the form speaks for digits"),
        pytest.param("RMA I0420S", "104205", ["104205*?"], id="I for 1, S for 5"),
        pytest.param("RMA |04205", "104205", ["104205*?"], id="a stroke for 1"),
        pytest.param("RMA 10420B", "104208", ["104208*?"], id="B for 8"),
        pytest.param("RMA 10420B", "10420B", ["10420B*"], id="known as it stands: nothing is corrected"),
        pytest.param("RMA 104200", "10420O", ["10420O*?", "104200"], id="0 for O, where a letter belongs"),
        pytest.param("1O4205", "104205", ["104205*?"], id="bare"),
        pytest.param("RMA 104206", "104205", ["104206"], id="digit for digit is somebody else's number"),
        pytest.param("RMA 104203", "104208", ["104203"], id="3 and 8 are two numbers"),
        pytest.param("SOLD", "5010", [], id="a word is no number"),
        pytest.param("RMA SHIPPING", "", [], id="nor behind the letters"),
        pytest.param(f"RMA {CHECKED[:-1]}", CHECKED, [f"{rma_key(CHECKED)}*?"], id="the check character is gone"),
        pytest.param(
            f"RMA {CHECKED[:-2]}", CHECKED, [f"{rma_key(CHECKED)}*?", "2026000123"], id="gone, its hyphen too"
        ),
        pytest.param(f"RMA {CHECKED[:-1]}", "", [], id="gone, and unknown: part of a number is none"),
        pytest.param(f"RMA {CHECKED[:-1]}?", CHECKED, [f"{rma_key(CHECKED)}*?"], id="the check character is a blot"),
    ],
)
def test_signs_that_look_alike(text: str, known: str, numbers: list[str]) -> None:
    assert proposed(label(text), *filter(None, [known])) == numbers


def test_a_form_with_a_check_character_proposes_no_misread_number() -> None:
    forms = number_forms(["RMA-{YYYY}-{N:6}-{C}"])
    wrong = CHECKED.replace("123", "128")
    assert proposed(label(f"RMA-{CHECKED}"), forms=forms) == [rma_key(CHECKED)]
    assert proposed(label(f"RMA-{wrong}"), forms=forms) == []
    assert proposed(label("RMA-104205"), forms=forms) == []


def test_a_form_with_a_check_character_speaks_for_the_sign_that_looks_alike() -> None:
    forms = number_forms(["RMA-{YYYY}-{N:6}-{C}"])
    number = next(f"2026-{each:06}-O" for each in range(10_000) if mod37_36(f"2026{each:06}") == "O")
    misread = f"{number[:-1]}0"
    assert proposed(label(f"RMA-{misread}"), forms=forms) == [f"{rma_key(number)}?"]
    assert proposed(label(f"RMA-{misread}")) == [rma_key(misread)]


# ------------------------------------------------------------------------------------------------------------ the order


def test_the_registry_then_the_caption_then_what_was_not_corrected() -> None:
    prints = label("RMA 300003", "RMA 2O0002", "YOUR REF 500005", "RMA 100001", "6O0006")
    assert proposed(prints, "100001", "200002", "500005", "600006") == [
        "100001*",
        "200002*?",
        "500005*",
        "600006*?",
        "300003",
    ]


def test_two_numbers_of_one_label_are_both_proposed_surer_print_first() -> None:
    prints = (line("RMA 104205", score=0.81), line("RMA 104206", y=100, score=0.97))
    assert proposed(prints) == ["104206", "104205"]
    assert proposed((*prints, line("RMA: 104205, 104207", y=200, score=0.6)), "104207") == [
        "104207*",
        "104206",
        "104205",
    ]


def test_a_number_that_is_printed_twice_is_proposed_once_by_its_best_print() -> None:
    prints = (line("YOUR REF 104205", score=0.99), line("RMA 104205", y=100, score=0.7))
    (number,) = ranked(prints, Known("104205"), FORMS)  # type: ignore[arg-type]
    assert (number.text, number.score, number.position) == ("RMA 104205", 0.7, prints[1].position)


def test_at_most_five_are_proposed() -> None:
    prints = label(*(f"RMA 10420{digit}" for digit in range(9)))
    assert len(proposed(prints)) == MAX_SUGGESTIONS == 5


# ------------------------------------------------------------------------------------------------------------ two boxes


def turned(prints: tuple[PrintedText, ...], quarters: int) -> tuple[PrintedText, ...]:
    """The picture turned clockwise by quarters; each box begins at its own top left again."""

    def corner(x: int, y: int) -> Corner:
        for _ in range(quarters):
            x, y = 2000 - y, x
        return x, y

    found = []
    for each in prints:
        corners = [corner(*one) for one in each.position]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
        found.append(PrintedText(each.text, each.score, at(left, top, width, height), each.page))
    return tuple(found)


@pytest.mark.parametrize(
    ("second", "x", "y", "numbers"),
    [
        pytest.param("104205", 80, 0, ["104205"], id="beside"),
        pytest.param("104205", 80, 10, ["104205"], id="beside, a little lower"),
        pytest.param("104205", 80, 14, [], id="beside, but lower than the line"),
        pytest.param("104205", 216, 0, ["104205"], id="beside, as far as it may be"),
        pytest.param("104205", 222, 0, [], id="too far"),
        pytest.param("104205", 0, 30, ["104205"], id="under it"),
        pytest.param("104205", 0, 52, ["104205"], id="under it, as far as it may be"),
        pytest.param("104205", 0, 54, [], id="two lines under it"),
        pytest.param("104205", 100, 30, [], id="under it, but not below"),
        pytest.param("104205", -200, 0, [], id="before it"),
        pytest.param("104205 95131", 80, 0, ["104205"], id="more than one group"),
        pytest.param("2490 KRUSE DR", 0, 30, [], id="an address under the department's name"),
        pytest.param("408-555-0142", 80, 0, [], id="a telephone number"),
    ],
)
def test_a_caption_s_number_may_stand_in_the_next_box(second: str, x: int, y: int, numbers: list[str]) -> None:
    assert proposed((line("RMA #", 0, 0), line(second, x, y))) == numbers


@pytest.mark.parametrize("quarters", [1, 3])
def test_the_next_box_of_a_label_on_its_side(quarters: int) -> None:
    assert proposed(turned((line("RMA #", 0, 0), line("104205", 80, 0)), quarters)) == ["104205"]


def test_the_next_box_is_on_the_same_page() -> None:
    assert proposed((line("RMA #"), line("104205", 80, 0, page=2))) == []


def test_a_number_that_was_cut_in_two_is_put_together_by_the_registry() -> None:
    prints = (line("RMA 2026"), line("0815", 110, 0))
    assert proposed(prints, "20260815")[0] == "20260815*"
    number = ranked(prints, Known("20260815"), FORMS)[0]  # type: ignore[arg-type]
    assert (number.text, number.position) == ("RMA 2026 0815", prints[1].position)


def test_boxes_without_extent_stand_beside_nothing() -> None:
    point = PrintedText("RMA", 0.9, at(5, 5, 0, 0))
    assert proposed((point, point, line("104205"))) == []


# ------------------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("RMA 1" * 1000, id="5,000 characters"),
        pytest.param("RMA " * 1250, id="captions only"),
        pytest.param("RMA " + "1" * 5000, id="a long number"),
        pytest.param("RMA 1" + "-1" * 2500, id="groups"),
        pytest.param("R M A " * 800, id="letters apart"),
        pytest.param("O0" * 2500, id="all confusable"),
        pytest.param("\u202e" * 5000, id="only turns"),
        pytest.param("\ud800RMA 104\udfff205", id="halves of characters"),
    ],
)
def test_hostile_print_costs_little(text: str) -> None:
    registry = Known()
    started = time.perf_counter()
    ranked(tuple(line(text, y=place) for place in range(300)), registry, FORMS)  # type: ignore[arg-type]
    assert time.perf_counter() - started < 20
    assert registry.asked <= 2000


@given(
    st.lists(
        st.tuples(
            st.text(max_size=40) | st.from_regex(r"(RMA|REF|R M A)[ :#.-]*[0-9OISB-]{0,12}", fullmatch=True),
            st.integers(-50, 3000),
            st.integers(-50, 3000),
            st.floats(0, 1),
        ),
        max_size=8,
    )
)
def test_any_print_gives_few_numbers_each_once_and_none_by_itself(lines: list[tuple[str, int, int, float]]) -> None:
    prints = tuple(line(text, x, y, score=score) for text, x, y, score in lines)
    found = ranked(prints, Known("104205"), FORMS)  # type: ignore[arg-type]
    numbers = [each.rma_number for each in found]
    assert len(numbers) == len(set(numbers)) <= MAX_SUGGESTIONS
    assert [each.known for each in found] == sorted((each.known for each in found), reverse=True)
    for each in found:
        assert each.known == (each.rma_number == "104205")
        assert rma_key(each.rma_number) == each.rma_number
        assert each.rma_number.isascii()
        assert each.rma_number.isalnum()
        assert each.confirmed.source is ScanSource.OCR


@given(
    st.from_regex(r"[1-9][0-9]{3,11}", fullmatch=True), st.sampled_from(["RMA-", "RMA ", "RMA: ", "RMA#", "RMA No. "])
)
def test_every_number_behind_the_letters_is_found(number: str, caption: str) -> None:
    assert proposed(label("SHIP TO: RETURNS", f"{caption}{number}")) == [number]


# ---------------------------------------------------------------------------------------------------------- the service


class GivenPrint:
    """The port `PrintReader`: reads what it is told to."""

    def __init__(self, *prints: PrintedText, there: bool = True) -> None:
        self.there = there
        self._prints = prints
        self.names: list[str] = []

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        return self.print_in_bytes(b"", str(path))

    def print_in_bytes(self, content: bytes, name: str) -> tuple[PrintedText, ...]:
        self.names.append(name)
        if not self.there:
            raise RefusedError("ocr-missing", extra="rmadesk[ocr]")
        return self._prints


@pytest.fixture(scope="module")
def desk() -> TestDesk:
    desk = TestDesk()
    desk.import_rows(row("RMA-104205"))
    return desk


def test_the_station_s_registry_ranks(desk: TestDesk) -> None:
    reader = GivenPrint(line("RMA 999999", score=0.99), line("RMA 104205", y=100, score=0.6))
    printed = PrintedNumbers(desk.storage, reader, SITE)
    by_file, by_bytes = printed.suggest_file(Path("label.jpg")), printed.suggest_bytes(b"...", "pasted")
    assert [(each.rma_number, each.known) for each in by_file] == [("104205", True), ("999999", False)]
    assert by_bytes == by_file
    assert reader.names == ["label.jpg", "pasted"]


def test_without_the_extra_it_says_so(desk: TestDesk) -> None:
    printed = PrintedNumbers(desk.storage, GivenPrint(there=False), SITE)
    assert not printed.there
    with pytest.raises(RefusedError, match="ocr-missing"):
        printed.suggest_bytes(b"...", "pasted")


def test_nothing_printed_needs_no_registry() -> None:
    printed = PrintedNumbers(None, GivenPrint(), SITE)  # type: ignore[arg-type]
    assert printed.suggest_bytes(b"...", "pasted") == ()


@pytest.mark.parametrize(
    ("number", "forms", "text"),
    [
        pytest.param("104205", None, "RMA-104205", id="as proposed"),
        pytest.param("rma 104 205", None, "RMA-104205", id="as somebody typed it"),
        pytest.param("104205", ["{N:6}"], "104205", id="a site whose numbers are bare"),
        pytest.param("1042", ["{N:6}"], "RMA-1042", id="of no form of the site"),
        pytest.param("x" * 9000, None, "RMA-" + "X" * 4092, id="no longer than what is kept"),
    ],
)
def test_what_a_person_confirmed_is_a_scan_of_its_own_source(number: str, forms: list[str] | None, text: str) -> None:
    site = Site(rma_forms=number_forms(forms)) if forms else SITE
    assert PrintedNumbers(None, GivenPrint(), site).confirmed(number) == Scan(text, ScanSource.OCR)  # type: ignore[arg-type]


def test_a_proposal_becomes_the_same_scan(desk: TestDesk) -> None:
    printed = PrintedNumbers(desk.storage, GivenPrint(line("RMA 1O42O5")), SITE)
    (number,) = printed.suggest_bytes(b"...", "pasted")
    assert number.corrected
    assert number.confirmed == printed.confirmed("104205") == Scan("RMA-104205", ScanSource.OCR)
    assert isinstance(number, PrintedNumber)
