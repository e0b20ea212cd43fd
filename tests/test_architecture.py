"""The architecture as tests: who may import whom, what may stand where, and that each of these rules can fail."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("rmadesk", "ui", "resources")
MOST_LINES = 400


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ----------------------------------------------------------------------------------------------------- import contracts


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the packages in `folder`; it looks there before it looks at what is installed."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )


def contract_names() -> dict[str, str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def test_the_import_contracts_are_kept() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Contracts: {len(contract_names())} kept, 0 broken." in run.stdout


SMUGGLED = [
    pytest.param("rmadesk/domain/smuggled.py", "import rmadesk.services", "layers", id="domain knows services"),
    pytest.param("rmadesk/services/smuggled.py", "import rmadesk.adapters.db", "layers", id="services know adapters"),
    pytest.param("rmadesk/adapters/smuggled.py", "import rmadesk.bootstrap", "layers", id="adapter knows bootstrap"),
    pytest.param("rmadesk/services/smuggled.py", "import ui", "layers", id="services know the window"),
    pytest.param("rmadesk/smuggled.py", "", "rooms", id="module outside all layers"),
    pytest.param("rmadesk/adapters/labels/smuggled.py", "import rmadesk.adapters.reports", "siblings", id="siblings"),
    pytest.param(
        "rmadesk/adapters/reports/smuggled.py",
        "import rmadesk.adapters.labels.pdf",
        "siblings",
        id="siblings of one leaf",
    ),
    pytest.param(
        "rmadesk/adapters/lettering/smuggled.py",
        "import rmadesk.adapters.labels.pdf",
        "siblings",
        id="leaf knows a sibling",
    ),
    pytest.param(
        "rmadesk/adapters/scanning/smuggled.py",
        "import rmadesk.adapters.lettering.faces",
        "siblings",
        id="leaf of others",
    ),
    pytest.param("ui/pages/smuggled.py", "import rmadesk.adapters.db", "namer", id="page knows an adapter"),
    pytest.param("rmadesk/services/smuggled.py", "import PIL.Image", "frameworks", id="framework in services"),
    pytest.param("rmadesk/domain/smuggled.py", "import sqlite3", "frameworks", id="database in the domain"),
    pytest.param("rmadesk/domain/smuggled.py", "from time import sleep", "pure-domain", id="clock in the domain"),
    pytest.param("rmadesk/adapters/smuggled.py", "from PySide6 import QtCore", "qt", id="Qt in an adapter"),
    pytest.param("rmadesk/adapters/reports/smuggled.py", "import sqlalchemy.orm", "sql", id="SQLAlchemy in a report"),
    pytest.param("ui/smuggled.py", "from sqlalchemy import text", "sql", id="SQLAlchemy in the window"),
    pytest.param("ui/pages/smuggled.py", "import rmadesk.bootstrap", "ui-bootstrap", id="page knows bootstrap"),
    pytest.param("resources/smuggled.py", "import rmadesk.domain", "resources", id="code in resources"),
]


@pytest.fixture(scope="module")
def copy_of_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        for path in modules(package):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    return folder


@pytest.mark.parametrize(("place", "line", "contract"), SMUGGLED)
def test_a_forbidden_import_breaks_its_contract(copy_of_packages: Path, place: str, line: str, contract: str) -> None:
    smuggled = copy_of_packages / place
    smuggled.write_text(f'"""A module that should not be."""\n\n{line}\n', encoding="utf-8")
    try:
        run = lint_imports(copy_of_packages)
    finally:
        smuggled.unlink()
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"{contract_names()[contract]} BROKEN" in run.stdout


# --------------------------------------------------------------------------------- what stands in domain and services

CLOCKS_AND_FILES = frozenset({"now", "utcnow", "today", "open", "read_text", "read_bytes", "write_text", "write_bytes"})


def foreign_imports(source: str) -> set[str]:
    """Top-level names that a module imports and that are neither rmadesk nor the standard library."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"rmadesk"}


def calls_outside(source: str) -> set[str]:
    """Names of the called functions that read a clock or touch a file."""
    called = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
    return names & CLOCKS_AND_FILES


@pytest.mark.parametrize("path", modules("rmadesk/domain", "rmadesk/services"), ids=named)
def test_domain_and_services_need_the_standard_library_only(path: Path) -> None:
    assert foreign_imports(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", modules("rmadesk/domain"), ids=named)
def test_the_domain_reads_no_clock_and_no_file(path: Path) -> None:
    assert calls_outside(path.read_text(encoding="utf-8")) == set()


def test_foreign_imports_and_calls_are_seen() -> None:
    source = (
        "import os, numpy.linalg\nfrom attrs import define\nfrom rmadesk.domain import rma\ndatetime.now(UTC)\nopen(x)"
    )
    assert foreign_imports(source) == {"numpy", "attrs"}
    assert calls_outside(source) == {"now", "open"}


@pytest.mark.parametrize("path", modules("rmadesk", "ui"), ids=named)
def test_a_module_is_short_enough_to_be_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


# ------------------------------------------------------------------------------------------------------------ resources


def test_resources_hold_no_code() -> None:
    assert [named(path) for path in modules("resources")] == ["resources/__init__.py"]
    body = ast.parse((ROOT / "resources/__init__.py").read_text(encoding="utf-8")).body
    assert [type(node) for node in body] == [ast.Expr], "more than a docstring"


# ----------------------------------------------------------------------------------------------------- forbidden words

# Put together here, so that this file does not hold what it looks for.
NO_WORDS = ("pypi" + ".org", "python" + "hosted.org", "index" + "-url", ".." + "/shared")
LOOKED_AT = (*PACKAGES, "tests", "installer", "docs", ".ci", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml")


def text_files() -> Iterator[tuple[Path, str]]:
    for place in LOOKED_AT:
        for path in [ROOT / place] if (ROOT / place).is_file() else sorted((ROOT / place).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path, path.read_text(encoding="utf-8", errors="replace")


def forbidden_words(text: str) -> list[str]:
    return [word for word in NO_WORDS if word in text.lower()]


def test_no_file_names_a_registry_of_packages_or_a_folder_outside() -> None:
    looked_at = {named(path): forbidden_words(text) for path, text in text_files()}
    assert len(looked_at) > 50
    assert {name: words for name, words in looked_at.items() if words} == {}


def test_forbidden_words_are_seen() -> None:
    assert forbidden_words("see https://PyPI" + ".org/simple and --index" + "-url") == [NO_WORDS[0], NO_WORDS[2]]
