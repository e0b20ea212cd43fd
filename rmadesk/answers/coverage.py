"""The answers of the verbs on coverage."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from rmadesk.domain.coverage_line import CoverageLine, CoverageReading
    from rmadesk.domain.lapse import LapseQuote

Answer = dict[str, Any]


def coverage_answer(line: CoverageLine) -> Answer:
    """What `coverage` prints: each reading with its spans, and `covered` null where nothing is known."""
    return {
        "serial_number": line.serial_number,
        "asked_on": line.asked_on.isoformat(),
        "readings": [_reading(read, line) for read in line.readings],
        "statements": to_plain(line.statements),
        "contradictions": [
            {
                "figure": found.figure.value,
                "values": [{"value": to_plain(value), "rma_numbers": list(numbers)} for value, numbers in found.values],
            }
            for found in line.contradictions
        ],
        "replaces": [
            {
                "serial_number": place.serial_number,
                "rma_number": place.rma_number,
                "replaced_on": place.replaced_on.isoformat(),
            }
            for place in line.places_taken
        ],
        "replaced_by": list(line.replaced_by),
    }


def lapse_answer(serial_number: str, quote: LapseQuote) -> Answer:
    """What `lapse` prints, a record for each edition and each statement; the day basis is the desk's own reading."""
    answer: Answer = {"serial_number": serial_number, **to_plain(quote)}
    return answer


def _reading(read: CoverageReading, line: CoverageLine) -> Answer:
    return {
        "edition": read.edition,
        "edition_version": read.edition_version,
        "contract": read.contract,
        "rma_numbers": list(read.statement.rma_numbers) if read.statement else [],
        "covered": read.covers(line.asked_on),
        "last_covered_on": read.last_covered_on.isoformat() if read.last_covered_on else None,
        "spans": to_plain(read.spans),
        "gaps": [{**to_plain(gap), "days": gap.days} for gap in read.gaps],
        "lacks": to_plain(read.lacks),
    }
