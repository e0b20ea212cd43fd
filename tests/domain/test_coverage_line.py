"""Coverage as a time line: spans that no day stands in twice, what they rest on, gaps, lacks, contradictions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.coverage_line import (
    CoverageReading,
    CoverageStatement,
    PlaceTaken,
    Span,
    SpanSource,
    StatedFigure,
    contradictions,
    disjoint,
    reading,
)
from rmadesk.domain.policy.coverage import EXPIRED, CoverageBase, CoverageLack
from rmadesk.domain.policy.facts import Family
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of

INVOICED, SHIPPED = date(2024, 3, 1), date(2024, 3, 4)
TERM, EXTENSION, INHERITED = SpanSource
HARDWARE_HEADING = "Hardware Warranty & Support Procedures: Basic Warranty Coverage"
SUPPORT_HEADING = "Support: Warranty, Service and Support Coverage"


def stated(*rma_numbers: str, **changed: Any) -> CoverageStatement:
    values: dict[str, Any] = {
        "contract": None,
        "family": Family.RACKMOUNT_SERVER,
        "invoiced_on": INVOICED,
        "shipped_on": SHIPPED,
        "warranty_months": None,
        "extended_to": None,
    }
    return CoverageStatement(rma_numbers or ("RMA-1",), **values | changed)


def place(replaced_on: date, serial: str | None = "A", **changed: Any) -> PlaceTaken:
    return PlaceTaken(serial, "RMA-0", replaced_on, stated(**changed))


def read(edition: str, statement: CoverageStatement | None, *places: PlaceTaken) -> CoverageReading:
    return reading(edition_of(edition), statement, places)


def days(found: CoverageReading) -> list[tuple[Any, ...]]:
    return [(span.from_on, span.until_on, span.source) for span in found.spans]


def test_a_term_runs_from_its_base_and_is_cited() -> None:
    found = read(HARDWARE_WARRANTY, stated())
    (span,) = found.spans
    assert span == Span(INVOICED, date(2027, 3, 1), TERM, HARDWARE_HEADING, CoverageBase.INVOICE, INVOICED, 36)
    assert (found.last_covered_on, found.lacks, found.gaps) == (date(2027, 3, 1), (), ())
    assert (found.edition, found.contract) == (HARDWARE_WARRANTY, None)
    agreed = read(SUPPORT_PAGE, stated(warranty_months=24))
    (span,) = agreed.spans
    assert span == Span(SHIPPED, date(2026, 3, 4), TERM, SUPPORT_HEADING, CoverageBase.SHIPMENT, SHIPPED, 24)


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        pytest.param(INVOICED - timedelta(1), False, id="the day before the invoice"),
        pytest.param(INVOICED, True, id="the day of the invoice"),
        pytest.param(date(2027, 3, 1), True, id="the last covered day"),
        pytest.param(date(2027, 3, 2), False, id="the day after"),
    ],
)
def test_first_and_last_day_are_covered(day: date, covered: bool) -> None:
    assert read(HARDWARE_WARRANTY, stated()).covers(day) is covered


@pytest.mark.parametrize(
    ("invoiced_on", "months", "last"),
    [
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="29 February, no leap year after it"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="29 February, a leap year after it"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="31 January and a month, leap year"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="31 January and a month"),
        pytest.param(date(2025, 1, 31), 0, date(2025, 1, 31), id="no month: the day itself"),
    ],
)
def test_the_last_day_of_a_term(invoiced_on: date, months: int, last: date) -> None:
    found = read(HARDWARE_WARRANTY, stated(invoiced_on=invoiced_on, warranty_months=months))
    assert days(found) == [(invoiced_on, last, TERM)]


@pytest.mark.parametrize(
    ("extended_to", "spans"),
    [
        pytest.param(date(2027, 2, 28), [(INVOICED, date(2027, 3, 1), TERM)], id="earlier than the term"),
        pytest.param(date(2027, 3, 1), [(INVOICED, date(2027, 3, 1), TERM)], id="on its last day"),
        pytest.param(
            date(2027, 3, 2),
            [(INVOICED, date(2027, 3, 1), TERM), (date(2027, 3, 2), date(2027, 3, 2), EXTENSION)],
            id="a day longer",
        ),
        pytest.param(
            date.max,
            [(INVOICED, date(2027, 3, 1), TERM), (date(2027, 3, 2), date.max, EXTENSION)],
            id="to the end of the calendar",
        ),
    ],
)
def test_an_extension_goes_on_where_the_term_ends(extended_to: date, spans: list[Any]) -> None:
    found = read(HARDWARE_WARRANTY, stated(extended_to=extended_to))
    assert days(found) == spans
    assert found.gaps == ()
    assert found.last_covered_on == spans[-1][1]


@pytest.mark.parametrize(
    ("edition", "changed", "lacks"),
    [
        (HARDWARE_WARRANTY, {"invoiced_on": None}, (CoverageLack.INVOICE_DATE,)),
        (HARDWARE_WARRANTY, {"family": None}, (CoverageLack.FAMILY,)),
        (HARDWARE_WARRANTY, {"family": Family.OTHER}, (CoverageLack.MONTHS,)),
        (SUPPORT_PAGE, {"shipped_on": None, "warranty_months": 24}, (CoverageLack.SHIPMENT_DATE,)),
        (SUPPORT_PAGE, {}, (CoverageLack.MONTHS,)),
    ],
)
def test_what_is_unknown_and_why(edition: str, changed: dict[str, Any], lacks: tuple[CoverageLack, ...]) -> None:
    found = read(edition, stated(**changed))
    assert (found.spans, found.last_covered_on, found.lacks) == ((), None, lacks)
    assert found.covers(date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("changed", "from_on"),
    [
        pytest.param({}, SHIPPED, id="from the shipment, though its term is not known"),
        pytest.param({"shipped_on": None}, None, id="nothing says since when"),
        pytest.param({"shipped_on": date(2030, 1, 1)}, None, id="shipped after it: nothing that makes sense does"),
    ],
)
def test_an_extension_alone_is_enough(changed: dict[str, Any], from_on: date | None) -> None:
    found = read(SUPPORT_PAGE, stated(extended_to=date(2029, 1, 1), **changed))
    assert days(found) == [(from_on, date(2029, 1, 1), EXTENSION)]
    assert found.lacks
    assert found.covers(date(2029, 1, 1)) is True
    assert found.covers(date(2029, 1, 2)) is False


def test_a_replacement_takes_over_the_original_s_end() -> None:
    found = read(HARDWARE_WARRANTY, None, place(date(2026, 5, 1), "A"))
    assert days(found) == [(date(2026, 5, 1), date(2027, 3, 1), INHERITED)]
    assert found.spans[0].original == "A"
    assert (found.statement, found.lacks) == (None, ())


@pytest.mark.parametrize(
    ("replaced_on", "spans"),
    [
        pytest.param(date(2027, 3, 1), [(date(2027, 3, 1), date(2027, 3, 1), INHERITED)], id="on its last day"),
        pytest.param(date(2027, 3, 2), [], id="the day after: its end is taken over, no day of it"),
    ],
)
def test_a_replacement_late_in_the_original_s_coverage(replaced_on: date, spans: list[Any]) -> None:
    found = read(HARDWARE_WARRANTY, None, place(replaced_on))
    assert days(found) == spans
    assert found.last_covered_on == date(2027, 3, 1)
    assert found.covers(date(2027, 3, 2)) is False


def test_of_its_own_end_and_the_inherited_one_the_later_counts() -> None:
    """The days that both claim are its own; between its own end and the replacement may lie a gap."""
    own = stated(invoiced_on=date(2025, 1, 1), family=Family.TRUENAS_MINI)
    later = read(HARDWARE_WARRANTY, own, place(date(2025, 6, 1)))
    assert days(later) == [
        (date(2025, 1, 1), date(2026, 1, 1), TERM),
        (date(2026, 1, 2), date(2027, 3, 1), INHERITED),
    ]
    assert later.last_covered_on == date(2027, 3, 1)
    gap = read(HARDWARE_WARRANTY, own, place(date(2026, 1, 4)))
    assert [(each.from_on, each.until_on, each.days) for each in gap.gaps] == [(date(2026, 1, 2), date(2026, 1, 3), 2)]
    assert gap.covers(date(2026, 1, 3)) is False
    none = read(HARDWARE_WARRANTY, own, place(date(2026, 1, 2)))
    assert none.gaps == ()
    longer = read(HARDWARE_WARRANTY, replace(own, warranty_months=60), place(date(2025, 6, 1)))
    assert (days(longer), longer.last_covered_on) == ([(date(2025, 1, 1), date(2030, 1, 1), TERM)], date(2030, 1, 1))


def test_of_a_chain_the_latest_end_is_taken_over_from_the_nearest() -> None:
    unknown, first = place(date(2026, 5, 1), "B", invoiced_on=None), place(date(2026, 1, 1), "A")
    found = read(HARDWARE_WARRANTY, None, unknown, first)
    assert days(found) == [(date(2026, 5, 1), date(2027, 3, 1), INHERITED)]
    assert found.spans[0].original == "B"
    nothing = read(HARDWARE_WARRANTY, None, unknown)
    assert (nothing.spans, nothing.last_covered_on) == ((), None)


def test_a_contract_s_term_is_cited_with_it() -> None:
    edition = edition_of(HARDWARE_WARRANTY)
    terms = edition.rules[EXPIRED]
    figures = {**terms.figures, "months_for_rackmount_server": 48}
    rules = {**edition.rules, EXPIRED: replace(terms, figures=figures, contract="Contoso 2026")}
    found = reading(replace(edition, rules=rules, contract="Contoso 2026"), stated(), ())
    assert found.last_covered_on == date(2028, 3, 1)
    assert (found.contract, found.spans[0].citation) == ("Contoso 2026", f"{HARDWARE_HEADING}; contract Contoso 2026")


def test_an_edition_that_judges_no_coverage_has_none() -> None:
    edition = edition_of(HARDWARE_WARRANTY)
    rules = {name: terms for name, terms in edition.rules.items() if name != EXPIRED}
    found = reading(replace(edition, rules=rules), stated(), (place(date(2026, 1, 1)),))
    assert (found.spans, found.last_covered_on, found.lacks) == ((), None, ())


# ------------------------------------------------------------------------------------------------------ contradictions


@pytest.mark.parametrize(
    ("changed", "figures"),
    [
        ({}, []),
        ({"invoiced_on": None}, []),
        ({"invoiced_on": date(2024, 3, 2)}, [StatedFigure.INVOICED_ON]),
        ({"family": Family.OTHER, "warranty_months": 24}, [StatedFigure.FAMILY]),
        ({"shipped_on": date(2024, 1, 1), "contract": "other"}, [StatedFigure.SHIPPED_ON]),
    ],
)
def test_figures_that_are_stated_differently_contradict(changed: dict[str, Any], figures: list[StatedFigure]) -> None:
    found = contradictions((stated("RMA-1"), stated("RMA-2", "RMA-3", **changed)))
    assert [each.figure for each in found] == figures


def test_a_contradiction_names_each_value_with_its_rmas() -> None:
    held = (
        stated("1", warranty_months=24),
        stated("2", warranty_months=36),
        stated("3"),
        stated("4", warranty_months=24, extended_to=INVOICED),
    )
    (found,) = contradictions(held)
    assert (found.figure, found.values) == (StatedFigure.WARRANTY_MONTHS, ((24, ("1", "4")), (36, ("2",))))
    (found,) = contradictions((stated("1"), stated("2", invoiced_on=SHIPPED)))
    assert found.values == ((INVOICED, ("1",)), (SHIPPED, ("2",)))


# ---------------------------------------------------------------------------------------------------------- properties

SOME_DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))
CLAIMS = st.lists(st.builds(Span, st.none() | SOME_DAYS, SOME_DAYS, st.sampled_from(SpanSource)), max_size=5)


def all_days(span: Span) -> Iterator[date]:
    first = max(span.from_on or date.min, date(2023, 12, 1))
    return (first + timedelta(each) for each in range((span.until_on - first).days + 1))


@given(CLAIMS)
def test_spans_are_disjoint_in_order_and_hold_every_claimed_day_by_its_first_claim(claims: list[Span]) -> None:
    spans = disjoint(claims)
    for before, after in pairwise(spans):
        assert after.from_on is not None
        assert before.until_on < after.from_on
    assert all((span.from_on or date.min) <= span.until_on for span in spans)
    owner: dict[date, SpanSource] = {}
    for claim in claims:
        for day in all_days(claim):
            owner.setdefault(day, claim.source)
    assert {day: span.source for span in spans for day in all_days(span)} == owner


OPTIONAL_DAYS = st.none() | st.dates(date(2020, 1, 1), date(2032, 1, 1))
STATEMENTS = st.builds(
    stated,
    family=st.none() | st.sampled_from(Family),
    invoiced_on=OPTIONAL_DAYS,
    shipped_on=OPTIONAL_DAYS,
    warranty_months=st.none() | st.integers(12, 60),
    extended_to=OPTIONAL_DAYS,
)
PLACES = st.lists(
    st.builds(
        PlaceTaken, st.none() | st.just("A"), st.just("R"), st.dates(date(2020, 1, 1), date(2032, 1, 1)), STATEMENTS
    )
)


@given(st.sampled_from(EDITIONS), st.none() | STATEMENTS, PLACES)
def test_spans_and_gaps_tile_the_line(edition: str, statement: Any, places: list[PlaceTaken]) -> None:
    found = reading(edition_of(edition), statement, tuple(places))
    pieces = sorted(
        [(span.from_on or date.min, span.until_on) for span in found.spans]
        + [(gap.from_on, gap.until_on) for gap in found.gaps]
    )
    for (_, until_on), (from_on, _) in pairwise(pieces):
        assert from_on == until_on + timedelta(1)
    if found.spans:
        assert found.last_covered_on is not None
        assert found.spans[-1].until_on <= found.last_covered_on
    if statement and found.last_covered_on is None:
        assert found.lacks
