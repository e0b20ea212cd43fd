"""Finds in the product's source which message ids and error codes it uses, so that none is without a sentence."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("rmadesk", "ui")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_ERRORS = {"RefusedError", "FaultError"}
_FILES = (".pdf", ".png", ".jpg", ".csv", ".xlsx", ".jsonl", ".json", ".toml", ".po", ".sqlite", ".svg", ".wav", ".py")


@dataclass(frozen=True, slots=True)
class Use:
    """One place that uses an id: a literal, or where `pattern` the shape of one that is put together there.

    `figures` are the names of the figures given along, None where they can't be seen.
    """

    id: str
    where: str
    pattern: bool = False
    figures: frozenset[str] | None = None

    def fits(self, known: str) -> bool:
        """Whether a known id is, or may be, the one used here."""
        return bool(re.fullmatch(self.id, known)) if self.pattern else known == self.id


@dataclass(frozen=True, slots=True)
class Module:
    """A source file of the product."""

    name: str
    tree: ast.Module

    def where(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(Module(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)


def error_codes() -> Iterator[Use]:
    """The codes of all errors that the product can raise."""
    for module in modules():
        unseen = []
        for call, code in _raised(module):
            uses = list(_ids(module, call, code))
            yield from uses
            if not uses:
                unseen.append(call)
        if unseen:
            yield from _all_codes_in(module, unseen)
        yield from _problems(module)


def message_ids(families: frozenset[str]) -> Iterator[Use]:
    """The ids of all messages that the product asks for by a name that starts with a family: `word.`, `report.`, ..."""
    starts = tuple(f"{family}." for family in families)
    for module in modules():
        figures = {id(call.args[0]): _figures(call) for call in _calls(module) if call.args}
        pieces = {id(part) for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(module.tree):
            if id(node) in pieces:
                continue
            given = figures.get(id(node))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_id(node.value, starts):
                yield Use(node.value, module.where(node), figures=given)
            elif isinstance(node, ast.JoinedStr):
                shape, start = _shape(node), node.values[0] if node.values else None
                if isinstance(start, ast.Constant) and str(start.value).startswith(starts):
                    yield Use(shape, module.where(node), pattern=True)


def _raised(module: Module) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Calls that make an error, with the expression that gives its code; those of a subclass fix it in `__init__`."""
    subclasses = {
        each.name: each
        for each in ast.walk(module.tree)
        if isinstance(each, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id in _ERRORS for base in each.bases)
    }
    for call in _calls(module):
        if isinstance(call.func, ast.Name) and call.func.id in _ERRORS and call.args:
            yield call, call.args[0]
    for subclass in subclasses.values():
        for call in ast.walk(subclass):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__" and call.args:
                yield call, call.args[0]


def _ids(module: Module, call: ast.Call, code: ast.expr) -> Iterator[Use]:
    match code:
        case ast.Constant(value=str(literal)):
            yield Use(literal, module.where(call), figures=_figures(call))
        case ast.IfExp():
            yield from _ids(module, call, code.body)
            yield from _ids(module, call, code.orelse)
        case ast.JoinedStr():
            yield Use(_shape(code), module.where(call), pattern=True)


def _all_codes_in(module: Module, unseen: list[ast.Call]) -> Iterator[Use]:
    """A code that comes from a table or an argument stands somewhere in its module, among words of the same form."""
    found = False
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value):
            found = True
            yield Use(node.value, module.where(node))
    assert found, f"{module.where(unseen[0])} raises an error whose code can't be seen in its module"


def _problems(module: Module) -> Iterator[Use]:
    """Where a method `refuse` puts a prefix before the problem it is given, the problems that it is given."""
    prefixes = {
        str(code.values[0].value)
        for _, code in _raised(module)
        if isinstance(code, ast.JoinedStr) and code.values and isinstance(code.values[0], ast.Constant)
    }
    for call in _calls(module):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name.endswith("refuse"):
            for word in (word for argument in call.args for word in _words(argument)):
                for prefix in prefixes:
                    yield Use(f"{prefix}{word}", module.where(call))


def _words(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp():
            yield from _words(argument.body)
            yield from _words(argument.orelse)


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def _figures(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _shape(joined: ast.JoinedStr) -> str:
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in joined.values)
    return "".join(parts)


def _is_id(text: str, starts: tuple[str, ...]) -> bool:
    return text.startswith(starts) and re.fullmatch(r"[\w.-]+", text) is not None and not text.endswith(_FILES)
