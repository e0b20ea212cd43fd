"""The report's colours: blue, orange and red for the verdicts, never red beside green.

They are told apart under the usual colour blindness, and a colour never stands without its word.
"""

from rmadesk.domain.policy.verdict import Effect, Verdict

INK = "#22384C"
FAINT = "#525E6B"
HAIRLINE = "#C9D1D8"
LINK = "#1F5FA8"
LATE = "#9A4D00"
"""Of words that ask for a second look."""

BARS = {
    Verdict.ACCEPT: "#1257A8",
    Verdict.ACCEPT_WITH_CHARGE: "#2A9BB5",
    Verdict.HOLD: "#D97706",
    Verdict.REFUSE: "#A8201A",
}
"""Of the chart, on white."""

TINTS = {
    Verdict.ACCEPT: "#CFE0F5",
    Verdict.ACCEPT_WITH_CHARGE: "#DDF4F6",
    Verdict.HOLD: "#FFE8C7",
    Verdict.REFUSE: "#F6D3CF",
}
"""Behind the words of a verdict."""

EFFECTS = {Effect.NOTE: "#46535F", Effect.CHARGE: "#0E6B82", Effect.HOLD: LATE, Effect.REFUSE: "#9C2318"}
"""Of the words themselves, on white."""
