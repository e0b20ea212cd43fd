"""What every store of adopted policies, decisions, pauses and refund sheets must do, whatever lies beneath."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from rmadesk.domain.dues import DueOutcome
from rmadesk.domain.errors import FaultError
from rmadesk.domain.policy.adoption import PolicyKind
from support.policy_records import AT, adopted, decision, pause, sheet

DAY = timedelta(days=1)
NEW_YEAR = date(2026, 1, 1)


def save(storage: Any, *, policies: Any = (), decisions: Any = (), pauses: Any = (), sheets: Any = ()) -> None:
    with storage.writing("test") as work:
        for each in policies:
            work.policies.save(each)
        for each in decisions:
            work.dues.save_decision(each)
        for each in pauses:
            work.dues.save_pause(each)
        for each in sheets:
            work.refunds.save(each)
        work.commit()


def test_a_new_file_holds_nothing_of_it(storage: Any) -> None:
    with storage.reading() as work:
        assert (work.policies.all(), work.dues.decisions(), work.dues.pauses()) == ((), (), ())
        assert work.policies.get("none") is None
        assert work.refunds.of_rma("2118") == ()


# ------------------------------------------------------------------------------------------------------------- policies

POLICIES = [
    pytest.param(adopted("1"), id="a contract"),
    pytest.param(adopted("1", applies_to=None), id="without an end"),
    pytest.param(adopted("1", kind=PolicyKind.EDITION, name="support-page", edition="support-page"), id="an edition"),
    pytest.param(adopted("1", text=""), id="an empty text"),
    pytest.param(adopted("1", text='a = "\r\n\t\u2028\x7f"\n' * 9000), id="a long text, line ends and all"),
    pytest.param(adopted("1", name="Müller & Söhne: “2026”/日本", version=2**31), id="a name of any letters"),
    pytest.param(adopted("1", applies_from=date.min, applies_to=date.max), id="for ever"),
]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_comes_back_with_every_field(storage: Any, policy: Any) -> None:
    save(storage, policies=[policy, adopted("2")])
    with storage.reading() as work:
        assert work.policies.get("1") == policy
        assert set(work.policies.all()) == {policy, adopted("2")}
        assert work.policies.get("3") is None


def test_policies_come_by_kind_name_edition_first_day_and_version(storage: Any) -> None:
    edition = {"kind": PolicyKind.EDITION, "name": "support-page", "edition": "support-page"}
    in_order = [
        adopted("f", name="Alpha", applies_from=NEW_YEAR + 9 * DAY),
        adopted("e", name="Beta", version=2),
        adopted("d", name="Beta", applies_from=NEW_YEAR + DAY),
        adopted("c", name="Beta", edition="support-page"),
        adopted("b", name="alpha"),
        adopted("9", **edition),
        adopted("8", **edition, applies_from=NEW_YEAR + DAY, version=2),
        adopted("7", **edition, applies_from=NEW_YEAR + DAY, version=10),
    ]
    save(storage, policies=in_order[::2] + in_order[1::2][::-1])
    with storage.reading() as work:
        assert [each.policy_id for each in work.policies.all()] == [each.policy_id for each in in_order]


def test_a_contract_that_ends_is_written_in_place_and_its_neighbours_stay(storage: Any) -> None:
    save(storage, policies=[adopted("1"), adopted("2", name="Other")])
    ended = replace(adopted("1"), applies_to=NEW_YEAR + 30 * DAY)
    save(storage, policies=[ended])
    with storage.reading() as work:
        assert work.policies.get("1") == ended
        assert work.policies.all() == (ended, adopted("2", name="Other"))


# ------------------------------------------------------------------------------------------------- decisions and pauses


@pytest.mark.parametrize("outcome", DueOutcome)
def test_a_decision_comes_back_with_every_field(storage: Any, outcome: DueOutcome) -> None:
    told = decision("invoice:2118/SN1", outcome=outcome)
    save(storage, decisions=[told])
    with storage.reading() as work:
        assert work.dues.decisions() == (told,)


def test_decisions_come_by_due_and_the_last_word_on_one_stands(storage: Any) -> None:
    save(storage, decisions=[decision("b"), decision("a"), decision("B")])
    declined = decision("b", outcome=DueOutcome.DECLINED, decided_on=date(2026, 11, 21), decided_by="ben")
    save(storage, decisions=[declined])
    with storage.reading() as work:
        assert work.dues.decisions() == (decision("B"), decision("a"), declined)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"until_on": None},
        {"customers_too": True},
        {"rma_number": "2118"},
        {"until_on": date(2026, 11, 1)},
    ],
    ids=str,
)
def test_a_pause_comes_back_with_every_field(storage: Any, changed: dict[str, Any]) -> None:
    save(storage, pauses=[pause("1", **changed)])
    with storage.reading() as work:
        assert work.dues.pauses() == (pause("1", **changed),)


def test_pauses_come_by_first_day_and_one_that_is_ended_stands_once(storage: Any) -> None:
    first, second = pause("9", until_on=None), pause("1", from_on=date(2026, 11, 2))
    same_day = pause("8")
    save(storage, pauses=[second, first, same_day])
    ended = replace(first, until_on=date(2026, 11, 3))
    save(storage, pauses=[ended])
    with storage.reading() as work:
        assert work.dues.pauses() == (same_day, ended, second)


# -------------------------------------------------------------------------------------------------------------- refunds


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"restocking_fee": None, "amount": Decimal("1000.00")},
        {"waived": True, "amount": Decimal("1000.00"), "reason_entry": "reason-4"},
        {"price": Decimal("0.00"), "restocking_fee": Decimal("0.00"), "amount": Decimal("0.00"), "currency": "EUR"},
        {"price": Decimal("999999999999.99"), "amount": Decimal("0.01")},
    ],
    ids=str,
)
def test_a_refund_sheet_comes_back_with_every_field_to_the_cent(storage: Any, changed: dict[str, Any]) -> None:
    told = sheet("1", **changed)
    save(storage, sheets=[told])
    with storage.reading() as work:
        assert work.refunds.of_rma("2118") == (told,)
        assert str(work.refunds.of_rma("2118")[0].amount) == str(told.amount)


def test_the_sheets_of_an_rma_come_oldest_first(storage: Any) -> None:
    late, early, same = sheet("1", made_at=AT + DAY), sheet("3"), sheet("2")
    save(storage, sheets=[late, early, same, sheet("4", rma_number="21180"), sheet("5", rma_number="211")])
    with storage.reading() as work:
        assert work.refunds.of_rma("2118") == (same, early, late)


# ----------------------------------------------------------------------------------------------------------- all stores


def test_instants_come_back_in_utc(storage: Any) -> None:
    local = AT.astimezone(timezone(timedelta(hours=-8)))
    save(
        storage,
        policies=[adopted("1", adopted_at=local)],
        decisions=[decision("1", decided_at=local)],
        pauses=[pause("1", recorded_at=local)],
        sheets=[sheet("1", made_at=local)],
    )
    with storage.reading() as work:
        (policy,), (said,), (span,) = work.policies.all(), work.dues.decisions(), work.dues.pauses()
        (made,) = work.refunds.of_rma("2118")
    instants = [policy.adopted_at, said.decided_at, span.recorded_at, made.made_at]
    assert [instant.isoformat() for instant in instants] == [AT.isoformat()] * 4


def write(work: Any) -> None:
    work.policies.save(adopted("1"))
    work.dues.save_decision(decision("1"))
    work.dues.save_pause(pause("1"))
    work.refunds.save(sheet("1"))


def test_nothing_stays_of_what_is_not_committed(storage: Any) -> None:
    with storage.writing("test") as work:
        write(work)
        assert (len(work.policies.all()), len(work.dues.decisions()), len(work.dues.pauses())) == (1, 1, 1)
    with storage.reading() as work:
        assert (work.policies.all(), work.dues.decisions(), work.dues.pauses()) == ((), (), ())
        assert work.refunds.of_rma("2118") == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda work: work.policies.save(adopted("1")),
        lambda work: work.dues.save_decision(decision("1")),
        lambda work: work.dues.save_pause(pause("1")),
        lambda work: work.refunds.save(sheet("1")),
    ],
    ids=["policy", "decision", "pause", "refund sheet"],
)
def test_a_reading_view_changes_nothing(storage: Any, change: Any) -> None:
    with storage.reading() as work, pytest.raises(FaultError) as raised:
        change(work)
    assert raised.value.code == "database-read-only"


def test_an_emptied_projection_holds_nothing_of_it(storage: Any) -> None:
    with storage.writing("test") as work:
        write(work)
        work.commit()
    with storage.writing("test") as work:
        storage.clear_projections(work)
        work.commit()
    with storage.reading() as work:
        assert (work.policies.all(), work.dues.decisions(), work.dues.pauses()) == ((), (), ())
        assert work.refunds.of_rma("2118") == ()
