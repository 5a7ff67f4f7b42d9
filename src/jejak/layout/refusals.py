"""Why an edit was refused, in the words that people see on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.errors import Gone
from jejak.language.catalogue import Language, say
from jejak.layout.differences import Wording, field_name
from jejak.model.journey_map import JourneyMap
from jejak.model.problems import quoted
from jejak.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.errors import EditRefused


def why_refused(error: EditRefused, language: Language) -> str:
    """Return the reasons of a refusal, a line each.

    What is gone is named by its id, unless somebody put its record in place of it.

    Examples:
        >>> from jejak.model.problems import refused
        >>> from jejak.model.records import Lane, LaneId, RecordId
        >>> goals = Lane(LaneId(RecordId("lane-1")), "goals")
        >>> print(why_refused(refused("not_there", record=goals), "en"))
        “Customer goals” does not stand there (any more).
    """
    lines = (
        say(language, key, **_shown(values, language)) for key, values in error.reasons
    )
    return "\n".join(lines)


def _shown(values: Mapping[str, object], language: Language) -> dict[str, object]:
    shown = {name: _named(value, language) for name, value in values.items()}
    about, field = values.get("record"), values.get("field")
    if isinstance(about, Record) and isinstance(field, str):
        try:
            shown["field"] = field_name(about, field, language)
        except KeyError:  # nobody sees it on a page
            shown["field"] = field
    return shown


def _named(value: object, language: Language) -> object:
    if isinstance(value, Gone):
        return value.id
    if isinstance(value, Record):
        return quoted(Wording(_NO_MAP, _NO_MAP, language).name_of(value))
    return value


_NO_MAP = JourneyMap.of([])
