"""Builds adapters and services; the only package that names concrete adapters.

Every part is made when it is first asked for, and its libraries imported then: the first window needs few of them.
"""

from collections.abc import Sequence

from rmadesk.adapters.config import default_database_path
from rmadesk.bootstrap.desk import Desk

__all__ = ["Desk", "default_database_path", "serve_if_worker"]


def serve_if_worker(arguments: Sequence[str]) -> None:
    """Where a frozen program was started by itself to do isolated work: do it, and end with it."""
    from rmadesk.adapters.isolation.start import FROZEN_ARGUMENT

    if list(arguments) == [FROZEN_ARGUMENT]:
        from rmadesk.adapters.isolation.child import serve

        serve()
        raise SystemExit
