"""Check digits by hand: small sums that can be done on paper, and each method's own weaknesses."""

import pytest

from rmadesk.adapters.carriers.check_digits import CHECKS, CheckDigit, alternating, luhn, mod7, mod37_36, s10, weighted

UNION = (8, 6, 4, 2, 3, 5, 9, 7)


@pytest.mark.parametrize(
    ("check", "serial", "weights", "character"),
    [
        pytest.param(alternating, "123", (1, 3), "0", id="1 + 6 + 3 lacks nothing to ten"),
        pytest.param(alternating, "12", (3, 1), "5", id="3 + 2 lacks five"),
        pytest.param(alternating, "A", (1,), "8", id="A counts two"),
        pytest.param(alternating, "C1", (1, 2), "4", id="C counts four"),
        pytest.param(alternating, "Z", (1,), "3", id="Z counts seven"),
        pytest.param(weighted, "12", (3, 1), "5", id="3 + 2"),
        pytest.param(weighted, "31", (3, 1), "0", id="remainder ten"),
        pytest.param(weighted, "91", (1, 2), "0", id="eleven"),
        pytest.param(mod7, "100000000", (), "2", id="ten to the eighth by seven"),
        pytest.param(luhn, "7992739871", (), "3", id="the example of every textbook"),
        pytest.param(luhn, "5", (), "9", id="twice five counts one"),
        pytest.param(mod37_36, "A12425GABC1234002", (), "M", id="the example of a recording's identifier"),
        pytest.param(mod37_36, "0", (), "2", id="zero counts too"),
        pytest.param(s10, "10000000", UNION, "3", id="eleven less eight"),
        pytest.param(s10, "47312482", UNION, "9", id="eleven less two"),
        pytest.param(s10, "00000000", UNION, "5", id="eleven is written 5"),
    ],
)
def test_by_hand(check: CheckDigit, serial: str, weights: tuple[int, ...], character: str) -> None:
    assert check(serial, weights) == character


@pytest.mark.parametrize("check", [weighted, s10], ids=["weighted", "s10"])
def test_weights_that_are_not_as_many_as_the_digits_are_a_bug(check: CheckDigit) -> None:
    with pytest.raises(ValueError, match="zip"):
        check("123", (1, 2))


def test_each_has_its_name() -> None:
    assert set(CHECKS.values()) == {alternating, weighted, mod7, luhn, mod37_36, s10}
