"""The program at a database with a registry and one box, a fresh copy for each test."""

import shutil
from pathlib import Path

import pytest

from support.program import Program
from support.told import DEMO, PICTURE


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the registry and one box."""
    program = Program(tmp_path_factory.mktemp("template"))
    program.must("registry", "import", DEMO / "registry.csv")
    program.must("receive", "--image", PICTURE, "--packaging", "original")
    return program.database


@pytest.fixture
def program(template: Path, tmp_path: Path) -> Program:
    """The program at a copy of that database, in a folder of its own."""
    made = Program(tmp_path)
    shutil.copy(template, made.database)
    return made
