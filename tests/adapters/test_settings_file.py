"""Changing single settings: checked as the desk reads them, and everything else in the file left as it was."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.config import load_config, load_station
from rmadesk.adapters.config.settings_file import SettingsFile
from rmadesk.adapters.files import AtomicFiles
from rmadesk.domain.errors import RefusedError
from rmadesk.services.site import Site
from rmadesk.services.station import (
    PREFIXES,
    Parity,
    ScanSuffix,
    SerialSettings,
    Station,
    WatchSettings,
    WedgeLimits,
    WedgeSettings,
)

WRITTEN_BY_HAND = """\
# Harbour Returns, set up by Ana
[site]
name = 'Harbour'   # as on the sign

[scanner]
mean_gap_ms = 30  # the old one at gate 2 is slow
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rmadesk" / "config.toml"


@pytest.fixture
def settings(path: Path) -> SettingsFile:
    return SettingsFile(AtomicFiles(), lambda country: country != "BV", path)


def test_without_a_file_every_key_has_its_default(settings: SettingsFile, path: Path) -> None:
    entries = settings.entries()
    assert entries["site.time_zone"] == "America/Los_Angeles"
    assert entries["site.shelves"] == {"accept": "A", "accept_with_charge": "B", "hold": "H", "refuse": "R"}
    assert (entries["scanner.prefix"], entries["scanner.suffix"], entries["scanner.remap"]) == ("", "enter-or-tab", {})
    assert (entries["scanner.mean_gap_ms"], entries["serial.port"], entries["watch.folder"]) == (35, "", "")
    assert not path.exists()


@pytest.mark.parametrize(
    ("key", "values", "shown"),
    [
        ("site.name", ["Harbour Returns"], "Harbour Returns"),
        ("site.address", ["12 Quay Road", "Oakland CA"], ["12 Quay Road", "Oakland CA"]),
        ("site.time_zone", ["Europe/Berlin"], "Europe/Berlin"),
        ("site.shelves.hold", ["Red"], "Red"),
        ("station.language", ["de"], "de"),
        ("scanner.prefix", ["stx"], "STX"),
        ("scanner.prefix", ["\x02"], "STX"),
        ("scanner.mean_gap_ms", ["22.5"], 22.5),
        ("scanner.remap.ß", ["-"], "-"),
        ("scanner.remap..", ["/"], "/"),
        ("serial.baud", ["115200"], 115200),
        ("watch.folder", ["/srv/scans"], "/srv/scans"),
        ("camera.id", ["usb 3"], "usb 3"),
    ],
)
def test_what_is_set_is_in_force(settings: SettingsFile, key: str, values: list[str], shown: object) -> None:
    assert settings.set(key, values) == shown
    assert settings.get(key) == shown


