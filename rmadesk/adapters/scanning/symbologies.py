"""What is known of the kinds of codes: which are easily misread, and which look alike to a decoder."""

from rmadesk.domain.symbologies import Symbology

RETAIL = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_E})
LINEAR = RETAIL | {Symbology.CODE_128, Symbology.CODE_39, Symbology.CODE_93, Symbology.ITF, Symbology.CODABAR}

# What looks like bars side by side from afar.
BARRED = LINEAR | {Symbology.PDF417}

# A check digit fits half of the wrong reads of EAN/UPC often enough, and ITF and Codabar need none.
EASILY_MISREAD = RETAIL | {Symbology.ITF, Symbology.CODABAR}

# No check character at all: what a preparation made of one is no more certain than those.
UNCHECKED = frozenset({Symbology.CODE_39})

_SHORTEST_OF = {Symbology.ITF: 6, Symbology.CODABAR: 6}


def is_credible(symbology: Symbology, text: str) -> bool:
    """False for what bars are likely to give by chance: next to nothing, or a short ITF or Codabar."""
    return len(text) >= _SHORTEST_OF.get(symbology, 2 if symbology in LINEAR else 1)


def alike(symbology: Symbology) -> frozenset[Symbology]:
    """What the decoders may call a code of this kind: they do not agree on names in the EAN/UPC family."""
    return RETAIL if symbology in RETAIL else frozenset({symbology})


def is_same_kind(one: Symbology, other: Symbology) -> bool:
    """Whether two decoders may mean the same code."""
    return other in alike(one)
