"""Rules of shipping: may a replacement go in advance, who labels the return, and who pays a repaired system's way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rmadesk.domain.errors import Figure
from rmadesk.domain.places import Places
from rmadesk.domain.policy.edition import Edition, Terms
from rmadesk.domain.policy.facts import Family
from rmadesk.domain.policy.verdict import citation


class Answer(StrEnum):
    """What the policy answers; `ask`: a person chooses, for the text leaves it open or a fact is not known."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not-allowed"
    ASK = "ask"
    NOT_STATED = "not-stated"


class LabelShare(StrEnum):
    """In how many cases a prepaid label for the return is given."""

    MOST = "most"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule's answer; its sentence is `terms.<rule>.<variant>`, with the figures.

    `source` cites text, heading and the contract that overrides them; where the text is silent, the text alone.
    """

    rule: str
    variant: str
    answer: Answer
    source: str
    figures: Mapping[str, Figure]


def advance_replacement(edition: Edition, family: Family | None, entitled: bool | None) -> Ruling:
    """May a replacement go before the defective part is back?

    `entitled`: the account has an Advanced Replacement SLA or a spares kit; null: not known.
    Hardware Warranty: Advanced Replacement and Returns. Support: Returning Products to iXsystems (RMA), which gives it
    as the standard for all but one family.
    """
    rule = "advance-replacement"
    terms = edition.shipping.get(rule)
    if terms is None:
        return not_stated(edition, rule)
    needs_entitlement = terms.flag("needs_entitlement")
    if entitled:  # only the text that sends in advance as its standard promises overnight for extended service
        return _ruling(edition, terms, rule, "entitled" if needs_entitlement else "overnight", Answer.ALLOWED)
    if needs_entitlement:
        return _unless_entitled(edition, terms, "needs-entitlement", entitled)
    excepted = terms.words("not_standard_for")
    if family is None and excepted:
        return _ruling(edition, terms, rule, "family-unknown", Answer.ASK)
    if family in excepted:
        return _unless_entitled(edition, terms, "not-standard", entitled, family=str(family))
    return _ruling(edition, terms, rule, "standard", Answer.ALLOWED)


def _unless_entitled(edition: Edition, terms: Terms, why: str, entitled: bool | None, **figures: Figure) -> Ruling:
    variant, answer = (f"{why}-unknown", Answer.ASK) if entitled is None else (why, Answer.NOT_ALLOWED)
    return _ruling(edition, terms, "advance-replacement", variant, answer, **figures)


def return_label(edition: Edition) -> Ruling:
    """Does the customer get a prepaid label for the return? It is at discretion in both texts: a person chooses.

    Hardware Warranty: Packaging requirements. Support: Returning Products to iXsystems (RMA).
    """
    terms = edition.shipping.get("return-label")
    if terms is None:
        return not_stated(edition, "return-label")
    return _ruling(edition, terms, "return-label", LabelShare(terms.word("share")).value, Answer.ASK)


def way_back(
    edition: Edition, country: str | None, region: str | None, whole_system: bool | None, places: Places
) -> Ruling:
    """Does a repaired system go back prepaid? `region` is the state as the customer's address writes it.

    Support: Returning Products to iXsystems (RMA). To the continental United States it does; what it says of all other
    places is unclear, so a person chooses. It speaks of whole systems only.
    """
    rule = "way-back"
    terms = edition.shipping.get(rule)
    if terms is None:
        return not_stated(edition, rule)
    if whole_system is False:
        return _ruling(edition, terms, rule, "component", Answer.NOT_STATED)
    if country is None:
        return _ruling(edition, terms, rule, "country-unknown", Answer.ASK)
    if country != terms.word("prepaid_country"):
        return _ruling(edition, terms, rule, "elsewhere", Answer.ASK, country=country)
    state = places.us_state(region)
    if state is None:
        return _ruling(edition, terms, rule, "region-unknown", Answer.ASK, region=region)
    if state in terms.words("prepaid_not_to"):
        return _ruling(edition, terms, rule, "elsewhere", Answer.ASK, country=f"{country}-{state}")
    return _ruling(edition, terms, rule, "prepaid", Answer.ALLOWED, region=state)


def cited(edition: Edition, terms: Terms) -> str:
    """Text, heading and the contract that overrides them."""
    return citation(edition.source(terms), terms.contract)


def not_stated(edition: Edition, rule: str) -> Ruling:
    """The text has no such rule; it is cited as a whole."""
    return Ruling(rule, "not-stated", Answer.NOT_STATED, edition.title, {})


def _ruling(edition: Edition, terms: Terms, rule: str, variant: str, answer: Answer, **figures: Figure) -> Ruling:
    return Ruling(rule, variant, answer, cited(edition, terms), figures)
