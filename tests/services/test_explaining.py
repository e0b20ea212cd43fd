"""Why a box was judged as it was: what is on record, what is open, and what the other edition would say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.comparison import Difference
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import DESK, Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.explaining import Citation, ExplainingDesk, Explanation
from rmadesk.services.policy_book import PolicyBook
from support.desk import SITE, TestDesk

OLD = "2026-10-01T10:00:00-07:00"
"""Fifty days before the day of the tests."""


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def explaining(desk: TestDesk, book: Any = None) -> ExplainingDesk:
    return ExplainingDesk(desk.storage, book or PolicyBook(EditionFiles()), SITE)


def explained(desk: TestDesk, box: Box, book: Any = None) -> Explanation:
    (explanation,) = explaining(desk, book).explain(box)
    return explanation


def test_what_is_recorded_is_told_as_it_is_recorded(desk: TestDesk) -> None:
    desk.expect("218043", issued_at=OLD)
    box = desk.receive("218043", packaging=PackagingKind.OTHER).box
    explanation = explained(desk, box)
    assert explanation.judged == box.verdicts[0]
    assert {each.rule for each in explanation.judged.findings} >= {"rma-expired", "packaging-not-accepted"}
    assert explanation.title == "Hardware Warranty & Support Procedures"
    assert [each.rule for each in explanation.open_rules] == list(box.verdicts[0].pending)


def test_an_open_rule_cites_the_clauses_it_may_come_to_rest_on(desk: TestDesk) -> None:
    desk.expect("218043")
    explanation = explained(desk, desk.receive("218043", packaging=PackagingKind.OTHER).box)
    clauses = {each.rule: each.clauses for each in explanation.open_rules}
    assert clauses["packaging-damage"] == (
        Citation("Hardware Warranty & Support Procedures: Packaging requirements", None),
    )
    explanation = explained(desk, desk.receive("218043", packaging=PackagingKind.ORIGINAL).box)
    clauses = {each.rule: each.clauses for each in explanation.open_rules}
    assert clauses["transit-damage"] == (Citation(DESK, None),)


def test_the_other_edition_is_asked_about_the_recorded_facts(desk: TestDesk) -> None:
    desk.expect("218043", issued_at=OLD, kind="repair")
    box = desk.receive("218043").box
    (other,) = explained(desk, box).others
    assert (other.edition, other.title, other.version) == ("support-page", "Support", 2)
    assert other.comparison
    assert (other.comparison.recorded, other.comparison.other) == (Verdict.HOLD, Verdict.REFUSE)
    contrast = next(each for each in other.comparison.rules if each.rule == "rma-expired")
    assert contrast.difference is Difference.EFFECT
    edition = EditionFiles().get("support-page")
    case = replace(case_from_json(box.verdicts[0].case), edition="support-page")
    said = judge(case, edition, RULES, "USD")
    assert tuple(each.other for each in other.comparison.rules if each.other) == said.findings


def test_a_rule_of_one_edition_only_is_told_as_such(desk: TestDesk) -> None:
    desk.expect("218043", edition="support-page")
    box = desk.receive("218043", packaging=PackagingKind.EQUIVALENT).box
    (other,) = explained(desk, box).others
    assert other.edition == "hardware-warranty"
    assert other.comparison
    differences = {each.rule: each.difference for each in other.comparison.differences}
    assert differences["packaging-not-accepted"] is Difference.ONLY_OTHER


def test_each_authorization_of_a_box_is_explained_in_the_order_of_the_label(desk: TestDesk) -> None:
    for number in ("218043", "218044"):
        desk.expect(number)
    box = desk.receive("218044", "218043").box
    assert [each.judged.rma_number for each in explaining(desk).explain(box)] == ["218044", "218043"]


def test_a_box_that_nobody_expects_is_explained_too(desk: TestDesk) -> None:
    explanation = explained(desk, desk.receive("WHO-KNOWS").box)
    assert explanation.judged.rma_number is None
    assert explanation.judged.findings


def test_a_duplicate_is_explained_by_the_first_receipts_verdict(desk: TestDesk) -> None:
    desk.expect("218043")
    first = desk.receive("218043", piece="1/1").box
    again = desk.receive("218043", piece="1/1").box
    assert again.state is BoxState.DUPLICATE
    assert explained(desk, again).judged == explained(desk, first).judged


def test_nothing_is_recorded(desk: TestDesk) -> None:
    desk.expect("218043")
    box = desk.receive("218043").box
    before = desk.events()
    explained(desk, explaining(desk).box(box.box_id))
    assert desk.events() == before


def test_a_box_is_found_by_its_id_with_its_texts_or_refused(desk: TestDesk) -> None:
    box = desk.receive("WHO-KNOWS").box
    assert explaining(desk).box(box.box_id) == box
    with pytest.raises(RefusedError) as refused:
        explaining(desk).box("nothing")
    assert (refused.value.code, refused.value.figures) == ("box-unknown", {"box": "nothing"})


def test_what_is_on_record_stays_and_figures_that_came_later_are_added(desk: TestDesk) -> None:
    desk.expect("218043", issued_at=OLD)
    box = desk.receive("218043").box
    judged = box.verdicts[0]
    (expired,) = (each for each in judged.findings if each.rule == "rma-expired")
    old = replace(expired, figures={"issued_on": "2026-10-01", "age_days": 51, "valid_days": 30})
    box = replace(box, verdicts=(replace(judged, findings=(old,)),))
    explanation = explained(desk, box)
    (shown,) = explanation.findings
    assert shown.figures == {**expired.figures, "age_days": 51}
    assert set(old.figures) < set(shown.figures)
    assert explanation.judged.findings == (old,)
    (shown,) = explained(desk, box, Books("hardware-warranty")).findings
    assert shown == old, "terms that are gone add nothing"


def test_a_verdict_of_the_first_version_is_explained_under_it(desk: TestDesk) -> None:
    desk.expect("218043", issued_at=OLD)
    judged = desk.receive("218043").box
    first = replace(judged.verdicts[0], edition_version=1, pending=("packaging-damage",))
    explanation = explained(desk, replace(judged, verdicts=(first,)))
    assert explanation.judged.edition_version == 1
    assert [each.rule for each in explanation.open_rules] == ["packaging-damage"]
    assert explanation.open_rules[0].clauses
    comparison = explanation.others[0].comparison
    assert comparison
    assert comparison.recorded is Verdict.HOLD


# ------------------------------------------------------------------------------------------------- what can be missing


class Books:
    """A policy book from which editions are missing; it notes what it is asked."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing
        self.asked: list[tuple[object, ...]] = []

    def edition_ids(self) -> tuple[str, ...]:
        return EditionFiles().ids()

    def in_force(self, stores: object, edition_id: str, contract: str | None, on: date) -> Edition:
        self.asked.append((edition_id, contract, on))
        return self._edition(edition_id)

    def as_recorded(
        self, stores: object, edition_id: str, version: int, contract: str | None, contract_version: int | None
    ) -> Edition:
        self.asked.append((edition_id, version, contract, contract_version))
        return self._edition(edition_id)

    def _edition(self, edition_id: str) -> Edition:
        if edition_id in self.missing:
            raise RefusedError("edition-unknown", edition=edition_id, known="")
        return EditionFiles().get(edition_id)


