"""The assessor: says of cases what the policy says of them; nothing is recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import BinaryIO

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import PolicyKind
from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment
from rmadesk.services.case_lines import case_in, case_lines, decoded
from rmadesk.services.policy_book import AdoptedByNow, PolicyBook
from rmadesk.services.stores import Storage

CURRENCY = "USD"
"""Of charges: a case carries none."""
_TERMS_KEPT = 4096
_FACT_OF = {"policy-not-yet": "arrived_at"}
"""The fact that a refusal of the policy book rests on; of all others it is the edition."""
_WHOLE_LINE = "(line)"


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """What became of one line of a file of cases: an assessment, or why there is none and the path of what is wrong."""

    line: int
    assessment: Assessment | None
    path: str = ""
    error: RefusedError | None = None


class AssessingDesk:
    """Assesses cases by the terms in force on each one's day of arrival, under a contract where one is named."""

    def __init__(self, book: PolicyBook, storage: Callable[[], Storage] | None) -> None:
        """`storage` opens the station's; null: it has none, and the editions that ship are all there is."""
        self._book = book
        self._storage = storage

    def lines(self, stream: BinaryIO, contract: str | None = None) -> Iterator[AssessedLine]:
        """What becomes of each line that is not blank, as soon as it is read; one is held at a time.

        What is adopted while this runs does not count. Raises RefusedError `contract-unknown`.
        """
        assess = self.assessor(contract)
        for number, line in case_lines(stream):
            yield _answer(number, line, assess)

    def assessor(self, contract: str | None = None) -> Callable[[Case], Assessment]:
        """Assesses one case after the other by what the site has adopted by now.

        Raises RefusedError `contract-unknown`; the assessor `edition-unknown`, `policy-not-yet` and whatever is wrong
        with the terms, with the path of the fact.
        """
        adopted = self._adopted()
        if contract is not None:
            _refuse_unknown(contract, adopted)

        @lru_cache(_TERMS_KEPT)
        def terms(edition: str, day: date) -> Edition:
            return self._book.in_force(adopted, edition, contract, day)

        def assess(case: Case) -> Assessment:
            try:
                edition = terms(case.edition, case.arrived_on)
            except RefusedError as error:
                error.figures.setdefault("path", _FACT_OF.get(error.code, "edition"))
                raise
            return judge(case, edition, RULES, CURRENCY)

        return assess

    def _adopted(self) -> AdoptedByNow:
        """Read once: a run may go on for hours, and must not bar the writers' way."""
        if self._storage is None:
            return AdoptedByNow(())
        with self._storage().reading() as work:
            return AdoptedByNow(work.policies.all())


def _answer(number: int, line: bytes, assess: Callable[[Case], Assessment]) -> AssessedLine:
    try:
        return AssessedLine(number, assess(case_from_json(case_in(decoded(line)))))
    except RefusedError as error:
        return AssessedLine(number, None, str(error.figures.get("path") or _WHOLE_LINE), error)


def _refuse_unknown(contract: str, adopted: AdoptedByNow) -> None:
    known = {each.name for each in adopted.policies.all() if each.kind is PolicyKind.CONTRACT}
    if contract not in known:
        raise RefusedError("contract-unknown", contract=contract, known=", ".join(sorted(known)) or None)
