"""Codes with several fields: envelopes of every format, carriers' fields, and what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.envelopes import Envelope, Transport, maxicode_transport, open_envelope

GS, RS, EOT = "\x1d", "\x1e", "\x04"
UPS = f"841706672{GS}840{GS}003{GS}1Z00012345{GS}UPSN{GS}999AA1{GS}187{GS}{GS}1/1{GS}10{GS}N{GS}1 ELM ST{GS}BEND{GS}OR"
UPS_FIELDS = Transport("841706672", "840", "003", "1Z00012345", "UPSN", "999AA1")


@pytest.mark.parametrize(
    ("text", "envelope"),
    [
        pytest.param(f"[)>{RS}01{GS}96{UPS}{RS}{EOT}", Envelope(transports=(UPS_FIELDS,)), id="carrier"),
        pytest.param(f"[)>{RS}01{GS}96{UPS}", Envelope(transports=(UPS_FIELDS,)), id="no end"),
        pytest.param(f"[)>{RS}06{GS}SSN-1{EOT}", Envelope(fields=(("S", "SN-1"),)), id="last separator lost"),
        pytest.param(f"[)>01{GS}96{UPS}{RS}{EOT}", Envelope(transports=(UPS_FIELDS,)), id="first separator lost"),
        pytest.param(
            f"[)>{RS}01{GS}0294043{GS}840{GS}20{GS}1234567890120201{GS}FDE{RS}06{GS}10ZED003{RS}{EOT}",
            Envelope((Transport("94043", "840", "20", "1234567890120201", "FDE"),), (("10Z", "ED003"),)),
            id="two formats",
        ),
        pytest.param(
            f"[)>{RS}06{GS}R218043{GS}SSN-1{GS}S SN-2 {GS}3KABC12345678{GS}{GS}x{GS}1234Z{RS}{EOT}",
            Envelope(fields=(("R", "218043"), ("S", "SN-1"), ("S", "SN-2"), ("3K", "ABC12345678"))),
            id="data identifiers",
        ),
        pytest.param(
            f"[)>{RS}05{GS}00106141411234567897{GS}21S1{RS}{EOT}",
            Envelope(element_strings=(f"00106141411234567897{GS}21S1",)),
            id="GS1",
        ),
        pytest.param(f"[)>{RS}07{GS}free text{RS}{EOT}", Envelope(), id="another format"),
        pytest.param(f"[)>{RS}01", Envelope(transports=(Transport(),)), id="a format and nothing in it"),
        pytest.param("[)>", Envelope(), id="nothing in it"),
        pytest.param(f" [)>{RS}06{GS}R1", None, id="not at the start"),
        pytest.param(f"[){RS}06{GS}R1", None, id="half a header"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_an_envelope(text: str, envelope: Envelope | None) -> None:
    assert open_envelope(text) == envelope


@pytest.mark.parametrize(
    ("text", "transport"),
    [
        (UPS, UPS_FIELDS),
        (f"51147 {GS}276{GS}066{GS}1Z12345677", Transport("51147", "276", "066", "1Z12345677")),
        (f"841706672{GS}840{GS}003", Transport("841706672", "840", "003")),
        (f"84170667{GS}840{GS}003", None),
        (f"841706672{GS}84{GS}003", None),
        (f"841706672{GS}840{GS}0031", None),
        ("841706672", None),
        ("", None),
    ],
)
def test_a_maxicode(text: str, transport: Transport | None) -> None:
    assert maxicode_transport(text) == transport


@pytest.mark.parametrize(
    ("transport", "numbers"),
    [
        (UPS_FIELDS, ("1Z999AA10300012345",)),
        (Transport(tracking_number="1Z00012345", shipper="999AA"), ("1Z00012345",)),
        (Transport(tracking_number="1Z999AA10123456784", shipper="999AA1"), ("1Z999AA10123456784",)),
        (Transport(tracking_number="1234 5678 9012 0201"), ("123456789012", "1234567890120201")),
        (Transport(tracking_number="123456789012345"), ("123456789012345",)),
        (Transport(), ("",)),
    ],
    ids=["UPS in pieces", "no shipper", "UPS in one", "FedEx with its form", "FedEx Ground", "none"],
)
def test_what_a_carriers_number_may_be(transport: Transport, numbers: tuple[str, ...]) -> None:
    assert transport.numbers == numbers


@pytest.mark.parametrize(
    ("scac", "carrier"),
    [("UPSN", "UPS"), ("FDEG", "FedEx"), ("FXFE", "FedEx"), ("USPS", "USPS"), ("ABCD", None), ("", None)],
)
def test_whose_alpha_code_it_is(scac: str, carrier: str | None) -> None:
    assert Transport(scac=scac).carrier == carrier


@given(st.text(st.sampled_from(f"[)>{GS}{RS}{EOT}0156RSJK1Zx "), max_size=60) | st.text(st.characters(), max_size=60))
def test_any_text_is_opened_or_none(text: str) -> None:
    opened = open_envelope(text)
    assert (opened is None) == (not text.startswith("[)>"))
    assert open_envelope(f"[)>{RS}{text}") is not None
    maxicode_transport(text)
