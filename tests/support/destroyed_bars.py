"""Labels whose codes nobody can read any more: scratched, torn off or run with water, while the print stays.

`destroy_bars` works on a drawn label; `destroyed_labels` is a seeded pile of photographs of such labels.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from rmadesk.domain.check_characters import mod37_36
from support.label_photographs import Damage, Scene, degrade
from support.label_pictures import Carrier, InboundLabel, Layout, Party, RmaCode, Symbology, draw_label
from support.parcel_numbers import fedex, ups

Grey = NDArray[np.uint8]
Area = tuple[int, int, int, int]


class Destruction(StrEnum):
    """What became of the bars."""

    SCRATCHED = "scratched"
    TORN = "torn"
    WET = "wet"


@dataclass(frozen=True, slots=True)
class DestroyedLabel:
    """A photograph (JPEG) and the RMA number that is printed on it; `turned` in degrees, counter-clockwise."""

    name: str
    rma_number: str
    destruction: Destruction
    turned: int
    jpeg: bytes


def destroy_bars(label: Image.Image, destruction: Destruction, seed: int, spill: int = 0) -> Image.Image:
    """A label of which no code can be read; `spill` is how many dots beyond the bars the damage reaches."""
    rng = np.random.default_rng(seed)
    ink: Grey = np.array(label.convert("L"), dtype=np.uint8)
    for area in _bars(ink, spill):
        left, top, right, bottom = area
        ink[top:bottom, left:right] = _DESTROYERS[destruction](ink[top:bottom, left:right], rng)
    return Image.fromarray(ink)


def destroyed_labels(count: int, seed: int = 1, most_spill: int = 12) -> Iterator[DestroyedLabel]:
    """A pile of them, a third of each kind, every sixth lying on a side or on its head; a quarter each with none, a
    third, two thirds and all of `most_spill`, in dots: the print above the bars is 30 high."""
    kinds = tuple(Destruction)
    for place in range(count):
        chance = random.Random(f"{seed}/{place}")
        destruction = kinds[place % len(kinds)]
        number = _number(chance)
        drawn = draw_label(_label(number, chance))
        label = destroy_bars(drawn, destruction, chance.randrange(2**31), place % 4 * most_spill // 3)
        photo = degrade(label, _damage(chance), chance.randrange(2**31), _scene(chance))
        turned = chance.choice((90, 180, 270)) if place % 6 == 5 else 0
        file = io.BytesIO()
        photo.rotate(turned, expand=True).save(file, "JPEG", quality=80)
        yield DestroyedLabel(f"{place:03}-{destruction}.jpg", number, destruction, turned, file.getvalue())


def _bars(ink: Grey, spill: int) -> list[Area]:
    """Where the codes stand, read while they can be."""
    found: list[Area] = []
    for read in zxingcpp.read_barcodes(ink):
        corners = (
            read.position.top_left,
            read.position.top_right,
            read.position.bottom_right,
            read.position.bottom_left,
        )
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        grown = (min(xs) - spill - 8, min(ys) - spill - 4, max(xs) + spill + 8, max(ys) + spill + 4)
        found.append((max(0, grown[0]), max(0, grown[1]), grown[2], grown[3]))
    return found


def _scratched(bars: Grey, rng: np.random.Generator) -> Grey:
    """Long strokes of something sharp that took the print with it, down to the paper and here and there through it."""
    height, width = bars.shape
    done = bars.copy()
    for _ in range(max(10, width // 12)):
        x = int(rng.integers(-height // 4, width + height // 4))
        lean = int(rng.integers(-height // 2, height // 2 + 1))
        shade = int(rng.integers(190, 256))
        cv2.line(done, (x, -2), (x + lean, height + 2), shade, int(rng.integers(3, 12)), cv2.LINE_AA)
    return done


def _torn(bars: Grey, rng: np.random.Generator) -> Grey:
    """A strip across the bars came off with the tape, ragged on both sides; a code needs all of its width."""
    height, width = bars.shape
    done = bars.copy()
    for _ in range(2):
        middle, half = float(rng.uniform(0.2, 0.8)) * width, width * float(rng.uniform(0.08, 0.16))
        edges = middle + np.cumsum(rng.normal(0, 2.0, height))[:, None]
        columns = np.arange(width)[None, :]
        gone = np.abs(columns - edges) < half + rng.normal(0, 3.0, (height, 1))
        fibre = rng.normal(205, 12, bars.shape)
        done = np.where(gone, np.clip(fibre, 0, 255), done).astype(np.uint8)
    return done


def _wet(bars: Grey, rng: np.random.Generator) -> Grey:
    """Ink that ran together: no edge between the bars is left, and blots on top."""
    height, width = bars.shape
    run = cv2.GaussianBlur(bars, (0, 0), sigmaX=float(rng.uniform(9, 14)), sigmaY=3.0)
    for _ in range(int(rng.integers(3, 7))):
        centre = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        axes = (int(rng.integers(8, 30)), int(rng.integers(6, 20)))
        cv2.ellipse(run, centre, axes, float(rng.uniform(0, 180)), 0, 360, int(rng.integers(10, 70)), -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(run, (0, 0), 1.5), dtype=np.uint8)


_DESTROYERS = {Destruction.SCRATCHED: _scratched, Destruction.TORN: _torn, Destruction.WET: _wet}


def _number(chance: random.Random) -> str:
    """Two in three are plain ticket numbers, the others have a year and a check character."""
    if chance.random() < 2 / 3:
        return f"{chance.randrange(100_000, 1_000_000)}"
    body = f"{chance.choice((2025, 2026))}-{chance.randrange(1_000_000):06}"
    return f"{body}-{mod37_36(body.replace('-', ''))}"


def _label(number: str, chance: random.Random) -> InboundLabel:
    street = f"{chance.randrange(1, 9999)} {chance.choice(('Harbour Way', 'Mill Lane', 'Gartenstraße', 'Rue du Lac'))}"
    sender = Party(
        chance.choice(("Larkspur Genomics", "Nordlicht GmbH", "Ferrum & Sons", "Pharma Karma 2000 Ltd.")),
        (street, f"{chance.randrange(10_000, 100_000)} {chance.choice(('Boulder', 'Hamburg', 'Leeds'))}"),
    )
    dock = Party("Contoso Returns", ("12 Harbour Way", "San Jose, CA 95112", "Tel. 408-555-0142"))
    parcel = f"{chance.randrange(10**7):07}"
    tracking = ups("999AA1", "03", parcel) if chance.random() < 0.5 else fedex(f"7712{parcel}")
    symbology = chance.choice((Symbology.CODE_128, Symbology.CODE_128, Symbology.QR, Symbology.DATA_MATRIX))
    return InboundLabel(
        sender=sender,
        recipient=dock,
        carrier=Carrier("Cargo Line", chance.choice(("Ground", "Express"))),
        tracking_number=tracking,
        rma_codes=(RmaCode(number, symbology),),
        weight_text=f"{chance.randrange(1, 40)}.{chance.randrange(10)} KG",
        shipped_text=f"2026-11-{chance.randrange(1, 28):02}",
        contents=chance.choice(("Rack server 104205", "Hard disk", "Power supply 1600 W", "")),
        layout=chance.choice(tuple(Layout)),
    )


def _damage(chance: random.Random) -> Damage:
    return Damage(
        tilt_degrees=chance.uniform(-14, 14),
        perspective=chance.uniform(0, 0.03),
        blur_px=chance.uniform(0.3, 1.3),
        noise=chance.uniform(2, 10),
        low_contrast=chance.uniform(0, 0.4),
        shadow=chance.uniform(0, 0.4),
        glare=chance.choice((0.0, 0.0, 0.6)),
        crumple=chance.uniform(0, 0.35),
    )


def _scene(chance: random.Random) -> Scene:
    """From a telephone held far away to one held close."""
    size = chance.choice((0.7, 1.0, 1.0, 1.4))
    return Scene(width=round(920 * size), height=round(1180 * size), label_share=chance.uniform(0.7, 0.9))
