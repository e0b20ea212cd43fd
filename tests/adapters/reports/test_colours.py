"""The report's colours: seen on paper, told apart by people who see red and green alike, and no green at all."""

import colorsys
from itertools import combinations

import numpy as np
import pytest

from rmadesk.adapters.reports.colours import BARS, EFFECTS, FAINT, INK, LATE, LINK, TINTS
from rmadesk.domain.policy.verdict import Effect, Verdict

WHITE = "#FFFFFF"
# Machado, Oliveira and Fernandes (2009), linear RGB, full severity.
SIGHTS = {
    "usual": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines count it."""
    low, high = sorted(float(linear(colour) @ _TO_XYZ[1]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    parts = _TO_XYZ @ light / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(parts > 0.008856, np.cbrt(parts), 7.787 * parts + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, sight: np.ndarray) -> float:
    """How far apart two colours look (CIE 1976); 2 is just seen side by side."""
    seen = [lab(np.clip(sight @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_red_and_green_of_equal_brightness_would_not_pass() -> None:
    assert distance("#A06000", "#707000", SIGHTS["usual"]) > 25
    assert distance("#A06000", "#707000", SIGHTS["deuteranopia"]) < 15


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS.keys())
@pytest.mark.parametrize(("colours", "least"), [(BARS, 25), (TINTS, 9)], ids=["bars", "tints"])
def test_verdicts_are_told_apart(colours: dict[Verdict, str], least: float, sight: np.ndarray) -> None:
    near = {
        (one, other): round(distance(colours[one], colours[other], sight), 1) for one, other in combinations(Verdict, 2)
    }
    assert min(near.values()) >= least, near


@pytest.mark.parametrize("colour", [*BARS.values(), *TINTS.values(), *EFFECTS.values()])
def test_nothing_is_green(colour: str) -> None:
    hue, _, _ = colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    assert not 60 < hue * 360 < 180


def test_accept_is_blue_hold_orange_and_refuse_red() -> None:
    def hue(colour: str) -> float:
        return colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0] * 360

    for colours in (BARS, TINTS):
        assert 200 < hue(colours[Verdict.ACCEPT]) < 230
        assert 180 < hue(colours[Verdict.ACCEPT_WITH_CHARGE]) < 200
        assert 25 < hue(colours[Verdict.HOLD]) < 40
        assert min(hue(colours[Verdict.REFUSE]), 360 - hue(colours[Verdict.REFUSE])) < 10


def test_bars_are_seen_and_words_are_read() -> None:
    assert {verdict: colour for verdict, colour in BARS.items() if contrast(colour, WHITE) < 3} == {}
    words = (INK, FAINT, LATE, LINK, *EFFECTS.values())
    assert [colour for colour in words if contrast(colour, WHITE) < 4.5] == []
    assert [(word, tint) for word in (INK, FAINT) for tint in TINTS.values() if contrast(word, tint) < 4.5] == []


def test_every_verdict_and_every_effect_has_its_colours() -> None:
    assert set(BARS) == set(TINTS) == set(Verdict)
    assert set(EFFECTS) == set(Effect)