def test_what_somebody_wrote_stays(settings: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    settings.set("scanner.mean_gap_ms", ["25"])
    assert path.read_text(encoding="utf-8") == WRITTEN_BY_HAND.replace("= 30 ", "= 25 ")


@pytest.mark.parametrize(
    "content",
    [
        "scanner = {suffix = 'tab'}\n",
        "scanner.suffix = 'tab'\n",
        "[scanner]\nsuffix = 'tab'\nremap = {a = 'b'}\n",
        "[scanner.remap]\na = 'b'\n[site]\n[scanner]\nsuffix = 'tab'\n",
    ],
    ids=["on one line", "with dots", "table on one line", "sections apart"],
)
def test_however_the_file_is_laid_out(settings: SettingsFile, path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    settings.set("scanner.remap.ß", ["-"])
    settings.set("scanner.prefix", ["STX"])
    settings.set("site.shelves.hold", ["Red"])
    assert load_station(path).scanner.remap["ß"] == "-"
    assert load_station(path).scanner.prefix == "\x02"
    assert load_config(path).shelves["hold"] == "Red"


def test_an_empty_value_puts_the_default_back(settings: SettingsFile, path: Path) -> None:
    settings.set("site.shelves.hold", ["Red"])
    settings.set("site.address", ["12 Quay Road"])
    assert settings.set("site.shelves.hold", [""]) == "H"
    assert settings.set("site.address", [""]) == []
    assert settings.set("serial.port", [""]) == ""
    assert load_config(path) == Site()


def test_a_link_to_the_file_stays_one(settings: SettingsFile, path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "shared.toml"
    elsewhere.write_text("", encoding="utf-8")
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    settings.set("site.name", ["Harbour"])
    assert path.is_symlink()
    assert load_config(elsewhere).name == "Harbour"


@pytest.mark.parametrize(
    ("key", "values", "code"),
    [
        ("site.nme", ["x"], "setting-unknown"),
        ("site", ["x"], "setting-unknown"),
        ("site.shelves.", ["x"], "setting-unknown"),
        ("site.shelves", ["x"], "setting-table"),
        ("site.shelves.acept", ["x"], "config-unknown-key"),
        ("site.name", ["two", "values"], "setting-one-value"),
        ("site.name", [" "], "config-wrong-type"),
        ("site.eu_country", ["BV"], "config-country-holidays"),
        ("scanner.prefix", ["#"], "config-prefix-printable"),
        ("scanner.mean_gap_ms", ["quick"], "config-wrong-type"),
        ("scanner.mean_gap_ms", ["99"], "config-out-of-bounds"),
        ("scanner.fewest_keys", ["4.0"], "config-wrong-type"),
        ("scanner.remap.ab", ["c"], "config-remap"),
        ("watch.folder", ["scans"], "config-folder"),
    ],
)
def test_what_the_desk_would_refuse_is_not_written(
    settings: SettingsFile, path: Path, key: str, values: list[str], code: str
) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        settings.set(key, values)
    assert refused.value.code == code
    assert path.read_text(encoding="utf-8") == WRITTEN_BY_HAND


def test_a_wrong_value_in_the_file_can_be_put_right(settings: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[scanner]\nmean_gap_ms = 700\n", encoding="utf-8")
    with pytest.raises(RefusedError):
        settings.entries()
    assert settings.set("scanner.mean_gap_ms", ["30"]) == 30


@pytest.mark.parametrize(
    ("content", "code"), [("[site\n", "config-syntax"), ("scanner = 3\n", "config-wrong-type"), ("x = 1", "config-un")]
)
def test_a_file_that_is_not_in_order_is_left_alone(settings: SettingsFile, path: Path, content: str, code: str) -> None:
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedError, match=code):
        settings.set("scanner.prefix", ["STX"])
    assert path.read_text(encoding="utf-8") == content


signs = st.characters(categories=("L", "N", "P", "S"))
stations = st.builds(
    Station,
    scanner=st.builds(
        WedgeSettings,
        prefix=st.sampled_from(["", *PREFIXES.values()]),
        suffix=st.sampled_from(ScanSuffix),
        limits=st.builds(
            WedgeLimits,
            st.integers(3, 20),
            st.integers(5, 60),
            st.sampled_from([60, 75.5, 150]),
        ),
        remap=st.dictionaries(signs, signs | st.just("\x1d"), max_size=5).map(MappingProxyType),
    ),
    serial=st.builds(SerialSettings, st.sampled_from(["", "COM3", "/dev/ttyACM0"]), parity=st.sampled_from(Parity)),
    watch=st.builds(WatchSettings, st.none() | st.just(Path("/srv/scans")), st.integers(1, 600)),
    camera=st.none() | st.just("usb-17"),
)


@given(stations, stations)
def test_a_station_is_read_back_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, first: Station, second: Station
) -> None:
    path = tmp_path_factory.mktemp("settings") / "config.toml"
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    settings = SettingsFile(AtomicFiles(), None, path)
    for station in (first, second):
        settings.save_station(station)
        assert load_station(path) == station
    assert load_config(path).name == "Harbour"
    assert path.read_text(encoding="utf-8").startswith("# Harbour Returns, set up by Ana")


def test_saving_the_same_station_writes_nothing(settings: SettingsFile, path: Path) -> None:
    settings.save_station(Station())
    assert not path.exists()
    settings.save_station(replace(Station(), camera="usb-17"))
    assert path.read_text(encoding="utf-8") == '[camera]\nid = "usb-17"\n'
