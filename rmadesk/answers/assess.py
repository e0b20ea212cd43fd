"""The answers of `assess`: an assessment, or why a line has none."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING

from rmadesk.answers.desk import Answer, charge_answer, finding_answer

if TYPE_CHECKING:
    from rmadesk.domain.policy.verdict import Assessment
    from rmadesk.services.assessing import AssessedLine
    from rmadesk.services.ports import Wording


def line_answer(assessed: AssessedLine, words: Wording) -> Answer:
    """What `assess` prints for one line."""
    if assessed.assessment is not None:
        return assessment_answer(assessed.assessment, words)
    message = words.error(assessed.error) if assessed.error else ""
    return {"line": assessed.line, "error": {"path": assessed.path, "message": message}}


def assessment_answer(assessment: Assessment, words: Wording) -> Answer:
    """The answer to one case."""
    return {
        "verdict": assessment.verdict.value,
        "findings": [finding_answer(finding, words) for finding in assessment.findings],
        "pending": list(assessment.pending),
        "charges": [charge_answer(charge) for charge in assessment.charges],
    }
