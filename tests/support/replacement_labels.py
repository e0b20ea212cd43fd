"""Facts for replacement labels, and what the two readers find in a picture of one."""

from datetime import date

import numpy as np
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from rmadesk.domain.labels import ReplacementLabelFacts, ReplacementLabelWords

PLAIN_FACTS = ReplacementLabelFacts(
    rma_number="RMA-2026-004711-K",
    sender=("Contoso Returns Desk", "12 Harbour Way", "Dock 4", "San Jose, CA 95112", "United States"),
    recipient=("Åsa Müller-Lindqvist", "Nordlicht Rechenzentrum GmbH", "Speicherstraße 17", "20457 Hamburg", "Germany"),
    replaces_serial="SN-7H2K-00915",
    piece=1,
    pieces=2,
    label_id="0192f7c4-7a1e-7c55-9d5e-1b6f0f2a9c11",
    copy_number=1,
    printed_on=date(2026, 12, 3),
    words=ReplacementLabelWords(
        title="REPLACEMENT",
        no_postage="Dispatch label: no postage paid",
        sender="From",
        recipient="To",
        rma_number="RMA number",
        replaces_serial="Replacement for S/N",
        piece="Box",
        label="Label",
        copy="Copy",
        printed="Printed",
        support="Support phone",
    ),
    support_phone="+27-10-534-8900",
)


def read_by_zxing(picture: Image.Image) -> set[tuple[str, str]]:
    """(symbology identifier, text) of each code, by zxing-cpp at its default calls."""
    return {(code.symbology_identifier, code.bytes.decode()) for code in zxingcpp.read_barcodes(np.asarray(picture))}


def read_by_zbar(picture: Image.Image) -> set[tuple[str, str]]:
    """The same by pyzbar, which gives the symbology by name."""
    identifiers = {"CODE128": "]C0", "QRCODE": "]Q1"}
    return {(identifiers.get(code.type, code.type), code.data.decode()) for code in pyzbar.decode(picture)}


READERS = {"zxing-cpp": read_by_zxing, "zbar": read_by_zbar}
