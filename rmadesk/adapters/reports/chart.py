"""The chart of the report: boxes by verdict."""

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from rmadesk.adapters.reports.colours import BARS, HAIRLINE, INK
from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.rows import Total
from rmadesk.domain.policy.verdict import Verdict

_ROW, _BAR, _SIZE = 19.0, 12.0, 8.0
_GAP, _FIGURE_ROOM = 6.0, 66.0


def verdict_chart(totals: tuple[Total, ...], width: float, letters: Letters) -> Drawing:
    """A bar for each verdict, with its number of boxes and its share; `width` in points."""
    drawing = Drawing(width, _ROW * len(totals))
    names = max((letters.width(total.name.shown, _SIZE) for total in totals), default=0.0)
    left = min(names + _GAP, width / 2)
    room = max(1.0, width - left - _FIGURE_ROOM)
    most, everything = max((total.boxes for total in totals), default=0), sum(total.boxes for total in totals)
    for place, total in enumerate(totals):
        middle = _ROW * (len(totals) - place - 0.5)
        baseline = middle - _SIZE * 0.36
        _text(drawing, 0, baseline, total.name.shown, letters, bold=False)
        length = room * total.boxes / most if most else 0
        bar = Rect(left, middle - _BAR / 2, length, _BAR)
        bar.fillColor, bar.strokeColor = HexColor(BARS[Verdict(str(total.name.value))]), None
        drawing.add(bar)
        share = f"  {total.boxes / everything:.0%}" if everything else ""
        _text(drawing, left + length + _GAP, baseline, f"{total.boxes}{share}", letters, bold=True)
    drawing.add(Line(left, 0, left, _ROW * len(totals), strokeColor=HexColor(HAIRLINE), strokeWidth=0.75))
    return drawing


def _text(drawing: Drawing, x: float, y: float, text: str, letters: Letters, *, bold: bool) -> None:
    for left, run in letters.line(text, _SIZE, bold=bold):
        drawing.add(String(x + left, y, run.text, fontName=run.font_name, fontSize=_SIZE, fillColor=HexColor(INK)))
