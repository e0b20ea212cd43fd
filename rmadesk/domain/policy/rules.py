"""The table of rules, in the order in which findings are listed."""

from rmadesk.domain.policy import age, authorization, number, packaging
from rmadesk.domain.policy.edition import RuleForm
from rmadesk.domain.policy.engine import Rule

RULES: tuple[Rule, ...] = (
    Rule("rma-number-missing", number.missing),
    Rule("rma-number-incomplete", number.incomplete),
    Rule("rma-number-unreadable", number.unreadable),
    Rule("rma-unknown", authorization.unknown),
    Rule("rma-not-open", authorization.not_open),
    Rule("rma-issued-in-future", age.issued_in_future),
    Rule("rma-expired", age.expired, RuleForm(("money_back", "other", "advance"), {"valid_days": int})),
    Rule("rma-number-on-box", number.on_box),
    Rule("outer-damage", packaging.outer_damage),
    Rule(
        packaging.NOT_ACCEPTED,
        packaging.not_accepted,
        RuleForm(figures={"accepted": list, "whole_systems_only": bool}),
    ),
    Rule(packaging.DAMAGE, packaging.damage),
    Rule(
        "transit-damage",
        packaging.transit_damage,
        RuleForm(figures={"uninsured_whole_system_at_owners_risk": bool}),
    ),
)

FORMS = {rule.id: rule.form for rule in RULES}
"""What an edition must say of each rule."""
