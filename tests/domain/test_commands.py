"""Commands and badges: only with the site's token, only in their form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.commands import TOKEN, Command, badge_in, command_in, command_text, looks_like_command
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind

BADGE = "%RB:ABCDEFGHIJKLMNOPQRSTUV234Q"


@pytest.mark.parametrize("command", Command)
def test_every_command_is_read_back_and_only_with_the_right_token(command: Command) -> None:
    assert command_in(command_text(command, "7F3K"), "7F3K") is command
    assert command_in(command_text(command, "7F3K"), "7F3L") is None
    assert command_in(command_text(command, "7F3K"), None) is None
    assert looks_like_command(command_text(command, "7F3L"))


def test_every_packaging_and_every_damage_can_be_said() -> None:
    assert {command.packaging for command in Command} == {*PackagingKind, None}
    assert {command.outer_damage for command in Command} == {*OuterDamage, None}
    assert not [command for command in Command if command.packaging and command.outer_damage]


@pytest.mark.parametrize(
    "text",
    [
        "%RD:OK",
        "%RD:OK:",
        "%RD::7F3K",
        "%RD:ok:7F3K",
        "%RD:OK:7f3k",
        "%RD:OKAY:7F3K",
        "%RD:OK:7F3K ",
        "x%RD:OK:7F3K",
        "",
    ],
)
def test_what_is_no_command(text: str) -> None:
    assert command_in(text, "7F3K") is None
    assert looks_like_command(text) is (text == "%RD:OKAY:7F3K")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BADGE, BADGE[4:]),
        (BADGE[:-1], None),
        (f"{BADGE}A", None),
        (f"{BADGE[:-1]}B", None),  # says more than 128 bits
        (BADGE.replace("A", "1", 1), None),
        (BADGE.lower(), None),
        (f" {BADGE}", None),
        (BADGE[1:], None),
    ],
    ids=["badge", "too short", "too long", "too many bits", "no such sign", "small letters", "space", "no prefix"],
)
def test_a_badge(text: str, code: str | None) -> None:
    assert badge_in(text) == code


@given(st.text(max_size=40) | st.from_regex(r"%R[DB]:[A-Z2-7:]{0,40}"))
def test_any_text(text: str) -> None:
    command = command_in(text, "7F3K")
    assert command is None or text == command_text(command, "7F3K")
    assert badge_in(text) is None or text.startswith("%RB:")


@pytest.mark.parametrize(
    ("token", "fits"), [("7F3", False), ("7F3K", True), ("7f3k", False), ("A" * 16, True), ("A" * 17, False)]
)
def test_a_token(token: str, fits: bool) -> None:
    assert bool(TOKEN.fullmatch(token)) is fits
