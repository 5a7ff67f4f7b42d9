"""From the tree of a file to a map."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from jejak.errors import InvalidMap
from jejak.files.naming import Names
from jejak.files.natural import natural_id, natural_order, natural_place
from jejak.files.problems import problem
from jejak.files.shape import (
    EVIDENCE_KINDS,
    FINDINGS,
    FORMAT,
    LINE_OF_VISIBILITY,
    NUMBER,
    SHAPES,
    STAGE_LISTS,
    TOP_LISTS,
    can_be_lane_key,
    defaults_of,
    hints_of,
    number_letter,
    stage_keys,
)
from jejak.files.values import read_list, read_text, read_value, shown
from jejak.files.writer import line_key
from jejak.model.ids import is_id
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    MAP_ID,
    ROLE_ZONES,
    ROLES,
    Lane,
    OrderKey,
    RecordId,
    Role,
)
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.files.nodes import Node
    from jejak.model.records import Record

_NOT_YET = RecordId("")  # the id of a record that gets its own below
_NEEDS_NAMES_FIRST = frozenset({"answer", "figure", "evidence", "comment"})


@dataclass(slots=True, eq=False)
class _Draft:
    """A record on its way: what it says, before it has an id and links."""

    kind: str
    node: Node
    values: dict[str, Any] = field(default_factory=dict)
    refers: dict[str, Node] = field(default_factory=dict)  # links, still in words
    above: dict[str, _Draft] = field(default_factory=dict)  # links told by the place
    given_id: str = ""
    given_order: str | None = None
    id: RecordId = _NOT_YET
    record: Record | None = None

    def made(self) -> Record:
        """Return the record, once it is made."""
        return cast("Record", self.record)


def read_tree(root: Node, name: str) -> JourneyMap:
    """Return the map that a tree describes.

    Raises:
        FileFormatError: Something stands there that has no place in a map.
    """
    reader = _Reader(name)
    reader.read(root)
    journey = JourneyMap.of(reader.records())
    try:
        return journey
    except InvalidMap as error:
        # The model speaks of records; the file is all we can point at.
        raise problem("invalid", name=name, problems=str(error)) from None


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._drafts: dict[str, list[_Draft]] = {kind: [] for kind in SHAPES}
        self._lists: list[list[_Draft]] = []  # items that follow one another
        self._lanes: dict[str, _Draft] = {}  # by the key that stages use
        self._declares_lanes = False
        self._line: tuple[int, str] | None = None  # after so many lanes; given key
        self._by_id: dict[RecordId, _Draft] = {}
        self._names = Names(lambda lane: cast("Lane", self._by_id[lane].made()))

    # --- reading the tree -------------------------------------------------

    def read(self, root: Node) -> None:
        if root.form != "group":
            raise root.problem("not_a_map", given=shown(root))
        info = self._new("map", root)
        top = ["format", *SHAPES["map"].keys(), *TOP_LISTS]
        for key, entry in root.entries.items():
            if key not in top:
                raise root.key_problem(key, "unknown_key", known=top)
            if key in SHAPES["map"].keys():
                self._take_field(info, key, entry)
        for key, kind in TOP_LISTS.items():
            entry = root.entries.get(key)
            if key == "lanes":
                self._read_lanes(entry, root)
            elif entry is not None:
                self._read_list(kind, entry)

    def _new(self, kind: str, node: Node, **above: _Draft) -> _Draft:
        draft = _Draft(kind, node, above=above)
        self._drafts[kind].append(draft)
        return draft

    def _read_list(self, kind: str, node: Node, **above: _Draft) -> list[_Draft]:
        if node.form == "group":
            raise node.problem("expected_list", given=shown(node))
        items = read_list(node, lambda item: self._read_item(kind, item, **above))
        self._lists.append(list(items))
        return list(items)

    def _read_item(self, kind: str, node: Node, **above: _Draft) -> _Draft:
        draft = self._new(kind, node, **above)
        main = next(iter(SHAPES[kind].keys()))
        if node.form == "group":
            self._read_group(draft)
        elif node.form == "list":
            raise node.problem("expected_item", given=shown(node))
        else:
            self._take_field(draft, main, node)
        self._require(draft)
        return draft

    def _read_group(self, draft: _Draft) -> None:
        node, shape = draft.node, SHAPES[draft.kind]
        keys = shape.keys()
        lists = set(shape.nested)
        notes = {"evidence", "comments"} - lists
        for key, entry in node.entries.items():
            if key == "id":
                self._take_id(draft, entry)
            elif key == "order" and shape.has_order:
                draft.given_order = read_text(entry)
            elif key in keys and not (draft.kind == "evidence" and key == "kind"):
                self._take_field(draft, key, entry)
            elif key in lists:
                self._read_nested(draft, key, entry)
            elif key in notes:
                self._read_notes(draft, key, entry)
            elif draft.kind == "stage":
                self._read_cell(draft, key, entry)
            elif draft.kind == "lane" and key == "key":
                continue
            else:
                self._take_head(draft, key, entry)

    def _take_field(self, draft: _Draft, key: str, node: Node) -> None:
        shape = SHAPES[draft.kind]
        name = shape.keys()[key]
        if name in shape.refers:
            if node.form != "empty":
                draft.refers[name] = node
            return
        hint = hints_of(draft.kind)[name]
        draft.values[name] = read_value(hint, node)

    def _take_id(self, draft: _Draft, node: Node) -> None:
        given = read_text(node)
        if not is_id(given):
            raise node.problem("bad_id", given=given)
        draft.given_id = given

    def _take_head(self, draft: _Draft, key: str, entry: Node) -> None:
        """Take a first key that says something itself: P-03, a word, a kind."""
        kind = draft.kind
        if kind in {"card", "statement"} and NUMBER.fullmatch(key):
            self._take_number(draft, key)
            draft.values["text"] = read_text(entry)
        elif kind == "feeling" and "word" not in draft.values:
            draft.values["word"] = clean_text(key)
            self._take_field(draft, "value", entry)
        elif kind == "evidence" and _key_word(key) in EVIDENCE_KINDS:
            draft.values["kind"] = _key_word(key)
            draft.values["text"] = read_text(entry)
        elif kind == "cell" and _key_word(key) in FINDINGS:
            draft.values["finding"] = _key_word(key)
            draft.values["reason"] = read_text(entry)
        else:
            known = SHAPES[kind].all_keys()
            known += EVIDENCE_KINDS if kind == "evidence" else ()
            raise draft.node.key_problem(key, "unknown_key", known=known)

    def _take_number(self, draft: _Draft, key: str) -> None:
        found = cast("re.Match[str]", NUMBER.fullmatch(key))
        letter = "P"
        if draft.kind == "card":
            letter = number_letter(draft.above["lane"].values.get("role"))
        if found[1].upper() != letter or "number" in draft.values:
            raise draft.node.key_problem(
                key, "wrong_number", allowed=f"{letter}-01" if letter else "text"
            )
        draft.values["number"] = int(found[2])

    def _require(self, draft: _Draft) -> None:
        shape = SHAPES[draft.kind]
        known = defaults_of(draft.kind)
        for key, name in shape.keys().items():
            if name in known or name in draft.values or name in draft.refers:
                continue
            if name in {"supports", "about"} and name in draft.above:
                continue
            raise draft.node.problem("missing_key", key=key)

    def _read_nested(self, draft: _Draft, key: str, node: Node) -> None:
        if key == "substages":
            self._read_list("substage", node, stage=draft)
        elif key == "judgements":
            self._read_list("judgement", node, statement=draft)
        elif key == "matchers":
            self._read_list("matcher", node, touchpoint=draft)
        elif key == "answers":
            self._read_list("answer", node, opportunity=draft)
        else:
            for item in node.items if node.form == "list" else [node]:
                answer = self._new("answer", item, opportunity=draft)
                answer.refers[key] = item

    def _read_notes(self, draft: _Draft, key: str, node: Node) -> None:
        if key == "evidence":
            self._read_list("evidence", node, supports=draft)
        else:
            self._read_list("comment", node, about=draft)

    # --- lanes and cells --------------------------------------------------

    def _read_lanes(self, node: Node | None, root: Node) -> None:
        if node is None:
            self._infer_lanes(root)
            return
        self._declares_lanes = True
        lanes: list[_Draft] = []
        for item in node.items if node.form == "list" else []:
            if self._is_line(item, len(lanes)):
                continue
            draft = self._read_lane(item)
            lanes.append(draft)
        if node.form not in {"list", "empty"}:
            raise node.problem("expected_list", given=shown(node))
        self._lists.append(lanes)

    def _is_line(self, node: Node, lanes: int) -> bool:
        if node.form == "text" and _key_word(node.text) == LINE_OF_VISIBILITY:
            self._line = (lanes, "")
            return True
        if node.form == "group" and LINE_OF_VISIBILITY in node.entries:
            self._line = (lanes, read_text(node.entries[LINE_OF_VISIBILITY]))
            return True
        return False

    def _read_lane(self, node: Node) -> _Draft:
        word = node.text.strip()
        if node.form == "text" and _key_word(word) not in ROLES:
            raise node.problem("unknown_role", known=ROLES, given=word)
        draft = self._read_item("lane", node)
        role = cast("Role | None", draft.values.get("role"))
        draft.values.setdefault("zone", ROLE_ZONES[role] if role else "customer")
        label = draft.values.get("label", "")
        given = node.entries.get("key")
        key = read_text(given) if given else str(role or label)
        if not key:
            raise node.problem("lane_without_name")
        if key in self._lanes or not (
            can_be_lane_key(key) or (key in ROLES and role == key)
        ):
            raise (given or node).problem("lane_key", given=key)
        self._lanes[key] = draft
        return draft

    def _infer_lanes(self, root: Node) -> None:
        """Make the lanes that the stages use, in their usual order."""
        stages = root.entries.get("stages")
        used = {
            key
            for stage in (stages.items if stages else [])
            for key in stage.entries
            if key in ROLES
        }
        lanes = []
        for role in ROLES:
            if role in used:
                draft = self._new("lane", root)
                draft.values = {"role": role, "zone": ROLE_ZONES[role]}
                self._lanes[role] = draft
                lanes.append(draft)
        zones = [draft.values["zone"] for draft in lanes]
        if "customer" in zones and "internal" in zones:
            self._line = (zones.index("internal"), "")
        self._lists.append(lanes)

    def _read_cell(self, stage: _Draft, key: str, node: Node) -> None:
        lane = self._lanes.get(key)
        if lane is None and key not in STAGE_LISTS:
            known = [*stage_keys(), *(self._lanes if self._declares_lanes else ROLES)]
            said = "unlisted_lane" if key in ROLES else "unknown_lane"
            raise stage.node.key_problem(key, said, known=known)
        finding = _finding_of(node)
        if finding is not None and lane is not None:
            self._read_item("cell", finding, lane=lane, stage=stage)
        elif key in STAGE_LISTS:
            self._read_list(STAGE_LISTS[key], node, stage=stage)
        elif lane is not None:
            self._read_list("card", node, lane=lane, stage=stage)

    # --- ids, links, order ------------------------------------------------

    def records(self) -> list[Record]:
        """Return the records, each with its id, its links and its order key."""
        self._take_given_ids()
        for kind, drafts in self._drafts.items():
            for draft in drafts:
                self._make(draft)
            self._names.add(draft.made() for draft in drafts)
            if kind not in _NEEDS_NAMES_FIRST:
                for draft in drafts:
                    self._link(draft)
        for items in self._lists:
            self._give_orders(items)
        self._give_places()
        self._draw_line()
        return [draft.made() for drafts in self._drafts.values() for draft in drafts]

    def _take_given_ids(self) -> None:
        for drafts in self._drafts.values():
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

    def _make(self, draft: _Draft) -> None:
        values = {**draft.values}
        for name, above in draft.above.items():
            values[name] = above.id
        if draft.kind in _NEEDS_NAMES_FIRST:
            values.update(self._links(draft))
        for name in SHAPES[draft.kind].refers:
            if name not in defaults_of(draft.kind):
                values.setdefault(name, _NOT_YET)
        record = SHAPES[draft.kind].record_type(id=_NOT_YET, **values)
        draft.id = RecordId(draft.given_id) or natural_id(record, self._by_id)
        self._by_id[draft.id] = draft
        draft.record = replace(record, id=draft.id)

    def _link(self, draft: _Draft) -> None:
        draft.record = replace(draft.made(), **self._links(draft))

    def _links(self, draft: _Draft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, node in draft.refers.items():
            kinds = SHAPES[draft.kind].refers[name]
            if isinstance(defaults_of(draft.kind).get(name), tuple):
                found[name] = read_list(
                    node, lambda item, n=name, k=kinds: self._target(draft, n, item, k)
                )
            else:
                found[name] = self._target(draft, name, node, kinds)
        return found

    def _target(
        self, draft: _Draft, name: str, node: Node, kinds: tuple[str, ...]
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

    def _give_orders(self, items: Iterable[_Draft]) -> None:
        previous: tuple[OrderKey, RecordId] | None = None
        for draft in items:
            if not SHAPES[draft.kind].has_order:
                continue
            order = natural_order(previous[0] if previous else None)
            given = draft.given_order
            if given is not None:
                # Who moves a line means the place, not the key that came along.
                fits = previous is None or (given, draft.id) > previous
                order = OrderKey(given) if fits else order
            draft.record = replace(draft.made(), order=order)  # type: ignore[call-arg]
            previous = (order, draft.id)

    def _give_places(self) -> None:
        groups: dict[tuple[RecordId, str, RecordId | None], list[_Draft]] = {}
        for draft in self._drafts["feeling"]:
            feeling = cast("Any", draft.made())
            group = (feeling.stage, feeling.kind, feeling.persona)
            groups.setdefault(group, []).append(draft)
        for drafts in groups.values():
            for index, draft in enumerate(drafts):
                if "place" not in draft.values:
                    place = natural_place(index, len(drafts))
                    draft.record = replace(draft.made(), place=place)  # type: ignore[call-arg]

    def _draw_line(self) -> None:
        if self._line is None:
            return
        after, given = self._line
        orders = [cast("Lane", draft.made()).order for draft in self._drafts["lane"]]
        previous = orders[after - 1] if after else None
        following = orders[after] if after < len(orders) else None
        line = line_key(previous, following)
        is_after = previous is None or given >= previous
        if given and is_after and (following is None or given < following):
            line = OrderKey(given)
        info = self._drafts["map"][0]
        info.record = replace(info.made(), visibility_line=line)  # type: ignore[call-arg]


def _key_word(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip()).lower()


def _finding_of(node: Node) -> Node | None:
    """Return the node if it says why a cell is empty."""
    if node.form == "text":
        return node if _key_word(node.text) in FINDINGS else None
    is_finding = any(_key_word(key) in FINDINGS for key in node.entries)
    return node if is_finding else None


def check_format(root: Node) -> int:
    """Return the format of a file; one that does not say is of the first."""
    node = root.entries.get("format")
    if node is None:
        return 1
    given = node.text.strip()
    if not given.isdecimal() or not 0 < int(given) < 10_000:
        raise node.problem("bad_format", given=shown(node), allowed=str(FORMAT))
    return int(given)
