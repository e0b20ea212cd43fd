"""The demonstration day: 24 boxes, what their labels look like, what the clerk saw, and what must come out."""

from dataclasses import dataclass

from support.demo_registry import (
    BRUECKENHOF,
    CINDER_BAY,
    HALVORSEN,
    KITABOSHI,
    LARKSPUR,
    SAGUARO,
    THISTLEDOWN,
    authorization,
)
from support.label_pictures import Carrier, Carton, Damage, InboundLabel, Layout, Party, RmaCode, Scene, Symbology, Tear
from support.parcel_numbers import fedex, sscc, ups

SITE_TIME_ZONE = "America/Los_Angeles"
RETURNS_DOCK = Party("Returns Dock", ("1275 Alder Yard Road", "Fremont CA 94538", "United States"))
OAKLINE = Party("Oakline Print Works", ("302 Ferry Street", "Salem OR 97301", "United States"))
NO_NAME = Party("Sender not given", ("Drop-off counter 118", "Reno NV 89502", "United States"))

Finding = tuple[str, str]  # rule, effect
_VERDICTS = {"note": "accept", "charge": "accept_with_charge", "hold": "hold", "refuse": "refuse"}
_RISING = tuple(_VERDICTS)


@dataclass(frozen=True, slots=True)
class Judged:
    """One authorization of a box (None: none is known) and the findings that it must get, in the policy's order."""

    rma_number: str | None
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> str:
        return _VERDICTS[max((effect for _, effect in self.findings), key=_RISING.index, default="note")]


@dataclass(frozen=True, slots=True)
class Photo:
    damage: Damage
    seed: int
    scene: Scene | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the day. `typed` is what the clerk keys in where the picture can't be read in full."""

    shows: str
    at: str
    label: InboundLabel
    photo: Photo
    judged: tuple[Judged, ...]
    packaging: str = "original"
    outer_damage: str = "none"
    marked_on_box: bool = False
    number_state: str = "read"
    number_state_declared: bool = False
    typed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()  # texts of the label's codes that no decoder finds in the picture
    duplicate_of: int | None = None  # place in the day, from 1

    @property
    def verdict(self) -> str:
        return max((each.verdict for each in self.judged), key=tuple(_VERDICTS.values()).index)

    @property
    def readable_texts(self) -> tuple[str, ...]:
        return tuple(code.text for code in self.label.codes if code.text not in self.unreadable)


UPS_GROUND, UPS_EXPRESS = Carrier("UPS", "Ground"), Carrier("UPS", "Worldwide Express")
FEDEX_GROUND, FEDEX_INTL = Carrier("FedEx", "Ground"), Carrier("FedEx", "Intl Priority")
QR, DATA_MATRIX, CODE_39 = Symbology.QR, Symbology.DATA_MATRIX, Symbology.CODE_39


def _label(
    sender: Party,
    tracking_number: str,
    carrier: Carrier,
    weight: str,
    *codes: RmaCode,
    layout: Layout = Layout.TRACKING_FIRST,
    carton: Carton | None = None,
    sscc_code: str | None = None,
    contents: str = "Computer equipment, return for service",
    shipped: str = "17 NOV 2026",
) -> InboundLabel:
    return InboundLabel(
        sender, RETURNS_DOCK, carrier, tracking_number, codes, sscc_code, carton, weight, shipped, contents, layout
    )


def _expected(number: str, place: int = 0) -> str:
    return authorization(number).tracking_numbers[place]


_FIRST_LABEL = _label(LARKSPUR.party, _expected("218043"), UPS_GROUND, "24.1 KG", RmaCode("218043"))
_REFERENCE_FIRST = Layout.REFERENCE_FIRST
_GREY, _PALE, _DARK = (158, 140, 116), (190, 156, 112), (150, 112, 74)

