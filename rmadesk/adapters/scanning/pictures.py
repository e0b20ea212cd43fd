"""Opening pictures from outside: checked before they are unpacked, turned upright, made grey over white."""

import errno
import io
import stat
import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from rmadesk.domain.errors import FaultError, RefusedError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000

# Not every format that Pillow knows: some call other programs, and no camera or scanner writes them.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "PPM", "JPEG2000", "AVIF")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP")
_PDF_HEADER_WITHIN = 1024
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


def open_picture(path: Path) -> NDArray[np.uint8]:
    """A picture file as grey pixels, upright. Raises RefusedError `picture-...`, FaultError `picture-read-failed`."""
    name = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise RefusedError("picture-is-folder", file=name)
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for a writer
            raise RefusedError("picture-not-image", file=name)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except PermissionError as error:
        raise RefusedError("picture-unreadable", file=name) from error
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}:
            raise RefusedError("picture-missing", file=name) from error
        raise FaultError("picture-read-failed", file=name, reason=error.strerror) from error
    except ValueError as error:  # a NUL in the path
        raise RefusedError("picture-missing", file=name) from error
    return read_picture(content, name)


def read_picture(content: bytes, name: str) -> NDArray[np.uint8]:
    """The same from memory; `name` is what messages call it."""
    if not content:
        raise RefusedError("picture-empty", file=name)
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    with _opened(content, name) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(name)
        try:
            image.load()
            grey = _upright(_grey(image), _orientation(image))
        except Exception as error:  # Pillow's plugins raise whatever they stumble over: OSError, struct.error, KeyError
            raise RefusedError("picture-damaged", file=name) from error
    return np.ascontiguousarray(grey, dtype=np.uint8)


def _opened(content: bytes, name: str) -> Image.Image:
    """The picture with its header read and nothing unpacked yet."""
    Image.init()
    try:
        return Image.open(io.BytesIO(content), formats=[each for each in _FORMATS if each in Image.OPEN])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
            raise RefusedError("picture-is-pdf", file=name) from error
        begun_well = content.startswith(_BEGINNINGS) or content[8:12] == b"WEBP"
        raise RefusedError("picture-damaged" if begun_well else "picture-not-image", file=name) from error
    except Exception as error:
        raise RefusedError("picture-damaged", file=name) from error


def _too_large(name: str) -> RefusedError:
    return RefusedError(
        "picture-too-large", file=name, limit_megapixels=MAX_PIXELS // 1_000_000, limit_mb=MAX_BYTES // 1024**2
    )


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
