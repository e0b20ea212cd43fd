"""Codes with several fields: ISO/IEC 15434 envelopes, and what a MaxiCode carries without one."""

import re
from dataclasses import dataclass

from rmadesk.domain.scan_text import END_OF_TRANSMISSION, GROUP_SEPARATOR, RECORD_SEPARATOR

_HEADER = "[)>"
_TRANSPORT, _GS1, _DATA_IDENTIFIERS = "01", "05", "06"
_FORMAT = re.compile(r"(?P<format>[0-9]{2})(?:\x1d(?P<body>.*))?", re.DOTALL)
_YEAR = re.compile(r"[0-9]{2}(?=[0-9A-Z ]{3,})")  # the year of the carriers' standard, before the postal code
_DATA_IDENTIFIER = re.compile(r"(?P<identifier>[0-9]{0,3}[A-Z])(?P<value>.+)", re.DOTALL)
_MAXICODE = re.compile(r"(?:[0-9]{9}|[0-9A-Z ]{5,6})\x1d[0-9]{3}\x1d[0-9]{3}(?:\x1d|\Z)")
_TRANSPORT_FIELDS = ("postal_code", "country", "service", "tracking_number", "scac", "shipper")
_UPS_FRAGMENT = re.compile(r"1Z[0-9A-Z]{8}")
_CARRIERS = (("UPS", "UPS"), ("FD", "FedEx"), ("FX", "FedEx"), ("USPS", "USPS"), ("DHL", "DHL"))
"""How carriers' alpha codes begin (each division has its own), and the carrier's name."""


@dataclass(frozen=True, slots=True)
class Transport:
    """What carriers write for their sorting: format 01, or the fields of a MaxiCode; an absent field is empty.

    `country` and `service` are numbers of three digits; `scac` is the carrier's Standard Carrier Alpha Code.
    """

    postal_code: str = ""
    country: str = ""
    service: str = ""
    tracking_number: str = ""
    scac: str = ""
    shipper: str = ""

    @property
    def carrier(self) -> str | None:
        """The name of the carrier that the alpha code stands for."""
        return next((name for prefix, name in _CARRIERS if self.scac.startswith(prefix)), None)

    @property
    def numbers(self) -> tuple[str, ...]:
        """What the carrier's own number may be, likeliest first.

        UPS writes ten signs of eighteen and the rest in other fields; FedEx Express adds a form's four digits.
        """
        bare = self.tracking_number.replace(" ", "")
        if _UPS_FRAGMENT.fullmatch(bare) and len(self.shipper) == 6:
            return (f"1Z{self.shipper}{self.service[-2:]}{bare[2:]}",)
        return (bare[:12], bare) if bare.isdigit() and len(bare) == 16 else (bare,)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The fields of an envelope by their format: transports, data identifiers with values, GS1 element strings."""

    transports: tuple[Transport, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    element_strings: tuple[str, ...] = ()


def open_envelope(text: str) -> Envelope | None:
    """The fields of an ISO/IEC 15434 envelope, None where a text is none; what is of no known format is left out.

    Separators at the end may be missing, and the first one too: not every scanner sends them.
    """
    if not text.startswith(_HEADER):
        return None
    records = text.removeprefix(_HEADER).removeprefix(RECORD_SEPARATOR).rstrip(END_OF_TRANSMISSION)
    opened = [(match["format"], match["body"] or "") for match in map(_FORMAT.fullmatch, _records(records)) if match]
    return Envelope(
        transports=tuple(_transport(_YEAR.sub("", body, count=1)) for code, body in opened if code == _TRANSPORT),
        fields=tuple(field for code, body in opened if code == _DATA_IDENTIFIERS for field in _fields(body)),
        element_strings=tuple(body for code, body in opened if code == _GS1 and body),
    )


def maxicode_transport(text: str) -> Transport | None:
    """Postal code, country, service and what follows, as a MaxiCode begins with them; None where a text does not."""
    return _transport(text) if _MAXICODE.match(text) else None


def _records(text: str) -> list[str]:
    return [record for record in text.split(RECORD_SEPARATOR) if record]


def _transport(body: str) -> Transport:
    values = (value.strip() for value in body.split(GROUP_SEPARATOR))
    return Transport(**dict(zip(_TRANSPORT_FIELDS, values, strict=False)))


def _fields(body: str) -> list[tuple[str, str]]:
    found = (_DATA_IDENTIFIER.fullmatch(field.strip()) for field in body.split(GROUP_SEPARATOR))
    return [(match["identifier"], match["value"].strip()) for match in found if match]
