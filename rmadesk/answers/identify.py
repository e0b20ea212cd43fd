"""The answer of the verb that says what texts are."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rmadesk.domain.identifiers import Identification, Identifier

Answer = dict[str, Any]


def identify_answer(identification: Identification) -> Answer:
    """What a text is taken for, what stands in it, and all that it could be."""
    return {
        "text": identification.text,
        **identifier_answer(identification.identifier),
        "guess": identification.is_guess,
        "ambiguous": identification.ambiguous,
        "remembered": identification.remembered,
        "also": [identifier_answer(each) for each in identification.also],
        "candidates": [identifier_answer(each) for each in identification.candidates],
        "details": [{"field": field, "value": value} for field, value in identification.details],
    }


def identifier_answer(identifier: Identifier) -> Answer:
    """One thing that a text is, holds, or could be."""
    return {
        "kind": identifier.kind.value,
        "value": identifier.value,
        "carrier": identifier.carrier,
        "service": identifier.service,
        "form": identifier.form,
        "ground": identifier.ground.value,
        "guess": identifier.is_guess,
        "known": identifier.known,
        "tracking_page": identifier.page,
    }
