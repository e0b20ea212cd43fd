"""Reads a customer's contract from its file, and refuses whatever is wrong with it by file, key and line."""

from collections.abc import Mapping

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.contract import Contract, Figures, RuleOverride
from rmadesk.domain.policy.edition import Edition, PolicyForms, RuleForm, TermsForm
from rmadesk.domain.policy.file_check import FileCheck, Table
from rmadesk.domain.policy.policy_text import KeyPath, PolicyText, read_policy_text

_KEYS = ("contract", "customer", "edition", "version", "applies_from", "applies_to", "rules", "clocks", "shipping")


def is_contract(table: Table) -> bool:
    """Whether a decoded policy file is a contract's, not an edition's."""
    return "contract" in table


def contract_from_text(text: str, forms: PolicyForms, origin: str) -> Contract:
    """The contract in the text of a policy file. Raises RefusedError naming file, key and line of the first fault."""
    read = read_policy_text(text, origin)
    check = FileCheck(read)
    contract = _contract(check, read.table, forms)
    check.refuse_faults()
    return contract


def contract_faults(text: PolicyText, forms: PolicyForms, editions: tuple[Edition, ...]) -> tuple[RefusedError, ...]:
    """All that is wrong with the file of a contract, in the order of its lines.

    `editions` are the versions of the edition that it names which it may come to stand over: each rule, clock and way
    of shipping that it sets has to be in every one of them.
    """
    check = FileCheck(text)
    contract = _contract(check, text.table, forms)
    for section, overrides in (("rules", contract.rules), ("clocks", contract.clocks), ("shipping", contract.shipping)):
        for name in overrides:
            lacking = [each for each in editions if name not in getattr(each, section)]
            if lacking:
                check.refuse((section, name), "contract-beside", edition=lacking[0].id, version=lacking[0].version)
    return check.faults


def _contract(check: FileCheck, table: Table, forms: PolicyForms) -> Contract:
    check.only(table, _KEYS)
    contract = Contract(
        check.text(table, ("contract",)),
        check.optional_text(table, ("customer",)),
        check.text(table, ("edition",)),
        check.version(table),
        check.date(table, "applies_from"),
        check.date(table, "applies_to") if "applies_to" in table else None,
        {name: _rule(check, entry, form, ("rules", name)) for name, entry, form in _rules(check, table, forms)},
        _section(check, table, "clocks", forms.clocks),
        _section(check, table, "shipping", forms.shipping),
    )
    if contract.applies_to and contract.applies_to < contract.applies_from:
        check.refuse(("applies_to",), "ends-before-it-begins", from_on=contract.applies_from.isoformat())
    if not any((contract.rules, contract.clocks, contract.shipping)) and not check.faults:
        check.refuse(("rules",), "contract-empty")
    return contract


def _rules(check: FileCheck, table: Table, forms: PolicyForms) -> list[tuple[str, Table, RuleForm]]:
    found = []
    for name, entry in _entries(check, table, "rules").items():
        if name not in forms.rules:
            check.refuse(("rules", name), "unknown-rule")
        else:
            found.append((name, entry, forms.rules[name]))
    return found


def _rule(check: FileCheck, entry: Table, form: RuleForm, path: KeyPath) -> RuleOverride:
    known = form.figures or {}
    check.only(entry, (*form.variants, *known), path)
    figures = {name: check.figure(entry, (*path, name), kind) for name, kind in known.items() if name in entry}
    effects = {}
    for variant in form.variants:
        clause = check.table(entry, (*path, variant)) if variant in entry else None
        if clause is not None:
            check.only(clause, ("effect",), (*path, variant))
            effects[variant] = check.effect(clause, (*path, variant))
    return RuleOverride(effects, figures)


def _section(check: FileCheck, table: Table, section: str, forms: Mapping[str, TermsForm]) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for name, entry in _entries(check, table, section).items():
        path = (section, name)
        if name not in forms:
            check.refuse(path, "unknown-terms")
            continue
        kinds = forms[name].figures
        check.only(entry, kinds, path)
        found[name] = {key: check.figure(entry, (*path, key), kind) for key, kind in kinds.items() if key in entry}
    return found


def _entries(check: FileCheck, table: Table, section: str) -> dict[str, Table]:
    """The tables of a section that is there; a contract speaks of what it changes only."""
    held = (check.table(table, (section,)) if section in table else None) or {}
    tables = {name: check.table(held, (section, name)) for name in held}
    return {name: entry for name, entry in tables.items() if entry is not None}
