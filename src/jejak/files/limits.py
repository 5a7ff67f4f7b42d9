"""How large a saved map may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from filling the memory.

    A map of a hundred stages with forty lanes is about two megabytes.
    """

    size_mb: float = 16.0  # of the text, one megabyte being a million bytes
    depth_levels: int = 24  # lists and groups inside one another
    values: int = 500_000  # scalars, lists and groups together


LIMITS = Limits()
