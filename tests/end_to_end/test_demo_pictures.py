"""The committed demonstration day is the one that its script makes, and its pictures read as the day says."""

import csv
import io
import json
from collections import Counter
from dataclasses import fields, replace
from datetime import datetime
from importlib.resources import files
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from support import make_demo_day
from support.demo_day import BOXES, SITE_TIME_ZONE, Box
from support.demo_registry import AUTHORIZATIONS, COLUMNS
from support.label_pictures import Damage, Layout, RmaCode, Scene, Symbology, Tear, degrade, draw_label
from support.parcel_numbers import fedex, sscc, ups

DEMO = Path(str(files("resources"))) / "demo"
PLACES = tuple(enumerate(BOXES, start=1))
BY_PICTURE = [pytest.param(place, box, id=f"{place:02d}") for place, box in PLACES]
UNREADABLE = [pytest.param(box, id=f"{place:02d}") for place, box in PLACES if box.unreadable]


@pytest.fixture(scope="module")
def made_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The day as the script makes it here and now; making it fails when a picture doesn't read as the day says."""
    folder = tmp_path_factory.mktemp("demo")
    make_demo_day.write(folder)
    return folder


def test_the_registry_is_the_one_the_script_writes() -> None:
    assert (DEMO / "registry.csv").read_bytes() == make_demo_day.registry_text().encode()


def test_the_day_is_the_one_the_script_writes() -> None:
    assert (DEMO / "day.jsonl").read_bytes() == make_demo_day.day_text().encode()


def test_there_is_one_picture_a_box_and_they_are_small() -> None:
    pictures = sorted((DEMO / "labels").iterdir())
    assert [f"labels/{each.name}" for each in pictures] == [make_demo_day.image_name(place) for place, _ in PLACES]
    assert sum(each.stat().st_size for each in pictures) <= make_demo_day.MOST_BYTES


@pytest.mark.parametrize(("place", "box"), BY_PICTURE)
def test_a_committed_picture_reads_as_the_day_says(place: int, box: Box) -> None:
    jpeg = (DEMO / make_demo_day.image_name(place)).read_bytes()
    assert make_demo_day.read_texts(jpeg) == set(box.readable_texts)
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert 900 <= max(picture.size) <= 1300


def test_a_picture_made_anew_reads_like_the_committed_one(made_anew: Path) -> None:
    for place, box in PLACES:
        name = make_demo_day.image_name(place)
        assert make_demo_day.read_texts((made_anew / name).read_bytes()) == set(box.readable_texts), name


def test_the_script_gives_the_same_bytes_twice(made_anew: Path) -> None:
    for name, jpeg in islice(make_demo_day.photographs(), 6):
        assert jpeg == (made_anew / name).read_bytes(), name


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("symbology", Symbology)
def test_a_clean_label_gives_every_code_in_its_symbology(symbology: Symbology, layout: Layout) -> None:
    label = replace(BOXES[13].label, layout=layout, rma_codes=(RmaCode("218080", symbology), RmaCode("218081")))
    reads = zxingcpp.read_barcodes(draw_label(label), text_mode=zxingcpp.TextMode.Plain)
    found = Counter((read.text, str(read.format), read.symbology_identifier) for read in reads)
    assert found == Counter((code.text, code.symbology.value, code.symbology_identifier) for code in label.codes)
    assert len(label.codes) == 4


@pytest.mark.parametrize(
    "damage",
    [
        Damage(tilt_degrees=4),
        Damage(perspective=0.02),
        Damage(blur_px=1),
        Damage(motion_px=4),
        Damage(noise=4),
        Damage(low_contrast=0.4),
        Damage(shadow=0.3),
        Damage(glare=0.3),
        Damage(fall_off=0.3),
        Damage(crumple=0.5),
        Damage(tear=Tear("top-left", 0.4, 0.3)),
        Damage(ink_run_dots=8),
    ],
    ids=lambda damage: next(each.name for each in fields(damage) if getattr(damage, each.name) != each.default),
)
def test_each_damage_shows_and_the_seed_decides_how(damage: Damage) -> None:
    clean, scene = draw_label(BOXES[0].label), Scene(width=300, height=400)
    damaged = degrade(clean, damage, 7, scene)
    assert damaged.tobytes() == degrade(clean, damage, 7, scene).tobytes()
    assert damaged.tobytes() != degrade(clean, Damage(), 7, scene).tobytes()
    assert damaged.tobytes() != degrade(clean, damage, 8, scene).tobytes()


