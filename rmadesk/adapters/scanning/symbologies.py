"""The kinds of codes that are read, by one name each, whichever decoder saw them."""

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


RETAIL = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_E})
LINEAR = RETAIL | {Symbology.CODE_128, Symbology.CODE_39, Symbology.CODE_93, Symbology.ITF, Symbology.CODABAR}

# A check digit fits half of the wrong reads of EAN/UPC often enough, and ITF and Codabar need none.
EASILY_MISREAD = RETAIL | {Symbology.ITF, Symbology.CODABAR}

_SHORTEST_OF = {Symbology.ITF: 6, Symbology.CODABAR: 6}


def is_credible(symbology: Symbology, text: str) -> bool:
    """False for what bars are likely to give by chance: next to nothing, or a short ITF or Codabar."""
    return len(text) >= _SHORTEST_OF.get(symbology, 2 if symbology in LINEAR else 1)


def is_same_kind(one: Symbology, other: Symbology) -> bool:
    """The decoders do not agree on what to call a code of the EAN/UPC family."""
    return one == other or {one, other} <= RETAIL
