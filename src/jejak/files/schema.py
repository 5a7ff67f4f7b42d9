"""The JSON Schema of the saved format, made from the records and their shapes."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin, get_type_hints

from jejak.files.shape import (
    EVIDENCE_KINDS,
    FINDINGS,
    FORMAT,
    KEYED,
    LINE_OF_VISIBILITY,
    SHAPES,
    STAGE_LISTS,
    TOP_LISTS,
    Shape,
    defaults_of,
    hints_of,
)
from jejak.model import records
from jejak.model.records import ROLES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_PLAIN: dict[Any, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_ID: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
_ORDER: Schema = {"type": "string", "pattern": "^[0-9A-Za-z]+$"}
_NUMBERED: Schema = {"^[PODpod]-[0-9]{1,9}$": _TEXT}
_NOT_EMPTY: Schema = {"minProperties": 1}


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a saved map, in YAML or in JSON.

    Examples:
        >>> found = schema()
        >>> found["properties"]["format"], sorted(found["$defs"])[:3]
        ({'const': 1}, ['action', 'answer', 'card'])
    """
    own = SHAPES["map"]
    sections = {key: _list_of(kind) for key, kind in TOP_LISTS.items()}
    kinds = {kind: shape for kind, shape in SHAPES.items() if kind != "map"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Journey map",
        "description": "A customer journey map as Jejak saves it, in YAML or in JSON.",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, **_fields(own), **sections},
        "additionalProperties": False,
        "$defs": {
            **{kind: _item(shape) for kind, shape in sorted(kinds.items())},
            "link": {**_TEXT, "description": "A short number, a title, or an id."},
        },
    }


def schema_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _ref(kind: str) -> Schema:
    return {"$ref": f"#/$defs/{kind}"}


def _list_of(kind: str) -> Schema:
    return {"type": "array", "items": _ref(kind)}


def _item(shape: Shape) -> Schema:
    """Return the schema of one item: a group, and where it has one its short form."""
    group: Schema = {
        "type": "object",
        "properties": {
            **_fields(shape),
            "id": _ID,
            **({"order": _ORDER} if shape.has_order else {}),
            **{key: _nested(key) for key in shape.nested},
            **{
                key: _list_of(key.removesuffix("s")) for key in ("evidence", "comments")
            },
        },
        "additionalProperties": False,
    }
    told = {*defaults_of(shape.kind), "supports", "about"}  # the last by the place
    needed = [key for key, name in shape.keys().items() if name not in told]
    short = _SHORT.get(shape.kind, _TEXT)
    if shape.kind in _HEADS:
        group.update(_HEADS[shape.kind])
        needed = [key for key in needed if key != shape.main_key and key != "text"]
    if shape.kind == "stage":
        group["additionalProperties"] = _cell()
        group["properties"].update(
            {key: _cell(kind) for key, kind in STAGE_LISTS.items()}
        )
    elif shape.kind == "lane":
        group["properties"].update({"key": _TEXT, LINE_OF_VISIBILITY: _ORDER})
    elif shape.kind == "cell":
        group["properties"]["lane"] = _ref("link")
    if needed:
        group["required"] = needed
    return {"anyOf": [short, group]} if short else group


# What may stand in place of a group; a text, unless said here.
_SHORT: dict[str, Schema] = {
    "lane": {"enum": [*ROLES, LINE_OF_VISIBILITY]},
    "cell": {"enum": list(FINDINGS)},
    "evidence": {},
    "figure": {},
    "matcher": {},
    "answer": {},
}

# Kinds whose first key says something itself: a short number, a word, a kind.
_HEADS: dict[str, Schema] = {
    "card": {"patternProperties": _NUMBERED, **_NOT_EMPTY},
    "statement": {"patternProperties": _NUMBERED, **_NOT_EMPTY},
    "feeling": {"additionalProperties": {"type": "number"}, **_NOT_EMPTY},
    "cell": {"patternProperties": {f"^({'|'.join(FINDINGS)})$": _TEXT}},
    "evidence": {"patternProperties": {f"^({'|'.join(EVIDENCE_KINDS)})$": _TEXT}},
}


def _cell(kind: str = "card") -> Schema:
    return {"anyOf": [_list_of(kind), _ref("cell"), _TEXT]}


def _nested(key: str) -> Schema:
    if key in {"fixes", "adds_value_to"}:
        return {"anyOf": [_ref("link"), _list_of("link")]}
    return _list_of(key.removesuffix("s"))


def _fields(shape: Shape) -> Schema:
    hints = hints_of(shape.kind)
    found = {}
    for key, name in shape.keys().items():
        refers = name in shape.refers
        several = get_origin(hints[name]) is tuple
        if refers:
            found[key] = _list_of("link") if several else _ref("link")
        else:
            found[key] = _of_hint(hints[name])
    return found


def _of_hint(hint: Any) -> Schema:
    options = get_args(hint)
    if type(None) in options:
        return _of_hint(options[0])
    if get_origin(hint) is Literal:
        return {"enum": list(options)}
    if get_origin(hint) is tuple:
        if options[0] in KEYED:
            return _keyed(options[0])
        item = _of_hint(options[0])
        several: Schema = {"type": "array", "items": item}
        return {"anyOf": [_TEXT, several]} if item == _TEXT else several
    return _group(hint) if is_dataclass(hint) else _PLAIN[hint]


def _keyed(item_type: Any) -> Schema:
    hints = get_type_hints(item_type, vars(records))
    rest = _of_hint(hints[KEYED[item_type][1]])
    return {"type": "object", "additionalProperties": rest}


def _group(item_type: Any) -> Schema:
    hints = get_type_hints(item_type, vars(records))
    names = {
        item.name: "date" if item.name == "on" else item.name
        for item in fields(item_type)
    }
    needed = [names[item.name] for item in fields(item_type) if item.default is MISSING]
    return {
        "type": "object",
        "properties": {key: _of_hint(hints[name]) for name, key in names.items()},
        "required": needed,
        "additionalProperties": False,
    }
