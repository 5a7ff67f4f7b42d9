"""Write what the browser has to know of the model to predict what edits come to.

The fields of every kind of record with their defaults, which of them name other
records, and what each named edit is about. `web/src/store/edits` reads it.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from jejak.model import records
from jejak.model.codec import encode_value, field_name
from jejak.model.edits import EDITS
from jejak.model.edits.families import Adding, Changing, Deleting, Moving
from jejak.model.edits.texts import text_fields
from jejak.model.links import LINKS
from jejak.model.records import KINDS, NUMBERED_ROLES

_FAMILIES = {Adding: "add", Changing: "change", Moving: "move", Deleting: "delete"}


def text() -> str:
    """Return the tables as JSON.

    Examples:
        >>> json.loads(text())["kinds"]["stage"]["needed"]
        ['title']
    """
    found = {
        "kinds": {kind: _kind(kind, of_kind) for kind, of_kind in KINDS.items()},
        "edits": {
            name: _edit(edit, family)
            for name, edit in sorted(EDITS.items())
            for family in _FAMILIES
            if issubclass(edit, family)
        },
        "letters": NUMBERED_ROLES,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _kind(kind: str, of_kind: Any) -> dict[str, Any]:
    """Return the fields of a kind of record."""
    names = [field for field in fields(of_kind) if field.name != "id"]
    parts = {
        field_name(kind, name): _defaults(part)
        for name, hint in get_type_hints(of_kind, vars(records)).items()
        for part in get_args(hint)
        if is_dataclass(part)
    }
    return {
        "needed": [
            field_name(kind, field.name) for field in names if field.default is MISSING
        ],
        "defaults": {
            field_name(kind, field.name): encode_value(field.default)
            for field in names
            if field.default is not MISSING
        },
        "parts": {name: part for name, part in parts.items() if part},
        "links": [[link.field, link.is_bond] for link in LINKS.get(of_kind, ())],
        "texts": list(text_fields(kind)),
    }


def _defaults(part: Any) -> dict[str, Any]:
    return {
        field.name: encode_value(field.default)
        for field in fields(part)
        if field.default is not MISSING
    }


def _edit(edit: Any, family: Any) -> dict[str, Any]:
    kinds = [kind for kind, of_kind in KINDS.items() if of_kind in edit.kinds]
    found: dict[str, Any] = {"family": _FAMILIES[family], "kinds": kinds}
    if family is Changing and edit.allowed is not None:
        found["allowed"] = sorted(edit.allowed)
    return found
