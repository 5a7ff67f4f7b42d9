"""Edits of the records that need no rules of their own: follow-up and talk."""

from __future__ import annotations

from typing import ClassVar

from jejak.model.edits.families import Adding, Changing, Deleting, Kinds, Moving
from jejak.model.records import (
    Action,
    Comment,
    Decision,
    Expectation,
    Judgement,
    Kpi,
    Matcher,
    Resource,
    Review,
)

_PLAIN: Kinds = (
    Action,
    Resource,
    Kpi,
    Expectation,
    Matcher,
    Judgement,
    Decision,
    Review,
    Comment,
)


class AddRecord(Adding):
    """Add an action, a resource, a KPI, a comment or another plain record."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = _PLAIN


class ChangeRecord(Changing):
    """Write fields of a plain record."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = _PLAIN


class MoveRecord(Moving):
    """Move a plain record among those of its kind."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = _PLAIN


class DeleteRecord(Deleting):
    """Delete a plain record."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = _PLAIN
