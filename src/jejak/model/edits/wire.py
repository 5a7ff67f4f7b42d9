"""Edits as plain data and back: what the API, the command line and tests send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from jejak.errors import InvalidRecord, nearest
from jejak.model.changes import Change, decode_change, encode_change
from jejak.model.codec import Plain, decode, decode_value, encode, encode_value
from jejak.model.edits import cards, maps, plain, statements, structure, texts
from jejak.model.edits.base import Edit
from jejak.model.edits.maps import Batch
from jejak.model.records import Record

EDITS: dict[str, type[Edit]] = {
    name: edit
    for family in (maps, structure, cards, statements, texts, plain)
    for name, edit in vars(family).items()
    if isinstance(edit, type)
    and issubclass(edit, Edit)
    and edit.__module__ == family.__name__
}
"""Every edit by its name."""


def encode_edit(edit: Edit) -> dict[str, Plain]:
    """Return an edit as plain data: its name under `edit`, and its fields.

    Examples:
        >>> encode_edit(maps.RenameMap("Buying"))
        {'edit': 'RenameMap', 'title': 'Buying'}
    """
    given: dict[str, Plain] = {"edit": type(edit).__name__}
    for name, field in _fields(type(edit)).items():
        value = getattr(edit, name)
        if value != field.default:
            given[name] = _encoded(value)
    return given


def decode_edit(data: Mapping[str, Any]) -> Edit:
    """Return the edit that plain data describes.

    Raises:
        InvalidRecord: The edit is unknown, or a field of it is unknown, missing
            or of the wrong type.

    Examples:
        >>> decode_edit({"edit": "RenameMap", "title": "Buying"})
        RenameMap(title='Buying')
    """
    name = data.get("edit")
    if name not in EDITS:
        known = ", ".join(sorted(EDITS))
        raise InvalidRecord("edit", name, f"one of {known}{nearest(str(name), EDITS)}")
    wanted = _fields(EDITS[name])
    given = {field: value for field, value in data.items() if field != "edit"}
    for field in given:
        if field not in wanted:
            known = ", ".join(wanted)
            allowed = f"one of {known}{nearest(field, wanted)}"
            raise InvalidRecord(name, field, allowed)
    for field, about in wanted.items():
        has_default = (
            about.default is not MISSING or about.default_factory is not MISSING
        )
        if field not in given and not has_default:
            raise InvalidRecord(f"{name}.{field}", None, "a value")
    hints = _hints(EDITS[name])
    return EDITS[name](
        **{
            field: _decoded(hints[field], value, f"{name}.{field}")
            for field, value in given.items()
        }
    )


def _fields(edit: type[Edit]) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(edit)}  # type: ignore[arg-type]


@cache
def _hints(edit: type[Edit]) -> dict[str, Any]:
    return get_type_hints(edit)


def _encoded(value: object) -> Plain:
    if isinstance(value, Edit):
        return encode_edit(value)
    if isinstance(value, Change):
        return encode_change(value)
    if isinstance(value, Record):
        return encode(value)
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, Mapping):
        return {name: encode_value(item) for name, item in value.items()}
    return encode_value(value)


def _decoded(hint: Any, value: Any, where: str) -> object:
    if hint is object:  # the field it is for decides, when the edit is applied
        return value
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise InvalidRecord(where, value, "a list")
        (hint, _) = get_args(hint)
        return tuple(
            _decoded(hint, item, f"{where}[{place}]")
            for place, item in enumerate(value)
        )
    if hint in (Record, Change, Edit):
        return _decoded_group(hint, value, where)
    if get_origin(hint) is Mapping:
        _, of_value = get_args(hint)
        if not isinstance(value, Mapping):
            raise InvalidRecord(where, value, "a group of fields")
        return {
            str(name): _decoded(of_value, item, f"{where}.{name}")
            for name, item in value.items()
        }
    return decode_value(hint, value, where)


def _decoded_group(hint: Any, value: Any, where: str) -> object:
    if not isinstance(value, Mapping):
        raise InvalidRecord(where, value, "a group of fields")
    if hint == Record:
        return decode(value)
    if hint == Change:
        return decode_change(value)
    if value.get("edit") == Batch.__name__:
        # A batch in a batch says nothing new, and a thousand deep ends the program.
        raise InvalidRecord(where, "Batch", "any other edit")
    return decode_edit(value)
