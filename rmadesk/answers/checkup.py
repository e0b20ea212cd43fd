"""The answer of the verb that examines the station."""

from typing import Any

from rmadesk.services.checkup import Examined
from rmadesk.services.ports import Wording


def examined_answer(found: Examined, words: Wording) -> dict[str, Any]:
    """One part: how it is, and a sentence that says so."""
    part, condition = found.part.value, found.condition.value
    says = words.error(found.problem) if found.problem else words.text(f"checkup.{part}.{condition}", **found.figures)
    code = {"code": found.problem.code, **found.problem.figures} if found.problem else None
    return {"part": part, "condition": condition, "says": says, **found.figures, "error": code}
