"""An ambiguous text is asked about once: what is recorded of the answer, what is refused, what is taken back."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.choices import Choice, signature, signatures
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import Ground, Identification, Identifier, IdentifierKind
from support.choices import COULD_BE, TEXT, ambiguous, tracking
from support.databases import fresh_database, rows_of
from support.desk import NOON, TestDesk

FEDEX, PUROLATOR, GLS = COULD_BE
ASKED = ambiguous(FEDEX, PUROLATOR)
BETWEEN = signatures(ASKED.candidates)


def remembered(desk: TestDesk, customer: str = "C-1", asked: Identification = ASKED) -> str | None:
    with desk.storage.reading() as work:
        found: str | None = work.choices.remembered(customer, signatures(asked.candidates))
    return found


def test_what_was_said_is_remembered_for_this_customer_alone() -> None:
    desk = TestDesk()
    made = desk.choices.remember("C-1", ASKED, PUROLATOR)
    assert made == Choice("C-1", BETWEEN, signature(PUROLATOR), NOON, "ana")
    assert desk.choices.of_customer("C-1") == (made,)
    assert remembered(desk) == signature(PUROLATOR)
    assert remembered(desk, "C-2") is None


def test_the_answer_is_to_this_question_alone() -> None:
    desk = TestDesk()
    desk.choices.remember("C-1", ASKED, PUROLATOR)
    desk.choices.remember("C-1", ambiguous(*COULD_BE), GLS)
    assert remembered(desk) == signature(PUROLATOR)
    assert remembered(desk, asked=ambiguous(GLS, PUROLATOR, FEDEX)) == signature(GLS)
    assert remembered(desk, asked=ambiguous(FEDEX, GLS)) is None


def test_a_later_answer_takes_the_place_of_the_earlier_and_both_stay_on_record() -> None:
    desk = TestDesk()
    desk.choices.remember("C-1", ASKED, PUROLATOR)
    desk.clock.forward(timedelta(minutes=5))
    later = desk.choices.remember("C-1", ASKED, FEDEX)
    assert desk.choices.of_customer("C-1") == (later,)
    assert [event.payload["choice"]["chosen"] for event in desk.events()] == [signature(PUROLATOR), signature(FEDEX)]


def test_the_event_holds_the_answer_and_nothing_of_the_box() -> None:
    desk = TestDesk()
    desk.choices.remember("C-1", ASKED, PUROLATOR)
    (event,) = desk.events()
    assert (event.kind, event.user) == (EventKind.IDENTIFIER_CHOSEN, "ana")
    assert event.payload == {
        "choice": {
            "customer_id": "C-1",
            "between": list(BETWEEN),
            "chosen": signature(PUROLATOR),
            "decided_at": NOON.isoformat(),
            "decided_by": "ana",
        }
    }
    assert TEXT not in json.dumps(event.payload)
    with desk.storage.reading() as work:
        assert work.events.about("customer:C-1") == (event,)
        assert work.events.about("customer:C-2") == ()


KNOWN = replace(FEDEX, ground=Ground.REGISTRY)
SETTLED = replace(ambiguous(KNOWN, PUROLATOR), ambiguous=False)
REFUSED = [
    pytest.param(ASKED, GLS, "C-1", "choice-not-offered", id="another carrier"),
    pytest.param(ASKED, tracking("FedEx", "Ground, 15 digits"), "C-1", "choice-not-offered", id="another form"),
    pytest.param(ASKED, Identifier(IdentifierKind.SERIAL, TEXT, TEXT), "C-1", "choice-not-offered", id="another kind"),
    pytest.param(Identification(TEXT, FEDEX), FEDEX, "C-1", "choice-not-offered", id="of no candidates"),
    pytest.param(ambiguous(FEDEX), FEDEX, "C-1", "choice-not-needed", id="of one"),
    pytest.param(ambiguous(FEDEX, FEDEX), FEDEX, "C-1", "choice-not-needed", id="of two of one sort"),
    pytest.param(SETTLED, PUROLATOR, "C-1", "choice-settled", id="against the registry"),
    pytest.param(SETTLED, KNOWN, "C-1", "choice-settled", id="with the registry"),
    pytest.param(ASKED, FEDEX, "", "choice-customer-missing", id="of nobody"),
    pytest.param(ASKED, FEDEX, " \u00a0", "choice-customer-missing", id="of a space"),
]


@pytest.mark.parametrize(("asked", "chosen", "customer", "code"), REFUSED)
def test_what_can_not_be_remembered(asked: Identification, chosen: Identifier, customer: str, code: str) -> None:
    desk = TestDesk()
    with pytest.raises(RefusedError) as refused:
        desk.choices.remember(customer, asked, chosen)
    assert refused.value.code == code
    assert refused.value.figures["text"] == TEXT
    assert desk.events() == []


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(replace(SETTLED, identifier=FEDEX), id="of a best one that others are less likely than"),
        pytest.param(replace(SETTLED, remembered=True), id="of one that was said before"),
    ],
)
def test_what_can_be_said_of_texts_that_are_not_ambiguous(asked: Identification) -> None:
    desk = TestDesk()
    desk.choices.remember("C-1", asked, PUROLATOR)
    assert remembered(desk, asked=asked) == signature(PUROLATOR)


def test_what_it_could_have_been_is_told() -> None:
    with pytest.raises(RefusedError) as refused:
        TestDesk().choices.remember("C-1", ASKED, Identifier(IdentifierKind.SERIAL, TEXT, TEXT))
    figures = refused.value.figures
    assert figures["chosen"] == "serial"
    assert figures["offered"] == "FedEx Express, 12 digits, Purolator 12 digits"


def test_an_answer_is_taken_back_and_the_next_such_text_is_asked_about() -> None:
    desk = TestDesk()
    for customer in ("C-1", "C-2"):
        desk.choices.remember(customer, ASKED, PUROLATOR)
    desk.choices.forget("C-1", BETWEEN)
    assert (remembered(desk), remembered(desk, "C-2")) == (None, signature(PUROLATOR))
    last = desk.events()[-1]
    assert (last.kind, last.payload["choice"]["customer_id"]) == (EventKind.CHOICE_FORGOTTEN, "C-1")
    desk.choices.remember("C-1", ASKED, FEDEX)
    assert remembered(desk) == signature(FEDEX)


@pytest.mark.parametrize(
    ("customer", "between"),
    [
        pytest.param("C-2", BETWEEN, id="another customer"),
        pytest.param("C-1", BETWEEN[:1], id="another question"),
    ],
)
def test_what_is_not_remembered_can_not_be_forgotten(customer: str, between: tuple[str, ...]) -> None:
    desk = TestDesk()
    desk.choices.remember("C-1", ASKED, PUROLATOR)
    with pytest.raises(RefusedError) as refused:
        desk.choices.forget(customer, between)
    assert (refused.value.code, refused.value.figures) == ("choice-unknown", {"customer": customer})
    assert len(desk.events()) == 1


def test_a_rebuild_remembers_the_same(tmp_path: Path) -> None:
    path = fresh_database(tmp_path)
    with closing(SqliteStorage(path, "ana")) as storage:
        desk = TestDesk(storage)
        desk.choices.remember("C-1", ASKED, PUROLATOR)
        desk.choices.remember("C-2", ASKED, PUROLATOR)
        desk.choices.remember("C-1", ASKED, FEDEX)
        desk.choices.forget("C-2", BETWEEN)
        before = rows_of(path, "remembered_choice")
        assert len(before) == 1
        desk.audit.rebuild()
        assert rows_of(path, "remembered_choice") == before
        assert desk.audit.check().faults == ()
