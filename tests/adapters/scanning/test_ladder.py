"""The ladder: when it stops, what its passes saw made one list, and what makes an easily misread code certain."""

import numpy as np
import pytest

from rmadesk.adapters.scanning.decoders import Decoder, Grey, Sighting
from rmadesk.adapters.scanning.ladder import read_codes
from rmadesk.adapters.scanning.outlines import Outline
from rmadesk.adapters.scanning.steps import Step, as_it_is
from rmadesk.domain.symbologies import Symbology

BLANK = np.full((200, 200), 255, np.uint8)


def decoder(name: str, finds: list[Sighting]) -> Decoder:
    """Sees the same whatever it looks at."""

    def look(picture: Grey, kinds: frozenset[Symbology] | None) -> tuple[Sighting, ...]:
        return tuple(finds)

    return Decoder(name, look)


# ---------------------------------------------------------------------------------- what the passes saw, made one list

HERE: Outline = ((0, 0), (100, 0), (100, 40), (0, 40))
TOP_LINE: Outline = ((0, 0), (100, 0), (100, 0), (0, 0))
LINE_BELOW: Outline = ((2, 5), (98, 5), (98, 5), (2, 5))
BELOW: Outline = ((0, 60), (100, 60), (100, 100), (0, 100))


def seen(text: str, symbology: Symbology, where: Outline = HERE) -> Sighting:
    return Sighting(text.encode(), symbology, False, where)


S = Symbology
MERGES: list[tuple[str, list[list[Sighting]], list[tuple[str, bool, str]]]] = [
    ("nothing", [[], []], []),
    ("trusted by one", [[seen("RMA-1", S.CODE_128)], []], [("RMA-1", True, "step-1")]),
    ("the second alone", [[], [seen("RMA-1", S.CODE_39)]], [("RMA-1", True, "step-2")]),
    ("EAN of one", [[seen("4006381333931", S.EAN_13)], []], [("4006381333931", False, "step-1")]),
    ("EAN of the second alone", [[], [seen("73513537", S.EAN_8)]], [("73513537", False, "step-2")]),
    ("ITF of one", [[seen("123456", S.ITF)], []], [("123456", False, "step-1")]),
    ("Codabar of one", [[seen("A1234B", S.CODABAR)], []], [("A1234B", False, "step-1")]),
    ("EAN of both", [[seen("73513537", S.EAN_8)], [seen("73513537", S.EAN_8)]], [("73513537", True, "step-1")]),
    (
        "UPC-E that the other calls EAN-13",
        [[seen("0012345000065", S.UPC_E)], [seen("0012345000065", S.EAN_13)]],
        [("0012345000065", True, "step-1")],
    ),
    (
        "a step does not confirm itself",
        [[seen("73513537", S.EAN_8), seen("73513537", S.EAN_8)], []],
        [("73513537", False, "step-1")],
    ),
    (
        "two that differ are two questions",
        [[seen("4006381333931", S.EAN_13)], [seen("4006381333948", S.EAN_13)]],
        [("4006381333931", False, "step-1"), ("4006381333948", False, "step-2")],
    ),
    (
        "elsewhere confirms nothing",
        [[seen("73513537", S.EAN_8)], [seen("73513537", S.EAN_8, BELOW)]],
        [("73513537", False, "step-1"), ("73513537", False, "step-2")],
    ),
    (
        "single lines of one code",
        [[seen("73513537", S.EAN_8, TOP_LINE)], [seen("73513537", S.EAN_8, LINE_BELOW)]],
        [("73513537", True, "step-1")],
    ),
    ("garbled by the second", [[seen("ü", S.QR_CODE)], [seen("é", S.QR_CODE)]], [("ü", True, "step-1")]),
    ("inside of a trusted one", [[seen("RMA-1", S.CODE_128)], [seen("123456", S.ITF)]], [("RMA-1", True, "step-1")]),
    ("trusted one later", [[seen("123456", S.ITF)], [seen("RMA-1", S.CODE_39)]], [("RMA-1", True, "step-2")]),
    (
        "confirmed one stays",
        [[seen("123456", S.ITF)], [seen("123456", S.ITF), seen("RMA-1", S.CODE_39)]],
        [("123456", True, "step-1")],
    ),
    (
        "one step may see two close together",
        [[seen("RMA-1", S.CODE_128), seen("RMA-2", S.CODE_128)], []],
        [("RMA-1", True, "step-1"), ("RMA-2", True, "step-1")],
    ),
    ("short ITF and Codabar", [[seen("12345", S.ITF), seen("A123B", S.CODABAR)], [seen("1234", S.ITF)]], []),
    ("one character", [[seen("1", S.CODE_128), seen("", S.QR_CODE)], [seen("1", S.CODE_39)]], []),
]


@pytest.mark.parametrize(("finds", "expected"), [case[1:] for case in MERGES], ids=[case[0] for case in MERGES])
def test_one_list_from_two_steps(finds: list[list[Sighting]], expected: list[tuple[str, bool, str]]) -> None:
    first, second = (decoder(name, seen) for name, seen in zip(("zxing", "zbar"), finds, strict=True))
    steps = (Step("step-1", as_it_is, (first,), ""), Step("step-2", as_it_is, (second,), ""))
    reads = read_codes(BLANK, enough=lambda _: False, steps=steps)
    assert [(found.text, found.confirmed, found.step) for found in reads] == expected
