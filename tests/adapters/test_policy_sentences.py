"""The sentences of the policy: each rule's title, question, findings and what would change them, as they read."""

import json
import re
from pathlib import Path

import pytest

from rmadesk.adapters.wording import LANGUAGES, Catalogue, messages
from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.engine import Rule
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Effect, Finding
from support.policy import assess

ROOT = Path(__file__).parents[2]
ENGLISH = messages("en")

# ---------------------------------------------------------------------------------------------------- nothing forgotten


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_its_sentences(rule: Rule) -> None:
    """A title, a question while it is pending, and of each variant what it finds and what would change that."""
    needed = [f"rule.{rule.id}", f"pending.{rule.id}", *(f"finding.{rule.id}.{each}" for each in rule.form.variants)]
    if f"change.{rule.id}" not in ENGLISH:  # one sentence may do for all variants
        needed += [f"change.{rule.id}.{variant}" for variant in rule.form.variants]
    assert [message for message in needed if message not in ENGLISH] == []


RULE_SENTENCE = re.compile(r"(rule|pending|finding|change)\.(?P<rule>[^.]+)(\.(?P<variant>.+))?")


def test_no_sentence_is_left_of_a_rule_or_variant_that_is_gone() -> None:
    variants = {rule.id: rule.form.variants for rule in RULES}
    left = []
    for message in ENGLISH:
        of_rule = RULE_SENTENCE.fullmatch(message)
        if of_rule and of_rule["variant"] not in (None, *variants.get(of_rule["rule"], ())):
            left.append(message)
        if of_rule and of_rule["rule"] not in variants:
            left.append(message)
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_question_needs_no_figure(rule: Rule, language: str) -> None:
    assert "{" not in Catalogue(language, strict=True).question(rule.id)


CASES = (ROOT / "tests" / "data" / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_of_five_hundred_cases_is_told_with_its_figures(language: str) -> None:
    words = Catalogue(language, strict=True)
    told = set()
    for line in CASES:
        for finding in assess(case_from_json(json.loads(line)["case"])).findings:
            for sentence in (words.finding(finding), words.change(finding)):
                assert "{" not in sentence
                assert "?" not in sentence
            told.add((finding.rule, finding.variant))
    assert told == {(rule.id, variant) for rule in RULES for variant in rule.form.variants}


# ------------------------------------------------------------------------------------------------------- how they read

EXPIRED = {
    "issued_on": "2026-03-01",
    "arrived_on": "2026-04-05",
    "age_days": 35,
    "valid_days": 30,
    "last_valid_on": "2026-03-31",
}
COVERED = {"issued_on": "2026-03-01", "covered_until_on": "2026-02-28", "days_over": 1}
OVERDUE = {
    "overdue_amount": "1000.00",
    "overdue_since_on": "2026-01-31",
    "months_overdue": 1,
    "percent": "1.5",
    "amount": "15.00",
    "first_month_on": "2026-02-28",
    "next_month_on": "2026-03-31",
}
OWED = {
    "shipped_on": "2026-01-01",
    "arrived_on": "2026-02-01",
    "return_days": 30,
    "return_by_on": "2026-01-31",
    "days_late": 1,
}


def finding(rule: str, variant: str = "default", **figures: object) -> Finding:
    return Finding(rule, variant, Effect.NOTE, "desk", figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "found", "sentence"),
    [
        (
            "en",
            finding("rma-expired", "other", **EXPIRED),
            "Issued Mar 1, 2026: 35 days on arrival; 30 are allowed.",
        ),
        (
            "de",
            finding("rma-expired", "other", **EXPIRED),
            "Ausgestellt am 01.03.2026: bei Ankunft 35 Tage alt, erlaubt sind 30.",
        ),
        ("en", finding("outer-damage", outer_damage="wet"), "The box is wet. Take a photo."),
        ("de", finding("outer-damage", outer_damage="wet"), "Das Paket ist nass. Bitte fotografieren."),
        ("en", finding("rma-not-open", status="closed"), "The RMA is closed."),
        ("de", finding("rma-not-open", status="closed"), "Die RMA ist abgeschlossen."),
        (
            "en",
            finding("packaging-not-accepted", packaging="other", accepted="original, supplied"),
            "Packed in other packaging; accepted here: the original packaging or packaging that we sent.",
        ),
        (
            "de",
            finding("packaging-not-accepted", packaging="other", accepted="original, supplied"),
            (
                "Verpackt in: andere Verpackung. "
                "Angenommen wird hier: Originalverpackung oder von uns gelieferte Verpackung."
            ),
        ),
        ("de", finding("transit-damage", liable="customer"), "Unterwegs beschädigt. Es haftet: der Kunde."),
        (
            "en",
            finding("warranty-unknown", lacking="invoice-date, months"),
            "When the warranty ends can't be told. Not known: the date of invoice and the months agreed.",
        ),
        (
            "de",
            finding("warranty-unknown", lacking="invoice-date, months"),
            (
                "Das Ende der Garantie lässt sich nicht bestimmen. "
                "Unbekannt: das Rechnungsdatum und die vereinbarten Monate."
            ),
        ),
        (
            "en",
            finding("warranty-expired", **COVERED, base="shipment", base_on="2024-02-29", months=24),
            (
                "The warranty ended on Feb 28, 2026 (24 months from the shipment of Feb 29, 2024); "
                "the RMA was issued on Mar 1, 2026."
            ),
        ),
        (
            "de",
            finding("warranty-expired", **COVERED, base="extension", base_on=None, months=None),
            (
                "Die Garantie endete am 28.02.2026 (eine vereinbarte Verlängerung); "
                "die RMA wurde am 01.03.2026 ausgestellt."
            ),
        ),
        (
            "en",
            finding("restocking-fee", price="1899.00", percent="20", amount="379.80", currency="USD"),
            "For restocking 20 % of the price of $1,899.00 are kept: $379.80.",
        ),
        (
            "de",
            finding("late-fee", **OVERDUE, currency="EUR"),
            (
                "1.000,00\N{NO-BREAK SPACE}€ überfällig seit 31.01.2026; volle Monate: 1. "
                "Bei 1,5 % im Monat beträgt die Gebühr 15,00\N{NO-BREAK SPACE}€."
            ),
        ),
        (
            "en",
            finding("advance-return-late", **OWED, amount=None, currency="USD"),
            (
                "We sent the replacement on Jan 1, 2026; this part was due back by Jan 31, 2026 "
                "and came on Feb 1, 2026. The replacement is charged in full: still to be set."
            ),
        ),
    ],
)
def test_a_finding_reads(language: str, found: Finding, sentence: str) -> None:
    assert Catalogue(language, strict=True).finding(found) == sentence


