"""What a bare item means: its id, its order key, its place along the curve.

A file leaves these out where they follow from what stands there. Importers
that use the same rules make maps whose files hold the words and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.model.codec import encode_value
from jejak.model.ids import derive_id
from jejak.model.order import key_between
from jejak.model.records import Card, OrderKey, RecordId, Substage, kind_of

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
    "resource": ("stage", "text"),
    "expectation": ("stage", "text"),
    "matcher": ("about", "events"),
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


class OrderChain:
    """The order keys of items that stand in one order, in the order of the file.

    A new item counts on from the one before it, and not from the start of the
    list. That keeps a file quiet: where an item came in or went away, at most
    one neighbour changes.

    Examples:
        >>> chain = OrderChain()
        >>> [chain.add(), chain.add(OrderKey("a0a0")), chain.add(), chain.add()]
        ['a0', 'a0a0', 'a1', 'a2']
    """

    def __init__(self) -> None:
        self._last: OrderKey | None = None
        self._used: set[OrderKey] = set()

    def next(self) -> OrderKey:
        """Return the key of an item that stands here and says nothing."""
        key = key_between(self._last, None)
        # Kinds with one order for the whole map stand stage by stage in a file,
        # so a key further on can already be in use.
        return key_between(max(self._used), None) if key in self._used else key

    def has(self, key: OrderKey) -> bool:
        """Return whether an item before has this key."""
        return key in self._used

    def add(self, key: OrderKey | None = None) -> OrderKey:
        """Take in the key of the next item; without one it gets its natural key."""
        self._last = self.next() if key is None else key
        self._used.add(self._last)
        return self._last


def order_group(record: Record) -> tuple[str, ...]:
    """Return what tells the records that stand in one order from all others.

    Examples:
        >>> from jejak.model.records import Stage, StageId
        >>> order_group(Stage(StageId(RecordId("stage-pay")), "Pay"))
        ('stage',)
    """
    if isinstance(record, Card):
        return ("card", record.lane, record.stage)
    if isinstance(record, Substage):
        return ("substage", record.stage)
    return (kind_of(record),)


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
