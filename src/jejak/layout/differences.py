"""What differs between two maps, put in order and into words.

A comparison of two maps and the update of a map from a table both become
`Difference`s; the command line writes them as lines, the server sends them as
plain data. Texts of people stay raw.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from jejak.language.catalogue import Language, say
from jejak.language.formats import signed
from jejak.model.records import (
    Card,
    Cell,
    Feeling,
    Lane,
    MapInfo,
    Record,
    RecordId,
    Role,
    Stage,
    Statement,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jejak.model.diff import Diff, FieldChange
    from jejak.model.journey_map import JourneyMap

Sort = Literal["added", "changed", "moved", "gone", "both", "kept"]
SIGNS: dict[Sort, str] = {
    "added": "+",
    "changed": "~",
    "moved": ">",
    "gone": "-",
    "both": "!",  # changed here and there
    "kept": "=",
}
"""The sign before a line: what a difference is, never told by colour alone."""

Action = Literal["add", "change", "move", "delete", "bring_back", "use_table"]
_ACTIONS: dict[Sort, Action] = {
    "added": "add",
    "changed": "change",
    "moved": "move",
    "gone": "delete",
}
_DELETED_HERE = "difference.deleted_here.why"

_PLACES: dict[str, Role] = {
    "feeling": "feelings",
    "expectation": "expectations",
    "resource": "resources",
    "kpi": "kpis",
}
_NAMES = ("title", "text", "name", "label", "word", "person", "agenda")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs."""

    sort: Sort
    record: Record  # as it stands in the second map; in the first if it is gone
    fields: tuple[FieldChange, ...] = ()
    why: str = ""  # key of the sentence that says why it is kept
    is_taken: bool = True  # an update carries it out

    @property
    def action(self) -> Action:
        """What carrying it out comes to."""
        if self.sort == "kept":
            return "bring_back" if self.why == _DELETED_HERE else "delete"
        if self.sort == "both":
            return "use_table" if self.fields else "delete"
        return _ACTIONS[self.sort]

    @property
    def id(self) -> str:
        """What tells it from the others, the same every time they are looked for."""
        return f"{self.sort}:{self.record.id}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Names and values of records, in the words of two maps and a language."""

    before: JourneyMap
    after: JourneyMap
    language: Language
    _cells: dict[RecordId, tuple[str, str]] = field(default_factory=dict)

    def find(self, record_id: object) -> Record | None:
        """Return a record of the second map, or else of the first one."""
        for journey in (self.after, self.before):
            if record_id in journey.records:
                return journey.records[record_id]  # type: ignore[index]
        return None

    def name_of(self, record: Record) -> str:
        """Return what people call a record."""
        if isinstance(record, Lane) and not record.label and record.role:
            return say(self.language, f"lane.{record.role}")
        if isinstance(record, MapInfo):
            return say(self.language, "kind.map")
        if isinstance(record, Cell):
            return say(self.language, f"cell.{record.finding}")
        words = (" ".join(getattr(record, name, "").split()) for name in _NAMES)
        told = next(filter(None, words), "")
        if told:
            return told
        about = next((each for each in self._linked(record) if each), None)
        return self.name_of(about) if about else say(self.language, "page.untitled")

    def _linked(self, record: Record) -> Iterator[Record | None]:
        for name in ("about", "supports", "opportunity", "touchpoint", "lane"):
            yield self.find(getattr(record, name, None))

    def kind(self, record: Record) -> str:
        """Return what sort of thing a record is."""
        return say(self.language, f"kind.{kind_of(record)}")

    def stage_of(self, record: Record) -> Stage | None:
        """Return the stage in which a record stands, if it stands in one."""
        if isinstance(record, Stage):
            return record
        if isinstance(record, Statement):
            return None
        found = self.find(getattr(record, "stage", None))
        if found is None:
            about = next((each for each in self._linked(record) if each), None)
            has_lane = isinstance(about, Card)
            return self.stage_of(about) if about and has_lane else None
        return found if isinstance(found, Stage) else None

    def lane_of(self, record: Record) -> str:
        """Return the name of the lane in which a record stands, or nothing."""
        found = self.find(getattr(record, "lane", None))
        if isinstance(found, Lane):
            return self.name_of(found)
        role = _PLACES.get(kind_of(record))
        if role is None:
            return ""
        lane = self.after.lane_of_role(role) or self.before.lane_of_role(role)
        return self.name_of(lane) if lane else say(self.language, f"lane.{role}")

    def value(self, record: Record, name: str, value: object) -> str:
        """Return the value of a field for people to read."""
        if isinstance(record, Lane) and name == "label" and not value:
            return say(self.language, f"lane.{record.role}") if record.role else ""
        if value is None or value in ("", ()):
            return ""
        if isinstance(value, bool):
            return say(self.language, "map.yes" if value else "map.no")
        if isinstance(record, Feeling) and isinstance(value, float) and name == "value":
            return signed(value, self.language)
        if isinstance(value, tuple):
            return ", ".join(self.value(record, name, each) for each in value)
        if isinstance(value, datetime | date):
            return value.isoformat()
        if name == "label" or not isinstance(value, str):
            return _plainly(value)
        linked = self.find(value) if name not in _NAMES else None
        return self.name_of(linked) if linked else self._choice(name, value)

    def _choice(self, name: str, value: str) -> str:
        """Return a value that is one of a few keys by its name in the catalogue."""
        keys = {
            "role": f"lane.{value}",
            "zone": f"zone.{value}",
            "finding": f"cell.{value}",
            "availability": f"map.{value}",
        }
        return say(self.language, keys[name]) if name in keys else value


