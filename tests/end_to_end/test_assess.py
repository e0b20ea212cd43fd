"""`rmadesk assess` through the real program: five hundred cases, every kind of bad line, pipes and exit statuses."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import psutil
import pytest

from rmadesk.services.case_lines import LONGEST_LINE
from support.policy import ADVANCE, SUPPORT_PAGE, facts
from support.program import Done, Program, finished
from support.unprivileged import folder_open_to_all

CASES = Path(__file__).parents[1] / "data" / "policy-cases.jsonl"
CLEAN = json.dumps(facts()).encode()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program where there is no database."""
    return Program(tmp_path)


def assess(program: Program, given: bytes, *options: str) -> Done:
    """From a file, in this process."""
    file = program.home / "cases.jsonl"
    file.write_bytes(given)
    return program.here("assess", file, *options)


def piped(program: Program, given: bytes, *options: str) -> Done:
    process = program.start("assess", *options, stdin=subprocess.PIPE)
    out, err = process.communicate(given, timeout=60)
    return Done(process.returncode, out.decode(), err.decode())


def answers(done: Done) -> list[Any]:
    assert "Traceback" not in done.err
    return [json.loads(line) for line in done.out.splitlines()]


# ------------------------------------------------------------------------------------------------------------ the cases


def test_the_five_hundred_cases_agree_and_no_database_is_made(program: Program) -> None:
    done = program.process("assess", CASES)
    assert (done.status, done.err) == (0, "")
    expected = [json.loads(line)["expect"] for line in CASES.read_text(encoding="utf-8").splitlines()]
    given = answers(done)
    assert len(given) == len(expected) == 500
    for answer, expect in zip(given, expected, strict=True):
        assert set(answer) == {"verdict", "findings", "pending", "charges"}
        assert answer["verdict"] == expect["verdict"]
        assert [{"rule": each["rule"], "effect": each["effect"]} for each in answer["findings"]] == expect["findings"]
        assert sorted(answer["pending"]) == sorted(expect["pending"])
        assert answer["charges"] == expect["charges"]
        for finding in answer["findings"]:
            assert set(finding) == {"rule", "effect", "source", "detail", "figures"}
            assert finding["source"]
            assert finding["detail"].endswith((".", "?", "!"))
    assert not program.database.exists()


def test_a_finding_is_told_with_its_figures_and_its_clause(program: Program) -> None:
    expired = facts(arrived_at="2026-11-20T09:15:00-08:00", rma__issued_at="2026-10-20T15:00:00-07:00")
    (answer,) = answers(assess(program, json.dumps(expired).encode()))
    (finding,) = (each for each in answer["findings"] if each["rule"] == "rma-expired")
    assert finding["detail"] == "Issued Oct 20, 2026: 31 days on arrival; 30 are allowed."
    assert finding["figures"] | {"age_days": 31, "valid_days": 30, "issued_on": "2026-10-20"} == finding["figures"]


def test_a_charge_has_an_amount_of_two_decimals_in_dollars(program: Program) -> None:
    late = facts(SUPPORT_PAGE, arrived_at="2026-07-18T10:20:00-07:00", advance=ADVANCE)
    unknown_cost = facts(
        SUPPORT_PAGE, arrived_at="2026-07-18T10:20:00-07:00", advance={**ADVANCE, "replacement_cost": None}
    )
    first, second = answers(assess(program, b"\n".join(json.dumps(each).encode() for each in (late, unknown_cost))))
    assert first["charges"] == [{"rule": "advance-return-late", "amount": "212.00", "currency": "USD"}]
    assert second["charges"] == [{"rule": "advance-return-late", "amount": None, "currency": "USD"}]


# ------------------------------------------------------------------------------------------------------------ bad lines


def changed(**facts_changed: Any) -> bytes:
    return json.dumps(facts(**facts_changed)).encode()


def without(key: str) -> bytes:
    case = facts()
    del case[key]
    return json.dumps(case).encode()


