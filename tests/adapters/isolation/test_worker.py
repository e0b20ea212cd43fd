"""The worker: answers, asks and raises as a call would; hanging, greedy and crashing jobs cost themselves only."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from rmadesk.adapters.isolation import (
    IsolatedWorker,
    IsolationError,
    JobBugError,
    JobCrashedError,
    JobTooLargeError,
    JobTooSlowError,
    Limits,
    WorkerNotStartedError,
)
from rmadesk.adapters.isolation.guard import Offence
from rmadesk.adapters.isolation.start import started
from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError

TESTS = Path(__file__).parents[2]
JOBS = "support.isolated_jobs"
PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def worker() -> Iterator[IsolatedWorker]:
    shared = IsolatedWorker((JOBS,))
    yield shared
    shared.close()


@pytest.fixture
def limited() -> Iterator[IsolatedWorker]:
    """Its limits are narrow, but for time on a slow machine."""
    own = IsolatedWorker((JOBS,), Limits(seconds=1.0, memory_mb=96, jobs=500, growth_mb=48))
    yield own
    own.close()


def job(name: str) -> str:
    return f"{JOBS}:{name}"


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def gone_in_time(pid: int) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not is_gone(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


# ------------------------------------------------------------------------------------------------------ as a call would


@pytest.mark.parametrize("size", [0, 1, 65_536, 20 * 1024 * 1024], ids="{} bytes".format)
def test_bytes_and_arguments_arrive_and_the_answer_comes_back(worker: IsolatedWorker, size: int) -> None:
    content = b"\x01" * size
    arguments = {"name": "Étikett \ud800 \0", "number": 7, "none": None}
    answer = worker.run(job("told"), content, arguments)
    assert (answer["bytes"], answer["sum"], answer["arguments"]) == (size, len(content[::4096]), arguments)
    assert answer["pid"] == worker.pid != os.getpid()


def test_the_child_stays_warm_holds_no_folder_and_knows_neither_window_nor_database(worker: IsolatedWorker) -> None:
    first, second = (worker.run(job("told")) for _ in range(2))
    assert first["pid"] == second["pid"]
    assert first["folder"] == os.sep
    assert first["main"] is None
    loaded = {name.partition(".")[0] for name in first["modules"]}
    assert not loaded & {"PySide6", "sqlalchemy", "ui", "pytest", "click"}


@pytest.mark.parametrize(("fault", "kind"), [(False, RefusedError), (True, FaultError)], ids=["refused", "fault"])
def test_the_desks_errors_come_back_as_they_were(worker: IsolatedWorker, fault: bool, kind: type[RmaDeskError]) -> None:
    with pytest.raises(kind) as caught:
        worker.run(job("refuse"), b"", {"fault": fault, "file": "a\n.png"})
    assert type(caught.value) is kind
    assert (caught.value.code, caught.value.figures) == ("picture-empty", {"file": "a\n.png", "size": 0})


@pytest.mark.parametrize(
    ("name", "told"),
    [("fail", "KeyError: 'no such shelf'"), ("answer_what_json_lacks", "TypeError"), ("nothing", "AttributeError")],
)
def test_a_bug_comes_back_with_its_traceback_and_the_child_goes_on(
    worker: IsolatedWorker, name: str, told: str
) -> None:
    before = worker.run(job("told"))["pid"]
    with pytest.raises(JobBugError, match=told):
        worker.run(job(name))
    assert worker.run(job("told"))["pid"] == before


def test_noise_reaches_nobody(worker: IsolatedWorker, capfd: pytest.CaptureFixture[str]) -> None:
    assert worker.run(job("chatter")) == "done"
    worker.run(job("told"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("enough_at", "asked", "answer"), [(0, 1, 0), (3, 4, 3), (99, 10, None)])
def test_a_job_asks_whether_to_go_on(worker: IsolatedWorker, enough_at: int, asked: int, answer: int | None) -> None:
    questions: list[int] = []

    def enough(number: int) -> bool:
        questions.append(number)
        return number >= enough_at

    assert worker.run(job("count"), b"", {"most": 10}, enough) == answer
    assert questions == list(range(asked))


def test_what_the_asked_one_raises_is_raised_and_the_next_job_is_answered(worker: IsolatedWorker) -> None:
    def stumble(_: int) -> bool:
        raise RefusedError("database-missing", file="x")

    with pytest.raises(RefusedError, match="database-missing"):
        worker.run(job("count"), b"", {"most": 10}, stumble)
    assert worker.run(job("count"), b"", {"most": 2}, lambda _: False) is None


def test_threads_take_turns(worker: IsolatedWorker) -> None:
    def counted(most: int) -> int | None:
        answer: int | None = worker.run(job("count"), b"x" * most, {"most": most}, lambda number: number == most - 1)
        return answer

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(counted, range(1, 41))) == list(range(40))


# ----------------------------------------------------------------------------------------- what costs the one job only


@pytest.mark.parametrize("name", ["crash", "fall", "leave", "hang", "hang_in_c"])
def test_a_job_that_ends_its_child_costs_itself_only(limited: IsolatedWorker, name: str) -> None:
    limited.run(job("told"))
    expected = JobTooSlowError if name.startswith("hang") else JobCrashedError
    with pytest.raises(expected):
        limited.run(job(name))
    assert limited.run(job("told"), b"next")["bytes"] == 4


def test_a_child_killed_in_mid_job_costs_that_job_only(limited: IsolatedWorker) -> None:
    pid = limited.run(job("told"))["pid"]
    killer = threading.Timer(0.2, os.kill, (pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL))
    killer.start()
    with pytest.raises(JobCrashedError):
        limited.run(job("sleep"), b"", {"seconds": 0.9})
    killer.join()
    assert limited.run(job("told"))["pid"] != pid


def test_a_child_killed_in_the_moment_of_its_answer_costs_none(limited: IsolatedWorker) -> None:
    def kill(_: object) -> None:
        assert limited._child
        limited._child.guard.offence = Offence.TIME  # as the guard does, before it kills

    limited.run(job("count"), b"", {"most": 1}, kill)
    assert limited.pid is None


def test_a_child_killed_between_jobs_costs_none(limited: IsolatedWorker) -> None:
    pid = limited.run(job("told"))["pid"]
    psutil.Process(pid).kill()
    assert gone_in_time(pid)
    assert limited.run(job("told"))["pid"] != pid


def test_nor_does_one_killed_in_the_moment_that_the_next_is_given(limited: IsolatedWorker) -> None:
    """The system may show it as living for a moment: its threads end one by one."""
    for _ in range(5):
        pid = limited.run(job("told"))["pid"]
        psutil.Process(pid).kill()
        assert limited.run(job("told"))["pid"] != pid


@pytest.mark.parametrize(("mb", "fits"), [(20, True), (400, False)])
def test_memory_up_to_the_limit(limited: IsolatedWorker, mb: int, fits: bool) -> None:
    if fits:
        assert limited.run(job("grow"), b"", {"mb": mb}) == mb * 1024 * 1024
    else:
        with pytest.raises(JobTooLargeError):
            limited.run(job("grow"), b"", {"mb": mb})
    assert limited.run(job("told"), b"next")["bytes"] == 4


def test_where_the_system_sets_no_limit_the_parent_watches(
    limited: IsolatedWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited.run(job("told"))
    monkeypatch.setattr("rmadesk.adapters.isolation.guard.resident", lambda pid: 10**12 if pid else 0)
    with pytest.raises(JobTooLargeError):
        limited.run(job("sleep"), b"", {"seconds": 0.9})


# --------------------------------------------------------------------------------------------------- replaced, and flat


def test_a_child_that_keeps_memory_is_replaced(limited: IsolatedWorker) -> None:
    first = limited.run(job("keep"), b"", {"mb": 20})
    assert limited.run(job("keep"), b"", {"mb": 40}) == first
    assert limited.run(job("told"))["pid"] != first


def test_a_child_is_replaced_after_its_number_of_jobs() -> None:
    few = IsolatedWorker((JOBS,), Limits(jobs=3))
    try:
        pids = [few.run(job("told"))["pid"] for _ in range(7)]
    finally:
        few.close()
    assert [pids.index(pid) for pid in pids] == [0, 0, 0, 3, 3, 3, 6]
    assert all(gone_in_time(pid) for pid in pids)


def test_memory_is_flat(worker: IsolatedWorker) -> None:
    content = os.urandom(4 * 1024 * 1024)
    sizes = []
    for _ in range(60):
        worker.run(job("told"), content)
        assert worker.pid
        sizes.append((psutil.Process(worker.pid).memory_info().rss, psutil.Process().memory_info().rss))
    for early, late in zip(sizes[10], sizes[-1], strict=True):
        assert late - early < 6 * 1024 * 1024


# ----------------------------------------------------------------------------------------------------------- its end


def test_closing_ends_the_child_and_may_be_done_twice() -> None:
    own = IsolatedWorker((JOBS,))
    pid = own.run(job("told"))["pid"]
    own.close()
    own.close()
    assert is_gone(pid)
    with pytest.raises(WorkerNotStartedError, match="closed"):
        own.run(job("told"))
    own.start()
    assert own.pid is None


def test_closing_ends_a_job_under_way() -> None:
    own = IsolatedWorker((JOBS,))
    own.run(job("told"))
    with ThreadPoolExecutor(1) as pool:
        sleeping = pool.submit(own.run, job("sleep"), b"", {"seconds": 9})
        time.sleep(0.2)
        begun = time.monotonic()
        own.close()
        with pytest.raises(WorkerNotStartedError, match="closed"):  # the job is not to blame
            sleeping.result()
    assert time.monotonic() - begun < 8


def test_closing_ends_a_child_that_is_just_being_started(monkeypatch: pytest.MonkeyPatch) -> None:
    own = IsolatedWorker((JOBS,))
    closing = threading.Thread(target=own.close)

    def started_while_closing() -> "subprocess.Popen[bytes]":
        closing.start()
        while not own._closed:
            time.sleep(0.001)
        return started()

    monkeypatch.setattr("rmadesk.adapters.isolation.worker.started", started_while_closing)
    begun = time.monotonic()
    with pytest.raises(WorkerNotStartedError, match="closed"):
        own.run(job("sleep"), b"", {"seconds": 9})
    closing.join()
    assert time.monotonic() - begun < 8
    assert own.pid is None


def test_one_that_is_forgotten_ends_its_child() -> None:
    own = IsolatedWorker((JOBS,))
    pid = own.run(job("told"))["pid"]
    del own
    gc.collect()
    assert is_gone(pid)


_PARENT = f"""
import sys, threading
sys.path.append({str(TESTS)!r})
from rmadesk.adapters.isolation import IsolatedWorker, Limits
worker = IsolatedWorker(({JOBS!r},), Limits(seconds=1.0))
print(worker.run("{JOBS}:told")["pid"], flush=True)
if sys.argv[1] != "-":
    worker.run("{JOBS}:" + sys.argv[1], b"", {{"seconds": 600}})
