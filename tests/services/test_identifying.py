"""What a scan is: the ten steps in their order, what competes, what is remembered, and that no text breaks them."""

import random
import string
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.carriers import CarrierTable
from rmadesk.adapters.gs1 import ElementStrings
from rmadesk.domain.choices import Choice, signature, signatures
from rmadesk.domain.identifiers import Ground, Identification, Identifier, IdentifierKind, TrackingNumber, rma_key
from rmadesk.domain.number_forms import OFFERED_RMA_FORM, number_forms
from rmadesk.domain.rma import Authorization
from rmadesk.domain.scans import Read, Scan, ScanSource
from rmadesk.services.identifying import Identifying, NothingKnown
from rmadesk.services.site import Site
from support.desk import CONTAINERS, NOON, PARCELS, TestDesk
from support.parcel_numbers import fedex, ups
from support.registry import authorization, row

ONE, TWO, THREE = PARCELS
KIND, GROUND = IdentifierKind, Ground
GS, RS, EOT = "\x1d", "\x1e", "\x04"
GTIN = "09506000134352"
UPC = "036000291452"
FEDEX = fedex("12345678902")
BADGE = "ABCDEFGHIJKLMNOPQRSTUV234Q"
SITE = Site(
    rma_forms=number_forms((OFFERED_RMA_FORM, "RMA-{N:6}")),
    serial_forms=number_forms(("SN{N:5}",)),
    command_token="7F3K",
)
IDENTIFYING = Identifying(CarrierTable(), ElementStrings(), SITE)
NOTHING = NothingKnown()


def maxicode(number: str, service: str = "001") -> str:
    """UPS writes the number in pieces."""
    return f"841706672{GS}840{GS}{service}{GS}1Z{number[10:]}{GS}UPSN{GS}{number[2:8]}{GS}187{GS}{GS}1/1"


def envelope(*fields: str) -> str:
    return f"[)>{RS}06{GS}{GS.join(fields)}{RS}{EOT}"


def identified(
    text: str, source: ScanSource = ScanSource.SCANNER, identifying: Identifying = IDENTIFYING
) -> Identification:
    return identifying.identify(Scan(text, source), NOTHING)


def said(identification: Identification) -> list[tuple[IdentifierKind, str, Ground]]:
    return [(each.kind, each.value, each.ground) for each in identification.identifiers]


