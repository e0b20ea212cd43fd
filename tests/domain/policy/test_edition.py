"""Editions: what a policy file must say, and how it is told what is wrong with it."""

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Clause, PolicyForms, RuleForm
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.verdict import Effect

FORMS = PolicyForms(
    {
        "late": RuleForm(("money_back", "other"), {"days": int}),
        "wrapped": RuleForm(figures={"accepted": list, "whole_only": bool}),
        "seen": RuleForm(),
    }
)
TABLE: dict[str, Any] = {
    "id": "trial",
    "version": 3,
    "applies_from": date(2026, 2, 1),
    "title": "Trial Text",
    "rules": {
        "late": {"days": 12, "money_back": {"effect": "refuse", "heading": "Time"}, "other": {"effect": "hold"}},
        "wrapped": {"accepted": ["a", "b"], "whole_only": False, "default": {"effect": "charge", "heading": "Wrap"}},
        "seen": {"absent": True},
    },
}


def test_an_edition_holds_what_its_file_says() -> None:
    edition = edition_from_mapping(TABLE, FORMS, "trial.toml")
    assert (edition.id, edition.version, edition.applies_from, edition.title) == (
        "trial",
        3,
        date(2026, 2, 1),
        "Trial Text",
    )
    assert set(edition.rules) == {"late", "wrapped"}
    late, wrapped = edition.rules["late"], edition.rules["wrapped"]
    assert late.clauses == {"money_back": Clause(Effect.REFUSE, "Time"), "other": Clause(Effect.HOLD, None)}
    assert late.whole("days") == 12
    assert wrapped.words("accepted") == {"a", "b"}
    assert wrapped.flag("whole_only") is False


def test_a_clause_without_a_heading_is_the_desks_own() -> None:
    edition = edition_from_mapping(TABLE, FORMS, "trial.toml")
    assert edition.source(edition.rules["late"].clauses["money_back"]) == "Trial Text: Time"
    assert edition.source(edition.rules["late"].clauses["other"]) == "desk"


Change = Callable[[dict[str, Any]], object]
WRONG: list[tuple[str, Change, str, str]] = [
    ("no id", lambda t: t.pop("id"), "policy-missing", "id"),
    ("id is a number", lambda t: t.update(id=4), "policy-wrong-type", "id"),
    ("no version", lambda t: t.pop("version"), "policy-missing", "version"),
    ("version in words", lambda t: t.update(version="three"), "policy-wrong-type", "version"),
    ("version true", lambda t: t.update(version=True), "policy-wrong-type", "version"),
    ("no date", lambda t: t.pop("applies_from"), "policy-missing", "applies_from"),
    ("date as text", lambda t: t.update(applies_from="2026-02-01"), "policy-wrong-type", "applies_from"),
    (
        "date with time",
        lambda t: t.update(applies_from=datetime(2026, 2, 1, tzinfo=UTC)),
        "policy-wrong-type",
        "applies_from",
    ),
    ("no title", lambda t: t.pop("title"), "policy-missing", "title"),
    ("no rules", lambda t: t.pop("rules"), "policy-missing", "rules"),
    ("rules as list", lambda t: t.update(rules=[]), "policy-wrong-type", "rules"),
    ("key that nobody reads", lambda t: t.update(titel="x"), "policy-unknown-key", "titel"),
    ("rule that nobody has", lambda t: t["rules"].update(lat={}), "policy-unknown-rule", "rules.lat"),
    ("rule left out", lambda t: t["rules"].pop("seen"), "policy-missing", "rules.seen"),
    ("rule as word", lambda t: t["rules"].update(seen="absent"), "policy-wrong-type", "rules.seen"),
    (
        "absent said falsely",
        lambda t: t["rules"].update(seen={"absent": False}),
        "policy-unknown-key",
        "rules.seen.absent",
    ),
    ("variant left out", lambda t: t["rules"]["late"].pop("other"), "policy-missing", "rules.late.other"),
    ("variant too many", lambda t: t["rules"]["late"].update(more={}), "policy-unknown-key", "rules.late.more"),
    (
        "no effect",
        lambda t: t["rules"]["late"]["other"].pop("effect"),
        "policy-unknown-effect",
        "rules.late.other.effect",
    ),
    (
        "effect misspelt",
        lambda t: t["rules"]["late"]["other"].update(effect="holt"),
        "policy-unknown-effect",
        "rules.late.other.effect",
    ),
    (
        "effect is a list",
        lambda t: t["rules"]["late"]["other"].update(effect=["hold"]),
        "policy-unknown-effect",
        "rules.late.other.effect",
    ),
    (
        "heading is a number",
        lambda t: t["rules"]["late"]["other"].update(heading=7),
        "policy-wrong-type",
        "rules.late.other.heading",
    ),
    (
        "heading misspelt",
        lambda t: t["rules"]["late"]["other"].update(headin="x"),
        "policy-unknown-key",
        "rules.late.other.headin",
    ),
    ("figure left out", lambda t: t["rules"]["late"].pop("days"), "policy-missing", "rules.late.days"),
    ("figure as text", lambda t: t["rules"]["late"].update(days="12"), "policy-wrong-type", "rules.late.days"),
    ("figure as flag", lambda t: t["rules"]["late"].update(days=True), "policy-wrong-type", "rules.late.days"),
    (
        "flag as number",
        lambda t: t["rules"]["wrapped"].update(whole_only=0),
        "policy-wrong-type",
        "rules.wrapped.whole_only",
    ),
    (
        "words as text",
        lambda t: t["rules"]["wrapped"].update(accepted="a"),
        "policy-wrong-type",
        "rules.wrapped.accepted",
    ),
    (
        "words that are none",
        lambda t: t["rules"]["wrapped"].update(accepted=["a", 1]),
        "policy-wrong-type",
        "rules.wrapped.accepted",
    ),
    (
        "words in a list in a list",
        lambda t: t["rules"]["wrapped"].update(accepted=[["a"]]),
        "policy-wrong-type",
        "rules.wrapped.accepted",
    ),
]


@pytest.mark.parametrize(("change", "code", "key"), [pytest.param(*rest, id=name) for name, *rest in WRONG])
def test_a_wrong_file_is_refused_by_file_and_key(change: Change, code: str, key: str) -> None:
    table = copy.deepcopy(TABLE)
    change(table)
    with pytest.raises(RefusedError) as refused:
        edition_from_mapping(table, FORMS, "trial.toml")
    assert refused.value.code == code
    assert refused.value.figures == {"file": "trial.toml", "key": key}
