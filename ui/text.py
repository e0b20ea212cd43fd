"""Words that the window takes from the desk's catalogue, and instants on the site's clock."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.policy.verdict import DESK, Effect, Finding, Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.ports import Wording
from rmadesk.services.site import Site

_EFFECTS = tuple(Effect)


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding as the operator reads it; `source` is the text and heading it rests on."""

    effect: Effect
    effect_word: str
    sentence: str
    source: str


class Words:
    """The catalogue's words for the trade's enumerations, errors and findings."""

    def __init__(self, wording: Wording, site: Site) -> None:
        self._wording = wording
        self._site = site

    def word(self, group: str, value: StrEnum | str) -> str:
        """The word of a value, such as (`packaging-kind`, ORIGINAL)."""
        return self._wording.text(f"word.{group}.{value}")

    def capital(self, group: str, value: StrEnum | str) -> str:
        """The same at the head of a line."""
        word = self.word(group, value)
        return word[:1].upper() + word[1:]

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in one or two words."""
        return self._wording.text(f"word.verdict.{verdict.value}")

    def error(self, error: RmaDeskError) -> str:
        """What happened, where, and what to do."""
        if error.code == "bug":
            return QCoreApplication.translate(
                "Words", "That did not work, by a mistake in rmadesk itself. Try again; if it stays, report it."
            )
        return self._wording.error(error)

    def next_action(self, box: Box) -> str:
        """What to do with a received box now."""
        if box.state is BoxState.DUPLICATE:
            return self._wording.text("action.duplicate")
        shelf = self._site.shelves.get(box.verdict, "?")
        message = "action.unmatched" if box.state is BoxState.UNMATCHED else f"action.{box.verdict.value}"
        return self._wording.text(message, shelf=shelf)

    def ask_packaging(self) -> str:
        """What to do with a box that is not received yet."""
        return self._wording.text("action.packaging")

    def reasons(self, box: Box) -> tuple[Reason, ...]:
        """What speaks against a box, the gravest first; what is said alike of several RMAs stands once."""
        findings = [finding for judged in box.verdicts for finding in judged.findings]
        ordered = sorted(findings, key=lambda finding: -_EFFECTS.index(finding.effect))
        return tuple(dict.fromkeys(self.reason(finding) for finding in ordered))

    def reason(self, finding: Finding) -> Reason:
        """One finding in words."""
        source = self.word("source", DESK) if finding.source == DESK else finding.source
        return Reason(finding.effect, self.word("effect", finding.effect), self._wording.finding(finding), source)

    def rule(self, rule: str) -> str:
        """What a rule is about."""
        return self._wording.text(f"rule.{rule}")

    def day(self, day: date) -> str:
        """A date in the reader's form."""
        return self._wording.day(day)

    def time(self, instant: datetime) -> str:
        """Hours and minutes on the site's clock."""
        return f"{instant.astimezone(self._site.time_zone):%H:%M}"

    def when(self, instant: datetime) -> str:
        """Date and time on the site's clock."""
        local = instant.astimezone(self._site.time_zone)
        return f"{self._wording.day(local.date())}, {local:%H:%M}"
