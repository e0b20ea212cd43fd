"""Texts from outside, fit for a cell of a spreadsheet: none is taken for a formula."""

import re

_FORMULA = re.compile(
    "\\A(?=[ \u00a0\ufeff]*[=+\\-@\t\r\n])"  # the cell
    "|(?<=[\r\n])(?=[ \u00a0\ufeff]*[=+\\-@\t])"  # a later line of it, which a bad reader takes for a cell
)


def guarded(text: str) -> str:
    """The text with an apostrophe before each line that a spreadsheet would take for a formula."""
    return _FORMULA.sub("'", text)
