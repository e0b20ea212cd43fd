"""Why a box was judged as it was: opened, read and closed by keys, and saying what the desk's service says."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import as_file, files

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from rmadesk.adapters.editions import EditionFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.comparison import Difference
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.explaining import ExplainingDesk, Explanation, OtherAnswer
from rmadesk.services.policy_book import PolicyBook
from support.desk import SITE, TestDesk
from support.window_fakes import NOW, bench_item, box, explanation
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.pages.bench_page import BenchPage
from ui.pages.dock_page import DockPage
from ui.text import Words
from ui.theme import Theme, tokens
from ui.widgets.key_button import SMALLEST
from ui.widgets.other_answer_card import difference_words
from ui.widgets.why_view import WhyView

OLD = "2026-10-01T10:00:00-07:00"


@pytest.fixture
def dock(window: MainWindow) -> DockPage:
    assert isinstance(window.page, DockPage)
    return window.page


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def settled(qtbot: QtBot, dock: DockPage) -> None:
    qtbot.waitUntil(lambda: dock._tasks.idle)


def said(widget: QWidget) -> str:
    """Every word on it, in any order."""
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.text())


def shown_buttons(widget: QWidget) -> list[QAbstractButton]:
    return [each for each in widget.findChildren(QAbstractButton) if each.isVisible()]


def receive(qtbot: QtBot, kit, window: MainWindow, dock: DockPage, verdict: Verdict = Verdict.HOLD) -> Box:
    kit.parts.receiving.verdict = verdict
    dock.take_scan("218043")
    settled(qtbot, dock)
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: dock.view.centre.coloured == verdict.value)
    return dock.view.recent.records[0]


# ------------------------------------------------------------------------------------------------------------- by keys


def test_keys_alone_open_the_verdict_and_close_it(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    received = receive(qtbot, kit, window, dock)
    press(qtbot, window, Qt.Key.Key_F4)
    assert dock.view.why.isVisible()
    settled(qtbot, dock)
    assert kit.parts.explaining.asked == [received]
    assert QApplication.focusWidget() is dock.view.why.reading_place
    assert "50 days" in said(dock.view.why)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not dock.view.why.isVisible()
    assert dock.view.centre.coloured == "hold", "the verdict is back"
    assert QApplication.focusWidget() is window
    press(qtbot, window, Qt.Key.Key_2)
    assert len(kit.parts.receiving.received) == 1


def test_the_same_key_closes_it(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    receive(qtbot, kit, window, dock)
    for shown in (True, False, True):
        press(qtbot, window, Qt.Key.Key_F4)
        assert dock.view.why.isVisible() is shown


def test_the_verdicts_own_button_opens_it_and_is_large_enough(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage
) -> None:
    receive(qtbot, kit, window, dock)
    button = dock.view.centre.verdict.why
    assert (button.accessibleName(), button.height() >= SMALLEST) == ("Why? (F4)", True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dock.view.why.isVisible()


def test_every_button_of_the_view_is_large_enough_for_gloves(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage
) -> None:
    dock.view.recent.show((several(),))
    dock.why.ask()
    settled(qtbot, dock)
    names = ["Close (Esc)", "RMA 218044 – Hold (1)", "RMA 218043 – Accept (2)"]
    qtbot.waitUntil(lambda: [each.accessibleName() for each in shown_buttons(dock.view.why)] == names)
    qtbot.waitUntil(lambda: all(each.height() >= SMALLEST for each in shown_buttons(dock.view.why)))


def test_a_box_of_the_list_is_chosen_and_opened_by_keys(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    older = box("218050", Verdict.HOLD, "box-old")
    dock.view.recent.show((box(), older))
    dock.view.recent_view.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_F4)
    settled(qtbot, dock)
    assert kit.parts.explaining.asked == [older]
    assert "218050" in said(dock.view.why)


def test_a_double_click_opens_a_box_of_the_list(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.view.recent.show((box(), box("218050", box_id="box-old")))
    place = dock.view.recent_view.visualRect(dock.view.recent.index(1, 0)).center()
    viewport = dock.view.recent_view.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    settled(qtbot, dock)
    assert [each.box_id for each in kit.parts.explaining.asked] == ["box-old"]


def test_without_a_box_it_says_so(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    press(qtbot, window, Qt.Key.Key_F4)
    assert not dock.view.why.isVisible()
    assert kit.parts.explaining.asked == []
    assert dock.view._hint.words == "There is no box to explain yet."


def test_long_explanations_scroll_by_keys(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.view.recent.show((several(),))
    press(qtbot, window, Qt.Key.Key_F4)
    settled(qtbot, dock)
    bar = dock.view.why.reading_place.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(qtbot, window, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(qtbot, window, Qt.Key.Key_Home)
    assert bar.value() == 0
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bar.value() == 0)
    press(qtbot, window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: bar.value() == min(dock.view.why.sections[1].y(), bar.maximum()))


# ------------------------------------------------------------------------------------------- the dock's work goes on


def test_a_scan_closes_it_and_is_taken(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    receive(qtbot, kit, window, dock)
    press(qtbot, window, Qt.Key.Key_F4)
    window.take_scan("218044")
    settled(qtbot, dock)
    assert not dock.view.why.isVisible()
    assert dock.view.centre.asking


def test_the_code_of_the_box_in_hand_brings_its_questions_back(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.dock_queue.SAME_CODE_WITHIN_S", 0.0)
    dock.view.recent.show((box(),))
    for _ in range(2):
        window.take_scan("218044")
        settled(qtbot, dock)
        assert dock.view.centre.isVisible()
        assert dock.view.centre.asking
        press(qtbot, window, Qt.Key.Key_F4)


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_W, Qt.Key.Key_B])
def test_no_key_answers_a_question_that_is_not_on_screen(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage, key: Qt.Key
) -> None:
    dock.view.recent.show((box(),))
    dock.take_scan("218044")
    settled(qtbot, dock)
    press(qtbot, window, Qt.Key.Key_F4)
    settled(qtbot, dock)
    assert dock.view.why.isVisible()
    press(qtbot, window, key)
    qtbot.wait(100)
    settled(qtbot, dock)
    assert kit.parts.receiving.received == []
    assert dock.view.centre.packaging.outer_damage is OuterDamage.NONE
    assert not dock.view.centre.packaging.marked_on_box
    press(qtbot, window, Qt.Key.Key_Escape)
    assert dock.view.centre.asking, "the box is still in hand"


def test_undo_is_asked_where_it_can_be_read(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    receive(qtbot, kit, window, dock)
    press(qtbot, window, Qt.Key.Key_F4)
    press(qtbot, window, Qt.Key.Key_F8)
    assert not dock.view.why.isVisible()
    assert dock.view.centre.asking_undo


def test_a_slow_database_shows_that_it_is_read_and_a_late_answer_is_dropped(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage
) -> None:
    dock.view.recent.show((box(), box("218050", Verdict.HOLD, "box-old")))
    kit.parts.explaining.gate.open.clear()
    press(qtbot, window, Qt.Key.Key_F4)
    assert "Reading the record…" in said(dock.view.why)
    press(qtbot, window, Qt.Key.Key_Escape)
    dock.view.recent_view.selectRow(1)
    press(qtbot, window, Qt.Key.Key_F4)
    kit.parts.explaining.gate.open.set()
    settled(qtbot, dock)
    assert [each.explanation.judged.rma_number for each in dock.view.why.sections] == ["218050"]


def test_a_failure_is_said_in_the_desks_words_and_can_be_tried_again(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage
) -> None:
    fault = FaultError("database-locked", file="desk.sqlite", holder="ben")
    kit.parts.explaining.gate.error = fault
    dock.view.recent.show((box(),))
    press(qtbot, window, Qt.Key.Key_F4)
    settled(qtbot, dock)
    assert kit.parts.wording.error(fault) in said(dock.view.why)
    kit.parts.explaining.gate.error = None
    again = next(each for each in dock.view.why.findChildren(QAbstractButton) if each.text() == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    settled(qtbot, dock)
    assert len(dock.view.why.sections) == 1


# ------------------------------------------------------------------------------------------------------- what it says


def several() -> Box:
    """A box of two authorizations, the graver verdict second on the label."""
    one, other = box().verdicts[0], box("218044", Verdict.HOLD).verdicts[0]
    findings = tuple(replace(each, rule=rule) for each in other.findings for rule in ("rma-expired",) * 6)
    return box(verdict=Verdict.HOLD, verdicts=(one, replace(other, findings=findings)))


@pytest.fixture
def view(qtbot: QtBot, kit) -> WhyView:
    made = WhyView(kit.words, kit.icons)
    qtbot.addWidget(made)
    made.resize(1144, 700)
    made.show()
    return made


def show(view: WhyView, box: Box, *explanations: Explanation) -> str:
    view.show_busy(box)
    view.show_explanations(explanations or tuple(map(explanation, box.verdicts)))
    return said(view)


def test_what_stands_there_is_what_the_service_answers(qtbot: QtBot, kit, view: WhyView) -> None:
    desk = TestDesk()
    desk.expect("218043", issued_at=OLD, kind="repair")
    received = desk.receive("218043", packaging=PackagingKind.OTHER, outer_damage=OuterDamage.WET).box
    (answer,) = ExplainingDesk(desk.storage, PolicyBook(EditionFiles()), SITE).explain(received)
    words = show(view, received, answer)
    wording = kit.parts.wording
    assert len(answer.findings) >= 3
    for finding in answer.findings:
        for sentence in (wording.finding(finding), wording.change(finding), wording.source(finding)):
            assert sentence[1:] in words  # the first letter may be a capital
        assert wording.text(f"word.effect.{finding.effect.value}") in words
    assert len(answer.open_rules) >= 3
    for each in answer.open_rules:
        assert wording.question(each.rule) in words
        assert wording.text(f"rule.{each.rule}") in words
    (other,) = answer.others
    assert other.comparison
    assert other.comparison.differences
    for contrast in other.comparison.differences:
        assert difference_words(contrast, kit.words) in words
        if contrast.other:
            assert wording.finding(contrast.other) in words
    assert f"{other.title}, version {other.version}" in words


def test_the_other_editions_verdict_and_only_the_differences_are_marked(kit, view: WhyView) -> None:
    words = show(view, box(verdict=Verdict.HOLD))
    for expected in ("The other edition would say", "Support, version 2", "another verdict", "Refuse instead of Hold"):
        assert expected in words
    marked = [each for each in view.findChildren(QWidget) if each.property("difference")]
    assert [each.accessibleName().startswith("RMA expired – Refuse instead of Hold.") for each in marked] == [True]


def test_what_both_editions_say_alike_is_not_marked(view: WhyView) -> None:
    judged = box(verdict=Verdict.HOLD).verdicts[0]
    given = explanation(judged)
    (other,) = given.others
    assert other.comparison
    (contrast,) = other.comparison.rules
    alike = replace(contrast, difference=Difference.NONE, other=contrast.recorded)
    comparison = replace(other.comparison, other=Verdict.HOLD, rules=(alike,))
    words = show(view, box(verdict=Verdict.HOLD), replace(given, others=(replace(other, comparison=comparison),)))
    assert "the same verdict" in words
    assert "Says the same of: RMA expired" in words
    assert not [each for each in view.findChildren(QWidget) if each.property("difference")]


def test_a_box_without_findings_says_that_nothing_speaks_against_it(view: WhyView) -> None:
    words = show(view, box())
    assert "Nothing speaks against it." in words
    assert "It finds nothing against it either." in words
    assert "Was it damaged on the way?" in words


def test_a_duplicate_and_an_undone_receipt_are_explained(view: WhyView) -> None:
    assert "It repeats a receipt" in show(view, box(state=BoxState.DUPLICATE, duplicate_of="box-0"))
    assert "The receipt was undone" in show(view, box(voided_at=NOW, voided_by="ana"))


def test_several_authorizations_stand_below_one_another_the_gravest_first(view: WhyView) -> None:
    words = show(view, several())
    assert [each.explanation.judged.rma_number for each in view.sections] == ["218044", "218043"]
    assert "2 authorizations, the gravest verdict first." in words


def test_a_box_without_a_number_and_terms_that_are_gone_stay_readable(view: WhyView) -> None:
    judged = replace(box().verdicts[0], rma_number=None, edition_version=1, contract="Larkspur", contract_version=None)
    gone = OtherAnswer("support-page", None, None, None, RefusedError("edition-unknown", edition="x", known="y"))
    words = show(view, box(verdicts=(judged,)), Explanation(judged, None, (), (), (gone,)))
    for expected in (
        "No RMA number",
        "Judged under hardware-warranty, version 1.",
        "Contract Larkspur is named, but not on file.",
        "Nothing is left open for the bench.",
        "support-page",
    ):
        assert expected in words


def test_a_contract_is_named_with_its_version_and_at_each_clause(view: WhyView) -> None:
    judged = box(verdict=Verdict.HOLD).verdicts[0]
    finding = replace(judged.findings[0], contract="Larkspur")
    judged = replace(judged, contract="Larkspur", contract_version=3, findings=(finding,))
    words = show(view, box(verdict=Verdict.HOLD, verdicts=(judged,)))
    assert "Contract Larkspur, version 3, overrides it in places." in words
    assert words.count("Larkspur") >= 2


def test_texts_from_outside_are_never_markup(view: WhyView) -> None:
    judged = replace(box().verdicts[0], rma_number="<b>1</b>", contract="<i>x</i>")
    show(view, box(verdicts=(judged,)))
    shown = [each for each in view.findChildren(QLabel) if "<" in each.text()]
    assert len(shown) >= 2
    assert {each.textFormat() for each in shown} == {Qt.TextFormat.PlainText}


# ----------------------------------------------------------------------------------------------------- German, screens


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Words]:
    translator = QTranslator()
    with as_file(files("resources") / "i18n" / "window_de.qm") as path:
        assert translator.load(str(path))
    qapp.installTranslator(translator)
    yield Words(Catalogue("de", strict=True), SITE)
    qapp.removeTranslator(translator)


def test_it_speaks_german(qtbot: QtBot, german: Words) -> None:
    view = WhyView(german, Icons(lambda: tokens(Theme.LIGHT)))
    qtbot.addWidget(view)
    words = show(view, box(verdict=Verdict.HOLD))
    for expected in (
        "Warum? 218043 – Zurückstellen",
        "Die andere Fassung würde sagen",
        "Ablehnen statt Zurückstellen",
        "Entfiele, wenn das Paket bis 31.10.2026 angekommen wäre.",
        "Noch offen: das sieht sich der Prüfplatz an (1)",
        "Wurde es unterwegs beschädigt?",
    ):
        assert expected in words
    assert not {"The other edition would say", "Close", "another verdict"} & set(words.split(" | "))


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_long_text_makes_it_wider_than_a_small_screen(qtbot: QtBot, kit, language: str) -> None:
    desk = TestDesk()
    desk.expect("218043", issued_at=OLD, account_paid="false", support_hold="true")
    received = desk.receive("218043", packaging=PackagingKind.OTHER, outer_damage=OuterDamage.WET).box
    answers = ExplainingDesk(desk.storage, PolicyBook(EditionFiles()), SITE).explain(received)
    view = WhyView(Words(Catalogue(language), SITE), kit.icons)
    qtbot.addWidget(view)
    view.resize(888, 690)
    view.show()
    show(view, received, *answers)
    least = view.minimumSizeHint()
    assert (least.width() <= 888, least.height() <= 690) == (True, True), least
    inside = view.reading_place.findChild(QWidget, "scrolled")
    assert inside
    assert inside.minimumSizeHint().width() <= 888


# --------------------------------------------------------------------------------------------------------------- bench


def test_the_bench_shows_what_the_verdict_on_this_authorization_leaves_open(qtbot: QtBot, kit) -> None:
    item = bench_item()
    mine = replace(item.box.verdicts[0], pending=("transit-damage", "removable-media"))
    other = replace(mine, rma_number="999999", pending=("foreign-parts",))
    kit.parts.inspection.items = (replace(item, box=replace(item.box, verdicts=(mine, other))), bench_item("218050"))
    bench = BenchPage(*kit.given)
    qtbot.addWidget(bench)
    bench.show()
    qtbot.waitUntil(lambda: kit.tasks.idle)
    bench.queue_view.selectRow(0)
    words = said(bench.unit)
    assert "Still to look at (2)" in words
    for rule in ("transit-damage", "removable-media"):
        assert kit.parts.wording.question(rule) in words
    assert bench.unit.checks.accessibleName() == " ".join(map(kit.parts.wording.question, mine.pending))
    bench.queue_view.selectRow(1)
    assert "The verdict leaves nothing open." in said(bench.unit)
    assert bench.unit.checks.accessibleName() == ""
