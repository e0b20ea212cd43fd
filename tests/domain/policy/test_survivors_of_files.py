"""Edges of editions' and contracts' files that no other test watches: bounds, several faults at once, what stays."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.contract import Contract, under_contract
from rmadesk.domain.policy.contract_file import contract_faults, contract_from_text, is_contract
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_faults, edition_from_mapping, edition_from_text
from rmadesk.domain.policy.facts import Family
from rmadesk.domain.policy.figure_kinds import MOST, WholeUpTo, WordsOf, figure_fault
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.policy_text import PolicyText, read_policy_text
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of, edition_table

HEAD = """contract = "Acme"
edition = "support-page"
version = 1
applies_from = 2026-01-01
"""
EARLY = """id = "support-page"
version = 1
applies_from = 2000-01-01
title = "Support"

[rules.rma-number-missing.default]
effect = "refuse"

[rules.other-maker.default]
effect = "note"
"""


def contract(body: str) -> Contract:
    return contract_from_text(HEAD + body, POLICY_FORMS, "acme.toml")


def faults(body: str, *editions: Edition, head: str = HEAD) -> list[tuple[str, object]]:
    text = read_policy_text(head + body, "acme.toml")
    return [(each.code, each.figures["key"]) for each in contract_faults(text, POLICY_FORMS, editions)]


# ----------------------------------------------------------------------------------------------------------- contracts


def test_a_contract_is_told_from_an_edition() -> None:
    assert is_contract(read_policy_text(HEAD, "acme.toml").table)
    assert not is_contract(edition_table(SUPPORT_PAGE))


def test_a_contract_changes_one_figure_and_leaves_the_others_of_its_entry() -> None:
    laid = under_contract(edition_of(SUPPORT_PAGE), contract("[shipping.cut-off]\nlatest = 15:00:00"), POLICY_FORMS)
    cut_off = laid.shipping["cut-off"]
    assert (cut_off.time_of_day("latest"), cut_off.word("time_zone")) == (time(15), "America/Los_Angeles")
    assert (cut_off.contract, laid.shipping["cut-off-eu"].contract) == ("Acme", None)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("[rules.packaging-damage.default]\neffect = 'note'", "rules.packaging-damage"),
        ("[clocks.payment-due]\ndays = 30", "clocks.payment-due"),
    ],
)
def test_a_contract_is_beside_the_first_version_that_lacks_what_it_sets(body: str, key: str) -> None:
    versions = tuple(replace(edition_of(SUPPORT_PAGE), id=f"text {each}", version=each) for each in (7, 8))
    text = read_policy_text(HEAD + body, "acme.toml")
    (fault,) = contract_faults(text, POLICY_FORMS, (edition_of(HARDWARE_WARRANTY), *versions))
    assert (fault.code, fault.figures["key"]) == ("policy-contract-beside", key)
    assert (fault.figures["edition"], fault.figures["version"]) == ("text 7", 7)


def test_a_way_of_shipping_that_nobody_knows_hides_no_fault_after_it() -> None:
    assert [key for _, key in faults("[shipping.by-pigeon]\n[shipping.onsite]\nhours = -1")] == [
        "shipping.by-pigeon",
        "shipping.onsite.hours",
    ]


def test_a_contract_that_sets_only_what_nobody_knows_is_not_called_empty_too() -> None:
    assert faults("[rules.full-moon]\nnights = 3") == [("policy-unknown-rule", "rules.full-moon")]


@pytest.mark.parametrize("version", [1, 2, MOST])
def test_versions_count_from_one(version: int) -> None:
    head = HEAD.replace("version = 1", f"version = {version}")
    assert faults("[rules.late-fee]\npercent = 1", head=head) == []


@pytest.mark.parametrize("version", [0, -1, MOST + 1])
def test_no_other_number_is_a_version(version: int) -> None:
    head = HEAD.replace("version = 1", f"version = {version}")
    assert faults("[rules.late-fee]\npercent = 1", head=head) == [("policy-version", "version")]


@pytest.mark.parametrize("name", ["Acme ", " Acme", " "], ids=["after it", "before it", "alone"])
def test_a_name_has_no_blank_around_it(name: str) -> None:
    head = HEAD.replace("Acme", name)
    assert faults("[rules.late-fee]\npercent = 1", head=head) == [("policy-not-text", "contract")]


# ------------------------------------------------------------------------------------------------------------ editions


def test_an_edition_without_an_entry_is_checked_to_its_end() -> None:
    table = edition_table(SUPPORT_PAGE)
    del table["rules"]["rma-unknown"]
    table["rules"]["late-fee"]["percent"] = Decimal(-1)
    found = edition_faults(PolicyText("trial.toml", "", table), POLICY_FORMS)
    assert {(each.code, each.figures["key"]) for each in found} == {
        ("policy-missing", "rules.rma-unknown"),
        ("policy-not-decimal", "rules.late-fee.percent"),
    }


def test_a_version_kept_from_earlier_has_what_it_speaks_of_and_no_more() -> None:
    kept = edition_from_text(EARLY, POLICY_FORMS, "kept.toml", complete=False)
    assert (set(kept.rules), kept.clocks, kept.shipping) == ({"rma-number-missing", "other-maker"}, {}, {})


def test_an_edition_speaks_of_everything_unless_it_is_kept_from_earlier() -> None:
    with pytest.raises(RefusedError) as refused:
        edition_from_text(EARLY, POLICY_FORMS, "early.toml")
    assert refused.value.code == "policy-missing"
    with pytest.raises(RefusedError) as refused:
        edition_from_mapping(read_policy_text(EARLY, "early.toml").table, POLICY_FORMS, "early.toml")
    assert refused.value.code == "policy-missing"


def test_what_nobody_knows_is_a_rule_among_rules_and_terms_elsewhere() -> None:
    table = edition_table(SUPPORT_PAGE)
    for section in ("rules", "clocks", "shipping"):
        table[section]["full-moon"] = {}
    found = edition_faults(PolicyText("trial.toml", "", table), POLICY_FORMS)
    assert {(each.code, each.figures["key"]) for each in found} == {
        ("policy-unknown-rule", "rules.full-moon"),
        ("policy-unknown-terms", "clocks.full-moon"),
        ("policy-unknown-terms", "shipping.full-moon"),
    }


# --------------------------------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = ", 1), ("a = 1\nb = ", 2), ("a = 1\n\n\nb = [1,", 4), ('a = 1\nb = 2\nc = 3\nd = """x', 4)],
    ids=["one line", "two lines", "a list", "a text"],
)
def test_a_text_that_ends_too_early_is_refused_with_its_last_line(text: str, line: int) -> None:
    with pytest.raises(RefusedError) as refused:
        read_policy_text(text, "trial.toml")
    assert (refused.value.code, refused.value.figures["line"]) == ("policy-syntax", line)


