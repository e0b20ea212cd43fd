"""Draws HEIC as a telephone would, for no free library here writes it: HEVC whose blocks are kept as plain samples."""

import struct

import numpy as np
from PIL import Image

_BLOCK = 16
_NEUTRAL = 128

# The range that the less probable value of a bin keeps, for ranges from 448 up, by state: the only column of the table
# in H.265 9.3.4.3.2.2 that is met here, where every block begins anew and each bin is the more probable one.
_LESS_PROBABLE = (
    240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99, 94, 89, 85, 80, 76, 72, 69,
    65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31, 30, 28, 27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15,
    14, 14, 13, 12, 12, 11, 11, 10, 9,
)  # fmt: skip


class _Bits:
    """Written from the highest bit down."""

    def __init__(self) -> None:
        self._bits: list[int] = []

    def u(self, width: int, value: int) -> "_Bits":
        self._bits += [value >> place & 1 for place in range(width - 1, -1, -1)]
        return self

    def ue(self, *values: int) -> "_Bits":
        """Exponential-Golomb codes."""
        for value in values:
            width = (value + 1).bit_length()
            self.u(2 * width - 1, value + 1)
        return self

    def done(self) -> bytes:
        """With the stop bit, filled up with zeros."""
        return _packed([*self._bits, 1])


def _packed(bits: list[int]) -> bytes:
    return np.packbits(np.array(bits, np.uint8)).tobytes()


def heic_of(picture: Image.Image, *, quarter_turns: int = 0) -> bytes:
    """Grey; what is missing of whole blocks is white. `quarter_turns` against the clock are left to the reader."""
    rows = np.asarray(picture.convert("L"))
    height, width = rows.shape
    rows = np.pad(rows, ((0, -height % _BLOCK), (0, -width % _BLOCK)), constant_values=255)
    units = [_unit(32, _video()), _unit(33, _sequence(*rows.shape)), _unit(34, _picture())]
    coded = _unit(19, _slice(rows))
    return _container(units, struct.pack(">I", len(coded)) + coded, (rows.shape[1], rows.shape[0]), quarter_turns)


def _unit(kind: int, content: bytes) -> bytes:
    """A NAL unit, in which no start code can be mistaken."""
    escaped, zeros = bytearray(struct.pack(">BB", kind << 1, 1)), 0
    for byte in content:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        zeros = zeros + 1 if byte == 0 else 0
        escaped.append(byte)
    return bytes(escaped)


def _profile(bits: _Bits) -> _Bits:
    """Main Still Picture, of the highest level."""
    return bits.u(8, 3).u(32, 0x70000000).u(4, 0b1001).u(43, 0).u(1, 0).u(8, 186)


def _video() -> bytes:
    bits = _Bits().u(4, 0).u(2, 3).u(6, 0).u(3, 0).u(1, 1).u(16, 0xFFFF)
    return _profile(bits).u(1, 1).ue(0, 0, 0).u(6, 0).ue(0).u(1, 0).u(1, 0).done()


def _sequence(height: int, width: int) -> bytes:
    bits = _profile(_Bits().u(4, 0).u(3, 0).u(1, 1)).ue(0, 1, width, height).u(1, 0).ue(0, 0, 0)
    bits.u(1, 1).ue(0, 0, 0)  # no other picture is waited for
    bits.ue(1, 0, 0, 2, 0, 0)  # blocks of 16, none larger; transforms of 4 to 16
    bits.u(1, 0).u(1, 0).u(1, 0)  # no scaling lists, no odd partitions, no offsets
    bits.u(1, 1).u(4, 7).u(4, 7).ue(1, 0).u(1, 1)  # plain samples of 8 bits, in blocks of 16, left as they are
    return bits.ue(0).u(1, 0).u(1, 0).u(1, 0).u(1, 0).u(1, 0).done()


def _picture() -> bytes:
    bits = _Bits().ue(0, 0).u(1, 0).u(1, 0).u(3, 0).u(1, 0).u(1, 0).ue(0, 0, 0).u(1, 0).u(1, 0).u(1, 0)
    bits.ue(0, 0).u(1, 0).u(1, 0).u(1, 0).u(1, 0).u(1, 0).u(1, 0).u(1, 0)
    bits.u(1, 1).u(1, 0).u(1, 1)  # no smoothing between blocks
    return bits.u(1, 0).u(1, 0).ue(0).u(1, 0).u(1, 0).done()


def _slice(rows: np.ndarray) -> bytes:
    content = bytearray(_Bits().u(1, 1).u(1, 0).ue(0, 2, 0).done())  # intra, the default quantiser
    colour = bytes([_NEUTRAL]) * (_BLOCK * _BLOCK // 2)
    state, span = 0, 510
    for top in range(0, rows.shape[0], _BLOCK):
        for left in range(0, rows.shape[1], _BLOCK):
            # Not split, then plain samples: nine bits of the arithmetic coder, the last of which is 1.
            low = span - _LESS_PROBABLE[state] - 2
            content += _packed([(low | 1) >> place & 1 for place in range(8, -1, -1)])
            content += rows[top : top + _BLOCK, left : left + _BLOCK].tobytes() + colour
            state, span = min(state + 1, 62), 508  # after the bin that says: there is another block
    return bytes(content + _packed([509 >> place & 1 for place in range(8, -1, -1)]))


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def _container(units: list[bytes], coded: bytes, size: tuple[int, int], quarter_turns: int) -> bytes:
    sets = b"".join(struct.pack(">BHH", 0x80 | unit[0] >> 1, 1, len(unit)) + unit for unit in units)
    configuration = struct.pack(">BBI6sBHBBBBHBB", 1, 3, 0x70000000, b"\x90\0\0\0\0\0", 186, 0xF000, 0xFC, 0xFD, 0xF8,
                                0xF8, 0, 0x0F, len(units)) + sets  # fmt: skip
    properties = _box(b"hvcC", configuration) + _box(b"ispe", struct.pack(">III", 0, *size))
    properties += _box(b"irot", bytes([quarter_turns]))
    association = struct.pack(">IIHBBBB", 0, 1, 1, 3, 0x81, 2, 0x83)
    start = _box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(place: int) -> bytes:
        return _box(
            b"meta",
            bytes(4)
            + _box(b"hdlr", bytes(8) + b"pict" + bytes(13))
            + _box(b"pitm", struct.pack(">IH", 0, 1))
            + _box(b"iinf", struct.pack(">IH", 0, 1) + _box(b"infe", struct.pack(">IHH4sB", 2 << 24, 1, 0, b"hvc1", 0)))
            + _box(b"iprp", _box(b"ipco", properties) + _box(b"ipma", association))
            + _box(b"iloc", struct.pack(">IBBHHHHII", 0, 0x44, 0, 1, 1, 0, 1, place, len(coded))),
        )

    return start + meta(len(start) + len(meta(0)) + 8) + _box(b"mdat", coded)
