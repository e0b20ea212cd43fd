"""Typed look-ups in a policy file that note every fault by file, key and line, and go on to find the others."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rmadesk.domain.errors import Figure, RefusedError
from rmadesk.domain.policy.figure_kinds import MOST, FigureKind, as_kind, figure_fault
from rmadesk.domain.policy.policy_text import KeyPath, PolicyText
from rmadesk.domain.policy.verdict import Effect

Table = Mapping[str, Any]


class FileCheck:
    """Looks up values; what is wrong is noted in `faults`, and the value given in its place means nothing."""

    def __init__(self, text: PolicyText) -> None:
        self._text = text
        self._faults: list[RefusedError] = []

    @property
    def faults(self) -> tuple[RefusedError, ...]:
        """What was found so far, in the order of the file."""
        return tuple(sorted(self._faults, key=lambda fault: int(fault.figures["line"] or 0)))

    def refuse_faults(self) -> None:
        """Raise the first fault of the file, if there is any."""
        for fault in self.faults:
            raise fault

    def refuse(self, path: KeyPath, problem: str, **figures: Figure) -> None:
        """Note a fault."""
        line = self._text.line_of(path)
        fault = RefusedError(f"policy-{problem}", file=self._text.origin, key=".".join(path), line=line, **figures)
        self._faults.append(fault)

    def only(self, table: Table, known: Iterable[str], path: KeyPath = ()) -> None:
        """Refuse a key that nobody reads: a misspelt heading would quietly pass for the desk's own judgement."""
        allowed = tuple(known)
        for key in table:
            if key not in allowed:
                self.refuse((*path, key), "unknown-key", allowed=", ".join(allowed))

    def table(self, holder: Table, path: KeyPath) -> Table | None:
        """The table at the end of the path; None where there is none, which is a fault."""
        value = holder.get(path[-1])
        if isinstance(value, Mapping):
            return value
        self.refuse(path, "missing" if path[-1] not in holder else "not-table")
        return None

    def text(self, holder: Table, path: KeyPath) -> str:
        """A text on one line with something in it."""
        value = holder.get(path[-1])
        if path[-1] not in holder:
            self.refuse(path, "missing")
        elif not isinstance(value, str) or not value.strip() or value != value.strip() or not value.isprintable():
            self.refuse(path, "not-text")
        else:
            return value
        return ""

    def optional_text(self, holder: Table, path: KeyPath) -> str | None:
        """The same where it may be left out."""
        return self.text(holder, path) if path[-1] in holder else None

    def version(self, holder: Table) -> int:
        """The number of a version, from 1."""
        value = holder.get("version")
        if "version" not in holder:
            self.refuse(("version",), "missing")
        elif type(value) is not int or not 1 <= value <= MOST:
            self.refuse(("version",), "version", most=MOST)
        else:
            return value
        return 0

    def date(self, holder: Table, key: str) -> date:
        """A day without a time."""
        value = holder.get(key)
        if key not in holder:
            self.refuse((key,), "missing")
        elif type(value) is not date:  # a date with a time is a date to isinstance
            self.refuse((key,), "not-date")
        else:
            return value
        return date.min

    def figure(self, entry: Table, path: KeyPath, kind: FigureKind) -> object:
        """A figure of its kind."""
        if path[-1] not in entry:
            self.refuse(path, "missing")
            return None
        value = entry[path[-1]]
        if fault := figure_fault(path[-1], value, kind):
            self.refuse(path, fault.problem, **fault.figures)
        return as_kind(value, kind)

    def effect(self, clause: Table, path: KeyPath) -> Effect:
        """The effect of a clause."""
        effect = clause.get("effect")
        if isinstance(effect, str) and effect in tuple(Effect):
            return Effect(effect)
        self.refuse((*path, "effect"), "unknown-effect" if "effect" in clause else "missing")
        return Effect.NOTE
