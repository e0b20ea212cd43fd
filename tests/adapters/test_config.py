"""The settings file: defaults, every key, every wrong value by file and key; and the machine's clock."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rmadesk.adapters.clock import SystemClock
from rmadesk.adapters.config import default_config_path, default_database_path, load_config, load_station
from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.site import Site
from rmadesk.services.station import Parity, ScanSuffix, SerialSettings, Station, WatchSettings, WedgeLimits

FULL = """
[site]
name = "Harbour Returns"
address = ["12 Quay Road", "Oakland CA 94607"]
time_zone = "Europe/Berlin"
currency = "EUR"
edition = "support-page"
eu_country = "NL"
rma_forms = ["RMA-{YYYY}-{N:6}-{C}", "[RMA-]{N:6}"]
serial_forms = ["SN{N:5}"]
command_token = "7F3K"

[site.shelves]
accept = "B3"
hold = "Red"

[station]
name = "dock 4"
language = "de"

[scanner]
prefix = "STX"
suffix = "none"
fewest_keys = 6
mean_gap_ms = 20.5
largest_gap_ms = 60

[scanner.remap]
"ß" = "-"
"£" = "\\u001d"

[serial]
port = "/dev/ttyACM0"
baud = 115200
data_bits = 7
parity = "even"
stop_bits = 2

[watch]
folder = "/srv/scans"
most_per_minute = 12

[camera]
id = "usb-17"
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    site = load_config(written(tmp_path, FULL))
    assert site.name == "Harbour Returns"
    assert site.address == ("12 Quay Road", "Oakland CA 94607")
    assert site.time_zone.key == "Europe/Berlin"
    assert (site.currency, site.edition, site.station_name, site.language) == ("EUR", "support-page", "dock 4", "de")
    assert site.eu_country == "NL"
    assert [form.written for form in site.rma_forms] == ["RMA-{YYYY}-{N:6}-{C}", "[RMA-]{N:6}"]
    assert [form.written for form in site.serial_forms] == ["SN{N:5}"]
    assert site.command_token == "7F3K"
    assert site.shelves == {
        Verdict.ACCEPT: "B3",
        Verdict.ACCEPT_WITH_CHARGE: Site().shelves[Verdict.ACCEPT_WITH_CHARGE],
        Verdict.HOLD: "Red",
        Verdict.REFUSE: Site().shelves[Verdict.REFUSE],
    }


def test_every_setting_of_the_devices_is_read(tmp_path: Path) -> None:
    station = load_station(written(tmp_path, FULL))
    assert station.scanner.prefix == "\x02"
    assert station.scanner.suffix is ScanSuffix.NONE
    assert station.scanner.limits == WedgeLimits(6, 20.5, 60)
    assert station.scanner.remap == {"ß": "-", "£": "\x1d"}
    assert station.scanner.put_right("1ß2£3?") == "1-2\x1d3?"
    assert station.serial == SerialSettings("/dev/ttyACM0", 115200, 7, Parity.EVEN, 2)
    assert station.watch == WatchSettings(Path("/srv/scans"), 12)
    assert station.camera == "usb-17"


def test_a_station_without_devices_is_as_shipped(tmp_path: Path) -> None:
    assert load_station(written(tmp_path, "[site]\nname = 'x'")) == Station()
    assert load_station(written(tmp_path, "[scanner]\nprefix = ''")) == Station()


def test_a_mistake_in_the_devices_stops_no_receipt_and_one_in_the_site_no_device(tmp_path: Path) -> None:
    path = written(tmp_path, "[site]\ncurrency = 'dollars'\n[scanner]\nsuffix = 'Return'\n[serial]\nbaud = 9600")
    with pytest.raises(RefusedError, match="config-currency"):
        load_config(path)
    with pytest.raises(RefusedError, match=r"scanner\.suffix"):
        load_station(path)
    assert load_config(written(tmp_path, "[scanner]\nsuffix = 'Return'")) == Site()
    assert load_station(written(tmp_path, "[site]\ncurrency = 'dollars'")) == Station()


def test_what_is_not_set_is_as_shipped(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, "")) == Site()
    assert load_config(written(tmp_path, '[station]\nname = "dock 2"')) == Site(station_name="dock 2")
    assert set(Site().shelves) == set(Verdict)
    assert (Site().currency, Site().edition, Site().language) == ("USD", "hardware-warranty", None)
    assert Site().eu_country == "DE"
    assert [form.fits("RMA-218043") for form in Site().rma_forms] == [True]
    assert (Site().serial_forms, Site().command_token) == ((), None)


def test_long_numbers_of_digits_only_are_read_and_warned_of(tmp_path: Path) -> None:
    site = load_config(written(tmp_path, '[site]\nrma_forms = ["{N:9}", "{N:10}", "RMA-{N:10}"]'))
    assert [(warning.code, warning.figures["form"]) for warning in site.warnings] == [
        ("rma-form-digits-only", "{N:10}")
    ]
    assert Site().warnings == ()


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    site = load_config(written(tmp_path, b'\xef\xbb\xbf[site]\r\nname = "M\xc3\xbcller"\r\n'))
    assert site.name == "M\u00fcller"


