"""Pictures that mean no good: made on purpose, and by damaging good ones of every format, the same for a seed."""

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import zxingcpp
from PIL import Image

from support.heic_pictures import heic_of
from support.pdf_pictures import hostile_pdfs, pdf_of

TEXT = "RMA-104448"


@dataclass(frozen=True, slots=True)
class Hostile:
    """What is wrong with it, and the file."""

    name: str
    content: bytes


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


@cache
def label() -> Image.Image:
    """A small one, quickly read: Code 128 and a QR code."""
    paper = Image.new("L", (300, 170), 255)
    for kind, place, scale in (
        (zxingcpp.BarcodeFormat.Code128, (0, 0), 1),
        (zxingcpp.BarcodeFormat.QRCode, (190, 70), 3),
    ):
        code = zxingcpp.create_barcode(TEXT, kind).to_image(scale=scale)
        paper.paste(Image.fromarray(np.array(code)), place)
    return paper


def png_that_claims(width: int, height: int, lines: bytes = b"\0") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def tiff_chain(pages: int, *, loop: bool) -> bytes:
    """Directories without a picture, each after the other, the last pointing to the first."""
    content = bytearray(struct.pack("<2sHI", b"II", 42, 8))
    for page in range(pages):
        entries = [(256, 3, 1, 4), (257, 3, 1, 4), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
        last = page == pages - 1
        following = (8 if loop else 0) if last else len(content) + 2 + 12 * len(entries) + 4
        content += struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *each) for each in entries)
        content += struct.pack("<I", following)
    return bytes(content)


@cache
def good_pictures() -> dict[str, bytes]:
    """The label in every format."""
    colour = label().convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return {
        "png": saved(label()),
        "png 16 bit": saved(Image.fromarray(np.asarray(label(), np.uint16) * 257)),
        "png palette": saved(label().convert("P"), transparency=255),
        "apng": saved(label(), save_all=True, append_images=[Image.new("L", label().size)] * 2),
        "jpeg": saved(colour, "JPEG", exif=exif),
        "jpeg progressive": saved(colour, "JPEG", progressive=True),
        "jpeg cmyk": saved(colour.convert("CMYK"), "JPEG"),
        "gif": saved(label(), "GIF"),
        "gif animated": saved(label(), "GIF", save_all=True, append_images=[Image.new("L", label().size)] * 3),
        "bmp": saved(colour, "BMP"),
        "bmp palette": saved(label().convert("P"), "BMP"),
        "webp": saved(colour, "WEBP"),
        "webp lossless": saved(colour, "WEBP", lossless=True),
        "webp animated": saved(colour, "WEBP", save_all=True, append_images=[colour.rotate(9)] * 2),
        "tiff": saved(colour, "TIFF"),
        "tiff lzw": saved(label(), "TIFF", compression="tiff_lzw"),
        "tiff jpeg": saved(colour, "TIFF", compression="jpeg"),
        "tiff fax": saved(label().convert("1"), "TIFF", compression="group4"),
        "tiff pages": saved(label(), "TIFF", save_all=True, append_images=[label()] * 2),
        "ppm": saved(colour, "PPM"),
        "jpeg 2000": saved(colour, "JPEG2000"),
        "avif": saved(colour, "AVIF"),
        "heic": heic_of(label()),
        "pdf": pdf_of([label()], (160, 90)),
        "pdf pages": pdf_of([label(), None, label()], (160, 90)),
    }


