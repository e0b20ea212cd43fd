"""The parent's side: a child that is kept warm, given one job at a time, and replaced when it dies or has grown."""

import os
import subprocess
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from rmadesk.adapters.isolation.confines import resident
from rmadesk.adapters.isolation.guard import Guard, Offence
from rmadesk.adapters.isolation.messages import receive, send
from rmadesk.adapters.isolation.start import started
from rmadesk.domain.errors import FaultError, RefusedError

_MB = 1024 * 1024
_CLOSED = "closed"


class IsolationError(Exception):
    """A job came to no answer."""


class WorkerNotStartedError(IsolationError):
    """There is no child, and why."""


class JobCrashedError(IsolationError):
    """The child died of the job."""


class _NotTakenError(EOFError):
    """The child was gone before it took the job, which is not to blame."""


class JobTooSlowError(IsolationError):
    """The job took longer than it may."""


class JobTooLargeError(IsolationError):
    """The job took more memory than it may."""


class JobBugError(IsolationError):
    """The job raised what no error of the desk explains; with the child's traceback."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for one job, questions included; `memory_mb` beyond what the child takes when it is ready.

    After `jobs`, or once it keeps `growth_mb` more than at its start, a child is replaced.
    """

    seconds: float = 10.0
    memory_mb: int = 1280
    jobs: int = 500
    growth_mb: int = 256
    start_seconds: float = 60.0


