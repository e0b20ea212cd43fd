"""Writes the demonstration day to resources/demo: the registry, the boxes, and a photograph of each label.

Run from the folder `tests`: `python -m support.make_demo_day [folder]`. It stops with an error when a photograph can't
be read as the day says, so what it leaves behind is what a dock can work with.
"""

import csv
import io
import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from support.demo_day import BOXES, Box
from support.demo_registry import COLUMNS, rows
from support.label_pictures import degrade, draw_label

JPEG_QUALITY = 52
MOST_BYTES = 1_500_000
MOST_UNREADABLE = 2


def image_name(place: int) -> str:
    return f"labels/{place:02d}.jpg"


def registry_text() -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows())
    return text.getvalue()


def day_text() -> str:
    lines = (json.dumps(_line(place, box), ensure_ascii=False) for place, box in enumerate(BOXES, start=1))
    return "".join(f"{line}\n" for line in lines)


def photographs() -> Iterator[tuple[str, bytes]]:
    """Each picture's name and its JPEG."""
    for place, box in enumerate(BOXES, start=1):
        photo = degrade(draw_label(box.label), box.photo.damage, box.photo.seed, box.photo.scene)
        jpeg = io.BytesIO()
        photo.save(jpeg, "JPEG", quality=JPEG_QUALITY, optimize=True)
        yield image_name(place), jpeg.getvalue()


def read_texts(jpeg: bytes) -> set[str]:
    """What the two decoders give for a picture at their default calls."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        grey = picture.convert("L")
    found = {read.text for read in zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)}
    return found | {read.data.decode() for read in pyzbar.decode(grey)}


def _line(place: int, box: Box) -> dict[str, Any]:
    return {
        "image": image_name(place),
        "shows": box.shows,
        "at": box.at,
        "packaging": box.packaging,
        "outer_damage": box.outer_damage,
        "marked_on_box": box.marked_on_box,
        "box": None if box.label.carton is None else str(box.label.carton),
        "number_state": box.number_state if box.number_state_declared else None,
        "scan": list(box.typed),
        "expect": _expect(box),
    }


def _expect(box: Box) -> dict[str, Any]:
    duplicate = box.duplicate_of is not None
    return {
        "outcome": "duplicate" if duplicate else "received",
        "duplicate_of": image_name(box.duplicate_of) if box.duplicate_of is not None else None,
        "tracking_numbers": [box.label.tracking_number],
        "rma_numbers": [each.rma_number for each in box.judged if each.rma_number is not None],
        "number_state": box.number_state,
        "verdict": box.verdict,
        "verdicts": [
            {
                "rma_number": each.rma_number,
                "verdict": each.verdict,
                "findings": [{"rule": rule, "effect": effect} for rule, effect in each.findings],
            }
            for each in box.judged
        ],
    }


def write(folder: Path) -> int:
    """Writes the day and gives the bytes of all pictures; raises ValueError when a picture is not as the day says."""
    (folder / "labels").mkdir(parents=True, exist_ok=True)
    (folder / "registry.csv").write_bytes(registry_text().encode())
    (folder / "day.jsonl").write_bytes(day_text().encode())
    total = 0
    for box, (name, jpeg) in zip(BOXES, photographs(), strict=True):
        if read_texts(jpeg) != set(box.readable_texts):
            raise ValueError(f"{name}: read {sorted(read_texts(jpeg))}, the day says {sorted(box.readable_texts)}")
        (folder / name).write_bytes(jpeg)
        total += len(jpeg)
    if total > MOST_BYTES:
        raise ValueError(f"the pictures take {total} bytes, at most {MOST_BYTES} are wanted")
    if sum(bool(box.unreadable) for box in BOXES) > MOST_UNREADABLE:
        raise ValueError(f"more than {MOST_UNREADABLE} pictures can't be read in full")
    return total


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("resources"))) / "demo"
    print(f"{len(BOXES)} boxes, {write(target)} bytes of pictures in {target}")
