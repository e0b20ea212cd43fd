"""An edition of the policy: the effects, figures and headings that one text gives to rules, clocks and shipping."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from rmadesk.domain.policy.figure_kinds import FigureKind
from rmadesk.domain.policy.verdict import DESK, Effect

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clause:
    """The effect of one variant of a rule, and the heading that gives it; null heading: the desk's own judgement.

    `contract` names the contract that overrides the edition here.
    """

    effect: Effect
    heading: str | None
    contract: str | None = None


@dataclass(frozen=True, slots=True)
class Figured:
    """The figures of an entry, asked for by name and type; days are whole, money and percentages exact."""

    figures: Mapping[str, object]

    def words(self, name: str) -> frozenset[str]:
        """A figure that is a list of words."""
        return frozenset(self._as(list, name))

    def lists(self, name: str, word: str) -> bool:
        """Whether a figure that is a list of words has this one."""
        return word in self._as(list, name)

    def whole(self, name: str) -> int:
        """A figure that is a whole number."""
        return self._as(int, name)

    def decimal(self, name: str) -> Decimal:
        """A figure that is an exact decimal."""
        return self._as(Decimal, name)

    def flag(self, name: str) -> bool:
        """A figure that is yes or no."""
        return self._as(bool, name)

    def word(self, name: str) -> str:
        """A figure that is one word."""
        return self._as(str, name)

    def time_of_day(self, name: str) -> time:
        """A figure that is a time of day."""
        return self._as(time, name)

    def states(self, name: str) -> bool:
        """Whether the text gives this figure at all."""
        return name in self.figures

    def _as(self, kind: type[T], name: str) -> T:
        figure = self.figures[name]
        assert isinstance(figure, kind)
        return figure


@dataclass(frozen=True, slots=True)
class RuleTerms(Figured):
    """What an edition says of one rule: a clause for each of its variants, and its figures.

    `contract` names the contract that overrides one of the figures; `overridden` are those that it sets itself.
    """

    clauses: Mapping[str, Clause]
    contract: str | None = None
    overridden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms(Figured):
    """What an edition says of a clock or of a way of shipping; null heading: the desk's own judgement."""

    heading: str | None
    contract: str | None = None
    overridden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one text; it holds only those rules, clocks and ways of shipping that the text (or the desk for
    it) has.

    `contract` is the one whose overrides are laid over it, with its version.
    """

    id: str
    version: int
    applies_from: date
    title: str
    rules: Mapping[str, RuleTerms]
    clocks: Mapping[str, Terms] = field(default_factory=dict)
    shipping: Mapping[str, Terms] = field(default_factory=dict)
    contract: str | None = None
    contract_version: int | None = None

    def source(self, clause: Clause | Terms) -> str:
        """The citation of a clause: title and heading of the text, or `desk`."""
        return DESK if clause.heading is None else f"{self.title}: {clause.heading}"


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What an edition has to say of a rule: its variants, and its figures with their kinds.

    `needs` are the rules whose figures it rests on: an edition that has this one has those too. An `optional` figure
    the text may leave out.
    """

    variants: tuple[str, ...] = ("default",)
    figures: Mapping[str, FigureKind] | None = None
    needs: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TermsForm:
    """What an edition has to say of a clock or of a way of shipping; an `optional` figure the text may leave out."""

    figures: Mapping[str, FigureKind] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyForms:
    """All that an edition has to speak of, each said or marked `absent = true`."""

    rules: Mapping[str, RuleForm]
    clocks: Mapping[str, TermsForm] = field(default_factory=dict)
    shipping: Mapping[str, TermsForm] = field(default_factory=dict)
