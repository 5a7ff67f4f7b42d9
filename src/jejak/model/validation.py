"""The rules of a map: what must hold before an edit or a file is accepted.

Two decisions: a role has at most one lane on a map, so that "the pain points"
is never two places; and an order key has a meaning only among the records that
stand together (the cards of one cell, the lanes and the line of visibility).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.errors import Gone, InvalidMap
from jejak.model.index import claims_of, group_of, order_of, role_of
from jejak.model.links import Link, links_of
from jejak.model.problems import Problem
from jejak.model.records import (
    CARDLESS_ROLES,
    MAP_ID,
    Card,
    Cell,
    Feeling,
    Lane,
    Matcher,
    OrderKey,
    Record,
    RecordId,
    Substage,
)
from jejak.model.rules import problems_within

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from jejak.model.index import Key
    from jejak.model.journey_map import JourneyMap

MOST_RECORDS = 50_000
"""The most records that one map may have."""


def problems_of(journey: JourneyMap) -> tuple[str, ...]:
    """Return what is wrong with a map, a sentence each; nothing for a valid map.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import CardId, LaneId, StageId
        >>> card = Card(CardId(RecordId("c")), LaneId(RecordId("l")),
        ...     StageId(RecordId("s")), "Pay fast", order="a0")
        >>> for problem in problems_of(JourneyMap.of([card])):
        ...     print(problem)
        “Pay fast” (c): lane names l, which does not exist.
        “Pay fast” (c): stage names s, which does not exist.
    """
    return tuple(problem.text for problem in find_problems(journey))


def checked(journey: JourneyMap) -> JourneyMap:
    """Return the map if it is valid.

    Raises:
        InvalidMap: It is not; the error holds every problem.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> len(checked(JourneyMap.of([])))
        1
    """
    problems = problems_of(journey)
    if problems:
        raise InvalidMap(problems)
    return journey


def find_problems(journey: JourneyMap) -> tuple[Problem, ...]:
    """Return what is wrong with a map, by rule and record.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> find_problems(JourneyMap.of([]))
        ()
    """
    return _found(_Check(journey), journey.records)


def problems_since(
    before: JourneyMap, after: JourneyMap, ids: Iterable[RecordId]
) -> tuple[Problem, ...]:
    """Return what is wrong with a map that came from a valid one.

    Only the records with these ids differ. They are looked at, and those whose
    validity hangs on them: what links to a card that changed its lane, the mark
    of a cell that got a card.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import Stage, StageId
        >>> empty = JourneyMap.of([])
        >>> stage = Stage(StageId(RecordId("stage")), "", order="a0")
        >>> after = empty.changed({stage.id: stage})
        >>> [problem.rule for problem in problems_since(empty, after, [stage.id])]
        ['blank']
    """
    concerned: dict[RecordId, None] = {}
    waiting = list(ids)
    while waiting:
        record_id = waiting.pop()
        concerned[record_id] = None
        old, new = before.records.get(record_id), after.records.get(record_id)
        if isinstance(new, Card):
            marks = after.index.holding(("cell", new.lane, new.stage))
            concerned.update(dict.fromkeys(sorted(marks)))
        if _bearing(old) != _bearing(new) or _role_differs(old, before, after):
            linking = after.index.linking_to(record_id)
            new_ones = (one for one in linking if one not in concerned)
            waiting += sorted(new_ones, reverse=True)
    return _found(_Check(after), concerned)


def _bearing(record: Record | None) -> Key:
    """Return what the validity of links to a record hangs on."""
    if isinstance(record, Card):
        return ("card", record.lane)
    if isinstance(record, Substage):
        return ("substage", record.stage)
    return (type(record).__name__, role_of(record))


def _role_differs(record: Record | None, before: JourneyMap, after: JourneyMap) -> bool:
    if not isinstance(record, Card):
        return False
    lanes = before.records.get(record.lane), after.records.get(record.lane)
    return role_of(lanes[0]) != role_of(lanes[1])


def _found(check: _Check, ids: Iterable[RecordId]) -> tuple[Problem, ...]:
    """Return the problems of these records, each once."""
    found: dict[Hashable, Problem] = {}
    for problem in check.problems(ids):
        # Of two records in each other's way the problem belongs to both.
        where = problem.values.get("field"), problem.values.get("target")
        found.setdefault((problem.rule, frozenset(problem.records), where), problem)
    return tuple(found.values())


class _Check:
    """One look at a map; remembers what several records would ask for."""

    def __init__(self, journey: JourneyMap) -> None:
        self.records = journey.records
        self.index = journey.index
        self._orders: dict[Key, Mapping[OrderKey, list[RecordId]]] = {}
        self._firsts: dict[Key, list[RecordId]] = {}

    def problems(self, ids: Iterable[RecordId]) -> Iterator[Problem]:
        """Yield the problems of these records, some of them twice."""
        if len(self.records) > MOST_RECORDS:
            values = {"count": str(len(self.records)), "most": str(MOST_RECORDS)}
            yield Problem("too_many_records", (MAP_ID,), {"record": "map", **values})
        for record_id in ids:
            record = self.records.get(record_id)
            if record is not None:
                yield from problems_within(record)
                yield from self._broken_links(record)
                yield from self._misplaced(record)
                yield from self._claimed_twice(record)
                if isinstance(record, Matcher):
                    yield from self._idle_fields(record)

    def _broken_links(self, record: Record) -> Iterator[Problem]:
        links = list(links_of(record))
        named = [(link.field, target) for link, target in links]
        has_repeated = len(set(named)) < len(named)
        for link, target_id in links:
            rule = self._broken_rule(record, link, target_id)
            if not rule and has_repeated and named.count((link.field, target_id)) > 1:
                rule = "repeated_link"
            if rule:
                target = self.records.get(target_id)
                values = {
                    "record": record,
                    "field": link.field,
                    "target": target or Gone(target_id),
                    "allowed": link.allowed,
                }
                yield Problem(rule, (record.id,), values)

    def _broken_rule(self, record: Record, link: Link, target_id: RecordId) -> str:
        """Return the rule that a link breaks, or an empty text."""
        target = self.records.get(target_id)
        if target is None:
            return "broken_link"
        if target is record:
            return "own_link"
        if link.targets and not isinstance(target, link.targets):
            return "wrong_link"
        if isinstance(target, Card):
            role = role_of(self.records.get(target.lane))
            return "wrong_link" if link.roles and role not in link.roles else ""
        if isinstance(target, Substage) and isinstance(record, Card | Feeling):
            return "" if target.stage == record.stage else "foreign_substage"
        if isinstance(target, Lane) and isinstance(record, Card):
            return "card_in_lane" if target.role in CARDLESS_ROLES else ""
        return ""

    def _idle_fields(self, record: Matcher) -> Iterator[Problem]:
        """Yield what a matcher says that means nothing for what it is about."""
        target = self.records.get(record.about)
        is_traced = isinstance(target, Card)
        for name in ("since",) if is_traced else ("failures", "is_optional"):
            if target is not None and getattr(record, name):
                values = {"record": record, "target": target, "field": name}
                yield Problem("idle_field", (record.id,), values)

    def _misplaced(self, record: Record) -> Iterator[Problem]:
        group, order = group_of(record), order_of(record)
        if group is not None and order is not None:
            others = self._orders_in(group)[order]
            yield from self._clash("order_twice", record, others)
        if isinstance(record, Cell) and self.index.holding(
            ("in", "card", record.lane, record.stage)
        ):
            yield Problem("marked_cell", (record.id,), {"record": record})

    def _claimed_twice(self, record: Record) -> Iterator[Problem]:
        for claim in claims_of(record, self.records):
            # The first two are enough: the others clash with the first.
            if claim not in self._firsts:
                self._firsts[claim] = sorted(self.index.holding(claim))[:2]
            yield from self._clash(f"{claim[0]}_twice", record, self._firsts[claim])

    def _clash(
        self, rule: str, record: Record, firsts: list[RecordId]
    ) -> Iterator[Problem]:
        for other_id in firsts[:2]:
            if other_id != record.id:
                values = {"record": record, "other": self.records[other_id]}
                yield Problem(rule, (record.id, other_id), values)
                return

    def _orders_in(self, group: Key) -> Mapping[OrderKey, list[RecordId]]:
        if group not in self._orders:
            orders: dict[OrderKey, list[RecordId]] = {}
            for record_id in sorted(self.index.holding(group)):
                order = order_of(self.records[record_id]) or OrderKey("")
                orders.setdefault(order, []).append(record_id)
            self._orders[group] = orders
        return self._orders[group]
