"""The policy book: which edition and version, under which contract, applies on a day."""

from dataclasses import replace
from datetime import date

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.contract import Contract, under_contract
from rmadesk.domain.policy.contract_file import contract_from_text
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_from_text
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.services.ports import Editions
from rmadesk.services.stores import HoldsPolicies


class AdoptedByNow:
    """What a site had adopted when somebody read it, for many look-ups: what is adopted later does not count."""

    def __init__(self, held: tuple[AdoptedPolicy, ...]) -> None:
        self._held = held

    @property
    def policies(self) -> "AdoptedByNow":
        """Itself: it holds nothing else."""
        return self

    def all(self) -> tuple[AdoptedPolicy, ...]:
        """As `PolicyStore` gave them."""
        return self._held


class PolicyBook:
    """Looks up terms among the editions that ship, the versions a site adopted, and its customers' contracts.

    An adopted text never changes, so each is read once. The version that a site adopted stands before one that ships
    under the same number later: verdicts are on record under it.
    """

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._adopted: dict[str, Edition] = {}
        self._contracts: dict[str, Contract] = {}
        self._laid_over: dict[tuple[str, int, str], Edition] = {}

    def edition_ids(self) -> tuple[str, ...]:
        """Every edition that there is terms of, by id."""
        return self._editions.ids()

    def in_force(self, stores: HoldsPolicies, edition_id: str, contract: str | None, on: date) -> Edition:
        """The edition that applies on a site-local day, a contract's overrides laid over it.

        Of the versions that apply on that day it is the highest. Where no contract of that name over that edition is
        on file and in force, the edition stands alone: the registry may name one that nobody has adopted yet.
        Raises RefusedError `edition-unknown`, or `policy-not-yet` for a day before the first version applies.
        """
        policies = stores.policies.all()
        versions = self._versions(policies, edition_id)
        applying = [each for each in versions if each.applies_from <= on]
        if not applying:
            first = min(each.applies_from for each in versions)
            raise RefusedError("policy-not-yet", edition=edition_id, asked_on=str(on), first_on=str(first))
        edition = applying[-1]
        for policy in policies if contract else ():
            if is_contract_over(policy, contract, edition_id) and applies_on(policy, on):
                return self._under(edition, policy)
        return edition

    def as_recorded(
        self, stores: HoldsPolicies, edition_id: str, version: int, contract: str | None, contract_version: int | None
    ) -> Edition:
        """The terms that a verdict was given under, whatever day it is; `contract_version` null: none was in force.

        Raises RefusedError `edition-unknown`, `policy-version-gone`, `policy-contract-gone`: neither ships, nor was it
        adopted here.
        """
        policies = stores.policies.all()
        versions = self._versions(policies, edition_id)
        edition = next((each for each in versions if each.version == version), None)
        if edition is None:
            raise RefusedError("policy-version-gone", edition=edition_id, version=version)
        if contract is None or contract_version is None:
            return edition
        for policy in policies:
            if is_contract_over(policy, contract, edition_id) and policy.version == contract_version:
                return self._under(edition, policy)
        raise RefusedError("policy-contract-gone", contract=contract, version=contract_version, edition=edition_id)

    def versions(self, stores: HoldsPolicies, edition_id: str) -> tuple[Edition, ...]:
        """All versions of an edition, shipped and adopted, by number. Raises RefusedError `edition-unknown`."""
        return self._versions(stores.policies.all(), edition_id)

    def contract(self, policy: AdoptedPolicy) -> Contract:
        """What an adopted contract sets; it applies on the days that the adoption says."""
        if policy.policy_id not in self._contracts:
            self._contracts[policy.policy_id] = contract_from_text(policy.text, POLICY_FORMS, _origin(policy))
        return self._contracts[policy.policy_id]

    def _versions(self, policies: tuple[AdoptedPolicy, ...], edition_id: str) -> tuple[Edition, ...]:
        found = {each.version: each for each in self._editions.versions(edition_id)}
        for policy in policies:
            if policy.kind is PolicyKind.EDITION and policy.edition == edition_id:
                found[policy.version] = self._adopted_edition(policy)
        return tuple(found[version] for version in sorted(found))

    def _adopted_edition(self, policy: AdoptedPolicy) -> Edition:
        if policy.policy_id not in self._adopted:
            edition = edition_from_text(policy.text, POLICY_FORMS, _origin(policy), complete=False)
            self._adopted[policy.policy_id] = replace(edition, applies_from=policy.applies_from)
        return self._adopted[policy.policy_id]

    def _under(self, edition: Edition, policy: AdoptedPolicy) -> Edition:
        key = (edition.id, edition.version, policy.policy_id)
        if key not in self._laid_over:
            self._laid_over[key] = under_contract(edition, self.contract(policy), POLICY_FORMS)
        return self._laid_over[key]


def is_contract_over(policy: AdoptedPolicy, name: str | None, edition_id: str) -> bool:
    """Whether an adopted text is a version of this contract over this edition."""
    return policy.kind is PolicyKind.CONTRACT and policy.name == name and policy.edition == edition_id


def applies_on(policy: AdoptedPolicy, on: date) -> bool:
    """Whether an adopted text applies on a day, its first and last included."""
    return policy.applies_from <= on and (policy.applies_to is None or on <= policy.applies_to)


def _origin(policy: AdoptedPolicy) -> str:
    """What messages call an adopted text: its name and version stand for the file it came from."""
    return f"{policy.name} {policy.version}"
