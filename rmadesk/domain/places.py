"""Regions of the world that terms of service tell apart: the European Union, the states of the United States."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_COUNTRY_BEFORE = re.compile(r"\s*US[\s-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Places:
    """Countries by ISO 3166-1 alpha-2; `us_states` gives the code of each state by its names, all as `plain_name`."""

    eu: frozenset[str]
    us_territories: frozenset[str]
    us_states: Mapping[str, str]

    def us_state(self, text: str | None) -> str | None:
        """The code of a state of the United States, of its capital or of a territory; None for what is none.

        Takes codes, codes after the country's, and names: `CA`, `US-CA`, `California`.
        """
        if text is None:
            return None
        return self.us_states.get(plain_name(text)) or self.us_states.get(plain_name(_COUNTRY_BEFORE.sub("", text, 1)))

    def is_american(self, country: str | None) -> bool:
        """Whether a country is the United States or one of its territories."""
        return country == "US" or country in self.us_territories


def plain_name(text: str) -> str:
    """Letters only, without case: `D.C.`, `dc` and ` DC ` are one name."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalpha())
