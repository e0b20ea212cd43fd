"""Icons by what they mean, drawn from the icon library's fonts, which are loaded with the first icon asked for."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QIcon

from rmadesk.domain.policy.verdict import Effect, Verdict
from ui.theme import VERDICT_TOKENS, Tokens

_NAMES: Mapping[str, str] = {
    "accept": "mdi6.check-circle",
    "accept_with_charge": "mdi6.cash-plus",
    "hold": "mdi6.pause-octagon",
    "refuse": "mdi6.close-octagon",
    "duplicate": "mdi6.content-duplicate",
    "undone": "mdi6.undo-variant",
    "scan": "mdi6.barcode-scan",
    "box": "mdi6.package-variant-closed",
    "picture": "mdi6.image-plus",
    "no-camera": "mdi6.video-off-outline",
    "type": "mdi6.keyboard-outline",
    "undo": "mdi6.undo-variant",
    "error": "mdi6.alert-octagon",
    "bug": "mdi6.bug",
    "busy": "mdi6.timer-sand",
    "empty": "mdi6.tray-arrow-down",
    "dock": "mdi6.truck-delivery",
    "bench": "mdi6.tools",
    "registry": "mdi6.book-search",
    "report": "mdi6.chart-bar",
    "previous": "mdi6.chevron-left",
    "next": "mdi6.chevron-right",
    "today": "mdi6.calendar-today",
    "pdf": "mdi6.file-pdf-box",
    "xlsx": "mdi6.file-excel",
    "csv": "mdi6.file-delimited",
    "label": "mdi6.printer",
    "import": "mdi6.import",
    "open": "mdi6.open-in-new",
    "close": "mdi6.close",
    "save": "mdi6.check-bold",
    "search": "mdi6.magnify",
    "demo": "mdi6.play",
    "done": "mdi6.information",
    "database": "mdi6.database",
    "why": "mdi6.comment-question-outline",
    "clause": "mdi6.book-open-page-variant-outline",
    "change": "mdi6.lightbulb-on-outline",
    "question": "mdi6.checkbox-blank-outline",
    "same": "mdi6.equal",
    "differs": "mdi6.not-equal-variant",
    "added": "mdi6.plus-circle",
    "dropped": "mdi6.minus-circle",
    "due": "mdi6.calendar-clock",
    "proposed": "mdi6.account-question",
    "late": "mdi6.calendar-alert",
    "running": "mdi6.timer-outline",
    "paused": "mdi6.pause-circle-outline",
    "taken": "mdi6.check-circle",
    "paid": "mdi6.cash-check",
    "unknown": "mdi6.help-circle-outline",
}
_EFFECT_ICONS: Mapping[Effect, str] = {
    Effect.NOTE: "done",
    Effect.CHARGE: "accept_with_charge",
    Effect.HOLD: "hold",
    Effect.REFUSE: "refuse",
}
_EFFECT_TOKENS: Mapping[Effect, str] = {
    Effect.NOTE: "muted",
    Effect.CHARGE: "charge_mark",
    Effect.HOLD: "hold_mark",
    Effect.REFUSE: "refuse_mark",
}


class Icons:
    """Makes icons in the colours in force; `colours` is asked each time, for a theme can change."""

    def __init__(self, colours: Callable[[], Tokens]) -> None:
        self.colours = colours

    def icon(self, name: str, token: str = "text") -> QIcon:
        """The icon of a meaning, in the colour of a token."""
        import qtawesome

        colours = self.colours()
        made: QIcon = qtawesome.icon(_NAMES[name], color=colours[token], color_disabled=colours["muted"])
        return made

    def verdict(self, verdict: Verdict, token: str | None = None) -> QIcon:
        """A verdict's icon, in its own colour unless another is named."""
        return self.icon(verdict.value, token or self.token(verdict))

    def effect(self, effect: Effect) -> QIcon:
        """The icon of what a finding does, in its colour on a plain ground."""
        return self.icon(_EFFECT_ICONS[effect], self.effect_token(effect))

    @staticmethod
    def effect_token(effect: Effect) -> str:
        """The token of an effect's colour as a sign on a plain ground."""
        return _EFFECT_TOKENS[effect]

    @staticmethod
    def token(verdict: Verdict) -> str:
        """The token of a verdict's colour as a sign on a plain ground."""
        return f"{VERDICT_TOKENS[verdict]}_mark"
