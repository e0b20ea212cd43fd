"""All that an edition's file has to speak of: each rule, each clock and each way of shipping, with its figures."""

from datetime import time

from rmadesk.domain.policy.edition import PolicyForms, TermsForm
from rmadesk.domain.policy.facts import Family
from rmadesk.domain.policy.figure_kinds import Named, WholeUpTo, WordOf, WordsOf
from rmadesk.domain.policy.rules import FORMS as RULE_FORMS
from rmadesk.domain.service_times import OnsiteStart
from rmadesk.domain.shipping_rules import LabelShare

# Clocks that run by a rule's own figure (the age of an RMA, a part owed, money back, late fees) have no entry here:
# one figure stands in one place.
CLOCK_FORMS = {
    "label-expiry": TermsForm({"days": int}, optional=frozenset({"days"})),
    "support-hold": TermsForm({"days_after": int}),
    "invoice": TermsForm({"days_after": int}),
    "payment-due": TermsForm({"days": int}),
    "termination": TermsForm({"days_after": int}),
    "lapsed-warranty": TermsForm({"year_days": WholeUpTo(366, least=1)}),
}

SHIPPING_FORMS = {
    "advance-replacement": TermsForm({"needs_entitlement": bool, "not_standard_for": WordsOf(Family)}),
    "return-label": TermsForm({"share": WordOf(LabelShare)}),
    "way-back": TermsForm({"prepaid_country": Named.COUNTRY, "prepaid_not_to": Named.REGIONS}),
    "cut-off": TermsForm({"latest": time, "time_zone": Named.TIME_ZONE}),
    "cut-off-eu": TermsForm({"latest": time, "utc_offset_hours": WholeUpTo(14)}),
    "international": TermsForm({"next_business_day": bool}),
    "onsite": TermsForm({"hours": int, "starts_after": WordsOf(OnsiteStart)}, optional=frozenset({"starts_after"})),
    "appointment": TermsForm({"hours_ahead": int}),
}

POLICY_FORMS = PolicyForms(RULE_FORMS, CLOCK_FORMS, SHIPPING_FORMS)
