"""Carriers' numbers: what a text could be by the table, what number a longer code carries, what is left alone."""

import random
import re
import statistics
import time
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rmadesk.adapters.carriers import CarrierTable, Form
from rmadesk.adapters.carriers.check_digits import CHECKS
from rmadesk.domain.identifiers import TrackingNumber
from rmadesk.domain.scan_text import MAX_SCAN_CHARACTERS
from support.parcel_forms import DIGITS, EITHER, FORMS, LETTERS, FormOfNumbers
from support.parcel_numbers import ups

TABLE = CarrierTable()
AIR = "618344029575"
EACH_FORM = [pytest.param(form, id=f"{form.carrier}: {form.template}") for form in FORMS]
CHECKED_FORMS = [row for row, form in zip(EACH_FORM, FORMS, strict=True) if form.fits]
UNCHECKED_FORMS = [row for row, form in zip(EACH_FORM, FORMS, strict=True) if not form.fits]


def candidates(text: str, form: FormOfNumbers) -> list[TrackingNumber]:
    """The candidates of one form among all."""
    return [each for each in TABLE.candidates(text) if (each.carrier, each.form) == form.key]


def made(form: FormOfNumbers, how_many: int = 25) -> list[str]:
    chance = random.Random(form.template)
    return [form.make(chance) for _ in range(how_many)]


# ------------------------------------------------------------------------------------------------------------ each form


def test_every_form_of_the_table_is_made_here() -> None:
    of_the_table = {((form.issuers or {}).get("NL", form.carrier), form.name) for form in TABLE.forms}
    assert of_the_table == {form.key for form in FORMS}


@pytest.mark.parametrize("form", EACH_FORM)
def test_a_number_is_named_however_it_is_written(form: FormOfNumbers) -> None:
    for text in made(form):
        spaced = " ".join(text[place : place + 4] for place in range(0, len(text), 4))
        hyphened = "-".join(text[place : place + 3] for place in range(0, len(text), 3))
        for written in (text, text.lower(), f"  {spaced}\t", hyphened, "\u00a0".join(text)):
            (found,) = candidates(written, form)
            assert (found.number, found.checked) == (form.number_of(text), form.fits is not None), written


@pytest.mark.parametrize("form", CHECKED_FORMS)
def test_one_wrong_character_is_no_such_number_unless_the_check_is_blind_to_it(form: FormOfNumbers) -> None:
    """What passes is exactly what the naive statement of the check passes too."""
    overlooked = tried = 0
    for text in made(form, 5):
        for place in (*range(*form.serial), form.check_at):
            for sign in set(EITHER if text[place].isalpha() else DIGITS) - {text[place]}:
                changed = text[:place] + sign + text[place + 1 :]
                found = [each for each in candidates(changed, form) if each.number == form.number_of(changed)]
                assert not found or form.is_right(changed), changed
                tried += 1
                overlooked += bool(found)
    assert overlooked == 0 or form.blind
    assert overlooked < tried / 5


@pytest.mark.parametrize("form", CHECKED_FORMS)
def test_of_all_check_characters_one_fits(form: FormOfNumbers) -> None:
    for text in made(form, 10):
        place = form.check_at
        others = [text[:place] + sign + text[place + 1 :] for sign in EITHER if sign != text[place]]
        assert not any(candidates(other, form) for other in others)


@pytest.mark.parametrize("form", EACH_FORM)
def test_a_character_too_few_or_too_many_is_no_such_number(form: FormOfNumbers) -> None:
    for text in made(form, 10):
        for place in range(len(text)):
            for changed in (text[:place] + text[place + 1 :], text[:place] + "7" + text[place:]):
                assert len(changed) in form.lengths or not candidates(changed, form), changed


@pytest.mark.parametrize("form", EACH_FORM)
def test_what_stands_fixed_in_a_form_must_stand_there(form: FormOfNumbers) -> None:
    """With a check character that fits: what it may not be is another form, or none."""
    chance = random.Random(form.template)
    for place, fixed in enumerate(form.template):
        if fixed in "#@*?":
            continue
        accepted = set()
        for sign in DIGITS if fixed.isdigit() else LETTERS + fixed:
            text = form.make(chance, form.template[:place] + sign + form.template[place + 1 :])
            accepted |= {sign for each in candidates(text, form) if each.number == form.number_of(text)}
        assert accepted == form.stands_at(place), place