STEPS = {
    "command": ("%RD:OK:7F3K", [(KIND.COMMAND, "ok", GROUND.COMMAND)]),
    "command with its symbol": ("]C0%RD:HOLD:7F3K\r", [(KIND.COMMAND, "hold", GROUND.COMMAND)]),
    "badge": (f"%RB:{BADGE}", [(KIND.BADGE, BADGE, GROUND.BADGE)]),
    "carrier's envelope": (
        f"[)>{RS}01{GS}96{maxicode(ONE)}{RS}{EOT}",
        [(KIND.TRACKING, ONE, GROUND.ENVELOPE)],
    ),
    "MaxiCode without an envelope": (f"]U1{maxicode(ONE)}", [(KIND.TRACKING, ONE, GROUND.ENVELOPE)]),
    "the same from another symbol": (f"]L0{maxicode(ONE)}", [(KIND.UNKNOWN, maxicode(ONE), GROUND.NONE)]),
    "pieces that do not fit": (
        f"]U1{maxicode(ONE, '003')}",
        [(KIND.UNKNOWN, maxicode(ONE, "003"), GROUND.NONE)],
    ),
    "FedEx with its form": (
        f"[)>{RS}01{GS}0294043{GS}840{GS}20{GS}{FEDEX}0201{GS}FDE{RS}{EOT}",
        [(KIND.TRACKING, FEDEX, GROUND.ENVELOPE)],
    ),
    "carrier we do not know": (
        f"[)>{RS}01{GS}0294043{GS}840{GS}20{GS}XY-12345678{GS}ABCD{RS}{EOT}",
        [(KIND.TRACKING, "XY12345678", GROUND.ENVELOPE)],
    ),
    "return authorization, waybill and serial": (
        envelope("R218043", "3KABC12345678", "SSN-1", "1PVX-2", "Q1"),
        [
            (KIND.RMA, "218043", GROUND.ENVELOPE),
            (KIND.TRACKING, "ABC12345678", GROUND.ENVELOPE),
            (KIND.SERIAL, "SN-1", GROUND.ENVELOPE),
        ],
    ),
    "return authorization not in the site's form": (envelope("RX1", "SSN-1"), [(KIND.SERIAL, "SN-1", GROUND.ENVELOPE)]),
    "licence plate": (envelope("1JUN123456789A2B4C6"), [(KIND.TRACKING, "UN123456789A2B4C6", GROUND.ENVELOPE)]),
    "licence plate of GS1": (envelope(f"J{CONTAINERS[0]}"), [(KIND.SSCC, CONTAINERS[0], GROUND.ENVELOPE)]),
    "GS1 in an envelope": (
        f"[)>{RS}05{GS}00{CONTAINERS[0]}{GS}01{GTIN}21S1{RS}{EOT}",
        [
            (KIND.SSCC, CONTAINERS[0], GROUND.ENVELOPE),
            (KIND.GTIN, GTIN, GROUND.ENVELOPE),
            (KIND.SERIAL, "S1", GROUND.ENVELOPE),
        ],
    ),
    "container code": (f"]C100{CONTAINERS[0]}", [(KIND.SSCC, CONTAINERS[0], GROUND.GS1)]),
    "container code, bare": (CONTAINERS[0], [(KIND.SSCC, CONTAINERS[0], GROUND.GS1)]),
    "article and serial": (
        f"]d201{GTIN}10LOT{GS}21s1",
        [(KIND.GTIN, GTIN, GROUND.GS1), (KIND.SERIAL, "S1", GROUND.GS1)],
    ),
    "article and serial, as people read it": (
        f"(01){GTIN}(21)S1",
        [(KIND.GTIN, GTIN, GROUND.GS1), (KIND.SERIAL, "S1", GROUND.GS1)],
    ),
    "article with a wrong check digit": (f"]d201{GTIN[:-1]}3", [(KIND.UNKNOWN, f"01{GTIN[:-1]}3", GROUND.NONE)]),
    "article code": (f"]E0{UPC}", [(KIND.GTIN, f"00{UPC}", GROUND.GS1)]),
    "article code that a carrier could have given": (f"]E0{FEDEX}", [(KIND.UNKNOWN, FEDEX, GROUND.NONE)]),
    "RMA number with its check character": ("RMA-2026-004711-O", [(KIND.RMA, "2026004711O", GROUND.RMA_FORM)]),
    "RMA number with a wrong one": ("RMA-2026-004711-P", [(KIND.UNKNOWN, "RMA-2026-004711-P", GROUND.NONE)]),
    "RMA number of the second form": ("rma 218043", [(KIND.RMA, "218043", GROUND.RMA_FORM)]),
    "RMA number of another site": ("RMA-218", [(KIND.UNKNOWN, "RMA-218", GROUND.NONE)]),
    "carrier's number": (ONE, [(KIND.TRACKING, ONE, GROUND.CARRIER_CHECK)]),
    "serial of the site": ("sn-00815", [(KIND.SERIAL, "SN-00815", GROUND.SERIAL_FORM)]),
    "carrier's number without check digit": (
        "TBA010000000000",
        [(KIND.TRACKING, "TBA010000000000", GROUND.CARRIER_FORM)],
    ),
    "unknown": ("4 ELM ST", [(KIND.UNKNOWN, "4 ELM ST", GROUND.NONE)]),
    "nothing": ("", [(KIND.UNKNOWN, "", GROUND.NONE)]),
    "a symbol and nothing in it": ("]C0", [(KIND.UNKNOWN, "", GROUND.NONE)]),
}


@pytest.mark.parametrize(("text", "what"), STEPS.values(), ids=STEPS)
def test_the_steps(text: str, what: list[tuple[IdentifierKind, str, Ground]]) -> None:
    found = identified(text)
    assert said(found) == what
    assert found.text == text
    assert found.is_guess is (what[0][2] is GROUND.CARRIER_FORM)


def test_the_sites_own_serial_goes_before_a_guess_at_a_carrier() -> None:
    own = Identifying(CarrierTable(), ElementStrings(), Site(serial_forms=number_forms(("TBA{N:12}",))))
    found = identified("TBA010000000000", identifying=own)
    assert [each.ground for each in found.candidates] == [GROUND.SERIAL_FORM, GROUND.CARRIER_FORM]


