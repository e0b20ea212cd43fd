"""The page on contracts: what a manager copies from it has to be taken."""

import re
from pathlib import Path

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.cli.policy import policy
from rmadesk.domain.policy.contract import under_contract
from rmadesk.domain.policy.contract_file import contract_faults, contract_from_text
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.listing import differences
from rmadesk.domain.policy.policy_text import read_policy_text

PAGE = (Path(__file__).parents[1] / "docs" / "contracts.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL)
IN_HELP = (policy.help or "").partition("\b\n")[2]


@pytest.mark.parametrize("text", [EXAMPLE, IN_HELP], ids=["page", "help"])
def test_the_example_is_sound_and_changes_each_thing_that_it_names(text: str) -> None:
    contract = contract_from_text(text, POLICY_FORMS, "example.toml")
    edition = EditionFiles().get(contract.edition)
    assert contract_faults(read_policy_text(text, "example.toml"), POLICY_FORMS, (edition,)) == ()
    named = {("rules", name) for name in contract.rules}
    named |= {("clocks", name) for name in contract.clocks} | {("shipping", name) for name in contract.shipping}
    changed = differences(edition, under_contract(edition, contract, POLICY_FORMS))
    assert {(each.section, each.name) for each in changed} == named != set()


def test_the_page_shows_every_key_that_a_contract_may_have() -> None:
    table = read_policy_text(EXAMPLE, "example.toml").table
    assert set(table) == {
        *("contract", "customer", "edition", "version", "applies_from", "applies_to"),
        *("rules", "clocks", "shipping"),
    }


@pytest.mark.parametrize("verb", re.findall(r"rmadesk policy (\w+)", PAGE))
def test_every_verb_on_the_page_is_one(verb: str) -> None:
    assert verb in policy.commands
