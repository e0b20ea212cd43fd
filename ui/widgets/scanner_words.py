"""What is said of a scanner that was tested: each trouble, what to do about it, and what was measured."""

from PySide6.QtCore import QCoreApplication

from ui.text import shown
from ui.wedge_calibration import Calibration, Unfit
from ui.wedge_layout import Finding, LayoutReport, Trouble


def finding_sentence(finding: Finding) -> str:
    """What is wrong, and who can put it right."""
    sentence = {
        Trouble.NOT_THE_SYMBOL: QCoreApplication.translate(
            "ScannerTest", "That was not the test symbol. Scan the one that is shown here."
        ),
        Trouble.CAPS_LOCK: QCoreApplication.translate("ScannerTest", "Caps Lock is on. Turn it off and scan again."),
        Trouble.OTHER_KEYBOARD: QCoreApplication.translate(
            "ScannerTest", "Scanner and computer have different keyboards: {pairs}. The desk can put that right."
        ),
        Trouble.SAME_CHARACTER: QCoreApplication.translate(
            "ScannerTest",
            "Different characters arrive as the same: {pairs}. Nobody can tell them apart afterwards: set the scanner "
            "to this computer's country by its manual.",
        ),
        Trouble.LOST_CHARACTERS: QCoreApplication.translate(
            "ScannerTest",
            "Characters get lost on the way. Set the scanner to this computer's country, and to a pause between "
            "characters.",
        ),
        Trouble.LOST_SEPARATOR: QCoreApplication.translate(
            "ScannerTest",
            "The separator in codes of GS1 gets lost. Set the scanner to send it as Ctrl+] or Alt+029; its manual "
            "calls that function codes or control characters.",
        ),
        Trouble.PRINTABLE_PREFIX: QCoreApplication.translate(
            "ScannerTest",
            "The scanner puts “{text}” before each code, which would stand in every number. Turn the prefix off by its "
            "manual.",
        ),
        Trouble.PRINTABLE_SUFFIX: QCoreApplication.translate(
            "ScannerTest", "The scanner puts “{text}” after each code. Set it to end with Enter by its manual."
        ),
        Trouble.MISSING_SUFFIX: QCoreApplication.translate(
            "ScannerTest",
            "Neither Enter nor Tab ends a scan. The desk can wait for silence; quicker is to set the scanner to "
            "end with Enter.",
        ),
    }[finding.trouble]
    pairs = ", ".join(f"{meant} → {arrived}" for meant, arrived in finding.swapped)
    return sentence.format(pairs=pairs, text=shown(finding.text))


def layout_sentence(report: LayoutReport) -> str:
    """That nothing is wrong, or that the keyboards are known."""
    if report.good:
        return QCoreApplication.translate("ScannerTest", "Every character arrived as it should.")
    if report.keyboards:
        sentence = QCoreApplication.translate(
            "ScannerTest", "The scanner is set to {scanner}, the computer to {computer}."
        )
        return sentence.format(scanner=report.keyboards[0], computer=report.keyboards[1])
    return ""


def calibration_sentence(calibration: Calibration) -> str:
    """How quickly it types, and whether that can be told from a person."""
    sentence = {
        None: QCoreApplication.translate(
            "ScannerTest", "It types a key every {mean} ms, with {largest} ms at most between two: a good speed."
        ),
        Unfit.TOO_FEW: QCoreApplication.translate(
            "ScannerTest", "Too little was read to measure its speed. Scan the test symbol three times."
        ),
        Unfit.TOO_SLOW: QCoreApplication.translate(
            "ScannerTest",
            "It types a key every {mean} ms, as slowly as a person. Set it to send without a pause between characters.",
        ),
        Unfit.UNEVEN: QCoreApplication.translate(
            "ScannerTest",
            "It stops for {largest} ms within a scan, as a person does. Come nearer to its receiver, or use its cable.",
        ),
    }[calibration.unfit]
    return sentence.format(mean=round(calibration.slowest_mean_ms), largest=round(calibration.largest_gap_ms))
