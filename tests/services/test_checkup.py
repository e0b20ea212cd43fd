"""The check-up: each part good, limited or broken, on both sides of what decides it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.number_forms import number_form
from rmadesk.services.checkup import ENOUGH_FREE_MB, CheckUp, Condition, Examined, Part, Script, Station
from rmadesk.services.site import Site
from support.desk import TestDesk
from support.label_parts import CodesOnly

LABEL = b'[["RMA-1001", "code-128"]]'
PACKAGES = frozenset(
    {"pi_heif", "rapidocr", "onnxruntime", "PySide6.QtWidgets", "PySide6.QtMultimedia", "PySide6.QtSerialPort"}
)


class Machine:
    """A machine to order; the port `Machine`."""

    def __init__(self, packages: frozenset[str] = PACKAGES, free_mb: int = 5_000, display: bool = True) -> None:
        self.packages, self.free_mb, self.has_display = packages, free_mb, display

    def has_package(self, name: str) -> bool:
        return name in self.packages

    def version_of(self, distribution: str) -> str | None:
        return "3.1.1"

    def free_bytes(self, path: Path) -> int:
        return self.free_mb * 1_000_000


@pytest.fixture
def station(tmp_path: Path) -> Station:
    database = tmp_path / "desk.sqlite"
    database.touch()
    desk = TestDesk()
    return Station(
        database=database,
        machine=Machine(),
        site=Site,
        edition=lambda name: name,
        storage=lambda: desk.storage,
        pictures=CodesOnly,
        second_opinion=lambda: True,
        label=lambda: LABEL,
        draws=lambda letter: True,
    )


def examined(station: Station) -> dict[Part, Examined]:
    return {each.part: each for each in CheckUp(station).examine()}


def failing(error: Exception) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


def test_every_part_of_a_whole_station_is_good(station: Station) -> None:
    found = examined(station)
    assert list(found) == list(Part)
    assert {each.condition for each in found.values()} == {Condition.GOOD}
    assert found[Part.PICTURES].figures["codes"] == 1


@pytest.mark.parametrize(
    ("part", "machine", "condition"),
    [
        pytest.param(Part.HEIC, Machine(PACKAGES - {"pi_heif"}), Condition.LIMITED, id="no HEIC"),
        pytest.param(Part.PRINT, Machine(PACKAGES - {"rapidocr"}), Condition.LIMITED, id="no recogniser"),
        pytest.param(Part.PRINT, Machine(PACKAGES - {"onnxruntime"}), Condition.LIMITED, id="no runtime"),
        pytest.param(Part.CAMERA, Machine(PACKAGES - {"PySide6.QtMultimedia"}), Condition.LIMITED, id="no camera"),
        pytest.param(Part.SERIAL_PORT, Machine(PACKAGES - {"PySide6.QtSerialPort"}), Condition.LIMITED, id="no port"),
        pytest.param(Part.WINDOW, Machine(PACKAGES - {"PySide6.QtWidgets"}), Condition.BROKEN, id="no Qt"),
        pytest.param(Part.WINDOW, Machine(display=False), Condition.LIMITED, id="no display"),
        pytest.param(Part.DISK, Machine(free_mb=ENOUGH_FREE_MB), Condition.GOOD, id="just enough room"),
        pytest.param(Part.DISK, Machine(free_mb=ENOUGH_FREE_MB - 1), Condition.LIMITED, id="too little room"),
    ],
)
def test_what_the_machine_lacks(station: Station, part: Part, machine: Machine, condition: Condition) -> None:
    found = examined(replace(station, machine=machine))
    assert found[part].condition is condition
    assert {each.condition for name, each in found.items() if name is not part} == {Condition.GOOD}


@pytest.mark.parametrize(
    ("missing", "condition", "scripts"),
    [
        pytest.param("", Condition.GOOD, ", ".join(Script), id="all"),
        pytest.param("한", Condition.LIMITED, "korean", id="Korean"),
        pytest.param("한京", Condition.LIMITED, "chinese, korean", id="two"),
        pytest.param("é", Condition.BROKEN, "latin", id="Latin"),
    ],
)
def test_which_letters_a_label_can_have(station: Station, missing: str, condition: Condition, scripts: str) -> None:
    fonts = examined(replace(station, draws=lambda letter: letter not in missing))[Part.FONTS]
    assert (fonts.condition, fonts.figures["scripts"]) == (condition, scripts)


@pytest.mark.parametrize(("digits", "condition"), [(9, Condition.GOOD), (10, Condition.LIMITED)])
def test_a_form_of_numbers_that_look_like_a_carriers_is_told(
    station: Station, digits: int, condition: Condition
) -> None:
    site = Site(rma_forms=(number_form(f"{{N:{digits}}}"),))
    assert examined(replace(station, site=lambda: site))[Part.SETTINGS].condition is condition


def test_the_edition_that_the_site_names_must_be_there(station: Station) -> None:
    asked: list[str] = []
    examined(replace(station, site=lambda: Site(edition="acme"), edition=asked.append))
    assert asked == ["acme"]
    unknown = RefusedError("edition-unknown", edition="acme", known="support-page")

    def refuse(_: str) -> object:
        raise unknown

    settings = examined(replace(station, edition=refuse))[Part.SETTINGS]
    assert (settings.condition, settings.problem) == (Condition.BROKEN, unknown)


def test_without_the_second_decoder_less_is_read(station: Station) -> None:
    assert examined(replace(station, second_opinion=lambda: False))[Part.SECOND_OPINION].condition is Condition.LIMITED


def test_a_label_that_gives_no_code_means_broken_reading(station: Station) -> None:
    assert examined(replace(station, label=lambda: b"[]"))[Part.PICTURES].condition is Condition.BROKEN


def test_a_database_that_is_not_there_yet_is_not_made(station: Station) -> None:
    station.database.unlink()
    asked = replace(station, storage=failing(AssertionError("opened")))  # type: ignore[arg-type]
    assert examined(asked)[Part.DATABASE].condition is Condition.LIMITED


@pytest.mark.parametrize("error", [RefusedError("config-missing", file="x"), FaultError("database-damaged", file="x")])
def test_a_part_that_fails_is_broken_and_says_why_and_the_others_are_examined(
    station: Station, error: RefusedError | FaultError
) -> None:
    found = examined(replace(station, site=failing(error), storage=failing(error)))  # type: ignore[arg-type]
    broken = [part for part, each in found.items() if each.condition is Condition.BROKEN]
    assert broken == [Part.SETTINGS, Part.DATABASE]
    assert found[Part.SETTINGS].problem is error
    assert len(found) == len(Part)
