"""Jobs for a worker in tests: what answers, asks, raises, hangs, grows, crashes."""

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import Any

from rmadesk.adapters.isolation.child import Ask
from rmadesk.domain.errors import FaultError, RefusedError

KEPT: list[bytes] = []


def told(content: bytes, arguments: dict[str, Any], _: Ask) -> Any:
    """What came in, and what process it came into."""
    return {
        "bytes": len(content),
        "sum": sum(content[::4096]),
        "arguments": arguments,
        "pid": os.getpid(),
        "folder": str(Path.cwd()),
        "main": getattr(sys.modules["__main__"], "__file__", None),
        "modules": sorted(sys.modules),
    }


def refuse(_: bytes, arguments: dict[str, Any], __: Ask) -> Any:
    kind = FaultError if arguments["fault"] else RefusedError
    raise kind("picture-empty", file=arguments["file"], size=0)


def fail(*_: Any) -> Any:
    raise KeyError("no such shelf")


def answer_what_json_lacks(*_: Any) -> Any:
    return {1, 2}


def chatter(*_: Any) -> Any:
    """By Python's and C's ways, on both streams."""
    print("noise")
    print("noise", file=sys.stderr, flush=True)
    os.write(1, b"noise")
    os.write(2, b"noise")
    return "done"


def count(_: bytes, arguments: dict[str, Any], ask: Ask) -> Any:
    """Counts until the parent says that it is enough."""
    for number in range(arguments["most"]):
        if ask(number):
            return number
    return None


def hang(*_: Any) -> Any:
    while True:
        pass


def hang_in_c(*_: Any) -> Any:
    """Without letting any other thread of Python's run."""
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(600_000)
    else:
        ctypes.PyDLL(None).sleep(600)


def sleep(_: bytes, arguments: dict[str, Any], __: Ask) -> Any:
    time.sleep(arguments["seconds"])
    return os.getpid()


def grow(_: bytes, arguments: dict[str, Any], __: Ask) -> Any:
    """Takes memory, and writes to it."""
    return len(bytearray(b"x" * (arguments["mb"] * 1024 * 1024)))


def keep(_: bytes, arguments: dict[str, Any], __: Ask) -> Any:
    """Takes memory, and never gives it back."""
    KEPT.append(b"x" * (arguments["mb"] * 1024 * 1024))
    return os.getpid()


def crash(*_: Any) -> Any:
    os.abort()


def fall(*_: Any) -> Any:
    """Reads where nothing is."""
    ctypes.string_at(0)


def leave(*_: Any) -> Any:
    sys.exit(0)