@pytest.mark.parametrize("region", ["CN", "GM", "HK", "IN", "LX", "MY", "RX", "SG", "TH", "UV", "QX"])
def test_the_regions_of_dhl_ecommerce(region: str) -> None:
    named = [(each.carrier, each.checked) for each in TABLE.candidates(f"{region}2951173225174494")]
    assert named == ([] if region == "QX" else [("DHL eCommerce", False)])


@pytest.mark.parametrize("form", UNCHECKED_FORMS)
def test_without_a_check_digit_it_is_marked_as_a_guess(form: FormOfNumbers) -> None:
    for text in made(form):
        assert [each.checked for each in candidates(text, form)] == [False]


# -------------------------------------------------------------------------------------------------------- known numbers

NUMBERS = [  # text, carrier, tracking number
    pytest.param("1Z7K4M290344182055", "UPS", "1Z7K4M290344182055", id="UPS, letters in the shipper"),
    pytest.param("1Z000AB1YW00003175", "UPS", "1Z000AB1YW00003175", id="UPS, letters in the service"),
    pytest.param("1ZQ9Q9Q90305543215", "UPS", "1ZQ9Q9Q90305543215", id="UPS, letters in odd places"),
    pytest.param("618344029575", "FedEx", AIR, id="FedEx 12"),
    pytest.param("009173552485", "FedEx", "009173552485", id="FedEx 12, zeros first"),
    pytest.param("500000000060", "FedEx", "500000000060", id="FedEx 12, remainder ten is written 0"),
    pytest.param("618344029571145", "FedEx", "618344029571145", id="FedEx 15"),
    pytest.param("022007339155083", "FedEx", "022007339155083", id="FedEx 15, zero first"),
    pytest.param("9611020618344029571145", "FedEx", "618344029571145", id="FedEx 22"),
    pytest.param("9622033022007339155083", "FedEx", "022007339155083", id="FedEx 22, other service"),
    pytest.param("1204550119830019453800618344029575", "FedEx", AIR, id="FedEx 34 around 12"),
    pytest.param("0331155002780046060100618344029575", "FedEx", AIR, id="FedEx 34 around 12, zero first"),
    pytest.param("1204550119830019453842618344029571", "FedEx", "42618344029571", id="FedEx 34 around 14"),
    pytest.param("9622001880005521903100618344029575", "FedEx", AIR, id="FedEx ground 34"),
    pytest.param("31155002780046606183440295752016", "FedEx", AIR, id="FedEx ASTRA 32"),
    pytest.param("03182700045519300770", "USPS", "03182700045519300770", id="USPS 20"),
    pytest.param("70182700045519300774", "USPS", "70182700045519300774", id="USPS 20 without its 91"),
    pytest.param("9101234567890123456781", "USPS", "9101234567890123456781", id="USPS 91"),
    pytest.param("9405118995603714482053", "USPS", "9405118995603714482053", id="USPS 94, short mailer"),
    pytest.param("9405590122334412345673", "USPS", "9405590122334412345673", id="USPS 94, long mailer"),
    pytest.param("94001123456123456789012344", "USPS", "94001123456123456789012344", id="USPS 94, 26 digits"),
    pytest.param("940019012233441234567890123452", "USPS", "940019012233441234567890123452", id="USPS 94, 30"),
    pytest.param("9261290122334412345670", "USPS", "9261290122334412345670", id="USPS 92"),
    pytest.param("92001901223344123456789014", "USPS", "92001901223344123456789014", id="USPS 92, 26 digits"),
    pytest.param("9361212345612345678905", "USPS", "9361212345612345678905", id="USPS 93"),
    pytest.param("9505590122334412345672", "USPS", "9505590122334412345672", id="USPS 95, long mailer"),
    pytest.param("9505512345612345678908", "USPS", "9505512345612345678908", id="USPS 95, short mailer"),
    pytest.param("420945389261290122334412345670", "USPS", "9261290122334412345670", id="USPS behind ZIP"),
    pytest.param("42094538\x1d9261290122334412345670", "USPS", "9261290122334412345670", id="a separator behind ZIP"),
    pytest.param("4209453812049261290122334412345670", "USPS", "9261290122334412345670", id="USPS behind ZIP + 4"),
    pytest.param("4209453892001901223344123456789014", "USPS", "92001901223344123456789014", id="ZIP, 26 digits"),
    pytest.param("4209453803182700045519300770", "USPS", "03182700045519300770", id="USPS 20 behind ZIP"),
    pytest.param("2044173504", "DHL Express", "2044173504", id="DHL 10"),
    pytest.param("73199426086", "DHL Express", "73199426086", id="DHL 11"),
    pytest.param("LX408117261DE", "Deutsche Post", "LX408117261DE", id="S10, Germany"),
    pytest.param("LX004519330US", "USPS", "LX004519330US", id="S10, United States"),
    pytest.param("LX771200463TW", "Chunghwa Post", "LX771200463TW", id="S10, Taiwan"),
    pytest.param("CP100000140GB", "Royal Mail", "CP100000140GB", id="S10, ten is written 0"),
    pytest.param("CP100000025GB", "Royal Mail", "CP100000025GB", id="S10, eleven is written 5"),
]


