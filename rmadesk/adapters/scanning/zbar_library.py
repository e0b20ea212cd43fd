"""zbar's own library, which no package of Python's brings on Linux, by what calls it.

Apart from the engine, so that a station whose engine does not load can still be examined.
"""

from functools import cache
from types import ModuleType


@cache
def zbar_library() -> ModuleType | None:
    """What calls it; null where it is not there, or does not load."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # no libzbar, or one that does not load
        return None
    module: ModuleType = pyzbar
    return module
