"""The policy desk: what is on file, what it says, what differs, what is wrong with it; adopting and ending."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.contract import under_contract
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.listing import StatementDifference, differences
from rmadesk.services.ledger import Ledger
from rmadesk.services.policy_book import PolicyBook, applies_on
from rmadesk.services.policy_drafts import Draft, draft_faults, read_draft
from rmadesk.services.policy_inventory import inventory_faults
from rmadesk.services.ports import Holidays, PolicyFiles
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores

_FILE_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class PolicyOnFile:
    """One version of an edition or of a contract, and the days on which it applies, both included.

    `applies_to` null: until a newer one does, or for good. `adopted_at` and `adopted_by` null: it ships with rmadesk.
    """

    kind: PolicyKind
    name: str
    edition: str
    version: int
    title: str | None
    customer: str | None
    applies_from: date
    applies_to: date | None
    in_force: bool
    adopted_at: datetime | None
    adopted_by: str | None


@dataclass(frozen=True, slots=True)
class PolicyComparison:
    """What differs between two sets of terms."""

    left: Edition
    right: Edition
    differences: tuple[StatementDifference, ...]


class PolicyDesk:
    """A manager's view of the policy. Days are the site's."""

    def __init__(
        self,
        storage: Storage,
        ledger: Ledger,
        policy_book: PolicyBook,
        files: PolicyFiles,
        holidays: Holidays,
        site: Site,
    ) -> None:
        self._storage = storage
        self._ledger = ledger
        self._book = policy_book
        self._files = files
        self._holidays = holidays
        self._site = site

    def on_file(self) -> tuple[PolicyOnFile, ...]:
        """Every version of every edition, shipped and adopted, then every contract."""
        with self._storage.reading() as work:
            return (*self._editions_on_file(work), *self._contracts_on_file(work))

    def terms(self, name: str, contract: str | None = None) -> Edition:
        """What applies today under a name: `EDITION`, `EDITION@VERSION`, `CONTRACT`, `CONTRACT@VERSION` or a file's.

        `contract` is laid over an edition: the version in force today, else the newest. Raises RefusedError
        `policy-unknown`, `contract-unknown`, and what a file is refused with.
        """
        with self._storage.reading() as work:
            edition = self._named(work, name)
            if contract is None:
                return edition
            return self._under(work, edition, contract)

    def compare(self, left: str, right: str) -> PolicyComparison:
        """Two sets of terms, named as for `terms`, rule by rule."""
        one, other = self.terms(left), self.terms(right)
        return PolicyComparison(one, other, differences(one, other))

    def check_files(self, paths: tuple[Path, ...]) -> tuple[RefusedError, ...]:
        """All that is wrong with policy files, each against what is on file and the files before it.

        Raises FaultError `policy-file-read-failed` where the disk fails.
        """
        faults: list[RefusedError] = []
        drafts: list[Draft] = []
        with self._storage.reading() as work:
            for path in paths:
                try:
                    text = self._files.read(path)
                except RefusedError as error:  # the other files are told of all the same
                    faults.append(error)
                    continue
                draft, found = read_draft(text, str(path))
                faults += found
                if draft:
                    faults += draft_faults(self._book, work, draft, tuple(drafts))
                    drafts.append(draft)
        return tuple(faults)

    def check(self) -> tuple[RefusedError, ...]:
        """What is wrong with all that is on file: adopted texts, the registry's contracts, verdicts, settings."""
        with self._storage.reading() as work:
            faults = tuple(inventory_faults(self._book, work, self._site.edition, self._today))
        if not self._holidays.known(self._site.eu_country):
            faults += (RefusedError("holiday-country-unknown", country=self._site.eu_country),)
        return faults

    def adopt(self, path: Path, applies_from: date, reason: str) -> AdoptedPolicy:
        """Put a version of an edition or a contract in force, and keep its text for ever.

        A day that has passed is allowed: nothing on record changes by it. Raises RefusedError: the first of what
        `check_files` finds, `policy-adopt-too-early`, `policy-adopt-after-end`, `policy-no-reason`.
        """
        reason = _given(reason)
        text = self._files.read(path)
        draft, faults = read_draft(text, str(path))
        if draft is None:
            raise faults[0]
        if applies_from < draft.applies_from:
            raise RefusedError(
                "policy-adopt-too-early", file=str(path), asked_on=str(applies_from), first_on=str(draft.applies_from)
            )
        if draft.applies_to and applies_from > draft.applies_to:
            raise RefusedError(
                "policy-adopt-after-end", file=str(path), asked_on=str(applies_from), last_on=str(draft.applies_to)
            )
        draft = replace(draft, applies_from=applies_from)
        with self._storage.writing("adopt policy") as work:
            for fault in draft_faults(self._book, work, draft):
                raise fault
            if draft.is_on_file(self._book, work):
                raise draft.refusal(("version",), "on-file", name=draft.name, version=draft.version)
            entry = self._ledger.personal({"reason": reason})
            policy = AdoptedPolicy(
                policy_id=self._ledger.new_id(),
                kind=draft.kind,
                name=draft.name,
                edition=draft.edition,
                version=draft.version,
                applies_from=applies_from,
                applies_to=draft.applies_to,
                text=text,
                adopted_at=self._ledger.clock.now(),
                adopted_by=self._ledger.user,
                reason_entry=entry.id,
            )
            payload = {"policy": to_plain(policy), "reason": entry.reference}
            self._ledger.record(work, EventKind.POLICY_ADOPTED, payload, [entry])
            work.commit()
        return policy

    def end(self, name: str, on: date, reason: str, edition: str | None = None) -> AdoptedPolicy:
        """End a contract: `on` is its last day. On the day before its first it is withdrawn.

        Raises RefusedError `contract-unknown`, `contract-ended`, `contract-not-begun`, `contract-over-two`,
        `policy-no-reason`.
        """
        reason = _given(reason)
        with self._storage.writing("end contract") as work:
            contract = _to_end(_contracts(work, name, edition), work, name, on)
            entry = self._ledger.personal({"reason": reason})
            payload = {
                "policy_id": contract.policy_id,
                "name": contract.name,
                "applies_to": on.isoformat(),
                "reason": entry.reference,
            }
            self._ledger.record(work, EventKind.CONTRACT_ENDED, payload, [entry])
            work.commit()
        return replace(contract, applies_to=on)

    @property
    def _today(self) -> date:
        return self._ledger.clock.now().astimezone(self._site.time_zone).date()

    def _editions_on_file(self, work: Stores) -> Iterator[PolicyOnFile]:
        adopted = {
            (each.edition, each.version): each for each in work.policies.all() if each.kind is PolicyKind.EDITION
        }
        for edition_id in self._book.edition_ids():
            versions = self._book.versions(work, edition_id)
            applying = [each for each in versions if each.applies_from <= self._today]
            for each in versions:
                policy = adopted.get((edition_id, each.version))
                yield PolicyOnFile(
                    kind=PolicyKind.EDITION,
                    name=edition_id,
                    edition=edition_id,
                    version=each.version,
                    title=each.title,
                    customer=None,
                    applies_from=each.applies_from,
                    applies_to=None,
                    in_force=each is (applying[-1] if applying else None),
                    adopted_at=policy.adopted_at if policy else None,
                    adopted_by=policy.adopted_by if policy else None,
                )

    def _contracts_on_file(self, work: Stores) -> Iterator[PolicyOnFile]:
        for policy in _contracts(work):
            yield PolicyOnFile(
                kind=PolicyKind.CONTRACT,
                name=policy.name,
                edition=policy.edition,
                version=policy.version,
                title=None,
                customer=self._book.contract(policy).customer,
                applies_from=policy.applies_from,
                applies_to=policy.applies_to,
                in_force=applies_on(policy, self._today),
                adopted_at=policy.adopted_at,
                adopted_by=policy.adopted_by,
            )

    def _named(self, work: Stores, name: str) -> Edition:
        wanted, _, number = name.partition("@")
        if wanted in self._book.edition_ids():
            return self._edition(work, wanted, number)
        if contracts := _contracts(work, wanted):
            policy = _of_version(contracts, number, self._today)
            if policy is None:
                raise RefusedError("policy-no-version", name=wanted, version=number)
            edition = self._edition(work, policy.edition, "")
            return under_contract(edition, self._book.contract(policy), POLICY_FORMS)
        if not (name.endswith(_FILE_ENDING) or "/" in name or "\\" in name):
            known = (*self._book.edition_ids(), *dict.fromkeys(each.name for each in _contracts(work)))
            raise RefusedError("policy-unknown", name=name, known=", ".join(known))
        return self._from_file(work, Path(name))

    def _edition(self, work: Stores, edition_id: str, number: str) -> Edition:
        if not number:
            return self._book.in_force(work, edition_id, None, self._today)
        found = [each for each in self._book.versions(work, edition_id) if str(each.version) == number]
        if not found:
            raise RefusedError("policy-no-version", name=edition_id, version=number)
        return found[0]

    def _from_file(self, work: Stores, path: Path) -> Edition:
        draft, faults = read_draft(self._files.read(path), str(path))
        if draft is None:
            raise faults[0]
        if isinstance(draft.terms, Edition):
            return draft.terms
        return under_contract(self._edition(work, draft.edition, ""), draft.terms, POLICY_FORMS)

    def _under(self, work: Stores, edition: Edition, name: str) -> Edition:
        wanted, _, number = name.partition("@")
        policy = _of_version(_contracts(work, wanted, edition.id), number, self._today)
        if policy is None:
            raise _unknown_contract(work, wanted)
        return under_contract(edition, self._book.contract(policy), POLICY_FORMS)


