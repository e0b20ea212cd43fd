"""Puts message ids, codes and figures into the reader's words, from the catalogues in `resources/i18n`."""

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from rmadesk.domain.errors import Figure, RmaDeskError
from rmadesk.domain.policy.verdict import DESK, Finding
from rmadesk.domain.visible import visible

# Babel is imported where it is used: it takes some 60 ms, which a command that says nothing must not pay for.

LANGUAGES = ("en", "de")
"""The first is that of readers whose own is not here."""

_LOG = logging.getLogger(__name__)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NONE = "–"  # for a list without a word
_NARROW_SPACE = "\u202f"  # before AM and PM; many a terminal and font lacks it
_WORDS_OF: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "packaging-kind",
        "base": "coverage-base",
        "before": "verdict",
        "category": "category",
        "covered": "category",
        "covered_if_invoiced": "category",
        "damage_cause": "damage-cause",
        "disposition": "disposition",
        "effect": "effect",
        "form": "registry-form",
        "kind": "rma-kind",
        "lacking": "coverage-lack",
        "liable": "liable",
        "scripts": "script",
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
_ALL_OF_THEM = frozenset({"lacking"})
"""Of those, where several stand, the ones that all apply; of the others it is one or another."""
_MONEY = frozenset({"amount", "fee", "overdue_amount", "price", "replacement_cost"})
"""Figures that are amounts of money, in the currency that the figure `currency` names."""


class Catalogue:
    """Implements the port `Wording` in one language.

    Instants are told on the clock of `time_zone` (null: as they are given). What the catalogue lacks is worded by its
    id and figures, and logged; with `strict` it raises KeyError.
    """

    def __init__(self, language: str, time_zone: tzinfo | None = None, *, strict: bool = False) -> None:
        self.language = supported_language(language)
        self._time_zone = time_zone
        self._strict = strict
        # Most boxes are told what many before them were: the box is wet, the number is missing.
        self._finding = lru_cache(maxsize=4096)(self._worded_finding)

    def text(self, message: str, **figures: Figure) -> str:
        """The sentence of a message id, its placeholders filled in."""
        sentence = self._messages.get(message)
        if sentence is None:
            return self._unworded("fallback.text", message, figures)
        return self._filled(message, sentence, figures)

    def finding(self, finding: Finding) -> str:
        """One plain sentence for the clerk, figures included."""
        return self._finding(finding.rule, finding.variant, tuple(finding.figures.items()))

    def change(self, finding: Finding) -> str:
        """What would have to be otherwise for the finding not to stand, figures included."""
        message = f"change.{finding.rule}.{finding.variant}"
        if message not in self._messages:
            message = f"change.{finding.rule}"  # one sentence does for all variants
        needed = _PLACEHOLDER.findall(self._messages.get(message, ""))
        if not self._strict and not finding.figures.keys() >= set(needed):
            return self.text("why.change-unknown")  # recorded before its rule gave these figures, its terms gone
        return self._told("fallback.text", message, message, finding.figures)

    def question(self, rule: str) -> str:
        """What somebody has to find out before a pending rule can speak."""
        return self.text(f"pending.{rule}")

    def error(self, error: RmaDeskError) -> str:
        """What happened, where, and what to do."""
        return self._told("fallback.error", f"error.{error.code}", error.code, error.figures)

    def source(self, finding: Finding) -> str:
        """The text and heading a finding rests on, or that it is the desk's own judgement; and the contract over it."""
        cited = self.text("word.source.desk") if finding.source == DESK else finding.source
        if finding.contract is None:
            return cited
        return self.text("word.source.contract", cited=cited, contract=finding.contract)

    def day(self, day: date) -> str:
        """A date in the reader's form."""
        return _day_text(self.language, day)

    def instant(self, instant: datetime) -> str:
        """Date and time of day in the reader's form."""
        from babel.dates import format_time

        local = instant.astimezone(self._time_zone) if self._time_zone else instant
        time = format_time(local, "short", tzinfo=local.tzinfo, locale=self.language)
        return f"{self.day(local.date())}, {time.replace(_NARROW_SPACE, ' ')}"

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency in the reader's form."""
        return _money_text(self.language, amount, currency)

    @property
    def _messages(self) -> Mapping[str, str]:
        return messages(self.language)

    def _worded_finding(self, rule: str, variant: str, figures: tuple[tuple[str, Figure], ...]) -> str:
        return self._told("fallback.finding", f"finding.{rule}.{variant}", rule, dict(figures))

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
        pieces = _pieces(sentence)
        if len(pieces) == 1:
            return sentence
        filled = list(pieces)
        for place in range(1, len(pieces), 2):
            name = pieces[place]
            filled[place] = self._figure(name, figures) if name in figures else self._lacking(message, name)
        return "".join(filled)

    def _lacking(self, message: str, name: str) -> str:
        if self._strict:
            raise KeyError(f"{message} lacks the figure {name}")
        _LOG.error("%s lacks the figure %s", message, name)
        return "?"

    def _figure(self, name: str, figures: Mapping[str, Figure]) -> str:
        value = figures[name]
        if value is None:
            return self._messages["word.figure.amount-open" if name in _MONEY else "word.figure.unknown"]
        if isinstance(value, bool):
            return self._messages["word.figure.yes" if value else "word.figure.no"]
        if isinstance(value, int):
            return str(value)
        if name in _MONEY:
            return self._amount(value, figures.get("currency"))
        return self._words(name, value, figures) if name in _WORDS_OF else self._written(name, value)

    def _written(self, name: str, value: str) -> str:
        """A text by the form that its name promises."""
        if name.endswith("_on"):
            return _iso_day(self, value)
        if name.endswith("_at") or name in ("at", "since"):
            return _iso_instant(self, value)
        return self._percent(value) if name.endswith("percent") else visible(value)

    def _words(self, name: str, value: str, figures: Mapping[str, Figure]) -> str:
        words = [self._word(_WORDS_OF[name], word, figures) for word in value.split(", ")] if value else [_NONE]
        return words[0] if len(words) == 1 else self._listed(words, "standard" if name in _ALL_OF_THEM else "or")

    def _word(self, group: str, value: str, figures: Mapping[str, Figure]) -> str:
        message = f"word.{group}.{value}"
        word = self._messages.get(message)
        return visible(value) if word is None else self._filled(message, word, figures)

    def _listed(self, words: list[str], style: Literal["standard", "or"]) -> str:
        return _list_text(self.language, tuple(words), style)

    def _percent(self, percent: str) -> str:
        from babel.numbers import format_decimal

        try:
            return format_decimal(Decimal(percent), locale=self.language)
        except InvalidOperation:
            return visible(percent)

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
def _pieces(sentence: str) -> tuple[str, ...]:
    """The sentence cut at its placeholders: text and names of figures in turn."""
    return tuple(_PLACEHOLDER.split(sentence))


# A day's boxes, and still more a file of cases, tell the same few dates, amounts and lists again and again.


@lru_cache(maxsize=4096)
def _day_text(language: str, day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "medium", locale=language)


@lru_cache(maxsize=4096)
def _money_text(language: str, amount: Decimal, currency: str) -> str:
    from babel.numbers import format_currency

    return format_currency(amount, currency, locale=language)


@lru_cache(maxsize=1024)
def _list_text(language: str, words: tuple[str, ...], style: Literal["standard", "or"]) -> str:
    from babel.lists import format_list

    return format_list(words, style=style, locale=language)


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
