"""Rules of shipping: what may go in advance, who labels the return, who pays the way back; each with its clause."""

from dataclasses import replace

import pytest

from rmadesk.adapters.places import load_places
from rmadesk.domain.policy.edition import Edition, Terms
from rmadesk.domain.policy.facts import Family
from rmadesk.domain.shipping_rules import advance_replacement, return_label, way_back
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of

PLACES = load_places()
HARDWARE, SUPPORT = edition_of(HARDWARE_WARRANTY), edition_of(SUPPORT_PAGE)
ADVANCED = "Hardware Warranty & Support Procedures: Advanced Replacement and Returns"
RETURNING = "Support: Returning Products to iXsystems (RMA)"
MINI, RACK = Family.TRUENAS_MINI, Family.RACKMOUNT_SERVER


def without(edition: Edition, *rules: str) -> Edition:
    return replace(edition, shipping={name: terms for name, terms in edition.shipping.items() if name not in rules})


def under_contract(edition: Edition, rule: str, **figures: object) -> Edition:
    terms = edition.shipping[rule]
    laid_over = Terms({**terms.figures, **figures}, terms.heading, "Contoso 2026")
    return replace(edition, shipping={**edition.shipping, rule: laid_over})


@pytest.mark.parametrize(
    ("edition", "family", "entitled", "answer", "variant"),
    [
        pytest.param(HARDWARE, RACK, True, "allowed", "entitled", id="hw: with SLA or kit"),
        pytest.param(HARDWARE, RACK, False, "not-allowed", "needs-entitlement", id="hw: without"),
        pytest.param(HARDWARE, RACK, None, "ask", "needs-entitlement-unknown", id="hw: not known"),
        pytest.param(HARDWARE, MINI, True, "allowed", "entitled", id="hw: the Mini is as others"),
        pytest.param(HARDWARE, None, True, "allowed", "entitled", id="hw: family does not matter"),
        pytest.param(SUPPORT, RACK, False, "allowed", "standard", id="sp: standard"),
        pytest.param(SUPPORT, RACK, None, "allowed", "standard", id="sp: standard, whatever the account has"),
        pytest.param(SUPPORT, RACK, True, "allowed", "overnight", id="sp: with extended service"),
        pytest.param(SUPPORT, Family.OTHER, False, "allowed", "standard", id="sp: another family"),
        pytest.param(SUPPORT, MINI, False, "not-allowed", "not-standard", id="sp: Mini"),
        pytest.param(SUPPORT, MINI, None, "ask", "not-standard-unknown", id="sp: Mini, account not known"),
        pytest.param(SUPPORT, MINI, True, "allowed", "overnight", id="sp: Mini with extended service"),
        pytest.param(SUPPORT, None, False, "ask", "family-unknown", id="sp: family not known"),
        pytest.param(SUPPORT, None, None, "ask", "family-unknown", id="sp: nothing known"),
        pytest.param(SUPPORT, None, True, "allowed", "overnight", id="sp: family not known, but extended service"),
    ],
)
def test_may_a_replacement_go_in_advance(
    edition: Edition, family: Family | None, entitled: bool | None, answer: str, variant: str
) -> None:
    ruling = advance_replacement(edition, family, entitled)
    assert (ruling.answer, ruling.variant) == (answer, variant)
    assert ruling.source == (ADVANCED if edition is HARDWARE else RETURNING)


@pytest.mark.parametrize(
    ("edition", "variant", "source"),
    [
        (HARDWARE, "most", "Hardware Warranty & Support Procedures: Packaging requirements"),
        (SUPPORT, "some", RETURNING),
    ],
    ids=EDITIONS,
)
def test_a_label_for_the_return_is_at_discretion(edition: Edition, variant: str, source: str) -> None:
    ruling = return_label(edition)
    assert (ruling.answer, ruling.variant, ruling.source) == ("ask", variant, source)


