"""What an edition says, statement by statement: to be shown, set side by side, and compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from rmadesk.domain.policy.edition import Clause, Edition, RuleTerms, Terms

RULES = "rules"
CLOCKS = "clocks"
SHIPPING = "shipping"
_SECTIONS = (RULES, CLOCKS, SHIPPING)


@dataclass(frozen=True, slots=True)
class Statement:
    """One effect or figure, as its key in the policy file says it.

    `key` is the variant for an effect, else the figure's name; empty for terms that give no figure. `source` is the
    citation, null for the figures of a rule, which rest on its clauses; `contract` the one that sets it in the
    edition's place.
    """

    section: str
    name: str
    key: str
    value: str
    is_effect: bool
    source: str | None
    contract: str | None


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """What two sets of terms say differently under one key; null where one says nothing there."""

    section: str
    name: str
    key: str
    left: Statement | None
    right: Statement | None


def statements(edition: Edition) -> tuple[Statement, ...]:
    """All that an edition says: rules, clocks, shipping, each in the order of its table."""
    return tuple(_statements(edition))


def differences(left: Edition, right: Edition) -> tuple[StatementDifference, ...]:
    """What two sets of terms say differently, in the order of the left one, then what only the right one says.

    Headings count where both cite the same text: those of two texts always differ.
    """
    headings_count = left.title == right.title
    lefts = {(each.section, each.name, each.key): each for each in statements(left)}
    rights = {(each.section, each.name, each.key): each for each in statements(right)}
    keys = dict.fromkeys([*lefts, *rights])
    entries = list(dict.fromkeys((section, name) for section, name, _ in keys))
    in_order = sorted(keys, key=lambda key: (_SECTIONS.index(key[0]), entries.index(key[:2])))
    found = (StatementDifference(*key, lefts.get(key), rights.get(key)) for key in in_order)
    return tuple(each for each in found if _differ(each, headings_count))


def shown_figure(figure: Any) -> str:
    """A figure as its policy file writes it, without quotation marks."""
    match figure:
        case bool():
            return "true" if figure else "false"
        case list():
            return ", ".join(map(str, figure)) or "[]"
        case Decimal():
            return format(figure, "f")
        case time():
            return figure.isoformat()
        case _:
            return str(figure)


def _statements(edition: Edition) -> Iterator[Statement]:
    for name, terms in edition.rules.items():
        for key, figure in terms.figures.items():
            yield Statement(RULES, name, key, shown_figure(figure), False, None, _set_by(terms, key))
        for variant, clause in terms.clauses.items():
            yield _effect(edition, name, variant, clause)
    for section, held in ((CLOCKS, edition.clocks), (SHIPPING, edition.shipping)):
        for name, each in held.items():
            yield from _terms(edition, section, name, each)


def _effect(edition: Edition, name: str, variant: str, clause: Clause) -> Statement:
    return Statement(RULES, name, variant, clause.effect.value, True, edition.source(clause), clause.contract)


def _terms(edition: Edition, section: str, name: str, terms: Terms) -> Iterator[Statement]:
    source = edition.source(terms)
    for key, figure in terms.figures.items():
        yield Statement(section, name, key, shown_figure(figure), False, source, _set_by(terms, key))
    if not terms.figures:
        yield Statement(section, name, "", "", False, source, terms.contract)


def _set_by(terms: RuleTerms | Terms, figure: str) -> str | None:
    """The contract that sets a figure; its neighbours stay the edition's own."""
    return terms.contract if figure in terms.overridden else None


def _differ(each: StatementDifference, headings_count: bool) -> bool:
    if each.left is None or each.right is None:
        return True
    return each.left.value != each.right.value or (headings_count and each.left.source != each.right.source)
