"""A watched folder: each picture once, as soon as it is whole, and in words why none comes."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.services.station import WatchSettings
from ui.devices.folder_looks import SETTLED_S, STUCK_S, FolderLooks
from ui.devices.watched_folder import WatchedFolder
from ui.tasks import TaskRunner

POLL_MS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scans"
    made.mkdir()
    return made


def put(folder: Path, *names: str, content: bytes = b"a picture") -> None:
    for name in names:
        (folder / name).write_bytes(content)


# ---------------------------------------------------------------------------------------------- looks, on made-up times


class Looks:
    """Looks at times of our own making."""

    def __init__(self, folder: Path, most_per_minute: int = 30) -> None:
        self.looks = FolderLooks(folder, most_per_minute)
        self.now = 1000.0
        self.before = self.looks.look(self.now).left_alone

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        return [path.name for path in self.looks.look(self.now).due]


def test_what_was_there_before_is_counted_and_left_alone(folder: Path) -> None:
    put(folder, "old.png", "older.pdf", "notes.txt")
    looks = Looks(folder)
    assert looks.before == 2
    assert looks.after(5) == looks.after(5) == []


@pytest.mark.parametrize(("pause", "taken"), [(SETTLED_S - 0.01, []), (SETTLED_S, ["label.png"])])
def test_a_picture_is_taken_once_it_has_settled(folder: Path, pause: float, taken: list[str]) -> None:
    looks = Looks(folder)
    put(folder, "label.png")
    assert looks.after(1) == []
    assert looks.after(pause) == taken


def test_a_picture_that_grows_is_waited_for_and_taken_once(folder: Path) -> None:
    looks = Looks(folder)
    for size in range(1, 5):
        put(folder, "label.png", content=b"x" * size)
        assert looks.after(1) == []
    assert looks.after(1) == ["label.png"]
    assert looks.after(1) == looks.after(60) == []


def test_one_that_was_being_written_at_the_start_is_taken(folder: Path) -> None:
    put(folder, "label.png", content=b"half")
    looks = Looks(folder)
    put(folder, "label.png", content=b"the whole")
    assert looks.after(1) == []
    assert looks.after(1) == ["label.png"]


def test_another_picture_of_the_same_name_is_another(folder: Path) -> None:
    looks = Looks(folder)
    for content in (b"first", b"second one"):
        put(folder, "scan.png", content=content)
        looks.after(1)
        assert looks.after(1) == ["scan.png"]


def test_a_folder_that_was_away_brings_nothing_twice(folder: Path) -> None:
    looks = Looks(folder)
    put(folder, "label.png")
    looks.after(1)
    assert looks.after(1) == ["label.png"]
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(RefusedError, match="watch-folder-missing"):
        looks.after(1)
    folder.mkdir()  # where a server's folder is fastened stands an empty one while it is gone
    assert looks.after(1) == []
    folder.rmdir()
    away.rename(folder)
    put(folder, "dropped meanwhile.png")
    assert looks.after(1) == []
    assert looks.after(1) == ["dropped meanwhile.png"]


@pytest.mark.parametrize(
    "name",
    ["label.png.tmp", "label.png.part", "label.crdownload", ".label.png", "~label.png", "Thumbs.db", "label", "a.txt"],
)
def test_what_is_no_finished_picture_is_left_alone(folder: Path, name: str) -> None:
    looks = Looks(folder)
    put(folder, name)
    looks.after(1)
    assert looks.after(1) == []


@pytest.mark.parametrize("name", ["label.PNG", "label.jpg", "Ü 日本.pdf", "a b.tiff", "-rf.heic"])
def test_pictures_of_every_name(folder: Path, name: str) -> None:
    looks = Looks(folder)
    put(folder, f"{name}.part")
    looks.after(1)
    (folder / f"{name}.part").rename(folder / name)
    looks.after(1)
    assert looks.after(1) == [name]


def test_an_empty_picture_is_waited_for(folder: Path) -> None:
    looks = Looks(folder)
    put(folder, "label.png", content=b"")
    assert looks.after(60) == looks.after(60) == []


def test_links_lead_no_further_than_the_folder(folder: Path) -> None:
    looks = Looks(folder)
    put(folder.parent, "secret.png")
    (folder / "inner.png").write_bytes(b"x")
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "up.png").symlink_to("../secret.png")
    (folder / "round.png").symlink_to("round.png")
    (folder / "nothing.png").symlink_to("none")
    (folder / "within.png").symlink_to("inner.png")
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    looks.after(1)
    assert sorted(looks.after(1)) == ["inner.png", "within.png"]


def test_more_than_so_many_a_minute_wait_and_none_is_lost(folder: Path) -> None:
    looks = Looks(folder, most_per_minute=3)
    for number in range(7):
        put(folder, f"{number}.png")
        os.utime(folder / f"{number}.png", ns=(number, number))
    looks.after(1)
    assert looks.after(1) == ["0.png", "1.png", "2.png"]
    assert looks.after(59.9) == []
    assert looks.after(0.1) == ["3.png", "4.png", "5.png"]
    assert looks.after(60) == ["6.png"]


def test_a_file_that_can_not_be_opened_is_told_once_and_taken_when_it_can(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(folder)
    put(folder, "label.png")
    with monkeypatch.context() as patch:
        patch.setattr(FolderLooks, "_opens", lambda *_: False)  # as a writer holds it on Windows
        assert looks.after(1) == []
        told = [error.code for _ in range(3) for error in looks.looks.look(looks.now + STUCK_S).stuck]
    assert told == ["watch-file-unreadable"]
    assert looks.after(1) == ["label.png"]


def test_a_file_in_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "scans")
    with pytest.raises(RefusedError, match="watch-folder-missing"):
        Looks(tmp_path / "scans")


# --------------------------------------------------------------------------------------------------------- the device


class Watched:
    def __init__(self, folder: Path, tasks: TaskRunner, **options: int) -> None:
        self.device = WatchedFolder(WatchSettings(folder), tasks, poll_ms=POLL_MS, **options)
        self.pictures: list[str] = []
        self.errors: list[RmaDeskError] = []
        self.left: list[int] = []
        self.recoveries: list[bool] = []
        self.threads: set[int] = set()
        self.device.picture_arrived.connect(self._on_arrived)
        self.device.failed.connect(self.errors.append)
        self.device.left_alone.connect(self.left.append)
        self.device.recovered.connect(lambda: self.recoveries.append(True))

    def _on_arrived(self, path: Path) -> None:
        self.threads.add(threading.get_ident())
        self.pictures.append(path.name)

    @property
    def codes(self) -> list[str]:
        return [error.code for error in self.errors]


Watch = Callable[..., Watched]


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    tasks = TaskRunner()
    made: list[Watched] = []

    def start(folder: Path, **options: int) -> Watched:
        made.append(Watched(folder, tasks, **options))
        made[-1].device.start()
        return made[-1]

    yield start
    for each in made:
        each.device.close()
    tasks.close()


def first_look(qtbot: QtBot, watched: Watched) -> None:
    qtbot.waitUntil(lambda: watched.device._looks._known is not None)


def test_a_dropped_picture_arrives_once_and_stays_where_it_is(qtbot: QtBot, watch: Watch, folder: Path) -> None:
    put(folder, "old.png")
    watched = watch(folder)
    qtbot.waitUntil(lambda: watched.left == [1])
    put(folder, "label.png")
    qtbot.waitUntil(lambda: watched.pictures == ["label.png"])
    qtbot.wait(4 * POLL_MS)
    assert watched.pictures == ["label.png"]
    assert watched.threads == {threading.get_ident()}
    assert sorted(path.name for path in folder.iterdir()) == ["label.png", "old.png"]
    assert watched.errors == []


def test_it_is_found_by_looking_where_the_folder_tells_nothing(qtbot: QtBot, watch: Watch, folder: Path) -> None:
    watched = watch(folder)
    first_look(qtbot, watched)
    watched.device._watcher.blockSignals(True)
    put(folder, "label.png")
    qtbot.waitUntil(lambda: watched.pictures == ["label.png"])


def test_a_folder_that_is_gone_is_told_once_and_watched_again(qtbot: QtBot, watch: Watch, folder: Path) -> None:
    watched = watch(folder)
    first_look(qtbot, watched)
    folder.rmdir()
    qtbot.waitUntil(lambda: watched.codes == ["watch-folder-missing"])
    qtbot.wait(4 * POLL_MS)
    assert watched.codes == ["watch-folder-missing"]
    folder.mkdir()
    qtbot.waitUntil(lambda: watched.recoveries == [True])
    put(folder, "label.png")
    qtbot.waitUntil(lambda: watched.pictures == ["label.png"])


def test_a_folder_that_does_not_answer_is_told_and_holds_up_nobody(
    qtbot: QtBot, watch: Watch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    look = FolderLooks.look

    def hang(looks: FolderLooks, now: float) -> object:
        assert answer.wait(30)
        return look(looks, now)

    monkeypatch.setattr(FolderLooks, "look", hang)
    watched = watch(folder, silent_ms=50)
    qtbot.waitUntil(lambda: watched.codes == ["watch-folder-silent"])
    answer.set()
    qtbot.waitUntil(lambda: watched.recoveries == [True])
