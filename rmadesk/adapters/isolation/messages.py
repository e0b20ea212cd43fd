"""What goes through the pipes: a head in JSON and, towards the child, the bytes that the work is about."""

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct("!IQ")
MAX_HEAD = 64 * 1024 * 1024

Message = tuple[dict[str, Any], bytes]


def send(pipe: BinaryIO, head: dict[str, Any], content: bytes = b"") -> None:
    """Raises TypeError or ValueError where JSON has nothing for a value, before anything is sent; OSError."""
    told = json.dumps(head).encode("ascii")
    pipe.write(_LENGTHS.pack(len(told), len(content)) + told)
    if content:
        pipe.write(content)
    pipe.flush()


def receive(pipe: BinaryIO, max_content: int | None = None) -> Message:
    """Waits for the next. Raises EOFError when the other side is gone, or does not keep to the form."""
    head_length, content_length = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if head_length > MAX_HEAD or (max_content is not None and content_length > max_content):
        raise EOFError
    try:
        head = json.loads(_exactly(pipe, head_length))
    except (ValueError, RecursionError) as error:
        raise EOFError from error
    if not isinstance(head, dict):
        raise EOFError
    return head, _exactly(pipe, content_length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    content = pipe.read(length)
    if len(content) != length:
        raise EOFError
    return content
