"""The codes of the countries, against those that the words of the world's languages are kept under."""

import re

from babel import Locale

from rmadesk.domain.countries import COUNTRIES

NO_COUNTRIES = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())  # noqa: SIM905 - as the standard writes them
"""What is kept there too, and is not in ISO 3166-1: parts of countries, unions, codes for private use."""


def test_every_country_has_its_code() -> None:
    kept = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)}
    assert kept - NO_COUNTRIES == COUNTRIES
    assert len(COUNTRIES) == 249
