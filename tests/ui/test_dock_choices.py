"""Ambiguous numbers are asked about once, and the commands of the site's own sheet do what the dock's keys do."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from rmadesk.domain.choices import signature
from rmadesk.domain.commands import Command, command_text
from rmadesk.domain.errors import FaultError
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
from rmadesk.domain.scans import ScanSource
from support.window_fakes import CARRIED, box
from ui.pages.dock_page import DockPage
from ui.pages.dock_queue import Picture
from ui.widgets.key_button import SMALLEST

AMBIGUOUS = "986578788855"
SIGNATURES = tuple(map(signature, CARRIED))
TOKEN = "7F3K"


@pytest.fixture
def dock(qtbot: QtBot, kit) -> DockPage:
    """The page by itself, at a desk that has a sheet of commands."""
    kit.parts.site = replace(kit.parts.site, command_token=TOKEN)
    page = DockPage(*kit.given)
    qtbot.addWidget(page)
    page.resize(912, 704)
    page.show()
    qtbot.waitUntil(lambda: kit.tasks.idle)
    return page


@pytest.fixture
def settle(qtbot: QtBot, dock: DockPage) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: dock._tasks.idle)


def press(dock: DockPage, keys: str) -> None:
    for key in keys:
        dock.take_key(QKeyEvent(QEvent.Type.KeyPress, ord(key.upper()), Qt.KeyboardModifier.NoModifier, key))


# ------------------------------------------------------------------------------------------------ ambiguous numbers


@pytest.mark.parametrize("known", [True, False], ids=["customer known", "nobody's"])
@pytest.mark.parametrize(
    ("key", "chosen", "carrier"),
    [("1", SIGNATURES[0], "FedEx"), ("2", SIGNATURES[1], "Purolator"), ("3", "", None)],
    ids=["first", "second", "neither"],
)
def test_it_is_asked_once_and_remembered_where_the_customer_is_known(
    kit, dock: DockPage, settle, key: str, chosen: str, carrier: str | None, known: bool
) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS,)
    dock.take_scan(AMBIGUOUS)
    if known:
        dock.take_scan("218043")
    settle()
    words = dock.view.centre.choice.words
    assert dock.view.centre.asking_read
    assert all(word in words for word in (AMBIGUOUS, "FedEx", "Purolator", "Neither"))
    assert ("this customer" in words) is known
    press(dock, "9y" + key)
    settle()
    assert dock.view.centre.asking
    assert kit.parts.choices.remembered == ([("K-2107", AMBIGUOUS, carrier)] if known and carrier else [])
    press(dock, "1")
    settle()
    scans = kit.parts.receiving.received[0].scans
    assert [scan.chosen for scan in scans] == [chosen, *([None] if known else [])]


def test_what_cannot_be_remembered_counts_for_this_box_all_the_same(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS,)
    kit.parts.choices.gate.error = FaultError("database-locked", file="desk.sqlite", holder="ben")
    dock.take_scan("218043")
    dock.take_scan(AMBIGUOUS)
    settle()
    press(dock, "2")
    settle()
    assert not dock.view.error.isHidden()
    assert [scan.chosen for scan in dock._queue.box] == [None, SIGNATURES[1]]


def test_two_are_asked_one_after_the_other_while_scans_wait(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS, "986578788866")
    dock.take_scan(AMBIGUOUS)
    dock.take_scan("986578788866")
    settle()
    dock.take_scan("218044")
    assert dock.view.counters.words.endswith("Waiting: 1")
    press(dock, "1")
    assert "986578788866" in dock.view.centre.choice.words
    press(dock, "3")
    settle()
    assert [scan.chosen for scan in dock._queue.box] == [SIGNATURES[0], "", None]


def test_escape_puts_the_box_aside(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS,)
    dock.take_scan(AMBIGUOUS)
    settle()
    dock._on_escape()
    assert dock._queue.box == ()
    assert not dock.in_use


def test_the_answers_are_large_enough_for_gloves(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS,)
    dock.take_scan(AMBIGUOUS)
    settle()
    buttons = [each for each in dock.view.centre.choice.findChildren(QAbstractButton) if each.isVisible()]
    assert [button.height() >= SMALLEST for button in buttons] == [True] * 3


def test_what_was_read_is_told_with_all_that_it_may_be(kit, dock: DockPage, settle) -> None:
    kit.parts.receiving.ambiguous = (AMBIGUOUS,)
    for text in ("218043", AMBIGUOUS, "\u202e<a href='x'>y</a>\x1d1"):
        dock.take_scan(text)
    settle()
    table = dock.view.reads
    shown = [[table.data(table.index(row, column)) for column in (0, 1)] for row in range(3)]
    assert shown == [
        ["218043", "RMA number (scanned)"],
        [AMBIGUOUS, "FedEx, tracking number – or else Purolator, tracking number (scanned)"],
        ["\\u202e<a href='x'>y</a>␝1", "unknown (scanned)"],
    ]
    tip = table.data(table.index(2, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<a" not in tip


# ---------------------------------------------------------------------------------------------------------- commands


def command(name: Command) -> str:
    return command_text(name, TOKEN)


def test_a_command_says_packaging_and_damage_of_the_box_in_hand(kit, dock: DockPage, settle) -> None:
    dock.take_scan("218043")
    settle()
    for name in (Command.WET, Command.CRUSHED, Command.SUPPLIED):
        dock.take_scan(command(name))
    settle()
    received = kit.parts.receiving.received
    assert [(each.packaging, each.outer_damage) for each in received] == [(PackagingKind.SUPPLIED, OuterDamage.CRUSHED)]
    assert [[scan.text for scan in each.scans] for each in received] == [["218043"]]


@pytest.mark.parametrize("name", [Command.SUPPLIED, Command.WET, Command.OK, Command.HOLD, Command.PRINT])
def test_a_command_that_fits_nothing_says_so_and_is_no_box(dock: DockPage, settle, name: Command) -> None:
    dock.take_scan(command(name))
    settle()
    assert not dock.view._hint.isHidden()
    assert dock.view._hint.words
    assert not dock.in_use


def test_undo_asks_first_and_a_trigger_held_too_long_does_not_answer(kit, dock: DockPage, settle) -> None:
    dock.view.recent.show((box(),))
    dock.take_scan(command(Command.UNDO))
    assert dock.view.centre.asking_undo
    dock.take_scan(command(Command.UNDO))
    settle()
    assert dock.view.centre.asking_undo
    assert kit.parts.receiving.voided == []


def test_ok_takes_note_of_an_error_and_says_yes_to_a_question(kit, dock: DockPage, settle) -> None:
    kit.parts.pictures.texts, kit.parts.pictures.unsure = ("218043", "96385074"), ("96385074",)
    dock.take_picture(Picture("label.jpg", Path("label.jpg")))
    settle()
    dock._show_error(FaultError("database-locked", file="desk.sqlite", holder="ben"))
    dock.take_scan(command(Command.OK))
    assert dock.view.error.isHidden()
    assert dock.view.centre.asking_read
    dock.take_scan(command(Command.NEXT))
    settle()
    assert [scan.confirmed for scan in dock._queue.box] == [True, True]


def test_a_badge_gets_on_no_box(dock: DockPage, settle) -> None:
    dock.take_scan("218043")
    settle()
    dock.take_scan("%RB:" + "A" * 26)
    settle()
    assert [scan.text for scan in dock._queue.box] == ["218043"]
    assert "badge" in dock.view._hint.words


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (command_text(Command.SUPPLIED, "AAAA"), ScanSource.SCANNER),
        (command_text(Command.SUPPLIED, TOKEN), ScanSource.KEYED),
        (command_text(Command.SUPPLIED, TOKEN), ScanSource.PICTURE),
    ],
    ids=["another site's token", "typed", "in a parcel's picture"],
)
def test_anything_else_that_looks_like_a_command_is_plain_text(
    kit, dock: DockPage, settle, text: str, source: ScanSource
) -> None:
    kit.parts.pictures.texts = ("218043", text)
    if source is ScanSource.PICTURE:
        dock.take_picture(Picture("label.jpg", Path("label.jpg")))
    else:
        dock.take_scan("218043")
        settle()
        dock.take_scan(text, source)
    settle()
    assert [scan.text for scan in dock._queue.box] == ["218043", text]
    assert kit.parts.receiving.received == []
    assert ("sheet" in dock.view._hint.words) is (source is ScanSource.SCANNER), "whoever scans an old sheet is told"