sys.stdin.read()
"""


@pytest.mark.parametrize("at_work", ["-", "sleep", "hang", "hang_in_c"])
def test_a_child_does_not_outlive_its_parent(at_work: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, at_work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert psutil.pid_exists(pid)
        time.sleep(0.1)
        parent.kill()
    assert gone_in_time(pid)


def test_nothing_is_left_or_told_where_nobody_closes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", _PARENT, "-"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert is_gone(int(done.stdout))


# ---------------------------------------------------------------------------------------------------------- its start


def test_it_starts_however_the_program_was_started(tmp_path: Path) -> None:
    """By -c see above; from a script, a module and standard input: none of them is run a second time by the child."""
    (tmp_path / "script.py").write_text(_PARENT + "print('once')\n")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONWARNINGS": "error"}
    for command, text in [
        ([str(tmp_path / "script.py"), "-"], ""),
        (["-m", "script", "-"], ""),
        (["-", "-"], _PARENT.replace("sys.stdin.read()", "print('once')")),
    ]:
        done = subprocess.run(
            [sys.executable, *command], input=text, capture_output=True, text=True, timeout=60,
            cwd=tmp_path, env=environment,
        )  # fmt: skip
        assert done.stderr == ""
        assert done.stdout.splitlines()[1:] == ["once"]


def test_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stood in for by a script that runs the program, as the frozen one does."""
    frozen = tmp_path / "rmadesk"
    frozen.write_text(f"#!{sys.executable}\nimport sys\nsys.path.append({str(TESTS)!r})\n"
                      "from rmadesk.__main__ import main\nmain()\n")  # fmt: skip
    frozen.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(frozen))
    own = IsolatedWorker((JOBS,))
    try:
        assert own.run(job("told"))["main"] == str(frozen)
    finally:
        own.close()


@pytest.mark.parametrize(
    ("executable", "modules", "reason"),
    [
        ("", (), "no interpreter"),
        ("/no/such/python", (), "No such file"),
        ("/bin/false", (), "exit status 1"),
        (sys.executable, ("no_such_module",), "no_such_module"),
    ],
)
def test_one_that_can_not_be_started_says_why(
    monkeypatch: pytest.MonkeyPatch, executable: str, modules: tuple[str, ...], reason: str
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    own = IsolatedWorker(modules)
    own.start()
    for _ in range(2):
        with pytest.raises(WorkerNotStartedError, match=reason):
            own.run(job("told"))
    own.close()


def test_one_that_does_not_get_ready_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lazy = tmp_path / "python"
    lazy.write_text("#!/bin/sh\nexec sleep 600\n")
    lazy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(lazy))
    own = IsolatedWorker((), Limits(start_seconds=0.2))
    with pytest.raises(WorkerNotStartedError, match="no answer"):
        own.run(job("told"))
    own.close()


def test_all_its_errors_are_of_one_kind() -> None:
    kinds = (JobBugError, JobCrashedError, JobTooLargeError, JobTooSlowError, WorkerNotStartedError)
    assert all(issubclass(kind, IsolationError) for kind in kinds)