@cache
def made_on_purpose() -> tuple[Hostile, ...]:
    """One of each kind that is known."""
    white = Image.new("1", (9, 9), 1)
    files = {
        "empty": b"",
        "zeros": bytes(5000),
        "text": b"rma_number,price\n" * 50,
        "png of 60,000 x 60,000": png_that_claims(60_000, 60_000),
        "png of 10,000 x 10,000": png_that_claims(10_000, 10_000),
        "png of 8,000 x 5,001": png_that_claims(8_000, 5_001),
        "png of 0 x 0": png_that_claims(0, 0),
        "png of 2^31 x 1": png_that_claims(2**31 - 1, 1),
        "png of 40,000,000 x 1": png_that_claims(40_000_000, 1),
        "png without its lines": png_that_claims(4000, 4000),
        "png with too many lines": png_that_claims(4, 4, bytes(50_000_000)),
        "png of 1 x 1": saved(Image.new("L", (1, 1), 255)),
        "png of 1 x 30,000": saved(Image.new("1", (1, 30_000), 1)),
        "white": saved(Image.new("1", (3000, 2000), 1)),
        "noise": saved(Image.fromarray(np.random.default_rng(1).integers(0, 256, (400, 500), np.uint8))),
        "stripes": saved(Image.fromarray(np.tile(np.array([0, 255], np.uint8).repeat(2), (300, 200)))),
        "tiff that loops": tiff_chain(3, loop=True),
        "tiff that loops at once": tiff_chain(1, loop=True),
        "tiff of 100,000 pages": tiff_chain(100_000, loop=False),
        "tiff of 21 pages": saved(white, "TIFF", save_all=True, append_images=[white] * 20),
        "gif of 3,000 pictures": saved(white.convert("P"), "GIF", save_all=True, append_images=[
            Image.new("P", (9, 9), number % 2) for number in range(2_999)]),
        "gif of 65,535 x 65,535": b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
        "jpeg of 65,500 x 65,500": saved(Image.new("L", (8, 8)), "JPEG").replace(b"\0\x08\0\x08", b"\xff\xdc\xff\xdc"),
        "heic without a picture": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200),
        "avif without a picture": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(200),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(a) print\n",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        "xml bomb": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbbbbbb'>]><svg>&b;</svg>",
    }  # fmt: skip
    return tuple(Hostile(name, content) for name, content in (files | hostile_pdfs()).items())


def hostile_pictures(seed: int) -> Iterator[Hostile]:
    """Without end: those made on purpose, then damaged ones."""
    yield from made_on_purpose()
    chance = random.Random(seed)
    wholes = list(good_pictures().items())
    while True:
        name, whole = chance.choice(wholes)
        damage = chance.choice(_DAMAGES)
        yield Hostile(f"{name}, {damage.__name__.strip('_').replace('_', ' ')}", damage(chance, bytearray(whole)))


def _cut_short(chance: random.Random, content: bytearray) -> bytes:
    return bytes(content[: chance.randrange(1, len(content))])


def _with_changed_bytes(chance: random.Random, content: bytearray) -> bytes:
    for _ in range(chance.choice([1, 2, 5, 30, 200])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _with_a_changed_header(chance: random.Random, content: bytearray) -> bytes:
    """Where sizes, kinds and places stand."""
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(min(len(content), 120))] = chance.choice(
            [0, 1, 127, 128, 254, 255, chance.randrange(256)]
        )
    return bytes(content)


def _with_flipped_bits(chance: random.Random, content: bytearray) -> bytes:
    for _ in range(chance.choice([1, 3, 20])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _with_a_great_number(chance: random.Random, content: bytearray) -> bytes:
    place = chance.randrange(max(1, len(content) - 4))
    number = chance.choice([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF, chance.getrandbits(32)])
    content[place : place + 4] = struct.pack(chance.choice(["<I", ">I"]), number)
    return bytes(content)


def _with_a_part_twice(chance: random.Random, content: bytearray) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    place = chance.randrange(len(content) + 1)
    return bytes(content[:place] + content[start:end] * chance.choice([1, 1, 2, 40]) + content[place:])[:400_000]


def _with_a_part_missing(chance: random.Random, content: bytearray) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return bytes(content[:start] + content[end:])


def _spliced(chance: random.Random, content: bytearray) -> bytes:
    """Goes on as another, of any format."""
    other = chance.choice(list(good_pictures().values()))
    return bytes(content[: chance.randrange(1, len(content))] + other[chance.randrange(len(other)) :])


_DAMAGES: tuple[Callable[[random.Random, bytearray], bytes], ...] = (
    _cut_short,
    _with_changed_bytes,
    _with_a_changed_header,
    _with_flipped_bits,
    _with_a_great_number,
    _with_a_part_twice,
    _with_a_part_missing,
    _spliced,
)
