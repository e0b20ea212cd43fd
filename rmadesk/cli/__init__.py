"""The command line: one function a verb, each thin over a service, one module for each place at the desk."""

from rmadesk.cli import (
    assess,
    bench,
    coverage,
    dock,
    doctor,
    due,
    identify,
    office,
    policy,
    refund,
    registry,
    replay,
    settings,
    terms,
    why,
)
from rmadesk.cli.group import verbs

__all__ = [
    "assess",
    "bench",
    "coverage",
    "dock",
    "doctor",
    "due",
    "identify",
    "office",
    "policy",
    "refund",
    "registry",
    "replay",
    "settings",
    "terms",
    "verbs",
    "why",
]
