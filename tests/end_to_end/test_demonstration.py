"""A demonstration is begun anew each time, but never under somebody who is still looking at the last."""

from pathlib import Path

import pytest

from rmadesk.demo import DATABASE, Demonstration
from rmadesk.domain.errors import FaultError


def test_a_demonstration_is_begun_anew(tmp_path: Path) -> None:
    first = Demonstration(tmp_path)
    first.import_registry()
    first.desk.close()
    second = Demonstration(tmp_path)
    assert second.desk.registry.count() == 0
    second.desk.close()


def test_the_demonstration_in_an_open_window_is_left_alone(tmp_path: Path) -> None:
    first = Demonstration(tmp_path)
    first.import_registry()
    with first.desk.storage.lock_window(), pytest.raises(FaultError, match="database-window-open"):
        Demonstration(tmp_path)
    assert first.desk.registry.count() > 0
    first.desk.close()


def test_a_damaged_demonstration_is_made_again(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all, but long enough to look at" * 50)
    day = Demonstration(tmp_path)
    day.import_registry()
    assert day.desk.registry.count() > 0
    day.desk.close()
