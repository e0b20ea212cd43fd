"""Policy files before they are adopted: what is wrong with one by itself, and beside what is on file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rmadesk.domain.errors import Figure, RefusedError
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.contract import Contract, spans_overlap
from rmadesk.domain.policy.contract_file import contract_faults, contract_from_text, is_contract
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_faults, edition_from_text
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.policy_text import KeyPath, PolicyText, read_policy_text
from rmadesk.services.policy_book import PolicyBook, is_contract_over
from rmadesk.services.stores import Stores


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy file that is sound by itself, and the days on which it would apply."""

    text: PolicyText
    terms: Edition | Contract
    applies_from: date

    @property
    def kind(self) -> PolicyKind:
        """What it is."""
        return PolicyKind.CONTRACT if isinstance(self.terms, Contract) else PolicyKind.EDITION

    @property
    def edition(self) -> str:
        """The edition that it is a version of, or that it is laid over."""
        return self.terms.edition if isinstance(self.terms, Contract) else self.terms.id

    @property
    def name(self) -> str:
        """The contract's name, or the edition's id."""
        return self.terms.name if isinstance(self.terms, Contract) else self.terms.id

    @property
    def version(self) -> int:
        """The number of its version."""
        return self.terms.version

    @property
    def applies_to(self) -> date | None:
        """A contract's last day, where it says one."""
        return self.terms.applies_to if isinstance(self.terms, Contract) else None

    def is_on_file(self, book: PolicyBook, work: Stores) -> bool:
        """Whether this very version is on file already."""
        if isinstance(self.terms, Edition):
            same = [each for each in book.versions(work, self.edition) if each.version == self.version]
            return any(replace(each, applies_from=self.terms.applies_from) == self.terms for each in same)
        kept = [each for each in _contracts(work, self.terms) if each.version == self.version]
        return any(book.contract(each) == self.terms for each in kept)

    def refusal(self, path: KeyPath, problem: str, **figures: Figure) -> RefusedError:
        """A fault at one of its keys."""
        where: dict[str, Figure] = {"file": self.text.origin, "key": ".".join(path), "line": self.text.line_of(path)}
        return RefusedError(f"policy-{problem}", **where, **figures)


def read_draft(text: str, origin: str) -> tuple[Draft | None, tuple[RefusedError, ...]]:
    """The draft in a policy file's text; None, and all that is wrong with it, where it is not sound."""
    try:
        read = read_policy_text(text, origin)
    except RefusedError as error:
        return None, (error,)
    contract = is_contract(read.table)
    if not contract and "id" not in read.table:  # else fifty sentences would say what such an edition lacks
        return None, (RefusedError("policy-neither", file=origin, key="contract", line=1),)
    faults = contract_faults(read, POLICY_FORMS, ()) if contract else edition_faults(read, POLICY_FORMS)
    if faults:
        return None, faults
    terms = (
        contract_from_text(text, POLICY_FORMS, origin) if contract else edition_from_text(text, POLICY_FORMS, origin)
    )
    return Draft(read, terms, terms.applies_from), ()


def draft_faults(
    book: PolicyBook, work: Stores, draft: Draft, others: tuple[Draft, ...] = ()
) -> tuple[RefusedError, ...]:
    """What keeps a draft from being adopted beside what is on file, and beside other drafts that would be first."""
    if draft.edition not in book.edition_ids():
        key = "edition" if draft.kind is PolicyKind.CONTRACT else "id"
        known = ", ".join(book.edition_ids())
        return (draft.refusal((key,), "edition-unknown", edition=draft.edition, known=known),)
    if draft.is_on_file(book, work):
        return ()
    if isinstance(draft.terms, Contract):
        return tuple(_contract_faults(book, work, draft, draft.terms, others))
    return tuple(_edition_faults(book, work, draft, draft.terms))


def lacks(edition: Edition, contract: Contract) -> tuple[KeyPath, ...]:
    """What a contract sets that a version of its edition does not have."""
    return tuple(
        (section, name)
        for section in ("rules", "clocks", "shipping")
        for name in getattr(contract, section)
        if name not in getattr(edition, section)
    )


def _edition_faults(book: PolicyBook, work: Stores, draft: Draft, edition: Edition) -> Iterator[RefusedError]:
    versions = book.versions(work, edition.id)
    yield from _number_faults(draft, [each.version for each in versions])
    newest = versions[-1]
    if draft.applies_from < newest.applies_from:
        yield draft.refusal(
            ("applies_from",),
            "before-older",
            asked_on=str(draft.applies_from),
            version=newest.version,
            first_on=str(newest.applies_from),
        )
    for policy in work.policies.all():
        over_it = policy.kind is PolicyKind.CONTRACT and policy.edition == edition.id
        if over_it and spans_overlap(policy.applies_from, policy.applies_to, draft.applies_from, None):
            for path in lacks(edition, book.contract(policy)):
                yield draft.refusal(path, "drops-contract", contract=policy.name)


def _contract_faults(
    book: PolicyBook, work: Stores, draft: Draft, contract: Contract, others: tuple[Draft, ...]
) -> Iterator[RefusedError]:
    versions = book.versions(work, contract.edition)
    applying = [each for each in versions if each.applies_from <= draft.applies_from]
    if not applying:
        first = min(each.applies_from for each in versions)
        asked = str(draft.applies_from)
        yield draft.refusal(
            ("applies_from",), "before-edition", asked_on=asked, edition=contract.edition, first_on=str(first)
        )
    yield from contract_faults(draft.text, POLICY_FORMS, (*applying[-1:], *_coming(versions, draft)))
    kept = _contracts(work, contract)
    yield from _number_faults(draft, [each.version for each in kept])
    drafted = [
        each for each in others if (each.kind, each.name, each.edition) == (draft.kind, draft.name, draft.edition)
    ]
    for version, first_on, last_on in (
        *((each.version, each.applies_from, each.applies_to) for each in kept),
        *((each.version, each.applies_from, each.applies_to) for each in drafted),
    ):
        if spans_overlap(draft.applies_from, draft.applies_to, first_on, last_on):
            span: dict[str, Figure] = {"contract": draft.name, "version": version, "from_on": str(first_on)}
            if last_on is None:
                yield draft.refusal(("applies_from",), "overlaps-open", **span)
            else:
                yield draft.refusal(("applies_from",), "overlaps", **span, to_on=str(last_on))


def _coming(versions: tuple[Edition, ...], draft: Draft) -> tuple[Edition, ...]:
    """Those that begin to apply while the draft does."""
    last_on = draft.applies_to or date.max
    return tuple(each for each in versions if draft.applies_from < each.applies_from <= last_on)


def _number_faults(draft: Draft, versions: list[int]) -> Iterator[RefusedError]:
    if draft.version in versions:
        yield draft.refusal(("version",), "number-taken", name=draft.name, version=draft.version)
    elif versions and draft.version < max(versions):
        yield draft.refusal(("version",), "not-higher", name=draft.name, version=draft.version, newest=max(versions))


def _contracts(work: Stores, contract: Contract) -> tuple[AdoptedPolicy, ...]:
    return tuple(each for each in work.policies.all() if is_contract_over(each, contract.name, contract.edition))
