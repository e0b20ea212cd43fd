"""Coverage of one serial number as a time line: spans with their sources, gaps, what is unknown, what contradicts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from rmadesk.domain.policy.coverage import (
    CoverageBase,
    CoverageLack,
    CoveredUnit,
    base_of,
    coverage_end,
    coverage_lacks,
    coverage_terms,
    term_end,
)
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.facts import Family
from rmadesk.domain.policy.verdict import citation

_DAY = timedelta(days=1)


class SpanSource(StrEnum):
    """What a span rests on: a term of the edition, an extension in the registry, the unit that was replaced."""

    TERM = "term"
    EXTENSION = "extension"
    INHERITED = "inherited"


class StatedFigure(StrEnum):
    """What an RMA states of a unit, as far as coverage rests on it."""

    FAMILY = "family"
    INVOICED_ON = "invoiced-on"
    SHIPPED_ON = "shipped-on"
    WARRANTY_MONTHS = "warranty-months"
    EXTENDED_TO = "extended-to"


@dataclass(frozen=True, slots=True)
class CoverageStatement:
    """What one or several RMAs (`rma_numbers`, in normal form) state alike of the unit; it can be computed from.

    `contract` is the customer's, as these RMAs name it.
    """

    rma_numbers: tuple[str, ...]
    contract: str | None
    family: Family | None
    invoiced_on: date | None
    shipped_on: date | None
    warranty_months: int | None
    extended_to: date | None

    def figure(self, name: StatedFigure) -> Family | int | date | None:
        """One figure; null where it is not stated."""
        value: Family | int | date | None = getattr(self, name.value.replace("-", "_"))
        return value


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """One step back in a chain of replacements: the unit (null: without a serial number) that was replaced on a
    site-local date, under which RMA, and what that RMA states of it."""

    serial_number: str | None
    rma_number: str
    replaced_on: date
    stated: CoverageStatement


@dataclass(frozen=True, slots=True)
class Span:
    """Covered days, first and last included; null `from_on`: nothing on record says when it began.

    `citation` is the text and heading of a term, with the contract that overrides it; `months` are counted from
    `base_on`, the date of invoice or shipment.
    Inherited: from `original`, null where that unit has no serial number.
    """

    from_on: date | None
    until_on: date
    source: SpanSource
    citation: str | None = None
    base: CoverageBase | None = None
    base_on: date | None = None
    months: int | None = None
    original: str | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of these."""
        return _first(self) <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without coverage between two spans, first and last included."""

    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.until_on - self.from_on).days + 1


@dataclass(frozen=True, slots=True)
class CoverageReading:
    """What one edition makes of one statement (null: only of the unit's place in a chain of replacements).

    `last_covered_on` is the day that the rules judge by, itself covered; null: it can't be computed. `lacks` says why
    the term can't be, whether or not another source gives an end.
    """

    edition: str
    edition_version: int
    contract: str | None
    statement: CoverageStatement | None
    spans: tuple[Span, ...]
    last_covered_on: date | None
    lacks: tuple[CoverageLack, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Between the spans, in order."""
        return tuple(_gaps(self.spans))

    def covers(self, day: date) -> bool | None:
        """Whether the day is covered; null: nothing is known."""
        if self.last_covered_on is None:
            return None
        return any(span.holds(day) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of which RMAs state different values: each value with the RMAs that state it."""

    figure: StatedFigure
    values: tuple[tuple[Family | int | date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """All that is known of the coverage of a serial number, seen on the site-local date `asked_on`.

    `places_taken` leads from the unit it replaced back to the first original; `replaced_by` are the serial numbers that
    went out in its own place.
    """

    serial_number: str
    asked_on: date
    statements: tuple[CoverageStatement, ...]
    readings: tuple[CoverageReading, ...]
    contradictions: tuple[Contradiction, ...]
    places_taken: tuple[PlaceTaken, ...]
    replaced_by: tuple[str, ...]


def reading(
    edition: Edition, statement: CoverageStatement | None, places_taken: tuple[PlaceTaken, ...]
) -> CoverageReading:
    """What `edition` makes of a statement and of the places that the unit has taken.

    An edition that judges no coverage has neither spans nor an end.
    """
    terms = coverage_terms(edition)
    spans: tuple[Span, ...] = ()
    ends: list[date | None] = []
    lacks: tuple[CoverageLack, ...] = ()
    if terms:
        inherited = inherited_end((place.stated for place in places_taken), terms)
        own = coverage_end(statement, terms) if statement else None
        ends = [own.last_covered_on if own else None, inherited]
        lacks = coverage_lacks(statement, terms) if statement else ()
        claims = [*(_own_spans(statement, terms, _citation(edition, terms)) if statement else ())]
        if inherited and places_taken:
            nearest = places_taken[0]
            claims.append(Span(nearest.replaced_on, inherited, SpanSource.INHERITED, original=nearest.serial_number))
        spans = disjoint(claims)
    return CoverageReading(
        edition=edition.id,
        edition_version=edition.version,
        contract=edition.contract,
        statement=statement,
        spans=spans,
        last_covered_on=max(filter(None, ends), default=None),
        lacks=lacks,
    )


def inherited_end(originals: Iterable[CoveredUnit], terms: RuleTerms) -> date | None:
    """The last covered day that a unit takes over from those in whose place it stands; null where none is known."""
    ends = (coverage_end(each, terms) for each in originals)
    return max((end.last_covered_on for end in ends if end), default=None)


def disjoint(claims: Iterable[Span]) -> tuple[Span, ...]:
    """The claims in order of time, no day twice: a day that several claim is the earlier claim's."""
    taken: list[Span] = []
    for claim in claims:
        pieces = [claim]
        for span in taken:
            pieces = [left for piece in pieces for left in _without(piece, span)]
        taken += (piece for piece in pieces if _first(piece) <= piece.until_on)
    return tuple(sorted(taken, key=_first))


def contradictions(statements: tuple[CoverageStatement, ...]) -> tuple[Contradiction, ...]:
    """The figures that are stated differently; what an RMA does not state contradicts nothing."""
    found = []
    for figure in StatedFigure:
        values: dict[Family | int | date, tuple[str, ...]] = {}
        for statement in statements:
            value = statement.figure(figure)
            if value is not None:
                values[value] = (*values.get(value, ()), *statement.rma_numbers)
        if len(values) > 1:
            found.append(Contradiction(figure, tuple(values.items())))
    return tuple(found)


def _own_spans(statement: CoverageStatement, terms: RuleTerms, citation: str) -> Iterator[Span]:
    """The term, and the extension where it ends later."""
    term = term_end(statement, terms)
    if term:
        yield Span(term.base_on, term.last_covered_on, SpanSource.TERM, citation, term.base, term.base_on, term.months)
    extended_to = statement.extended_to
    if extended_to is None or (term and extended_to <= term.last_covered_on):
        return
    begun_on = statement.invoiced_on if base_of(terms) is CoverageBase.INVOICE else statement.shipped_on
    if term:
        begun_on = term.last_covered_on + _DAY
    yield Span(begun_on if begun_on and begun_on <= extended_to else None, extended_to, SpanSource.EXTENSION)


def _citation(edition: Edition, terms: RuleTerms) -> str:
    """Text and heading of the rule that judges coverage, and the contract that overrides it."""
    clause = next(iter(terms.clauses.values()))
    return citation(edition.source(clause), clause.contract or terms.contract)


def _without(piece: Span, taken: Span) -> Iterator[Span]:
    """What is left of a span beside another: the days before, the days after."""
    first, last = _first(piece), piece.until_on
    if last < _first(taken) or taken.until_on < first:
        yield piece
        return
    if first < _first(taken):
        yield _cut(piece, piece.from_on, _first(taken) - _DAY)
    if taken.until_on < last:
        yield _cut(piece, taken.until_on + _DAY, last)


def _cut(piece: Span, from_on: date | None, until_on: date) -> Span:
    return replace(piece, from_on=from_on, until_on=until_on)


def _gaps(spans: tuple[Span, ...]) -> Iterator[Gap]:
    for before, after in pairwise(spans):
        gap = Gap(before.until_on + _DAY, _first(after) - _DAY)
        if gap.days > 0:
            yield gap


def _first(span: Span) -> date:
    return span.from_on or date.min
