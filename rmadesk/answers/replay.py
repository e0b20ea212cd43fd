"""The answer of `policy replay`."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING

from rmadesk.answers.desk import Answer
from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from rmadesk.services.ports import Wording
    from rmadesk.services.replay import Replay, Unjudged


def replay_answer(replay: Replay, words: Wording) -> Answer:
    """What a replay found, in one record."""
    return {
        "exact": replay.exact,
        "boxes": replay.boxes,
        "verdicts": replay.verdicts,
        "changed": replay.changed,
        "rules": to_plain(replay.rules),
        "turns": to_plain(replay.turns),
        "examples": to_plain(replay.examples),
        "unjudged": [_unjudged(each, words) for each in replay.unjudged],
    }


def _unjudged(unjudged: Unjudged, words: Wording) -> Answer:
    return {
        **unjudged.error.figures,
        "code": unjudged.error.code,
        "message": words.error(unjudged.error),
        "verdicts": unjudged.verdicts,
        "box_id": unjudged.box_id,
    }
