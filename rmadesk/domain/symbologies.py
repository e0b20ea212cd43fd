"""The kinds of codes, by one name each: on a box, in a picture, on a label of our own."""

from enum import StrEnum


class Symbology(StrEnum):
    """What a code is. UPC-A is an EAN-13 with a leading zero, and UPC-E is given with its thirteen digits."""

    CODE_128 = "code-128"
    CODE_39 = "code-39"
    CODE_93 = "code-93"
    ITF = "itf"
    EAN_13 = "ean-13"
    EAN_8 = "ean-8"
    UPC_E = "upc-e"
    CODABAR = "codabar"
    QR_CODE = "qr-code"
    DATA_MATRIX = "data-matrix"
    PDF417 = "pdf417"
    AZTEC = "aztec"
    MAXICODE = "maxicode"
