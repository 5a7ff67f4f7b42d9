"""Changes: the few plain things that every edit boils down to.

They are what the log stores, what travels, and what the browser mirrors, so
their plain form is as small as it can be:

    {"put": {record}}                              a record, new or replaced
    {"set": id, "field": name, "value": value}     null: back to the default
    {"text": id, "field": name, "at": place, "deleted": text, "inserted": text}
    {"delete": id}

Places in a text count Unicode characters, not UTF-16 units. Changes are applied
as they stand; whether the map is valid afterwards is for the edit to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from jejak.errors import Gone, InvalidRecord
from jejak.model.codec import (
    Plain,
    attribute_name,
    decode,
    decode_field,
    encode,
    encode_value,
    field_name,
)
from jejak.model.problems import refused
from jejak.model.records import MAP_ID, Record, RecordId, kind_of
from jejak.model.text import clean_text
from jejak.model.tidy import names_of, tidied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.model.journey_map import JourneyMap

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Put:
    """A record comes onto the map, or takes the place of the one with its id."""

    record: Record


@dataclass(frozen=True, slots=True)
class SetField:
    """A field gets a value, in plain form; None puts it back to its default."""

    id: RecordId
    field: str
    value: Plain


@dataclass(frozen=True, slots=True)
class EditText:
    """Within a text, some characters go and others come."""

    id: RecordId
    field: str
    at: int  # in characters from the start of the text
    deleted: str
    inserted: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A record leaves the map."""

    id: RecordId


Change = Put | SetField | EditText | Delete


def apply_changes(journey: JourneyMap, changes: Iterable[Change]) -> JourneyMap:
    """Return the map after these changes, one by one; its validity is not checked.

    Raises:
        EditRefused: A change names a record, a field or a text that is not there,
            or a value does not fit its field.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> journey = JourneyMap.of([])
        >>> apply_changes(journey, [SetField(MAP_ID, "title", "Buying")]).info.title
        'Buying'
    """
    effect: dict[RecordId, Record | None] = {}
    for change in changes:
        effect.update([_step(journey, effect, change)])
    return journey.changed(effect)


