"""The rules for one record on its own: its id, its texts and its figures."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jejak.model.ids import LONGEST_ID, is_id
from jejak.model.index import order_of
from jejak.model.order import is_order_key
from jejak.model.problems import Problem
from jejak.model.records import (
    MAP_ID,
    Action,
    Answer,
    Card,
    Comment,
    Decision,
    Evidence,
    Expectation,
    Feeling,
    Judgement,
    Kpi,
    MapInfo,
    Matcher,
    Record,
    Resource,
    Stage,
    Statement,
    Substage,
)
from jejak.model.text import clean_text
from jejak.model.tidy import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 10_000
"""The longest text of a record, in characters."""

LONGEST_COLUMN = 200
"""The longest name of a column that a matcher asks for, in characters."""

LONGEST_NOTES = 500_000
"""The longest notes of a map: a whole document may have come with it."""

MOST_ITEMS = 1_000
"""The most items of a list within a record."""

_NEEDED: Mapping[type[Record], str] = MappingProxyType(
    {
        Stage: "title",
        Substage: "title",
        Card: "text",
        Statement: "text",
        Evidence: "text",
        Action: "text",
        Resource: "text",
        Kpi: "text",
        Expectation: "text",
        Decision: "text",
        Comment: "text",
        Judgement: "person",
    }
)
_LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def problems_within(record: Record) -> Iterator[Problem]:
    """Yield what is wrong with a record whatever else is on the map.

    Examples:
        >>> from jejak.model.records import RecordId, StageId
        >>> stage = Stage(StageId(RecordId("stage")), " ", order="a0")
        >>> [problem.text for problem in problems_within(stage)]
        ['stage: title is blank.']
    """
    yield from _identity(record)
    for name in names_of(record):
        value = getattr(record, name)
        if not _is_plain(value):
            yield from _field(record, name, value)
    needed = _NEEDED.get(type(record))
    if needed and not getattr(record, needed).strip():
        yield _about(record, "blank", field=needed)
    order = order_of(record)
    if order is not None and not is_order_key(order):
        yield _not_allowed(record, "order", order, "a0")
    yield from _own_rules(record)


def _is_plain(value: object) -> bool:
    """Return whether a value is right at first sight, as nearly every one is."""
    if type(value) is str:
        return len(value) <= LONGEST_TEXT and value.isprintable()
    return value is None or value == ()


def _identity(record: Record) -> Iterator[Problem]:
    if not is_id(record.id):
        allowed = f"A-Z a-z 0-9 - _ (1-{LONGEST_ID})"
        yield _not_allowed(record, "id", record.id, allowed)
    if isinstance(record, MapInfo) and record.id != MAP_ID:
        yield _about(record, "second_map")
    if record.id == MAP_ID and not isinstance(record, MapInfo):
        yield _about(record, "map_missing")


def _field(record: Record, name: str, value: object) -> Iterator[Problem]:
    """Yield what is wrong with a text, a figure or a list, however deep."""
    if isinstance(value, str):
        yield from _text(record, name, value)
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield _not_allowed(record, name, value, "0 … 9")
    elif isinstance(value, tuple):
        if len(value) > MOST_ITEMS:
            yield _too_much(record, "too_many_items", name, len(value), MOST_ITEMS)
        for item in value:
            yield from _field(record, name, item)
    elif is_dataclass(value):
        for inner in names_of(value):
            yield from _field(record, name, getattr(value, inner))


def _text(record: Record, name: str, text: str) -> Iterator[Problem]:
    most = LONGEST_NOTES if name == "notes" else LONGEST_TEXT
    if len(text) > most:
        yield _too_much(record, "too_long", name, len(text), most)
    if clean_text(text) != text:
        yield _about(record, "unwanted_signs", field=name)


def _own_rules(record: Record) -> Iterator[Problem]:
    """Yield what breaks a rule that only this kind of record has."""
    if isinstance(record, MapInfo):
        if not _LANGUAGE_TAG.fullmatch(record.language):
            yield _not_allowed(record, "language", record.language, "id, en, pt-BR")
    elif isinstance(record, Feeling):
        yield from _feeling(record)
    elif isinstance(record, Stage):
        if record.width_px is not None and record.width_px < 1:
            yield _not_allowed(record, "width_px", record.width_px, "1 …")
    elif isinstance(record, (Card, Statement)):
        yield from _number(record)
    elif isinstance(record, Matcher):
        yield from _columns(record)
    elif isinstance(record, Answer) and (record.fixes is None) == (
        record.adds_value_to is None
    ):
        yield _about(record, "answer_without_aim")


def _number(record: Card | Statement) -> Iterator[Problem]:
    if record.number is not None and record.number < 1:
        yield _not_allowed(record, "number", record.number, "1 …")
    if isinstance(record, Statement) and record.pains and record.number is not None:
        yield _about(record, "number_with_pains")


def _feeling(record: Feeling) -> Iterator[Problem]:
    value = record.value
    if value is None and not record.word.strip():
        yield _about(record, "blank", field="word")
    if value is not None and not (-2 <= value <= 2 and round(value, 1) == value):
        yield _not_allowed(record, "value", value, "-2.0, -1.9 … 2.0")
    if not 0 <= record.place <= 1:
        yield _not_allowed(record, "place", record.place, "0 … 1")


def _columns(record: Matcher) -> Iterator[Problem]:
    columns = [one.column for one in record.where]
    for column in dict.fromkeys(columns):
        if not column.strip():
            yield _about(record, "blank", field="where")
        elif len(column) > LONGEST_COLUMN:
            yield _too_much(record, "too_long", "where", len(column), LONGEST_COLUMN)
        elif columns.count(column) > 1:
            yield _about(record, "repeated_link", field="where", target=column)


def _about(record: Record, rule: str, **values: str) -> Problem:
    return Problem(rule, (record.id,), {"record": record, **values})


def _not_allowed(record: Record, name: str, value: object, allowed: str) -> Problem:
    shown = {"field": name, "value": str(value), "allowed": allowed}
    return _about(record, "not_allowed", **shown)


def _too_much(record: Record, rule: str, name: str, count: int, most: int) -> Problem:
    return _about(record, rule, field=name, count=str(count), most=str(most))
