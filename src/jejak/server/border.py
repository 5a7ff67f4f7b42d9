"""Plain data from outside, made fit to be stored: on SQLite and PostgreSQL alike."""

from __future__ import annotations

from math import isfinite
from typing import Any

from jejak.errors import InvalidRecord
from jejak.model.text import clean_text

DEEPEST = 100  # lists and groups inside each other; ours have five


def clean_plain(data: Any, depth: int = 0) -> Any:
    r"""Return plain data with all its texts clean.

    PostgreSQL refuses NUL, lone surrogates and numbers that JSON does not have.

    Raises:
        InvalidRecord: A number is infinite or none at all, or it nests too deep.

    Examples:
        >>> clean_plain({"title": "a\x00b", "items": ["c\ud800"]})
        {'title': 'ab', 'items': ['c']}
    """
    if depth > DEEPEST:
        raise InvalidRecord("nesting", depth, f"at most {DEEPEST}")
    if isinstance(data, str):
        return clean_text(data)
    if isinstance(data, dict):
        return {
            clean_text(key): clean_plain(value, depth + 1)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [clean_plain(item, depth + 1) for item in data]
    if isinstance(data, float) and not isfinite(data):
        raise InvalidRecord("number", data, "a finite number")
    return data
