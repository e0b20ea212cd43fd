"""What one scanned text is: the steps of the desk, first to last, of which the first that fits is believed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from rmadesk.domain.aim import AimIdentifier, split_aim
from rmadesk.domain.choices import signature, signatures
from rmadesk.domain.commands import badge_in, command_in
from rmadesk.domain.identifiers import (
    BY_FORM,
    Ground,
    Identification,
    Identifier,
    IdentifierKind,
    TrackingNumber,
    rma_key,
    rma_part,
    serial_key,
    tracking_key,
)
from rmadesk.domain.number_forms import number_form
from rmadesk.domain.rma import Authorization
from rmadesk.domain.scan_text import clean, without_controls
from rmadesk.domain.scans import NONE_OF_THEM, Scan, ScanSource
from rmadesk.domain.symbologies import Symbology
from rmadesk.services.code_parts import CodeParts, CodeReader, article
from rmadesk.services.ports import Carriers, Gs1
from rmadesk.services.site import DEFAULT_RMA_FORM, Site

_ARTICLE_SYMBOLOGIES = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_E})
_BELIEF = {ground: place for place, ground in enumerate(Ground)}


class KnownNumbers(Protocol):
    """What the registry is asked. All keys are in normal form."""

    def get(self, rma_number: str) -> Authorization | None: ...

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]: ...

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]: ...


class RememberedChoices(Protocol):
    """What people said of a customer's ambiguous texts."""

    def remembered(self, customer_id: str, between: tuple[str, ...]) -> str | None: ...


class AskedOnce:
    """The registry for one box: each question goes to it once, however many codes and steps ask it."""

    def __init__(self, registry: KnownNumbers) -> None:
        self.get = cache(registry.get)
        self.expecting = cache(registry.expecting)
        self.with_serial = cache(registry.with_serial)


class NothingKnown:
    """A registry in which nothing stands, where there is no database yet."""

    def get(self, rma_number: str) -> Authorization | None:
        """None."""
        return None

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]:
        """None of them."""
        return ()

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]:
        """None of them."""
        return ()


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A scan without what its symbol added: the bare text, and what the symbol says of it."""

    text: str
    aim: AimIdentifier | None
    scan: Scan

    @property
    def gs1(self) -> bool:
        return bool((self.aim and self.aim.gs1) or (self.scan.read and self.scan.read.gs1))

    @property
    def article(self) -> bool:
        read = self.scan.read
        return bool((self.aim and self.aim.article) or (read and read.symbology in _ARTICLE_SYMBOLOGIES))

    @property
    def maxicode(self) -> bool:
        read = self.scan.read
        return bool((self.aim and self.aim.maxicode) or (read and read.symbology == Symbology.MAXICODE))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One thing that a text may be: what it is taken for, what else stands in it, the RMAs that the registry has of
    it."""

    identifier: Identifier
    also: tuple[Identifier, ...] = ()
    rma_numbers: frozenset[str] = frozenset()

    def differs(self, other: "_Meaning") -> bool:
        """Whether it matters which of two is meant: in the registry, if they lead to different authorizations."""
        if self.identifier.known and other.identifier.known:
            return self.rma_numbers != other.rma_numbers
        mine, others = self.identifier, other.identifier
        return (mine.kind, mine.value, mine.carrier) != (others.kind, others.value, others.carrier)


