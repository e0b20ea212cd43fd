"""Carriers' numbers: which are recognised, what number a longer code carries, and what is left alone."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmadesk.adapters.carriers import CHECKS, CarrierTable, alternating, mod7, s10, weighted

TABLE = CarrierTable()
LAST, AIR = -1, "618344029575"

NUMBERS = [  # text, carrier, tracking number, where the check digit stands
    pytest.param("1Z7K4M290344182055", "UPS", "1Z7K4M290344182055", LAST, id="UPS, letters in the shipper"),
    pytest.param("1Z000AB1YW00003175", "UPS", "1Z000AB1YW00003175", LAST, id="UPS, letters in the service"),
    pytest.param("1ZQ9Q9Q90305543215", "UPS", "1ZQ9Q9Q90305543215", LAST, id="UPS, letters in odd places"),
    pytest.param("618344029575", "FedEx", AIR, LAST, id="FedEx 12"),
    pytest.param("009173552485", "FedEx", "009173552485", LAST, id="FedEx 12, zeros first"),
    pytest.param("500000000060", "FedEx", "500000000060", LAST, id="FedEx 12, remainder ten is written 0"),
    pytest.param("618344029571145", "FedEx", "618344029571145", LAST, id="FedEx 15"),
    pytest.param("022007339155083", "FedEx", "022007339155083", LAST, id="FedEx 15, zero first"),
    pytest.param("9611020618344029571145", "FedEx", "618344029571145", LAST, id="FedEx 22"),
    pytest.param("9622033022007339155083", "FedEx", "022007339155083", LAST, id="FedEx 22, other service"),
    pytest.param("1204550119830019453800618344029575", "FedEx", AIR, LAST, id="FedEx 34 around 12"),
    pytest.param("0331155002780046060100618344029575", "FedEx", AIR, LAST, id="FedEx 34 around 12, zero first"),
    pytest.param("1204550119830019453842618344029571", "FedEx", "42618344029571", LAST, id="FedEx 34 around 14"),
    pytest.param("9622001880005521903100618344029575", "FedEx", AIR, LAST, id="FedEx ground 34"),
    pytest.param("31155002780046606183440295752016", "FedEx", AIR, -5, id="FedEx ASTRA 32"),
    pytest.param("03182700045519300770", "USPS", "03182700045519300770", LAST, id="USPS 20"),
    pytest.param("70182700045519300774", "USPS", "70182700045519300774", LAST, id="USPS 20 without its 91"),
    pytest.param("9101234567890123456781", "USPS", "9101234567890123456781", LAST, id="USPS 91"),
    pytest.param("9405118995603714482053", "USPS", "9405118995603714482053", LAST, id="USPS 94, short mailer"),
    pytest.param("9405590122334412345673", "USPS", "9405590122334412345673", LAST, id="USPS 94, long mailer"),
    pytest.param("94001123456123456789012344", "USPS", "94001123456123456789012344", LAST, id="USPS 94, 26 digits"),
    pytest.param("940019012233441234567890123452", "USPS", "940019012233441234567890123452", LAST, id="USPS 94, 30"),
    pytest.param("9261290122334412345670", "USPS", "9261290122334412345670", LAST, id="USPS 92"),
    pytest.param("92001901223344123456789014", "USPS", "92001901223344123456789014", LAST, id="USPS 92, 26 digits"),
    pytest.param("9361212345612345678905", "USPS", "9361212345612345678905", LAST, id="USPS 93"),
    pytest.param("9505590122334412345672", "USPS", "9505590122334412345672", LAST, id="USPS 95, long mailer"),
    pytest.param("9505512345612345678908", "USPS", "9505512345612345678908", LAST, id="USPS 95, short mailer"),
    pytest.param("420945389261290122334412345670", "USPS", "9261290122334412345670", LAST, id="USPS behind ZIP"),
    pytest.param(
        "4209453812049261290122334412345670", "USPS", "9261290122334412345670", LAST, id="USPS behind ZIP + 4"
    ),
    pytest.param("4209453892001901223344123456789014", "USPS", "92001901223344123456789014", LAST, id="ZIP, 26 digits"),
    pytest.param("4209453803182700045519300770", "USPS", "03182700045519300770", LAST, id="USPS 20 behind ZIP"),
    pytest.param("2044173504", "DHL Express", "2044173504", LAST, id="DHL 10"),
    pytest.param("73199426086", "DHL Express", "73199426086", LAST, id="DHL 11"),
    pytest.param("LX408117261DE", "Deutsche Post", "LX408117261DE", -3, id="S10, Germany"),
    pytest.param("LX004519330US", "USPS", "LX004519330US", -3, id="S10, United States"),
    pytest.param("LX771200463TW", "Post TW", "LX771200463TW", -3, id="S10, a post called by its country"),
    pytest.param("CP100000140GB", "Royal Mail", "CP100000140GB", -3, id="S10, ten is written 0"),
    pytest.param("CP100000025GB", "Royal Mail", "CP100000025GB", -3, id="S10, eleven is written 5"),
]


@pytest.mark.parametrize(("text", "carrier", "number", "check_at"), NUMBERS)
def test_a_number_is_recognised_however_it_is_written(text: str, carrier: str, number: str, check_at: int) -> None:
    spaced = " ".join(text[place : place + 4] for place in range(0, len(text), 4))
    hyphened = "-".join(text[place : place + 3] for place in range(0, len(text), 3))
    for written in (text, text.lower(), f"  {spaced}\t", hyphened):
        assert TABLE.recognise(written) == (carrier, number)


@pytest.mark.parametrize(("text", "carrier", "number", "check_at"), NUMBERS)
def test_with_another_check_digit_it_is_nobodys(text: str, carrier: str, number: str, check_at: int) -> None:
    place = len(text) + check_at
    for digit in "0123456789":
        changed = text[:place] + digit + text[place + 1 :]
        recognised = TABLE.recognise(changed) is not None
        assert recognised == (digit == text[place] or changed in TWO_CHECKS), changed


TWO_CHECKS = {"03182700045519300772", "70182700045519300772", "4209453803182700045519300772"}
"""USPS' twenty digits come with a check digit made with or without the 91 that is not printed: two of ten fit."""


