"""The answers of the verbs on policy: what is on file, what it says, what differs, what is wrong."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from rmadesk.domain.errors import RmaDeskError
    from rmadesk.domain.policy.adoption import AdoptedPolicy
    from rmadesk.domain.policy.edition import Edition
    from rmadesk.domain.policy.listing import Statement, StatementDifference
    from rmadesk.services.policies import PolicyComparison, PolicyOnFile
    from rmadesk.services.ports import Wording

Answer = dict[str, Any]


def on_file_answer(policy: PolicyOnFile) -> Answer:
    """What `policy list` prints of one version."""
    answer: Answer = to_plain(policy)
    return answer


def terms_answer(edition: Edition) -> Answer:
    """What `policy show` prints: every effect and figure, with its source."""
    from rmadesk.domain.policy.listing import statements

    return {**_named(edition), "statements": [_statement(each) for each in statements(edition)]}


def comparison_answer(comparison: PolicyComparison) -> Answer:
    """What `policy diff` prints."""
    return {
        "left": _named(comparison.left),
        "right": _named(comparison.right),
        "differences": [_difference(each) for each in comparison.differences],
    }


def fault_answer(fault: RmaDeskError, words: Wording) -> Answer:
    """What `policy check` prints of one fault."""
    return {"code": fault.code, "message": words.error(fault), **fault.figures}


def adopted_answer(policy: AdoptedPolicy) -> Answer:
    """What `policy adopt` and `policy end` print: the record less its text."""
    answer: Answer = to_plain(policy)
    del answer["text"], answer["reason_entry"]
    return answer


def _named(edition: Edition) -> Answer:
    return {
        "edition": edition.id,
        "version": edition.version,
        "title": edition.title,
        "applies_from": edition.applies_from.isoformat(),
        "contract": edition.contract,
        "contract_version": edition.contract_version,
    }


def _statement(each: Statement) -> Answer:
    return {
        "section": each.section,
        "name": each.name,
        "key": each.key or None,
        "effect": each.value if each.is_effect else None,
        "figure": None if each.is_effect or not each.key else each.value,
        "source": each.source,
        "contract": each.contract,
    }


def _difference(each: StatementDifference) -> Answer:
    return {
        "section": each.section,
        "name": each.name,
        "key": each.key or None,
        "left": _side(each.left),
        "right": _side(each.right),
    }


def _side(said: Statement | None) -> Answer | None:
    return {"value": said.value, "source": said.source, "contract": said.contract} if said else None
