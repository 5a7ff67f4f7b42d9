"""Which field of a record names which other records: one table for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.model.records import (
    KINDS,
    PAIN_ROLES,
    Action,
    Answer,
    Card,
    Cell,
    Comment,
    Decision,
    Evidence,
    Expectation,
    Feeling,
    Figure,
    Judgement,
    Kpi,
    Lane,
    Matcher,
    Persona,
    Record,
    RecordId,
    Resource,
    Role,
    Stage,
    Statement,
    Substage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY: tuple[type[Record], ...] = ()
_CHANNELS: frozenset[Role] = frozenset({"channels", "internal_channels"})
_OPPORTUNITIES: frozenset[Role] = frozenset({"opportunities"})
_TOUCHPOINTS: frozenset[Role] = frozenset({"touchpoints"})


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names another record, or several."""

    field: str
    targets: tuple[type[Record], ...]  # kinds it may name; empty: every kind
    roles: frozenset[Role] = frozenset()  # if it names a card: roles of its lane
    is_bond: bool = False  # the record goes when what it names goes

    @property
    def allowed(self) -> str:
        """The kinds it may name, as a message shows them.

        Examples:
            >>> Link("touchpoint", (Card,), _TOUCHPOINTS).allowed
            'card (touchpoints)'
        """
        kinds = [kind for kind, of_kind in KINDS.items() if of_kind in self.targets]
        roles = f" ({', '.join(sorted(self.roles))})" if self.roles else ""
        return " / ".join(kinds) + roles


LINKS: dict[type[Record], tuple[Link, ...]] = {
    Substage: (Link("stage", (Stage,), is_bond=True),),
    Card: (
        Link("lane", (Lane,), is_bond=True),
        Link("stage", (Stage,), is_bond=True),
        Link("substage", (Substage,)),
        Link("channels", (Card,), _CHANNELS),
    ),
    Cell: (
        Link("lane", (Lane,), is_bond=True),
        Link("stage", (Stage,), is_bond=True),
    ),
    Feeling: (
        Link("stage", (Stage,), is_bond=True),
        Link("persona", (Persona,), is_bond=True),
        Link("substage", (Substage,)),
    ),
    Evidence: (Link("supports", _ANY, is_bond=True),),
    Statement: (Link("pains", (Card,), PAIN_ROLES), Link("stage", (Stage,))),
    Judgement: (Link("statement", (Statement,), is_bond=True),),
    Answer: (
        Link("opportunity", (Card,), _OPPORTUNITIES, is_bond=True),
        Link("fixes", (Card,), PAIN_ROLES, is_bond=True),
        Link("adds_value_to", (Stage,), is_bond=True),
    ),
    Action: (Link("kpi", (Kpi,)), Link("opportunity", (Card,), _OPPORTUNITIES)),
    Resource: (Link("stage", (Stage,)), Link("opportunity", (Card,), _OPPORTUNITIES)),
    Kpi: (Link("stage", (Stage,)),),
    Expectation: (
        Link("stage", (Stage,), is_bond=True),
        Link("touchpoint", (Card,), _TOUCHPOINTS),
    ),
    Matcher: (Link("about", (Card, Expectation, Kpi), _TOUCHPOINTS, is_bond=True),),
    Figure: (
        Link("about", (Card, Stage, Expectation, Kpi), _TOUCHPOINTS, is_bond=True),
    ),
    Decision: (Link("answers", _ANY),),
    Comment: (
        Link("about", _ANY, is_bond=True),
        Link("replies_to", (Comment,)),
    ),
}
"""The links of every kind of record that has any."""


def links_of(record: Record) -> Iterator[tuple[Link, RecordId]]:
    """Yield every link of a record with the id it names.

    Examples:
        >>> from jejak.model.records import KpiId
        >>> kpi = Kpi(KpiId(RecordId("kpi")), "Time to answer", stage="stage-pay")
        >>> [(link.field, target) for link, target in links_of(kpi)]
        [('stage', 'stage-pay')]
    """
    for link in LINKS.get(type(record), ()):
        named = getattr(record, link.field)
        if isinstance(named, tuple):
            for target in named:
                yield link, target
        elif named is not None:
            yield link, named
