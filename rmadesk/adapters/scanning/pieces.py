"""Whether what was read is only a piece of a code: then bars go on beyond its ends, where a quiet zone should be."""

from collections.abc import Iterable

import numpy as np

from rmadesk.adapters.scanning.bars import Bars
from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.outlines import Outline, middle
from rmadesk.adapters.scanning.steps import cut_out

_WHOLE = 0.85  # of the bars it stands among is what an outline of a whole code reaches over
_QUIET = 0.35  # of the contrast of bars is more than a quiet zone has, stains and shadow included
_BEYOND = 0.1  # of the outline's reach: about ten modules, the quiet zone that every linear code must have
_HEIGHT = 0.6  # of the bars is averaged: a scratch along the line that was read looks like a quiet zone


def is_piece(picture: Grey, outline: Outline, patches: Iterable[Bars]) -> bool:
    """Of a linear code that zxing-cpp read, which tells where the code begins and ends."""
    bars = next((each for each in patches if each.holds(middle(outline))), None)
    if bars is None:
        return False
    reach = bars.reach_of(outline)
    if not 0 < reach < _WHOLE * bars.length:
        return False
    beyond, gap = max(4, round(reach * _BEYOND)), max(2, round(reach * 0.02))
    size = (reach + 2 * (beyond + gap), max(3.0, bars.height * _HEIGHT))
    place = bars.halfway_up(middle(outline))
    line = cut_out(picture, place, size, bars.degrees, (1.0, 1.0)).picture.mean(axis=0)
    inside = line[beyond + gap : len(line) - beyond - gap]
    contrast = float(np.percentile(inside, 95) - np.percentile(inside, 5))
    return any(float(np.ptp(end)) > _QUIET * contrast for end in (line[:beyond], line[len(line) - beyond :]))