def inverse_of(journey: JourneyMap, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that lead back to the map as it is before these.

    Raises:
        EditRefused: The changes cannot be applied to the map.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> inverse_of(JourneyMap.of([]), [SetField(MAP_ID, "title", "Buying")])
        (SetField(id='map', field='title', value=None),)
    """
    effect: dict[RecordId, Record | None] = {}
    found: list[Change] = []
    for change in changes:
        record_id = _id_of(change)
        old = effect[record_id] if record_id in effect else _get(journey, record_id)
        effect.update([_step(journey, effect, change)])
        found.append(_way_back(change, old))
    return tuple(reversed(found))


def ids_of(changes: Iterable[Change]) -> tuple[RecordId, ...]:
    """Return the ids of the records that changes are about, each once.

    Examples:
        >>> ids_of([Delete(RecordId("a")), SetField(RecordId("a"), "order", "a1")])
        ('a',)
    """
    return tuple(dict.fromkeys(_id_of(change) for change in changes))


def set_field(record: Record, field: str, value: object) -> SetField:
    """Return the change that gives a field of a record a value, in its shortest form.

    Examples:
        >>> from jejak.model.records import MapInfo
        >>> set_field(MapInfo(), "is_sample", False)
        SetField(id='map', field='is_sample', value=None)
    """
    is_default = value == _default(record, field)
    return SetField(record.id, field, None if is_default else encode_value(value))


def with_value(record: Kind, field: str, value: Plain) -> Kind:
    """Return a record with a value, in plain form, in one of its fields.

    Raises:
        EditRefused: There is no such field, or the value does not fit it.

    Examples:
        >>> from jejak.model.records import MapInfo
        >>> with_value(MapInfo(), "state", "proposed").state
        'proposed'
    """
    if field == "id":
        raise refused("fixed_id", record=record)
    names = [field_name(kind_of(record), name) for name in names_of(record)]
    if field not in names:
        known = ", ".join(names)
        raise refused("no_field", record=record, field=field, allowed=known)
    fitting = _default(record, field) if value is None else MISSING
    if fitting is MISSING:
        try:
            fitting = decode_field(kind_of(record), field, value, record.id)
        except InvalidRecord as error:
            values = {"value": repr(error.given), "allowed": error.allowed}
            raise refused(
                "not_allowed", record=record, field=field, **values
            ) from error
    changed: Any = {attribute_name(kind_of(record), field): fitting}
    return tidied(replace(record, **changed))


def encode_change(change: Change) -> dict[str, Plain]:
    """Return a change as plain data.

    Examples:
        >>> encode_change(Delete(RecordId("card-1")))
        {'delete': 'card-1'}
    """
    if isinstance(change, Put):
        return {"put": encode(change.record)}
    if isinstance(change, SetField):
        return {"set": change.id, "field": change.field, "value": change.value}
    if isinstance(change, Delete):
        return {"delete": change.id}
    return {
        "text": change.id,
        "field": change.field,
        "at": change.at,
        "deleted": change.deleted,
        "inserted": change.inserted,
    }


_KEYS: dict[str, dict[str, type]] = {
    "put": {"put": dict},
    "set": {"set": str, "field": str, "value": object},
    "text": {"text": str, "field": str, "at": int, "deleted": str, "inserted": str},
    "delete": {"delete": str},
}


def decode_change(data: Mapping[str, Any]) -> Change:
    """Return the change that plain data describes.

    Raises:
        InvalidRecord: It describes none.

    Examples:
        >>> decode_change({"delete": "card-1"})
        Delete(id='card-1')
    """
    name = next((name for name in _KEYS if name in data), None)
    if name is None or data.keys() != _KEYS[name].keys():
        forms = " or ".join("{" + ", ".join(keys) + "}" for keys in _KEYS.values())
        raise InvalidRecord("change", dict(data), forms)
    for key, wanted in _KEYS[name].items():
        fits = type(data[key]) is wanted or wanted is object
        if not fits:
            raise InvalidRecord(f"change.{key}", data[key], _NAMES[wanted])
    if name == "put":
        return Put(decode(data["put"]))
    change: Change = _TYPES[name](*(data[key] for key in _KEYS[name]))
    return change


_NAMES: dict[type, str] = {dict: "a record", str: "text", int: "a whole number"}
_TYPES: dict[str, Any] = {"set": SetField, "text": EditText, "delete": Delete}


def _step(
    journey: JourneyMap, effect: Mapping[RecordId, Record | None], change: Change
) -> tuple[RecordId, Record | None]:
    """Return the record that a change leaves behind, by its id."""
    if isinstance(change, Put):
        return change.record.id, tidied(change.record)
    old = effect[change.id] if change.id in effect else _get(journey, change.id)
    if old is None:
        raise refused("gone", record=Gone(change.id))
    if isinstance(change, SetField):
        return change.id, with_value(old, change.field, change.value)
    if isinstance(change, EditText):
        return change.id, _with_text(old, change)
    if change.id == MAP_ID:
        raise refused("map_stays")
    return change.id, None


def _with_text(record: Record, change: EditText) -> Record:
    text = getattr(record, change.field, None)
    if not isinstance(text, str) or change.field == "id":
        raise refused("no_text", record=record, field=change.field)
    end = change.at + len(change.deleted)
    if not 0 <= change.at <= len(text) or text[change.at : end] != change.deleted:
        values = {"value": change.deleted, "place": str(change.at)}
        raise refused("other_text", record=record, field=change.field, **values)
    inserted = clean_text(change.inserted)
    text = text[: change.at] + inserted + text[end:]
    return with_value(record, change.field, text)


def _way_back(change: Change, old: Record | None) -> Change:
    if old is None:
        return Delete(_id_of(change))
    if isinstance(change, SetField):
        name = attribute_name(kind_of(old), change.field)
        return set_field(old, change.field, getattr(old, name))
    if isinstance(change, EditText):
        inserted = clean_text(change.inserted)
        return replace(change, deleted=inserted, inserted=change.deleted)
    return Put(old)


def _default(record: Record, field: str) -> object:
    """Return the default of a field; MISSING if it has none."""
    name = attribute_name(kind_of(record), field)
    return type(record).__dataclass_fields__[name].default


def _id_of(change: Change) -> RecordId:
    return change.record.id if isinstance(change, Put) else change.id


def _get(journey: JourneyMap, record_id: RecordId) -> Record | None:
    return journey.records.get(record_id)
