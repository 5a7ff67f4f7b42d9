"""Records as plain data and back: one form for log, files, API and browser."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from jejak.errors import InvalidRecord, nearest
from jejak.model import records
from jejak.model.records import KINDS, Record, kind_of
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def encode(record: Record) -> dict[str, Plain]:
    """Return a record as plain data: its kind, its id and what differs from empty.

    Examples:
        >>> from jejak.model.records import Stage, StageId, RecordId
        >>> encode(Stage(StageId(RecordId("s")), "Pay", duration="5 min"))
        {'kind': 'stage', 'id': 's', 'title': 'Pay', 'duration': '5 min'}
    """
    kind = kind_of(record)
    values = _encode_fields(record)
    return {
        "kind": kind,
        **{field_name(kind, name): value for name, value in values.items()},
    }


def field_name(kind: str, attribute: str) -> str:
    """Return the name that a field of a record has in plain data.

    It is that of the attribute, but for an attribute `kind`: in plain data
    `kind` says what kind of record it is.

    Examples:
        >>> field_name("evidence", "kind"), field_name("evidence", "text")
        ('evidence_kind', 'text')
    """
    return f"{kind}_kind" if attribute == "kind" else attribute


def attribute_name(kind: str, field: str) -> str:
    """Return the name of the attribute behind a field in plain data.

    Examples:
        >>> attribute_name("evidence", "evidence_kind")
        'kind'
        >>> attribute_name("matcher", "touchpoint")
        'about'
    """
    if field == f"{kind}_kind":
        return "kind"
    return _FORMER_NAMES.get((kind, field), field)


# What edit logs hold that were written when matchers had touchpoints only.
_FORMER_NAMES = {("matcher", "touchpoint"): "about"}


def _encode_fields(item: object) -> dict[str, Plain]:
    out: dict[str, Plain] = {}
    for field in fields(item):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        if field.name == "id" or field.default is MISSING or value != field.default:
            out[field.name] = encode_value(value)
    return out


def encode_value(value: object) -> Plain:
    """Return the value of one field as plain data."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [encode_value(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return _encode_fields(value)
    return cast("Plain", value)


def decode(data: Mapping[str, Any]) -> Record:
    """Return the record that plain data describes.

    Raises:
        InvalidRecord: The kind or a field is unknown, missing or of the wrong type.

    Examples:
        >>> decode({"kind": "stage", "id": "s", "title": "Pay"}).title
        'Pay'
    """
    kind = data.get("kind")
    if kind not in KINDS:
        raise InvalidRecord(
            "kind", kind, f"one of {', '.join(KINDS)}" + nearest(str(kind), KINDS)
        )
    given = {
        attribute_name(kind, name): value
        for name, value in data.items()
        if name != "kind"
    }
    where = f"{kind} {data.get('id', '?')}"
    return cast("Record", _decode_fields(KINDS[kind], given, where))


def decode_field(kind: str, name: str, value: Any, where: str) -> object:
    """Return the value of one field of a kind of record, checked.

    Raises:
        InvalidRecord: The kind has no such field, or the value does not fit it.
    """
    hints = {
        field_name(kind, attribute): hint
        for attribute, hint in _hints(cast("type", KINDS[kind])).items()
    }
    if name not in hints:
        raise InvalidRecord(
            where, name, f"one of {', '.join(hints)}" + nearest(name, hints)
        )
    return decode_value(hints[name], value, f"{where}.{name}")


@cache
def _hints(item_type: type) -> dict[str, Any]:
    return get_type_hints(item_type, vars(records))


def _decode_fields(item_type: type, data: Mapping[str, Any], where: str) -> object:
    hints = _hints(item_type)
    for name in data:
        if name not in hints:
            raise InvalidRecord(
                where, name, f"one of {', '.join(hints)}" + nearest(name, hints)
            )
    for field in fields(item_type):
        if field.default is MISSING and field.name not in data:
            raise InvalidRecord(f"{where}.{field.name}", None, "a value")
    values = {
        name: decode_value(hints[name], value, f"{where}.{name}")
        for name, value in data.items()
    }
    return item_type(**values)


def decode_value(hint: Any, value: Any, where: str) -> object:
    """Return a plain value as the type that `hint` names.

    Raises:
        InvalidRecord: The value does not fit; the error names `where`.

    Examples:
        >>> decode_value(date | None, "2026-11-22", "review.on")
        datetime.date(2026, 11, 22)
    """
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        if value is None:
            return None
        (hint,) = [option for option in get_args(hint) if option is not type(None)]
        return decode_value(hint, value, where)
    if origin is Literal:
        return _decode_choice(get_args(hint), value, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise InvalidRecord(where, value, "a list")
        return tuple(
            decode_value(get_args(hint)[0], item, f"{where}[{place}]")
            for place, item in enumerate(value)
        )
    while hasattr(hint, "__supertype__"):  # a NewType
        hint = hint.__supertype__
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise InvalidRecord(where, value, "a group of fields")
        return _decode_fields(cast("type", hint), value, where)
    return _decode_plain(hint, value, where)


def _decode_choice(choices: tuple[str, ...], value: Any, where: str) -> str:
    if value not in choices:
        raise InvalidRecord(
            where, value, f"one of {', '.join(choices)}" + nearest(str(value), choices)
        )
    return str(value)


def _decode_plain(hint: type, value: Any, where: str) -> object:
    if hint is str and isinstance(value, str):
        return clean_text(value)
    if hint is bool and isinstance(value, bool):
        return value
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if hint is datetime:
        return _decode_time(value, where)
    if hint is date:
        return _decode_date(value, where)
    names = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
    }
    raise InvalidRecord(where, value, names[hint])


def _decode_time(value: Any, where: str) -> datetime:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC)
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidRecord(
            where, value, "a time with its zone, such as 2026-11-22T09:00:00Z"
        )
    return moment.astimezone(UTC)


def _decode_date(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidRecord(where, value, "a date such as 2026-11-22") from None
