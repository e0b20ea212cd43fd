"""Where a station's files lie, and its settings file as a table."""

import re
import tomllib
from pathlib import Path
from typing import Any

from rmadesk.domain.errors import FaultError, RefusedError

_NAME = "rmadesk"
_AT_LINE = re.compile(r"at line (\d+)")


def default_config_path() -> Path:
    """Where the settings are looked for when no file is named."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "config.toml"


def default_database_path() -> Path:
    """The station's own database."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "rmadesk.sqlite"


def content_of(path: Path, *, named: bool) -> bytes:
    """What stands in a settings file; nothing where it is not there, unless somebody named it.

    Raises RefusedError `config-missing`, FaultError `config-unreadable`.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        if not named:
            return b""
        raise RefusedError("config-missing", file=str(path)) from error
    except OSError as error:
        raise FaultError("config-unreadable", file=str(path), reason=error.strerror or str(error)) from error


def text_of(content: bytes, file: str) -> str:
    """The file's text, without the mark that editors on Windows put before it. Raises RefusedError `config-syntax`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RefusedError("config-syntax", file=file, line=line) from error


def table_of(text: str, file: str) -> dict[str, Any]:
    """The tables in a file's text. Raises RefusedError `config-syntax` with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at_line = _AT_LINE.search(str(error))
        line = int(at_line[1]) if at_line else text.count("\n") + 1
        raise RefusedError("config-syntax", file=file, line=line) from error
