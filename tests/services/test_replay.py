"""The replay: exact under the terms on record, told rule by rule under others, and never stopped by one bad verdict."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import PolicyKind
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Box, RecordedVerdict
from rmadesk.services.replay import EXAMPLES, Replay, ReplayDesk, RuleChanges, Turn
from support.desk import TestDesk
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_text
from support.policy_records import adopted
from support.registry import row

DAY = timedelta(days=1)
CONTRACT = """\
contract = "Contoso 2026"
edition = "hardware-warranty"
version = {version}
applies_from = 2026-01-01

[rules.rma-expired]
valid_days = {days}
"""
OLD = "2026-10-10T09:00:00-07:00"
"""41 days before the desk's day."""


class GivenFiles:
    """The port `PolicyFiles` over texts that a test gives."""

    def __init__(self, **texts: str) -> None:
        self.texts = {f"{name}.toml": text for name, text in texts.items()}

    def read(self, path: Path) -> str:
        return self.texts[str(path)]


def replayed(desk: TestDesk, name: str | None = None, *days: date | None, **texts: str) -> Replay:
    first_on, last_on = days or (None, None)
    return ReplayDesk(desk.storage, desk.policy_book, GivenFiles(**texts)).replay(name, first_on, last_on)


def save(desk: TestDesk, *policies: Any) -> None:
    with desk.storage.writing("test") as work:
        for policy in policies:
            work.policies.save(policy)
        work.commit()


def newer_edition(edition: str, change: Callable[[str], str], version: int = 3) -> str:
    changed = change(edition_text(edition))
    assert changed != edition_text(edition)
    return changed.replace("version = 2", f"version = {version}", 1)


def shorter(text: str) -> str:
    """An RMA is good for nine days."""
    return text.replace("valid_days = 30", "valid_days = 9", 1)


@pytest.fixture
def desk() -> TestDesk:
    """Six boxes: clean, expired, badly packed, of an RMA that nobody knows, a duplicate, and one taken back."""
    made = TestDesk()
    made.import_rows(row("1"), row("2", issued_at=OLD), row("3"), row("4"))
    made.receive("RMA-1", piece="1/1")
    made.receive("RMA-2")
    made.receive("RMA-3", packaging=PackagingKind.EQUIVALENT)
    made.receive("RMA-77777")
    made.receive("RMA-1", piece="1/1")
    made.receiving.void(made.receive("RMA-4", packaging=PackagingKind.NONE).box.box_id)
    return made


def verdict_of(desk: TestDesk, number: str) -> Box:
    with desk.storage.reading() as work:
        box: Box = work.boxes.of_rma(number)[0]
        return box


def tamper(desk: TestDesk, number: str, **changed: Any) -> None:
    """Change the recorded verdict on an RMA behind the desk's back."""
    box = verdict_of(desk, number)
    judged = replace(box.verdicts[0], **changed)
    desk.storage.state.boxes[box.box_id] = replace(box, verdicts=(judged,))


# -------------------------------------------------------------------------------------------- under the terms on record


def test_nothing_changes_under_the_terms_on_record(desk: TestDesk) -> None:
    found = replayed(desk)
    assert (found.exact, found.boxes, found.verdicts, found.changed) == (True, 4, 4, 0)
    assert (found.rules, found.examples, found.unjudged) == ((), (), ())
    assert found.turns == (
        Turn(Verdict.ACCEPT, Verdict.ACCEPT, 1),
        Turn(Verdict.HOLD, Verdict.HOLD, 3),
    )


def test_nothing_changes_though_the_site_adopts_newer_terms_meanwhile(desk: TestDesk) -> None:
    text = newer_edition(HARDWARE_WARRANTY, shorter)
    name = {"kind": PolicyKind.EDITION, "name": HARDWARE_WARRANTY}
    save(desk, adopted("1", **name, version=3, text=text, applies_from=date(2026, 1, 1), applies_to=None))
    assert replayed(desk).changed == 0
    assert desk.receive("RMA-3", same_box=False).box.verdicts[0].edition_version == 3
    assert replayed(desk).changed == 0


