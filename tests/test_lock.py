"""The lock: everything pinned and hashed, for all platforms, from no named place, and in step with pyproject.toml."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
ENTRY = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+))?")


@dataclass(frozen=True, slots=True)
class Pin:
    """One entry of the lock."""

    name: str
    version: Version
    marker: Marker | None
    hashes: tuple[str, ...]


def read_lock(text: str) -> tuple[Pin, ...]:
    """The pins of a lock; raises ValueError at a line that is not one."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    pins = []
    for entry in "\n".join(lines).replace(" \\\n", " ").splitlines():
        stated, *hashes = entry.split(" --hash=")
        match = ENTRY.fullmatch(stated.strip())
        if match is None:
            raise ValueError(entry)
        marker = Marker(match["marker"]) if match["marker"] else None
        name = canonicalize_name(match["name"])
        pins.append(Pin(name, Version(match["version"]), marker, tuple(one.strip() for one in hashes)))
    return tuple(pins)


def stated_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


def pins() -> tuple[Pin, ...]:
    return read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))


def test_every_entry_has_hashes() -> None:
    assert [pin.name for pin in pins() if not pin.hashes] == []
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for pin in pins() for one in pin.hashes)


@pytest.mark.parametrize("requirement", stated_requirements(), ids=str)
def test_the_lock_satisfies_what_the_project_states(requirement: Requirement) -> None:
    versions = [pin.version for pin in pins() if pin.name == canonicalize_name(requirement.name)]
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_one_version_holds_on_each_platform(system: str, python: str) -> None:
    environment = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.0"}
    names = [pin.name for pin in pins() if pin.marker is None or pin.marker.evaluate(environment)]
    assert len(names) == len(set(names))


def test_the_lock_names_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert [line for line in text.splitlines() if line.startswith("-")] == []


BAD = [
    pytest.param("--extra" + "-index" + "-url x", id="an index"),
    pytest.param("click>=8", id="no pin"),
    pytest.param("click @ file:///click.whl", id="a file"),
]


@pytest.mark.parametrize("line", BAD)
def test_what_is_no_pin_is_seen(line: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(line)):
        read_lock(line)


def test_a_missing_hash_is_seen() -> None:
    assert read_lock("click==8.1.7\nbabel==2.15 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\n    # via x") == (
        Pin("click", Version("8.1.7"), None, ()),
        Pin("babel", Version("2.15"), None, ("sha256:ab", "sha256:cd")),
    )