@pytest.mark.parametrize(
    ("country", "region", "answer", "variant"),
    [
        pytest.param("US", "CA", "allowed", "prepaid", id="code"),
        pytest.param("US", "US-CA", "allowed", "prepaid", id="code after the country's"),
        pytest.param("US", "California", "allowed", "prepaid", id="name"),
        pytest.param("US", " new YORK ", "allowed", "prepaid", id="name in any case"),
        pytest.param("US", "DC", "allowed", "prepaid", id="DC"),
        pytest.param("US", "D.C.", "allowed", "prepaid", id="DC with stops"),
        pytest.param("US", "Washington, D.C.", "allowed", "prepaid", id="Washington DC is no state"),
        pytest.param("US", "Washington", "allowed", "prepaid", id="Washington is one"),
        pytest.param("US", "AK", "ask", "elsewhere", id="Alaska"),
        pytest.param("US", "Hawaii", "ask", "elsewhere", id="Hawaii"),
        pytest.param("US", "US-PR", "ask", "elsewhere", id="territory as a state"),
        pytest.param("US", "AE", "ask", "region-unknown", id="armed forces abroad"),
        pytest.param("US", "Calif", "ask", "region-unknown", id="no state by that name"),
        pytest.param("US", "US", "ask", "region-unknown", id="the country as state"),
        pytest.param("US", "", "ask", "region-unknown", id="empty"),
        pytest.param("US", None, "ask", "region-unknown", id="no state"),
        pytest.param("PR", "PR", "ask", "elsewhere", id="territory as a country"),
        pytest.param("CA", "CA", "ask", "elsewhere", id="Canada is not California"),
        pytest.param("DE", None, "ask", "elsewhere", id="abroad"),
        pytest.param(None, "CA", "ask", "country-unknown", id="country not known"),
    ],
)
def test_who_pays_the_way_back(country: str | None, region: str | None, answer: str, variant: str) -> None:
    for whole_system in (True, None):
        ruling = way_back(SUPPORT, country, region, whole_system, PLACES)
        assert (ruling.answer, ruling.variant, ruling.source) == (answer, variant, RETURNING)


def test_the_way_back_of_a_part_is_not_stated() -> None:
    ruling = way_back(SUPPORT, "US", "CA", False, PLACES)
    assert (ruling.answer, ruling.variant, ruling.source) == ("not-stated", "component", RETURNING)


@pytest.mark.parametrize("country", ["US", "DE", None])
def test_the_other_edition_does_not_say_who_pays(country: str | None) -> None:
    ruling = way_back(HARDWARE, country, "CA", True, PLACES)
    assert (ruling.answer, ruling.variant) == ("not-stated", "not-stated")
    assert ruling.source == "Hardware Warranty & Support Procedures"


@pytest.mark.parametrize("edition", [HARDWARE, SUPPORT], ids=EDITIONS)
def test_what_a_text_leaves_out_is_not_stated(edition: Edition) -> None:
    bare = without(edition, "advance-replacement", "return-label", "way-back")
    rulings = (
        advance_replacement(bare, RACK, True),
        return_label(bare),
        way_back(bare, "US", "CA", True, PLACES),
    )
    assert {(ruling.answer, ruling.variant, ruling.source) for ruling in rulings} == {
        ("not-stated", "not-stated", edition.title)
    }


def test_a_contract_is_followed_and_cited() -> None:
    generous = under_contract(HARDWARE, "advance-replacement", needs_entitlement=False)
    ruling = advance_replacement(generous, RACK, False)
    assert (ruling.answer, ruling.source) == ("allowed", f"{ADVANCED}; contract Contoso 2026")
    with_alaska = under_contract(SUPPORT, "way-back", prepaid_not_to=["HI"])
    assert way_back(with_alaska, "US", "AK", True, PLACES).answer == "allowed"
    assert way_back(with_alaska, "US", "HI", True, PLACES).answer == "ask"
    most = under_contract(SUPPORT, "return-label", share="most")
    assert return_label(most).source == f"{RETURNING}; contract Contoso 2026"


def test_48_states_and_dc_are_prepaid() -> None:
    codes = set(PLACES.us_states.values())
    prepaid = {code for code in codes if way_back(SUPPORT, "US", code, True, PLACES).answer == "allowed"}
    assert len(prepaid) == 49
    assert codes - prepaid == {"AK", "HI", "AS", "GU", "MP", "PR", "UM", "VI"}