@pytest.mark.parametrize("source", [ScanSource.PICTURE, ScanSource.KEYED, ScanSource.OCR])
@pytest.mark.parametrize("text", ["%RD:OK:7F3K", f"%RB:{BADGE}"])
def test_only_the_scanner_commands(text: str, source: ScanSource) -> None:
    assert said(identified(text, source)) == [(KIND.UNKNOWN, text, GROUND.NONE)]


def test_what_was_read_from_pixels_commands_nothing_whoever_says_that_it_is_a_scan() -> None:
    read = Read("%RD:OK:7F3K", b"%RD:OK:7F3K", "code-128", False, ((0, 0),) * 4, True, "plain")
    scan = Scan(read.text, ScanSource.SCANNER, read)
    assert IDENTIFYING.identify(scan, NOTHING).identifier.kind is KIND.UNKNOWN


@pytest.mark.parametrize("token", [None, "7F3L"])
def test_another_sites_command_is_plain_text(token: str | None) -> None:
    other = Identifying(CarrierTable(), ElementStrings(), Site(command_token=token))
    assert said(identified("%RD:OK:7F3K", identifying=other)) == [(KIND.UNKNOWN, "%RD:OK:7F3K", GROUND.NONE)]


def test_a_code_that_a_picture_shows_as_an_article_is_no_parcel() -> None:
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    read = Read(FEDEX, FEDEX.encode(), "ean-13", False, corners, True, "plain")
    assert IDENTIFYING.identify(Scan(FEDEX, ScanSource.PICTURE, read), NOTHING).candidates == ()
    assert identified(FEDEX).identifier.kind is KIND.TRACKING


def test_what_a_person_confirmed_of_the_print_is_an_rma_number_of_any_site() -> None:
    assert said(identified("RMA-21804", ScanSource.OCR)) == [(KIND.RMA, "21804", GROUND.RMA_FORM)]


def test_fields_that_name_nothing_are_kept() -> None:
    assert identified(f"]C1401GINC-1{GS}4104012345000009").details == (("401", "GINC-1"), ("410", "4012345000009"))
    assert identified(envelope("SSN-1", "1PVX-2", "Q1")).details == (("1P", "VX-2"), ("Q", "1"))
    assert identified(f"]U1{maxicode(ONE)}").details == (
        ("postal-code", "841706672"),
        ("country", "840"),
        ("service", "001"),
        ("carrier", "UPSN"),
    )


# ------------------------------------------------------------------------------------------------------------ registry


@pytest.fixture(scope="module")
def desk() -> TestDesk:
    desk = TestDesk(site=SITE)
    desk.import_rows(
        row("1001", serial_number="SN-1", tracking_number=ONE, customer_id="C-1"),
        row("1002", serial_number="2003", tracking_number=f"1003;{CONTAINERS[1]}", customer_id="C-2"),
        row("1003", serial_number="1003", customer_id="C-3"),
        row("2003", serial_number="2003", customer_id="C-3"),
        row("RMA/7", customer_id="C-3"),
    )
    return desk


def known(desk: TestDesk, text: str, customer_id: str | None = None) -> Identification:
    with desk.storage.reading() as work:
        return IDENTIFYING.identify(Scan(text, ScanSource.SCANNER), work.authorizations, work.choices, customer_id)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(
            envelope(f"3K{ONE}", "SSN-1", "K1001"),
            [(KIND.RMA, "1001"), (KIND.TRACKING, ONE), (KIND.SERIAL, "SN-1")],
            id="all that stands in a code",
        ),
        pytest.param(envelope("RRMA/7", "SX-1"), [(KIND.RMA, "/7"), (KIND.SERIAL, "X-1")], id="number of no form"),
        pytest.param(f"]U1{maxicode(ONE)}", [(KIND.TRACKING, ONE)], id="expected parcel in pieces"),
        pytest.param(f"]d201{GTIN}21SN-1", [(KIND.SERIAL, "SN-1"), (KIND.GTIN, GTIN)], id="serial before its article"),
        pytest.param(f"(00){CONTAINERS[1]}", [(KIND.SSCC, CONTAINERS[1])], id="expected container"),
        pytest.param(f"]C1400RMA-1001{GS}21X", [(KIND.RMA, "1001"), (KIND.SERIAL, "X")], id="order number of GS1"),
        pytest.param(f"]C1241{1001}{GS}21X", [(KIND.SERIAL, "X")], id="a part number is no RMA number"),
    ],
)
def test_the_registry_knows_what_stands_within(
    desk: TestDesk, text: str, what: list[tuple[IdentifierKind, str]]
) -> None:
    found = known(desk, text)
    assert [(each.kind, each.value) for each in found.identifiers] == what
    assert not found.ambiguous