def test_nothing_writes(desk: TestDesk) -> None:
    before = desk.storage.state.copy()
    replayed(desk)
    replayed(desk, SUPPORT_PAGE)
    assert desk.storage.state == before


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        pytest.param(lambda judged: {"findings": ()}, RuleChanges("rma-expired", 1, 0, 0, 0, 0), id="a finding gone"),
        pytest.param(
            lambda judged: {"findings": tuple(replace(each, source="desk, of old") for each in judged.findings)},
            RuleChanges("rma-expired", 0, 0, 0, 0, 1),
            id="another source",
        ),
        pytest.param(
            lambda judged: {
                "findings": tuple(replace(each, figures={**each.figures, "age_days": 40}) for each in judged.findings)
            },
            RuleChanges("rma-expired", 0, 0, 0, 0, 1),
            id="another figure",
        ),
        pytest.param(
            lambda judged: {"pending": (*judged.pending, "rma-number-missing")},
            RuleChanges("rma-number-missing", 0, 0, 0, 0, 1),
            id="a rule pending",
        ),
    ],
)
def test_a_verdict_that_its_own_terms_do_not_give_is_told(
    desk: TestDesk, change: Callable[[RecordedVerdict], dict[str, Any]], counted: RuleChanges
) -> None:
    box = verdict_of(desk, "2")
    tamper(desk, "2", **change(box.verdicts[0]))
    found = replayed(desk)
    assert (found.changed, found.rules) == (1, (counted,))
    assert [(each.box_id, each.rma_number, each.rules) for each in found.examples] == [
        (box.box_id, "2", (counted.rule,))
    ]


def test_figures_that_its_rule_did_not_give_then_are_no_difference(desk: TestDesk) -> None:
    judged = verdict_of(desk, "2").verdicts[0]
    (finding,) = judged.findings
    tamper(desk, "2", findings=(replace(finding, figures={"age_days": finding.figures["age_days"]}),))
    assert replayed(desk).changed == 0


# --------------------------------------------------------------------------------------------------------- under others


def test_another_edition_is_told_rule_by_rule(desk: TestDesk) -> None:
    found = replayed(desk, SUPPORT_PAGE)
    assert (found.exact, found.boxes, found.verdicts) == (False, 4, 4)
    accepted = next(each for each in found.rules if each.rule == "packaging-not-accepted")
    assert accepted == RuleChanges("packaging-not-accepted", 0, 1, 0, 0, 0)
    assert sum(turn.verdicts for turn in found.turns) == 4
    packed = verdict_of(desk, "3")
    example = next(each for each in found.examples if each.box_id == packed.box_id)
    assert (example.before, example.after, example.arrived_on) == (Verdict.HOLD, Verdict.ACCEPT, packed.arrived_on)


def test_an_edition_judges_by_its_version_in_force_on_the_day_of_arrival(desk: TestDesk) -> None:
    text = newer_edition(HARDWARE_WARRANTY, shorter)
    name = {"kind": PolicyKind.EDITION, "name": HARDWARE_WARRANTY, "version": 3, "text": text, "applies_to": None}
    save(desk, adopted("1", **name, applies_from=date(2026, 11, 21)))
    assert replayed(desk, HARDWARE_WARRANTY).changed == 0
    save(desk, adopted("1", **name, applies_from=date(2026, 11, 20)))
    desk.policy_book = type(desk.policy_book)(desk.policy_book._editions)  # it reads an adopted text once
    found = replayed(desk, HARDWARE_WARRANTY)
    assert found.rules == (RuleChanges("rma-expired", 2, 0, 0, 0, 0),)
    assert replayed(desk, f"{HARDWARE_WARRANTY}@3") == found
    assert replayed(desk, f"{HARDWARE_WARRANTY}@2").changed == 0


def test_the_first_release_s_version_lacks_the_rules_that_came_later(desk: TestDesk) -> None:
    desk.import_rows(row("5", maker="other"))
    desk.receive("RMA-5")
    found = replayed(desk, f"{HARDWARE_WARRANTY}@1")
    assert found.rules == (RuleChanges("other-maker", 0, 1, 0, 0, 0),)
    assert Turn(Verdict.REFUSE, Verdict.ACCEPT, 1) in found.turns


