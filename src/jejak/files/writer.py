"""From a map to the plain document that stands in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from jejak.files.lanes import lane_keys
from jejak.files.naming import Names, name_of, written_number
from jejak.files.natural import OrderChain, natural_id, natural_place, order_group
from jejak.files.parts import (
    above,
    dated,
    in_stage,
    plain,
    sorted_by,
    subject_of,
    unplaced,
)
from jejak.files.shape import (
    FORMAT,
    LINE_OF_VISIBILITY,
    SHAPES,
    defaults_of,
    is_good_key,
    number_letter,
)
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    MAP_ID,
    ROLE_ZONES,
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
    OrderKey,
    Resource,
    Review,
    Stage,
    Statement,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jejak.model.codec import Plain
    from jejak.model.records import Record, RecordId

Group = dict[str, "Plain"]
Kind = TypeVar("Kind", bound="Record")
Defaults = Mapping[str, object]

_NONE: Defaults = {}
_UNNOTED = (Evidence, Comment)  # notes about notes stand in a list at the end


def document_of(journey: JourneyMap) -> Group:
    """Return the plain document of a valid, numbered map."""
    draft = _Writer(journey, bare=frozenset())
    draft.document()
    return _Writer(journey, bare=draft.bare_ids()).document()


class _Writer:
    """Writes every record once, with its id unless the id is among `bare`."""

    def __init__(self, journey: JourneyMap, bare: frozenset[RecordId]) -> None:
        self._journey = journey
        self._bare = bare
        self._written: list[Record] = []
        self._chains: dict[tuple[str, ...], OrderChain] = {}
        self._referred: set[RecordId] = set()
        self._lane_keys = lane_keys(journey)
        self._names = Names(self._lane_of)
        self._names.add(journey.records.values())
        self._below: dict[RecordId, list[Record]] = {}
        for record in journey.records.values():
            upper = above(record)
            if upper is not None:
                self._below.setdefault(upper, []).append(record)

    def bare_ids(self) -> frozenset[RecordId]:
        """Return the ids that reading would derive from what stands there.

        An id that another item refers to is written all the same: who reads
        the file must be able to find it.
        """
        place = {kind: index for index, kind in enumerate(SHAPES)}
        in_order = sorted(self._written, key=lambda record: place[kind_of(record)])
        shown = set(self._referred)
        while True:
            taken = {MAP_ID, *shown}
            wrong = set()
            for record in in_order:
                if record.id in shown:
                    continue
                given = natural_id(record, taken)
                taken.add(given)
                if given != record.id:
                    wrong.add(record.id)
            if not wrong:
                return frozenset(record.id for record in in_order) - shown
            shown |= wrong

    def document(self) -> Group:
        journey = self._journey
        head = self._body(journey.info, always=frozenset({"title", "language"}))
        sections: Group = {
            "personas": self._list(journey.personas),
            "lanes": self._lanes(),
            "stages": self._list(journey.stages),
            "statements": self._list(journey.statements),
            "kpis": self._list(unplaced(journey.of_kind(Kpi))),
            "actions": self._list(journey.of_kind(Action)),
            "resources": self._list(unplaced(journey.of_kind(Resource))),
            "decisions": self._list(dated(journey.of_kind(Decision))),
            "reviews": self._list(dated(journey.of_kind(Review))),
            "figures": self._list(
                sorted_by(journey.of_kind(Figure), "about", "kind", "id")
            ),
            "evidence": self._list(self._loose(Evidence)),
            "comments": self._list(self._loose(Comment)),
        }
        needed = {"lanes", "stages"}
        return {
            "format": FORMAT,
            **head,
            **{key: value for key, value in sections.items() if value or key in needed},
        }

    def _loose(self, kind: type[Evidence | Comment]) -> Sequence[Record]:
        """Return the notes about the map itself, and about other notes."""
        subjects = self._journey.records
        return dated(
            note
            for note in self._journey.of_kind(kind)
            if subject_of(note) == MAP_ID
            or isinstance(subjects[subject_of(note)], _UNNOTED)
        )

    def _lane_of(self, lane: RecordId) -> Lane:
        return cast("Lane", self._journey.records[lane])

    def _under(self, record: Record, kind: type[Kind]) -> list[Kind]:
        """Return the records of a kind that hang on this one, by date, then by id."""
        found = [item for item in self._below.get(record.id, ()) if type(item) is kind]
        return dated(cast("list[Kind]", found))

    def _list(self, records: Iterable[Record]) -> list[Plain]:
        return [
            self._item(record, order=self._shown_order(record)) for record in records
        ]

    def _shown_order(self, record: Record) -> OrderKey | None:
        """Return the order key of a record where reading would give another one."""
        order = cast("OrderKey | None", getattr(record, "order", None))
        if order is None:
            return None
        return self._shown_key(order_group(record), order)

    def _shown_key(self, group: tuple[str, ...], order: OrderKey) -> OrderKey | None:
        chain = self._chains.setdefault(group, OrderChain())
        natural = chain.next()
        chain.add(order)
        return None if order == natural else order

    def _item(
        self,
        record: Record,
        *,
        order: OrderKey | None = None,
        defaults: Defaults = _NONE,
    ) -> Plain:
        item = self._group(record, order=order, defaults=defaults)
        if len(item) == 1:
            ((key, value),) = item.items()
            if key == SHAPES[kind_of(record)].main_key and isinstance(value, str):
                return value
            if isinstance(record, Cell) and value == "":
                return key
        return item

    def _group(
        self,
        record: Record,
        *,
        order: OrderKey | None = None,
        defaults: Defaults = _NONE,
    ) -> Group:
        self._written.append(record)
        body = self._body(record, defaults=defaults)
        item = self._headed(record, body)
        if record.id not in self._bare:
            item["id"] = record.id
        if order is not None:
            item["order"] = order
        item.update(body)
        item.update(self._nested(record))
        item.update(self._noted(record))
        return item

    def _body(
        self,
        record: Record,
        *,
        always: frozenset[str] = frozenset(),
        defaults: Defaults = _NONE,
    ) -> Group:
        shape = SHAPES[kind_of(record)]
        empty = {**defaults_of(shape.kind), **defaults}
        hidden = {"supports", "about"} if self._is_nested_note(record) else set()
        body: Group = {}
        for key, name in shape.keys().items():
            value = getattr(record, name)
            needed = name == shape.main or key in always or name not in empty
            if value is None or name in hidden:
                continue
            if needed or value != empty[name]:
                body[key] = self._plain(record, name, value)
        return body

    def _plain(self, record: Record, name: str, value: object) -> Plain:
        kinds = SHAPES[kind_of(record)].refers.get(name)
        if kinds is None or value is None:
            return plain(value)
        if isinstance(value, tuple):
            return [self._word(record, name, target, kinds) for target in value]
        return self._word(record, name, cast("RecordId", value), kinds)

    def _word(
        self, record: Record, name: str, target: RecordId, kinds: tuple[str, ...]
    ) -> str:
        named = self._journey.records[target]
        called = name_of(named, self._lane_of)
        word = self._names.word_for(target, kinds, called)
        if name == "channels" and isinstance(record, Card) and isinstance(named, Card):
            is_clear = self._names.find_channel(named.text, record.stage) == [target]
            word = named.text if is_clear else word
        if word == target:
            self._referred.add(target)
        return word

    def _headed(self, record: Record, body: Group) -> Group:
        """Take the first key of an item, and what it says, out of its body."""
        key = next(iter(body), "")
        if isinstance(record, (Card, Statement)):
            letter = "P"
            if isinstance(record, Card):
                letter = number_letter(self._journey.lane(record.lane).role)
            number = written_number(letter, record.number)
            if number:
                del body["number"]
                return {number: body.pop("text")}
        elif isinstance(record, Feeling):
            if record.value is not None and can_be_head(record.word):
                del body["word"]
                return {record.word: body.pop("value")}
        elif isinstance(record, Cell):
            return {str(body.pop("finding")): body.pop("reason", "")}
        elif isinstance(record, Evidence):
            return {str(body.pop("kind")): body.pop("text")}
        return {key: body.pop(key)} if key else {}

    def _nested(self, record: Record) -> Group:
        groups: Group = {}
        if isinstance(record, Stage):
            groups = self._cells(record)
            groups["substages"] = self._list(self._journey.substages(record.id))
        elif record.id not in self._below:
            return {}
        elif isinstance(record, Card):
            groups = self._answers(record)
        elif isinstance(record, Statement):
            groups["judgements"] = self._list(self._under(record, Judgement))
        if "matchers" in SHAPES[kind_of(record)].nested:
            groups["matchers"] = self._list(self._under(record, Matcher))
        return {key: value for key, value in groups.items() if value}

    def _noted(self, record: Record) -> Group:
        if record.id not in self._below or isinstance(record, _UNNOTED):
            return {}
        groups: Group = {
            "evidence": self._list(self._under(record, Evidence)),
            "comments": self._list(self._under(record, Comment)),
        }
        return {key: value for key, value in groups.items() if value}

    def _is_nested_note(self, record: Record) -> bool:
        if not isinstance(record, _UNNOTED) or subject_of(record) == MAP_ID:
            return False
        return not isinstance(self._journey.records[subject_of(record)], _UNNOTED)

    def _cells(self, stage: Stage) -> Group:
        journey = self._journey
        own: Group = {
            "feelings": self._feelings(stage),
            "expectations": self._list(in_stage(journey.of_kind(Expectation), stage)),
            "resources": self._list(in_stage(journey.of_kind(Resource), stage)),
            "kpis": self._list(in_stage(journey.of_kind(Kpi), stage)),
        }
        groups: Group = {}
        marks: list[Plain] = []
        for lane in journey.lanes:
            key = self._lane_keys[lane.id]
            cell = journey.cell(lane.id, stage.id)
            cards = self._list(journey.cards(lane.id, stage.id))
            groups[key] = own.pop(key, None) or cards
            if cell and not groups[key]:
                groups[key] = self._item(cell)
            elif cell:  # marked empty, although records of its kind stand there
                marks.append({"lane": key, **self._group(cell)})
        return {**groups, **own, "cells": marks}

    def _feelings(self, stage: Stage) -> list[Plain]:
        place_of = {persona.id: at for at, persona in enumerate(self._journey.personas)}
        groups: dict[tuple[bool, int], list[Feeling]] = {}
        for feeling in in_stage(self._journey.of_kind(Feeling), stage):
            who = -1 if feeling.persona is None else place_of[feeling.persona]
            groups.setdefault((feeling.kind != "felt", who), []).append(feeling)
        items = []
        for _, group in sorted(groups.items()):
            group.sort(key=lambda feeling: (feeling.place, feeling.id))
            items += [
                self._item(feeling, defaults={"place": natural_place(at, len(group))})
                for at, feeling in enumerate(group)
            ]
        return items

    def _answers(self, card: Card) -> Group:
        found: dict[str, list[Answer]] = {}
        for answer in self._under(card, Answer):
            is_bare = answer.id in self._bare and answer.id not in self._below
            key = _short_key(answer) if is_bare else "answers"
            found.setdefault(key, []).append(answer)
        groups: Group = {}
        for key in ("fixes", "adds_value_to"):
            words = [
                (str(self._plain(answer, key, getattr(answer, key))), answer)
                for answer in found.get(key, ())
            ]
            words.sort(key=lambda pair: (pair[0], pair[1].id))
            self._written += [answer for _, answer in words]
            groups[key] = [word for word, _ in words]
        groups["answers"] = self._list(found.get("answers", ()))
        return groups

    def _lanes(self) -> list[Plain]:
        items: list[Plain] = []
        line = self._journey.info.visibility_line
        for lane in self._journey.lanes:
            if line is not None and lane.order > line:
                items.append(self._line(line))
                line = None
            items.append(self._lane(lane))
        return items if line is None else [*items, self._line(line)]

    def _line(self, line: OrderKey) -> Plain:
        shown = self._shown_key(("lane",), line)
        return LINE_OF_VISIBILITY if shown is None else {LINE_OF_VISIBILITY: shown}

    def _lane(self, lane: Lane) -> Plain:
        zone = ROLE_ZONES[lane.role] if lane.role else "customer"
        item = self._item(
            lane,
            order=self._shown_order(lane),
            defaults={"zone": zone},
        )
        key = self._lane_keys[lane.id]
        if key == (lane.role or lane.label):
            return item
        item = {"role": item} if isinstance(item, str) else cast("Group", item)
        return {**item, "key": key}


def can_be_head(word: str) -> bool:
    """Tell whether the word of a feeling can be the first key of its item."""
    return is_good_key(word) and word not in SHAPES["feeling"].all_keys()


def _short_key(answer: Answer) -> str:
    if answer.fixes and not answer.adds_value_to:
        return "fixes"
    return "adds_value_to" if answer.adds_value_to and not answer.fixes else "answers"
