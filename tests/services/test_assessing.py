"""The assessor: by which terms a case is judged, and what a run that goes on for hours knows."""

import io
import json
from datetime import date
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import PolicyKind
from rmadesk.services.assessing import AssessingDesk
from rmadesk.services.case_lines import case_lines
from support.desk import TestDesk
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_text, facts
from support.policy_records import adopted

LAST_OLD_DAY, FIRST_NEW_DAY = "2026-06-30T23:59:59-07:00", "2026-07-01T00:00:00-07:00"
SHORTER = edition_text(HARDWARE_WARRANTY).replace("version = 2", "version = 3", 1).replace("= 30", "= 9", 1)
CONTRACT = """\
contract = "Contoso 2026"
edition = "hardware-warranty"
version = 1
applies_from = 2026-01-01

[rules.rma-expired]
valid_days = 45
"""


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def save(desk: TestDesk, *policies: Any) -> None:
    with desk.storage.writing("test") as work:
        for policy in policies:
            work.policies.save(policy)
        work.commit()


def assessing(desk: TestDesk) -> AssessingDesk:
    return AssessingDesk(desk.policy_book, lambda: desk.storage)


def rules(desk: TestDesk, *cases: dict[str, Any], contract: str | None = None) -> list[list[str]]:
    given = io.BytesIO("\n".join(json.dumps(case) for case in cases).encode())
    answers = [each.assessment for each in assessing(desk).lines(given, contract)]
    return [[finding.rule for finding in answer.findings] if answer else ["none"] for answer in answers]


def aged(arrived_at: str, issued_at: str, edition: str = HARDWARE_WARRANTY) -> dict[str, Any]:
    return facts(edition, arrived_at=arrived_at, rma__issued_at=issued_at)


def test_the_terms_are_those_in_force_on_the_local_day_of_arrival(desk: TestDesk) -> None:
    name = {"kind": PolicyKind.EDITION, "name": HARDWARE_WARRANTY, "version": 3, "text": SHORTER}
    save(desk, adopted("1", **name, applies_from=date(2026, 7, 1), applies_to=None))
    issued_at = "2026-06-15T12:00:00-07:00"
    cases = [aged(arrived_at, issued_at) for arrived_at in (LAST_OLD_DAY, FIRST_NEW_DAY, LAST_OLD_DAY)]
    assert rules(desk, *cases) == [[], ["rma-expired"], []]
    assert rules(desk, aged(FIRST_NEW_DAY, issued_at, SUPPORT_PAGE)) == [[]]


def test_a_contract_is_laid_over_its_edition_on_its_days(desk: TestDesk) -> None:
    save(desk, adopted("1", text=CONTRACT, applies_to=date(2026, 6, 30)))
    issued_at = "2026-05-20T12:00:00-07:00"
    cases = [aged(LAST_OLD_DAY, issued_at), aged(FIRST_NEW_DAY, issued_at)]
    assert rules(desk, *cases, contract="Contoso 2026") == [[], ["rma-expired"]]
    assert rules(desk, *cases) == [["rma-expired"], ["rma-expired"]]
    assert rules(desk, aged(LAST_OLD_DAY, issued_at, SUPPORT_PAGE), contract="Contoso 2026") == [["rma-expired"]]


def test_a_contract_that_nobody_adopted_is_refused_before_the_first_line(desk: TestDesk) -> None:
    save(desk, adopted("1", text=CONTRACT))
    with pytest.raises(RefusedError) as raised:
        next(assessing(desk).lines(io.BytesIO(b"{}"), "Contoso 2027"))
    assert (raised.value.code, raised.value.figures["known"]) == ("contract-unknown", "Contoso 2026")


def test_what_is_adopted_while_a_run_goes_on_does_not_count(desk: TestDesk) -> None:
    issued_at = "2026-06-15T12:00:00-07:00"
    line = json.dumps(aged(FIRST_NEW_DAY, issued_at)).encode() + b"\n"
    running = assessing(desk).lines(io.BytesIO(line * 2))
    first = next(running)
    name = {"kind": PolicyKind.EDITION, "name": HARDWARE_WARRANTY, "version": 3, "text": SHORTER}
    save(desk, adopted("1", **name, applies_from=date(2026, 7, 1), applies_to=None))
    assert next(running).assessment == first.assessment
    assert rules(desk, aged(FIRST_NEW_DAY, issued_at)) == [["rma-expired"]]


def test_without_a_database_the_editions_that_ship_are_all_there_is(desk: TestDesk) -> None:
    alone = AssessingDesk(desk.policy_book, None)
    (answer,) = alone.lines(io.BytesIO(json.dumps(facts()).encode()))
    assert answer.assessment
    with pytest.raises(RefusedError) as raised:
        alone.assessor("Contoso 2026")
    assert raised.value.code == "contract-unknown"


def test_lines_are_numbered_with_the_blank_ones() -> None:
    given = b"\n1\r\n  \n\n2"
    assert list(case_lines(io.BytesIO(given))) == [(2, b"1\r\n"), (5, b"2")]