@pytest.mark.parametrize(
    ("text", "kinds", "ambiguous"),
    [
        pytest.param("1001", [KIND.RMA], False, id="a number"),
        pytest.param("2003", [KIND.RMA, KIND.SERIAL], True, id="number, and serial of two"),
        pytest.param("1003", [KIND.RMA, KIND.TRACKING, KIND.SERIAL], True, id="number, and parcel of another"),
        pytest.param("SN-1", [KIND.SERIAL], False, id="serial"),
        pytest.param(ONE, [KIND.TRACKING], False, id="expected parcel"),
    ],
)
def test_two_hits_that_lead_to_different_goods_are_a_question(
    desk: TestDesk, text: str, kinds: list[IdentifierKind], ambiguous: bool
) -> None:
    found = known(desk, text)
    assert [each.kind for each in found.candidates] == kinds
    assert found.ambiguous is ambiguous
    assert found.identifier is found.candidates[0]


def test_a_number_that_is_also_its_own_serial_is_no_question() -> None:
    desk = TestDesk()
    desk.expect("2004", serial_number="2004")
    assert not known(desk, "2004").ambiguous


# ----------------------------------------------------------------------------------------------------------- ambiguity


class TwoCarriers:
    """Carriers that see in a text what a test gives them."""

    def __init__(self, *numbers: TrackingNumber) -> None:
        self._numbers = numbers

    def candidates(self, text: str) -> tuple[TrackingNumber, ...]:
        return self._numbers


NORTH, SOUTH = (TrackingNumber(carrier, "123456789012", "12 digits", checked=True) for carrier in ("North", "South"))
EAST = TrackingNumber("East", "123456789012", "12 digits", checked=False)
AGAIN = TrackingNumber("North", "123456789012", "express", checked=True)


class Said:
    """What was said of one customer's texts."""

    def __init__(self, chosen: str) -> None:
        self._chosen = chosen

    def remembered(self, customer_id: str, between: tuple[str, ...]) -> str | None:
        assert between == tuple(sorted(between))
        return self._chosen if customer_id == "C-1" else None


@pytest.mark.parametrize(
    ("numbers", "customer", "said_before", "carrier", "ambiguous", "remembered"),
    [
        pytest.param((NORTH, SOUTH), None, "tracking/South/12 digits", "North", True, False, id="nobody's box"),
        pytest.param((NORTH, SOUTH), "C-2", "tracking/South/12 digits", "North", True, False, id="another's box"),
        pytest.param((NORTH, SOUTH), "C-1", "tracking/South/12 digits", "South", False, True, id="said before"),
        pytest.param((NORTH, SOUTH), "C-1", "tracking/West/12 digits", "North", True, False, id="said of others"),
        pytest.param((NORTH, EAST), None, "", "North", False, False, id="check digit before guess"),
        pytest.param((NORTH, EAST), "C-1", "tracking/East/12 digits", "East", False, True, id="a person before both"),
        pytest.param((NORTH, AGAIN), None, "", "North", False, False, id="one carrier by two forms"),
        pytest.param((EAST,), "C-1", "tracking/East/12 digits", "East", False, False, id="no choice"),
    ],
)
def test_who_carries_it(
    numbers: tuple[TrackingNumber, ...],
    customer: str | None,
    said_before: str,
    carrier: str,
    ambiguous: bool,
    remembered: bool,
) -> None:
    identifying = Identifying(TwoCarriers(*numbers), ElementStrings(), SITE)
    scan = Scan("123456789012", ScanSource.SCANNER)
    found = identifying.identify(scan, NOTHING, Said(said_before), customer)
    assert (found.identifier.carrier, found.ambiguous, found.remembered) == (carrier, ambiguous, remembered)
    assert found.is_guess is (carrier == "East" and not remembered)


def test_no_word_overrules_the_registry() -> None:
    class Knowing(NothingKnown):
        def get(self, rma_number: str) -> Authorization | None:
            return authorization("123456789012")

    identifying = Identifying(TwoCarriers(NORTH), ElementStrings(), SITE)
    scan = Scan("123456789012", ScanSource.SCANNER)
    found = identifying.identify(scan, Knowing(), Said("tracking/North/12 digits"), "C-1")
    assert (found.identifier.kind, found.remembered) == (KIND.RMA, False)


