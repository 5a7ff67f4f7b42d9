"""From the tree of a file to drafts: what each item says, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jejak.files.drafts import Draft, Drafts
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
from jejak.model.ids import is_id
from jejak.model.order import is_order_key
from jejak.model.records import ROLE_ZONES, ROLES, OrderKey, Role
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from jejak.files.nodes import Node


def read_drafts(root: Node) -> Drafts:
    """Return what the tree of a file says.

    Raises:
        FileFormatError: Something stands there that has no place in a map.
    """
    reader = _Reader()
    reader.read(root)
    return reader.drafts


class _Reader:
    def __init__(self) -> None:
        self.drafts = Drafts()
        self._lanes: dict[str, Draft] = {}  # by the key that stages use
        self._declares_lanes = False

    def read(self, root: Node) -> None:
        if root.form != "group":
            raise root.problem("not_a_map", given=shown(root))
        info = self.drafts.new("map", root)
        top = ["format", *SHAPES["map"].keys(), *TOP_LISTS]
        own = SHAPES["map"].keys()
        for key, entry in root.entries.items():
            if key not in top:
                raise root.key_problem(key, "unknown_key", known=top)
            if key in own:
                self._take_field(info, key, entry)
        for key, kind in TOP_LISTS.items():
            if key == "lanes":
                self._read_lanes(root.entries.get(key), root)
            elif key in root.entries:
                self._read_list(kind, root.entries[key])

    def _read_list(self, kind: str, node: Node, **above: Draft) -> list[Draft]:
        if node.form == "group":
            raise node.problem("expected_list", given=shown(node))
        items = read_list(node, lambda item: self._read_item(kind, item, **above))
        self.drafts.lists.append(list(items))
        return list(items)

    def _read_item(self, kind: str, node: Node, **above: Draft) -> Draft:
        draft = self.drafts.new(kind, node, **above)
        main = SHAPES[kind].main_key
        if node.form == "group":
            self._read_group(draft)
        elif node.form == "list":
            raise node.problem("expected_item", given=shown(node))
        else:
            self._take_field(draft, main, node)
        self._require(draft)
        return draft

    def _read_group(self, draft: Draft) -> None:
        node, shape = draft.node, SHAPES[draft.kind]
        keys = shape.keys()
        lists = set(shape.nested)
        notes = {"evidence", "comments"} - lists
        for key, entry in node.entries.items():
            if key == "id":
                self._take_id(draft, entry)
            elif key == "order" and shape.has_order:
                draft.given_order = _read_order(entry)
            elif key in keys:
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

    def _take_field(self, draft: Draft, key: str, node: Node) -> None:
        shape = SHAPES[draft.kind]
        name = shape.keys()[key]
        if name in shape.refers:
            if node.form != "empty":
                draft.refers[name] = node
            return
        hint = hints_of(draft.kind)[name]
        draft.values[name] = read_value(hint, node)

    def _take_id(self, draft: Draft, node: Node) -> None:
        given = read_text(node)
        if not is_id(given):
            raise node.problem("bad_id", given=given)
        draft.given_id = given

    def _take_head(self, draft: Draft, key: str, entry: Node) -> None:
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

    def _take_number(self, draft: Draft, key: str) -> None:
        found = cast("re.Match[str]", NUMBER.fullmatch(key))
        letter = "P"
        if draft.kind == "card":
            letter = number_letter(draft.above["lane"].values.get("role"))
        if found[1].upper() != letter or "number" in draft.values:
            raise draft.node.key_problem(
                key, "wrong_number", allowed=f"{letter}-01" if letter else "text"
            )
        draft.values["number"] = int(found[2])

    def _require(self, draft: Draft) -> None:
        shape = SHAPES[draft.kind]
        known = defaults_of(draft.kind)
        for key, name in shape.keys().items():
            if name in known or name in draft.values or name in draft.refers:
                continue
            if name in {"supports", "about"} and name in draft.above:
                continue
            raise draft.node.problem("missing_key", missing=key)

    def _read_nested(self, draft: Draft, key: str, node: Node) -> None:
        if key == "cells":
            self._read_marks(draft, node)
        elif key == "substages":
            self._read_list("substage", node, stage=draft)
        elif key == "judgements":
            self._read_list("judgement", node, statement=draft)
        elif key == "matchers":
            self._read_list("matcher", node, about=draft)
        elif key == "answers":
            self._read_list("answer", node, opportunity=draft)
        else:
            for item in node.items if node.form == "list" else [node]:
                answer = self.drafts.new("answer", item, opportunity=draft)
                answer.refers[key] = item

    def _read_marks(self, stage: Draft, node: Node) -> None:
        """Read the marks of lanes that hold records of their own kind all the same."""
        for item in node.items if node.form == "list" else [node]:
            lane = item.entries.pop("lane", None)
            key = read_text(lane) if lane else ""
            if key not in self._lanes:
                raise (lane or item).problem(
                    "broken_link", known=self._lanes, given=key
                )
            self._read_item("cell", item, lane=self._lanes[key], stage=stage)

    def _read_notes(self, draft: Draft, key: str, node: Node) -> None:
        if key == "evidence":
            self._read_list("evidence", node, supports=draft)
        else:
            self._read_list("comment", node, about=draft)

    def _read_lanes(self, node: Node | None, root: Node) -> None:
        if node is None:
            self._infer_lanes(root)
            return
        if node.form not in {"list", "empty"}:
            raise node.problem("expected_list", given=shown(node))
        self._declares_lanes = True
        for item in node.items:
            if not self._is_line(item, len(self._lanes)):
                self._read_lane(item)

    def _is_line(self, node: Node, lanes: int) -> bool:
        if node.form == "text" and _key_word(node.text) == LINE_OF_VISIBILITY:
            self.drafts.line_after = lanes
            return True
        if node.form == "group" and LINE_OF_VISIBILITY in node.entries:
            self.drafts.line_after = lanes
            self.drafts.line_given = _read_order(node.entries[LINE_OF_VISIBILITY])
            return True
        return False

    def _read_lane(self, node: Node) -> None:
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
                draft = self.drafts.new("lane", root)
                draft.values = {"role": role, "zone": ROLE_ZONES[role]}
                self._lanes[role] = draft
                lanes.append(draft)
        zones = [draft.values["zone"] for draft in lanes]
        if "customer" in zones and "internal" in zones:
            self.drafts.line_after = zones.index("internal")

    def _read_cell(self, stage: Draft, key: str, node: Node) -> None:
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
        else:
            self._read_list("card", node, lane=self._lanes[key], stage=stage)


def _read_order(node: Node) -> OrderKey:
    given = read_text(node)
    if not is_order_key(given):
        raise node.problem("bad_order", given=given)
    return OrderKey(given)


def _key_word(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip()).lower()


def _finding_of(node: Node) -> Node | None:
    """Return the node if it says why a cell is empty."""
    if node.form == "text":
        return node if _key_word(node.text) in FINDINGS else None
    is_finding = any(_key_word(key) in {*FINDINGS, "finding"} for key in node.entries)
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
