"""The registry of the demonstration day: invented customers and what they were authorized to send back."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from support.label_pictures import Party
from support.parcel_numbers import fedex, ups

COLUMNS = (
    "rma_number", "issued_at", "status", "kind", "whole_system", "edition", "contract", "customer_id",
    "customer_name", "street", "city", "region", "postal_code", "country", "account_paid", "support_hold",
    "overdue_amount", "overdue_since", "tracking_number", "support_level", "advance_replacement", "language",
    "insured", "serial_number", "part_number", "description", "maker", "family", "category", "on_invoice",
    "invoiced_on", "shipped_on", "warranty_months", "extended_to", "price", "currency", "advance_shipped_on",
    "advance_replacement_cost",
)  # fmt: skip

_COUNTRY_NAMES = {
    "US": "United States",
    "DE": "Germany",
    "GB": "United Kingdom",
    "NO": "Norway",
    "JP": "Japan",
    "FR": "France",
}


@dataclass(frozen=True, slots=True)
class Customer:
    customer_id: str
    name: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    support_level: str = "silver"
    paid: bool = True
    support_hold: bool = False
    overdue: tuple[str, str] | None = None  # amount, since
    language: str = ""
    advance_replacement: bool = False

    @property
    def party(self) -> Party:
        """The sender's lines as the customer's country writes them on parcels."""
        town = (
            f"{self.city} {self.region} {self.postal_code}"
            if self.country == "US"
            else f"{self.postal_code} {self.city}"
        )
        if self.country == "GB":
            town = f"{self.city}  {self.postal_code}"
        return Party(self.name, (self.street, town, _COUNTRY_NAMES[self.country]))


@dataclass(frozen=True, slots=True)
class Product:
    part_number: str
    description: str
    family: str
    price: str
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    product: Product
    serial_number: str
    invoiced_on: str
    shipped_on: str
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class Authorization:
    number: str
    issued_at: str
    customer: Customer
    units: tuple[Unit, ...]
    kind: str = "repair"
    whole_system: bool = True
    edition: str = "hardware-warranty"
    status: str = "open"
    tracking_numbers: tuple[str, ...] = ()
    insured: bool | None = None
    advance: tuple[str, str] | None = None  # shipped on, cost of the replacement


LARKSPUR = Customer(
    "K-2107", "Larkspur Genomics Inc.", "410 Quarry Lane, Bldg C", "Boulder", "CO", "80302", "US", "gold"
)
CINDER_BAY = Customer("K-2113", "Cinder Bay Public Library", "77 Wharf Row", "Portland", "ME", "04101", "US", "bronze")
SAGUARO = Customer("K-2128", "Saguaro Ridge Broadcasting", "1900 E Palo Brea Dr", "Phoenix", "AZ", "85020", "US")
HALVORSEN = Customer("K-2140", "Halvorsen Marin AS", "Kaigata 12", "Bergen", "", "5003", "NO", language="en")
BRUECKENHOF = Customer(
    "K-2152", "Brückenhof Medientechnik GmbH", "Lindenstraße 8", "Leipzig", "", "04109", "DE", "gold", language="de"
)
THISTLEDOWN = Customer(
    "K-2166", 'Thistledown "Deep Store" Archives Ltd', "Unit 4, Canal Yard", "Leeds", "", "LS9 8QT", "GB", "gold",
    advance_replacement=True,
)  # fmt: skip
KITABOSHI = Customer("K-2171", "Kitaboshi Imaging K.K.", "2-14-6 Awaza", "Osaka", "", "550-0011", "JP")
MOULIN_GRIS = Customer(
    "K-2185", "Atelier du Moulin-Gris", "15 rue des Tanneurs", "Lyon", "", "69009", "FR", "none",
    paid=False, overdue=("1240.00", "2026-08-31"),
)  # fmt: skip
TIDEPOOL = Customer(
    "K-2190", "Tidepool Aquarium Trust", "6 Breakwater Loop", "Astoria", "OR", "97103", "US", support_hold=True
)

NAS_2U = Product("VX-2U12-HA", "Storage array 2U, 12 bays, two controllers", "truenas-enterprise", "11890.00")
NAS_4U = Product("VX-4U36", "Storage array 4U, 36 bays", "truenas-enterprise", "17450.00")
SERVER = Product("RK-1U8-E", "Rackmount server 1U, 8 bays", "rackmount-server", "4320.00")
MINI = Product("MN-5-ECC", "Desktop storage, 5 bays", "truenas-mini", "1399.00")
PSU = Product("CP-PSU-1200", "Power supply 1200 W, hot swap", "other", "318.50", 36)
DISK = Product("CP-HDD-18S", "Disk 18 TB SAS", "other", "429.00", 36)
HBA = Product("CP-HBA-16I", "Host bus adapter 16 ports", "other", "612.75", 36)
NIC = Product("CP-NIC-25D", "Network card 2 x 25 Gbit/s", "other", "389.00", 36)


def unit(product: Product, serial: str, invoiced_on: str = "2025-06-11", shipped_on: str = "2025-06-16") -> Unit:
    return Unit(product, f"SN{serial}", invoiced_on, shipped_on, product.warranty_months)


def agreed(product: Product, serial: str, months: int, shipped_on: str) -> Unit:
    """A unit whose warranty was agreed in months from its shipment, as the support page has it."""
    return Unit(product, f"SN{serial}", shipped_on, shipped_on, months)


AUTHORIZATIONS = (
    # What arrives on the day, in the order of the boxes.
    Authorization("218043", "2026-11-09T10:20:00-08:00", LARKSPUR, (unit(NAS_2U, "4K70221"),),
                  tracking_numbers=(ups("W41R63", "03", "2180431"),)),
    Authorization("217904", "2026-10-21T07:05:00+00:00", HALVORSEN, (unit(SERVER, "1R88310"),),
                   # 00:05 at the dock
                  tracking_numbers=(fedex("77120486531"),)),
    Authorization("217903", "2026-10-21T06:55:00+00:00", BRUECKENHOF, (unit(NAS_4U, "4K61107"),),
                   # still the 20th
                  tracking_numbers=(ups("88F20E", "66", "4410973"),)),
    Authorization("217899", "2026-10-20T23:48:00-07:00", CINDER_BAY,
                  (unit(DISK, "7D20945", "2026-10-02", "2026-10-05"),),
                  kind="refund", whole_system=False, tracking_numbers=(fedex("48830291764"),)),
    Authorization("218052", "2026-11-10T16:02:00+00:00", THISTLEDOWN, (unit(SERVER, "1R90142"),),
                  tracking_numbers=(ups("5T9A17", "66", "0093318"),), insured=True),
    Authorization("218060", "2026-11-12T09:30:00+09:00", KITABOSHI,
                  (unit(MINI, "2M31580", "2026-03-02", "2026-03-09"),),
                  kind="replacement", tracking_numbers=(fedex("60317745290"),), insured=False),
    Authorization("218066", "2026-11-12T14:11:00-08:00", SAGUARO, (unit(NAS_2U, "4K70518"),),
                  tracking_numbers=(ups("A07V25", "03", "7765120"),)),
    Authorization("217958", "2026-10-28T11:40:00-07:00", CINDER_BAY, (unit(HBA, "5H11872"),), whole_system=False,
                  status="closed", tracking_numbers=(fedex("39904417285"),)),
    Authorization("218003", "2026-11-02T15:27:00-08:00", SAGUARO, (unit(SERVER, "1R77019"),), kind="credit",
                  status="cancelled"),
    Authorization("218131", "2026-11-22T02:10:00+09:00", KITABOSHI,
                  (unit(MINI, "2M31602", "2026-04-13", "2026-04-17"),),
                  tracking_numbers=(fedex("60317745314"),)),
    Authorization("218071", "2026-11-13T08:45:00-08:00", LARKSPUR, (unit(PSU, "3P50661"),), whole_system=False,
                  kind="replacement", tracking_numbers=(ups("W41R63", "03", "2180716"),)),
    Authorization("218072", "2026-11-13T08:52:00-08:00", LARKSPUR, (unit(DISK, "7D33018"), unit(DISK, "7D33019")),
                  whole_system=False, kind="replacement", tracking_numbers=(ups("W41R63", "03", "2180716"),)),
    Authorization("218080", "2026-11-13T17:20:00+01:00", BRUECKENHOF,
                  (unit(NAS_2U, "4K70733"), unit(NAS_2U, "4K70734")),
                  tracking_numbers=(ups("88F20E", "66", "4411082"), ups("88F20E", "66", "4411095"))),
    Authorization("218085", "2026-11-14T13:05:00+01:00", HALVORSEN, (unit(SERVER, "1R88477"),),
                  tracking_numbers=(fedex("77120486702"),)),
    Authorization("217861", "2026-10-13T09:00:00+01:00", THISTLEDOWN, (unit(HBA, "5H20046"),), kind="replacement",
                  whole_system=False, tracking_numbers=(ups("5T9A17", "66", "0092204"),),
                  advance=("2026-10-22", "612.75")),
    Authorization("218090", "2026-11-16T10:33:00-08:00", SAGUARO, (agreed(SERVER, "1R91350", 36, "2025-04-22"),),
                  edition="support-page", tracking_numbers=(ups("A07V25", "03", "7765337"),)),
    Authorization("218093", "2026-11-16T11:58:00-08:00", CINDER_BAY, (agreed(NIC, "6N04417", 24, "2025-09-03"),),
                  edition="support-page", whole_system=False, tracking_numbers=(fedex("48830292105"),)),
    Authorization("218088", "2026-11-16T09:14:00-08:00", LARKSPUR, (unit(SERVER, "1R91204"),)),
    Authorization("218033", "2026-11-06T12:00:00-08:00", CINDER_BAY,
                  (unit(MINI, "2M28841", "2026-10-26", "2026-10-29"),),
                  kind="credit", tracking_numbers=(fedex("48830291933"),)),
    Authorization("218040", "2026-11-09T09:41:00+01:00", HALVORSEN, (unit(NAS_4U, "4K61555"),),
                  tracking_numbers=(fedex("77120486658"),), insured=True),
    Authorization("217840", "2026-10-11T16:19:00-07:00", SAGUARO, (agreed(NAS_2U, "4K66802", 60, "2023-08-15"),),
                  edition="support-page", tracking_numbers=(ups("A07V25", "03", "7764019"),)),
    # Still on the way, or never sent.
    Authorization("218097", "2026-11-17T10:05:00-08:00", LARKSPUR,
                  (unit(DISK, "7D33140"), unit(DISK, "7D33141"), unit(DISK, "7D33142")), whole_system=False,
                  kind="replacement", advance=("2026-11-18", "1287.00")),
    Authorization("218099", "2026-11-17T15:44:00+00:00", THISTLEDOWN, (unit(PSU, "3P51280"),), whole_system=False,
                  kind="replacement", advance=("2026-11-18", "318.50"), insured=True),
    Authorization("218104", "2026-11-18T09:12:00+01:00", BRUECKENHOF, (unit(HBA, "5H20310"), unit(NIC, "6N05022")),
                  whole_system=False),
    Authorization("218106", "2026-11-18T16:30:00+01:00", MOULIN_GRIS,
                  (unit(MINI, "2M31977", "2026-01-19", "2026-01-22"),),
                  kind="refund"),
    Authorization("218110", "2026-11-19T08:02:00-08:00", TIDEPOOL, (unit(NAS_4U, "4K62013"),),
                  tracking_numbers=(ups("0Y6C48", "03", "1120876"),)),
    Authorization("218112", "2026-11-19T14:50:00-08:00", SAGUARO, (unit(SERVER, "1R91777"), unit(PSU, "3P51344"))),
    Authorization("217702", "2026-09-18T10:10:00-07:00", TIDEPOOL, (unit(DISK, "7D18830"),), whole_system=False,
                  kind="replacement", advance=("2026-09-21", "429.00")),
    Authorization("217655", "2026-09-09T13:37:00+09:00", KITABOSHI,
                  (unit(MINI, "2M29003", "2025-12-01", "2025-12-04"),),
                  status="closed"),
)  # fmt: skip


def authorization(number: str) -> Authorization:
    return next(each for each in AUTHORIZATIONS if each.number == number)


def rows() -> Iterator[dict[str, str]]:
    """One row a unit, by column."""
    for each in AUTHORIZATIONS:
        for unit_of in each.units:
            yield {**_authorization_columns(each), **_unit_columns(unit_of), **_advance_columns(each, unit_of)}


def _authorization_columns(each: Authorization) -> dict[str, str]:
    customer = each.customer
    amount, since = customer.overdue or ("", "")
    return {
        "rma_number": each.number,
        "issued_at": each.issued_at,
        "status": each.status,
        "kind": each.kind,
        "whole_system": _flag(each.whole_system),
        "edition": each.edition,
        "contract": "",
        "customer_id": customer.customer_id,
        "customer_name": customer.name,
        "street": customer.street,
        "city": customer.city,
        "region": customer.region,
        "postal_code": customer.postal_code,
        "country": customer.country,
        "account_paid": _flag(customer.paid),
        "support_hold": _flag(customer.support_hold),
        "overdue_amount": amount,
        "overdue_since": since,
        "tracking_number": ";".join(each.tracking_numbers),
        "support_level": customer.support_level,
        "advance_replacement": _flag(customer.advance_replacement),
        "language": customer.language,
        "insured": _flag(each.insured),
    }


def _unit_columns(each: Unit) -> dict[str, str]:
    return {
        "serial_number": each.serial_number,
        "part_number": each.product.part_number,
        "description": each.product.description,
        "maker": "vendor",
        "family": each.product.family,
        "category": "factory",
        "on_invoice": "true",
        "invoiced_on": each.invoiced_on,
        "shipped_on": each.shipped_on,
        "warranty_months": "" if each.warranty_months is None else str(each.warranty_months),
        "extended_to": "",
        "price": each.product.price,
        "currency": "USD",
    }


def _advance_columns(each: Authorization, unit_of: Unit) -> dict[str, str]:
    """An advance replacement's cost is shared evenly by the units it replaces."""
    if each.advance is None:
        return {"advance_shipped_on": "", "advance_replacement_cost": ""}
    shipped_on, cost = each.advance
    return {"advance_shipped_on": shipped_on, "advance_replacement_cost": str(Decimal(cost) / len(each.units))}


def _flag(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
