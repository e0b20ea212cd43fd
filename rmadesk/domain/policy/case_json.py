"""A case as JSON values and back."""

from typing import Any

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.plain import from_plain, to_plain
from rmadesk.domain.policy.facts import Case

_WARRANTY_MONTHS_AGREED = range(12, 61)
_EDITION_WITH_AGREED_MONTHS = "support-page"


def case_from_json(value: object) -> Case:
    """The case in a decoded JSON object, every key given.

    Raises RefusedError with a code `fact-...` and the path of the wrong value.
    """
    case = from_plain(Case, value)
    months = case.item.warranty_months if case.item else None
    if months is not None:
        agreed = case.edition == _EDITION_WITH_AGREED_MONTHS
        if months < 0 or (agreed and months not in _WARRANTY_MONTHS_AGREED):
            raise RefusedError("fact-warranty-months", path="item.warranty_months", value=str(months))
    return case


def case_to_json(case: Case) -> dict[str, Any]:
    """The JSON object of a case, with every key, that `case_from_json` reads back to an equal case."""
    plain = to_plain(case)
    assert isinstance(plain, dict)
    return plain
