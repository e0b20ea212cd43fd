"""What a user gets: the wheel, installed into a clean environment by its own metadata, started in an empty folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import rmadesk

ROOT = Path(__file__).parents[2]
PACKAGES = ("rmadesk", "ui", "resources")
UV = Path(sys.executable).with_name("uv")
FOLDERS = ["policies", "i18n", "style", "demo"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def call(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600
    )


def must(*command: str | Path, cwd: Path) -> None:
    done = call(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    must(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel and what it says it needs, in the versions and with the hashes of the lock.

    uv has all of it at hand from the set-up; only where its cache has been emptied does it ask the network.
    """
    folder = tmp_path_factory.mktemp("clean") / "venv"
    must(UV, "venv", "--quiet", "--python", sys.executable, folder, cwd=ROOT)
    install = [UV, "pip", "install", "--quiet", "--python", folder, "--constraint", ROOT / "requirements.lock", wheel]
    if call(*install, "--offline", cwd=ROOT).returncode != 0:
        must(*install, cwd=ROOT)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


@pytest.fixture
def run(environment: Path, tmp_path: Path) -> Run:
    """Runs a command there in an empty folder, with a home of its own and no way back to the clone."""
    home = tmp_path / "home"
    empty = tmp_path / "empty"
    home.mkdir()
    empty.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "XDG_", "RMADESK"))
    }
    env = kept | {"HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def run_there(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return call(environment / program, *arguments, cwd=empty, env=env)

    return run_there


def test_the_wheel_holds_what_the_packages_hold_and_nothing_else(wheel: Path) -> None:
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    expected = {path.relative_to(ROOT).as_posix() for path in paths if path.parent.name != "__pycache__"}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        licence = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert len(expected) > 50
    assert held == expected
    assert len(licence) == 1


@pytest.mark.parametrize("program", [("rmadesk",), ("python", "-m", "rmadesk")], ids=" ".join)
def test_it_says_its_version(run: Run, program: tuple[str, ...]) -> None:
    done = run(*program, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert rmadesk.__version__ in done.stdout


def test_it_lists_its_commands(run: Run) -> None:
    done = run("rmadesk", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("scan", "receive", "ship", "report", "registry", "db", "gui"):
        assert command in done.stdout


@pytest.mark.parametrize("folder", FOLDERS)
def test_its_resources_can_be_read(run: Run, folder: str) -> None:
    files = "import importlib.resources as r; print(*(f.name for f in r.files('resources').joinpath('{}').iterdir()))"
    done = run("python", "-c", files.format(folder))
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) >= {path.name for path in (ROOT / "resources" / folder).iterdir()} != set()


def test_the_window_can_be_made_there(run: Run) -> None:
    done = run("python", "-c", "import ui.app, rmadesk, pathlib; print(pathlib.Path(rmadesk.__file__).resolve())")
    assert (done.returncode, done.stderr) == (0, "")
    assert ROOT not in Path(done.stdout.strip()).parents