def test_what_was_said_once_is_remembered_on_record(desk: TestDesk) -> None:
    asked = known(desk, "2003", "C-9")
    assert asked.ambiguous
    between = signatures(asked.candidates)
    with desk.storage.writing("test") as work:
        work.choices.save(Choice("C-9", between, signature(asked.candidates[1]), NOON, "ana"))
        work.commit()
    assert known(desk, "2003", "C-9").identifier.kind is KIND.SERIAL
    assert known(desk, "2003", "C-8").identifier.kind is KIND.RMA


# -------------------------------------------------------------------------------------------------------- hostile texts

PIECES = (
    *("[)>\x1e01\x1d96", "[)>\x1e06\x1d", "[)>\x1e05\x1d", "]C1", "]d2", "]U1", "]E0", "%RD:", "%RB:", "RMA-", "1Z"),
    *("00", "01", "(01)", "(21)", "420", GS, RS, EOT, "\x00", "\ud800", "\u202e", "\U0001f4e6", "9" * 200, "0" * 600),
    *("[", "{", "A" * 100, "R", "S", "3K", "\xe9", "\u0663" * 3, "\n", "'; DROP TABLE box; --", "=cmd()", "%s{0}"),
)
hostile = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=8), max_size=20).map("".join)


@given(hostile, st.sampled_from(ScanSource))
def test_any_text_is_something(text: str, source: ScanSource) -> None:
    found = identified(text, source)
    assert found.text == text
    assert not any(each.known for each in found.candidates)
    assert (found.identifier.kind is KIND.UNKNOWN) == (not found.candidates)
    for each in (*found.identifiers, *found.candidates):
        each.value.encode()  # what is compared and stored can be
        assert len(each.value) <= 512


@pytest.mark.parametrize(
    "text", ["0" * 12, "0" * 18, "0" * 20, "0" * 34, "0" * 5000, "9" * 5000, "\x00" * 5000, "\ud800" * 600]
)
def test_zeros_and_endless_texts_name_nothing(text: str) -> None:
    assert not [each for each in identified(text).candidates if each.kind in (KIND.RMA, KIND.TRACKING)]


def random_text(draw: random.Random) -> str:
    """Anything that is no RMA number: print, digits, serials, and what nearly begins like one."""
    capitals = string.digits + string.ascii_uppercase
    signs, low, high = draw.choice(
        [(string.printable, 1, 40), (string.digits, 6, 20), (capitals, 6, 20), (f"{capitals}- :/", 4, 16)]
    )
    nearly = draw.choice(["", "", "", "", "RM0", "RNA-", "R.M.A.", "FRMA-", "RMAX-", "ARM "])
    return nearly + "".join(draw.choices(signs, k=draw.randint(low, high)))


class ThousandNumbers(NothingKnown):
    """A registry of a thousand RMA numbers of six digits."""

    def __init__(self) -> None:
        self.numbers = {str(number): authorization(str(number)) for number in range(218000, 219000)}

    def get(self, rma_number: str) -> Authorization | None:
        return self.numbers.get(rma_number)


def test_of_random_texts_none_is_named_an_rma_number_unless_it_is_one() -> None:
    """5,000 of the 100,000 that the figure stands for; each must be quick, whatever it is."""
    draw, registry, slowest = random.Random(4), ThousandNumbers(), 0.0
    shipped = Identifying(CarrierTable(), ElementStrings(), Site())
    for _ in range(5000):
        text = random_text(draw)
        start = time.perf_counter()
        found = shipped.identify(Scan(text, ScanSource.SCANNER), registry)
        slowest = max(slowest, time.perf_counter() - start)
        named = [each.value for each in found.identifiers if each.kind is KIND.RMA]
        assert [number for number in named if number not in registry.numbers] == []
        assert not named or rma_key(text) in registry.numbers
    assert slowest < 1


def test_a_ups_number_in_pieces_is_put_together_as_it_is_printed() -> None:
    number: Any = ups("999AA1", "03", "0012345")
    found = identified(f"[)>{RS}01{GS}96{maxicode(number, '003')}{RS}{EOT}").identifier
    assert (found.value, found.carrier) == (number, "UPS")


def test_the_identifier_of_an_unknown_text_keeps_it_raw() -> None:
    assert identified("\x00 4 ELM ST").identifier == Identifier(KIND.UNKNOWN, "4 ELM ST", "\x00 4 ELM ST")
