"""Authorizations, units and registry rows for tests: in order, but for what a test says of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rmadesk.domain.policy.facts import Category, Family, Maker, RmaKind, RmaStatus
from rmadesk.domain.rma import Authorization, Origin, SupportLevel, Unit

ISSUED_AT = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)


def authorization(rma_number: str, **changed: Any) -> Authorization:
    """An open authorization with a value in every field."""
    values: dict[str, Any] = {
        "written": f"RMA-{rma_number}",
        "issued_at": ISSUED_AT,
        "status": RmaStatus.OPEN,
        "kind": RmaKind.REPAIR,
        "whole_system": True,
        "edition": "support-page",
        "contract": "Contoso 2026",
        "customer_id": f"C-{rma_number}",
        "country": "DE",
        "language": "de",
        "account_paid": True,
        "support_hold": False,
        "overdue_amount": Decimal("12.50"),
        "overdue_since": date(2026, 10, 1),
        "tracking_numbers": (),
        "support_level": SupportLevel.GOLD,
        "advance_replacement": False,
        "insured": True,
        "origin": Origin.IMPORT,
        "customer_entry": f"entry-{rma_number}",
    }
    return Authorization(rma_number=rma_number, **values | changed)


def unit(rma_number: str, serial_number: str | None = "SN1", **changed: Any) -> Unit:
    """An expected unit with a value in every field."""
    values: dict[str, Any] = {
        "unit_id": f"{rma_number}/{serial_number}",
        "part_number": "P-100",
        "nth": 1,
        "description": "Rack server",
        "maker": Maker.VENDOR,
        "family": Family.RACKMOUNT_SERVER,
        "category": Category.FACTORY,
        "on_invoice": True,
        "invoiced_on": date(2025, 3, 1),
        "shipped_on": date(2025, 3, 4),
        "warranty_months": 36,
        "extended_to": date(2029, 3, 1),
        "price": Decimal("4200.00"),
        "currency": "EUR",
        "advance_shipped_on": date(2026, 11, 3),
        "advance_replacement_cost": Decimal("99.90"),
    }
    return Unit(rma_number=rma_number, serial_number=serial_number, **values | changed)


def row(rma_number: str, **changed: str) -> dict[str, str]:
    """The cells of a registry row on which no rule of the policy has anything to say."""
    return {
        "rma_number": rma_number,
        "issued_at": "2026-11-10T09:00:00-08:00",
        "status": "open",
        "kind": "repair",
        "whole_system": "true",
        "customer_id": "C-100",
        "customer_name": "Åsa Müller-Lindqvist",
        "street": "Speicherstraße 17",
        "city": "Hamburg",
        "region": "HH-Altstadt",
        "postal_code": "20457",
        "country": "DE",
        "account_paid": "true",
        "support_hold": "false",
        "insured": "true",
        "serial_number": f"SN-{rma_number}",
        "part_number": "P-100",
        "maker": "vendor",
        "family": "rackmount-server",
        "category": "factory",
        "on_invoice": "true",
        "invoiced_on": "2025-12-01",
        "shipped_on": "2025-12-03",
        "warranty_months": "36",
    } | changed


class GivenRows:
    """The port `RegistryFiles` over rows that a test gives; the first stands in line 2, below a header."""

    def __init__(self) -> None:
        self.given: tuple[Mapping[str, str], ...] = ()

    def rows(self, path: Path) -> Iterable[tuple[int, Mapping[str, str]]]:
        return list(enumerate(self.given, 2))
