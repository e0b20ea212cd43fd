"""The replay: recorded cases judged again, and what would change; nothing is written."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.case_json import case_from_json, case_on_record
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Verdict
from rmadesk.domain.rma import JudgedBox, RecordedVerdict
from rmadesk.services.policy_book import AdoptedByNow, PolicyBook
from rmadesk.services.ports import PolicyFiles
from rmadesk.services.replay_changes import Change, changes, exact_changes
from rmadesk.services.replay_terms import Terms, terms_of
from rmadesk.services.stores import Storage

EXAMPLES = 20
_OLD_CURRENCY = "USD"
"""Of charges on record from before verdicts kept theirs, where none says it."""
_PLACE = {rule.id: place for place, rule in enumerate(RULES)}
_GROUPED_BY = ("path", "edition", "version", "contract")


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """In how many verdicts a rule would speak otherwise."""

    rule: str
    gained: int
    lost: int
    effect: int
    amount: int
    other: int


@dataclass(frozen=True, slots=True)
class Turn:
    """How many verdicts go from one to another, or stay."""

    before: Verdict
    after: Verdict
    verdicts: int


@dataclass(frozen=True, slots=True)
class Example:
    """One verdict that would change."""

    box_id: str
    rma_number: str | None
    arrived_on: date
    before: Verdict
    after: Verdict
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """How many verdicts could not be given again for one reason; `box_id` is the first of them."""

    error: RefusedError
    verdicts: int
    box_id: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found; rules in the order of their table, the first `EXAMPLES` that change by day of arrival.

    `exact`: under the very terms on record, so that nothing may change.
    """

    exact: bool
    boxes: int
    verdicts: int
    changed: int
    rules: tuple[RuleChanges, ...]
    turns: tuple[Turn, ...]
    examples: tuple[Example, ...]
    unjudged: tuple[Unjudged, ...]


class ReplayDesk:
    """Judges recorded cases again."""

    def __init__(self, storage: Storage, book: PolicyBook, files: PolicyFiles) -> None:
        self._storage = storage
        self._book = book
        self._files = files

    def replay(self, name: str | None, first_on: date | None, last_on: date | None) -> Replay:
        """What would change for the boxes that arrived on these site-local dates, both included.

        `name` null: under the edition, version and contract on record. Else an edition's id (the version in force on
        each day of arrival), `id@version`, or a policy file: a version of an edition, put to the cases of that edition,
        or a contract, put to those that name it. Voided receipts and duplicates have no verdict of their own.
        Raises RefusedError `policy-unknown`, `policy-no-version`, `edition-unknown`, and what a file is refused with.
        """
        with self._storage.reading() as work:
            terms = terms_of(name, self._book, AdoptedByNow(work.policies.all()), self._read)
            tally = _Tally(exact=name is None)
            for box in work.boxes.judged(first_on, last_on):
                tally.add(box, terms)
        return tally.result()

    def _read(self, path: Path) -> str:
        return self._files.read(path)


class _Tally:
    """Adds up a replay; what it holds does not grow with the boxes."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._compare: Callable[[RecordedVerdict, Assessment], Iterator[tuple[str, Change]]] = (
            exact_changes if exact else changes
        )
        self._boxes = self._verdicts = self._changed = 0
        self._rules: Counter[tuple[str, Change]] = Counter()
        self._turns: Counter[tuple[Verdict, Verdict]] = Counter()
        self._examples: list[Example] = []
        self._unjudged: dict[tuple[object, ...], Unjudged] = {}

    def add(self, box: JudgedBox, terms: Terms) -> None:
        """Judge what was said of a box again."""
        judged_again = 0
        for judged in box.verdicts:
            try:
                edition = terms(judged, box.arrived_on)
                if edition is None:
                    continue
                answer = _judge_again(judged, edition)
            except RefusedError as error:
                self._note(error, box)
                continue
            judged_again += 1
            self._turns[judged.verdict, answer.verdict] += 1
            if found := tuple(self._compare(judged, answer)):
                self._changes(box, judged, answer, found)
        self._verdicts += judged_again
        self._boxes += bool(judged_again)

    def result(self) -> Replay:
        """The sums."""
        rules = sorted({rule for rule, _ in self._rules}, key=lambda rule: (_PLACE.get(rule, len(_PLACE)), rule))
        return Replay(
            exact=self._exact,
            boxes=self._boxes,
            verdicts=self._verdicts,
            changed=self._changed,
            rules=tuple(RuleChanges(rule, *(self._rules[rule, change] for change in Change)) for rule in rules),
            turns=tuple(
                Turn(before, after, self._turns[before, after])
                for before in Verdict
                for after in Verdict
                if (before, after) in self._turns
            ),
            examples=tuple(self._examples),
            unjudged=tuple(self._unjudged.values()),
        )

    def _changes(
        self, box: JudgedBox, judged: RecordedVerdict, answer: Assessment, found: tuple[tuple[str, Change], ...]
    ) -> None:
        self._changed += 1
        self._rules.update(set(found))
        if len(self._examples) < EXAMPLES:
            rules = tuple(dict.fromkeys(rule for rule, _ in found))
            self._examples.append(
                Example(box.box_id, judged.rma_number, box.arrived_on, judged.verdict, answer.verdict, rules)
            )

    def _note(self, error: RefusedError, box: JudgedBox) -> None:
        key = (error.code, *(error.figures.get(name) for name in _GROUPED_BY))
        before = self._unjudged.get(key)
        if before is None:
            self._unjudged[key] = Unjudged(error.with_traceback(None), 1, box.box_id)
        else:
            self._unjudged[key] = Unjudged(before.error, before.verdicts + 1, before.box_id)


def _judge_again(judged: RecordedVerdict, edition: Edition) -> Assessment:
    """The answer to the facts on record; another edition than the recorded one checks them first.

    Raises RefusedError `fact-...`.
    """
    own = edition.id == judged.edition
    case = case_on_record(judged.case) if own else case_from_json({**judged.case, "edition": edition.id})
    currency = judged.currency or next((charge.currency for charge in judged.charges), _OLD_CURRENCY)
    return judge(case, edition, RULES, currency)
