"""How the analytics say no: an error whose words the edge can say in any language."""

from __future__ import annotations

from jejak.errors import LogRefused
from jejak.language.catalogue import say


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
