"""How importers say no: an error whose words the edge can say in any language."""

from __future__ import annotations

from jejak.errors import ImportRefused
from jejak.language.catalogue import say


def refused(key: str, **values: object) -> ImportRefused:
    """Return the refusal that the catalogue words under `key`, to be raised.

    Examples:
        >>> error = refused("reading.refused.empty", name="peta.csv")
        >>> print(error)
        "peta.csv" is empty. Choose a file that holds a table.
        >>> error.key
        'reading.refused.empty'
    """
    return ImportRefused(say("en", key, **values), key, values)