def _plainly(value: object) -> str:
    label = getattr(value, "label", None) or getattr(value, "column", None)
    names = ("items", "values", "patterns")
    items = next(filter(None, (getattr(value, name, None) for name in names)), None)
    if isinstance(label, str) and isinstance(items, tuple):
        return f"{label}: {', '.join(items)}"
    return str(value)


def differences_of(diff: Diff) -> tuple[Difference, ...]:
    """Return what a comparison of two maps found, one for each record and sort."""
    found = [Difference("added", record) for record in diff.added]
    found += [Difference("changed", one.after, one.fields) for one in diff.changed]
    found += [Difference("moved", one.after, one.fields) for one in diff.moved]
    found += [Difference("gone", record) for record in diff.removed]
    return tuple(found)


def in_order(
    differences: Iterable[Difference], wording: Wording
) -> tuple[Difference, ...]:
    """Return differences as people read a map: the map, then stage by stage."""
    stages = [*wording.after.stages, *wording.before.stages]
    place_of = {stage.id: place for place, stage in reversed(list(enumerate(stages)))}
    lanes = [*wording.after.lanes, *wording.before.lanes]
    rows = {str(lane.id): at for at, lane in reversed(list(enumerate(lanes)))}

    def place(one: Difference) -> tuple[int, int, int, str, str]:
        stage = wording.stage_of(one.record)
        column = place_of.get(stage.id, 0) if stage else -1
        if stage is None and isinstance(one.record, Statement):
            column = len(stages)
        is_head = isinstance(one.record, Stage)
        lane: object = getattr(one.record, "lane", None) or one.record.id
        row = -1 if is_head else rows.get(str(lane), len(rows))
        order = getattr(one.record, "order", "")
        return column, row, _SORTS.index(one.sort), order, one.record.id

    return tuple(sorted(differences, key=place))


_SORTS: tuple[Sort, ...] = (*("gone", "changed", "both", "moved", "added", "kept"),)


def as_json(one: Difference, wording: Wording) -> dict[str, Any]:
    """Return a difference as plain data, its words in a language."""
    stage = wording.stage_of(one.record)
    return {
        "id": one.id,
        "sort": one.sort,
        "kind": kind_of(one.record),
        "kind_name": wording.kind(one.record),
        "record": one.record.id,
        "stage": stage.title if stage else "",
        "lane": wording.lane_of(one.record),
        "text": wording.name_of(one.record),
        "fields": [
            {
                "field": change.field,
                "name": field_name(one.record, change.field, wording.language),
                "old": wording.value(one.record, change.field, change.old),
                "new": wording.value(one.record, change.field, change.new),
            }
            for change in one.fields
            if change.field not in _UNSAID
        ],
        "why": say(wording.language, one.why) if one.why else "",
        "action": one.action,
        "is_taken": one.is_taken,
    }


