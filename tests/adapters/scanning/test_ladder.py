"""The ladder: when it stops, what its passes saw made one list, and what makes an easily misread code certain."""

from collections.abc import Iterator

import numpy as np
import pytest

from rmadesk.adapters.scanning import ladder
from rmadesk.adapters.scanning.decoders import Decoder, Grey, Sighting
from rmadesk.adapters.scanning.ladder import FILE_S, LIVE_S, read_codes
from rmadesk.adapters.scanning.outlines import Outline
from rmadesk.adapters.scanning.steps import STEPS, Original, Step, View, as_it_is
from rmadesk.domain.scans import Read
from rmadesk.domain.symbologies import Symbology
from support.worn_codes import Formats, Wear, worn

AMPLE_S = 60.0
BY_NAME = {step.name: step for step in STEPS}
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


@pytest.mark.parametrize("beside", [False, True], ids=["parted by a scratch", "two labels"])
def test_bands_of_one_code_are_one_code(beside: bool) -> None:
    """One pass sees a code that is parted by a scratch twice; labels beside each other are two all the same."""
    code = worn(Formats.Code128, "RMA-1", Wear(module_px=2, margin_px=10))
    height = code.shape[0]
    code[height // 2 - 8 : height // 2 + 8] = 235
    picture = np.hstack((code, code)) if beside else code
    found = read_codes(picture, enough=lambda _: False, budget=AMPLE_S)
    assert [read.text for read in found] == ["RMA-1"] * (2 if beside else 1)


# ----------------------------------------------------------------------------------------------------- when it stops


class Rungs:
    """Steps that count who was asked; each takes so many seconds of a clock of their own."""

    def __init__(self, *finds: list[Sighting], each_s: float = 0.0) -> None:
        self.taken: list[int] = []
        self.now = 100.0
        self._each_s = each_s
        self.steps = tuple(self._step(number, seen) for number, seen in enumerate(finds, start=1))

    def clock(self) -> float:
        return self.now

    def _step(self, number: int, seen: list[Sighting]) -> Step:
        def look(picture: Grey, kinds: frozenset[Symbology] | None) -> tuple[Sighting, ...]:
            self.taken.append(number)
            self.now += self._each_s
            return tuple(seen)

        return Step(f"step-{number}", as_it_is, (Decoder(f"decoder-{number}", look),), "")


RMA, PARCEL, DOUBTED = seen("RMA-1", S.CODE_128), seen("1Z4", S.CODE_128, BELOW), seen("73513537", S.EAN_8)


@pytest.mark.parametrize(
    ("finds", "taken"),
    [
        ([[RMA], [PARCEL], []], [1]),
        ([[], [PARCEL, RMA], [RMA]], [1, 2]),
        ([[DOUBTED], [], [RMA], []], [1, 2, 3]),
        ([[DOUBTED], [DOUBTED], []], [1, 2]),
        ([[], [], []], [1, 2, 3]),
    ],
    ids=["first", "second", "a doubted one does not stop it", "until it is certain", "nothing"],
)
def test_without_enough_the_first_certain_read_stops_it(finds: list[list[Sighting]], taken: list[int]) -> None:
    rungs = Rungs(*finds)
    read_codes(BLANK, steps=rungs.steps, clock=rungs.clock)
    assert rungs.taken == taken


def test_enough_is_asked_of_all_reads_after_each_step() -> None:
    rungs = Rungs([RMA], [], [PARCEL], [])
    asked: list[list[str]] = []

    def enough(reads: tuple[Read, ...]) -> bool:
        asked.append([read.text for read in reads])
        return len(reads) == 2

    reads = read_codes(BLANK, enough=enough, steps=rungs.steps, clock=rungs.clock)
    assert asked == [["RMA-1"], ["RMA-1"], ["RMA-1", "1Z4"]]
    assert rungs.taken == [1, 2, 3]
    assert [(read.text, read.step) for read in reads] == [("RMA-1", "step-1"), ("1Z4", "step-3")]


@pytest.mark.parametrize(
    ("budget", "each_s", "taken"),
    [
        (0.0, 0.1, 1),
        (LIVE_S, 0.1, 3),
        (LIVE_S, 0.125, 2),
        (LIVE_S, 9.0, 1),
        (FILE_S, 0.5, 4),
        (FILE_S, 0.4, 5),
        (None, 0.5, 4),
        (None, 0.19, 6),
        (-1.0, 0.0, 1),
    ],
)
def test_the_budget_ends_it_but_never_before_the_first_step(budget: float | None, each_s: float, taken: int) -> None:
    rungs = Rungs(*([[]] * 6), each_s=each_s)
    read_codes(BLANK, enough=lambda _: False, budget=budget, steps=rungs.steps, clock=rungs.clock)
    assert len(rungs.taken) == taken


def test_the_budget_ends_a_step_of_many_views() -> None:
    now = [0.0]
    looks: list[float] = []

    def look(picture: Grey, kinds: frozenset[Symbology] | None) -> tuple[Sighting, ...]:
        looks.append(now[0])
        now[0] += 1.0
        return ()

    def many(original: Original) -> Iterator[View]:
        for _ in range(10):
            yield from as_it_is(original)

    steps = (Step("first", as_it_is, (Decoder("a", look),), ""), Step("many", many, (Decoder("b", look),), ""))
    read_codes(BLANK, enough=lambda _: False, budget=4.5, steps=steps, clock=lambda: now[0])
    assert looks == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_what_was_found_before_the_time_was_out_is_kept() -> None:
    rungs = Rungs([RMA], [PARCEL], [seen("S/N", S.QR_CODE)], each_s=1.0)
    reads = read_codes(BLANK, enough=lambda _: False, budget=2.0, steps=rungs.steps, clock=rungs.clock)
    assert [read.text for read in reads] == ["RMA-1", "1Z4"]


def test_corners_that_decoders_guess_stay_in_the_picture() -> None:
    guessed: Outline = ((-5, -9), (250, -9), (250, 230), (-5, 230))
    (read,) = read_codes(BLANK, steps=Rungs([seen("RMA-1", S.CODE_128, guessed)]).steps)
    assert read.position == ((0, 0), (199, 0), (199, 199), (0, 199))


# ------------------------------------------------------------------------------------- what is easily misread, for real

EASY = [
    (Formats.EAN13, "4006381333931"),
    (Formats.EAN8, "73513537"),
    (Formats.UPCE, "01234565"),
    (Formats.ITF, "12345678901231"),
    (Formats.Codabar, "A123456B"),
]


@pytest.mark.parametrize(("kind", "content"), EASY, ids=[str(kind) for kind, _ in EASY])
def test_the_other_decoder_makes_it_certain_at_once(kind: Formats, content: str) -> None:
    (read,) = read_codes(worn(kind, content, Wear()), steps=(BY_NAME["zxing"],))
    assert (read.confirmed, read.step) == (True, "zxing")


@pytest.mark.parametrize(("kind", "content"), EASY, ids=[str(kind) for kind, _ in EASY])
@pytest.mark.parametrize(("first", "confirmed"), [("zxing", True), ("zbar", False)])
def test_where_one_decoder_sees_nothing_only_the_engine_vouches_for_itself(
    kind: Formats, content: str, first: str, confirmed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = {"zxing": "ZBAR", "zbar": "ZXING"}[first]
    monkeypatch.setattr(ladder, blind, Decoder(blind.lower(), lambda picture, kinds: ()))
    (read,) = read_codes(worn(kind, content, Wear()), steps=(BY_NAME[first],))
    assert (read.confirmed, read.step) == (confirmed, first)


def test_a_code_of_a_second_symbol_beside_it_confirms_nothing() -> None:
    rungs = Rungs([DOUBTED], [seen("73513537", S.EAN_8, BELOW)])
    reads = read_codes(BLANK, steps=rungs.steps)
    assert [read.confirmed for read in reads] == [False, False]


EAN, OTHER_EAN = seen("4006381333931", S.EAN_13), seen("4006381333948", S.EAN_13)


@pytest.mark.parametrize(
    ("finds", "confirmed"),
    [
        pytest.param([[EAN], []], set(), id="one preparation"),
        pytest.param([[EAN], [EAN]], {EAN.text}, id="two preparations"),
        pytest.param([[EAN, EAN], []], set(), id="twice in one"),
        pytest.param([[EAN, OTHER_EAN], [EAN], []], set(), id="two against one"),
        pytest.param([[EAN, OTHER_EAN], [EAN], [EAN]], {EAN.text}, id="three against one"),
        pytest.param([[EAN, OTHER_EAN], [EAN, OTHER_EAN], [EAN], [EAN], [EAN]], set(), id="five against two"),
        pytest.param([[EAN, seen("4006381333948", S.EAN_13, BELOW)], [EAN]], {EAN.text}, id="another code elsewhere"),
        *(
            pytest.param([[doubted]] * 4, set(), id=str(doubted.symbology))
            for doubted in (
                seen("73513537", S.EAN_8),
                seen("0012345000065", S.UPC_E),
                seen("12345678", S.ITF),
                seen("A123456B", S.CODABAR),
            )
        ),
    ],
)
@pytest.mark.parametrize("name", ["zxing", "zbar"])
def test_one_decoder_is_believed_of_an_ean_that_it_keeps_reading(
    name: str, finds: list[list[Sighting]], confirmed: set[str]
) -> None:
    steps = tuple(Step(f"step-{place}", as_it_is, (decoder(name, seen),), "") for place, seen in enumerate(finds))
    reads = read_codes(BLANK, enough=lambda _: False, steps=steps)
    assert {read.text for read in reads if read.confirmed} == confirmed