BOXES = (
    Box(
        "a clean box: open, in time, original packaging",
        "2026-11-20T06:42:00-08:00",
        _FIRST_LABEL,
        Photo(Damage(tilt_degrees=-3, perspective=0.012, blur_px=0.6, noise=2.5, fall_off=0.25), 101),
        (Judged("218043"),),
    ),
    Box(
        "issued 30 days ago on the dock's calendar: still in time",
        "2026-11-20T06:55:00-08:00",
        _label(HALVORSEN.party, _expected("217904"), FEDEX_INTL, "18.6 KG", RmaCode("217904", QR),
               shipped="14 NOV 2026"),
        Photo(Damage(tilt_degrees=5, perspective=0.015, blur_px=0.7, noise=2.5, fall_off=0.35), 102,
              Scene(cardboard=_PALE)),
        (Judged("217904"),),
    ),
    Box(
        "issued 31 days ago, minutes before midnight: a repair is held",
        "2026-11-20T07:08:00-08:00",
        _label(BRUECKENHOF.party, _expected("217903"), UPS_EXPRESS, "31.5 KG", RmaCode("217903"),
               shipped="13 NOV 2026"),
        Photo(Damage(tilt_degrees=2, perspective=0.02, blur_px=0.6, noise=3, fall_off=0.3, crumple=0.35), 103),
        (Judged("217903", (("rma-expired", "hold"),)),),
    ),
    Box(
        "issued 31 days ago: a refund is refused",
        "2026-11-20T07:21:00-08:00",
        _label(CINDER_BAY.party, _expected("217899"), FEDEX_GROUND, "1.9 KG", RmaCode("217899", DATA_MATRIX),
               layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=-8, perspective=0.015, blur_px=0.5, noise=2.5, fall_off=0.3), 104,
              Scene(cardboard=_DARK)),
        (Judged("217899", (("rma-expired", "refuse"),)),),
    ),
    Box(
        "packaging of the customer's own: held",
        "2026-11-20T07:40:00-08:00",
        _label(THISTLEDOWN.party, _expected("218052"), UPS_EXPRESS, "15.2 KG", RmaCode("218052", QR),
               sscc_code=sscc("30614141000021805")),
        Photo(Damage(tilt_degrees=1.5, perspective=0.012, blur_px=0.6, noise=2.5, fall_off=0.4, shadow=0.25), 105),
        (Judged("218052", (("packaging-not-accepted", "hold"),)),),
        packaging="other",
    ),
    Box(
        "a crushed box in the vendor's packaging: noted, photo wanted",
        "2026-11-20T07:58:00-08:00",
        _label(KITABOSHI.party, _expected("218060"), FEDEX_INTL, "8.8 KG", RmaCode("218060", CODE_39),
               shipped="16 NOV 2026"),
        Photo(Damage(tilt_degrees=-2, perspective=0.02, blur_px=0.5, noise=2.5, fall_off=0.3, crumple=0.6), 106),
        (Judged("218060", (("outer-damage", "note"),)),),
        packaging="supplied",
        outer_damage="crushed",
    ),
    Box(
        "no RMA number on the label, though the parcel was expected: refused",
        "2026-11-20T08:15:00-08:00",
        _label(SAGUARO.party, _expected("218066"), UPS_GROUND, "23.9 KG"),
        Photo(Damage(tilt_degrees=7, perspective=0.015, blur_px=0.7, noise=2.5, fall_off=0.3), 107,
              Scene(cardboard=_GREY)),
        (Judged("218066", (("rma-number-missing", "refuse"),)),),
        number_state="missing",
    ),
    Box(
        "no RMA number and a parcel nobody expects: refused, to the unmatched shelf",
        "2026-11-20T08:31:00-08:00",
        _label(NO_NAME, ups("7C3X90", "03", "5520418"), UPS_GROUND, "4.4 KG", contents="Electronics"),
        Photo(Damage(tilt_degrees=-11, perspective=0.02, blur_px=0.5, noise=3, fall_off=0.35), 108),
        (Judged(None, (("rma-number-missing", "refuse"),)),),
        number_state="missing",
    ),
    Box(
        "an RMA number that the registry does not know: held",
        "2026-11-20T08:49:00-08:00",
        _label(OAKLINE, fedex("25580913346"), FEDEX_GROUND, "12.0 KG", RmaCode("231907"), layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=3, perspective=0.015, blur_px=0.6, noise=2.5, fall_off=0.3, glare=0.3), 109),
        (Judged("231907", (("rma-unknown", "hold"),)),),
    ),
    Box(
        "an RMA that is closed: held",
        "2026-11-20T09:05:00-08:00",
        _label(CINDER_BAY.party, _expected("217958"), FEDEX_GROUND, "0.9 KG", RmaCode("217958", DATA_MATRIX)),
        Photo(Damage(tilt_degrees=91, perspective=0.012, blur_px=0.5, noise=2.5, fall_off=0.3), 110,
              Scene(width=1180, height=920)),
        (Judged("217958", (("rma-not-open", "hold"),)),),
    ),
    Box(
        "an RMA that was cancelled: held",
        "2026-11-20T09:22:00-08:00",
        _label(SAGUARO.party, ups("A07V25", "03", "7765204"), UPS_GROUND, "14.7 KG", RmaCode("218003", QR)),
        Photo(Damage(tilt_degrees=-5, perspective=0.02, blur_px=0.8, noise=2.5, fall_off=0.4, low_contrast=0.3), 111),
        (Judged("218003", (("rma-not-open", "hold"),)),),
    ),
    Box(
        "an RMA that is issued tomorrow: held",
        "2026-11-20T09:41:00-08:00",
        _label(KITABOSHI.party, _expected("218131"), FEDEX_INTL, "8.8 KG", RmaCode("218131", CODE_39),
               layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=4, perspective=0.01, blur_px=0.5, noise=2.5, fall_off=0.25), 112,
              Scene(cardboard=_PALE)),
        (Judged("218131", (("rma-issued-in-future", "hold"),)),),
    ),
    Box(
        "two RMAs in one box, each judged on its own",
        "2026-11-20T10:03:00-08:00",
        _label(LARKSPUR.party, _expected("218071"), UPS_GROUND, "5.1 KG", RmaCode("218071"), RmaCode("218072")),
        Photo(Damage(tilt_degrees=-4, perspective=0.012, blur_px=0.4, noise=2.5, fall_off=0.3, shadow=0.2), 113),
        (Judged("218071"), Judged("218072")),
    ),
    Box(
        "one RMA in two boxes, the first",
        "2026-11-20T10:20:00-08:00",
        _label(BRUECKENHOF.party, _expected("218080", 0), UPS_EXPRESS, "24.3 KG", RmaCode("218080", QR),
               carton=Carton(1, 2), sscc_code=sscc("34012345000021801")),
        Photo(Damage(tilt_degrees=2.5, perspective=0.015, blur_px=0.6, noise=2.5, fall_off=0.3), 114),
        (Judged("218080"),),
    ),
    Box(
        "one RMA in two boxes, the second",
        "2026-11-20T10:24:00-08:00",
        _label(BRUECKENHOF.party, _expected("218080", 1), UPS_EXPRESS, "24.2 KG", RmaCode("218080", QR),
               carton=Carton(2, 2), sscc_code=sscc("34012345000021802")),
        Photo(Damage(tilt_degrees=-4, perspective=0.02, blur_px=0.6, noise=2.5, fall_off=0.35), 115),
        (Judged("218080"),),
    ),
    Box(
        "the number is also written on the box: noted",
        "2026-11-20T10:58:00-08:00",
        _label(HALVORSEN.party, _expected("218085"), FEDEX_INTL, "16.0 KG", RmaCode("218085")),
        Photo(Damage(tilt_degrees=3, perspective=0.012, blur_px=0.5, noise=2.5, fall_off=0.3), 116,
              Scene(label_share=0.78, centre=(0.5, 0.575), marker_text="RMA 218085")),
        (Judged("218085", (("rma-number-on-box", "note"),)),),
        marked_on_box=True,
    ),
    Box(
        "expired, but owed for an advance replacement: noted only",
        "2026-11-20T11:17:00-08:00",
        _label(THISTLEDOWN.party, _expected("217861"), UPS_EXPRESS, "1.1 KG", RmaCode("217861", DATA_MATRIX),
               shipped="16 NOV 2026"),
        Photo(Damage(tilt_degrees=178, perspective=0.015, blur_px=0.5, noise=2.5, fall_off=0.3), 117,
              Scene(cardboard=_DARK)),
        (Judged("217861", (("rma-expired", "note"),)),),
        packaging="supplied",
    ),
    Box(
        "support page: a whole system in equivalent packaging is accepted",
        "2026-11-20T11:42:00-08:00",
        _label(SAGUARO.party, _expected("218090"), UPS_GROUND, "15.5 KG", RmaCode("218090"), layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=-1.5, perspective=0.015, blur_px=0.6, noise=2.5, fall_off=0.3, motion_px=1.6), 118),
        (Judged("218090"),),
        packaging="equivalent",
    ),
    Box(
        "support page: a component may come in any packaging",
        "2026-11-20T13:05:00-08:00",
        _label(CINDER_BAY.party, _expected("218093"), FEDEX_GROUND, "0.6 KG", RmaCode("218093", QR),
               layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=12, perspective=0.02, blur_px=0.5, noise=2.5, fall_off=0.35), 119,
              Scene(cardboard=_GREY)),
        (Judged("218093"),),
        packaging="none",
    ),
    Box(
        "hardware warranty: equivalent packaging is held",
        "2026-11-20T13:31:00-08:00",
        _label(LARKSPUR.party, ups("W41R63", "03", "2180889"), UPS_GROUND, "15.3 KG", RmaCode("218088", CODE_39)),
        Photo(Damage(tilt_degrees=-3.5, perspective=0.012, blur_px=0.5, noise=2.5, fall_off=0.3, low_contrast=0.25),
              120),
        (Judged("218088", (("packaging-not-accepted", "hold"),)),),
        packaging="equivalent",
    ),
    Box(
        "the first parcel of the morning, scanned once more: a duplicate",
        "2026-11-20T13:58:00-08:00",
        _FIRST_LABEL,
        Photo(Damage(tilt_degrees=10, perspective=0.02, blur_px=0.6, noise=3, fall_off=0.4, shadow=0.3), 121),
        (Judged("218043"),),
        duplicate_of=1,
    ),
    Box(
        "the label is torn through the RMA's code; the clerk types the digits that are left beside it",
        "2026-11-20T14:26:00-08:00",
        _label(CINDER_BAY.party, _expected("218033"), FEDEX_GROUND, "8.9 KG", RmaCode("218033", QR)),
        Photo(Damage(tilt_degrees=3, perspective=0.01, blur_px=0.6, noise=2.5, fall_off=0.3,
              tear=Tear("bottom-right", 0.85, 0.42)),
              122),
        (Judged("218033", (("outer-damage", "note"),)),),
        outer_damage="torn",
        typed=("RMA-218033",),
        unreadable=("RMA:218033",),
    ),
    Box(
        "water ran through the label: the RMA number is unreadable, the clerk makes out the carrier's number",
        "2026-11-20T14:50:00-08:00",
        _label(HALVORSEN.party, _expected("218040"), FEDEX_INTL, "31.8 KG", RmaCode("218040", digits_printed=False),
               layout=_REFERENCE_FIRST),
        Photo(Damage(tilt_degrees=-5, perspective=0.015, blur_px=1.1, noise=3, fall_off=0.35, low_contrast=0.2,
                     ink_run_dots=13, crumple=0.4), 208),
        (Judged("218040", (("rma-number-unreadable", "hold"), ("outer-damage", "note"))),),
        outer_damage="wet",
        number_state="unreadable",
        number_state_declared=True,
        typed=(_expected("218040"),),
        unreadable=(_expected("218040"), "RMA-218040"),
    ),
    Box(
        "support page: 40 days old, a repair is refused",
        "2026-11-20T15:30:00-08:00",
        _label(SAGUARO.party, _expected("217840"), UPS_GROUND, "24.8 KG", RmaCode("217840", DATA_MATRIX),
               sscc_code=sscc("30614141000021784"), shipped="12 NOV 2026"),
        Photo(Damage(tilt_degrees=-2, perspective=0.015, blur_px=0.6, noise=2.5, fall_off=0.4, glare=0.25), 124),
        (Judged("217840", (("rma-expired", "refuse"),)),),
    ),
)  # fmt: skip
