"""The storages that must keep one contract: in memory, and SQLite on a real file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rmadesk.adapters.db import storage as storage_module
from rmadesk.adapters.db.storage import SqliteStorage
from support.databases import fresh_database
from support.fakes import MemoryStorage


@pytest.fixture(params=["memory", "sqlite"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Either storage, new and empty; a writer waits a twentieth of a second for another."""
    monkeypatch.setattr(storage_module, "BUSY_WAIT_MS", 50)
    opened = MemoryStorage() if request.param == "memory" else SqliteStorage(fresh_database(tmp_path), "ana")
    yield opened
    opened.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A new database file of ours."""
    return fresh_database(tmp_path)
