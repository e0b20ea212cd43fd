"""What a person has to say about a box before it is recorded, because the desk is not sure."""

from rmadesk.domain.scans import Scan
from rmadesk.services.contents import Contents


def unsure_reads(contents: Contents) -> tuple[Scan, ...]:
    """Reads that are easily wrong, of which the registry knows nothing: somebody has to compare them with the label."""
    return tuple(scan for scan, identifier in contents.scans if not scan.confirmed and not identifier.known)


def wants_print(contents: Contents) -> bool:
    """Whether the print may say what no code did: the RMA number."""
    return not contents.rma_numbers
