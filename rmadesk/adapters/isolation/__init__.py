"""Work on what comes from outside, done in a process of its own with limits, so that it costs that work only.

A plain child of the interpreter and two pipes, and not `multiprocessing`: that would import the parent's `__main__`
again, whatever it is, and would unpickle what a broken decoder sends. What comes back from the child is JSON.
"""

from rmadesk.adapters.isolation.worker import (
    IsolatedWorker,
    IsolationError,
    JobBugError,
    JobCrashedError,
    JobTooLargeError,
    JobTooSlowError,
    Limits,
    WorkerNotStartedError,
)

__all__ = [
    "IsolatedWorker",
    "IsolationError",
    "JobBugError",
    "JobCrashedError",
    "JobTooLargeError",
    "JobTooSlowError",
    "Limits",
    "WorkerNotStartedError",
]
