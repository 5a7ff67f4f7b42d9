"""The shim that makes an ordinary loop fast where numba is installed.

A kernel is a plain function over arrays. With numba it is compiled once and kept on
disk; without it the same function runs as Python, slower and with equal results.
"""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

Kernel = TypeVar("Kernel", bound="Callable[..., Any]")


def kernel(function: Kernel) -> Kernel:
    """Compile a kernel when it is first called, if there is something to compile with.

    The plain function stays reachable through `plain`.

    Examples:
        >>> @kernel
        ... def total(numbers):
        ...     result = 0
        ...     for number in numbers:
        ...         result += number
        ...     return result
        >>> total(np.array([1, 2, 3])) == plain(total)([1, 2, 3]) == 6
        True
    """
    try:
        from numba import njit
    except ImportError:
        return plain(function)
    try:
        return cast("Kernel", njit(nogil=True, cache=True)(function))
    except RuntimeError:  # no folder in which compiled kernels could be kept
        return cast("Kernel", njit(nogil=True)(function))


def plain(function: Kernel) -> Kernel:
    """Return a kernel as plain Python, for tests and where there is no compiler."""
    bare = getattr(function, "py_func", function)

    @functools.wraps(bare)
    def call(*given: Any) -> Any:
        # Hashes and mixes wrap around on purpose; numpy warns where numba does not.
        with np.errstate(over="ignore"):
            return bare(*given)

    return cast("Kernel", call)


def threads() -> int:
    """Return how many threads share a job: the processors this process may use.

    Examples:
        >>> threads() >= 1
        True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
