"""The terms under which a replay judges: those on record, another edition's, or those of a policy file."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.contract import Contract, under_contract
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.rma import RecordedVerdict
from rmadesk.services.policy_book import PolicyBook, is_contract_over
from rmadesk.services.policy_drafts import Draft, read_draft
from rmadesk.services.stores import HoldsPolicies

Terms = Callable[[RecordedVerdict, date], Edition | None]
"""The terms for a verdict on record and a site-local day of arrival; null: it is not asked about.

Raises RefusedError `policy-version-gone`, `policy-contract-gone`, `policy-not-yet`.
"""
_KEPT = 4096
_FILE_ENDING = ".toml"


def terms_of(name: str | None, book: PolicyBook, stores: HoldsPolicies, read: Callable[[Path], str]) -> Terms:
    """The terms that somebody names: none, an edition, one of its versions, or a policy file, which `read` reads."""
    if name is None:
        return _as_recorded(book, stores)
    wanted, _, number = name.partition("@")
    if wanted in book.edition_ids():
        return _version(book, stores, wanted, number) if number else _in_force(book, stores, wanted)
    if not (name.endswith(_FILE_ENDING) or "/" in name or "\\" in name):
        raise RefusedError("policy-unknown", name=name, known=", ".join(book.edition_ids()))
    draft, faults = read_draft(read(Path(name)), name)
    if draft is None:
        raise faults[0]
    if draft.edition not in book.edition_ids():
        raise RefusedError("edition-unknown", edition=draft.edition, known=", ".join(book.edition_ids()))
    return _drafted(book, stores, draft)


def _as_recorded(book: PolicyBook, stores: HoldsPolicies) -> Terms:
    @lru_cache(_KEPT)
    def found(edition: str, version: int, contract: str | None, contract_version: int | None) -> Edition | RefusedError:
        try:
            return book.as_recorded(stores, edition, version, contract, contract_version)
        except RefusedError as error:
            return error

    def terms(judged: RecordedVerdict, _: date) -> Edition:
        return _given(found(judged.edition, judged.edition_version, judged.contract, judged.contract_version))

    return terms


def _in_force(book: PolicyBook, stores: HoldsPolicies, edition_id: str) -> Terms:
    @lru_cache(_KEPT)
    def found(contract: str | None, day: date) -> Edition | RefusedError:
        try:
            return book.in_force(stores, edition_id, contract, day)
        except RefusedError as error:
            return error

    return lambda judged, day: _given(found(judged.contract, day))


def _version(book: PolicyBook, stores: HoldsPolicies, edition_id: str, number: str) -> Terms:
    edition = next((each for each in book.versions(stores, edition_id) if str(each.version) == number), None)
    if edition is None:
        raise RefusedError("policy-no-version", name=edition_id, version=number)
    return _fixed(book, stores, edition)


def _drafted(book: PolicyBook, stores: HoldsPolicies, draft: Draft) -> Terms:
    if isinstance(draft.terms, Contract):
        return _under_draft(book, stores, draft.terms)
    under = _fixed(book, stores, draft.terms)
    return lambda judged, day: under(judged, day) if judged.edition == draft.edition else None


def _fixed(book: PolicyBook, stores: HoldsPolicies, edition: Edition) -> Terms:
    """One version for every day, under the contract on record where that stands over this edition."""

    @lru_cache(_KEPT)
    def found(contract: str, version: int) -> Edition | RefusedError:
        for policy in stores.policies.all():
            if is_contract_over(policy, contract, edition.id) and policy.version == version:
                return under_contract(edition, book.contract(policy), POLICY_FORMS)
        return RefusedError("policy-contract-gone", contract=contract, version=version, edition=edition.id)

    def terms(judged: RecordedVerdict, _: date) -> Edition:
        if judged.edition != edition.id or judged.contract is None or judged.contract_version is None:
            return edition
        return _given(found(judged.contract, judged.contract_version))

    return terms


def _under_draft(book: PolicyBook, stores: HoldsPolicies, contract: Contract) -> Terms:
    """A contract laid over each version on record, for the verdicts whose registry named it, on file then or not."""

    @lru_cache(_KEPT)
    def found(version: int) -> Edition | RefusedError:
        try:
            edition = book.as_recorded(stores, contract.edition, version, None, None)
        except RefusedError as error:
            return error
        return under_contract(edition, contract, POLICY_FORMS)

    def terms(judged: RecordedVerdict, _: date) -> Edition | None:
        if (judged.edition, judged.contract) != (contract.edition, contract.name):
            return None
        return _given(found(judged.edition_version))

    return terms


def _given(found: Edition | RefusedError) -> Edition:
    if isinstance(found, RefusedError):
        raise found.with_traceback(None)  # raised again and again, it would gather frames
    return found
