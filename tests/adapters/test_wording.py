"""The sentences: every id, code, rule and word has one in both languages, and figures read as they should."""

import importlib
import logging
import pkgutil
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rmadesk.domain
import rmadesk.services
from rmadesk.adapters.wording import LANGUAGES, Catalogue, messages, supported_language, system_language
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.labels import Align, Ink, Weight
from rmadesk.domain.policy.verdict import Effect, Finding
from rmadesk.domain.visible import visible
from support.message_ids import Use, error_codes, message_ids

ROOT = Path(__file__).parents[2]
CATALOGUES = {language: ROOT / "resources" / "i18n" / f"{language}.po" for language in LANGUAGES}
ENGLISH, GERMAN = (messages(language) for language in LANGUAGES)
FAMILIES = frozenset(message.split(".")[0] for message in ENGLISH)
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
DRAWING = {Align, Ink, Weight}  # how a label is drawn: nobody reads these


def placeholders(sentence: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(sentence))


# ------------------------------------------------------------------------------------------------------- two catalogues


def test_both_languages_have_the_same_messages() -> None:
    assert sorted(ENGLISH.keys() - GERMAN.keys()) == [], "only in en.po"
    assert sorted(GERMAN.keys() - ENGLISH.keys()) == [], "only in de.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice_and_none_is_empty(language: str) -> None:
    ids = re.findall(r'^msgid "(.+)"$', CATALOGUES[language].read_text(encoding="utf-8"), re.MULTILINE)
    assert [message for message, times in Counter(ids).items() if times > 1] == []
    assert sorted(set(ids) - messages(language).keys()) == [], "without a sentence"


def test_both_languages_tell_the_same_figures() -> None:
    differing = [
        f"{message}: en {sorted(placeholders(ENGLISH[message]))}, de {sorted(placeholders(GERMAN[message]))}"
        for message in ENGLISH.keys() & GERMAN.keys()
        if placeholders(ENGLISH[message]).keys() != placeholders(GERMAN[message]).keys()
    ]
    assert differing == []


SAME_IN_BOTH = re.compile(
    r"word\.symbology\..+|word\.family\.truenas-.+|word\.support-level\.(gold|bronze)|word\.category\.software"
)


