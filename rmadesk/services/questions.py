"""What a person has to say about a box before it is recorded, because the desk is not sure."""

from dataclasses import dataclass

from rmadesk.domain.identifiers import Identification, Identifier
from rmadesk.domain.scans import Scan
from rmadesk.services.contents import Contents

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A text that could be several things, which are as good as one another; `offered` are they, best first."""

    scan: Scan
    identification: Identification
    offered: tuple[Identifier, ...]


def unsure_reads(contents: Contents) -> tuple[Scan, ...]:
    """Reads that are easily wrong, of which the registry knows nothing: somebody has to compare them with the label."""
    return tuple(scan for scan, identifier in contents.scans if not scan.confirmed and not identifier.known)


def open_choices(contents: Contents) -> tuple[OpenChoice, ...]:
    """What somebody should say of ambiguous texts; not of mere guesses, for which nothing is recorded anyway."""
    return tuple(
        OpenChoice(scan, each, _as_good(each)[:MOST_OFFERED])
        for (scan, _), each in zip(contents.scans, contents.identifications, strict=True)
        if each.ambiguous and not each.is_guess and scan.chosen is None
    )


def other_candidates(identification: Identification) -> tuple[Identifier, ...]:
    """What else a text could be, where nothing better than its form says what it is."""
    if identification.identifier.known or identification.remembered:
        return ()
    return tuple(each for each in identification.candidates if each != identification.identifier)


def wants_print(contents: Contents) -> bool:
    """Whether the print may say what no code did: the RMA number."""
    return not contents.rma_numbers


def _as_good(identification: Identification) -> tuple[Identifier, ...]:
    ground = identification.identifier.ground
    return tuple(each for each in identification.candidates if each.ground is ground)
