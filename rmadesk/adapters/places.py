"""Reads the regions of the world that ship with the desk."""

import tomllib
from functools import cache
from importlib.resources import files

from rmadesk.domain.places import Places, plain_name


@cache
def load_places() -> Places:
    """The regions in `resources/places`; read once."""
    table = tomllib.loads((files("resources") / "places" / "regions.toml").read_text(encoding="utf-8"))
    states = {plain_name(name): code for code, names in table["us_states"].items() for name in (code, *names)}
    return Places(frozenset(table["eu"]), frozenset(table["us_territories"]), states)
