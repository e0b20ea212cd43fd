"""What is wrong with the policy on file: adopted texts, the contracts that the registry names, recorded verdicts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.contract import spans_overlap
from rmadesk.services.policy_book import PolicyBook, applies_on, is_contract_over
from rmadesk.services.policy_drafts import lacks
from rmadesk.services.stores import Stores

_JUDGED = (EventKind.BOX_RECEIVED, EventKind.DUPLICATE_NOTICED)
RecordedTerms = tuple[str, int, str | None, int | None]
"""Edition, its version, contract and its version, as a verdict records them."""


def inventory_faults(book: PolicyBook, work: Stores, site_edition: str, today: date) -> Iterator[RefusedError]:
    """Everything wrong, one after the other; a fault of one text does not hide those of the others."""
    contracts = tuple(each for each in work.policies.all() if each.kind is PolicyKind.CONTRACT)
    unreadable = tuple(_unreadable(book, work, contracts))
    yield from unreadable
    yield from _overlapping(contracts)
    if not unreadable:
        yield from _beside(book, work, contracts, today)
    yield from _not_adopted(work, contracts, site_edition, today)
    yield from _gone(book, work)


def _unreadable(book: PolicyBook, work: Stores, contracts: tuple[AdoptedPolicy, ...]) -> Iterator[RefusedError]:
    for edition_id in book.edition_ids():
        try:
            book.versions(work, edition_id)
        except RefusedError as error:
            yield error
    for policy in contracts:
        try:
            book.contract(policy)
        except RefusedError as error:
            yield error


def _overlapping(contracts: tuple[AdoptedPolicy, ...]) -> Iterator[RefusedError]:
    for one, other in combinations(contracts, 2):
        same = (one.name, one.edition) == (other.name, other.edition)
        if same and spans_overlap(one.applies_from, one.applies_to, other.applies_from, other.applies_to):
            yield RefusedError(
                "contracts-overlap",
                contract=one.name,
                edition=one.edition,
                version=one.version,
                other=other.version,
                from_on=str(max(one.applies_from, other.applies_from)),
            )


def _beside(
    book: PolicyBook, work: Stores, contracts: tuple[AdoptedPolicy, ...], today: date
) -> Iterator[RefusedError]:
    """Contracts that set what the edition over which they stand today does not have."""
    for policy in contracts:
        if not applies_on(policy, today):
            continue
        edition = book.in_force(work, policy.edition, None, today)
        for path in lacks(edition, book.contract(policy)):
            key = ".".join(path)
            yield RefusedError(
                "contract-beside", contract=policy.name, key=key, edition=edition.id, version=edition.version
            )


def _not_adopted(
    work: Stores, contracts: tuple[AdoptedPolicy, ...], site_edition: str, today: date
) -> Iterator[RefusedError]:
    """Contracts that open authorizations name, and that stand over their edition on no day, or not today."""
    named = Counter((each.contract, each.edition or site_edition) for each in work.authorizations.open())
    for (name, edition), count in named.items():
        if name is None:
            continue
        kept = [each for each in contracts if is_contract_over(each, name, edition)]
        if not kept:
            yield RefusedError("contract-not-adopted", contract=name, edition=edition, count=count)
        elif not any(applies_on(each, today) for each in kept):
            yield RefusedError("contract-not-in-force", contract=name, edition=edition, count=count)


def _gone(book: PolicyBook, work: Stores) -> Iterator[RefusedError]:
    """Terms that verdicts were given under, and that are no longer to be had."""
    for terms in _recorded_terms(work):
        try:
            book.as_recorded(work, *terms)
        except RefusedError as error:
            yield error


def _recorded_terms(work: Stores) -> dict[RecordedTerms, None]:
    """Those of every verdict on record, once each, in the order in which they were first used."""
    found: dict[RecordedTerms, None] = {}
    for event in work.events.all():
        for verdict in event.payload["box"]["verdicts"] if event.kind in _JUDGED else ():
            contract, contract_version = verdict.get("contract"), verdict.get("contract_version")
            found[verdict["edition"], verdict["edition_version"], contract, contract_version] = None
    return found
