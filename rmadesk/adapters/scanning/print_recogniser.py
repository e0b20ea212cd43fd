"""Runs the recogniser of printed letters over grey pixels: its models come with its package, nothing is fetched."""

import logging
import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.outlines import Outline, from_top_left, in_reading_order
from rmadesk.adapters.scanning.printed import EXTRA
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import PrintedText

MAX_LINES = 200
MAX_LINE_CHARACTERS = 512
_LONGEST_SIDE = 2000
_SHORTEST_SIDE = 16  # less is no print, and some steps of the recogniser stumble over it
_LITTLE = 2  # lines with digits: with fewer, the label may lie as the recogniser can't see it
_DIGITS_IN_LINE = 4
_TASKS = {"Det": "det", "Cls": "cls", "Rec": "rec"}


class PrintRecogniser:
    """Finds lines of print and reads them. Loading takes a second or two and some hundred megabytes.

    Raises RefusedError `ocr-missing` where packages or models are not installed.
    """

    def __init__(self, threads: int = 2) -> None:
        self._recognise = _loaded(threads)

    def lines(self, picture: Grey, page: int = 1) -> tuple[PrintedText, ...]:
        """The lines of print in reading order, at most 200; positions in the picture's own pixels."""
        if min(picture.shape) < _SHORTEST_SIDE:
            return ()
        found = list(self._lines(picture, page, lambda corner: corner))
        if sum(_says_something(line) for line in found) < _LITTLE:
            height = picture.shape[0]
            turned = np.ascontiguousarray(np.rot90(picture, -1))  # what was the left side is now on top
            again = list(self._lines(turned, page, lambda corner: (corner[1], height - 1 - corner[0])))
            found = max(found, again, key=_worth)
        return in_reading_order(tuple(found), lambda line: line.position)[:MAX_LINES]

    def _lines(
        self, picture: Grey, page: int, back: Callable[[tuple[int, int]], tuple[int, int]]
    ) -> Iterator[PrintedText]:
        result = self._recognise(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR))
        if result.boxes is None or result.txts is None or result.scores is None:
            return
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            a, b, c, d = (back((round(float(x)), round(float(y)))) for x, y in box)
            position: Outline = from_top_left((a, b, c, d))
            yield PrintedText(str(text)[:MAX_LINE_CHARACTERS], min(1.0, max(0.0, float(score))), position, page)


def _loaded(threads: int) -> Callable[[Any], Any]:
    """The recogniser, told where its models are: what is named it neither looks for nor fetches."""
    try:
        models = Path(str(files("rapidocr"))) / "models"
        paths = {f"{part}.model_path": str(_model(models, task)) for part, task in _TASKS.items()}
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else its import sets up a store, and tells its maker what it does
        import onnxruntime
        from rapidocr import RapidOCR
    except ImportError as error:
        raise RefusedError("ocr-missing", extra=EXTRA) from error
    onnxruntime.disable_telemetry_events()
    logging.getLogger("RapidOCR").disabled = True
    recognise: Callable[[Any], Any] = RapidOCR(
        params=paths
        | {
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return recognise


def _model(folder: Path, task: str) -> Path:
    found = sorted(folder.glob(f"*_{task}_*.onnx"))
    if not found:
        raise RefusedError("ocr-missing", extra=EXTRA)
    return found[0]


def _says_something(line: PrintedText) -> bool:
    return sum(sign.isdigit() for sign in line.text) >= _DIGITS_IN_LINE


def _worth(lines: list[PrintedText]) -> float:
    return sum(line.score * len(line.text) for line in lines)