_UNSAID = frozenset({"order"})


def field_name(record: Record, name: str, language: Language) -> str:
    """Return what people call a field of a record."""
    if kind_of(record) == "persona" and name not in _PERSONA_ELSEWHERE:
        return say(language, f"persona.{name}")
    return say(language, f"field.{name}")


_PERSONA_ELSEWHERE = frozenset(
    {"own_fields", "portrait", "importance", "importance_why", "segment", "order"}
)


def lines(
    differences: Iterable[Difference], wording: Wording, *, shows_ids: bool = False
) -> Iterator[str]:
    """Yield differences as lines of text, grouped by the stage they stand in."""
    head: str | None = None
    for one in in_order(differences, wording):
        stage = wording.stage_of(one.record)
        title = stage.title if stage else _elsewhere(one.record, wording.language)
        if title != head:
            head = title
            yield title
        yield from _told(one, wording, _INDENT)
        if shows_ids:
            yield f"{_INDENT}    {one.id}"


_INDENT = "  "


def _elsewhere(record: Record, language: Language) -> str:
    is_statement = kind_of(record) in {"statement", "judgement"}
    return say(language, "difference.statements" if is_statement else "difference.map")


def _told(one: Difference, wording: Wording, indent: str) -> Iterator[str]:
    data = as_json(one, wording)
    what = data["lane"] or data["kind_name"]
    named = "" if isinstance(one.record, MapInfo) else f": {data['text']}"
    texts = [each for each in data["fields"] if each["field"] in _NAMES]
    if one.sort == "changed" and len(texts) == 1:
        named = f": {_change(texts[0], wording.language)}"
    yield f"{indent}{SIGNS[one.sort]} {what}{named}"
    for each in data["fields"]:
        if each not in texts or not named:
            told = _change(each, wording.language)
            yield f"{indent}    {each['name']}: {told}"
    if one.sort == "moved" and not data["fields"]:
        yield f"{indent}    {say(wording.language, 'difference.reordered')}"
    if data["why"]:
        yield f"{indent}    {data['why']}"


def _change(each: dict[str, str], language: Language) -> str:
    nothing = say(language, "difference.nothing")
    return f"{each['old'] or nothing} → {each['new'] or nothing}"


def summary(differences: Iterable[Difference]) -> dict[Sort, int]:
    """Return how many differences of each sort there are."""
    sorts = [one.sort for one in differences]
    return {sort: sorts.count(sort) for sort in SIGNS}


def counted(differences: Sequence[Difference], language: Language) -> str:
    """Return how many things of which kinds came, changed, moved and went.

    Examples:
        >>> pay, find = Stage("pay", "Pay"), Stage("find", "Find")
        >>> sorts = [("added", pay), ("added", find), ("gone", Lane("own"))]
        >>> counted([Difference(*one) for one in sorts], "en")
        'Added 2 stages. Deleted 1 lane.'
    """
    told = []
    for sort, key in _COUNTED.items():
        kinds = Counter(
            _KINDS_COUNTED.get(kind_of(one.record), "count.entries")
            for one in differences
            if one.sort == sort
        )
        parts = [
            say(language, kind, count=count) for kind, count in kinds.most_common()
        ]
        if parts:
            told.append(say(language, key, what=", ".join(parts)))
    return " ".join(told)


_COUNTED: dict[Sort, str] = {
    "added": "step.many_added",
    "changed": "step.many_changed",
    "moved": "step.many_moved",
    "gone": "step.many_gone",
}
_KINDS_COUNTED = {
    "card": "count.cards",
    "stage": "count.stages",
    "lane": "count.lanes",
    "feeling": "count.feelings",
    "persona": "count.personas",
    "evidence": "count.evidence",
    "statement": "count.statements",
}
