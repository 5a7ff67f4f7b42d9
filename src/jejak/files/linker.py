"""From drafts to a map: ids, links, order keys and places along the curve."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jejak.files.drafts import NOT_YET, Draft, Drafts
from jejak.files.naming import Names
from jejak.files.natural import OrderChain, natural_id, natural_place, order_group
from jejak.files.shape import NUMBER, SHAPES, defaults_of
from jejak.files.values import read_text
from jejak.model.journey_map import JourneyMap
from jejak.model.records import MAP_ID, OrderKey, RecordId
from jejak.model.validation import find_problems

if TYPE_CHECKING:
    from jejak.errors import FileFormatError
    from jejak.files.nodes import Node
    from jejak.model.problems import Problem
    from jejak.model.records import Record

# Their ids follow from what they link to, so their links are found first.
_LINKED_FIRST = frozenset({"answer", "figure", "evidence", "comment"})


def link_drafts(drafts: Drafts) -> JourneyMap:
    """Return the map that the drafts make together.

    Raises:
        FileFormatError: An id stands twice, a word for another item names none
            or several, or the items do not fit together.
    """
    linker = _Linker(drafts)
    journey = JourneyMap.of(linker.records())
    for problem in find_problems(journey):
        raise linker.invalid(problem)
    return journey


class _Linker:
    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._by_id: dict[RecordId, Draft] = {}
        self._names = Names(lambda lane: self._by_id[lane].record)

    def records(self) -> list[Record]:
        """Return the records, each with its id, its links and its order key."""
        self._take_given_ids()
        for kind, drafts in self._drafts.of_kind.items():
            for draft in drafts:
                self._make(draft)
            self._names.add(draft.record for draft in drafts)
            if kind not in _LINKED_FIRST:
                for draft in drafts:
                    self._link(draft)
        self._give_orders()
        self._give_places()
        return [
            draft.record for drafts in self._drafts.of_kind.values() for draft in drafts
        ]

    def invalid(self, problem: Problem) -> FileFormatError:
        """Return an error that points at the item which breaks a rule."""
        node = self._by_id[problem.records[0]].node
        return node.problem(f"problem.{problem.rule}", **problem.values)

    def _take_given_ids(self) -> None:
        for drafts in self._drafts.of_kind.values():
            for draft in drafts:
                if draft.kind == "map":
                    draft.given_id = MAP_ID
                if not draft.given_id:
                    continue
                first = self._by_id.get(RecordId(draft.given_id))
                if first is not None:
                    raise draft.node.problem(
                        "id_twice", given=draft.given_id, first=first.node.line
                    )
                self._by_id[RecordId(draft.given_id)] = draft

    def _make(self, draft: Draft) -> None:
        values = {**draft.values}
        for name, above in draft.above.items():
            values[name] = above.id
        if draft.kind in _LINKED_FIRST:
            values.update(self._links(draft))
        for name in SHAPES[draft.kind].refers:
            if name not in defaults_of(draft.kind):
                values.setdefault(name, NOT_YET)
        record = SHAPES[draft.kind].record_type(id=NOT_YET, **values)
        own = RecordId(draft.given_id) or natural_id(record, self._by_id)
        self._by_id[own] = draft
        draft.record = replace(record, id=own)

    def _link(self, draft: Draft) -> None:
        if draft.refers:
            draft.record = replace(draft.record, **self._links(draft))

    def _links(self, draft: Draft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, node in draft.refers.items():
            kinds = SHAPES[draft.kind].refers[name]
            if not isinstance(defaults_of(draft.kind).get(name), tuple):
                found[name] = self._target(draft, name, node, kinds)
                continue
            items = node.items if node.form == "list" else [node]
            found[name] = tuple(
                self._target(draft, name, item, kinds)
                for item in items
                if item.form != "empty"
            )
        return found

    def _target(
        self, draft: Draft, name: str, node: Node, kinds: tuple[str, ...]
    ) -> RecordId:
        word = read_text(node)
        given = self._by_id.get(RecordId(word))
        if given is not None and given.kind in kinds:
            return RecordId(word)
        found = self._names.find(word, kinds)
        if name == "channels" and draft.kind == "card":
            found = self._names.find_channel(word, draft.above["stage"].id)
        if not found and NUMBER.fullmatch(word):
            letter, digits = word.split("-")
            found = self._names.find(f"{letter.upper()}-{int(digits):02d}", kinds)
        if len(found) == 1:
            return found[0]
        if found:
            raise node.problem("unclear_link", given=word, count=len(found))
        known = self._names.known(kinds)
        said = "broken_link" if known else "no_link"
        raise node.problem(said, known=known[:40], given=word)

    def _give_orders(self) -> None:
        chains: dict[tuple[str, ...], OrderChain] = defaultdict(OrderChain)
        for items in self._drafts.lists:
            last: OrderKey | None = None
            for draft in items:
                if SHAPES[draft.kind].has_order:
                    chain = chains[order_group(draft.record)]
                    last = _key_in(chain, draft.given_order, last)
                    draft.record = replace(draft.record, order=last)
        self._order_lanes()

    def _order_lanes(self) -> None:
        """Give the lanes their keys, and the line of visibility among them its own."""
        chain = OrderChain()
        last: OrderKey | None = None
        info, lanes = self._drafts.of_kind["map"][0], self._drafts.of_kind["lane"]
        for place in range(len(lanes) + 1):
            if place == self._drafts.line_after:
                last = _key_in(chain, self._drafts.line_given, last)
                info.record = replace(info.record, visibility_line=last)
            if place < len(lanes):
                last = _key_in(chain, lanes[place].given_order, last)
                lanes[place].record = replace(lanes[place].record, order=last)

    def _give_places(self) -> None:
        groups: dict[tuple[RecordId, str, RecordId | None], list[Draft]] = {}
        for draft in self._drafts.of_kind["feeling"]:
            feeling = draft.record
            group = (feeling.stage, feeling.kind, feeling.persona)
            groups.setdefault(group, []).append(draft)
        for drafts in groups.values():
            for index, draft in enumerate(drafts):
                if "place" not in draft.values:
                    place = natural_place(index, len(drafts))
                    draft.record = replace(draft.record, place=place)


def _key_in(
    chain: OrderChain, given: OrderKey | None, last: OrderKey | None
) -> OrderKey:
    """Return the key of the next item: the one given, unless its place says else.

    Who moves a line means its new place, not the key that came along.
    """
    is_out_of_place = given is not None and last is not None and given <= last
    if given is not None and (is_out_of_place or chain.has(given)):
        given = None
    return chain.add(given)