def _contracts(work: Stores, name: str | None = None, edition: str | None = None) -> tuple[AdoptedPolicy, ...]:
    return tuple(
        each
        for each in work.policies.all()
        if each.kind is PolicyKind.CONTRACT
        and (name is None or each.name == name)
        and (edition is None or each.edition == edition)
    )


def _of_version(contracts: tuple[AdoptedPolicy, ...], number: str, today: date) -> AdoptedPolicy | None:
    """The version asked for; else the one in force, else the newest."""
    if number:
        return next((each for each in contracts if str(each.version) == number), None)
    newest_last = sorted(contracts, key=lambda each: (applies_on(each, today), each.version))
    return newest_last[-1] if newest_last else None


def _to_end(contracts: tuple[AdoptedPolicy, ...], work: Stores, name: str, on: date) -> AdoptedPolicy:
    """The one contract that a last day shortens."""
    if not contracts:
        raise _unknown_contract(work, name)
    running = [each for each in contracts if each.applies_to is None or each.applies_to > on]
    if not running:
        latest = max(each.applies_to or date.max for each in contracts)
        raise RefusedError("contract-ended", contract=name, ended_on=str(latest))
    begun = [each for each in running if (each.applies_from - on).days <= 1]
    if not begun:
        first = min(each.applies_from for each in running)
        raise RefusedError("contract-not-begun", contract=name, asked_on=str(on), first_on=str(first))
    if len({each.edition for each in begun}) > 1:
        editions = ", ".join(sorted({each.edition for each in begun}))
        raise RefusedError("contract-over-two", contract=name, editions=editions)
    return min(begun, key=lambda each: each.applies_from)


def _unknown_contract(work: Stores, name: str) -> RefusedError:
    known = ", ".join(dict.fromkeys(f"{each.name} ({each.edition})" for each in _contracts(work))) or "-"
    return RefusedError("contract-unknown", contract=name, known=known)


def _given(reason: str) -> str:
    if not reason.strip():
        raise RefusedError("policy-no-reason")
    return reason.strip()
