"""`rmadesk policy replay` through the real program: its answers, its exit statuses, and that it writes nothing."""

import json
from pathlib import Path

import pytest

from support.databases import database_of_first_schema, edit, rows_of
from support.policy import HARDWARE_WARRANTY, edition_text
from support.program import Program

CONTENTS = ("box", "event", "personal", "adopted_policy", "authorization")


@pytest.fixture
def old(tmp_path: Path) -> Program:
    """The program at a database that the first release filled."""
    made = Program(tmp_path)
    database_of_first_schema(tmp_path, made.database.name)
    return made


def test_what_the_first_release_judged_is_judged_the_same_under_its_own_terms(old: Program) -> None:
    done = old.process("policy", "replay", "--json")
    assert (done.status, done.err) == (0, "")
    found = done.answer
    assert (found["exact"], found["boxes"], found["verdicts"], found["changed"]) == (True, 3, 4, 0)
    assert (found["rules"], found["examples"], found["unjudged"]) == ([], [], [])
    assert sum(each["verdicts"] for each in found["turns"]) == 4
    assert "0 come out otherwise" in old.must("policy", "replay").out


def test_a_verdict_that_its_own_terms_do_not_give_is_told_with_status_3(old: Program) -> None:
    old.must("policy", "replay")
    edit(old.database, "UPDATE box SET verdicts = replace(verdicts, '\"age_days\":50', '\"age_days\":12')")
    done = old.here("policy", "replay", "--json")
    assert done.status == 3
    assert done.answer["changed"] == 1
    assert [each["rule"] for each in done.answer["rules"]] == ["rma-expired"]
    told = old.here("policy", "replay")
    assert told.status == 3
    assert done.answer["examples"][0]["box_id"] in told.out


def test_another_edition_and_a_file_that_nobody_adopted(old: Program) -> None:
    other = old.must("policy", "replay", "--edition", "support-page", "--json").answer
    assert (other["exact"], other["changed"]) == (False, 2)
    assert {each["rule"] for each in other["rules"]} == {"rma-number-unreadable", "money-back-late"}
    assert {"before": "hold", "after": "refuse", "verdicts": 1} in other["turns"]
    candidate = old.home / "candidate.toml"
    candidate.write_text(
        edition_text(HARDWARE_WARRANTY).replace("valid_days = 30", "valid_days = 99", 1), encoding="utf-8"
    )
    told = old.must("policy", "replay", "--edition", candidate)
    assert "1 would change" in told.out


def test_it_writes_nothing(old: Program) -> None:
    old.must("policy", "replay")
    before = {table: rows_of(old.database, table) for table in CONTENTS}
    old.must("policy", "replay", "--edition", "support-page")
    assert {table: rows_of(old.database, table) for table in CONTENTS} == before


@pytest.mark.parametrize(
    ("days", "boxes"),
    [
        (("--from", "2026-11-20", "--to", "2026-11-20"), 3),
        (("--from", "2026-11-21"), 0),
        (("--to", "2026-11-19"), 0),
    ],
)
def test_days_of_arrival(old: Program, days: tuple[str, ...], boxes: int) -> None:
    assert old.must("policy", "replay", "--json", *days).answer["boxes"] == boxes


def test_terms_that_are_gone_are_named_and_the_others_go_on(old: Program) -> None:
    old.must("policy", "replay")
    edit(
        old.database,
        "UPDATE box SET verdicts = replace(verdicts, '\"edition_version\":1', '\"edition_version\":9')"
        " WHERE verdict = 'refuse'",
    )
    done = old.here("policy", "replay", "--json")
    assert done.status == 1
    assert done.answer["verdicts"] == 2
    (gone,) = done.answer["unjudged"]
    assert (gone["code"], gone["edition"], gone["version"], gone["verdicts"]) == (
        "policy-version-gone",
        HARDWARE_WARRANTY,
        9,
        2,
    )
    told = old.here("policy", "replay")
    assert told.status == 1
    assert "version 9" in told.out


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("--edition", "no-such"), 1, "policy-unknown"),
        (("--edition", "no-such.toml"), 1, "policy-file-missing"),
        (("--edition", "support-page@77"), 1, "policy-no-version"),
        (("--from", "yesterday"), 2, "usage"),
        (("--from", "2026-12-02", "--to", "2026-12-01"), 2, "usage"),
    ],
)
def test_what_it_refuses(old: Program, arguments: tuple[str, ...], status: int, code: str) -> None:
    done = old.here("policy", "replay", "--json", *arguments)
    assert (done.status, done.out) == (status, "")
    assert done.problem["code"] == code


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    program = Program(tmp_path)
    done = program.here("policy", "replay", "--json")
    assert (done.status, done.problem["code"]) == (1, "database-missing")
    assert not program.database.exists()
    assert json.loads(done.err)
