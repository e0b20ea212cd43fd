"""The reader's own process: what breaks, hangs or grows there is refused in words, and the next picture is read."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from rmadesk.adapters.isolation import Limits
from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.scans import Read
from support.fuzz_pictures import sent
from support.hostile_pictures import good_pictures, hostile_pictures, label, made_on_purpose, saved

MB = 1024 * 1024
KNOWN = {
    "picture-empty", "picture-not-image", "picture-damaged", "picture-too-large", "picture-too-many-pages",
    "picture-pdf-encrypted", "picture-too-slow", "picture-too-much-memory", "picture-broke-reader",
    "read", "nothing in it",
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    shared = PictureReader()
    yield shared
    shared.close()


def limited(**limits: float) -> Iterator[PictureReader]:
    own = PictureReader(Limits(**limits))
    yield own
    own.close()


def refused(reader: PictureReader, content: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        reader.read_bytes(content, "label")
    return caught.value


def reads_on(reader: PictureReader) -> bool:
    return [read.text for read in reader.read_bytes(saved(label()), "next")] == ["RMA-104448"] * 2


@pytest.mark.parametrize("name", good_pictures())
def test_what_comes_back_is_what_was_read(reader: PictureReader, name: str) -> None:
    content = good_pictures()[name]
    assert reader.read_bytes(content, name) == read_pages(content, name) != ()


def test_a_file_that_kills_its_reader_costs_itself_only(reader: PictureReader) -> None:
    def kill(_: tuple[Read, ...]) -> bool:
        assert reader.worker_pid
        psutil.Process(reader.worker_pid).kill()
        return False

    with pytest.raises(RefusedError) as caught:
        reader.read_bytes(saved(label()), "evil.png", enough=kill)
    assert (caught.value.code, caught.value.figures) == ("picture-broke-reader", {"file": "evil.png"})
    assert reads_on(reader)


def test_one_that_takes_too_long_is_given_up() -> None:
    endless = next(each for each in made_on_purpose() if each.name == "pdf forms ten to the twelfth")
    for own in limited(seconds=1.0):
        error = refused(own, endless.content)
        assert (error.code, error.figures) == ("picture-too-slow", {"file": "label", "limit_s": 1})
        assert reads_on(own)


def test_one_that_takes_too_much_memory_is_given_up() -> None:
    for own in limited(memory_mb=150):
        error = refused(own, saved(Image.new("RGBA", (7000, 5000), "white"), compress_level=1))
        assert (error.code, error.figures) == ("picture-too-much-memory", {"file": "label"})
        assert reads_on(own)


def test_a_reader_that_does_not_start_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    own = PictureReader()
    with pytest.raises(FaultError, match="picture-reader-not-started") as caught:
        own.read_bytes(saved(label()), "label")
    assert "No such file" in str(caught.value.figures["reason"])
    assert refused(own, b"").code == "picture-empty"
    own.close()


def test_enough_is_asked_here_and_ends_the_reading(reader: PictureReader) -> None:
    asked: list[tuple[Read, ...]] = []
    threads = set()

    def enough(reads: tuple[Read, ...]) -> bool:
        asked.append(reads)
        threads.add(threading.get_ident())
        return True

    pages = good_pictures()["tiff pages"]
    assert {read.page for read in reader.read_bytes(pages, "fax", enough=enough)} == {1}
    assert len(asked) == 1
    assert isinstance(asked[0][0], Read)
    assert threads == {threading.get_ident()}
    assert {read.page for read in reader.read_bytes(pages, "fax", enough=lambda _: False)} == {1, 2, 3}


def test_what_enough_raises_comes_through(reader: PictureReader) -> None:
    def fail(_: tuple[Read, ...]) -> bool:
        raise FaultError("database-busy")

    with pytest.raises(FaultError, match="database-busy"):
        reader.read_bytes(saved(label()), "label", enough=fail)
    assert reads_on(reader)


def test_two_threads_at_once(reader: PictureReader, tmp_path: Path) -> None:
    path = tmp_path / "label.png"
    path.write_bytes(saved(label()))
    with ThreadPoolExecutor(2) as pool:
        good = [pool.submit(reader.read_file, path) for _ in range(20)]
        bad = [pool.submit(refused, reader, b"\x89PNG" + bytes(number)) for number in range(20)]
    assert {tuple(read.text for read in each.result()) for each in good} == {("RMA-104448",) * 2}
    assert {each.result().code for each in bad} == {"picture-damaged"}


def test_fifty_in_a_row_leave_memory_flat(reader: PictureReader) -> None:
    content = saved(label().resize((1500, 850), Image.Resampling.NEAREST))

    def sizes() -> tuple[int, int]:
        gc.collect()
        return psutil.Process(reader.worker_pid).memory_info().rss, psutil.Process().memory_info().rss

    for _ in range(10):
        reader.read_bytes(content, "label")
    before, pid = sizes(), reader.worker_pid
    for _ in range(50):
        assert len(reader.read_bytes(content, "label")) == 2
    assert reader.worker_pid == pid
    for early, late in zip(before, sizes(), strict=True):
        assert late - early < 8 * MB


def test_hostile_pictures_are_all_answered() -> None:
    """Those made on purpose, and as many damaged ones; `support/fuzz_pictures.py` sends more."""
    for own in limited(seconds=1.0):
        outcome = sent(hostile_pictures(seed=4), 200, own)
    assert outcome.uncaught == []
    assert set(outcome.answers) <= KNOWN
    assert outcome.answers["picture-damaged"] > 40
    assert outcome.answers["read"] > 20
    assert outcome.slowest[0] < 10
