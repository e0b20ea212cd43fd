"""Ambiguous texts for tests: what twelve digits could be, and what a desk thinks of them."""

from rmadesk.domain.identifiers import Ground, Identification, Identifier, IdentifierKind

TEXT = "287809468872"


def tracking(carrier: str, form: str) -> Identifier:
    """The text as a carrier's number."""
    kind, ground = IdentifierKind.TRACKING, Ground.CARRIER_CHECK
    return Identifier(kind, TEXT, TEXT, carrier=carrier, ground=ground, form=form)


COULD_BE = (tracking("FedEx", "Express, 12 digits"), tracking("Purolator", "12 digits"), tracking("GLS", "12 digits"))


def ambiguous(*candidates: Identifier) -> Identification:
    """A text that could be any of these; taken for the first."""
    return Identification(TEXT, candidates[0], candidates=candidates, ambiguous=len(candidates) > 1)
