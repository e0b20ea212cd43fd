"""What becomes of a picture whose worker came to no answer: the desk's own refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from rmadesk.adapters.isolation import (
    JobCrashedError,
    JobTooLargeError,
    JobTooSlowError,
    Limits,
    WorkerNotStartedError,
)
from rmadesk.domain.errors import FaultError, RefusedError


@contextmanager
def refusing(name: str, limits: Limits) -> Iterator[None]:
    """Around a worker's job on the picture that messages call `name`.

    Raises RefusedError `picture-broke-reader`, `picture-too-slow`, `picture-too-much-memory`; FaultError
    `picture-reader-not-started`.
    """
    try:
        yield
    except JobCrashedError as error:
        raise RefusedError("picture-broke-reader", file=name) from error
    except JobTooSlowError as error:
        raise RefusedError("picture-too-slow", file=name, limit_s=round(limits.seconds)) from error
    except JobTooLargeError as error:
        raise RefusedError("picture-too-much-memory", file=name) from error
    except WorkerNotStartedError as error:
        raise FaultError("picture-reader-not-started", reason=str(error)) from error
