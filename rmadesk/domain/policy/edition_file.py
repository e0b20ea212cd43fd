"""Reads an edition from its decoded file, and refuses whatever is wrong with it by file and key."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NoReturn

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Clause, Edition, PolicyForms, RuleForm, RuleTerms, Terms, TermsForm
from rmadesk.domain.policy.verdict import Effect

_KEYS = ("id", "version", "applies_from", "title", "rules", "clocks", "shipping")


def edition_from_mapping(table: Mapping[str, object], forms: PolicyForms, origin: str) -> Edition:
    """The edition in a decoded policy file (decimals exact, never floats); `forms` are what the desk knows of.

    Raises RefusedError naming file (`origin`), key and what is wrong with it.
    """
    check = _Check(origin)
    check.only(table, _KEYS)
    rules = _section(check, table, "rules", forms.rules)
    clocks = _section(check, table, "clocks", forms.clocks)
    shipping = _section(check, table, "shipping", forms.shipping)
    return Edition(
        check.text(table, "id"),
        check.whole(table, "version"),
        check.date(table, "applies_from"),
        check.text(table, "title"),
        {rule: _rule(check, entry, forms.rules[rule], f"rules.{rule}") for rule, entry in rules.items()},
        {name: _terms(check, entry, forms.clocks[name], f"clocks.{name}") for name, entry in clocks.items()},
        {name: _terms(check, entry, forms.shipping[name], f"shipping.{name}") for name, entry in shipping.items()},
    )


def _section(
    check: "_Check", table: Mapping[str, object], section: str, known: Mapping[str, object]
) -> dict[str, Mapping[str, object]]:
    """The entries of a section, those left out that the edition marks as absent."""
    if not known and section not in table:
        return {}
    entries = check.table(table, section)
    for name in entries:
        if name not in known:
            check.refuse(f"{section}.{name}", "unknown-rule")
    said = {}
    for name in known:
        if name not in entries:
            check.refuse(f"{section}.{name}", "missing")
        entry = check.table(entries, name, f"{section}.{name}")
        if entry.get("absent") is not True:
            said[name] = entry
    return said


def _rule(check: "_Check", entry: Mapping[str, object], form: RuleForm, path: str) -> RuleTerms:
    wanted = form.figures or {}
    check.only(entry, (*form.variants, *wanted), f"{path}.")
    clauses = {variant: _clause(check, entry, variant, f"{path}.{variant}") for variant in form.variants}
    return RuleTerms({name: check.figure(entry, name, kind, path) for name, kind in wanted.items()}, clauses)


def _terms(check: "_Check", entry: Mapping[str, object], form: TermsForm, path: str) -> Terms:
    check.only(entry, ("heading", *form.figures), f"{path}.")
    figures = {
        name: check.figure(entry, name, kind, path)
        for name, kind in form.figures.items()
        if name in entry or name not in form.optional
    }
    return Terms(figures, check.heading(entry, path))


def _clause(check: "_Check", entry: Mapping[str, object], variant: str, path: str) -> Clause:
    clause = check.table(entry, variant, path)
    check.only(clause, ("effect", "heading"), f"{path}.")
    effect = clause.get("effect")
    if not isinstance(effect, str) or effect not in tuple(Effect):
        check.refuse(f"{path}.effect", "unknown-effect")
    return Clause(Effect(effect), check.heading(clause, path))


class _Check:
    """Typed look-ups that refuse with file and key."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    def refuse(self, key: str, problem: str) -> NoReturn:
        raise RefusedError(f"policy-{problem}", file=self._origin, key=key)

    def only(self, table: Mapping[str, object], known: tuple[str, ...], path: str = "") -> None:
        """Refuse a key that nobody reads: a misspelt heading would quietly pass for the desk's own judgement."""
        for key in table:
            if key not in known:
                self.refuse(f"{path}{key}", "unknown-key")

    def heading(self, entry: Mapping[str, object], path: str) -> str | None:
        heading = entry.get("heading")
        if heading is not None and not isinstance(heading, str):
            self.refuse(f"{path}.heading", "wrong-type")
        return heading

    def figure(self, entry: Mapping[str, object], name: str, kind: type, path: str) -> object:
        """A figure of its type: days are whole numbers, money and percentages decimals, neither below nought."""
        figure = entry.get(name)
        if name not in entry:
            self.refuse(f"{path}.{name}", "missing")
        if kind is Decimal and type(figure) is int:
            figure = Decimal(figure)
        if type(figure) is not kind or not _is_sound(figure):
            self.refuse(f"{path}.{name}", _WRONG.get(kind, "wrong-type"))
        return figure

    def table(self, holder: Mapping[str, object], key: str, path: str = "") -> Mapping[str, object]:
        value = holder.get(key)
        if not isinstance(value, Mapping):
            self.refuse(path or key, "missing" if value is None else "wrong-type")
        return value

    def text(self, holder: Mapping[str, object], key: str) -> str:
        value = holder.get(key)
        if not isinstance(value, str):
            self.refuse(key, "missing" if value is None else "wrong-type")
        return value

    def whole(self, holder: Mapping[str, object], key: str) -> int:
        value = holder.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(key, "missing" if value is None else "wrong-type")
        return value

    def date(self, holder: Mapping[str, object], key: str) -> date:
        value = holder.get(key)
        if type(value) is not date:  # a date with a time is a date to isinstance
            self.refuse(key, "missing" if value is None else "wrong-type")
        return value


_WRONG: Mapping[type, str] = {int: "not-whole", Decimal: "not-decimal"}


def _is_sound(figure: object) -> bool:
    if isinstance(figure, list):
        return all(isinstance(word, str) for word in figure)
    if isinstance(figure, Decimal):
        return figure.is_finite() and figure >= 0
    return not isinstance(figure, int) or figure >= 0
