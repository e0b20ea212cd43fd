"""Words that the window takes from the desk's catalogue, and instants on the site's clock."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.dues import Due, DueState
from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.policy.verdict import DESK, Effect, Finding, Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.domain.visible import visible
from rmadesk.services.due_words import amount, clock_word, detail, state_word
from rmadesk.services.ports import Wording
from rmadesk.services.site import Site

_EFFECTS = tuple(Effect)
_MOST_SHOWN = 200
_LONG_NAME, _NAME_HEAD, _NAME_TAIL = 32, 18, 12
_SEPARATORS = {0x1D: "␝", 0x1E: "␞", 0x04: "␄"}
"""What carries the structure of a scanned text has a sign of its own."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding as the operator reads it; `source` is the text and heading it rests on."""

    effect: Effect
    effect_word: str
    sentence: str
    source: str


def capital(words: str) -> str:
    """Words as they stand at the head of a line."""
    return words[:1].upper() + words[1:]


def shown(text: str) -> str:
    """A scanned text on screen: on one line, with nothing hidden in it, and no longer than anybody reads."""
    kept = visible(text[:_MOST_SHOWN].translate(_SEPARATORS))
    return kept if len(text) <= _MOST_SHOWN else f"{kept}…"


def breakable(text: str) -> str:
    """A text that a label may break anywhere: without a space in it, a long one would make the window as wide."""
    return "\u200b".join(text)


def wrapping(sentence: str) -> str:
    """A sentence of which a label may break the words that no line holds, such as the name of a file."""
    return " ".join(breakable(word) if len(word) > _LONG_NAME else word for word in sentence.split(" "))


def short_name(name: str) -> str:
    """A file's name fit for a headline: its beginning and its end."""
    kept = shown(name)
    return kept if len(kept) <= _LONG_NAME else f"{kept[:_NAME_HEAD]}…{kept[-_NAME_TAIL:]}"


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
        return capital(self.word(group, value))

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
        effect_word, sentence = self.word("effect", finding.effect), self._wording.finding(finding)
        return Reason(finding.effect, effect_word, sentence, self._wording.source(finding))

    def citation(self, source: str, contract: str | None) -> str:
        """The text and heading that something rests on, or that it is the desk's own, and the contract that rules."""
        cited = self.word("source", DESK) if source == DESK else source
        if contract is None:
            return cited
        return self._wording.text("word.source.contract", cited=cited, contract=contract)

    def effects(self, other: Effect, recorded: Effect) -> str:
        """One effect in another's place."""
        told, on_record = self.word("effect", other), self.word("effect", recorded)
        return self._wording.text("why.effects", other_effect=told, recorded_effect=on_record)

    def without_rma(self) -> str:
        """What a box is called whose authorization nobody knows."""
        return self._wording.text("why.no-rma")

    def change(self, finding: Finding) -> str:
        """What would have to be otherwise for a finding to go."""
        return self._wording.change(finding)

    def question(self, rule: str) -> str:
        """What the bench has to find out for a rule that is still open."""
        return self._wording.question(rule)

    def clock(self, due: Due) -> str:
        """What falls due, in a few words."""
        return clock_word(due, self._wording)

    def due_state(self, due: Due) -> str:
        """Where an entry of the due list stands."""
        return state_word(due, self._wording)

    def due_detail(self, due: Due) -> str:
        """What an entry of the due list rests on, and who decided what."""
        return detail(due, self._wording)

    def due_amount(self, due: Due) -> str:
        """The money an entry of the due list is about; empty for none."""
        return amount(due, self._wording)

    def clause(self, due: Due) -> str:
        """The text, heading and contract that an entry of the due list rests on; a dash where no text is on file."""
        if due.state is DueState.NO_TERMS:
            return "–"
        return capital(self.word("source", DESK)) if due.source == DESK else due.source

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