def test_the_recorded_terms_are_asked_for_and_the_other_edition_is_that_of_the_day_of_arrival_without_the_contract(
    desk: TestDesk,
) -> None:
    desk.expect("218043")
    box = desk.receive("218043").box
    judged = replace(box.verdicts[0], contract="Larkspur 2026", contract_version=2)
    book = Books()
    explained(desk, replace(box, verdicts=(judged,)), book)
    assert book.asked == [
        ("hardware-warranty", judged.edition_version, "Larkspur 2026", 2),
        ("support-page", None, box.arrived_on),
    ]


def test_a_recorded_edition_that_is_gone_leaves_the_record_readable(desk: TestDesk) -> None:
    desk.expect("218043")
    explanation = explained(desk, desk.receive("218043").box, Books("hardware-warranty"))
    assert explanation.title is None
    assert explanation.open_rules
    assert {each.clauses for each in explanation.open_rules} == {()}
    assert explanation.others[0].comparison


def test_another_edition_that_is_gone_is_told_as_a_problem(desk: TestDesk) -> None:
    desk.expect("218043")
    (other,) = explained(desk, desk.receive("218043").box, Books("support-page")).others
    assert (other.comparison, other.title) == (None, None)
    assert other.problem
    assert other.problem.code == "edition-unknown"


def test_a_recorded_case_that_can_no_longer_be_read_is_told_as_a_problem(desk: TestDesk) -> None:
    desk.expect("218043")
    box = desk.receive("218043").box
    box = replace(box, verdicts=(replace(box.verdicts[0], case={"edition": "hardware-warranty"}),))
    (other,) = explained(desk, box).others
    assert (other.comparison, other.title) == (None, "Support")
    assert other.problem
    assert other.problem.code == "fact-missing-key"