WRONG = [
    pytest.param("[site]\nnme = 'x'", "config-unknown-key", {"key": "site.nme"}, id="misspelt key"),
    pytest.param("[sites]\nname = 'x'", "config-unknown-key", {"key": "sites"}, id="misspelt section"),
    pytest.param("site = 'x'", "config-wrong-type", {"key": "site", "wanted": "[site]"}, id="section as text"),
    pytest.param(
        "[site]\nrma_forms = 'RMA-{N:6}'",
        "config-wrong-type",
        {"key": "site.rma_forms", "wanted": '["...", "..."]'},
        id="one form",
    ),
    pytest.param(
        "[site]\nrma_forms = ['RMA-(1+)+']",
        "config-number-form",
        {"key": "site.rma_forms", "value": "RMA-(1+)+", "place": 5, "offered": "RMA-{YYYY}-{N:6}-{C}"},
        id="regular expression",
    ),
    pytest.param(
        "[site]\nserial_forms = ['{X}']",
        "config-number-form-length",
        {"key": "site.serial_forms", "value": "{X}", "least": 3, "most": 64},
        id="form of one sign",
    ),
    pytest.param(
        "[site]\ncommand_token = '7f3k'",
        "config-command-token",
        {"key": "site.command_token", "value": "7f3k"},
        id="token of small letters",
    ),
    pytest.param("[site]\nname = 3", "config-wrong-type", {"key": "site.name", "wanted": '"..."'}, id="name as number"),
    pytest.param(
        "[site]\nname = ' '", "config-wrong-type", {"key": "site.name", "wanted": '"..."'}, id="name of space"
    ),
    pytest.param(
        "[site]\naddress = 'x'",
        "config-wrong-type",
        {"key": "site.address", "wanted": '["...", "..."]'},
        id="address as text",
    ),
    pytest.param(
        "[site]\naddress = ['a', 2]",
        "config-wrong-type",
        {"key": "site.address", "wanted": '"..."'},
        id="number in address",
    ),
    pytest.param(
        "[site]\ntime_zone = 'Los Angeles'",
        "config-time-zone",
        {"key": "site.time_zone", "value": "Los Angeles"},
        id="no such time zone",
    ),
    pytest.param(
        "[site]\ntime_zone = '../x'", "config-time-zone", {"key": "site.time_zone", "value": "../x"}, id="path as zone"
    ),
    pytest.param(
        "[site]\ncurrency = 'dollars'",
        "config-currency",
        {"key": "site.currency", "value": "dollars"},
        id="no currency",
    ),
    pytest.param(
        "[site]\nshelves = 'B'",
        "config-wrong-type",
        {"key": "site.shelves", "wanted": "[site.shelves]"},
        id="one shelf",
    ),
    pytest.param(
        "[site.shelves]\nacept = 'B'", "config-unknown-key", {"key": "site.shelves.acept"}, id="shelf of no verdict"
    ),
    pytest.param(
        "[site.shelves]\nhold = 4",
        "config-wrong-type",
        {"key": "site.shelves.hold", "wanted": '"..."'},
        id="shelf as number",
    ),
    pytest.param(
        "[station]\nlanguage = 'fr'",
        "config-language",
        {"key": "station.language", "value": "fr", "known": "en, de"},
        id="no such language",
    ),
    pytest.param(
        "[site]\neu_country = 'Germany'",
        "config-country",
        {"key": "site.eu_country", "value": "Germany"},
        id="country by name",
    ),
    pytest.param(
        "[site]\neu_country = 'de'", "config-country", {"key": "site.eu_country", "value": "de"}, id="small letters"
    ),
    pytest.param(
        "[site]\neu_country = 'XX'", "config-country", {"key": "site.eu_country", "value": "XX"}, id="no such country"
    ),
    pytest.param(
        "[site]\neu_country = 49",
        "config-wrong-type",
        {"key": "site.eu_country", "wanted": '"..."'},
        id="country as number",
    ),
    pytest.param("[site]\nname =", "config-syntax", {"line": 2}, id="not TOML"),
    pytest.param("[site]\nname = '''x", "config-syntax", {"line": 2}, id="ends too early"),
    pytest.param(b"[site]\n\nname = '\xfc'", "config-syntax", {"line": 3}, id="Latin-1"),
]