@pytest.mark.parametrize(("text", "carrier", "number", "check_at"), NUMBERS)
def test_one_digit_too_few_is_no_such_number(text: str, carrier: str, number: str, check_at: int) -> None:
    shorter = TABLE.recognise(text[:3] + text[4:])
    assert shorter is None or shorter != (carrier, number)


ODD_DIGITS = [
    pytest.param("1Z7K4M290344182155", id="UPS, one digit"),
    pytest.param("1Z7K4N290344182055", id="UPS, one letter"),
    pytest.param("2Z7K4M290344182055", id="UPS, not 1Z"),
    pytest.param("618345029575", id="FedEx 12, one digit"),
    pytest.param("681344029575", id="FedEx 12, two digits swapped"),
    pytest.param("9711020618344029571145", id="22 digits that start with 97"),
    pytest.param("9261212345612345678904", id="USPS 92 with a short mailer"),
    pytest.param("9361290122334412345679", id="USPS 93 with a long mailer"),
    pytest.param("421945389261290122334412345670", id="421 before the ZIP"),
    pytest.param("2044173514", id="DHL 10, one digit"),
    pytest.param("LX408117261XX", id="S10 of a country that is none"),
    pytest.param("LX408117261D", id="S10 cut off"),
    pytest.param("000000000000", id="zeros have every check digit"),
    pytest.param("1Z0000000000000000", id="UPS of zeros"),
    pytest.param("", id="nothing"),
    pytest.param("RMA-2041", id="an RMA number"),
    pytest.param("\u0666\u0661\u0668\u0663\u0664\u0664\u0660\u0662\u0669\u0665\u0667\u0665", id="Arabic digits"),
    pytest.param("618344029575\n618344029575", id="two numbers at once"),
    pytest.param("1Z7K4M290344182055" + " " * 600, id="longer than any scan"),
]


@pytest.mark.parametrize("text", ODD_DIGITS)
def test_what_is_no_carriers_number(text: str) -> None:
    assert TABLE.recognise(text) is None


def test_every_form_is_shown_above() -> None:
    texts = [row.values[0] for row in NUMBERS]
    shown = {form.name for text in texts for form in TABLE.forms if form.recognise(text)}
    assert shown == {form.name for form in TABLE.forms}


@given(
    text=st.text(max_size=60)
    | st.text("0123456789 -", max_size=40)
    | st.from_regex(r"1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}")
)
@example("1Z" + "\u0661" * 16)
@example("\x00" * 40)
@example("\ud800")
@example("²" * 12)
def test_no_text_is_too_odd(text: str) -> None:
    found = TABLE.recognise(text)
    if found:
        carrier, number = found
        assert carrier
        assert number.isascii()
        assert number.isalnum()


@given(st.sampled_from([row.values[0] for row in NUMBERS]), st.data())
def test_the_number_a_code_carries_is_recognised_alone(text: str, data: st.DataObject) -> None:
    found = TABLE.recognise(text)
    assert found
    alone = TABLE.recognise(found[1])
    if len(found[1]) != 14:  # fourteen digits alone say too little: any carrier's could be meant
        assert alone == found


@pytest.mark.parametrize(
    ("check", "serial", "weights", "digit"),
    [
        pytest.param(alternating, "123", (1, 3), 0, id="1 + 6 + 3 lacks nothing to ten"),
        pytest.param(alternating, "12", (3, 1), 5, id="3 + 2 lacks five"),
        pytest.param(alternating, "A", (1,), 8, id="A counts two"),
        pytest.param(alternating, "Z", (1,), 3, id="Z counts seven"),
        pytest.param(weighted, "12", (3, 1), 5, id="3 + 2"),
        pytest.param(weighted, "31", (3, 1), 0, id="remainder ten"),
        pytest.param(weighted, "91", (1, 2), 0, id="eleven"),
        pytest.param(mod7, "100000000", (), 2, id="ten to the eighth by seven"),
        pytest.param(s10, "10000000", (8, 6, 4, 2, 3, 5, 9, 7), 3, id="eleven less eight"),
    ],
)
def test_check_digits_by_hand(check: object, serial: str, weights: tuple[int, ...], digit: int) -> None:
    assert callable(check)
    assert check(serial, weights) == digit


def test_each_check_is_named_in_a_file() -> None:
    assert {form.check for form in TABLE.forms} == set(CHECKS.values())


def test_the_form_that_fixes_more_wins(tmp_path: Path) -> None:
    """Two carriers whose forms fit the same text: the table's order of files does not decide."""
    form = """carrier = "{carrier}"
[[forms]]
name = "x"
pattern = '{pattern}'
precedence = {precedence}
check = {{ method = "mod7" }}
"""
    (tmp_path / "a.toml").write_text(
        form.format(carrier="Anybody", pattern="(?P<serial> [0-9]{4}) (?P<check> [0-9])", precedence=0)
    )
    (tmp_path / "b.toml").write_text(
        form.format(carrier="Fourteen", pattern="14 (?P<serial> [0-9]{2}) (?P<check> [0-9])", precedence=1)
    )
    table = CarrierTable(tmp_path)
    both = next(
        text
        for text in (f"{number:05}" for number in range(14000, 15000))
        if len([f for f in table.forms if f.recognise(text)]) == 2
    )
    assert table.recognise(both) == ("Fourteen", both)
