"""Named edits: the one way in which a map changes.

Editor, API, command line, importers and restore all make an edit and call
`apply`. An edit boils down to plain changes (`jejak.model.changes`), is refused
as a whole if the map would not be valid after it, and is one step of undo.
The classes live beside this file by what they edit; `EDITS` knows them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.model.changes import Change, apply_changes, ids_of, inverse_of
from jejak.model.edits.base import Edit
from jejak.model.edits.maps import Changes
from jejak.model.edits.wire import EDITS, decode_edit, encode_edit
from jejak.model.problems import refused_for
from jejak.model.validation import problems_since

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap

__all__ = [
    "EDITS",
    "Edit",
    "Outcome",
    "apply",
    "carry_out",
    "changes_of",
    "decode_edit",
    "encode_edit",
    "invert",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit came to."""

    journey: JourneyMap
    changes: tuple[Change, ...]
    inverse: tuple[Change, ...]  # leads back to the map as it was


def apply(journey: JourneyMap, edit: Edit) -> JourneyMap:
    """Return the map after an edit.

    Raises:
        EditRefused: The edit does not fit this map, or would leave it invalid.

    Examples:
        >>> from jejak.model.edits.maps import RenameMap
        >>> from jejak.model.journey_map import JourneyMap
        >>> apply(JourneyMap.of([]), RenameMap("Buying")).info.title
        'Buying'
    """
    return _applied(journey, edit)[0]


def carry_out(journey: JourneyMap, edit: Edit) -> Outcome:
    """Return the map after an edit with all that its log needs.

    Raises:
        EditRefused: The edit does not fit this map, or would leave it invalid.

    Examples:
        >>> from jejak.model.edits.maps import RenameMap
        >>> from jejak.model.journey_map import JourneyMap
        >>> carry_out(JourneyMap.of([]), RenameMap("Buying")).changes
        (SetField(id='map', field='title', value='Buying'),)
    """
    after, changes = _applied(journey, edit)
    return Outcome(after, changes, inverse_of(journey, changes))


def changes_of(journey: JourneyMap, edit: Edit) -> tuple[Change, ...]:
    """Return the plain changes that an edit boils down to on this map.

    Raises:
        EditRefused: The edit does not fit this map.

    Examples:
        >>> from jejak.model.edits.maps import RenameMap
        >>> from jejak.model.journey_map import JourneyMap
        >>> changes_of(JourneyMap.of([]), RenameMap(""))
        ()
    """
    return tuple(edit.changes(journey))


def invert(journey: JourneyMap, edit: Edit) -> Edit:
    """Return the edit that undoes one which is applied to this map next.

    Examples:
        >>> from jejak.model.edits.maps import RenameMap
        >>> from jejak.model.journey_map import JourneyMap
        >>> journey = JourneyMap.of([])
        >>> back = invert(journey, RenameMap("Buying"))
        >>> apply(apply(journey, RenameMap("Buying")), back) == journey
        True
    """
    return Changes(inverse_of(journey, changes_of(journey, edit)))


def _applied(journey: JourneyMap, edit: Edit) -> tuple[JourneyMap, tuple[Change, ...]]:
    _ = journey.index  # made once, then carried on to every map that follows
    changes = changes_of(journey, edit)
    after = apply_changes(journey, changes)
    problems = problems_since(journey, after, ids_of(changes))
    if problems:
        raise refused_for(problems)
    return after, changes