BAD_LINES = [
    pytest.param(b"{", "(line)", "JSON at character 2", id="cut off"),
    pytest.param(b"edition=hardware-warranty", "(line)", "JSON at character 1", id="no JSON"),
    pytest.param(b"{'edition': 1}", "(line)", "JSON at character 2", id="Python's quotes"),
    pytest.param(CLEAN + b" " + CLEAN, "(line)", "JSON at character", id="two on a line"),
    pytest.param(CLEAN + b",", "(line)", "JSON at character", id="a comma behind"),
    pytest.param(CLEAN.replace(b"null", b"NaN", 1), "(line)", "NaN is not JSON", id="NaN"),
    pytest.param(CLEAN.replace(b"null", b"-Infinity", 1), "(line)", "-Infinity is not JSON", id="infinity"),
    pytest.param(CLEAN.replace(b"{", b'{"edition": "support-page", ', 1), "edition", "twice", id="a key twice"),
    pytest.param(b'{"case": {}, "case": {}}', "case", "twice", id="two cases"),
    pytest.param(CLEAN.replace(b"read", b"r\xe9ad"), "(line)", "UTF-8 at byte", id="Latin-1"),
    pytest.param(CLEAN.replace(b"read", b"\xed\xa0\x80"), "(line)", "UTF-8 at byte", id="half a pair, raw"),
    pytest.param(CLEAN.decode().encode("utf-16"), "(line)", "UTF-8 at byte 1", id="UTF-16"),
    pytest.param(b"\xef\xbb\xbf\xef\xbb\xbf" + CLEAN, "(line)", "JSON at character 1", id="two byte order marks"),
    pytest.param(CLEAN[:-1] + b"\0}", "(line)", "JSON at character", id="a NUL"),
    pytest.param(b"[" * 100_000, "(line)", "beyond all measure", id="brackets without end"),
    pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "(line)", "beyond all measure", id="objects in objects"),
    pytest.param(b"1" * 5000, "(line)", "beyond all measure", id="a number of five thousand digits"),
    pytest.param(b'"' + b"x" * LONGEST_LINE + b'"', "(line)", "longer than 1000000 bytes", id="too long"),
    pytest.param(b"x" * (LONGEST_LINE * 3), "(line)", "longer than 1000000 bytes", id="three times too long"),
    pytest.param(b"null", "(case)", "an object in braces belongs here, not null.", id="null"),
    pytest.param(b"true", "(case)", "an object in braces belongs here, not true.", id="true"),
    pytest.param(b"[1]", "(case)", "an object in braces belongs here", id="a list"),
    pytest.param(b'"case"', "(case)", "an object in braces belongs here", id="a text"),
    pytest.param(b'{"case": null}', "(case)", "an object in braces belongs here", id="a case that is null"),
    pytest.param(b"{}", "edition", "missing", id="an empty object"),
    pytest.param(without("advance"), "advance", "missing", id="a key missing"),
    pytest.param(CLEAN.replace(b"{", b'{"colour": 1, ', 1), "colour", "", id="a key too many"),
    pytest.param(changed(item__price=1899.0), "item.price", "1899.0", id="money as a float"),
    pytest.param(changed(item__price="1899.005"), "item.price", "1899.005", id="half a cent"),
    pytest.param(changed(rma__issued_at="2026-06-08T16:45:00"), "rma.issued_at", "far it is from UTC", id="no offset"),
    pytest.param(changed(item__invoiced_on="2026-02-30"), "item.invoiced_on", "2026-02-30", id="no such day"),
    pytest.param(changed(label__number_state="lost"), "label.number_state", "lost", id="an unknown word"),
    pytest.param(changed(label__number_state="\ud800"), "label.number_state", "ud800", id="half a pair, escaped"),
    pytest.param(changed(site_time_zone="Mars/Olympus"), "site_time_zone", "Mars/Olympus", id="no time zone"),
    pytest.param(changed(site_time_zone="\ud800"), "site_time_zone", "ud800", id="half a pair as a time zone"),
    pytest.param(changed(edition="no-such"), "edition", "no-such", id="an unknown edition"),
    pytest.param(changed(edition="../../etc/passwd"), "edition", "passwd", id="a path for an edition"),
    pytest.param(changed(edition="\ud800"), "edition", "ud800", id="half a pair as an edition"),
    pytest.param(changed(edition="\0"), "edition", "x00", id="a NUL as an edition"),
    pytest.param(
        changed(arrived_at="1999-12-31T10:00:00-08:00"), "arrived_at", "Dec 31, 1999", id="before the edition applies"
    ),
]


