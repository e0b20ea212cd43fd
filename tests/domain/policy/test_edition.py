"""Editions: what a policy file must say, and how it is told what is wrong with it, and on which line."""

import contextlib
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Clause, Edition, PolicyForms, RuleForm, TermsForm
from rmadesk.domain.policy.edition_file import edition_faults, edition_from_mapping, edition_from_text
from rmadesk.domain.policy.figure_kinds import Named, WholeUpTo, WordOf, WordsOf
from rmadesk.domain.policy.policy_text import read_policy_text
from rmadesk.domain.policy.verdict import Effect


class Wrap(StrEnum):
    """Words of a list."""

    BOX = "box"
    BAG = "bag"


FORMS = PolicyForms(
    {
        "late": RuleForm(("money_back", "other"), {"days": int, "percent": Decimal}, optional=frozenset({"percent"})),
        "wrapped": RuleForm(figures={"accepted": WordsOf(Wrap), "whole_only": bool}),
        "seen": RuleForm(needs=("wrapped",)),
    },
    {"payment": TermsForm({"days": int}, optional=frozenset({"days"}))},
    {
        "cut-off": TermsForm(
            {
                "latest": time,
                "zone": Named.TIME_ZONE,
                "country": Named.COUNTRY,
                "not_to": Named.REGIONS,
                "share": WordOf(Wrap),
                "offset": WholeUpTo(14, least=1),
            }
        )
    },
)
TEXT = """\
# A trial.
id = "trial"
version = 3
applies_from = 2026-02-01
title = "Trial Text"

[rules.late]
days = 12
percent = 1.5
money_back = { effect = "refuse", heading = "Time" }
other = { effect = "hold" }

[rules.wrapped]
accepted = [  # a list on several lines
    "box",
    "bag",
]
whole_only = false
default = { effect = "charge", heading = "Wrap" }

[rules.seen]
absent = true

[clocks.payment]
heading = "Payment [of invoices]"

[shipping.cut-off]
latest = 12:00:00
zone = "America/Los_Angeles"
country = "US"
not_to = ["AK", "HI"]
share = "box"
offset = 2
"""


def edition(text: str = TEXT, *, complete: bool = True) -> Edition:
    return edition_from_text(text, FORMS, "trial.toml", complete=complete)


def refusal(text: str) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        edition(text)
    return refused.value


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


def test_an_edition_holds_what_its_file_says() -> None:
    read = edition()
    assert (read.id, read.version, read.applies_from, read.title) == ("trial", 3, date(2026, 2, 1), "Trial Text")
    assert set(read.rules) == {"late", "wrapped"}
    late, wrapped = read.rules["late"], read.rules["wrapped"]
    assert late.clauses == {"money_back": Clause(Effect.REFUSE, "Time"), "other": Clause(Effect.HOLD, None)}
    assert (late.whole("days"), late.decimal("percent")) == (12, Decimal("1.5"))
    assert wrapped.words("accepted") == {"box", "bag"}
    assert wrapped.flag("whole_only") is False
    assert (read.clocks["payment"].figures, read.clocks["payment"].heading) == ({}, "Payment [of invoices]")
    cut_off = read.shipping["cut-off"]
    assert (cut_off.time_of_day("latest"), cut_off.word("zone")) == (time(12), "America/Los_Angeles")
    assert (cut_off.words("not_to"), cut_off.heading) == ({"AK", "HI"}, None)


def test_the_same_is_read_from_a_decoded_file() -> None:
    assert edition_from_mapping(read_policy_text(TEXT, "trial.toml").table, FORMS, "trial.toml") == edition()


def test_a_clause_without_a_heading_is_the_desks_own() -> None:
    read = edition()
    assert read.source(read.rules["late"].clauses["money_back"]) == "Trial Text: Time"
    assert read.source(read.rules["late"].clauses["other"]) == "desk"


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.5", "1.5"), ("20", "20"), ("0.0001", "0.0001"), ("0", "0"), ("100", "100"), ("1e1", "10")],
)
def test_decimals_are_exact(written: str, value: str) -> None:
    percent = edition(changed("percent = 1.5", f"percent = {written}")).rules["late"].decimal("percent")
    assert percent == Decimal(value)
    assert isinstance(percent, Decimal)


def test_an_optional_figure_may_be_left_out() -> None:
    assert not edition(changed("percent = 1.5\n", "")).rules["late"].states("percent")


