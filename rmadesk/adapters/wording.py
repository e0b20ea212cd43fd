"""Puts message ids, codes and figures into the reader's words, from the catalogues in `resources/i18n`."""

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rmadesk.domain.errors import Figure, RmaDeskError
from rmadesk.domain.policy.verdict import DESK, Finding
from rmadesk.domain.visible import visible

# Babel is imported where it is used: it takes some 60 ms, which a command that says nothing must not pay for.

LANGUAGES = ("en", "de")
"""The first is that of readers whose own is not here."""

_LOG = logging.getLogger(__name__)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NARROW_SPACE = "\u202f"  # before AM and PM; many a terminal and font lacks it
_WORDS_OF: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "packaging-kind",
        "disposition": "disposition",
        "effect": "effect",
        "form": "registry-form",
        "kind": "rma-kind",
        "liable": "liable",
        "number_state": "number-state",
        "outer_damage": "outer-damage",
        "packaging": "packaging-kind",
        "source": "source",
        "state": "unit-state",
        "status": "rma-status",
        "symbology": "symbology",
        "verdict": "verdict",
    }
)
"""Figures whose values are the trade's words, and the group of words: `word.<group>.<value>`."""


class Catalogue:
    """Implements the port `Wording` in one language.

    Instants are told on the clock of `time_zone` (null: as they are given). What the catalogue lacks is worded by its
    id and figures, and logged; with `strict` it raises KeyError.
    """

    def __init__(self, language: str, time_zone: tzinfo | None = None, *, strict: bool = False) -> None:
        self.language = supported_language(language)
        self._time_zone = time_zone
        self._strict = strict

    def text(self, message: str, **figures: Figure) -> str:
        """The sentence of a message id, its placeholders filled in."""
        sentence = self._messages.get(message)
        if sentence is None:
            return self._unworded("fallback.text", message, figures)
        return self._filled(message, sentence, figures)

    def finding(self, finding: Finding) -> str:
        """One plain sentence for the clerk, figures included."""
        message = f"finding.{finding.rule}.{finding.variant}"
        return self._told("fallback.finding", message, finding.rule, finding.figures)

    def error(self, error: RmaDeskError) -> str:
        """What happened, where, and what to do."""
        return self._told("fallback.error", f"error.{error.code}", error.code, error.figures)

    def source(self, finding: Finding) -> str:
        """The text and heading a finding rests on, or that it is the desk's own judgement."""
        return self.text("word.source.desk") if finding.source == DESK else finding.source

    def day(self, day: date) -> str:
        """A date in the reader's form."""
        from babel.dates import format_date

        return format_date(day, "medium", locale=self.language)

    def instant(self, instant: datetime) -> str:
        """Date and time of day in the reader's form."""
        from babel.dates import format_time

        local = instant.astimezone(self._time_zone) if self._time_zone else instant
        time = format_time(local, "short", tzinfo=local.tzinfo, locale=self.language)
        return f"{self.day(local.date())}, {time.replace(_NARROW_SPACE, ' ')}"

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency in the reader's form."""
        from babel.numbers import format_currency

        return format_currency(amount, currency, locale=self.language)

    @property
    def _messages(self) -> Mapping[str, str]:
        return messages(self.language)

    def _told(self, fallback: str, message: str, code: str, figures: Mapping[str, Figure]) -> str:
        sentence = self._messages.get(message)
        return self._unworded(fallback, code, figures) if sentence is None else self._filled(message, sentence, figures)

    def _unworded(self, fallback: str, code: str, figures: Mapping[str, Figure]) -> str:
        if self._strict:
            raise KeyError(code)
        _LOG.error("no %s sentence for %s", self.language, code)
        listed = "; ".join(f"{name}: {self._figure(name, figures)}" for name in figures)
        return self._filled(fallback, self._messages[fallback], {"code": code, "figures": listed or "-"})

    def _filled(self, message: str, sentence: str, figures: Mapping[str, Figure]) -> str:
        def fill(placeholder: re.Match[str]) -> str:
            name = placeholder[1]
            if name in figures:
                return self._figure(name, figures)
            if self._strict:
                raise KeyError(f"{message} lacks the figure {name}")
            _LOG.error("%s lacks the figure %s", message, name)
            return "?"

        return _PLACEHOLDER.sub(fill, sentence)

    def _figure(self, name: str, figures: Mapping[str, Figure]) -> str:
        value = figures[name]
        if value is None:
            return self._messages["word.figure.unknown"]
        if isinstance(value, bool):
            return self._messages["word.figure.yes" if value else "word.figure.no"]
        if isinstance(value, int):
            return str(value)
        if name == "amount":
            return self._amount(value, figures.get("currency"))
        if name in _WORDS_OF:
            words = [self._word(_WORDS_OF[name], word, figures) for word in value.split(", ")]
            return words[0] if len(words) == 1 else self._either(words)
        if name.endswith("_on"):
            return _iso_day(self, value)
        if name.endswith("_at") or name in ("at", "since"):
            return _iso_instant(self, value)
        return visible(value)

    def _word(self, group: str, value: str, figures: Mapping[str, Figure]) -> str:
        message = f"word.{group}.{value}"
        word = self._messages.get(message)
        return visible(value) if word is None else self._filled(message, word, figures)

    def _either(self, words: list[str]) -> str:
        from babel.lists import format_list

        return format_list(words, style="or", locale=self.language)

    def _amount(self, amount: str, currency: Figure) -> str:
        if isinstance(currency, str):
            try:
                return self.money(Decimal(amount), currency)
            except InvalidOperation:
                pass
        return visible(amount)


def _iso_day(catalogue: Catalogue, value: str) -> str:
    try:
        return catalogue.day(date.fromisoformat(value))
    except ValueError:
        return visible(value)


def _iso_instant(catalogue: Catalogue, value: str) -> str:
    try:
        return catalogue.instant(datetime.fromisoformat(value))
    except ValueError:
        return visible(value)


@cache
def messages(language: str) -> Mapping[str, str]:
    """The sentences of a language by message id; read once, never changed."""
    from babel.messages.pofile import read_po

    with (files("resources") / "i18n" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return MappingProxyType({str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string})


def supported_language(language: str) -> str:
    """The language that comes nearest: `de_AT.UTF-8` is read in German, what nobody translated in English."""
    wanted = re.split(r"[-_.@]", language.strip().lower(), maxsplit=1)[0]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def system_language(environment: Mapping[str, str]) -> str:
    """The language of the session: the environment's word, else that of the system."""
    import locale

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return supported_language(environment[name])
    spoken = locale.getlocale()[0] or ""
    return "de" if spoken.startswith("German") else supported_language(spoken)
