"""The verbs on policy, from files on disk to a box that is judged by them."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.policy_files import CONTRACT_NAME, contract_text, edition_text
from support.program import Done, Program

HW = "hardware-warranty"
REASON = ("--reason", "agreed with the customer")


def written(program: Program, text: str, name: str = "policy.toml") -> Path:
    path = program.home / name
    path.write_text(text, encoding="utf-8")
    return path


def adopted(program: Program, text: str, first_on: str = "2026-01-01", name: str = "policy.toml") -> Any:
    file = written(program, text, name)
    return program.must("policy", "adopt", file, "--from", first_on, *REASON, "--json").answer


def records(done: Done) -> list[Any]:
    return [json.loads(line) for line in done.out.splitlines()]


def register(program: Program, *rows: str) -> None:
    head = "rma_number,issued_at,kind,edition,contract,serial_number"
    program.must("registry", "import", written(program, "\n".join((head, *rows)), "registry.csv"))


def received(program: Program, number: str, at: str) -> Any:
    box = program.must("receive", "--scan", f"RMA-{number}", "--packaging", "original", "--at", at, "--json").answer
    return box["verdicts"][0]


def test_from_a_contract_on_paper_to_a_box_judged_by_it(program: Program) -> None:
    file = written(program, contract_text())
    assert program.must("policy", "check", file).out == "Nothing is wrong.\n"
    register(
        program,
        f"5001,2026-01-10T12:00:00Z,repair,{HW},{CONTRACT_NAME},S1",
        f"5002,2026-01-10T12:00:00Z,repair,{HW},,S2",
    )
    (unadopted,) = records(program.here("policy", "check", "--json"))
    assert (unadopted["code"], unadopted["contract"], unadopted["count"]) == ("contract-not-adopted", CONTRACT_NAME, 1)

    answer = adopted(program, contract_text())
    assert (answer["kind"], answer["name"], answer["version"], answer["edition"]) == ("contract", CONTRACT_NAME, 1, HW)
    assert "text" not in answer
    assert program.must("policy", "check").out == "Nothing is wrong.\n"

    kept = received(program, "5001", "2026-02-24T12:00:00-08:00")  # day 45
    plain = received(program, "5002", "2026-02-24T12:00:00-08:00")
    assert (kept["edition_version"], kept["contract"], kept["contract_version"]) == (2, CONTRACT_NAME, 1)
    assert "rma-expired" not in {each["rule"] for each in kept["findings"]}
    assert (plain["contract"], plain["contract_version"]) == (None, None)
    assert "rma-expired" in {each["rule"] for each in plain["findings"]}


def test_the_citation_names_the_contract(program: Program) -> None:
    adopted(program, contract_text())
    register(program, f"5001,2026-01-10T12:00:00Z,repair,{HW},{CONTRACT_NAME},S1")
    judged = received(program, "5001", "2026-02-25T12:00:00-08:00")  # day 46
    (expired,) = [each for each in judged["findings"] if each["rule"] == "rma-expired"]
    assert expired["source"] == f"desk; contract {CONTRACT_NAME}"
    assert expired["figures"]["valid_days"] == 45


def test_the_dock_cites_the_contract_in_the_clerks_language(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    adopted(program, contract_text())
    register(program, f"5001,2026-01-10T12:00:00Z,repair,{HW},{CONTRACT_NAME},S1")
    monkeypatch.setattr(Program, "environment", {**program.environment, "LANG": "de_DE.UTF-8"})
    received = ("receive", "--scan", "5001", "--packaging", "original", "--at", "2026-02-25T12:00:00-08:00")
    assert f"[eigenes Ermessen der Annahme; Vertrag {CONTRACT_NAME}]" in program.must(*received).out


def test_what_was_adopted_survives_a_rebuild_of_the_tables(program: Program) -> None:
    adopted(program, contract_text())
    program.must("policy", "end", CONTRACT_NAME, "--on", "2026-06-30", *REASON)
    before = program.must("policy", "list", "--json").out
    program.must("db", "rebuild")
    assert program.must("policy", "list", "--json").out == before
    program.must("db", "check")


def test_the_list_in_words_and_in_json(program: Program) -> None:
    adopted(program, edition_text(HW), "2090-01-01")
    adopted(program, contract_text(applies_to="2026-12-31"))
    listed = records(program.must("policy", "list", "--json"))
    assert [(each["name"], each["version"], each["applies_to"]) for each in listed] == [
        (HW, 1, None),
        (HW, 2, None),
        (HW, 3, None),
        ("support-page", 1, None),
        ("support-page", 2, None),
        (CONTRACT_NAME, 1, "2026-12-31"),
    ]
    assert [each["in_force"] for each in listed[:5]] == [False, True, False, False, True]
    heading, *lines = program.must("policy", "list").out.splitlines()
    assert re.split("  +", heading) == [
        "kind",
        "name",
        "version",
        "applies from",
        "applies to",
        "today",
        "by whom",
        "over edition",
        "customer",
    ]
    assert len(lines) == len(listed)
    assert [line[heading.index("name") :].split()[0] for line in lines] == [each["name"] for each in listed]
    ends = {heading.index("version") + len("version")}
    assert {line.index(f" {each['version']} ") + 2 for line, each in zip(lines, listed, strict=True)} == ends


def test_every_effect_figure_and_source_is_shown(program: Program) -> None:
    shown = program.must("policy", "show", HW).out
    for text in ("rules.rma-expired", "valid_days\t30", "clocks.payment-due", "shipping.onsite", "desk"):
        assert text in shown
    assert "Hardware Warranty & Support Procedures: Packaging requirements" in shown
    answer = program.must("policy", "show", f"{HW}@1", "--json").answer
    assert (answer["edition"], answer["version"], answer["contract"]) == (HW, 1, None)
    days = [each for each in answer["statements"] if each["key"] == "valid_days"]
    assert days == [
        {
            "section": "rules",
            "name": "rma-expired",
            "key": "valid_days",
            "effect": None,
            "figure": "30",
            "source": None,
            "contract": None,
        }
    ]


def test_a_contract_is_shown_over_its_edition(program: Program) -> None:
    adopted(program, contract_text())
    assert (
        f"valid_days\t45\tcontract {CONTRACT_NAME}"
        in program.must("policy", "show", HW, "--contract", CONTRACT_NAME).out
    )


def test_only_what_a_contract_sets_is_shown_as_its_own(program: Program) -> None:
    packaging = '[rules.packaging-not-accepted]\naccepted = ["original"]\n'
    body = packaging + "[shipping.advance-replacement]\nneeds_entitlement = false"
    shown = program.must("policy", "show", written(program, contract_text(body)), "--json").answer
    assert [each["key"] for each in shown["statements"] if each["contract"]] == ["accepted", "needs_entitlement"]


def test_a_contract_over_another_edition_is_named_with_its_own(program: Program) -> None:
    adopted(program, contract_text())
    done = program.here("policy", "show", "support-page", "--contract", CONTRACT_NAME)
    assert (done.status, f"{CONTRACT_NAME} ({HW})" in done.err) == (1, True)


def test_editions_versions_contracts_and_files_are_compared(program: Program) -> None:
    adopted(program, contract_text())
    file = written(program, edition_text(HW, ("valid_days = 30", "valid_days = 31")), "draft.toml")
    assert program.must("policy", "diff", HW, HW).out == "Nothing differs.\n"
    assert program.must("policy", "diff", HW, file).out.splitlines() == [
        f"key                           {HW}  {file}",
        f"rules.rma-expired.valid_days  {'30':{len(HW)}}  31",
    ]
    told = program.must("policy", "diff", CONTRACT_NAME, file, "--json").answer
    (difference,) = told["differences"]
    assert (difference["left"]["value"], difference["left"]["contract"]) == ("45", CONTRACT_NAME)
    assert (difference["right"]["value"], difference["right"]["contract"]) == ("31", None)
    assert (told["left"]["contract"], told["right"]["version"]) == (CONTRACT_NAME, 3)
    assert len(records(program.must("policy", "diff", f"{HW}@1", f"{HW}@2", "--json"))[0]["differences"]) > 10


def test_a_check_tells_all_that_is_wrong_with_line_and_key(program: Program) -> None:
    text = edition_text(HW, ("valid_days = 30", 'valid_days = "30"'), ("whole_systems_only = false", "whole = false"))
    file = written(program, text)
    done = program.process("policy", "check", file)
    assert (done.status, done.err) == (1, "")
    lines = done.out.splitlines()
    assert len(lines) == 3
    for line, key in zip(lines, ("rules.rma-expired.valid_days", "rules.packaging-not-accepted", "whole"), strict=True):
        assert line.startswith(f"{file}, line ")
        assert key in line
    coded = records(program.here("policy", "check", file, "--json"))
    assert [each["code"] for each in coded] == ["policy-not-whole", "policy-missing", "policy-unknown-key"]
    number = text[: text.index('valid_days = "30"')].count("\n") + 1
    assert (coded[0]["line"], coded[0]["key"]) == (number, "rules.rma-expired.valid_days")
    assert coded[0]["message"] == lines[0]


def test_a_file_that_can_not_be_read_does_not_silence_the_others(program: Program) -> None:
    sound, wrong = written(program, contract_text()), written(program, contract_text("[rules.late]"), "wrong.toml")
    done = program.here("policy", "check", program.home / "gone.toml", wrong, sound, "--json")
    assert (done.status, done.err) == (1, "")
    assert [each["code"] for each in records(done)] == ["policy-file-missing", "policy-unknown-rule"]


def test_an_edition_with_a_missing_rule(program: Program) -> None:
    text = edition_text(HW, ('[rules.outer-damage.default]\neffect = "note"\n', ""))
    done = program.here("policy", "adopt", written(program, text), "--from", "2027-01-01", *REASON)
    assert done.status == 1
    assert "rules.outer-damage is missing" in done.err
    assert len(records(program.must("policy", "list", "--json"))) == 4


def make_nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(make_nothing, "There is no policy file", id="nothing"),
        pytest.param(Path.mkdir, "is a folder", id="a folder"),
        pytest.param(os.mkfifo, "may not be read, or is none", id="a pipe"),
        pytest.param(lambda path: path.write_bytes(b"a = '\xe4'"), "is not UTF-8", id="Latin-1"),
        pytest.param(lambda path: path.write_bytes(b"\x00" * 9), "line 1", id="zeros"),
        pytest.param(lambda path: path.write_bytes(b"#" * 300_000), "is larger than 256 KB", id="too large"),
        pytest.param(lambda path: path.write_text("a = 1\nb = = 2"), "line 2", id="not TOML"),
        pytest.param(lambda path: path.write_text(""), "says neither “contract”", id="empty"),
        pytest.param(
            lambda path: path.write_text("[rules.rma-expired]\nvalid_days = 45"), "says neither", id="neither"
        ),
        pytest.param(lambda path: path.write_text("a = " + "[" * 60_000), "policy.toml", id="nested"),
        pytest.param(lambda path: path.write_text('contract = "\\u202eX"'), "must be a text", id="turned text"),
    ],
)
@pytest.mark.parametrize(
    "verb",
    [
        ("policy", "check", "{file}"),
        ("policy", "adopt", "{file}", "--from", "2027-01-01", *REASON),
        ("policy", "diff", HW, "{file}"),
        ("policy", "show", "{file}"),
    ],
    ids=lambda verb: verb[1],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(
    program: Program, verb: tuple[str, ...], make: Callable[[Path], object], said: str
) -> None:
    path = program.home / "policy.toml"
    make(path)
    done = program.here(*(word.format(file=path) for word in verb))
    assert done.status == 1
    assert said in done.out + done.err
    assert "Traceback" not in done.err
    assert "\u202e" not in done.out + done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "house-rules"), "policy-unknown"),
        (("show", f"{HW}@9"), "policy-no-version"),
        (("show", HW, "--contract", "ACME"), "contract-unknown"),
        (("diff", HW, "\u202ex"), "policy-unknown"),
        (("end", "ACME", "--on", "2026-12-31", *REASON), "contract-unknown"),
        (("end", "ACME", "--on", "2026-12-31", "--reason", " "), "policy-no-reason"),
    ],
)
def test_a_name_that_nobody_knows_is_refused(program: Program, arguments: tuple[str, ...], code: str) -> None:
    done = program.here("policy", *arguments, "--json")
    assert (done.status, done.out, done.problem["code"]) == (1, "", code)
    assert "\u202e" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("adopt", "x.toml", *REASON),
        ("adopt", "x.toml", "--from", "2026-01-01"),
        ("adopt", "x.toml", "--from", "01/02/2026", *REASON),
        ("adopt", "--from", "2026-01-01", *REASON),
        ("end", "ACME", *REASON),
        ("diff", HW),
        ("show",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told(program: Program, arguments: tuple[str, ...]) -> None:
    assert program.here("policy", *arguments).status == 2


@pytest.mark.parametrize("verb", [("list",), ("check",), ("show", HW), ("diff", HW, "support-page")], ids=" ".join)
def test_a_misspelt_database_is_no_policy(tmp_path: Path, verb: tuple[str, ...]) -> None:
    program = Program(tmp_path)
    done = program.here("policy", *verb, "--json")
    assert (done.status, done.problem["code"]) == (1, "database-missing")
    assert not program.database.exists()


def test_a_box_that_came_before_the_edition_applied(program: Program) -> None:
    done = program.here(
        "receive", "--scan", "RMA-1", "--packaging", "original", "--at", "1999-12-31T23:59:59-08:00", "--json"
    )
    assert (done.status, done.problem["code"]) == (1, "policy-not-yet")
    assert (done.problem["asked_on"], done.problem["first_on"]) == ("1999-12-31", "2000-01-01")