def test_a_version_kept_from_earlier_lacks_what_nobody_had_thought_of() -> None:
    early = TEXT[: TEXT.index("[rules.wrapped]")]
    kept = edition(early, complete=False)
    assert set(kept.rules) == {"late"}
    assert (kept.clocks, kept.shipping) == ({}, {})
    assert refusal(early).code == "policy-missing"


WRONG: list[tuple[str, str, str, str, int]] = [
    ('id = "trial"\n', "", "policy-missing", "id", 1),
    ('id = "trial"', "id = 4", "policy-not-text", "id", 2),
    ('id = "trial"', 'id = " "', "policy-not-text", "id", 2),
    ('id = "trial"', 'id = "a\\u202eb"', "policy-not-text", "id", 2),
    ("version = 3\n", "", "policy-missing", "version", 1),
    ("version = 3", 'version = "three"', "policy-version", "version", 3),
    ("version = 3", "version = true", "policy-version", "version", 3),
    ("version = 3", "version = 0", "policy-version", "version", 3),
    ("version = 3", "version = 3.0", "policy-version", "version", 3),
    ("applies_from = 2026-02-01\n", "", "policy-missing", "applies_from", 1),
    ("2026-02-01", '"2026-02-01"', "policy-not-date", "applies_from", 4),
    ("2026-02-01", "2026-02-01T00:00:00Z", "policy-not-date", "applies_from", 4),
    ('title = "Trial Text"', 'titel = "Trial Text"', "policy-missing", "title", 1),
    ('title = "Trial Text"', 'title = "Trial Text"\ntitel = "x"', "policy-unknown-key", "titel", 6),
    ("[rules.seen]\nabsent = true\n", "", "policy-missing", "rules.seen", 7),
    ("[rules.seen]", "[rules.sen]\n[rules.seen]", "policy-unknown-rule", "rules.sen", 21),
    ("absent = true", "absent = false", "policy-missing", "rules.seen.default", 21),
    ("absent = true", "absent = true\nnot = 1", "policy-unknown-key", "rules.seen.not", 23),
    ("absent = true", 'default = { effect = "note" }', "none", "", 0),
    ("days = 12\n", "", "policy-missing", "rules.late.days", 7),
    ("days = 12", 'days = "12"', "policy-not-whole", "rules.late.days", 8),
    ("days = 12", "days = true", "policy-not-whole", "rules.late.days", 8),
    ("days = 12", "days = 12.0", "policy-not-whole", "rules.late.days", 8),
    ("days = 12", "days = -1", "policy-not-whole", "rules.late.days", 8),
    ("days = 12", "days = 0", "none", "", 0),
    ("days = 12", "days = 36525", "none", "", 0),
    ("days = 12", "days = 36526", "policy-not-whole", "rules.late.days", 8),
    ("percent = 1.5", 'percent = "1.5"', "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = true", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = nan", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = inf", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = -0.01", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = 1.00001", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = 1e99", "policy-not-decimal", "rules.late.percent", 9),
    ("percent = 1.5", "percent = 100.01", "policy-percent", "rules.late.percent", 9),
    ("percent = 1.5", "percent = 150", "policy-percent", "rules.late.percent", 9),
    ('other = { effect = "hold" }\n', "", "policy-missing", "rules.late.other", 7),
    ('{ effect = "hold" }', '{ heading = "x" }', "policy-missing", "rules.late.other.effect", 11),
    ('{ effect = "hold" }', '{ effect = "holt" }', "policy-unknown-effect", "rules.late.other.effect", 11),
    ('{ effect = "hold" }', '{ effect = ["hold"] }', "policy-unknown-effect", "rules.late.other.effect", 11),
    ('{ effect = "hold" }', '{ effect = "hold", headin = "x" }', "policy-unknown-key", "rules.late.other.headin", 11),
    ('{ effect = "hold" }', '"hold"', "policy-not-table", "rules.late.other", 11),
    ('heading = "Time"', "heading = 7", "policy-not-text", "rules.late.money_back.heading", 10),
    ("whole_only = false", "whole_only = 0", "policy-not-flag", "rules.wrapped.whole_only", 18),
    ('    "bag",', '    "sack",', "policy-unknown-word", "rules.wrapped.accepted", 14),
    ('    "bag",', "    1,", "policy-unknown-word", "rules.wrapped.accepted", 14),
    ('    "bag",', '    ["bag"],', "policy-unknown-word", "rules.wrapped.accepted", 14),
    ('    "bag",', '    { box = "bag" },', "policy-unknown-word", "rules.wrapped.accepted", 14),
    ("[clocks.payment]", "[clocks.paiment]", "policy-unknown-terms", "clocks.paiment", 24),
    ("[clocks.payment]", "[clocks.payment]\ndays = 1.5", "policy-not-whole", "clocks.payment.days", 25),
    ("[clocks.payment]", "[clocks.payment]\nhours = 1", "policy-unknown-key", "clocks.payment.hours", 25),
    ("latest = 12:00:00", 'latest = "12:00"', "policy-not-time", "shipping.cut-off.latest", 28),
    ("America/Los_Angeles", "Pacific", "policy-time-zone", "shipping.cut-off.zone", 29),
    ("America/Los_Angeles", "America", "policy-time-zone", "shipping.cut-off.zone", 29),
    ('"America/Los_Angeles"', "8", "policy-time-zone", "shipping.cut-off.zone", 29),
    ("America/Los_Angeles", "../etc/passwd", "policy-time-zone", "shipping.cut-off.zone", 29),
    ('"US"', '"us"', "policy-country", "shipping.cut-off.country", 30),
    ('"US"', '"UK"', "policy-country", "shipping.cut-off.country", 30),
    ('"US"', '["US"]', "policy-country", "shipping.cut-off.country", 30),
    ('["AK", "HI"]', '"AK"', "policy-regions", "shipping.cut-off.not_to", 31),
    ('["AK", "HI"]', '["Alaska"]', "policy-regions", "shipping.cut-off.not_to", 31),
    ('share = "box"', 'share = "sack"', "policy-unknown-word", "shipping.cut-off.share", 32),
    ('["AK", "HI"]', "[1]", "policy-regions", "shipping.cut-off.not_to", 31),
    ('["AK", "HI"]', "[]", "none", "", 0),
    ('"US"', f"0x{'f' * 5000}", "policy-country", "shipping.cut-off.country", 30),
    ("percent = 1.5", f"percent = 0x{'f' * 5000}", "policy-not-decimal", "rules.late.percent", 9),
    ("days = 12", f"days = 0x{'f' * 5000}", "policy-not-whole", "rules.late.days", 8),
    (
        'accepted = [  # a list on several lines\n    "box",\n    "bag",\n]',
        'accepted = "box"',
        "policy-not-list",
        "rules.wrapped.accepted",
        14,
    ),
    ("offset = 2", "offset = 14", "none", "", 0),
    ("offset = 2", "offset = 1", "none", "", 0),
    ("offset = 2", "offset = 15", "policy-not-whole", "shipping.cut-off.offset", 33),
    ("offset = 2", "offset = 0", "policy-not-whole", "shipping.cut-off.offset", 33),
    ('share = "box"', "share = []", "policy-unknown-word", "shipping.cut-off.share", 32),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "line"), [pytest.param(*row, id=f"{row[3]} {row[1][:40]!r}") for row in WRONG]
)
def test_a_wrong_file_is_refused_by_file_key_and_line(old: str, new: str, code: str, key: str, line: int) -> None:
    text = changed(old, new)
    if code == "none":
        edition(text)
        return
    error = refusal(text)
    assert (error.code, error.figures["file"], error.figures["key"], error.figures["line"]) == (
        code,
        "trial.toml",
        key,
        line,
    )