def test_a_file_of_an_edition_judges_the_cases_of_that_edition(desk: TestDesk) -> None:
    desk.import_rows(row("6", edition=SUPPORT_PAGE, issued_at=OLD))
    desk.receive("RMA-6")
    found = replayed(desk, "new.toml", new=newer_edition(HARDWARE_WARRANTY, shorter))
    assert (found.verdicts, found.rules) == (4, (RuleChanges("rma-expired", 2, 0, 0, 0, 0),))
    other = replayed(desk, "new.toml", new=newer_edition(SUPPORT_PAGE, shorter))
    assert (other.verdicts, other.changed) == (1, 0)


def test_a_file_of_a_contract_judges_the_cases_whose_registry_names_it(desk: TestDesk) -> None:
    desk.import_rows(row("7", contract="Contoso 2026", issued_at=OLD), row("8", contract="Another", issued_at=OLD))
    desk.receive("RMA-7")
    desk.receive("RMA-8")
    found = replayed(desk, "c.toml", c=CONTRACT.format(version=1, days=45))
    assert (found.verdicts, found.changed) == (1, 1)
    assert found.rules == (RuleChanges("rma-expired", 0, 1, 0, 0, 0),)
    assert replayed(desk, "c.toml", c=CONTRACT.format(version=1, days=40)).changed == 0


def test_a_verdict_under_a_contract_keeps_it_under_a_newer_version(desk: TestDesk) -> None:
    save(desk, adopted("1", text=CONTRACT.format(version=1, days=45)))
    desk.import_rows(row("7", contract="Contoso 2026", issued_at=OLD))
    judged = desk.receive("RMA-7").box.verdicts[0]
    assert (judged.contract, judged.contract_version, judged.findings) == ("Contoso 2026", 1, ())
    save(desk, adopted("2", text=CONTRACT.format(version=2, days=5), version=2, applies_from=date(2027, 1, 1)))
    assert replayed(desk).changed == 0
    found = replayed(desk, "new.toml", new=newer_edition(HARDWARE_WARRANTY, shorter))
    assert verdict_of(desk, "7").box_id not in [each.box_id for each in found.examples]
    stricter = replayed(desk, "c.toml", c=CONTRACT.format(version=3, days=5))
    assert (stricter.verdicts, stricter.changed) == (1, 1)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("no-such", "policy-unknown"),
        ("hardware-warranty@99", "policy-no-version"),
        ("hardware-warranty@", None),
        ("broken.toml", "policy-syntax"),
        ("strange.toml", "edition-unknown"),
    ],
)
def test_terms_that_are_none_are_refused(desk: TestDesk, name: str, code: str | None) -> None:
    strange = CONTRACT.format(version=1, days=3).replace("hardware-warranty", "no-edition")
    texts = {"broken": "= [", "strange": strange}
    if code is None:
        assert replayed(desk, name, **texts).verdicts == 4
        return
    with pytest.raises(RefusedError) as raised:
        replayed(desk, name, **texts)
    assert raised.value.code == code


# ------------------------------------------------------------------------------------------------- what can't be judged


def test_terms_that_are_gone_are_named_with_how_many_rest_on_them_and_the_others_go_on(desk: TestDesk) -> None:
    for number in ("1", "2"):
        tamper(desk, number, edition_version=7)
    tamper(desk, "3", contract="Contoso 2026", contract_version=4)
    tamper(desk, "77777", edition="of-old")
    found = replayed(desk)
    told = [(each.error.code, each.error.figures.get("version"), each.verdicts) for each in found.unjudged]
    assert told == [("policy-version-gone", 7, 2), ("policy-contract-gone", 4, 1), ("edition-unknown", None, 1)]
    assert (found.verdicts, found.boxes, found.changed) == (0, 0, 0)
    assert found.unjudged[0].error.figures["edition"] == HARDWARE_WARRANTY
    assert found.unjudged[0].box_id == verdict_of(desk, "1").box_id


