"""Records on their way from a file into a map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jejak.files.shape import SHAPES
from jejak.model.records import OrderKey, RecordId

if TYPE_CHECKING:
    from jejak.files.nodes import Node

NOT_YET = RecordId("")  # the id of a record that gets its own while linking


@dataclass(slots=True, eq=False)
class Draft:
    """What an item says, before it has an id and its words for others are links."""

    kind: str
    node: Node
    values: dict[str, Any] = field(default_factory=dict)
    refers: dict[str, Node] = field(default_factory=dict)  # links, still in words
    above: dict[str, Draft] = field(default_factory=dict)  # links told by the place
    given_id: str = ""
    given_order: OrderKey | None = None
    record: Any = None  # the record, once it is made

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        return RecordId(self.record.id) if self.record else NOT_YET


@dataclass(slots=True)
class Drafts:
    """Everything that was read, before it is linked."""

    of_kind: dict[str, list[Draft]] = field(
        default_factory=lambda: {kind: [] for kind in SHAPES}
    )
    lists: list[list[Draft]] = field(default_factory=list)  # items in their order
    line_after: int | None = None  # the line of visibility stands after so many lanes
    line_given: OrderKey | None = None  # its key, where the file names one

    def new(self, kind: str, node: Node, **above: Draft) -> Draft:
        """Return a draft that is kept among its kind."""
        draft = Draft(kind, node, above=above)
        self.of_kind[kind].append(draft)
        return draft
