"""Pictures in what is dropped on a page or pasted into it, and the codes in a picture."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from rmadesk.domain.scans import Enough, Scan, ScanSource
from rmadesk.services.ports import LabelReader
from ui.pages.dock_queue import Picture

PICTURE_ENDINGS = (
    ".png",
    ".jpg",
    ".jpeg",
    ".heic",
    ".heif",
    ".pdf",
    ".tif",
    ".tiff",
    ".webp",
    ".gif",
    ".bmp",
)
"""What the dialog shows first; the reader itself goes by a file's content."""


def pictures_in(content: QMimeData) -> tuple[Picture, ...]:
    """Files whatever their ending, for the reader says what is wrong with one; else a picture without a file."""
    paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
    if paths:
        return tuple(Picture(path.name, path) for path in paths)
    image = content.imageData() if content.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return ()
    name = QCoreApplication.translate("DockPage", "the pasted picture")
    return (Picture(name, None, partial(_png, image)),)


def scans_of(picture: Picture, reader: LabelReader, enough: Enough) -> tuple[Scan, ...]:
    """The codes in a picture, as far as a receipt needs them; a worker's task. Raises RefusedError `picture-...`."""
    content = picture.content
    reads = (
        reader.read_bytes(content(), picture.name, enough=enough)
        if content
        else reader.read_file(picture.path or Path(), enough=enough)
    )
    return tuple(Scan(read.text, ScanSource.PICTURE, read) for read in reads)


def _png(image: QImage) -> bytes:
    """Takes its time with a large picture: a worker's task."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