@pytest.mark.parametrize(("text", "carrier", "number"), NUMBERS)
def test_a_known_number_is_named_first(text: str, carrier: str, number: str) -> None:
    best = TABLE.candidates(text)[0]
    assert (best.carrier, best.number, best.checked) == (carrier, number, True)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        pytest.param("1Z7K4M290344182055", "Ground", id="UPS"),
        pytest.param("1Z000AB1YW00003175", "SurePost", id="UPS, letters"),
        pytest.param(ups("Q9Q9Q9", "05", "0554321"), None, id="UPS, a code that nobody told us"),
        pytest.param("K2044173508", "Ground", id="UPS waybill"),
        pytest.param("9505590122334412345672", None, id="USPS, none told"),
        pytest.param("9261290122334412345670", "Parcel Select", id="USPS, three digits"),
        pytest.param("03182700045519300770", "Delivery Confirmation, retail", id="USPS, two digits"),
        pytest.param("LX408117261DE", "Letter, express", id="S10, by its first letter"),
        pytest.param("%000393206219912345678101040", "Classic", id="DPD"),
        pytest.param(AIR, None, id="FedEx has none"),
    ],
)
def test_the_service_is_named(text: str, service: str | None) -> None:
    assert TABLE.candidates(text)[0].service == service


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param("9611020618344029571145", "https://www.fedex.com/apps/fedextrack/?tracknumbers=618344029571145",
                     id="the number, not the code"),
        pytest.param("LX004519330US", "https://tools.usps.com/go/TrackConfirmAction?tLabels=LX004519330US",
                     id="the issuer's"),
        pytest.param("LX408117261DE", None, id="an issuer without one"),
        pytest.param("TBA512345678901", None, id="a carrier without one"),
    ],
)  # fmt: skip
def test_the_page_is_the_carriers_for_this_number(text: str, page: str | None) -> None:
    assert TABLE.candidates(text)[0].page == page


ODD_DIGITS = [
    pytest.param("1Z7K4M290344182155", id="UPS, one digit"),
    pytest.param("1Z7K4N290344182055", id="UPS, one letter"),
    pytest.param("2Z7K4M290344182055", id="UPS, not 1Z"),
    pytest.param("9711020618344029571145", id="22 digits that start with 97"),
    pytest.param("9261212345612345678904", id="USPS 92 with a short mailer"),
    pytest.param("9361290122334412345679", id="USPS 93 with a long mailer"),
    pytest.param("421945389261290122334412345670", id="421 before the ZIP"),
    pytest.param("2044173514", id="DHL 10, one digit"),
    pytest.param("EX408117261XX", id="S10 of a country that is none"),
    pytest.param("EX408117261D", id="S10 cut off"),
    pytest.param("TBB512345678901", id="Amazon, not A, C or M"),
    pytest.param("B1234567890", id="Amazon, no such letter"),
    pytest.param("1LS71190146181272", id="LaserShip, not 1 at the end"),
    pytest.param("LSN74209518N1", id="Landmark, not LTN"),
    pytest.param("618344\x1d029575", id="two fields of a code, not FedEx"),
    pytest.param("618344\x1e029575", id="two records of an envelope, not FedEx"),
    pytest.param("81003280379", id="11 digits of nobody but GLS"),
    pytest.param("M576002440000001718010", id="Canpar, no such letter"),
    pytest.param("%000393206219912345678101000", id="DPD to no country"),
    pytest.param("000000000000", id="zeros have every check digit"),
    pytest.param("0" * 14, id="zeros without check digit"),
    pytest.param("0" * 28, id="many zeros"),
    pytest.param("1Z0000000000000000", id="UPS of zeros"),
    pytest.param("", id="nothing"),
    pytest.param(" - ", id="gaps"),
    pytest.param("RMA-2041", id="an RMA number"),
    pytest.param("RECEIVED", id="a word of eight letters"),
    pytest.param("20261124", id="a date of eight digits"),
    pytest.param("\u0666\u0661\u0668\u0663\u0664\u0664\u0660\u0662\u0669\u0665\u0667\u0665", id="Arabic digits"),
    pytest.param("\uff16\uff11\uff18\uff13\uff14\uff14\uff10\uff12\uff19\uff15\uff17\uff15", id="wide digits"),
    pytest.param("\u017fP029692510000920746", id="a letter that is S in upper case only"),
    pytest.param("618344029575\n618344029575", id="two numbers at once"),
    pytest.param("1Z7K4M290344182055" + " " * 600, id="longer than any scan"),
]


