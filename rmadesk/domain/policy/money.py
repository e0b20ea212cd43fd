"""Reckoning with money: exact decimals, rounded half up to the cent, once, at the end."""

from decimal import ROUND_HALF_UP, Context, Decimal

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
# Wide enough to be exact for any amount, rate and count: nothing may be rounded before the end, whatever precision the
# calling thread has set.
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)


def percentage(amount: Decimal, percent: Decimal, times: int = 1) -> Decimal:
    """`percent` of `amount`, `times` over, to the cent."""
    hundredfold = _EXACT.multiply(_EXACT.multiply(amount, percent), Decimal(times))
    return _EXACT.quantize(_EXACT.divide(hundredfold, _HUNDRED), _CENT)


def in_cents(amount: Decimal) -> str:
    """An amount as a finding's figure: digits with two decimals."""
    return format(amount, ".2f")
