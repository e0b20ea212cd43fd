"""Files are written whole or not at all, and every failure is told in the desk's own errors."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmadesk.adapters.files import AtomicFiles
from rmadesk.domain.errors import RefusedError
from support.unprivileged import folder_open_to_all, run_unprivileged

_WRITE = """
import sys
from pathlib import Path
from rmadesk.adapters.files import AtomicFiles
from rmadesk.domain.errors import RmaDeskError
try:
    AtomicFiles().write(Path(sys.argv[1]), b"x" * int(sys.argv[2]))
except RmaDeskError as error:
    print(type(error).__name__, error.code, error.figures["path"])
else:
    print("written")
"""
_NEEDED = ("rmadesk.adapters.files", "rmadesk.domain.errors")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.parametrize("content", [b"", b"label", b"\0\r\n\xff" * 300_000], ids=["empty", "short", "long"])
def test_writes_exactly_what_it_is_given(tmp_path: Path, content: bytes) -> None:
    AtomicFiles().write(tmp_path / "label.pdf", content)
    assert (tmp_path / "label.pdf").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["label.pdf"]


def test_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_bytes(b"a much longer report of yesterday")
    AtomicFiles().write(tmp_path / "day.csv", b"today")
    assert (tmp_path / "day.csv").read_bytes() == b"today"
    assert [path.name for path in tmp_path.iterdir()] == ["day.csv"]


@pytest.mark.only_on("linux")
def test_mode_is_0644_less_the_umask(tmp_path: Path, umask: None) -> None:
    AtomicFiles().write(tmp_path / "day.csv", b"today")
    assert (tmp_path / "day.csv").stat().st_mode & 0o777 == 0o640


def test_a_name_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    AtomicFiles().write(path, b"today")
    assert path.read_bytes() == b"today"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("missing/day.csv", "folder-missing"),
        ("file/day.csv", "folder-missing"),
        ("folder", "file-is-folder"),
        (".", "file-is-folder"),
        ("link-to-folder", "file-is-folder"),
        ("pipe", "file-not-regular"),
        ("n" * 256, "file-name-invalid"),
        ("nul\0name", "file-name-invalid"),
    ],
)
def test_refuses(tmp_path: Path, target: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link-to-folder").symlink_to(tmp_path / "folder")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RefusedError) as caught:
        AtomicFiles().write(tmp_path / target, b"today")
    assert caught.value.code == code
    assert caught.value.figures["path"] == str(tmp_path / target)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(RefusedError, match="file-not-regular"):
        AtomicFiles().write(Path(os.devnull), b"today")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "answer"),
    [
        (0o777, None, "written"),
        (0o777, 0o666, "written"),
        (0o777, 0o444, "RefusedError file-not-writable {path}"),
        (0o555, None, "RefusedError file-not-writable {path}"),
        (0o555, 0o666, "RefusedError file-not-writable {path}"),
        (0o666, None, "RefusedError file-not-writable {path}"),
    ],
    ids=["free", "over a file", "over a protected file", "closed folder", "file in a closed folder", "no entry"],
)
def test_permissions(folder_mode: int, file_mode: int | None, answer: str) -> None:
    with folder_open_to_all() as folder:
        path = folder / "day.csv"
        if file_mode is not None:
            path.write_bytes(b"yesterday")
            path.chmod(file_mode)
        folder.chmod(folder_mode)
        told = run_unprivileged(_WRITE, path, 5, modules=_NEEDED)
        folder.chmod(0o755)
        assert told == answer.format(path=path)
        kept = b"xxxxx" if answer == "written" else b"yesterday" if file_mode is not None else None
        assert [each.name for each in folder.iterdir()] == (["day.csv"] if kept else [])
        assert kept is None or path.read_bytes() == kept


@pytest.mark.only_on("linux")
def test_a_rename_that_fails_leaves_nothing() -> None:
    """In a sticky folder all may write new files and only its owner may replace an old one; as ourselves, we own it."""
    with folder_open_to_all() as folder:
        path = folder / "day.csv"
        path.write_bytes(b"yesterday")
        path.chmod(0o666)
        folder.chmod(0o1777)
        told = run_unprivileged(_WRITE, path, 5, modules=_NEEDED)
        refused = f"RefusedError file-not-writable {path}", b"yesterday"
        assert (told, path.read_bytes()) == (refused if os.geteuid() == 0 else ("written", b"xxxxx"))
        assert [each.name for each in folder.iterdir()] == ["day.csv"]


def _run(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Room for 64 kB, and what a child must run first: where nothing can be mounted, a limit stands in."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount") or "/bin/false"
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
        yield folder, "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        return
    yield folder, ""
    subprocess.run(["umount", folder], check=True)


@pytest.mark.only_on("linux")
def test_full_disk_leaves_the_old_file_and_nothing_else(small_disk: tuple[Path, str]) -> None:
    folder, limit = small_disk
    path = folder / "day.csv"
    assert _run(limit + _WRITE, path, 1000) == "written"
    assert _run(limit + _WRITE, path, 200_000) == f"FaultError disk-full {path}"
    assert path.read_bytes() == b"x" * 1000
    assert [each.name for each in folder.iterdir()] == ["day.csv"]
    assert _run(limit + _WRITE, path, 2000) == "written", "it goes on when there is room"


@pytest.mark.only_on("linux")
def test_file_size_limit_is_a_full_disk_too(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    assert _run(limit + _WRITE, tmp_path / "day.csv", 5000) == f"FaultError disk-full {tmp_path / 'day.csv'}"
    assert list(tmp_path.iterdir()) == []
