"""Pictures from outside as grey pixels: checked before they are unpacked, turned upright, grey over white."""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from rmadesk.adapters.scanning.picture_files import MAX_PIXELS, refuse_by_size, too_large
from rmadesk.domain.errors import RefusedError

MAX_PAGES = 20
MAX_SIDE = 65_000  # no decoder takes more

# Not every format that Pillow knows: some call other programs, and no camera or scanner writes them.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "PPM", "JPEG2000", "AVIF", "HEIF")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP")
_NAMED_LATER = (b"WEBP", b"avif", b"avis")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# For the whole process, because `warnings.catch_warnings` is not safe with threads: a bomb is refused, and what Pillow
# has to say about a camera's sloppy header is nothing the operator could act on.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def pictures_in(content: bytes, name: str) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """How many pages there are, and the pixels of one page after the other, each unpacked when it is asked for.

    Only TIFF has pages. Of an animation the first picture counts: a label does not move, and the others would cost as
    much as pages do. Raises RefusedError `picture-...`.
    """
    refuse_by_size(content, name)
    with _opened(content, name) as image:
        count = _pages_in(image, name)
        for page in range(count):
            if count > 1:
                _turn_to(image, page, name)
            yield count, grey_of(image, name)


def grey_of(image: Image.Image, name: str = "picture") -> NDArray[np.uint8]:
    """Grey pixels, one byte each, in rows from the top as the camera was held; transparent parts are white.

    Raises RefusedError `picture-too-large`, `picture-damaged`.
    """
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise too_large(name)
    try:
        if image.format in ("JPEG", "MPO"):
            image.draft("L", None)  # colour is not unpacked: half the time. All pixels are: narrow bars need them
        image.load()
        grey = _upright(_grey(image), _orientation(image))
    except MemoryError:
        raise
    except Exception as error:  # Pillow's plugins raise whatever they stumble over: OSError, struct.error, KeyError
        raise RefusedError("picture-damaged", file=name) from error
    return np.ascontiguousarray(grey, dtype=np.uint8)


def _opened(content: bytes, name: str) -> Image.Image:
    """The picture with its header read and nothing unpacked yet."""
    if _is_heif(content) and not _knows_heif():
        raise RefusedError("picture-heic-missing", file=name, extra="rmadesk[heic]")
    Image.init()
    try:
        return Image.open(io.BytesIO(content), formats=[each for each in _FORMATS if each in Image.OPEN])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large(name) from error
    except UnidentifiedImageError as error:
        begun_well = content.startswith(_BEGINNINGS) or content[8:12] in _NAMED_LATER or _is_heif(content)
        raise RefusedError("picture-damaged" if begun_well else "picture-not-image", file=name) from error
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedError("picture-damaged", file=name) from error


def _is_heif(content: bytes) -> bool:
    """What telephones write; AVIF, of the same family, is Pillow's."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS and b"avif" not in content[12:64]


def _knows_heif() -> bool:
    if "HEIF" in Image.OPEN:
        return True
    try:
        import pi_heif  # type: ignore[import-untyped]
    except ImportError:  # it is an extra
        return False
    pi_heif.register_heif_opener()
    return True


def _pages_in(image: Image.Image, name: str) -> int:
    if image.format != "TIFF":
        return 1
    count = 1
    try:
        while count <= MAX_PAGES:
            image.seek(count)
            count += 1
    except Exception:  # noqa: BLE001 - the last page; or what a sloppy program left behind it, which is none
        image.seek(0)
        return count
    raise RefusedError("picture-too-many-pages", file=name, limit=MAX_PAGES)


def _turn_to(image: Image.Image, page: int, name: str) -> None:
    try:
        image.seek(page)
    except Exception as error:
        raise RefusedError("picture-damaged", file=name) from error


def _orientation(image: Image.Image) -> int:
    """How the camera was held; a header that can't be read turns nothing (TIFF is turned by Pillow itself)."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - the pixels are whole, and both decoders read a label that lies on its side
        return 1


def _upright(grey: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return grey if turn is None else grey.transpose(turn)


def _grey(image: Image.Image) -> Image.Image:
    """Eight bits a pixel, transparent parts white, whatever the mode."""
    if image.mode.startswith(("I", "F")):
        return _stretched(np.asarray(image, dtype=np.float32))
    if image.mode == "LAB":
        return image.getchannel("L")
    if image.has_transparency_data:
        over_white = Image.new("RGBA", image.size, "white")
        over_white.alpha_composite(image.convert("RGBA"))
        return over_white.convert("L")
    return image.convert("L")


def _stretched(deep: NDArray[np.float32]) -> Image.Image:
    """From darkest to lightest: cameras put 10, 12 or 16 bits into pixels of 16, and the file does not say which."""
    dark, light = float(np.nanmin(deep)), float(np.nanmax(deep))
    scale = 255 / (light - dark) if light > dark else 0.0
    return Image.fromarray(np.nan_to_num((deep - dark) * scale).astype(np.uint8))
