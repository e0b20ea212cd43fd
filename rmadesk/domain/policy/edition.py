"""An edition of the policy: the effects, figures and headings that one text gives to the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.verdict import DESK, Effect


@dataclass(frozen=True, slots=True)
class Clause:
    """The effect of one variant of a rule, and the heading that gives it; null heading: the desk's own judgement."""

    effect: Effect
    heading: str | None


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What an edition says of one rule: a clause for each of its variants, and its figures."""

    clauses: Mapping[str, Clause]
    figures: Mapping[str, object]

    def words(self, name: str) -> frozenset[str]:
        """A figure that is a list of words."""
        listed = self.figures[name]
        assert isinstance(listed, list)
        return frozenset(listed)

    def whole(self, name: str) -> int:
        """A figure that is a whole number."""
        number = self.figures[name]
        assert isinstance(number, int)
        return number

    def flag(self, name: str) -> bool:
        """A figure that is yes or no."""
        return self.figures[name] is True


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one text; `rules` holds only those that the text (or the desk for it) has."""

    id: str
    version: int
    applies_from: date
    title: str
    rules: Mapping[str, RuleTerms]

    def source(self, clause: Clause) -> str:
        """The citation of a clause: title and heading of the text, or `desk`."""
        return DESK if clause.heading is None else f"{self.title}: {clause.heading}"


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What an edition has to say of a rule: its variants, and its figures with their types."""

    variants: tuple[str, ...] = ("default",)
    figures: Mapping[str, type] | None = None


def edition_from_mapping(table: Mapping[str, object], forms: Mapping[str, RuleForm], origin: str) -> Edition:
    """The edition in a decoded policy file; `forms` are the rules that the engine knows.

    Raises RefusedError naming file (`origin`), key and what is wrong with it.
    """
    check = _Check(origin)
    check.only(table, ("id", "version", "applies_from", "title", "rules"))
    rules = check.table(table, "rules")
    for rule in rules:
        if rule not in forms:
            check.refuse(f"rules.{rule}", "unknown-rule")
    terms = {}
    for rule, form in forms.items():
        if rule not in rules:
            check.refuse(f"rules.{rule}", "missing")
        entry = check.table(rules, rule, f"rules.{rule}")
        if entry.get("absent") is not True:
            terms[rule] = _terms(check, entry, form, f"rules.{rule}")
    return Edition(
        check.text(table, "id"),
        check.whole(table, "version"),
        check.date(table, "applies_from"),
        check.text(table, "title"),
        terms,
    )


def _terms(check: "_Check", entry: Mapping[str, object], form: RuleForm, path: str) -> RuleTerms:
    wanted = form.figures or {}
    check.only(entry, (*form.variants, *wanted), f"{path}.")
    clauses = {variant: _clause(check, entry, variant, f"{path}.{variant}") for variant in form.variants}
    for name, kind in wanted.items():
        figure = entry.get(name)
        if type(figure) is not kind or (isinstance(figure, list) and not all(isinstance(word, str) for word in figure)):
            check.refuse(f"{path}.{name}", "missing" if name not in entry else "wrong-type")
    return RuleTerms(clauses, {name: entry[name] for name in wanted})


def _clause(check: "_Check", entry: Mapping[str, object], variant: str, path: str) -> Clause:
    clause = check.table(entry, variant, path)
    check.only(clause, ("effect", "heading"), f"{path}.")
    effect = clause.get("effect")
    if not isinstance(effect, str) or effect not in tuple(Effect):
        check.refuse(f"{path}.effect", "unknown-effect")
    heading = clause.get("heading")
    if heading is not None and not isinstance(heading, str):
        check.refuse(f"{path}.heading", "wrong-type")
    return Clause(Effect(effect), heading)


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
