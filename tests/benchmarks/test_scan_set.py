"""The measurement on photographs: what counts as the same text, as a read, as a false read, and what it tells."""

import json
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from benchmarks import run
from benchmarks.bench_scan_set import Look, Photograph, is_same, result, unmet


@pytest.mark.parametrize(
    ("text", "expected", "same"),
    [
        ("RMA-1", "RMA-1", True),
        ("RMA-1", "RMA-2", False),
        ("one\ntwo ", "one two", True),
        ("0882428015268", "882428015268", True),
        ("0882428015268", "882428015269", False),
        ("0049000006582", "04965802", True),
        ("0050968000093", "05096893", True),
        ("0038200009745", "03897425", True),
        ("0012000006494", "01264904", True),
        ("73513537", "73513537", True),
        ("0000073513537", "73513537", True),
        ("123456", "0123456", False),
    ],
)
def test_the_same_text(text: str, expected: str, same: bool) -> None:
    assert is_same(text, expected) is same


def photograph(
    expected: str | None, ours: Look, *, engine: tuple[str, ...] = (), both: tuple[str, ...] = ()
) -> Photograph:
    looks = {"pyzbar": Look((), 1), "zxing-cpp": Look(engine, 1.0), "both": Look(both or engine, 2.0), "ours": ours}
    return Photograph("set", "1.png", expected, looks)


EASY = photograph("A", Look(("A",), 2.0), engine=("A",))
HARD = photograph("A", Look(("A",), 9.0))
ASKED = photograph("A", Look((), 9.0, ("A",)))


@pytest.mark.parametrize(
    ("found", "missed", "met"),
    [
        ([EASY] * 10 + [HARD] * 1, (0, 1), True),
        ([EASY] * 10 + [ASKED] * 1, (1, 1), False),
        ([EASY] * 10 + [HARD] * 1 + [ASKED] * 3, (3, 4), True),
        ([EASY] * 11 + [HARD] * 1 + [ASKED] * 3, (3, 4), False),
    ],
    ids=["a tenth more", "a question is no read", "of many", "less than a tenth more"],
)
def test_pictures_missed_against_both(found: list[Photograph], missed: tuple[int, int], met: bool) -> None:
    line = result(found)
    assert (line.ours, line.baseline, line.met) == (*missed, met)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([EASY, HARD], None),
        ([EASY, photograph("A", Look(("B",), 1.0))], "false reads in 1 pictures, zxing-cpp in 0"),
        ([EASY, photograph("A", Look(("B",), 1.0), engine=("C",))], None),
        ([EASY, photograph("A", Look((), 1.0, ("B",)))], None),
        ([EASY, photograph(None, Look(("B",), 1.0), engine=("C",))], "something found in set/1.png"),
        ([EASY, photograph(None, Look((), 1.0, ("B",)))], None),
        ([photograph("A", Look(("A",), 2.01), engine=("A",))], "2.01 times"),
    ],
    ids=["all well", "false", "no more than the engine", "question", "barren", "question of nothing", "slow"],
)
def test_what_else_must_hold(found: list[Photograph], said: str | None) -> None:
    told = list(unmet(found))
    assert (told == []) if said is None else (len(told) == 1 and said in told[0])


def test_a_set_is_read_and_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "set" / "drawn"
    barren = tmp_path / "set" / "falsepositives-1"
    folder.mkdir(parents=True)
    barren.mkdir()
    code = np.array(zxingcpp.create_barcode("RMA-104448", zxingcpp.BarcodeFormat.Code128).to_image(scale=2))
    label = np.pad(code, 40, constant_values=255)
    Image.fromarray(label).save(folder / "clean.png")
    turned = Image.fromarray(np.pad(code, 150, constant_values=255)).rotate(38, Image.Resampling.BICUBIC, fillcolor=255)
    turned.save(folder / "turned.png")
    for name in ("clean", "turned"):
        (folder / f"{name}.txt").write_text("RMA-104448\n", encoding="utf-8")
    Image.new("L", (120, 120), 255).save(barren / "blank.png")
    output = tmp_path / "bench.json"
    run.main(["--only", "scan_set", "--scan-set", str(tmp_path / "set"), "--output", str(output)])
    (record,) = json.loads(output.read_text(encoding="utf-8"))
    assert (record["name"], record["unit"], record["ours"], record["baseline"]) == ("scan_set", "missed", 0, 1)
    out, err = capfd.readouterr()
    assert [line.split()[0] for line in out.splitlines()[2:5]] == ["drawn", "falsepositives-1", "all"]
    assert err == ""


def test_a_set_is_asked_for_by_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run.main(["--only", "scan_set", "--output", str(tmp_path / "bench.json")])
    assert left.value.code == 2
    assert "--scan-set" in capsys.readouterr().err
