"""The child's side: takes one job after the other, and ends when its parent does."""

import faulthandler
import importlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from rmadesk.adapters.isolation.confines import confine
from rmadesk.adapters.isolation.messages import Message, receive, send
from rmadesk.domain.errors import RmaDeskError

Ask = Callable[[Any], Any]
"""Puts something to the parent, in the middle of the work, and waits for its answer."""

Work = Callable[[bytes, dict[str, Any], Ask], Any]
"""A job: the bytes it is about, its arguments, and how to ask. Arguments, questions and answers are JSON's values."""

_GRACE_S = 2.0
_STANDARD_ERROR = 2  # goes nowhere, see `_pipes`


def serve() -> None:
    """Until the parent closes its end, or is gone. To be called by a fresh interpreter that does nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us as it sees fit
    jobs, answers = _pipes()
    arrived: queue.SimpleQueue[Message] = queue.SimpleQueue()
    head, _ = receive(jobs)
    try:
        for module in head["modules"]:
            importlib.import_module(module)
        os.chdir(os.sep)  # no folder is held
        confine(head["memory"])
    except Exception:  # noqa: BLE001 - whatever it is, the parent says it
        send(answers, {"failed": traceback.format_exc()})
        return
    threading.Thread(target=_take_in, args=(jobs, arrived), daemon=True).start()
    send(answers, {"ready": os.getpid()})
    while True:
        job, content = arrived.get()
        send(answers, {"taken": True})  # from here on our end is the job's fault
        _work_off(job, content, answers, arrived)
        del job, content  # nothing of a file is kept while the next is waited for


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, for our use alone: what a library prints goes nowhere."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return jobs, answers


def _take_in(jobs: BinaryIO, arrived: "queue.SimpleQueue[Message]") -> None:
    """Apart from the work, to notice at once that the parent is gone."""
    try:
        while True:
            arrived.put(receive(jobs))
    finally:
        os._exit(0)


def _work_off(job: dict[str, Any], content: bytes, answers: BinaryIO, arrived: "queue.SimpleQueue[Message]") -> None:
    def ask(question: Any) -> Any:
        send(answers, {"question": question})
        reply, _ = arrived.get()
        return reply["reply"]

    # The parent ends a job that takes too long. Where it is gone, and a decoder's endless loop lets no other thread
    # run, this ends it: a timer of C's that needs no interpreter.
    faulthandler.dump_traceback_later(job["seconds"] + _GRACE_S, exit=True, file=_STANDARD_ERROR)
    try:
        _answer(answers, _done(job, content, ask))
    finally:
        faulthandler.cancel_dump_traceback_later()


def _done(job: dict[str, Any], content: bytes, ask: Ask) -> dict[str, Any]:
    try:
        module, _, name = job["function"].partition(":")
        work: Work = getattr(importlib.import_module(module), name)
        return {"answer": work(content, job["arguments"], ask)}
    except RmaDeskError as error:
        return {"error": error.code, "figures": error.figures, "status": error.exit_status}
    except MemoryError:
        return {"memory": True}
    except Exception:  # noqa: BLE001 - a bug, told by the parent with this traceback
        return {"bug": traceback.format_exc()}


def _answer(answers: BinaryIO, head: dict[str, Any]) -> None:
    try:
        send(answers, head)
    except (TypeError, ValueError):
        send(answers, {"bug": traceback.format_exc()})
    except MemoryError:
        send(answers, {"memory": True})
