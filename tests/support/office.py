"""A manager's office for tests: the policy desk over a station, with the files that a test writes."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.services.policies import PolicyDesk
from support.desk import TestDesk

TODAY = date(2026, 11, 20)
TOMORROW = date(2026, 11, 21)
REASON = "agreed with the customer"


class Texts:
    """The port `PolicyFiles`, over texts."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def read(self, path: Path) -> str:
        return self.given[str(path)]


class SomeHolidays:
    """The port `Holidays`, of two countries."""

    def known(self, country: str) -> bool:
        return country in {"DE", "US"}

    def is_holiday(self, country: str, day: date) -> bool:
        raise AssertionError(f"nobody asks whether {day} is a holiday in {country}")


class Office:
    """A policy desk over a station, and the files that a manager has."""

    def __init__(self, **site: Any) -> None:
        self.desk = TestDesk()
        self.texts = Texts()
        self.policies = PolicyDesk(
            self.desk.storage,
            self.desk.ledger,
            self.desk.policy_book,
            self.texts,
            SomeHolidays(),
            replace(self.desk.site, **site),
        )

    def file(self, text: str, name: str = "policy.toml") -> Path:
        self.texts.given[name] = text
        return Path(name)

    def adopt(self, text: str, applies_from: date = TODAY, reason: str = REASON) -> AdoptedPolicy:
        return self.policies.adopt(self.file(text), applies_from, reason)

    def check(self, *texts: str) -> list[str]:
        paths = tuple(self.file(text, f"{place}.toml") for place, text in enumerate(texts))
        return [fault.code for fault in self.policies.check_files(paths)]

    def refusal(self, text: str, applies_from: date = TODAY, reason: str = REASON) -> RefusedError:
        before = len(self.desk.events())
        with pytest.raises(RefusedError) as refused:
            self.adopt(text, applies_from, reason)
        assert len(self.desk.events()) == before
        return refused.value
