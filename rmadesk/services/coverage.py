"""The coverage desk: what is known of a serial number's coverage, and what a lapse of it would cost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rmadesk.domain.coverage_line import (
    CoverageLine,
    CoverageReading,
    CoverageStatement,
    PlaceTaken,
    contradictions,
    reading,
)
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import serial_key
from rmadesk.domain.lapse import LapseQuote, lapse_quote
from rmadesk.domain.rma import Authorization, ShipmentState, Unit
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.ports import Clock
from rmadesk.services.replacements import Replacement, originals
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores


class CoverageDesk:
    """Reads the registry and the replacements; records nothing."""

    def __init__(self, storage: Storage, book: PolicyBook, clock: Clock, site: Site) -> None:
        self._storage = storage
        self._book = book
        self._clock = clock
        self._site = site

    def today(self) -> date:
        """The site-local date."""
        return self._clock.now().astimezone(self._site.time_zone).date()

    def line(self, serial_number: str, on: date | None = None) -> CoverageLine:
        """The coverage of a serial number in any writing, seen on a site-local date (null: today) by every edition in
        force on it, each under the contract that the unit's RMAs name.

        Raises RefusedError `coverage-serial-unknown`, or why no edition is in force.
        """
        with self._storage.reading() as work:
            return self._line(work, serial_number, on or self.today())

    def quotes(self, serial_number: str, new_from_on: date, annual_price: Decimal | None) -> tuple[LapseQuote, ...]:
        """For each edition and each statement of the unit, what coverage costs that begins anew on a site-local date.

        Raises as `line` does.
        """
        with self._storage.reading() as work:
            line = self._line(work, serial_number, self.today())
            return tuple(
                lapse_quote(
                    self._book.in_force(work, each.edition, _contract(line, each), line.asked_on),
                    each.statement.rma_numbers if each.statement else (),
                    each.last_covered_on,
                    new_from_on,
                    annual_price,
                )
                for each in line.readings
            )

    def _line(self, work: Stores, serial_number: str, on: date) -> CoverageLine:
        serial = serial_key(serial_number)
        statements, replaced_by = _statements(work, serial), tuple(_replaced_by(work, serial))
        places = tuple(self._place(work, each) for each in originals(work, serial)) if serial else ()
        if not statements and not places:
            raise RefusedError("coverage-serial-unknown", serial=serial_number)
        return CoverageLine(
            serial_number=serial,
            asked_on=on,
            statements=statements,
            readings=tuple(self._readings(work, statements, places, on)),
            contradictions=contradictions(statements),
            places_taken=places,
            replaced_by=replaced_by,
        )

    def _readings(
        self, work: Stores, statements: tuple[CoverageStatement, ...], places: tuple[PlaceTaken, ...], on: date
    ) -> Iterator[CoverageReading]:
        """The site's own edition first."""
        editions = sorted(self._book.edition_ids(), key=lambda each: (each != self._site.edition, each))
        for edition_id in editions:
            for statement in statements or (None,):
                contract = statement.contract if statement else places[0].stated.contract
                edition = self._book.in_force(work, edition_id, contract, on)
                yield reading(edition, statement, places)

    def _place(self, work: Stores, replacement: Replacement) -> PlaceTaken:
        shipment, original = replacement.shipment, replacement.original
        authorization = work.authorizations.get(original.rma_number)
        return PlaceTaken(
            serial_number=original.serial_number,
            rma_number=original.rma_number,
            replaced_on=shipment.ordered_at.astimezone(self._site.time_zone).date(),
            stated=_statement(original, authorization),
        )


def _contract(line: CoverageLine, read: CoverageReading) -> str | None:
    stated = read.statement or line.places_taken[0].stated
    return stated.contract


def _statements(work: Stores, serial: str) -> tuple[CoverageStatement, ...]:
    """What the registry states of the unit, by RMA number; RMAs that state the same stand together."""
    alike: dict[CoverageStatement, tuple[str, ...]] = {}
    for authorization in work.authorizations.with_serial(serial):
        for unit in work.authorizations.units(authorization.rma_number):
            if unit.serial_number == serial:
                stated = _statement(unit, authorization)
                key = replace(stated, rma_numbers=())
                alike[key] = (*alike.get(key, ()), *stated.rma_numbers)
    return tuple(replace(stated, rma_numbers=numbers) for stated, numbers in alike.items())


def _statement(unit: Unit, authorization: Authorization | None) -> CoverageStatement:
    return CoverageStatement(
        rma_numbers=(unit.rma_number,),
        contract=authorization.contract if authorization else None,
        family=unit.family,
        invoiced_on=unit.invoiced_on,
        shipped_on=unit.shipped_on,
        warranty_months=unit.warranty_months,
        extended_to=unit.extended_to,
    )


def _replaced_by(work: Stores, serial: str) -> Iterator[str]:
    """The serial numbers that went out in its place, by the RMAs under which it came in."""
    for authorization in work.authorizations.with_serial(serial):
        ids = {
            unit.unit_id for unit in work.authorizations.units(authorization.rma_number) if unit.serial_number == serial
        }
        for shipment in work.shipments.of_rma(authorization.rma_number):
            if shipment.unit_id in ids and shipment.replacement_serial and shipment.state is not ShipmentState.VOIDED:
                yield shipment.replacement_serial
