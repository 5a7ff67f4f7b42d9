"""What a bare item means: its id, its order key, its place along the curve.

A file leaves these out where they follow from what stands there. Importers
that use the same rules make maps whose files hold the words and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.model.codec import encode_value
from jejak.model.ids import derive_id
from jejak.model.order import is_order_key, key_between
from jejak.model.records import OrderKey, RecordId, kind_of

if TYPE_CHECKING:
    from collections.abc import Container

    from jejak.model.records import Record

_PARTS: dict[str, tuple[str, ...]] = {
    "map": (),
    "persona": ("name",),
    "stage": ("title",),
    "substage": ("stage", "title"),
    "lane": ("role", "label"),
    "card": ("lane", "stage", "text"),
    "cell": ("lane", "stage"),
    "feeling": ("stage", "kind", "word"),
    "statement": ("text",),
    "judgement": ("statement", "person"),
    "answer": ("opportunity", "fixes", "adds_value_to"),
    "kpi": ("stage", "text"),
    "action": ("text",),
    "resource": ("stage", "opportunity", "text"),
    "expectation": ("stage", "text"),
    "matcher": ("touchpoint", "events"),
    "figure": ("about", "kind", "segment", "window_start"),
    "decision": ("text",),
    "review": ("on",),
    "evidence": ("supports", "kind", "text"),
    "comment": ("about", "text"),
}


def natural_id(record: Record, taken: Container[str] = ()) -> RecordId:
    """Return the id that a record gets from what it says and where it stands.

    Args:
        record: The record; the id it has does not matter.
        taken: Ids in use; a counter keeps the new one apart.

    Examples:
        >>> from jejak.model.records import Stage, StageId
        >>> natural_id(Stage(StageId(RecordId("")), "Browse product"))
        'stage-browse-product'
    """
    kind = kind_of(record)
    if kind == "lane":
        # A role says enough; the label may change with the team's taste.
        words = [str(getattr(record, "role", None) or getattr(record, "label", ""))]
    else:
        words = [_words(getattr(record, name)) for name in _PARTS[kind]]
    return derive_id(kind, *words, taken=taken)


def _words(value: object) -> str:
    plain = encode_value(value)
    if plain is None:
        return ""
    return "\n".join(map(str, plain)) if isinstance(plain, list) else str(plain)


def natural_order(previous: OrderKey | None) -> OrderKey:
    """Return the order key of an item that follows another one in its list.

    Counting on from the item before, and not from the start of the list, keeps
    a file quiet: where an item came in or went away, one neighbour changes.

    Examples:
        >>> first = natural_order(None)
        >>> first, natural_order(first), natural_order(OrderKey("a0a0"))
        ('a0', 'a1', 'a1')
    """
    if previous is None or not is_order_key(previous):
        return key_between(None, None)
    return key_between(previous, None)


def natural_place(index: int, count: int) -> float:
    """Return where in its stage a feeling stands when several spread evenly.

    Args:
        index: Which of them, counted from 0.
        count: How many the stage has.

    Examples:
        >>> natural_place(0, 1), natural_place(0, 2), natural_place(2, 3)
        (0.5, 0.25, 0.833)
    """
    return round((index + 0.5) / count, 3)
