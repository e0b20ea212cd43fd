"""Pictures of the scanner's test: what it asks, a scanner that is right, one that is set to another keyboard."""

from typing import TYPE_CHECKING

from rmadesk.services.station import SCANNER_TEST_TEXT

if TYPE_CHECKING:
    from support.screenshots import Studio

_ON_A_GERMAN_KEYBOARD = str.maketrans("-_/+:;YZyz", "ß?-]Öö" + "ZYzy")


def shoot(studio: "Studio") -> None:
    from ui.wedge_calibration import SCANS_NEEDED
    from ui.wedge_proposal import TestScan
    from ui.widgets.scanner_test import ScannerTest

    studio.open()
    window = studio.window
    dialog = ScannerTest(studio.desk, studio.words, studio.tasks, window)
    dialog.show()
    studio.window = dialog  # whose picture is taken
    studio.settle()
    studio.take("scanner-asked")
    for name, text in (
        ("right", SCANNER_TEST_TEXT),
        ("other-keyboard", SCANNER_TEST_TEXT.translate(_ON_A_GERMAN_KEYBOARD)),
        ("lost-separator", SCANNER_TEST_TEXT.replace("\x1d", "")),
        ("something-else", "1Z999AA10123456784"),
    ):
        for _ in range(SCANS_NEEDED):
            dialog.pad.scan_taken.emit(TestScan(text, (6.0,) * len(text), True))
        studio.settle()
        studio.take(f"scanner-{name}")
    studio.window = window
    dialog.reject()
