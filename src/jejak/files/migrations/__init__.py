"""Steps from an older format to the next, one module each.

A module is called `from_N.py` and holds a function that changes the tree of a
file of format N into one of format N + 1. A step is pure: it reads and changes
nodes, never imports today's model, and is never edited once it is released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.files.nodes import Node

STEPS: Mapping[int, Callable[[Node], None]] = MappingProxyType({})
"""The step that leads away from each older format. Format 1 is the first."""


def upgrade(
    root: Node,
    given: int,
    current: int,
    steps: Mapping[int, Callable[[Node], None]] = STEPS,
) -> None:
    """Change a tree of format `given` into one of format `current`, step by step."""
    for number in range(given, current):
        steps[number](root)