class Identifying:
    """Says what scanned texts are, by the registry, by what the code says of itself, and by the forms of numbers."""

    def __init__(self, carriers: Carriers, gs1: Gs1, site: Site) -> None:
        self._carriers = carriers
        self._codes = CodeReader(carriers, gs1, site.rma_forms)
        self._site = site

    def identify(
        self,
        scan: Scan,
        registry: KnownNumbers,
        choices: RememberedChoices | None = None,
        customer_id: str | None = None,
    ) -> Identification:
        """What a text is. `customer_id` is whose box it stands on, for what is remembered of their numbers."""
        symbol = _symbol(scan)
        said = self._said_to_the_desk(symbol)
        if said:
            return Identification(scan.text, said, candidates=(said,))
        parts = self._parts(symbol) if symbol.text else CodeParts()
        meanings = self._meanings(symbol, parts, registry) if symbol.text else []
        if not meanings:
            unknown = Identifier(IdentifierKind.UNKNOWN, symbol.text, scan.text)
            return Identification(scan.text, unknown, details=parts.details)
        if scan.chosen == NONE_OF_THEM:
            unknown = Identifier(IdentifierKind.UNKNOWN, symbol.text, scan.text)
            candidates = tuple(each.identifier for each in meanings)
            return Identification(scan.text, unknown, candidates=candidates, details=parts.details)
        best, ambiguous, remembered = _said(meanings, scan.chosen) or _chosen(meanings, choices, customer_id)
        return Identification(
            scan.text,
            best.identifier,
            also=best.also,
            candidates=tuple(each.identifier for each in meanings),
            ambiguous=ambiguous,
            remembered=remembered,
            details=parts.details,
        )

    def _said_to_the_desk(self, symbol: _Symbol) -> Identifier | None:
        """A command or a badge, which only the scanner in the clerk's hand can give: anybody may print one on a box."""
        if symbol.scan.source is not ScanSource.SCANNER or symbol.scan.read is not None:
            return None
        if command := command_in(symbol.text, self._site.command_token):
            return Identifier(IdentifierKind.COMMAND, command.value, symbol.text, ground=Ground.COMMAND)
        if badge := badge_in(symbol.text):
            return Identifier(IdentifierKind.BADGE, badge, symbol.text, ground=Ground.BADGE)
        return None

    def _parts(self, symbol: _Symbol) -> CodeParts:
        if symbol.article:
            return article(symbol.text)
        envelope = self._codes.envelope(symbol.text, maxicode=symbol.maxicode)
        return envelope if envelope != CodeParts() else self._codes.elements(symbol.text, marked=symbol.gs1)

    def _meanings(self, symbol: _Symbol, parts: CodeParts, registry: KnownNumbers) -> list[_Meaning]:
        """All that a text may be, best first, each once."""
        carried = () if symbol.article else self._carriers.candidates(symbol.text)
        found = (
            *_in_registry(symbol.text, carried, registry),
            *_in_code(parts, registry),
            *self._by_form(symbol, carried),
        )
        unique = {
            (each.identifier.kind, each.identifier.value, each.identifier.carrier): each for each in reversed(found)
        }
        best_first = [each for each in found if unique.get(_key(each)) is each]
        return sorted(best_first, key=lambda each: _BELIEF[each.identifier.ground])

    def _by_form(self, symbol: _Symbol, carried: Iterable[TrackingNumber]) -> Iterator[_Meaning]:
        text = symbol.text
        forms = self._site.rma_forms
        if symbol.scan.source is ScanSource.OCR:  # a person has confirmed that the print says RMA and this number
            forms = (*forms, number_form(DEFAULT_RMA_FORM))
        numbered = rma_part(text)
        if any(form.fits(numbered) for form in forms):
            yield _Meaning(Identifier(IdentifierKind.RMA, rma_key(numbered), text, ground=Ground.RMA_FORM))
        for number in carried:
            ground = Ground.CARRIER_CHECK if number.checked else Ground.CARRIER_FORM
            yield _Meaning(_tracking(number, text, ground))
        if any(form.fits(text) for form in self._site.serial_forms):
            yield _Meaning(Identifier(IdentifierKind.SERIAL, serial_key(text), text, ground=Ground.SERIAL_FORM))


def _symbol(scan: Scan) -> _Symbol:
    aim, _ = split_aim(without_controls(scan.text))
    return _Symbol(clean(scan.text), aim, scan)


def _key(meaning: _Meaning) -> tuple[IdentifierKind, str, str | None]:
    return meaning.identifier.kind, meaning.identifier.value, meaning.identifier.carrier