def test_a_key_in_quotes_has_a_line_too() -> None:
    text = read_policy_text('# a "quoted" remark\n"two words" = "x"\n[table]\n\'a\' = 1\nb = {c = 2}\n', "trial.toml")
    lines = {path: text.line_of(path) for path in (("two words",), ("table",), ("table", "a"), ("table", "b", "c"))}
    assert list(lines.values()) == [2, 3, 4, 5]


POINTS_OF_A_KEY = 64
RULER = f"# {'.' * 100}\n"


def dotted(points: int) -> str:
    return ".".join("k" * (points + 1)) + " = 1\n"


@pytest.mark.parametrize("before", ["", RULER], ids=["alone", "under a ruler"])
def test_a_key_has_points_up_to_a_bound(before: str) -> None:
    assert read_policy_text(before + dotted(POINTS_OF_A_KEY), "trial.toml").table
    with pytest.raises(RefusedError) as refused:
        read_policy_text(before + dotted(POINTS_OF_A_KEY + 1), "trial.toml")
    assert refused.value.code == "policy-excess"


def test_points_are_counted_line_by_line() -> None:
    keys = "".join(f"table.key{number} = 1\n" for number in range(POINTS_OF_A_KEY + 9))
    assert len(read_policy_text(RULER + keys, "trial.toml").table["table"]) == POINTS_OF_A_KEY + 9


# ------------------------------------------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("name", "value", "kind", "sound"),
    [
        ("amount", Decimal(MOST), Decimal, True),
        ("amount", Decimal(MOST) + Decimal("0.01"), Decimal, False),
        ("amount", Decimal(0), Decimal, True),
        ("utc_offset_hours", 14, POLICY_FORMS.shipping["cut-off-eu"].figures["utc_offset_hours"], True),
        ("utc_offset_hours", 15, POLICY_FORMS.shipping["cut-off-eu"].figures["utc_offset_hours"], False),
        ("year_days", 0, POLICY_FORMS.clocks["lapsed-warranty"].figures["year_days"], False),
        ("year_days", 1, POLICY_FORMS.clocks["lapsed-warranty"].figures["year_days"], True),
        ("year_days", 366, POLICY_FORMS.clocks["lapsed-warranty"].figures["year_days"], True),
        ("year_days", 367, POLICY_FORMS.clocks["lapsed-warranty"].figures["year_days"], False),
        ("hours", 3, WholeUpTo(5, least=3), True),
        ("hours", 2, WholeUpTo(5, least=3), False),
    ],
    ids=str,
)
def test_bounds_belong_to_what_they_bound(name: str, value: object, kind: Any, sound: bool) -> None:
    assert (figure_fault(name, value, kind) is None) == sound


def test_the_first_of_the_unknown_words_is_told() -> None:
    fault = figure_fault("families", ["truenas-mini", "mainframe", "abacus"], WordsOf(Family))
    assert fault
    assert fault.figures["value"] == "mainframe"


@pytest.mark.parametrize(("length", "told"), [(59, 59), (60, 60), (61, 60), (900, 60)])
def test_of_a_long_word_no_more_than_a_line_is_told(length: int, told: int) -> None:
    fault = figure_fault("families", ["x" * length], WordsOf(Family))
    assert fault
    assert fault.figures["value"] == "x" * told
