"""How much memory this process holds, and how much it may."""

from __future__ import annotations

import sys
from pathlib import Path

MEGABYTE = 1_048_576
_STATUS = Path("/proc/self/status")


def limit_memory(memory_mb: int) -> None:
    """Let this process hold so much memory and no more, where the system can do that.

    Linux can, and there only of address space: what is mapped now but was never
    touched, such as most of each library, is added to the limit.
    """
    if sys.platform != "linux":
        return
    import resource

    untouched = _megabytes("VmSize") - _megabytes("VmRSS")
    most = int((memory_mb + max(untouched, 0)) * MEGABYTE)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def peak_mb() -> float:
    """Return the most memory that this program ever held.

    Linux carries the peak of the process that started us over into `ru_maxrss`: a
    child of a big server would look big itself. `VmHWM` begins with the program.
    """
    if sys.platform == "win32":
        return 0
    if _STATUS.exists():
        return _megabytes("VmHWM")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEGABYTE if sys.platform == "darwin" else 1_024)


def _megabytes(name: str) -> float:
    with _STATUS.open(encoding="ascii", errors="replace") as lines:
        (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1_024
