"""Ids of records: readable where people meet them, derived where imports repeat."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from hashlib import sha256
from typing import TYPE_CHECKING

from jejak.model.records import RecordId

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST_ID = 64
"""The longest id that a record may have, in characters."""

_LONGEST_NAME = 48  # leaves room for the kind before and a counter behind
_READABLE_KINDS = frozenset({"stage", "lane", "persona"})
_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")


def is_id(text: str) -> bool:
    """Return whether a text can be the id of a record.

    Examples:
        >>> is_id("stage-pay"), is_id("stage pay"), is_id("")
        (True, False, False)
    """
    return _ID.fullmatch(text) is not None


def derive_id(kind: str, *parts: str, taken: Container[str] = ()) -> RecordId:
    """Return an id that follows from what the record says: same parts, same id.

    Stages, lanes and personas get a name that people can read in a file; the
    other kinds, and names that lose letters on the way to plain Latin ones,
    get eight letters of a hash. An id that is taken gets a counter.

    Args:
        kind: The kind of the record, such as `stage`.
        parts: What tells the record from its neighbours: a title, a place.
        taken: Ids that are in use.

    Examples:
        >>> derive_id("stage", "Browse product")
        'stage-browse-product'
        >>> derive_id("stage", "Browse product", taken={"stage-browse-product"})
        'stage-browse-product-2'
        >>> derive_id("stage", "結帳"), derive_id("card", "lane-goals", "Save time")
        ('stage-yhdkh6nj', 'card-gjwrvyq4')
    """
    name = _slug(" ".join(parts)) if kind in _READABLE_KINDS else ""
    base = f"{kind}-{name or _digest(parts)}"
    found, count = base, 1
    while found in taken:
        count += 1
        found = f"{base}-{count}"
    return RecordId(found)


def _slug(text: str) -> str:
    """Return a text in small Latin letters and hyphens; empty if it loses letters."""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(sign)
    )
    if any(sign.isalnum() and not sign.isascii() for sign in plain):
        return ""
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words)[:_LONGEST_NAME].rstrip("-")


def _digest(parts: tuple[str, ...]) -> str:
    # A part may hold a lone surrogate: imports derive ids before texts are cleaned.
    seed = "\0".join(parts).encode("utf-8", "surrogatepass")
    return b32encode(sha256(seed).digest()).decode().lower()[:8]