@pytest.mark.parametrize(("content", "code", "figures"), WRONG)
def test_a_wrong_file_is_refused_by_file_and_key(
    tmp_path: Path, content: str | bytes, code: str, figures: dict[str, object]
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(RefusedError) as refused:
        load_config(path)
    assert refused.value.code == code
    assert refused.value.figures == {"file": str(path), **figures}


PREFIXES = "SOH, STX, ENQ, ACK, DLE, DC1, DC2, DC3, DC4, SYN"
WRONG_DEVICES = [
    ("[scanner]\nprefx = ''", "config-unknown-key", {"key": "scanner.prefx"}),
    ("[scanner]\nprefix = '#'", "config-prefix-printable", {"key": "scanner.prefix", "value": "#", "known": PREFIXES}),
    ("[scanner]\nprefix = 'RMA'", "config-prefix-printable", {"value": "RMA"}),
    ('[scanner]\nprefix = "\\r"', "config-choice", {"key": "scanner.prefix", "value": "\r"}),
    ("[scanner]\nprefix = 2", "config-wrong-type", {"key": "scanner.prefix", "wanted": '"..."'}),
    ("[scanner]\nsuffix = 'lf'", "config-choice", {"value": "lf", "known": "enter-or-tab, enter, tab, none"}),
    ("[scanner]\nfewest_keys = 2", "config-out-of-bounds", {"value": "2", "low": 3, "high": 20}),
    ("[scanner]\nfewest_keys = 4.5", "config-wrong-type", {"key": "scanner.fewest_keys"}),
    ("[scanner]\nfewest_keys = true", "config-wrong-type", {"key": "scanner.fewest_keys"}),
    ("[scanner]\nmean_gap_ms = 60.5", "config-out-of-bounds", {"value": "60.5", "low": 5, "high": 60}),
    ("[scanner]\nmean_gap_ms = nan", "config-out-of-bounds", {"value": "nan"}),
    ("[scanner]\nlargest_gap_ms = 151", "config-out-of-bounds", {"low": 20, "high": 150}),
    (
        "[scanner]\nlargest_gap_ms = 30",
        "config-gaps",
        {"key": "scanner.mean_gap_ms", "other": "scanner.largest_gap_ms"},
    ),
    ("[scanner]\nremap = 'x'", "config-wrong-type", {"key": "scanner.remap", "wanted": "[scanner.remap]"}),
    ("[scanner.remap]\nab = 'x'", "config-remap", {"key": "scanner.remap.ab"}),
    ("[scanner.remap]\na = 'xy'", "config-remap", {"key": "scanner.remap.a"}),
    ("[scanner.remap]\na = 7", "config-remap", {"key": "scanner.remap.a"}),
    ('[scanner.remap]\na = "\\n"', "config-remap", {"key": "scanner.remap.a"}),
    ("[serial]\nport = ''", "config-wrong-type", {"key": "serial.port"}),
    ("[serial]\nbaud = 9601", "config-choice", {"key": "serial.baud", "value": "9601"}),
    ("[serial]\nbaud = '9600'", "config-wrong-type", {"key": "serial.baud", "wanted": "1200"}),
    ("[serial]\nparity = 'E'", "config-choice", {"known": "none, even, odd, mark, space"}),
    ("[watch]\nfolder = 'scans'", "config-folder", {"key": "watch.folder", "value": "scans"}),
    ("[watch]\nmost_per_minute = 0", "config-out-of-bounds", {"low": 1, "high": 600}),
    ("[camera]\nid = 0", "config-wrong-type", {"key": "camera.id"}),
    ("camera = 'x'", "config-wrong-type", {"key": "camera", "wanted": "[camera]"}),
    ("[printer]\nname = 'x'", "config-unknown-key", {"key": "printer"}),
]


@pytest.mark.parametrize(("content", "code", "figures"), WRONG_DEVICES, ids=lambda value: str(value)[:40])
def test_wrong_devices_are_refused_by_file_and_key(
    tmp_path: Path, content: str, code: str, figures: dict[str, object]
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(RefusedError) as refused:
        load_station(path)
    assert refused.value.code == code
    assert refused.value.figures | {"file": str(path), **figures} == refused.value.figures


def test_a_country_without_public_holidays_is_refused(tmp_path: Path) -> None:
    known = HolidayCalendar().known
    path = written(tmp_path, "[site]\neu_country = 'BV'")
    with pytest.raises(RefusedError) as refused:
        load_config(path, has_holidays=known)
    assert refused.value.code == "config-country-holidays"
    assert refused.value.figures == {"file": str(path), "key": "site.eu_country", "value": "BV"}
    assert load_config(written(tmp_path, "[site]\neu_country = 'FR'"), has_holidays=known).eu_country == "FR"


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        load_config(tmp_path / "none.toml")
    assert refused.value.code == "config-missing"


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(FaultError) as fault:
        load_config(tmp_path)
    assert fault.value.code == "config-unreadable"


def test_without_a_file_the_time_zone_is_not_the_machines(tmp_path: Path) -> None:
    """In a home without settings, on a machine that stands in Tokyo."""
    environment = {**os.environ, "TZ": "Asia/Tokyo", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from rmadesk.adapters.config import load_config; print(load_config().time_zone.key)",
        ],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.stdout.strip() == "America/Los_Angeles", run.stderr


def test_the_stations_files_lie_in_the_users_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        assert default_config_path() == tmp_path / "config" / "rmadesk" / "config.toml"
        assert default_database_path() == tmp_path / "data" / "rmadesk" / "rmadesk.sqlite"
    assert default_config_path().is_absolute()
    assert default_database_path().is_absolute()
    assert not (tmp_path / "data").exists()


def test_the_clock_tells_the_present_in_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before - timedelta(seconds=1) <= now <= datetime.now(UTC) + timedelta(seconds=1)
    assert now.tzinfo is UTC
