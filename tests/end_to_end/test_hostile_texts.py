"""Texts that somebody made to do harm, or that broke on the way: kept, escaped where they are shown, never obeyed."""

import shutil

import pytest

from support.program import Program
from support.told import PICTURE, REFUSED, is_harmless

HOSTILE = {
    "controls": "RMA-218\x1b[2J043\x07",
    "bidi": "\u202eRMA-340812\u2066\u200f",
    "line breaks": "RMA\n218043\r\n\u2028\x85x",
    "long": "9" * 5000,
    "long RMA": "RMA-" + "9" * 5000,
    "command": "%RD:OK",
    "format": "%s%n{file}{0}%(x)s",
    "statement": "'; DROP TABLE event; --",
    "LIKE": "%_\\%",
    "option": "--",
    "full width": "\uff32\uff2d\uff21\uff0d\uff12\uff11\uff18\uff10\uff14\uff13",
    "emoji": "📦" * 600,
    "GS1": "]C1009301414100\x1d21S1",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_kept_as_it_is_and_nothing_else_happens(program: Program, text: str) -> None:
    box = program.must("receive", f"--scan={text}", "--packaging", "original", "--json").answer
    assert [read["text"] for read in box["reads"]] == [text[:4096]]
    assert box["outcome"] == "received"
    done = program.must("receive", f"--scan={text}", "--packaging", "original")
    assert is_harmless(done.out)
    assert program.must("db", "check", "--json").answer["whole"]
    assert program.here("registry", "search", "--json", "--", text).status == 0
    shown = program.here("registry", "show", "--", text)
    assert shown.status in (0, REFUSED)
    assert is_harmless(shown.out + shown.err)


HALVES = [b"RMA-\xff\xfe218043", b"\xed\xa0\x80", b"\xf0\x9f\x93"]


@pytest.mark.parametrize("text", HALVES, ids=ascii)
def test_half_a_character_is_marked_as_lost(program: Program, text: bytes) -> None:
    done = program.process("--user", b"an\xffa", "receive", b"--scan=" + text, "--packaging", "original", "--json")
    assert (done.status, done.err) == (0, "")
    (read,) = done.answer["reads"]
    assert "?" in read["text"]
    assert read["text"].encode()
    assert program.must("db", "check", "--json").answer["whole"]


def test_a_file_whose_name_is_no_text(program: Program) -> None:
    name = program.home.as_posix().encode() + b"/label-\xff\x1b[2J.jpg"
    shutil.copy(PICTURE, name)
    done = program.process("scan", name, b"/no/such-\xff.jpg", "--json")
    assert done.status == REFUSED
    assert len(done.answer["reads"]) == 2
    assert "such-" in done.problem["message"]
    plain = program.process("scan", name, b"/no/such-\xff.jpg")
    assert plain.status == REFUSED
    assert is_harmless(plain.out + plain.err)
    assert len(plain.err.splitlines()) == 1
