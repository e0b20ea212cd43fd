"""What every store of remembered choices must do, whatever lies beneath."""

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest

from rmadesk.domain.choices import Choice
from rmadesk.domain.errors import FaultError
from support.policy_records import AT

TWO, THREE = ("tracking/FedEx/12", "tracking/GLS/12"), ("tracking/FedEx/12", "tracking/GLS/12", "tracking/UPS/12")
FEDEX = Choice("C-1", TWO, TWO[0], AT, "ana")
GLS = replace(FEDEX, chosen=TWO[1], decided_at=AT + timedelta(days=1), decided_by="ben")


def save(storage: Any, *choices: Choice) -> None:
    with storage.writing("test") as work:
        for each in choices:
            work.choices.save(each)
        work.commit()


def test_a_new_file_remembers_nothing(storage: Any) -> None:
    with storage.reading() as work:
        assert work.choices.remembered("C-1", TWO) is None
        assert work.choices.of_customer("C-1") == ()


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param(FEDEX, id="plain"),
        pytest.param(replace(FEDEX, customer_id="Müller & Söhne '\"%_\\/日本"), id="a customer of any letters"),
        pytest.param(replace(FEDEX, customer_id="", between=(), chosen=""), id="all empty"),
        pytest.param(replace(FEDEX, between=('a"b', "c,d", "é/\u2028/"), chosen="é/\u2028/"), id="signs of JSON"),
        pytest.param(replace(FEDEX, between=tuple(f"tracking/Carrier {n}/{n}" for n in range(40))), id="very open"),
    ],
)
def test_a_choice_comes_back_with_every_field(storage: Any, choice: Choice) -> None:
    save(storage, choice)
    with storage.reading() as work:
        assert work.choices.remembered(choice.customer_id, choice.between) == choice.chosen
        assert work.choices.of_customer(choice.customer_id) == (choice,)


def test_an_instant_comes_back_in_utc(storage: Any) -> None:
    save(storage, replace(FEDEX, decided_at=AT.astimezone(timezone(timedelta(hours=-8)))))
    with storage.reading() as work:
        (found,) = work.choices.of_customer("C-1")
    assert (found.decided_at, found.decided_at.utcoffset()) == (AT, timedelta())


def test_a_later_choice_takes_the_place_of_the_earlier(storage: Any) -> None:
    save(storage, FEDEX)
    save(storage, GLS)
    with storage.reading() as work:
        assert work.choices.remembered("C-1", TWO) == TWO[1]
        assert work.choices.of_customer("C-1") == (GLS,)


@pytest.mark.parametrize(
    ("customer", "between"),
    [
        pytest.param("C-2", TWO, id="another customer"),
        pytest.param("c-1", TWO, id="the same in small letters is another"),
        pytest.param("C-1", THREE, id="one thing more that it could be"),
        pytest.param("C-1", TWO[:1], id="one thing less"),
        pytest.param("C-1", TWO[::-1], id="signatures out of order are no question"),
        pytest.param("C-1", (), id="no question"),
    ],
)
def test_only_the_same_question_of_the_same_customer_is_answered(
    storage: Any, customer: str, between: tuple[str, ...]
) -> None:
    save(storage, FEDEX)
    with storage.reading() as work:
        assert work.choices.remembered(customer, between) is None


def test_a_customers_choices_by_what_they_are_between(storage: Any) -> None:
    three, one = replace(FEDEX, between=THREE), replace(FEDEX, between=TWO[:1])
    save(storage, three, FEDEX, replace(FEDEX, customer_id="C-2"), one)
    with storage.reading() as work:
        assert work.choices.of_customer("C-1") == (one, FEDEX, three)


def test_what_is_forgotten_is_gone_and_nothing_else(storage: Any) -> None:
    other, open_question = replace(FEDEX, customer_id="C-2"), replace(FEDEX, between=THREE)
    save(storage, FEDEX, other, open_question)
    with storage.writing("test") as work:
        work.choices.forget("C-1", TWO)
        work.choices.forget("C-1", TWO)
        work.choices.forget("C-9", TWO)
        work.commit()
    with storage.reading() as work:
        assert work.choices.remembered("C-1", TWO) is None
        assert work.choices.of_customer("C-1") == (open_question,)
        assert work.choices.of_customer("C-2") == (other,)


def test_without_commit_nothing_is_remembered(storage: Any) -> None:
    with storage.writing("test") as work:
        work.choices.save(FEDEX)
        assert work.choices.remembered("C-1", TWO) == TWO[0]
    with storage.reading() as work:
        assert work.choices.remembered("C-1", TWO) is None


@pytest.mark.parametrize("change", [lambda c: c.save(FEDEX), lambda c: c.forget("C-1", TWO)], ids=["save", "forget"])
def test_a_reading_view_changes_nothing(storage: Any, change: Any) -> None:
    with storage.reading() as work, pytest.raises(FaultError, match="database-read-only"):
        change(work.choices)