def test_facts_that_no_longer_parse_are_counted_and_named(desk: TestDesk) -> None:
    for number in ("1", "2"):
        case = dict(verdict_of(desk, number).verdicts[0].case)
        del case["advance"]
        tamper(desk, number, case=case)
    tamper(desk, "3", case={})
    found = replayed(desk)
    assert [(each.error.code, each.error.figures["path"], each.verdicts) for each in found.unjudged] == [
        ("fact-missing-key", "advance", 2),
        ("fact-missing-key", "edition", 1),
    ]
    assert found.verdicts == 1


def test_facts_are_checked_by_the_edition_that_judges(desk: TestDesk) -> None:
    desk.import_rows(row("9", warranty_months="60"))
    desk.receive("RMA-9")
    case: Any = verdict_of(desk, "9").verdicts[0].case
    tamper(desk, "9", case={**case, "item": {**case["item"], "warranty_months": 120}})
    assert replayed(desk).unjudged == ()
    (gone,) = replayed(desk, SUPPORT_PAGE).unjudged
    assert (gone.error.code, gone.verdicts) == ("fact-warranty-months", 1)


def test_what_the_dock_judged_is_judged_again_whatever_months_the_registry_had(desk: TestDesk) -> None:
    """It turns no box away for months that the edition never agrees."""
    desk.import_rows(row("9", warranty_months="3", edition=HARDWARE_WARRANTY))
    desk.receive("RMA-9", edition=SUPPORT_PAGE)
    found = replayed(desk)
    assert (found.verdicts, found.changed, found.unjudged) == (5, 0, ())


# ---------------------------------------------------------------------------------------------------------- days, sizes


@pytest.mark.parametrize("name", [None, HARDWARE_WARRANTY, f"{SUPPORT_PAGE}@1"])
def test_what_is_adopted_is_read_once_for_all_days_and_contracts(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    with desk.storage.reading() as work:
        store = type(work.policies)
    read, all_of_them = [], store.all
    monkeypatch.setattr(store, "all", lambda held: read.append(1) or all_of_them(held))
    for days in range(5):
        desk.clock.forward(DAY)
        desk.import_rows(row(f"30{days}", contract=f"Larkspur {days}"))
        desk.receive(f"RMA-30{days}")
    read.clear()
    assert replayed(desk, name).verdicts == 9
    assert len(read) <= 2


@pytest.mark.parametrize(
    ("first_on", "last_on", "boxes"),
    [
        (None, None, 3),
        (date(2026, 11, 20), None, 2),
        (None, date(2026, 11, 20), 2),
        (date(2026, 11, 20), date(2026, 11, 20), 1),
        (date(2026, 11, 22), None, 0),
    ],
)
def test_only_boxes_that_arrived_on_the_days_asked_for(first_on: date | None, last_on: date | None, boxes: int) -> None:
    desk = TestDesk()
    for number, back in enumerate((2 * DAY, DAY, timedelta())):
        desk.clock.forward(DAY if number == 0 else timedelta())
        desk.receive(f"RMA-{number + 1}", arrived_at=desk.clock.now() - back)
    assert replayed(desk, None, first_on, last_on).boxes == boxes


def test_the_first_examples_are_told_and_all_are_counted() -> None:
    desk = TestDesk()
    desk.import_rows(*(row(str(number)) for number in range(1, EXAMPLES + 6)))
    for number in range(1, EXAMPLES + 6):
        desk.receive(f"RMA-{number}", packaging=PackagingKind.EQUIVALENT)
    found = replayed(desk, SUPPORT_PAGE)
    assert (found.changed, len(found.examples)) == (EXAMPLES + 5, EXAMPLES)


def test_a_box_of_two_authorizations_is_judged_for_each() -> None:
    desk = TestDesk()
    desk.import_rows(row("1"), row("2", issued_at=OLD))
    desk.receive("RMA-1", "RMA-2")
    found = replayed(desk)
    assert (found.boxes, found.verdicts, found.changed) == (1, 2, 0)