class IsolatedWorker:
    """Runs named functions in a child process. Any thread may call it; jobs run one after the other.

    `modules` are imported when the child starts, so that no job waits for it. The child is started with the first
    job, or by `start`, and ends when this is closed or forgotten, or its process ends in whatever way.
    """

    def __init__(self, modules: Sequence[str] = (), limits: Limits | None = None) -> None:
        self._modules = tuple(modules)
        self._limits = limits or Limits()
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._closed = False

    def start(self) -> None:
        """Start the child without waiting for it; a failure is told by `run`."""
        if self._turn.acquire(blocking=False):  # else somebody has a job done, and started it
            try:
                with suppress(WorkerNotStartedError):
                    self._living()
            finally:
                self._turn.release()

    @property
    def pid(self) -> int | None:
        """The child's number, once it has had a job."""
        child = self._child
        return child.pid if child else None

    def run(
        self,
        function: str,
        content: bytes = b"",
        arguments: dict[str, Any] | None = None,
        asked: Callable[[Any], Any] | None = None,
    ) -> Any:
        """What `module:function` (a `child.Work`) answers for `content` and `arguments`.

        `asked` answers the job's questions, in this thread. Raises IsolationError, the RefusedError or FaultError that
        the function raised, and whatever `asked` raises.
        """
        job = {"function": function, "arguments": arguments or {}, "seconds": self._limits.seconds}
        with self._turn:
            try:
                head = self._done(job, content, asked)
            except _NotTakenError:
                head = self._done(job, content, asked)
        return _told(head)

    def _done(self, job: dict[str, Any], content: bytes, asked: Callable[[Any], Any] | None) -> dict[str, Any]:
        """The last word on the job of a child that is left fit for the next, or gone.

        Raises _NotTakenError where a child that waited for work was gone already, and what `run` raises.
        """
        child = self._living()
        try:
            child.wait_until_ready()
            with child.guard.over(self._limits.seconds, child.pid):
                child.give(job, content)
                head = child.answer(asked)
        except EOFError as error:
            self._drop()
            if self._closed:  # no fault of the job's
                raise WorkerNotStartedError(_CLOSED) from error
            if isinstance(error, _NotTakenError) and not child.guard.offence and child.had_jobs:
                raise
            raise _death(child.guard.offence, child.status) from error
        except BaseException:
            self._drop()
            raise
        if "memory" in head or child.guard.offence or child.is_worn:  # killed in the moment that it answered
            self._drop()
            if not self._closed:
                with suppress(WorkerNotStartedError):
                    self._living()  # gets ready while nobody waits
        return head

    def close(self) -> None:
        """End the child, and what it is doing; nothing can be run after this."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            self._drop()

    def _living(self) -> "_Child":
        if self._child is not None and not self._child.lives:
            self._drop()
        if self._child is None and not self._closed:
            self._child = _Child(self._modules, self._limits)
        if self._child is None or self._closed:  # asked last: whoever closes now sees the child, and ends it
            self._drop()
            raise WorkerNotStartedError(_CLOSED)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


class _Child:
    """One process, from its start to its end."""

    def __init__(self, modules: Sequence[str], limits: Limits) -> None:
        """Raises WorkerNotStartedError."""
        try:
            process = started()
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise WorkerNotStartedError(str(error)) from error
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._to: BinaryIO = process.stdin  # type: ignore[assignment]  # typeshed: IO[bytes]
        self._from: BinaryIO = process.stdout  # type: ignore[assignment]
        self._limits = limits
        self._jobs = 0
        self._size_at_start = 0
        self.pid: int | None = None
        self.guard = Guard(process.kill)
        self.end = weakref.finalize(self, _end, process, self.guard, os.getpid())
        self._modules = list(modules)
        with suppress(OSError):  # told when it is waited for
            send(self._to, {"modules": self._modules, "memory": limits.memory_mb * _MB})

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    @property
    def status(self) -> int | None:
        return self._process.returncode

    @property
    def is_worn(self) -> bool:
        assert self.pid is not None
        grown = resident(self.pid) - self._size_at_start
        return self._jobs >= self._limits.jobs or grown > self._limits.growth_mb * _MB

    def wait_until_ready(self) -> None:
        if self.pid is not None:
            return
        try:
            with self.guard.over(self._limits.start_seconds):
                head, _ = receive(self._from, max_content=0)
        except EOFError as error:
            self.end()
            reason = "no answer" if self.guard.offence else f"exit status {self.status}"
            raise WorkerNotStartedError(reason) from error
        if not isinstance(head.get("ready"), int):
            raise WorkerNotStartedError(str(head.get("failed")).strip().rpartition("\n")[2])
        self.pid = head["ready"]
        self._size_at_start = resident(self.pid)
        self.guard.most_memory = self._size_at_start + self._limits.memory_mb * _MB

    def say(self, head: dict[str, Any], content: bytes = b"") -> None:
        try:
            send(self._to, head, content)
        except OSError as error:
            raise EOFError from error

    def give(self, job: dict[str, Any], content: bytes) -> None:
        """Returns once the child has it. Raises _NotTakenError when it was gone before."""
        try:
            self.say(job, content)
            receive(self._from, max_content=0)
        except EOFError as error:
            raise _NotTakenError from error
        self._jobs += 1

    @property
    def had_jobs(self) -> bool:
        return self._jobs > 0

    def answer(self, asked: Callable[[Any], Any] | None) -> dict[str, Any]:
        """Its last word on the job. Raises EOFError when it died."""
        while True:
            head, _ = receive(self._from, max_content=0)
            if "question" not in head:
                return head
            self.say({"reply": asked(head["question"]) if asked else None})

    def kill(self) -> None:
        self._process.kill()


def _end(process: "subprocess.Popen[bytes]", guard: Guard, owner: int) -> None:
    if os.getpid() != owner:  # a fork of us, which has no children
        return
    guard.close()
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent yet
                pipe.close()


def _death(offence: Offence | None, status: int | None) -> IsolationError:
    match offence:
        case Offence.TIME:
            return JobTooSlowError()
        case Offence.MEMORY:
            return JobTooLargeError()
        case None:
            return JobCrashedError(f"exit status {status}")


def _told(head: dict[str, Any]) -> Any:
    """The answer; raises what the job raised."""
    if "memory" in head:
        raise JobTooLargeError
    if "bug" in head:
        raise JobBugError(head["bug"])
    if "error" in head:
        kind = RefusedError if head["status"] == RefusedError.exit_status else FaultError
        raise kind(head["error"], **head["figures"])
    if "answer" not in head:
        raise JobCrashedError("no answer")
    return head["answer"]
