"""Reads what the texts say of support from files that ship with the desk; refuses what is wrong by file and key."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NoReturn, TypeVar

from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.plain import from_plain
from rmadesk.domain.support import (
    SEVERITIES,
    SupportNotice,
    SupportPhone,
    SupportStatement,
    SupportTerms,
    SupportWindow,
    TrueCommandResponse,
)

T = TypeVar("T")

LEVELS, PHONES = "levels.toml", "phones.toml"
_AT_LINE = re.compile(r"at line (\d+)")
_HOURS = range(25)
_TIMED = (SupportWindow.DESK_HOURS, SupportWindow.AFTER_HOURS)


def load_support_terms(folder: Traversable | None = None) -> SupportTerms:
    """The statements, responses, notices and telephone numbers in a folder (null: those that ship).

    Raises RefusedError `support-syntax` with file and line, `support-unknown-key`, `support-missing` or
    `support-wrong-value` with file and key.
    """
    where = folder or files("resources") / "support"
    levels = _SupportFile(where, LEVELS, ("statements", "responses", "notices"))
    phones = _SupportFile(where, PHONES, ("phones",))
    terms = SupportTerms(
        levels.records("statements", SupportStatement),
        levels.records("responses", TrueCommandResponse),
        levels.records("notices", SupportNotice),
        phones.records("phones", SupportPhone),
    )
    _check_statements(levels, terms.statements)
    _check_notices(levels, terms.notices)
    for place, response in enumerate(terms.responses):
        levels.must(response.severity in SEVERITIES, f"responses[{place}].severity", response.severity)
    _check_phones(phones, terms.phones)
    return terms


def _check_statements(file: "_SupportFile", statements: Iterable[SupportStatement]) -> None:
    known: set[str] = set()
    for place, each in enumerate(statements):
        key = f"statements[{place}]"
        file.must(each.id not in known, f"{key}.id", each.id)
        known.add(each.id)
        file.must(bool(each.levels), f"{key}.levels", "[]")
        file.must(
            bool(each.severities) and set(each.severities) <= set(SEVERITIES), f"{key}.severities", each.severities
        )
        for name, hour in (("from_hour", each.from_hour), ("until_hour", each.until_hour)):
            file.must((hour in _HOURS) if each.window in _TIMED else hour is None, f"{key}.{name}", hour)
        if each.from_hour is not None and each.until_hour is not None:
            file.must(each.from_hour < each.until_hour, f"{key}.until_hour", each.until_hour)


def _check_notices(file: "_SupportFile", notices: Iterable[SupportNotice]) -> None:
    known: set[tuple[str, str]] = set()
    for place, each in enumerate(notices):
        file.must((each.id, each.edition) not in known, f"notices[{place}].id", each.id)
        known.add((each.id, each.edition))
        file.must(bool(each.shown_at), f"notices[{place}].shown_at", "[]")


def _check_phones(file: "_SupportFile", phones: Iterable[SupportPhone]) -> None:
    general: set[str | None] = set()
    for place, each in enumerate(phones):
        key = f"phones[{place}]"
        file.must(each.country is None or each.country in COUNTRIES, f"{key}.country", each.country)
        file.must(bool(each.domestic or each.international), f"{key}.international", None)
        if each.levels is None:
            file.must(each.country not in general, f"{key}.country", each.country)
            general.add(each.country)
    if None not in general:  # the number for every country without one of its own
        file.fail("missing", "phones")


class _SupportFile:
    """The tables of one file, as records."""

    def __init__(self, folder: Traversable, name: str, tables: tuple[str, ...]) -> None:
        self._name = name
        content = (folder / name).read_bytes()
        try:
            self._tables: Mapping[str, Any] = tomllib.loads(content.decode())
        except UnicodeDecodeError as error:
            raise RefusedError("support-syntax", file=name, line=content[: error.start].count(b"\n") + 1) from error
        except tomllib.TOMLDecodeError as error:
            at_line = _AT_LINE.search(str(error))  # absent where the document ends too early
            line = int(at_line[1]) if at_line else content.count(b"\n") + 1
            raise RefusedError("support-syntax", file=name, line=line) from error
        for key in self._tables:
            if key not in tables:
                self.fail("unknown-key", key)

    def records(self, table: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of a table, in order."""
        entries = self._tables.get(table)
        if not entries:
            self.fail("missing", table)
        if not isinstance(entries, list):
            self.wrong(table, entries)
        return tuple(self._record(kind, entry, f"{table}[{place}]") for place, entry in enumerate(entries))

    def must(self, sound: bool, key: str, value: object) -> None:
        """Refuse the value of a key unless it is sound."""
        if not sound:
            self.wrong(key, value)

    def wrong(self, key: str, value: object) -> NoReturn:
        raise RefusedError("support-wrong-value", file=self._name, key=key, value=str(value)[:60])

    def fail(self, problem: str, key: str) -> NoReturn:
        raise RefusedError(f"support-{problem}", file=self._name, key=key)

    def _record(self, kind: type[T], entry: object, key: str) -> T:
        if not isinstance(entry, Mapping):
            self.wrong(key, entry)
        try:
            return from_plain(kind, entry)
        except RefusedError as error:
            path = f"{key}.{error.figures['path']}"
            if error.code == "fact-missing-key":
                self.fail("missing", path)
            if error.code == "fact-unknown-key":
                self.fail("unknown-key", path)
            self.wrong(path, error.figures.get("value"))
