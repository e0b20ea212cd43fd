"""The table of rules, in the order in which findings are listed."""

from decimal import Decimal

from rmadesk.domain.policy import (
    account,
    advance,
    age,
    authorization,
    coverage,
    exclusions,
    item,
    money_back,
    number,
    packaging,
    warranty,
)
from rmadesk.domain.policy.edition import RuleForm
from rmadesk.domain.policy.engine import Rule
from rmadesk.domain.policy.facts import Category, DamageCause, PackagingKind
from rmadesk.domain.policy.figure_kinds import WordsOf
from rmadesk.domain.policy.known import KIND_VARIANTS

RULES: tuple[Rule, ...] = (
    Rule("rma-number-missing", number.missing),
    Rule("rma-number-incomplete", number.incomplete),
    Rule("rma-number-unreadable", number.unreadable),
    Rule("rma-unknown", authorization.unknown),
    Rule("rma-not-open", authorization.not_open),
    Rule("rma-issued-in-future", age.issued_in_future),
    Rule("rma-expired", age.expired, RuleForm(age.EXPIRY_VARIANTS, {"valid_days": int})),
    Rule("rma-number-on-box", number.on_box),
    Rule("outer-damage", packaging.outer_damage),
    Rule(
        packaging.NOT_ACCEPTED,
        packaging.not_accepted,
        RuleForm(figures={"accepted": WordsOf(PackagingKind), "whole_systems_only": bool}),
    ),
    Rule(packaging.DAMAGE, packaging.damage, RuleForm(needs=(packaging.NOT_ACCEPTED,))),
    Rule(
        "transit-damage",
        packaging.transit_damage,
        RuleForm(figures={"uninsured_whole_system_at_owners_risk": bool}),
    ),
    Rule("other-maker", item.other_maker),
    Rule("removable-media", item.removable_media),
    Rule("foreign-parts", item.foreign_parts),
    Rule("item-incomplete", item.incomplete, RuleForm(KIND_VARIANTS)),
    Rule("item-not-resellable", item.not_resellable),
    Rule("warranty-unknown", warranty.unknown, RuleForm(needs=(coverage.EXPIRED,))),
    Rule(coverage.EXPIRED, warranty.expired, coverage.FORM),
    Rule(
        "category-excluded",
        exclusions.category,
        RuleForm(figures={"covered": WordsOf(Category), "covered_if_invoiced": WordsOf(Category)}),
    ),
    Rule(
        "cause-excluded",
        exclusions.cause,
        RuleForm(exclusions.CAUSE_VARIANTS, {"causes": WordsOf(DamageCause), "read_by_desk": WordsOf(DamageCause)}),
    ),
    Rule("account-unpaid", account.unpaid, RuleForm(KIND_VARIANTS)),
    Rule("late-fee", account.late_fee, RuleForm(figures={"percent": Decimal})),
    Rule("account-on-support-hold", account.on_support_hold, RuleForm(account.SUPPORT_HOLD_VARIANTS)),
    Rule("advance-return-late", advance.return_late, RuleForm(figures={"return_days": int})),
    Rule("money-back-late", money_back.late, RuleForm(figures={"arrival_days": int})),
    Rule("money-back-software", money_back.software, RuleForm(figures={"categories": WordsOf(Category)})),
    Rule("restocking-fee", money_back.restocking_fee, RuleForm(figures={"percent": Decimal})),
)

FORMS = {rule.id: rule.form for rule in RULES}
"""What an edition must say of each rule."""
