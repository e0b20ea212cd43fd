"""Reads an edition from its file, and refuses whatever is wrong with it by file, key and line."""

from collections.abc import Container, Mapping
from typing import TypeVar

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Clause, Edition, PolicyForms, RuleForm, RuleTerms, Terms, TermsForm
from rmadesk.domain.policy.figure_kinds import FigureKind
from rmadesk.domain.policy.file_check import FileCheck, Table
from rmadesk.domain.policy.policy_text import KeyPath, PolicyText, read_policy_text

F = TypeVar("F", RuleForm, TermsForm)

_KEYS = ("id", "version", "applies_from", "title", "rules", "clocks", "shipping")


def edition_from_text(text: str, forms: PolicyForms, origin: str, *, complete: bool = True) -> Edition:
    """The edition in the text of a policy file; `forms` are what the desk knows of.

    With `complete` it must speak of every rule, clock and way of shipping, or mark it `absent = true`. A version kept
    from earlier may leave them out: what nobody had thought of then is absent from it for ever.
    Raises RefusedError naming file (`origin`), key, line and what is wrong: the first fault of the file.
    """
    read = read_policy_text(text, origin)
    check = FileCheck(read)
    edition = _edition(check, read.table, forms, complete)
    check.refuse_faults()
    return edition


def edition_from_mapping(table: Table, forms: PolicyForms, origin: str) -> Edition:
    """The same of a decoded file (decimals exact, never floats), whose lines nobody knows."""
    check = FileCheck(PolicyText(origin, "", table))
    edition = _edition(check, table, forms, complete=True)
    check.refuse_faults()
    return edition


def edition_faults(text: PolicyText, forms: PolicyForms) -> tuple[RefusedError, ...]:
    """All that is wrong with the file of an edition, in the order of its lines."""
    check = FileCheck(text)
    _edition(check, text.table, forms, complete=True)
    return check.faults


def _edition(check: FileCheck, table: Table, forms: PolicyForms, complete: bool) -> Edition:
    check.only(table, _KEYS)
    rules = _section(check, table, "rules", forms.rules, complete)
    _refuse_unmet_needs(check, rules, forms.rules)
    clocks = _section(check, table, "clocks", forms.clocks, complete)
    shipping = _section(check, table, "shipping", forms.shipping, complete)
    return Edition(
        check.text(table, ("id",)),
        check.version(table),
        check.date(table, "applies_from"),
        check.text(table, ("title",)),
        {name: _rule(check, entry, forms.rules[name], ("rules", name)) for name, entry in rules.items()},
        {name: _terms(check, entry, forms.clocks[name], ("clocks", name)) for name, entry in clocks.items()},
        {name: _terms(check, entry, forms.shipping[name], ("shipping", name)) for name, entry in shipping.items()},
    )


def _section(check: FileCheck, table: Table, section: str, known: Mapping[str, F], complete: bool) -> dict[str, Table]:
    """The entries of a section, those left out that the edition marks as absent."""
    if section not in table and not (complete and known):
        return {}
    entries = check.table(table, (section,))
    if entries is None:
        return {}
    for name in entries:
        if name not in known:
            check.refuse((section, name), "unknown-rule" if section == "rules" else "unknown-terms")
    return dict(_said(check, entries, section, known, complete))


def _said(
    check: FileCheck, entries: Table, section: str, known: Mapping[str, F], complete: bool
) -> list[tuple[str, Table]]:
    said = []
    for name in known:
        if name not in entries and not complete:
            continue
        entry = check.table(entries, (section, name))
        if entry is None:
            continue
        if entry.get("absent") is not True:
            said.append((name, entry))
        else:
            check.only(entry, ("absent",), (section, name))
    return said


def _refuse_unmet_needs(check: FileCheck, rules: Mapping[str, Table], forms: Mapping[str, RuleForm]) -> None:
    for name in rules:
        for needed in forms[name].needs:
            if needed not in rules:
                check.refuse(("rules", name), "needs", needed=needed)


def _rule(check: FileCheck, entry: Table, form: RuleForm, path: KeyPath) -> RuleTerms:
    wanted = form.figures or {}
    check.only(entry, (*form.variants, *wanted), path)
    clauses = {variant: _clause(check, entry, (*path, variant)) for variant in form.variants}
    return RuleTerms(_figures(check, entry, wanted, form.optional, path), clauses)


def _terms(check: FileCheck, entry: Table, form: TermsForm, path: KeyPath) -> Terms:
    check.only(entry, ("heading", *form.figures), path)
    figures = _figures(check, entry, form.figures, form.optional, path)
    return Terms(figures, check.optional_text(entry, (*path, "heading")))


def _figures(
    check: FileCheck, entry: Table, kinds: Mapping[str, FigureKind], optional: Container[str], path: KeyPath
) -> dict[str, object]:
    return {
        name: check.figure(entry, (*path, name), kind)
        for name, kind in kinds.items()
        if name in entry or name not in optional
    }


def _clause(check: FileCheck, entry: Table, path: KeyPath) -> Clause:
    clause = check.table(entry, path)
    if clause is None:
        return Clause(check.effect({"effect": "note"}, path), None)
    check.only(clause, ("effect", "heading"), path)
    return Clause(check.effect(clause, path), check.optional_text(clause, (*path, "heading")))