@pytest.mark.parametrize(
    ("language", "found", "sentence"),
    [
        ("en", finding("rma-expired", "other", **EXPIRED), "Would not apply had the box arrived by Mar 31, 2026."),
        (
            "de",
            finding("rma-expired", "money_back", **EXPIRED),
            "Entfiele, wenn das Paket bis 31.03.2026 angekommen wäre.",
        ),
        (
            "en",
            finding("packaging-not-accepted", packaging="other", accepted="original, supplied"),
            "Would not apply had it come in the original packaging or packaging that we sent.",
        ),
        (
            "en",
            finding("category-excluded", category="software", covered="factory", covered_if_invoiced=""),
            "Would not apply to a part of this kind: installed at the factory; nor where the invoice notes it: –.",
        ),
        (
            "en",
            finding("late-fee", **OVERDUE),
            (
                "Would not apply had the box arrived before Feb 28, 2026, or the invoice been paid. "
                "From Mar 31, 2026 one month more counts."
            ),
        ),
    ],
)
def test_what_would_change_a_finding_reads(language: str, found: Finding, sentence: str) -> None:
    assert Catalogue(language, strict=True).change(found) == sentence


def test_a_pending_rule_asks() -> None:
    asked = "Is everything there, with manuals, media and documents?"
    assert Catalogue("en", strict=True).question("item-incomplete") == asked


def test_a_finding_rests_on_a_text_or_on_the_desk() -> None:
    assert Catalogue("de").source(finding("x")) == "eigenes Ermessen der Annahme"
    cited = Finding("x", "default", Effect.NOTE, "Trial Text: Time", {})
    assert Catalogue("de").source(cited) == "Trial Text: Time"


@pytest.mark.parametrize(
    ("language", "source", "told"),
    [
        ("en", "Trial Text: Time, Place", "Trial Text: Time, Place; contract ACME, 2026"),
        ("de", "Trial Text: Time, Place", "Trial Text: Time, Place; Vertrag ACME, 2026"),
        ("en", "desk", "the desk's own judgement; contract ACME, 2026"),
        ("de", "desk", "eigenes Ermessen der Annahme; Vertrag ACME, 2026"),
    ],
)
def test_a_contract_over_the_text_is_named(language: str, source: str, told: str) -> None:
    overridden = Finding("x", "default", Effect.NOTE, source, {}, "ACME, 2026")
    assert Catalogue(language, strict=True).source(overridden) == told
