"""Why a box was judged as it was: what spoke, what is still open, and what the other editions would say."""

from dataclasses import dataclass, replace

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.case_json import case_on_record
from rmadesk.domain.policy.comparison import Comparison, compare
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Finding
from rmadesk.domain.rma import Box, RecordedVerdict
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.scan_texts import put_back
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores

_ORDER = tuple(rule.id for rule in RULES)


@dataclass(frozen=True, slots=True)
class Citation:
    """Text and heading, or `desk`, and the contract that overrides it."""

    source: str
    contract: str | None


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that waits for a fact; `clauses` are those it may come to rest on, none where the edition it was judged
    under is no longer at hand."""

    rule: str
    clauses: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """What another edition, as it was in force on the day of arrival and without a contract, says of the same case.

    Either `comparison` is given, or the `problem` that stands in its way.
    """

    edition: str
    title: str | None
    version: int | None
    comparison: Comparison | None
    problem: RefusedError | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One recorded verdict of a box, laid open; `title` is its edition's, null where that is no longer at hand.

    `findings` are the recorded ones, with the figures that the rules have learnt to give since.
    """

    judged: RecordedVerdict
    title: str | None
    findings: tuple[Finding, ...]
    open_rules: tuple[OpenRule, ...]
    others: tuple[OtherAnswer, ...]


class ExplainingDesk:
    """Lays recorded verdicts open; it only reads."""

    def __init__(self, storage: Storage, policy_book: PolicyBook, site: Site) -> None:
        self._storage = storage
        self._book = policy_book
        self._site = site

    def box(self, box_id: str) -> Box:
        """A box on record. Raises RefusedError `box-unknown`."""
        with self._storage.reading() as work:
            box = work.boxes.get(box_id)
            if box is None:
                raise RefusedError("box-unknown", box=box_id)
            return put_back(box, work)

    def explain(self, box: Box) -> tuple[Explanation, ...]:
        """One explanation for each recorded verdict, in the order of the label.

        What a recorded edition or case no longer gives is left out or told as a problem, never guessed.
        """
        with self._storage.reading() as work:
            return tuple(self._explanation(work, box, judged) for judged in box.verdicts)

    def _explanation(self, work: Stores, box: Box, judged: RecordedVerdict) -> Explanation:
        under = self._judged_under(work, judged)
        record = _Record(judged, under, self._completed(judged, under))
        others = tuple(
            self._other(work, box, record, edition_id)
            for edition_id in self._book.edition_ids()
            if edition_id != judged.edition
        )
        open_rules = tuple(OpenRule(rule, _clauses(under, rule)) for rule in judged.pending)
        return Explanation(judged, under.title if under else None, record.findings, open_rules, others)

    def _judged_under(self, work: Stores, judged: RecordedVerdict) -> Edition | None:
        """For titles and headings only: what the verdict itself rests on stands in its record."""
        contract, contract_version = judged.contract, judged.contract_version
        try:
            return self._book.as_recorded(work, judged.edition, judged.edition_version, contract, contract_version)
        except RefusedError:
            return None

    def _completed(self, judged: RecordedVerdict, under: Edition | None) -> tuple[Finding, ...]:
        """What would change an old finding may need figures that were not recorded yet: the same facts under the same
        terms give them. Nothing that is on record is replaced."""
        if under is None:
            return judged.findings
        try:
            again = {each.rule: each for each in self._answer(judged, under).findings}
        except RefusedError:
            return judged.findings
        return tuple(_with_figures_of(each, again.get(each.rule)) for each in judged.findings)

    def _other(self, work: Stores, box: Box, record: "_Record", edition_id: str) -> OtherAnswer:
        try:
            edition = self._book.in_force(work, edition_id, None, box.arrived_on)
        except RefusedError as problem:
            return OtherAnswer(edition_id, None, None, None, problem)
        try:
            answer = self._answer(record.judged, edition)
        except RefusedError as problem:
            return OtherAnswer(edition_id, edition.title, edition.version, None, problem)
        return OtherAnswer(edition_id, edition.title, edition.version, record.beside(answer, edition), None)

    def _answer(self, judged: RecordedVerdict, edition: Edition) -> Assessment:
        # The recorded facts were judged under their own edition; another's narrower terms don't make them wrong.
        case = replace(case_on_record(judged.case), edition=edition.id)
        return judge(case, edition, RULES, judged.currency or self._site.currency)


@dataclass(frozen=True, slots=True)
class _Record:
    """A recorded verdict, the terms it was given under where they are at hand, and its completed findings."""

    judged: RecordedVerdict
    under: Edition | None
    findings: tuple[Finding, ...]

    def beside(self, answer: Assessment, edition: Edition) -> Comparison:
        judged = self.judged
        recorded = Assessment(judged.verdict, self.findings, judged.pending, judged.charges)
        return compare(recorded, answer, _ORDER, self.under.rules if self.under else None, edition.rules)


def _clauses(edition: Edition | None, rule: str) -> tuple[Citation, ...]:
    """The citations of a rule's variants, each once."""
    terms = edition.rules.get(rule) if edition else None
    if edition is None or terms is None:
        return ()
    cited = (Citation(edition.source(clause), clause.contract) for clause in terms.clauses.values())
    return tuple(dict.fromkeys(cited))


def _with_figures_of(recorded: Finding, again: Finding | None) -> Finding:
    """The recorded finding, and what the same one has on top when it is found again."""
    if again is None or again.variant != recorded.variant:
        return recorded
    return replace(recorded, figures={**again.figures, **recorded.figures})
