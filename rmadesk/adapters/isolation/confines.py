"""What a process takes and may take: memory, memory dumps, dialogs."""

import sys
from pathlib import Path

_PAGE_OF_STATM = 1  # the second figure: pages that are in memory


def confine(memory: int) -> None:
    """Let this process take at most `memory` bytes more than now, and leave no memory dump or dialog when it dies.

    Beyond it the allocation fails, where the system can do that; elsewhere the parent watches `resident`.
    """
    if sys.platform == "win32":
        import ctypes

        no_dialogs = 0x0001 | 0x0002 | 0x8000  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
        ctypes.windll.kernel32.SetErrorMode(no_dialogs)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        most = _written() + memory
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def resident(pid: int) -> int:
    """Bytes of memory that a process has in use; 0 when it is gone."""
    if sys.platform == "linux":  # psutil takes longer to import than a picture to read
        try:
            figures = Path(f"/proc/{pid}/statm").read_text("ascii").split()
        except OSError:
            return 0
        return int(figures[_PAGE_OF_STATM]) * _page_size() if len(figures) > _PAGE_OF_STATM else 0
    else:
        import psutil

        try:
            return int(psutil.Process(pid).memory_info().rss)
        except psutil.Error:
            return 0


def _written() -> int:
    """Bytes that count for RLIMIT_DATA: what this process may write to, and shares with nobody."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _page_size() -> int:
    import resource

    return resource.getpagesize()