@pytest.mark.parametrize("text", ODD_DIGITS)
def test_what_is_no_carriers_number_by_a_check_digit(text: str) -> None:
    guesses = {(each.carrier, each.checked) for each in TABLE.candidates(text)}
    assert guesses <= ({("GLS", False)} if text == "81003280379" else set())


# ------------------------------------------------------------------------------------------------------ several at once


def test_all_that_a_text_could_be_is_told() -> None:
    chance = random.Random(7)
    express, ground, purolator = (form for form in FORMS if form.template[:11] in {"#" * 11, "5##########"} and
                                  len(form.template) == 12)  # fmt: skip
    texts = (purolator.make(chance) for _ in range(9999))
    text = next(each for each in texts if express.is_right(each) and ground.is_right(each))
    assert [(each.carrier, each.checked) for each in TABLE.candidates(text)] == [
        ("FedEx", True),
        ("GLS", True),
        ("Purolator", True),
    ]


@pytest.mark.parametrize(
    ("text", "carriers"),
    [
        pytest.param("LX408117261DE", ["Deutsche Post", "DHL eCommerce"], id="a check digit before a prefix"),
        pytest.param("A2044173508", ["UPS", "Amazon"], id="a check digit before none"),
        pytest.param("JFV247545960", ["DHL Express", "Purolator"], id="a fixed letter before any letter"),
        pytest.param("60120172242324", ["DHL eCommerce", "DPD"], id="two that fix nothing"),
        pytest.param("80003280379", ["Old Dominion", "GLS"], id="a check digit before bare digits"),
    ],
)
def test_the_best_stands_first(text: str, carriers: list[str]) -> None:
    assert [each.carrier for each in TABLE.candidates(text)] == carriers


def test_behind_a_zip_code_both_its_lengths_are_tried() -> None:
    """9409 weighs ten times four: behind it, a number with its ZIP code's last four in front is one as well."""
    short = next(form for form in FORMS if form.template == f"94###9{'#' * 15}?").make(random.Random(3))
    found = [each.number for each in TABLE.candidates(f"420945389409{short}") if each.carrier == "USPS"]
    assert found == [short, f"9409{short}"]
    found = [each.number for each in TABLE.candidates(f"420945389401{short}") if each.carrier == "USPS"]
    assert found == [short]


# ------------------------------------------------------------------------------------------------------------- any text

ALPHABET = EITHER + " -%"


@given(
    text=st.text(max_size=60)
    | st.text("0123456789 -", max_size=44)
    | st.text(ALPHABET, max_size=44)
    | st.from_regex(r"1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|(420\d{5})?9[1-5]\d{20}")
    | st.sampled_from(FORMS).map(lambda form: form.make(random.Random(1)))
)
@example("1Z" + "\u0661" * 16)
@example("\x00" * 40)
@example("\ud800")
@example("²" * 12)
@example("ß" * 6)
def test_no_text_is_too_odd(text: str) -> None:
    found = TABLE.candidates(text)
    assert len({(each.carrier, each.number) for each in found}) == len(found)
    assert [each.checked for each in found] == sorted((each.checked for each in found), reverse=True)
    for each in found:
        assert each.carrier
        assert re.fullmatch(r"[0-9A-Z%]{8,42}", each.number)
        assert each.page is None or (each.page.startswith("https://") and each.number in each.page)


