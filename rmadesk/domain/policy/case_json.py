"""A case as JSON values and back."""

from datetime import MAXYEAR
from typing import Any

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.plain import from_plain, shown, to_plain
from rmadesk.domain.policy.facts import Case

_EDITION_WITH_AGREED_MONTHS = "support-page"
_AGREED_MONTHS = range(12, 60 + 1)
_ANY_MONTHS = range(12 * MAXYEAR + 1)  # the calendar has no more


def case_from_json(value: object) -> Case:
    """The case in a decoded JSON object, every key given.

    Raises RefusedError with a code `fact-...` and the path of the wrong value.
    """
    case = from_plain(Case, value)
    months = case.item.warranty_months if case.item else None
    if months is not None:
        possible = _AGREED_MONTHS if case.edition == _EDITION_WITH_AGREED_MONTHS else _ANY_MONTHS
        if months not in possible:
            raise RefusedError(
                "fact-warranty-months",
                path="item.warranty_months",
                value=shown(months),
                least=possible[0],
                most=possible[-1],
            )
    return case


def case_on_record(value: object) -> Case:
    """The case that a verdict was given on. Raises RefusedError as `case_from_json` does, but for its months.

    The dock judges on what the registry has, and turns no box away for months that an edition never agrees: what was
    judged once can be judged again.
    """
    return from_plain(Case, value)


def case_to_json(case: Case) -> dict[str, Any]:
    """The JSON object of a case, with every key, that `case_from_json` reads back to an equal case."""
    plain = to_plain(case)
    assert isinstance(plain, dict)
    return plain
