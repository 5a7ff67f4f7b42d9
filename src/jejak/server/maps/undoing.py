"""Undo: the way back of a logged edit, without what somebody else changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.errors import EditRefused
from jejak.model.changes import (
    Change,
    Delete,
    EditText,
    Put,
    SetField,
    apply_changes,
    decode_change,
    ids_of,
)
from jejak.model.codec import encode
from jejak.model.journey_map import JourneyMap
from jejak.model.merging import merged, splice_between
from jejak.model.validation import problems_since
from jejak.server.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jejak.model.records import RecordId
    from jejak.server.maps.models import LoggedEdit

WHOLE = ""  # in place of a field: the record came, went or was replaced
NOBODY = ""  # nobody's own changes: whatever was changed since stays as it is
_TRIES = 5
_NOTHING = JourneyMap.of([])

Place = tuple[str, str]  # a record and one of its fields, or WHOLE


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back an edit of the log, by the id that its client gave it.

    It is no edit of the model, for what it comes to stands in the log. Taken
    back itself, it is redo.
    """

    of: str
    keeps_own: bool = False  # what the same person changed since stays too


def way_back(
    journey: JourneyMap, entry: LoggedEdit, later: Sequence[LoggedEdit], actor: str
) -> tuple[Change, ...]:
    """Return what undoes an entry on the map as it is now.

    Args:
        journey: The map now.
        entry: What is to be undone.
        later: Every entry after it, in order.
        actor: Who undoes; what somebody else changed since stays as it is.

    Raises:
        Refused: Nothing of it is left to undo, or others have built on it.
    """
    others = [row for row in later if row.actor != actor]
    theirs = _touched(journey, entry, others)
    inverse = _folded(map(decode_change, entry.inverse))
    staying = _staying(inverse, theirs)
    found: list[Change] = []
    for change in inverse:
        if not staying & set(ids_of([change])):
            found += _fitting(journey, change, theirs, later)
    fitting = _without_problems(journey, found)
    if entry.changes and not fitting:
        raise Refused(409, "changed_since")
    return fitting


def _folded(changes: Iterable[Change]) -> list[Change]:
    """Return changes in which a record comes back with all it gets in them after."""
    found: list[Change] = []
    places: dict[RecordId, int] = {}
    for change in changes:
        record_id = change.record.id if isinstance(change, Put) else change.id
        at = places.get(record_id)
        if isinstance(change, SetField | EditText) and at is not None:
            alone = apply_changes(_NOTHING, [found[at], change])
            found[at] = Put(alone.records[record_id])
            continue
        if isinstance(change, Put):
            places[record_id] = len(found)
        found.append(change)
    return found


def _touched(
    journey: JourneyMap, entry: LoggedEdit, others: Iterable[LoggedEdit]
) -> set[Place]:
    """Return what others changed since, but what they put back as it was."""
    touched = {
        place
        for row in others
        for change in map(decode_change, row.changes)
        for place in _places(change)
    }
    return touched - _as_left(journey, entry) if touched else touched


def _staying(inverse: Iterable[Change], theirs: set[Place]) -> set[RecordId]:
    """Return the records that would go, but that somebody else wrote on."""
    written = {place[0] for place in theirs}
    gone = [change for change in inverse if isinstance(change, Delete)]
    return {change.id for change in gone if change.id in written}


def _places(change: Change) -> list[Place]:
    if isinstance(change, SetField | EditText):
        return [(change.id, change.field)]
    return [(ids_of([change])[0], WHOLE)]


def _as_left(journey: JourneyMap, entry: LoggedEdit) -> set[Place]:
    """Return the fields that hold what the entry wrote into them."""
    found: set[Place] = set()
    for change in map(decode_change, entry.changes):
        if isinstance(change, SetField) and change.id in journey.records:
            now = encode(journey.records[change.id]).get(change.field)
            if now == change.value:
                found.add((change.id, change.field))
    return found


def _fitting(
    journey: JourneyMap,
    change: Change,
    theirs: set[Place],
    later: Sequence[LoggedEdit],
) -> list[Change]:
    """Return what of one change can be done without touching what is theirs."""
    (record_id,) = ids_of([change])
    if isinstance(change, Put):
        return _putting(journey, change, theirs)
    if record_id not in journey.records:
        return []
    if isinstance(change, Delete):
        return [change]
    if (record_id, WHOLE) in theirs:
        return []
    if isinstance(change, EditText):
        return _text_back(journey, change, later)
    return [] if (record_id, change.field) in theirs else [change]


def _putting(journey: JourneyMap, change: Put, theirs: set[Place]) -> list[Change]:
    """Return a record that comes back, or those of its fields that do."""
    record_id = change.record.id
    if (record_id, WHOLE) in theirs:
        return []
    if record_id not in journey.records:
        return [change]
    old, now = encode(change.record), encode(journey.records[record_id])
    if old["kind"] != now["kind"]:
        return []
    return [
        SetField(record_id, name, old.get(name))
        for name in sorted(old.keys() | now.keys())
        if old.get(name) != now.get(name) and (record_id, name) not in theirs
    ]


def _text_back(
    journey: JourneyMap, change: EditText, later: Sequence[LoggedEdit]
) -> list[Change]:
    """Return the splice that takes words back and leaves those written since."""
    now = getattr(journey.records[change.id], change.field, None)
    then = _text_then(str(now), change, later)
    end = change.at + len(change.deleted)
    if not isinstance(now, str) or then is None:
        return []
    if then[change.at : end] != change.deleted:
        return []
    text = merged(then, then[: change.at] + change.inserted + then[end:], now)
    if text == now:
        return []
    return [EditText(change.id, change.field, *splice_between(now, text))]


def _text_then(text: str, change: EditText, later: Sequence[LoggedEdit]) -> str | None:
    """Return a text as it was before the later edits; None if it was no such text."""
    for row in reversed(later):
        for back in map(decode_change, row.inverse):
            if change.id not in ids_of([back]):
                continue
            if isinstance(back, SetField) and back.field != change.field:
                continue
            if not isinstance(back, EditText):
                return None
            if back.field == change.field:
                end = back.at + len(back.deleted)
                if text[back.at : end] != back.deleted:
                    return None
                text = text[: back.at] + back.inserted + text[end:]
    return text


def _without_problems(
    journey: JourneyMap, changes: Sequence[Change]
) -> tuple[Change, ...]:
    """Leave out what would stand on something that is gone."""
    left = tuple(changes)
    for _ in range(_TRIES):
        bad = _problematic(journey, left)
        if not bad:
            return left
        fewer = tuple(change for change in left if not bad & set(ids_of([change])))
        if fewer == left:
            break
        left = fewer
    raise Refused(409, "changed_since")


def _problematic(journey: JourneyMap, changes: tuple[Change, ...]) -> set[RecordId]:
    try:
        after = apply_changes(journey, changes)
    except EditRefused:
        raise Refused(409, "changed_since") from None
    problems = problems_since(journey, after, ids_of(changes))
    return {problem.records[0] for problem in problems if problem.records}


def decode_undo(data: dict[str, Any]) -> Undo | None:
    """Return the undo that plain data describes; None if it is another edit.

    Examples:
        >>> decode_undo({"edit": "Undo", "of": "c-1"})
        Undo(of='c-1', keeps_own=False)
        >>> decode_undo({"edit": "RenameMap", "title": "Buying"})
    """
    if data.get("edit") != "Undo":
        return None
    of = data.get("of")
    if data.keys() != {"edit", "of"} or not isinstance(of, str):
        raise Refused(422, "invalid_body", where="of")
    return Undo(of[:64])