def test_german_is_not_english() -> None:
    """Names of products and codes are the same in both; whatever else is has not been translated."""
    same = [
        message
        for message, sentence in ENGLISH.items()
        if GERMAN.get(message) == sentence and re.search("[a-z]", PLACEHOLDER.sub("", sentence))
    ]
    assert [message for message in same if not SAME_IN_BOTH.fullmatch(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_clean(language: str) -> None:
    for message, sentence in messages(language).items():
        assert sentence == sentence.strip(), message
        assert "  " not in sentence or message.startswith("cli."), message  # columns of a terminal
        assert "{" not in PLACEHOLDER.sub("", sentence), f"{message}: a brace that is no placeholder"
        assert "}" not in PLACEHOLDER.sub("", sentence), f"{message}: a brace that is no placeholder"
        if message.startswith(("error.", "finding.", "action.", "change.")):
            assert sentence.endswith((".", "?", "!")), message
        if message.startswith("pending."):
            assert sentence.endswith("?"), message


# ---------------------------------------------------------------------------------------------------- nothing forgotten


def fail_on_missing(uses: list[Use], prefix: str = "") -> None:
    """Fails with what the product uses and no catalogue has, and the places that use it."""
    known = [message.removeprefix(prefix) for message in ENGLISH if message.startswith(prefix)]
    places: dict[str, set[str]] = {}
    for use in uses:
        if not any(use.fits(each) for each in known):
            places.setdefault(f"{prefix}{use.id}", set()).add(use.where)
    if places:
        lines = [f"  {message}   used in {', '.join(sorted(where))}" for message, where in sorted(places.items())]
        pytest.fail("\n".join(["write a sentence in resources/i18n/en.po and de.po for:", *lines]), pytrace=False)


def test_every_error_code_has_a_sentence() -> None:
    uses = list(error_codes())
    assert len(uses) > 30
    fail_on_missing(uses, "error.")


def test_every_message_that_is_asked_for_has_a_sentence() -> None:
    uses = list(message_ids(FAMILIES))
    assert len(uses) > 10
    fail_on_missing(uses)


def test_every_figure_of_a_sentence_is_given() -> None:
    """A placeholder that a caller does not fill would be shown as a question mark."""
    uses = [(f"error.{use.id}", use) for use in error_codes()]
    uses += [(use.id, use) for use in message_ids(FAMILIES) if use.figures]
    lacking = [
        f"{use.where}: {message} needs {sorted(lacks)}"
        for message, use in uses
        if not use.pattern and use.figures is not None and message in ENGLISH
        for lacks in [placeholders(ENGLISH[message]).keys() - use.figures]
        if lacks
    ]
    assert lacking == []


def enumerations() -> list[type[StrEnum]]:
    found: dict[str, type[StrEnum]] = {}
    for package in (rmadesk.domain, rmadesk.services):
        for module in _modules(package):
            for value in vars(module).values():
                if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__:
                    found[value.__qualname__] = value
    return [found[name] for name in sorted(found) if found[name] not in DRAWING]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(entry.name)


def group(enumeration: type[StrEnum]) -> str:
    """`PackagingKind` has its words under `packaging-kind`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", enumeration.__name__).lower()


@pytest.mark.parametrize("enumeration", enumerations(), ids=lambda enumeration: enumeration.__name__)
def test_every_word_of_the_trade_is_worded(enumeration: type[StrEnum]) -> None:
    needed = [f"word.{group(enumeration)}.{value}" for value in enumeration]
    assert [message for message in needed if message not in ENGLISH] == []


def test_every_cell_form_of_the_registry_is_worded() -> None:
    source = (ROOT / "rmadesk" / "services" / "registry_rows.py").read_text(encoding="utf-8")
    forms = set(re.findall(r'BadCellError\("([a-z-]+)"', source))
    assert forms
    assert {f"word.registry-form.{form}" for form in forms} <= ENGLISH.keys()


# -------------------------------------------------------------------------------------------------------------- figures


def finding(rule: str, variant: str = "default", **figures: object) -> Finding:
    return Finding(rule, variant, Effect.NOTE, "desk", figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nov 20, 2026, 9:15 AM is still to come. A box can't arrive later than now; check date and clock."),
        (
            "de",
            (
                "20.11.2026, 09:15 liegt in der Zukunft. "
                "Ein Paket kann nicht später als jetzt ankommen; prüfen Sie Datum und Uhr."
            ),
        ),
    ],
)
def test_an_instant_is_told_on_the_sites_clock(language: str, sentence: str) -> None:
    words = Catalogue(language, ZoneInfo("America/Los_Angeles"), strict=True)
    assert words.error(RefusedError("arrival-in-future", at="2026-11-20T17:15:00+00:00")) == sentence


def test_an_error_of_a_cell_names_the_form_it_should_have() -> None:
    error = RefusedError("registry-cell", line=7, column="kind", value="swap", form="word", allowed="repair, credit")
    assert Catalogue("en", strict=True).error(error) == "Line 7, column kind: “swap” is not one of repair, credit."
    assert Catalogue("de", strict=True).error(error) == "Zeile 7, Spalte kind: „swap“ ist keines von repair, credit."


def test_dates_and_money_have_the_readers_form() -> None:
    english, german = Catalogue("en"), Catalogue("de")
    assert (english.day(date(2026, 2, 3)), german.day(date(2026, 2, 3))) == ("Feb 3, 2026", "03.02.2026")
    assert english.money(Decimal("1379.80"), "USD") == "$1,379.80"
    assert german.money(Decimal("1379.80"), "EUR") == "1.379,80\N{NO-BREAK SPACE}€"
    assert english.instant(datetime(2026, 2, 3, 8, 5, tzinfo=UTC)) == "Feb 3, 2026, 8:05 AM"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "not known"),
        (14, "14"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb\x1b[31m", "a\\x0ab\\x1b[31m"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
        ("{line}", "{line}"),
        ("Zoë 日本 \N{NO-BREAK SPACE}€", "Zoë 日本 \N{NO-BREAK SPACE}€"),
    ],
    ids=ascii,
)
def test_a_figures_text_is_data(value: str | int | bool | None, shown: str) -> None:
    words = Catalogue("en", strict=True)
    assert words.text("error.registry-months", line=1, column="c", value=value) == (
        f"Line 1, column c: {shown} months can't have been agreed; 12 to 60 are possible."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("issued_on", "soon"), ("at", "25:00"), ("status", "ope\u202en"), ("amount", "much"), ("percent", "half")],
)
def test_a_figure_that_has_not_its_form_is_shown_as_it_is(name: str, value: str) -> None:
    words = Catalogue("en")
    assert words.error(FaultError("of-another-kind", **{name: value})).count(f"{name}: {visible(value)}") == 1


@given(st.text())
def test_no_text_of_a_figure_can_hide(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable() or " " in shown or any(character.isspace() for character in shown)
    assert not any(
        character in shown for character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert "\n" not in shown


# ----------------------------------------------------------------------------------------------------- not in the words


def test_an_unknown_id_is_an_error_in_tests() -> None:
    words = Catalogue("en", strict=True)
    with pytest.raises(KeyError, match=r"report\.none"):
        words.text("report.none")
    with pytest.raises(KeyError, match="of-another-kind"):
        words.error(RefusedError("of-another-kind"))
    with pytest.raises(KeyError, match="no-rule"):
        words.finding(finding("no-rule"))
    with pytest.raises(KeyError, match=r"change\.no-rule"):
        words.change(finding("no-rule"))
    with pytest.raises(KeyError, match=r"pending\.no-rule"):
        words.question("no-rule")
    with pytest.raises(KeyError, match="printed_at"):
        words.text("report.printed-at")


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_the_desk_it_is_told_by_code_and_figures_and_logged(language: str, caplog: pytest.LogCaptureFixture) -> None:
    words = Catalogue(language)
    with caplog.at_level(logging.ERROR):
        told = [
            words.error(RefusedError("of-another-kind", file="a.csv", line=3)),
            words.text("report.none", box="B7"),
            words.finding(finding("no-rule", amount="3.00", currency="USD")),
            words.text("report.printed-at"),
        ]
    assert "of-another-kind" in told[0]
    assert "file: a.csv; line: 3" in told[0]
    assert "box: B7" in told[1]
    assert "no-rule" in told[2]
    assert "3" in told[2]
    assert told[3].endswith("?")
    assert len(caplog.records) == 4


# ------------------------------------------------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("asked", "read"),
    [("de", "de"), ("de_AT.UTF-8", "de"), ("DE-ch", "de"), ("en_GB", "en"), ("fr", "en"), ("C", "en"), ("", "en")],
)
def test_the_nearest_language_is_read(asked: str, read: str) -> None:
    assert supported_language(asked) == read
    assert Catalogue(asked).language == read


@pytest.mark.parametrize(
    ("environment", "read"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_CH"}, "de"),
        ({"LC_ALL": "", "LANG": "fr_FR"}, "en"),
    ],
)
def test_the_sessions_language_is_the_environments(environment: dict[str, str], read: str) -> None:
    assert system_language(environment) == read


def test_a_catalogue_is_read_in_no_time() -> None:
    """Some 5 ms of work, the best of five: what else the machine does meanwhile is not the catalogue's."""
    messages.__wrapped__("de")  # Babel and its German are loaded once
    assert min(_work_of_reading() for _ in range(5)) < 0.1


def _work_of_reading() -> float:
    started = time.process_time()
    messages.__wrapped__("de")
    return time.process_time() - started


@pytest.mark.parametrize(("language", "sentence"), [("en", "What would change it can't be told"), ("de", "lässt sich")])
def test_what_would_change_an_old_finding_is_told_without_gaps(language: str, sentence: str) -> None:
    old = finding("rma-expired", "other", issued_on="2026-10-01", age_days=50, valid_days=30)
    assert sentence in Catalogue(language).change(old)
    assert "?" not in Catalogue(language).change(old)
    with pytest.raises(KeyError, match="last_valid_on"):
        Catalogue(language, strict=True).change(old)
