"""The files on support: complete, each entry with its source and its words, and every fault told by file and key."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.adapters.support_terms import load_support_terms
from rmadesk.adapters.wording import LANGUAGES, Catalogue
from rmadesk.answers.terms import response_answer, statement_sentence
from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.support import SEVERITIES, Occasion, ResponseAnswer, SupportWindow, TrueCommandPlan
from rmadesk.services.support import SupportDesk

TERMS = load_support_terms()
DESK = SupportDesk(TERMS, EditionFiles(), HolidayCalendar())
ENTRIES = [*TERMS.statements, *TERMS.responses, *TERMS.notices, *TERMS.phones]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{type(entry).__name__} {getattr(entry, 'id', '')}")
def test_every_entry_cites_an_edition_and_a_heading(entry: object) -> None:
    citation = DESK.citation(entry)  # type: ignore[arg-type]
    title, _, heading = citation.partition(": ")
    assert title in {"Hardware Warranty & Support Procedures", "Support"}
    assert heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_its_words(language: str) -> None:
    words = Catalogue(language, strict=True)
    for statement in TERMS.statements:
        sentence = statement_sentence(statement, words)
        timed = statement.from_hour is not None and statement.id != "silver-international-other"
        assert (f"{statement.from_hour}:00" in sentence and f"{statement.until_hour}:00" in sentence) is timed
    for response in TERMS.responses:
        sentence = response_answer(response, DESK, words)["detail"]
        assert response.hours is None or str(response.hours) in sentence
    for notice in TERMS.notices:
        assert words.text(f"support.notices.{notice.id}")
    for severity in SEVERITIES:
        assert f"S{severity}" in words.text(f"support.severity.{severity}")


def test_truecommand_has_an_answer_for_each_plan_and_severity() -> None:
    table = {(each.plan, each.severity): (each.answer, each.hours) for each in TERMS.responses}
    assert len(table) == len(TERMS.responses)
    assert {key: value for key, value in table.items() if key[0] is TrueCommandPlan.LICENSED} == {
        (TrueCommandPlan.LICENSED, 1): (ResponseAnswer.NOT_APPLICABLE, None),
        (TrueCommandPlan.LICENSED, 2): (ResponseAnswer.WITHIN_HOURS, 2),
        (TrueCommandPlan.LICENSED, 3): (ResponseAnswer.WITHIN_HOURS, 4),
        (TrueCommandPlan.LICENSED, 4): (ResponseAnswer.NEXT_BUSINESS_DAY, None),
    }
    free = [table[TrueCommandPlan.FREE, severity][0] for severity in SEVERITIES]
    assert free == [ResponseAnswer.COMMUNITY] * 3 + [ResponseAnswer.EMAIL]
    assert {each.drives for each in TERMS.responses if each.plan is TrueCommandPlan.FREE} == {50}


def test_every_window_and_occasion_is_used() -> None:
    assert {each.window for each in TERMS.statements} == set(SupportWindow)
    assert {place for notice in TERMS.notices for place in notice.shown_at} == set(Occasion)


def test_thirteen_countries_have_a_number_and_one_is_for_the_rest() -> None:
    general = [phone for phone in TERMS.phones if phone.levels is None]
    countries = [phone.country for phone in general if phone.country]
    assert sorted(countries) == ["AT", "AU", "DE", "GB", "HK", "IN", "MX", "MY", "NL", "NO", "SE", "US", "ZA"]
    assert set(countries) <= COUNTRIES
    assert len(general) == 14


def test_a_domestic_number_ends_as_the_international_one() -> None:
    for phone in TERMS.phones:
        if phone.country and phone.domestic and phone.international:
            assert digits(phone.international).endswith(digits(phone.domestic)[3:])


def digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


# ---------------------------------------------------------------------------------------------------------- wrong files


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


WRONG = [
    pytest.param(
        "levels.toml",
        replaced('window = "desk-hours"', 'window = "noon"'),
        "wrong-value",
        "statements[0].window",
        id="window",
    ),
    pytest.param(
        "levels.toml", replaced('"bronze", "none"', '"iron"'), "wrong-value", "statements[0].levels[2]", id="level"
    ),
    pytest.param(
        "levels.toml", replaced("[1, 2, 3, 4]", "[1, 5]"), "wrong-value", "statements[0].severities", id="severity"
    ),
    pytest.param(
        "levels.toml", replaced("[1, 2, 3, 4]", "[]"), "wrong-value", "statements[0].severities", id="no severity"
    ),
    pytest.param(
        "levels.toml",
        replaced('["gold", "silver", "bronze", "none"]', "[]"),
        "wrong-value",
        "statements[0].levels",
        id="no level",
    ),
    pytest.param(
        "levels.toml", replaced("from_hour = 6\n", ""), "wrong-value", "statements[0].from_hour", id="no hour"
    ),
    pytest.param(
        "levels.toml",
        replaced("from_hour = 6\n", "from_hour = 25\n"),
        "wrong-value",
        "statements[0].from_hour",
        id="hour 25",
    ),
    pytest.param(
        "levels.toml",
        replaced("from_hour = 6\n", "from_hour = 6.5\n"),
        "wrong-value",
        "statements[0].from_hour",
        id="half an hour",
    ),
    pytest.param(
        "levels.toml",
        replaced("from_hour = 6\n", "from_hour = 18\n"),
        "wrong-value",
        "statements[0].until_hour",
        id="hours backwards",
    ),
    pytest.param(
        "levels.toml",
        replaced('window = "any-hour"', 'window = "any-hour"\nfrom_hour = 1'),
        "wrong-value",
        "statements[4].from_hour",
        id="hours of any hour",
    ),
    pytest.param(
        "levels.toml",
        replaced('id = "silver-bronze"', 'id = "standard-warranty"'),
        "wrong-value",
        "statements[1].id",
        id="id twice",
    ),
    pytest.param(
        "levels.toml",
        replaced('heading = "Hardware Warranty & Support Procedures"\n', ""),
        "missing",
        "statements[0].heading",
        id="no heading",
    ),
    pytest.param(
        "levels.toml", replaced("from_hour", "from_our"), "unknown-key", "statements[0].from_our", id="misspelt key"
    ),
    pytest.param(
        "levels.toml", replaced("[[statements]]", "[[statement]]"), "unknown-key", "statement", id="misspelt table"
    ),
    pytest.param(
        "levels.toml",
        replaced("severity = 1\n", "severity = 0\n"),
        "wrong-value",
        "responses[0].severity",
        id="severity of a response",
    ),
    pytest.param(
        "levels.toml",
        replaced('shown_at = ["sending"]', "shown_at = []"),
        "wrong-value",
        "notices[0].shown_at",
        id="shown nowhere",
    ),
    pytest.param(
        "levels.toml",
        replaced('id = "refurbished"', 'id = "back-up"'),
        "wrong-value",
        "notices[2].id",
        id="notice twice",
    ),
    pytest.param("levels.toml", lambda _text: "statements = 3", "wrong-value", "statements", id="table as number"),
    pytest.param("levels.toml", lambda _text: "statements = [3]", "wrong-value", "statements[0]", id="entry as number"),
    pytest.param("levels.toml", lambda _text: "", "missing", "statements", id="empty"),
    pytest.param("phones.toml", replaced('"AU"', '"AUS"'), "wrong-value", "phones[0].country", id="no such country"),
    pytest.param("phones.toml", replaced('"AT"', '"AU"'), "wrong-value", "phones[1].country", id="country twice"),
    pytest.param(
        "phones.toml",
        replaced('domestic = "1 (855) 473-7449"\n', ""),
        "wrong-value",
        "phones[12].international",
        id="no number",
    ),
    pytest.param(
        "phones.toml",
        replaced('kind = "international"', 'country = "FR"\nkind = "international"'),
        "missing",
        "phones",
        id="none for the rest",
    ),
]


@pytest.mark.parametrize(("name", "change", "problem", "key"), WRONG)
def test_a_wrong_file_is_refused_by_file_and_key(
    tmp_path: Path, name: str, change: Callable[[str], str], problem: str, key: str
) -> None:
    path = copied(tmp_path) / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        load_support_terms(tmp_path)
    assert refused.value.code == f"support-{problem}"
    assert (refused.value.figures["file"], refused.value.figures["key"]) == (name, key)
    for language in LANGUAGES:
        assert key in Catalogue(language, strict=True).error(refused.value)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'[[phones]]\nkind = "local\n', 2), (b"[[phones]]\nkind =", 2), (b"\n\n[[phones]]\nkind = '\xfc'", 4)],
    ids=["text not closed", "ends too early", "Latin-1"],
)
def test_what_is_no_toml_is_refused_by_file_and_line(tmp_path: Path, content: bytes, line: int) -> None:
    (copied(tmp_path) / "phones.toml").write_bytes(content)
    with pytest.raises(RefusedError) as refused:
        load_support_terms(tmp_path)
    assert refused.value.code == "support-syntax"
    assert refused.value.figures == {"file": "phones.toml", "line": line}


def copied(folder: Path) -> Path:
    with as_file(files("resources") / "support") as shipped:
        for each in ("levels.toml", "phones.toml"):
            shutil.copy(shipped / each, folder / each)
    assert load_support_terms(folder) == TERMS
    return folder