@pytest.mark.parametrize("section", ["rules", "clocks", "shipping"])
@pytest.mark.parametrize("value", ["[]", '"x"', "1"])
def test_a_section_that_is_no_table(section: str, value: str) -> None:
    kept = "\n".join(_without(TEXT.split("\n"), section))
    error = refusal(kept.replace("title =", f"{section} = {value}\ntitle ="))
    assert (error.code, error.figures["key"], error.figures["line"]) == ("policy-not-table", section, 5)
    assert refusal(kept).code == "policy-missing"


def _without(lines: Iterable[str], section: str) -> Iterable[str]:
    skipping = False
    for line in lines:
        if line.startswith("[") and not line.startswith('["'):
            skipping = line.startswith(f"[{section}.")
        if not skipping:
            yield line


def test_a_rule_needs_those_whose_figures_it_rests_on() -> None:
    text = changed("absent = true", 'default = { effect = "note" }')
    start, end = text.index("accepted ="), text.index("[rules.seen]")
    error = refusal(f"{text[:start]}absent = true\n\n{text[end:]}")
    assert (error.code, error.figures["key"], error.figures["needed"]) == ("policy-needs", "rules.seen", "wrapped")


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    text = changed("days = 12", 'days = "12"').replace("version = 3", "version = 0").replace("false", '"no"')
    faults = edition_faults(read_policy_text(text.replace("12:00:00", "12"), "trial.toml"), FORMS)
    assert [(fault.figures["key"], fault.figures["line"]) for fault in faults] == [
        ("version", 3),
        ("rules.late.days", 8),
        ("rules.wrapped.whole_only", 18),
        ("shipping.cut-off.latest", 28),
    ]
    assert edition_faults(read_policy_text(TEXT, "trial.toml"), FORMS) == ()


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\n\n# b = 2\nb = 2", ("b",), 4),
        ("a = 1\r\n\r\nb = 2\r\n", ("b",), 3),
        ("a = '''\nb = 2\n'''\nb = 3", ("b",), 4),
        ('a = """\n[x]\n\\"""\n"""\nb = 3', ("b",), 5),
        ('a = \'#[\'\nb = "]\\"["\nc = 3', ("c",), 3),
        ("a = [\n  [1,\n 2], # ]\n]\nb = 3", ("b",), 5),
        ('[x]\n[x."y.z"]\na = 1', ("x", "y.z", "a"), 3),
        ("[x.y]\n[x]\na.b = 1", ("x", "a", "b"), 3),
        ("[x.y]\n[x]\na.b = { c = { d = 1 } }", ("x", "a", "b", "c", "d"), 3),
        ("[x.y]\na = 1", ("x",), 1),
        ("\n[x.y]\na = 1", ("x", "y", "z", "a"), 2),
        ("a = 1", ("x", "y"), 1),
        ("[[x]]\na = 1\n[[x]]\na = 2", ("x", "a"), 2),
        ("", ("x",), 1),
    ],
)
def test_the_line_of_a_key(text: str, path: tuple[str, ...], line: int) -> None:
    assert read_policy_text(text, "a.toml").line_of(path) == line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 50_000 + "]" * 50_000, id="nested beyond all measure"),
        pytest.param("a = " + "9" * 5_000, id="too many digits"),
        pytest.param("a = 1e9999999999999999999", id="exponent"),
        # Decoded, either would take minutes or more memory than there is.
        pytest.param("a" + ".a" * 100_000 + " = 1", id="a key without end"),
        pytest.param("title = 'x'\n[" + ".".join(["a"] * 100_000) + "]\n", id="a table's name without end"),
        pytest.param('"a"' + '."a"' * 60_000 + " = 1", id="a quoted key without end"),
    ],
)
def test_what_is_beyond_all_measure_is_refused(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_policy_text(text, "a.toml")
    assert refused.value.code in {"policy-excess", "policy-syntax"}
    assert refused.value.figures["file"] == "a.toml"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"# {'.' * 200}\na = 1", id="a ruler of points in a comment"),
        pytest.param(f"a = 1 # {'.' * 200}", id="behind a figure"),
        pytest.param(f"a = '{'1.' * 200}'", id="a text"),
        pytest.param(f'a = """\n{"1." * 200}\n"""', id="a text of several lines"),
        pytest.param("a" + ".a" * 64 + " = 1", id="a long key"),
    ],
)
def test_many_points_are_no_key_without_end(text: str) -> None:
    assert "a" in read_policy_text(text, "a.toml").table


@given(st.text())
def test_any_text_is_an_edition_or_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        edition(text)


@given(st.data())
def test_any_line_may_be_spoilt(data: st.DataObject) -> None:
    lines = TEXT.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    name = lines[place].partition("=")[0]
    spoilt = data.draw(st.sampled_from(["", "x", "1", "-1", '""', "[]", "{}", "true", "nan", "2026-01-01", "01:00:00"]))
    lines[place] = f"{name}= {spoilt}" if data.draw(st.booleans()) else spoilt
    with contextlib.suppress(RefusedError):  # anything else is a bug
        edition("\n".join(lines))