def _in_registry(text: str, carried: Iterable[TrackingNumber], registry: KnownNumbers) -> Iterator[_Meaning]:
    """Exact hits: the text as an RMA number, as a parcel somebody expects, as a serial number."""
    number = rma_key(rma_part(text))
    if number and (authorization := registry.get(number)):
        known = Identifier(IdentifierKind.RMA, number, text, known=True, ground=Ground.REGISTRY)
        yield _Meaning(known, rma_numbers=_numbers((authorization,)))
    yield from _expected(text, carried, registry)
    serial = serial_key(text)
    if serial and (holders := registry.with_serial(serial)):
        known = Identifier(IdentifierKind.SERIAL, serial, text, known=True, ground=Ground.REGISTRY)
        yield _Meaning(known, rma_numbers=_numbers(holders))


def _expected(text: str, carried: Iterable[TrackingNumber], registry: KnownNumbers) -> Iterator[_Meaning]:
    by_number = {number.number: number for number in reversed(tuple(carried))}  # the best of each
    for number in dict.fromkeys((*by_number, tracking_key(text))):
        if number and (expecting := registry.expecting(number)):
            known = Identifier(IdentifierKind.TRACKING, number, text, known=True, ground=Ground.REGISTRY)
            if carrier := by_number.get(number):
                known = replace(_tracking(carrier, text, Ground.REGISTRY), known=True)
            yield _Meaning(known, rma_numbers=_numbers(expecting))
            return


def _in_code(parts: CodeParts, registry: KnownNumbers) -> Iterator[_Meaning]:
    """What a code with several fields holds, as one meaning: it is taken for the best, the rest stands beside."""
    held = {(each.kind, each.value): each for each in (*_references(parts, registry), *parts.identifiers)}
    known = [_known(each, registry) for each in held.values()]
    best_first = sorted(known, key=lambda each: _BELIEF[each.identifier.ground])
    if best_first:
        head, *rest = best_first
        yield replace(head, also=tuple(each.identifier for each in rest))


def _references(parts: CodeParts, registry: KnownNumbers) -> Iterator[Identifier]:
    """Senders write RMA numbers into fields for orders; there only the registry can tell one."""
    for text in parts.references:
        number = rma_key(text)
        if number and registry.get(number):
            yield Identifier(IdentifierKind.RMA, number, text)


def _known(identifier: Identifier, registry: KnownNumbers) -> _Meaning:
    found: tuple[Authorization, ...] = ()
    if identifier.kind is IdentifierKind.RMA:
        authorization = registry.get(identifier.value)
        found = (authorization,) if authorization else ()
    elif identifier.kind in (IdentifierKind.TRACKING, IdentifierKind.SSCC):
        found = registry.expecting(identifier.value)
    elif identifier.kind is IdentifierKind.SERIAL:
        found = registry.with_serial(identifier.value)
    if not found:
        return _Meaning(identifier)
    return _Meaning(replace(identifier, known=True, ground=Ground.REGISTRY), rma_numbers=_numbers(found))


def _numbers(authorizations: Iterable[Authorization]) -> frozenset[str]:
    return frozenset(each.rma_number for each in authorizations)


def _tracking(number: TrackingNumber, text: str, ground: Ground) -> Identifier:
    return Identifier(
        IdentifierKind.TRACKING,
        number.number,
        text,
        carrier=number.carrier,
        ground=ground,
        service=number.service,
        form=number.form,
        page=number.page,
    )


def _said(meanings: list[_Meaning], chosen: str | None) -> tuple[_Meaning, bool, bool] | None:
    """What a person said of this very text, if it can be that: it goes before what is remembered."""
    each = next((each for each in meanings if signature(each.identifier) == chosen), None)
    return (each, False, True) if each else None


def _chosen(
    meanings: list[_Meaning], choices: RememberedChoices | None, customer_id: str | None
) -> tuple[_Meaning, bool, bool]:
    """What a text is taken for, whether somebody should say, and whether somebody did."""
    best = meanings[0]
    ambiguous = any(best.differs(each) for each in meanings if each.identifier.ground is best.identifier.ground)
    between = signatures(each.identifier for each in meanings)
    open_to_choice = ambiguous or best.identifier.ground in BY_FORM
    if choices is None or not customer_id or len(between) < 2 or not open_to_choice:
        return best, ambiguous, False
    said = choices.remembered(customer_id, between)
    for each in meanings:
        if said == signature(each.identifier):
            return each, False, True
    return best, ambiguous, False
