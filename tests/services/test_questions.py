"""What the desk has to ask about a box: reads that may be wrong, numbers that may be several things; nothing else."""

from dataclasses import replace

import pytest

from rmadesk.domain.choices import signature
from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.scans import BY_PERSON, NONE_OF_THEM, Read, Scan, ScanSource
from rmadesk.services.questions import open_choices, other_candidates, unsure_reads, wants_print
from support.choices import TEXT as AMBIGUOUS
from support.desk import PARCELS, TestDesk

EAN = "4006381333931"
CORNERS = ((0, 0), (9, 0), (9, 4), (0, 4))


def seen(text: str, *, confirmed: bool = True, symbology: str = "ean-13") -> Scan:
    return Scan(text, ScanSource.PICTURE, Read(text, text.encode(), symbology, False, CORNERS, confirmed, "plain"))


def scanned(text: str) -> Scan:
    return Scan(text, ScanSource.SCANNER)


@pytest.fixture
def desk() -> TestDesk:
    made = TestDesk()
    made.expect("104205", tracking_numbers=PARCELS[0])
    return made


@pytest.mark.parametrize(
    ("scan", "asked"),
    [
        (seen(EAN, confirmed=False), True),
        (seen(EAN, confirmed=True), False),
        (seen("104205", confirmed=False, symbology="itf"), False),
        (seen(EAN, confirmed=False).seen_right(), False),
        (scanned(EAN), False),
    ],
    ids=["one pass", "two passes", "in the registry", "a person said yes", "from the scanner"],
)
def test_only_what_one_pass_read_and_nobody_knows_is_asked_about(desk: TestDesk, scan: Scan, asked: bool) -> None:
    assert unsure_reads(desk.receiving.look((scan,))) == ((scan,) if asked else ())


def test_a_persons_word_stands_in_the_step_of_the_read() -> None:
    said = seen(EAN, confirmed=False).seen_right()
    assert said.confirmed
    assert said.read
    assert said.read.step == f"plain{BY_PERSON}"
    assert scanned(EAN).seen_right() == scanned(EAN)


def test_a_mere_guess_is_not_asked_about_whichever_carrier_it_would_be(desk: TestDesk) -> None:
    contents = desk.receiving.look((scanned("03366975310716"),))
    (guess,) = contents.identifications
    assert (guess.ambiguous, guess.is_guess) == (True, True)
    assert open_choices(contents) == ()


def test_a_number_of_several_carriers_is_asked_about_until_somebody_has_said(desk: TestDesk) -> None:
    (choice,) = open_choices(desk.receiving.look((scanned(AMBIGUOUS),)))
    assert len(choice.offered) >= 2
    assert len({each.carrier for each in choice.offered}) == len(choice.offered)
    for chosen in choice.offered:
        contents = desk.receiving.look((replace(choice.scan, chosen=signature(chosen)),))
        assert open_choices(contents) == ()
        assert contents.scans[0][1].carrier == chosen.carrier
        assert contents.tracking_numbers == (chosen.value,)


def test_what_is_none_of_them_names_no_parcel(desk: TestDesk) -> None:
    contents = desk.receiving.look((replace(scanned(AMBIGUOUS), chosen=NONE_OF_THEM),))
    assert open_choices(contents) == ()
    assert contents.scans[0][1].kind is IdentifierKind.UNKNOWN
    assert contents.parcel is None


def test_what_is_said_of_this_box_goes_before_what_is_remembered(desk: TestDesk) -> None:
    (choice,) = open_choices(desk.receiving.look((scanned(AMBIGUOUS), scanned("104205"))))
    remembered, other = choice.offered[:2]
    customer = desk.receiving.look((scanned("104205"),)).customer_id
    assert customer
    desk.choices.remember(customer, choice.identification, remembered)
    by_memory = desk.receiving.look((scanned(AMBIGUOUS), scanned("104205")))
    assert by_memory.scans[0][1].carrier == remembered.carrier
    assert open_choices(by_memory) == ()
    said = desk.receiving.look((replace(choice.scan, chosen=signature(other)), scanned("104205")))
    assert said.scans[0][1].carrier == other.carrier


def test_a_mere_guess_is_not_asked_about(desk: TestDesk) -> None:
    contents = desk.receiving.look((scanned("00012345678"),))
    assert contents.identifications[0].is_guess
    assert open_choices(contents) == ()


def test_what_else_a_text_could_be_is_told_until_somebody_has_said(desk: TestDesk) -> None:
    (identification,) = desk.receiving.look((scanned(AMBIGUOUS),)).identifications
    assert (identification.identifier, *other_candidates(identification)) == identification.candidates
    assert other_candidates(replace(identification, remembered=True)) == ()
    (known,) = desk.receiving.look((scanned("104205"),)).identifications
    assert other_candidates(known) == ()


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [((), True), ((PARCELS[0],), True), (("104205",), False), (("RMA-999999",), False)],
    ids=["nothing", "a parcel somebody expects", "an RMA", "an RMA that nobody knows"],
)
def test_the_print_is_looked_at_where_no_code_names_an_rma(
    desk: TestDesk, texts: tuple[str, ...], wanted: bool
) -> None:
    assert wants_print(desk.receiving.look(tuple(map(scanned, texts)))) is wanted
