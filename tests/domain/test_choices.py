"""What a question and its answer are told by: signatures of what a text could be, and whose box it is."""

import pytest

from rmadesk.domain.choices import one_customer, signature, signatures
from rmadesk.domain.identifiers import Ground, Identifier, IdentifierKind
from support.choices import COULD_BE, TEXT, tracking
from support.registry import authorization


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        pytest.param(COULD_BE[0], "tracking/FedEx/Express, 12 digits", id="a carrier's form"),
        pytest.param(Identifier(IdentifierKind.TRACKING, TEXT, TEXT, carrier="UPS"), "tracking/UPS/", id="no form"),
        pytest.param(Identifier(IdentifierKind.SERIAL, TEXT, TEXT), "serial//", id="no carrier"),
        pytest.param(Identifier(IdentifierKind.RMA, "1", "RMA-1", True, ground=Ground.REGISTRY), "rma//", id="RMA"),
    ],
)
def test_a_signature_says_of_what_sort_it_is_and_nothing_of_the_number(identifier: Identifier, told: str) -> None:
    assert signature(identifier) == told


def test_the_question_is_the_same_in_any_order_and_for_any_number() -> None:
    fedex, purolator, _ = COULD_BE
    again = Identifier(IdentifierKind.TRACKING, "999", "999", carrier=fedex.carrier, form=fedex.form, service="Air")
    asked = ("tracking/FedEx/Express, 12 digits", "tracking/Purolator/12 digits")
    assert signatures((fedex, purolator)) == signatures([purolator, again, fedex]) == asked
    assert signatures(()) == ()


def test_another_form_of_the_same_carrier_is_another_thing() -> None:
    assert len(signatures((tracking("USPS", "20 digits"), tracking("USPS", "91")))) == 2


@pytest.mark.parametrize(
    ("customers", "whose"),
    [
        pytest.param((), None, id="nobody known"),
        pytest.param(("C-1",), "C-1", id="one"),
        pytest.param(("C-1", "C-1"), "C-1", id="two authorizations of one"),
        pytest.param(("C-1", "C-2"), None, id="two customers"),
        pytest.param((None,), None, id="an authorization that names none"),
        pytest.param(("C-1", None), None, id="one, and who knows who"),
    ],
)
def test_whose_box_it_is(customers: tuple[str | None, ...], whose: str | None) -> None:
    held = [authorization(str(number), customer_id=each) for number, each in enumerate(customers)]
    assert one_customer(held) == whose
