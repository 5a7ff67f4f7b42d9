"""Small questions to elements of a parsed tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element


def all_text(element: _Element) -> str:
    """Return the text of an element and all in it; comments are no text."""
    return str(element.xpath("string()"))


def line_of(element: _Element) -> int | None:
    """Return the line of the source on which an element begins, from 1."""
    return cast("int | None", element.sourceline)
