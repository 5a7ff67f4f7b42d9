"""How each kind of record is written: its keys, its short form, its place.

Reader, writer and schema are driven by this one table, so they cannot differ.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from jejak.model import records
from jejak.model.records import (
    KINDS,
    NUMBERED_ROLES,
    ROLES,
    ColumnPatterns,
    EvidenceKind,
    Finding,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1

_RENAMED = {
    "is_important": "important",
    "is_urgent": "urgent",
    "is_moment_of_truth": "moment_of_truth",
    "is_hidden": "hidden",
    "is_sample": "sample",
    "is_optional": "optional",
    "on": "date",  # YAML 1.1 reads a bare `on` as true
}

NOTES = ("evidence", "comments")
"""Lists that any record may carry, about itself."""

KEYED: Mapping[type, tuple[str, str]] = MappingProxyType(
    {ColumnPatterns: ("column", "patterns")}
)
"""Parts of records that stand as `key: value`, with the field of each side."""

FINDINGS: tuple[str, ...] = get_args(Finding)
EVIDENCE_KINDS: tuple[str, ...] = get_args(EvidenceKind)
LINE_OF_VISIBILITY = "line_of_visibility"
NUMBER = re.compile(r"([PODpod])-(\d{1,9})")
"""A short number, such as P-03: the first key of a numbered item."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of record stands in a file."""

    kind: str
    main: str  # the field that a bare text fills, and that comes first
    placed: frozenset[str] = frozenset()  # fields told by the place in the file
    refers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nested: tuple[str, ...] = ()  # keys that hold lists of other records

    @property
    def record_type(self) -> Any:
        """The class of the record."""
        return KINDS[self.kind]

    @property
    def has_order(self) -> bool:
        """Whether the record has an order key."""
        return self.kind in _ordered_kinds()

    def keys(self) -> Mapping[str, str]:
        """Return the keys of the file and the field each one holds, in order."""
        return _keys_of(self.kind)

    @property
    def main_key(self) -> str:
        """The key of the main field."""
        return _RENAMED.get(self.main, self.main)

    def all_keys(self) -> list[str]:
        """Return every key that an item of this kind may have."""
        own = ["id", *(["order"] if self.has_order else [])]
        return [*self.keys(), *own, *self.nested, *NOTES]


def _shape(
    kind: str,
    main: str,
    *,
    placed: str = "",
    nested: tuple[str, ...] = (),
    **refers: tuple[str, ...],
) -> Shape:
    return Shape(kind, main, frozenset(placed.split()), refers, nested)


ANY: tuple[str, ...] = tuple(KINDS)

SHAPES: dict[str, Shape] = {
    shape.kind: shape
    for shape in (
        _shape("map", "title", placed="visibility_line"),
        _shape("persona", "name"),
        _shape("stage", "title", nested=("cells", "substages")),
        _shape("substage", "title", placed="stage"),
        _shape("lane", "role"),
        _shape(
            "card",
            "text",
            placed="lane stage",
            nested=("fixes", "adds_value_to", "answers", "matchers"),
            substage=("substage",),
            channels=("card",),
        ),
        _shape("cell", "finding", placed="lane stage"),
        _shape(
            "feeling",
            "word",
            placed="stage",
            persona=("persona",),
            substage=("substage",),
        ),
        _shape(
            "statement",
            "text",
            nested=("judgements",),
            pains=("card",),
            stage=("stage",),
        ),
        _shape("judgement", "person", placed="statement"),
        _shape(
            "answer",
            "fixes",
            placed="opportunity",
            fixes=("card",),
            adds_value_to=("stage",),
        ),
        _shape("kpi", "text", placed="stage", nested=("matchers",)),
        _shape("action", "text", kpi=("kpi",), opportunity=("card",)),
        _shape("resource", "text", placed="stage", opportunity=("card",)),
        _shape(
            "expectation",
            "text",
            placed="stage",
            nested=("matchers",),
            touchpoint=("card",),
        ),
        _shape("matcher", "events", placed="about"),
        _shape("figure", "about", about=("card", "stage", "expectation", "kpi")),
        _shape("decision", "text", answers=ANY),
        _shape("review", "on"),
        _shape("evidence", "kind", supports=ANY),
        _shape("comment", "text", about=ANY, replies_to=("comment",)),
    )
}
"""Kinds in the order in which their ids are given: what others name comes first."""


@cache
def _ordered_kinds() -> frozenset[str]:
    return frozenset(
        kind
        for kind, record_type in KINDS.items()
        if any(item.name == "order" for item in fields(record_type))
    )


@cache
def _keys_of(kind: str) -> Mapping[str, str]:
    shape = SHAPES[kind]
    own = {"id", "order", shape.main, *shape.placed}
    names = [item.name for item in fields(shape.record_type) if item.name not in own]
    return MappingProxyType(
        {_RENAMED.get(name, name): name for name in [shape.main, *names]}
    )


TOP_LISTS: dict[str, str] = {
    "personas": "persona",
    "lanes": "lane",
    "stages": "stage",
    "statements": "statement",
    "kpis": "kpi",
    "actions": "action",
    "resources": "resource",
    "decisions": "decision",
    "reviews": "review",
    "figures": "figure",
    "evidence": "evidence",
    "comments": "comment",
}
"""The lists at the top of a file, in the order in which they are written."""

STAGE_LISTS: dict[str, str] = {
    "feelings": "feeling",
    "expectations": "expectation",
    "resources": "resource",
    "kpis": "kpi",
}
"""Keys of a stage that hold records of their own kind instead of cards."""


def stage_keys() -> list[str]:
    """Return the keys of a stage that can name no lane."""
    return SHAPES["stage"].all_keys()


@cache
def hints_of(kind: str) -> dict[str, Any]:
    """Return the type of each field of a kind."""
    return get_type_hints(KINDS[kind], vars(records))


@cache
def defaults_of(kind: str) -> dict[str, object]:
    """Return the defaults of the fields that have one."""
    return {
        item.name: item.default
        for item in fields(KINDS[kind])
        if item.default is not MISSING
    }


def is_good_key(text: str) -> bool:
    r"""Tell whether a text is short and plain enough to stand as a key.

    Examples:
        >>> is_good_key("Backstage tools"), is_good_key("two\nlines")
        (True, False)
    """
    return (
        0 < len(text) <= 80
        and text.strip() == text
        and text.isprintable()
        and NUMBER.fullmatch(text) is None
    )


def can_be_lane_key(label: str) -> bool:
    """Tell whether a lane of the team's own can be called by its label.

    Examples:
        >>> can_be_lane_key("Backstage tools"), can_be_lane_key("goals")
        (True, False)
    """
    return is_good_key(label) and label not in ROLES and label not in stage_keys()


def number_letter(role: str | None) -> str:
    """Return the letter of the short numbers in a lane, if it has any.

    Examples:
        >>> number_letter("opportunities"), number_letter("goals")
        ('O', '')
    """
    return next(
        (NUMBERED_ROLES[known] for known in NUMBERED_ROLES if known == role), ""
    )