@given(st.sampled_from([form for form in FORMS if form.fits]), st.randoms(use_true_random=False))
def test_the_number_a_code_carries_is_a_candidate_alone(form: FormOfNumbers, chance: random.Random) -> None:
    text = form.make(chance)
    assume(text[slice(*form.serial)].strip("0"))
    (found,) = candidates(text, form)
    alone = [each.number for each in TABLE.candidates(found.number) if each.carrier == found.carrier]
    assert found.number in alone or len(found.number) == 14, "fourteen digits alone say too little"


HOSTILE = [
    sign * count
    for sign in ("9", "1Z", "GM1", "A", "J", "420", "94", "-", " ", "\u00a0", "1LS", "0A", "%", "5A5A5A5A ")
    for count in (1, 8, 17, 40, 512)
]


def seconds(text: str) -> float:
    """The quickest of three: what a busy machine adds is not the text's doing."""
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        TABLE.candidates(text)
        spent.append(time.perf_counter() - begun)
    return min(spent)


def test_a_hostile_text_takes_no_longer_than_another() -> None:
    """The limit is far above what the slowest takes, and far below what a form that tries every way would."""
    assert max(seconds(text[:MAX_SCAN_CHARACTERS]) for text in HOSTILE) < 0.02


def test_random_texts_are_quick() -> None:
    chance = random.Random(5)
    texts = ("".join(chance.choices(ALPHABET, k=length)) for length in range(1, MAX_SCAN_CHARACTERS + 1))
    assert statistics.median(map(seconds, texts)) < 600e-6


# ----------------------------------------------------------------------------------------------------------- the tables


def test_each_check_is_named_in_a_file() -> None:
    assert {form.check.method for form in TABLE.forms if form.check} == set(CHECKS.values())


@pytest.mark.parametrize("form", TABLE.forms, ids=lambda form: f"{form.carrier}: {form.name}")
def test_a_forms_groups_are_those_that_its_check_and_its_tables_need(form: Form) -> None:
    for pattern in form.patterns:
        groups = set(pattern.groupindex)
        assert groups <= {"serial", "check", "number", "service", "country"}
        assert {"serial", "check"} <= groups if form.check else groups.isdisjoint({"serial", "check"})
        assert ("country" in groups) == (form.issuers is not None)
        assert "service" not in groups or form.services
    for page in (form.page, *form.pages.values()):
        assert page is None or (page.startswith("https://") and page.count("{number}") == 1)
    assert set(form.pages) <= set(form.issuers or ())


def test_every_post_of_the_world_is_known_by_its_country() -> None:
    (form,) = (each for each in TABLE.forms if each.name == "S10")
    assert form.issuers
    assert len(form.issuers) > 210
    texts = {country: f"RA408117261{country}" for country in form.issuers}
    assert {country: TABLE.candidates(text)[0].carrier for country, text in texts.items()} == form.issuers
    assert form.issuers["KI"] == "Post KI", "one without a name is called after its country"


TWO = """carrier = "{carrier}"
page = "https://example.com/{{number}}"
[[forms]]
name = "x"
pattern = '{pattern}'
{rest}
"""


def test_the_form_that_fixes_more_wins(tmp_path: Path) -> None:
    """Two carriers whose forms fit the same text: the table's order of files does not decide."""
    check = 'check = { method = "mod7" }'
    anybody = TWO.format(carrier="Anybody", pattern="(?P<serial> [0-9]{4}) (?P<check> [0-9])", rest=check)
    guess = TWO.format(carrier="A guess", pattern="[0-9]{5}", rest="precedence = 9")
    fourteen = TWO.format(
        carrier="Fourteen", pattern="14 (?P<serial> [0-9]{2}) (?P<check> [0-9])", rest=f"precedence = 1\n{check}"
    )
    for name, text in (("a.toml", guess), ("b.toml", anybody), ("c.toml", fourteen), ("d.txt", "no table")):
        (tmp_path / name).write_text(text)
    table = CarrierTable(tmp_path)
    both = next(text for number in range(14000, 15000) if len(table.candidates(text := f"{number:05}")) == 3)
    assert [each.carrier for each in table.candidates(both)] == ["Fourteen", "Anybody", "A guess"]
    assert table.candidates(both)[0].page == f"https://example.com/{both}"
