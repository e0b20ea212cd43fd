"""What a scan of the test symbol says: other keyboards, lost separators, prefixes, Caps Lock; and limits of gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.services.station import WedgeLimits, WedgeSettings
from ui.wedge_calibration import Unfit, calibrate
from ui.wedge_keyboards import KEYBOARDS, remap_between, typed
from ui.wedge_layout import TEST_TEXT, Trouble, compare

GERMAN = 'ß?-`ÖöZY\x1dzyÄ"§+'
CAPITAL_GERMAN = 'ß?-`öÖzy\x1dZYä"§+'


def troubles(arrived: str, *, ended: bool = True) -> list[Trouble]:
    return [finding.trouble for finding in compare(arrived, ended=ended).findings]


def test_the_symbol_as_it_stands_is_good() -> None:
    report = compare(TEST_TEXT, ended=True)
    assert report.good
    assert report.remap == {}


@pytest.mark.parametrize(
    ("arrived", "found"),
    [
        pytest.param("]d1" + TEST_TEXT, [], id="AIM identifier"),
        pytest.param("]d2" + TEST_TEXT, [], id="AIM identifier of GS1"),
        pytest.param("#" + TEST_TEXT, [Trouble.PRINTABLE_PREFIX], id="prefix of one sign"),
        pytest.param("RMA" + TEST_TEXT, [Trouble.PRINTABLE_PREFIX], id="prefix as long as an identifier"),
        pytest.param(TEST_TEXT + "$", [Trouble.PRINTABLE_SUFFIX], id="printable suffix"),
        pytest.param(TEST_TEXT.replace("\x1d", ""), [Trouble.LOST_SEPARATOR], id="separator gone"),
        pytest.param(TEST_TEXT.replace("\x1d", "029"), [Trouble.LOST_SEPARATOR], id="separator as digits"),
        pytest.param(TEST_TEXT.replace("\x1d", "^]"), [Trouble.LOST_SEPARATOR], id="separator as two signs"),
        pytest.param(TEST_TEXT.swapcase(), [Trouble.CAPS_LOCK], id="Caps Lock"),
        pytest.param(TEST_TEXT.swapcase().replace("\x1d", ""), [Trouble.CAPS_LOCK, Trouble.LOST_SEPARATOR], id="both"),
        pytest.param(CAPITAL_GERMAN, [Trouble.CAPS_LOCK], id="Caps Lock on another keyboard"),
        pytest.param(GERMAN, [Trouble.OTHER_KEYBOARD], id="another keyboard"),
        pytest.param("+d1" + GERMAN, [Trouble.OTHER_KEYBOARD], id="AIM identifier on another keyboard"),
        pytest.param(GERMAN.replace("`", ""), [Trouble.LOST_CHARACTERS], id="a dead key ate one"),
        pytest.param(TEST_TEXT[:-1], [Trouble.LOST_CHARACTERS], id="the last one is missing"),
        pytest.param(TEST_TEXT.replace('"', "@"), [Trouble.SAME_CHARACTER], id="two arrive as one"),
        pytest.param("218043", [Trouble.NOT_THE_SYMBOL], id="another code"),
        pytest.param("", [Trouble.NOT_THE_SYMBOL], id="nothing"),
        pytest.param("YZyz", [Trouble.LOST_SEPARATOR, Trouble.LOST_CHARACTERS], id="the letters alone"),
    ],
)
def test_what_arrived_says_what_is_wrong(arrived: str, found: list[Trouble]) -> None:
    assert sorted(troubles(arrived), key=str) == sorted(found, key=str)
    assert sorted(troubles(arrived, ended=False), key=str) == sorted([*found, Trouble.MISSING_SUFFIX], key=str)


def test_what_came_in_excess_is_named() -> None:
    (finding,) = compare("~~" + TEST_TEXT, ended=True).findings
    assert finding.text == "~~"


def test_signs_that_arrive_as_the_same_are_named_and_no_remap_is_offered() -> None:
    report = compare(TEST_TEXT.replace('"', "@"), ended=True)
    assert report.findings[0].swapped == (('"', "@"), ("@", "@"))
    assert report.remap == {}


TEXTS = ("218043", "RMA-218043/2", "(00)123456789012345675", "https://x.example/?q=1&r=2", "[)>^_`{|}~!$%*")


@pytest.mark.parametrize("computer", [name for name in KEYBOARDS if name != "US"])
def test_a_scan_between_two_keyboards_is_put_right(computer: str) -> None:
    """Signs that the symbol does not have included: the pair of keyboards is known by those it has."""
    arriving = typed("US", computer)
    report = compare("".join(arriving[sign] for sign in TEST_TEXT if sign != "\x1d"), ended=True)
    assert report.keyboards == ("US", computer)
    settings = WedgeSettings(remap=report.remap)
    for text in TEXTS:
        assert settings.put_right("".join(arriving[sign] for sign in text)) == text


@pytest.mark.parametrize("computer", ["CH", "FR", "ES", "IT", "SE"])
def test_what_is_not_known_for_sure_is_left_as_it_arrives(computer: str) -> None:
    """A German keyboard has three of the signs on its third level: the tested ones are put right, none is put wrong."""
    arriving = {sign: sign for sign in TEST_TEXT} | typed("DE", computer)
    report = compare("".join(arriving[sign] for sign in TEST_TEXT), ended=True)
    assert report.remap
    for sign in TEST_TEXT:
        assert report.remap.get(arriving[sign], arriving[sign]) == sign
    assert {arrived: meant for arrived, meant in report.remap.items() if arriving[meant] != arrived} == {}


@pytest.mark.parametrize("computer", ["US", "GB"])
def test_two_keys_for_one_sign_can_not_be_put_right(computer: str) -> None:
    arriving = {sign: sign for sign in TEST_TEXT} | typed("DE", computer)
    report = compare("".join(arriving[sign] for sign in TEST_TEXT), ended=True)
    assert [finding.trouble for finding in report.findings] == [Trouble.SAME_CHARACTER]
    assert report.remap == {}


def test_a_keyboard_that_nobody_knows_is_put_right_as_far_as_it_was_tested() -> None:
    arrived = TEST_TEXT.translate(str.maketrans("-_", "×÷"))
    report = compare(arrived, ended=True)
    assert (report.keyboards, report.remap) == (None, {"×": "-", "÷": "_"})


@pytest.mark.parametrize("name", KEYBOARDS)
def test_keyboards_have_the_same_keys(name: str) -> None:
    assert len(KEYBOARDS[name]) == len(KEYBOARDS["US"]) == 94
    assert {*"0123456789", *"abcdefghijklmnopqrstuvwxyz", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"} <= set(KEYBOARDS[name])


@given(st.sampled_from(list(KEYBOARDS)), st.sampled_from(list(KEYBOARDS)), st.text())
def test_a_remap_takes_back_what_the_keyboards_did(scanner: str, computer: str, text: str) -> None:
    arriving = typed(scanner, computer)
    typeable = "".join(sign for sign in text if sign in arriving and list(arriving.values()).count(arriving[sign]) == 1)
    arrived = "".join(arriving[sign] for sign in typeable)
    assert WedgeSettings(remap=remap_between(scanner, computer)).put_right(arrived) == typeable


@given(st.text() | st.text("YZyz-_/+:;]\x1d"))
def test_any_text_gives_a_report(arrived: str) -> None:
    report = compare(arrived, ended=True)
    assert report.good == (arrived.endswith(TEST_TEXT) and len(arrived) in (15, 18))
    assert set(report.remap) & {"\n", "\r", "\t", ""} == set()


# -------------------------------------------------------------------------------------------------------- calibration

EVEN = [[gap] * 15 for gap in (4, 5, 6)]


@pytest.mark.parametrize(
    ("scans", "limits"),
    [
        pytest.param([[0.3] * 15] * 3, WedgeLimits(4, 20, 60), id="quicker than any limit"),
        pytest.param([[20] * 15] * 3, WedgeLimits(4, 35, 60), id="of the usual speed"),
        pytest.param([[30] * 15] * 3, WedgeLimits(4, 50, 65), id="slow"),
        pytest.param([*EVEN, [5] * 14 + [70]], WedgeLimits(4, 20, 125), id="one long gap"),
        pytest.param([[50] * 15] * 3, WedgeLimits(4, 60, 95), id="just told from typing"),
    ],
)
def test_limits_leave_room_above_what_was_measured(scans: list[list[float]], limits: WedgeLimits) -> None:
    made = calibrate(scans)
    assert made.limits == limits
    assert made.unfit is None
    assert made.limits.mean_gap_ms >= 1.2 * made.slowest_mean_ms
    assert made.limits.largest_gap_ms >= 1.2 * made.largest_gap_ms


@pytest.mark.parametrize(
    ("scans", "unfit"),
    [
        pytest.param([], Unfit.TOO_FEW, id="none"),
        pytest.param(EVEN[:2], Unfit.TOO_FEW, id="two scans"),
        pytest.param([*EVEN[:2], [5] * 7], Unfit.TOO_FEW, id="a short one"),
        pytest.param([[50.5] * 15] * 3, Unfit.TOO_SLOW, id="as slow as quick typing"),
        pytest.param([*EVEN, [90] * 15], Unfit.TOO_SLOW, id="one was typed by hand"),
        pytest.param([*EVEN, [5] * 14 + [126]], Unfit.UNEVEN, id="stops too long"),
    ],
)
def test_what_can_not_be_told_from_typing_gets_no_limits(scans: list[list[float]], unfit: Unfit) -> None:
    made = calibrate(scans)
    assert (made.limits, made.unfit) == (None, unfit)
