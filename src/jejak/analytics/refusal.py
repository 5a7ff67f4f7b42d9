"""How the analytics say no: an error whose words the edge can say in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.errors import LogRefused
from jejak.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Collection


def refused(key: str, **values: object) -> LogRefused:
    """Return the refusal that the catalogue words under `key`, to be raised.

    Examples:
        >>> error = refused("log.refused.empty", name="clicks.csv")
        >>> print(error)
        'clicks.csv' holds no events. Choose a file with one event per row.
        >>> error.key
        'log.refused.empty'
    """
    return LogRefused(say("en", key, **values), key, values)


def too_many_kinds(
    name: str, count: int, limit: int, details: Collection[str]
) -> LogRefused:
    """Return the error for events of more kinds than can be matched.

    Args:
        name: Where they are.
        count: How many kinds there are.
        limit: How many there may be.
        details: The columns that are kept beside, if any: each makes more kinds.
    """
    values = {"name": name, "count": count, "limit": limit}
    if details:
        columns = ", ".join(details)
        return refused("log.refused.details", columns=columns, **values)
    return refused("log.refused.kinds", **values)