@pytest.mark.parametrize(("line", "path", "told"), BAD_LINES)
def test_a_bad_line_is_told_by_number_path_and_reason_and_the_rest_goes_on(
    program: Program, line: bytes, path: str, told: str
) -> None:
    done = assess(program, b"\n".join([CLEAN, line, CLEAN]))
    first, bad, last = answers(done)
    assert set(bad) == {"line", "error"}
    assert set(bad["error"]) == {"path", "message"}
    assert (bad["line"], bad["error"]["path"]) == (2, path)
    assert told in bad["error"]["message"]
    assert bad["error"]["message"].endswith((".", "?"))
    assert len(bad["error"]["message"]) < 400
    assert (first["verdict"], last["verdict"]) == ("accept", "accept")
    assert (done.status, done.err) == (1, "")


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"\n\r\n \t \n\n", [], id="blank lines"),
        pytest.param(b"\xef\xbb\xbf", [], id="a byte order mark alone"),
        pytest.param(CLEAN, ["accept"], id="no end of the last line"),
        pytest.param(CLEAN + b"\n", ["accept"], id="an end of the last line"),
        pytest.param(CLEAN + b"\r\n" + CLEAN + b"\r\n", ["accept", "accept"], id="ends of lines as on Windows"),
        pytest.param(b"\xef\xbb\xbf" + CLEAN + b"\n" + CLEAN, ["accept", "accept"], id="a byte order mark"),
        pytest.param(b" \t" + CLEAN + b" \t\n", ["accept"], id="blanks around"),
        pytest.param(b'{"case": ' + CLEAN + b"}", ["accept"], id="wrapped"),
        pytest.param(b'{"case": ' + CLEAN + b', "expect": {"a": 1.5}}', ["accept"], id="wrapped, with more beside it"),
        pytest.param(CLEAN + b" " * (LONGEST_LINE - len(CLEAN)) + b"\r\n", ["accept"], id="as long as a line may be"),
        pytest.param(CLEAN.replace(b'"', b'"', 1) + b"\n\n\n{}\n\n[]", ["accept", 4, 6], id="blank lines are counted"),
    ],
)
def test_the_form_of_the_file(program: Program, given: bytes, lines: list[str | int]) -> None:
    done = assess(program, given)
    assert [each.get("verdict") or each["line"] for each in answers(done)] == lines
    assert done.status == (1 if any(isinstance(each, int) for each in lines) else 0)


# -------------------------------------------------------------------------------------------------- pipes and statuses


def test_standard_input_is_read_where_no_file_is_named(program: Program) -> None:
    for options in ((), ("-",)):
        done = piped(program, CLEAN + b"\n[]\n", *options)
        assert (done.status, done.err) == (1, "")
        assert [each.get("verdict") for each in answers(done)] == ["accept", None]


def test_each_answer_comes_before_the_next_case_is_given(program: Program) -> None:
    process = program.start("assess", stdin=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    for line, verdict in ((CLEAN, "accept"), (b"{}", None), (CLEAN, "accept")):
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()).get("verdict") == verdict
    process.stdin.close()
    process.stdin = None
    assert finished(process).status == 1


def test_a_reader_who_leaves_ends_it_quietly(program: Program) -> None:
    many = program.home / "many.jsonl"
    many.write_bytes((CLEAN + b"\n") * 20_000)
    process = program.start("assess", many)
    assert process.stdout
    assert json.loads(process.stdout.readline())["verdict"] == "accept"
    assert process.stderr
    process.stdout.close()
    assert process.wait(timeout=60) == 0, "the reader has what it wanted"
    assert process.stderr.read() == b""
    process.stderr.close()


def test_an_endless_line_is_not_held_in_memory(program: Program) -> None:
    process = program.start("assess", stdin=subprocess.PIPE)
    assert process.stdin
    peaks = []
    for _ in range(200):
        process.stdin.write(b"x" * 1_000_000)
        peaks.append(resident_kb(process.pid))
    process.stdin.write(b"\n" + CLEAN)
    process.stdin.close()
    process.stdin = None
    bad, good = answers(finished(process))
    assert (bad["line"], good["verdict"]) == (1, "accept")
    assert max(peaks) < 200_000


def resident_kb(pid: int) -> int:
    return int(psutil.Process(pid).memory_info().rss // 1024)


@pytest.mark.parametrize(
    ("name", "code"),
    [("no-such.jsonl", "There is no file"), ("folder", "is a folder"), ("no/such/folder.jsonl", "There is no file")],
)
def test_a_file_that_cannot_be_read_is_told(program: Program, name: str, code: str) -> None:
    (program.home / "folder").mkdir()
    done = program.here("assess", program.home / name)
    assert (done.status, done.out) == (1, "")
    assert re.fullmatch(rf"rmadesk: [^\n]*{code}[^\n]*\n", done.err)


def test_a_file_that_is_somebody_elses_is_told() -> None:
    with folder_open_to_all() as folder:
        file = folder / "theirs.jsonl"
        file.write_bytes(CLEAN)
        file.chmod(0)
        done = Program(folder).unprivileged("assess", file)
    assert (done.status, done.out) == (1, "")
    assert re.fullmatch(r"rmadesk: You may not read [^\n]*theirs\.jsonl\. [^\n]*\n", done.err)


def test_two_files_are_wrong_usage(program: Program) -> None:
    assert program.here("assess", "a", "b").status == 2


def test_a_contract_that_nobody_adopted_is_refused(program: Program) -> None:
    done = assess(program, CLEAN, "--contract", "Contoso 2026")
    assert (done.status, done.out) == (1, "")
    assert "Contoso 2026" in done.err
    assert not program.database.exists()
