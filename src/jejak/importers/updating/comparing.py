"""Field by field: does the map or the table have the word?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.model.diff import FieldChange
from jejak.model.records import (
    Card,
    Expectation,
    Feeling,
    Kpi,
    Lane,
    MapInfo,
    Persona,
    Record,
    Resource,
    Stage,
    Statement,
    Substage,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_PERSONA_ELSEWHERE = frozenset(
    {"id", "order", "portrait", "importance", "importance_why", "segment"}
)
TOLD: Mapping[type[Record], tuple[str, ...]] = {
    MapInfo: (
        *("title", "goal", "scope", "company", "confidentiality", "version"),
        *("owner", "notes"),
    ),
    Persona: tuple(
        name for name in Persona.__dataclass_fields__ if name not in _PERSONA_ELSEWHERE
    ),
    Stage: ("title", "duration"),
    Substage: ("title",),
    Lane: ("label",),
    Card: ("text", "lane", "stage", "substage"),
    Feeling: ("word", "value", "persona", "substage"),
    Expectation: ("text",),
    Resource: ("text", "availability"),
    Kpi: ("text",),
    Statement: (
        *("text", "stage", "is_important", "important_why"),
        *("is_urgent", "urgent_why"),
    ),
}
"""The fields that a table can express; all others are left as they are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the table says otherwise than the map."""

    ours: tuple[FieldChange, ...] = ()  # changed in the table alone
    both: tuple[FieldChange, ...] = ()  # changed in the table and in Jejak


def compare(
    here: Record,
    incoming: Record,
    told: Record | None,
    names: Collection[str] | None = None,
    *,
    knows_base: bool,
) -> Compared:
    """Return which fields of a record the table would change.

    Without a base nobody knows who changed what: then the table is taken for
    the newer one, and a field that it leaves blank for one that it does not tell.

    Args:
        here: The record of the map.
        incoming: The record of the table, its links by ids of the map.
        told: The record as the table had it the last time, if that is known.
        names: The fields to look at; None: all that a table can express.
        knows_base: Whether it is known what the table said the last time.
    """
    ours: list[FieldChange] = []
    both: list[FieldChange] = []
    for name in TOLD[type(here)] if names is None else names:
        old, new = getattr(here, name), getattr(incoming, name)
        if old == new:
            continue
        change = FieldChange(name, old, new)
        if told is None or not knows_base:
            if new not in ("", None, ()) or _is_of_old_word(here, incoming, name):
                ours.append(change)
            continue
        before = getattr(told, name)
        if before == old:
            ours.append(change)
        elif before != new:
            both.append(change)
    return Compared(tuple(ours), tuple(both))


def _is_of_old_word(here: Record, incoming: Record, name: str) -> bool:
    """Return whether a value is that of a feeling whose word has changed."""
    if not isinstance(here, Feeling) or not isinstance(incoming, Feeling):
        return False
    return name == "value" and here.word != incoming.word
