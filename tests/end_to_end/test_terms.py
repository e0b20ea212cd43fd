"""Terms of service and support from the real program: every clause in both languages, as a page and as JSON."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from rmadesk.bootstrap import Desk
from support.program import Program

REGISTRY = """\
rma_number,edition,kind,whole_system,country,region,support_level,advance_replacement,serial_number,family
7001,support-page,repair,true,US,Oregon,silver,false,A1,rackmount-server
7001,support-page,repair,true,US,Oregon,silver,false,A2,truenas-mini
7002,support-page,repair,true,DE,,gold,true,B1,rackmount-server
7003,hardware-warranty,repair,true,JP,,bronze,,C1,rackmount-server
7004,support-page,repair,,,,,,,
"""
ALL = (
    "--identified=2026-11-25T12:00:00.000001-08:00",
    "--appointment=2026-11-27T09:00:00-08:00",
    "--root-cause=2026-11-25T08:00:00-08:00",
    "--parts-onsite=2026-11-25T09:30:00-08:00",
    "--at=2026-11-25T09:00:00-08:00",
)


@pytest.fixture
def registered(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    (tmp_path / "registry.csv").write_text(REGISTRY, encoding="utf-8")
    program.must("registry", "import", tmp_path / "registry.csv")
    return program


def test_the_real_program_answers_in_one_line_of_json(registered: Program) -> None:
    done = registered.process("terms", "rma-7001", *ALL, "--json")
    assert (done.status, done.err) == (0, "")
    answer = done.answer
    assert answer["rma_number"] == "7001"
    assert answer["edition"]["id"] == "support-page"
    assert [(unit["serial_number"], unit["answer"]) for unit in answer["advance_replacement"]] == [
        ("A1", "allowed"),
        ("A2", "not-allowed"),
    ]
    assert (answer["return_label"]["answer"], answer["way_back"]["answer"]) == ("ask", "allowed")
    promise = answer["promise"]
    assert [promise[key] for key in ("counts_as_on", "leaves_on", "arrives_on")] == [
        "2026-11-27",
        "2026-11-27",
        "2026-11-30",
    ]
    assert promise["source"] == "Support: Scope of the service contract and SLA"
    assert (answer["appointment"]["is_kept"], answer["appointment"]["earliest_at"]) == (
        True,
        "2026-11-27T17:00:00+00:00",
    )
    assert answer["onsite"]["deadline_at"] == "2026-11-25T21:30:00+00:00"
    assert (answer["support"]["level"], answer["phone"]["number"]) == ("silver", "1 (855) 473-7449")
    assert answer["level_phones"][0]["number"].endswith("203")


def everything_said(answer: object) -> list[dict[str, str]]:
    if isinstance(answer, list):
        return [said for part in answer for said in everything_said(part)]
    if isinstance(answer, dict):
        own = [answer] if "detail" in answer else []
        return own + [said for part in answer.values() for said in everything_said(part)]
    return []


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("rma", ["7001", "7002", "7003", "7004"])
def test_everything_said_has_its_clause_and_stands_on_the_page(registered: Program, rma: str, language: str) -> None:
    with patch.object(Program, "environment", registered.environment | {"LANG": f"{language}.UTF-8"}):
        answer = registered.must("terms", rma, *ALL, "--json").answer
        page = registered.must("terms", rma, *ALL).out
    said = everything_said(answer)
    assert len(said) > 12
    for each in said:
        assert each["detail"] in page
        assert f"[{each['source']}]" in page
        assert "{" not in each["detail"]
        assert "?" not in each["detail"]
    assert ("Who answers now" in page) is (language == "en")


@pytest.mark.parametrize(
    ("rma", "leaves", "arrives"),
    [("7002", "2026-11-26", "2026-11-27"), ("7003", None, None), ("7004", None, None)],
    ids=["EU: no Thanksgiving", "no such rule", "no country"],
)
def test_the_promise_goes_by_edition_and_country(
    registered: Program, rma: str, leaves: str | None, arrives: str | None
) -> None:
    promise = registered.must("terms", rma, "--identified", "2026-11-26T11:00:00+01:00", "--json").answer["promise"]
    assert (promise["leaves_on"], promise["arrives_on"]) == (leaves, arrives)


def test_the_holidays_are_those_of_the_country_that_is_set(registered: Program) -> None:
    settings = registered.home / ".config" / "rmadesk" / "config.toml"
    settings.parent.mkdir(parents=True)
    ask = ("terms", "7002", "--identified", "2026-07-14T09:00:00+02:00", "--json")
    assert registered.must(*ask).answer["promise"]["leaves_on"] == "2026-07-14"
    settings.write_text('[site]\neu_country = "FR"\n', encoding="utf-8")
    assert registered.must(*ask).answer["promise"]["leaves_on"] == "2026-07-15"
    settings.write_text('[site]\neu_country = "BV"\n', encoding="utf-8")
    problem = registered.here(*ask).problem
    assert (problem["code"], problem["key"], problem["file"]) == (
        "config-country-holidays",
        "site.eu_country",
        str(settings),
    )


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        pytest.param(("7009",), 1, "rma-not-in-registry", id="no such RMA"),
        pytest.param(("7001", "--at", "0001-01-01T00:00:00+00:00"), 1, "instant-out-of-range", id="year 1"),
        pytest.param(("7002", "--identified", "9999-12-31T23:59:59+00:00"), 1, "instant-out-of-range", id="year 9999"),
        pytest.param(("7001", "--at", "2026-11-25"), 2, "usage", id="no offset"),
        pytest.param(("7001", "--identified", "noon"), 2, "usage", id="no instant"),
        pytest.param((), 2, "usage", id="no RMA"),
    ],
)
def test_a_wrong_question_is_refused(registered: Program, arguments: tuple[str, ...], status: int, code: str) -> None:
    done = registered.here("terms", *arguments, "--json")
    assert (done.status, done.problem["code"], done.out) == (status, code, "")


def test_without_a_database_there_is_nothing_to_ask(tmp_path: Path) -> None:
    program = Program(tmp_path)
    done = program.here("terms", "7001")
    assert done.status == 1
    assert not program.database.exists()


def test_support_is_listed_without_a_database(tmp_path: Path) -> None:
    program = Program(tmp_path)
    done = program.process("support", "--json")
    assert (done.status, done.err) == (0, "")
    records = [json.loads(line) for line in done.out.splitlines()]
    counts = {kind: len([each for each in records if each["record"] == kind]) for kind in KINDS}
    assert counts == {"statement": 8, "response": 8, "notice": 9, "phone": 17}
    assert all(each["source"] for each in records)
    assert not program.database.exists()


KINDS = ("statement", "response", "notice", "phone")


def test_support_is_listed_on_a_page(tmp_path: Path) -> None:
    page = Program(tmp_path).must("support").out
    support = Desk(tmp_path / "none.sqlite").support
    for phone in support.terms.phones:
        assert phone.on_paper in page
    for entry in (*support.terms.statements, *support.terms.responses, *support.terms.notices):
        assert support.citation(entry) in page
    for severity in ("S1:", "S2:", "S3:", "S4:", "50"):
        assert severity in page


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (("--country", "se"), {"+46-8-124-004-05"}),
        (("--country", "FR"), {"+1 (408) 943-4100"}),
        (("--level", "gold", "--country", "DE"), {"+49-800-1808922"}),
    ],
    ids=["Sweden", "a country without one", "level and country"],
)
def test_support_of_a_country(tmp_path: Path, arguments: tuple[str, ...], numbers: set[str]) -> None:
    records = [json.loads(line) for line in Program(tmp_path).must("support", *arguments, "--json").out.splitlines()]
    assert {each["number"] for each in records if each["record"] == "phone"} == numbers


def test_support_of_a_level(tmp_path: Path) -> None:
    done = Program(tmp_path).must("support", "--level", "bronze", "--json")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert all("bronze" in each["levels"] for each in records if each["record"] == "statement")
    numbers = [each["number"] for each in records if each["record"] == "phone"]
    assert "(408) 943-4100 × 203" in numbers
    assert "(855) 499-5131" not in numbers


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [(("--country", "Sweden"), 1, "country-unknown"), (("--level", "iron"), 2, "usage")],
    ids=["no such country", "no such level"],
)
def test_support_of_nowhere_is_refused(tmp_path: Path, arguments: tuple[str, ...], status: int, code: str) -> None:
    done = Program(tmp_path).here("support", *arguments, "--json")
    assert (done.status, done.problem["code"]) == (status, code)
