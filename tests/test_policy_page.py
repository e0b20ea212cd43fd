"""The page on the policy: it says what the editions say, and is made anew whenever they change."""

import importlib.util
from pathlib import Path

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.domain.policy.forms import POLICY_FORMS
from support.policy import EDITIONS

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "policy.md").read_text(encoding="utf-8")


def test_the_page_is_not_stale() -> None:
    spec = importlib.util.spec_from_file_location("make_policy_page", DOCS / "make_policy_page.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.policy_page() == PAGE, "run: make docs"


@pytest.mark.parametrize("name", [*POLICY_FORMS.rules, *POLICY_FORMS.clocks, *POLICY_FORMS.shipping])
def test_the_page_has_a_row_for_everything_an_edition_speaks_of(name: str) -> None:
    assert PAGE.count(f"| `{name}`") == 1


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_page_cites_every_heading(edition_id: str) -> None:
    edition = EditionFiles().get(edition_id)
    headings = {clause.heading for terms in edition.rules.values() for clause in terms.clauses.values()}
    headings |= {terms.heading for terms in (*edition.clocks.values(), *edition.shipping.values())}
    assert [heading for heading in headings if heading and f"*{heading}*" not in PAGE] == []