@pytest.mark.parametrize("box", UNREADABLE)
def test_what_no_decoder_reads_the_clerk_types_or_declares(box: Box) -> None:
    known = set(box.readable_texts) | set(box.typed)
    assert box.label.tracking_number in known
    number_known = any(text.removeprefix("RMA-") == box.judged[0].rma_number for text in known)
    assert number_known != box.number_state_declared


def test_at_most_two_pictures_are_unreadable_and_only_those_are_typed() -> None:
    unreadable = [box for box in BOXES if box.unreadable]
    assert len(unreadable) <= make_demo_day.MOST_UNREADABLE
    assert [box for box in BOXES if box.typed] == unreadable


def test_registry_rows_of_one_authorization_agree() -> None:
    rows = list(csv.DictReader(io.StringIO((DEMO / "registry.csv").read_text(encoding="utf-8"))))
    unit_columns = set(COLUMNS[COLUMNS.index("serial_number") :])
    seen: dict[str, dict[str, str]] = {}
    for row in rows:
        authorization = {column: value for column, value in row.items() if column not in unit_columns}
        assert seen.setdefault(row["rma_number"], authorization) == authorization
    serials = Counter(row["serial_number"] for row in rows)
    assert serials.most_common(1)[0][1] == 1
    assert len(seen) == len(AUTHORIZATIONS)


def test_every_parcel_is_its_own_but_for_the_duplicate_and_the_day_runs_forward() -> None:
    lines = [json.loads(line) for line in (DEMO / "day.jsonl").read_text(encoding="utf-8").splitlines()]
    received = [line["expect"]["tracking_numbers"][0] for line in lines if line["expect"]["outcome"] == "received"]
    assert len(received) == len(set(received)) == len(lines) - 1
    again = next(line for line in lines if line["expect"]["outcome"] == "duplicate")
    assert again["expect"]["tracking_numbers"] == lines[0]["expect"]["tracking_numbers"]
    moments = [datetime.fromisoformat(line["at"]) for line in lines]
    assert moments == sorted(moments)
    assert {each.astimezone(ZoneInfo(SITE_TIME_ZONE)).date().isoformat() for each in moments} == {"2026-11-20"}


def test_parcels_of_the_registry_arrive_under_their_own_authorization() -> None:
    expected = {number: each.number for each in AUTHORIZATIONS for number in each.tracking_numbers}
    for box in BOXES:
        owner = expected.get(box.label.tracking_number)
        assert owner is None or owner in {each.rma_number for each in box.judged}


def test_ages_are_what_the_boxes_are_said_to_show() -> None:
    zone = ZoneInfo(SITE_TIME_ZONE)
    issued = {each.number: datetime.fromisoformat(each.issued_at).astimezone(zone).date() for each in AUTHORIZATIONS}
    for box in BOXES:
        arrived = datetime.fromisoformat(box.at).astimezone(zone).date()
        for each in box.judged:
            if each.rma_number in issued:
                age_days = (arrived - issued[each.rma_number]).days
                rules = {rule for rule, _ in each.findings}
                assert ("rma-expired" in rules) == (age_days > 30), box.shows
                assert ("rma-issued-in-future" in rules) == (age_days < 0), box.shows
    ages = {(datetime.fromisoformat(BOXES[0].at).astimezone(zone).date() - day).days for day in issued.values()}
    assert {30, 31, -1} <= ages


@pytest.mark.parametrize(
    ("made", "number"),
    [
        # Published examples: GS1 General Specifications (SSCC), the carriers' open test numbers.
        (ups("5R8939", "03", "5756712"), "1Z5R89390357567127"),
        (fedex("98657878885"), "986578788855"),
        (fedex("97436766271"), "974367662710"),
        (sscc("10614141234567890"), "106141412345678908"),
    ],
)
def test_check_digits_are_the_carriers_own(made: str, number: str) -> None:
    assert made == number
