"""The lines of a UTF-8 text file, one by one, and where exactly it stops being one."""

from collections.abc import Iterator
from typing import TextIO

from rmadesk.domain.errors import RefusedError


def text_lines(text: TextIO, name: str) -> Iterator[str]:
    """Each line with its end, as an editor counts them, of a file opened with `newline=""`.

    Raises RefusedError `registry-file-not-utf-8` and `registry-file-nul`.
    """
    try:
        for number, line in enumerate(text, 1):
            if "\0" in line:
                raise RefusedError("registry-file-nul", file=name, line=number)
            yield line
    except UnicodeDecodeError as error:
        raise _not_utf_8(text, name) from error


def _not_utf_8(text: TextIO, name: str) -> RefusedError:
    """Looked up again in the bytes, for the text layer decodes ahead; `byte` counts from 1 in its line."""
    text.buffer.seek(0)
    content = text.buffer.read()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
    else:  # somebody mended the file meanwhile
        wrong = 0
    line_end = max(content.rfind(b"\n", 0, wrong), content.rfind(b"\r", 0, wrong))
    returns = content.count(b"\r", 0, wrong) - content.count(b"\r\n", 0, wrong)
    return RefusedError(
        "registry-file-not-utf-8",
        file=name,
        line=1 + content.count(b"\n", 0, wrong) + returns,
        byte=wrong - line_end,
        character=content[wrong : wrong + 1].decode("cp1252", "replace"),
    )
