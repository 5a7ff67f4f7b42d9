"""What a picture shows of its map: which lanes, which personas, internal or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from jejak.errors import WrongChoice
from jejak.language.catalogue import LANGUAGES, say
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    ROLE_ZONES,
    Action,
    Answer,
    Card,
    Cell,
    Evidence,
    Expectation,
    Feeling,
    Figure,
    Kpi,
    Lane,
    LaneId,
    OrderKey,
    RecordId,
    Resource,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jejak.model.records import MapInfo, PersonaId, Record, Role

Id = TypeVar("Id", bound=str)

_ROLE_OF: dict[type[Record], Role] = {
    Feeling: "feelings",
    Expectation: "expectations",
    Resource: "resources",
    Kpi: "kpis",
    Figure: "measured",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose to show; by default, all that is not hidden.

    What is left out of the map is left out everywhere in the picture: a pain of a
    lane that is not shown stands in no matrix and in no list either.
    """

    lanes: tuple[LaneId, ...] | None = None  # None: all that are not hidden
    personas: tuple[PersonaId, ...] | None = None  # None: all
    internal: bool = True  # False leaves out the internal zone and its line


EVERYTHING = Choices()


def wrong_choice(key: str, **values: object) -> WrongChoice:
    """Return the refusal of a choice, in the words of the catalogue."""
    return WrongChoice(say("en", key, **values), key, values)


def choices_of(
    journey: JourneyMap,
    *,
    lanes: Iterable[str] | None = None,
    personas: Iterable[str] | None = None,
    internal: bool = True,
) -> Choices:
    """Return choices that were made by id, by role or by name.

    Raises:
        WrongChoice: The map has no such lane or persona, or none was named.

    Examples:
        >>> from jejak.templates import template
        >>> journey = template("mas-tekno", "en")
        >>> choices_of(journey, lanes=["Feelings", "pain_points"]).lanes
        ('lane-feelings', 'lane-pain-points')
        >>> choices_of(journey, personas=["nobody"])
        Traceback (most recent call last):
        ...
        jejak.errors.WrongChoice: This map has no persona 'nobody'. Its personas: ...
    """
    chosen_lanes = None
    if lanes is not None:
        every = {lane.id: _lane_names(lane) for lane in every_lane(journey)}
        chosen_lanes = _found(every, list(lanes), "lane")
    chosen_personas = None
    if personas is not None:
        people: dict[PersonaId, tuple[str, ...]]
        people = {one.id: (one.name,) for one in journey.personas}
        chosen_personas = _found(people, list(personas), "persona")
    return Choices(chosen_lanes, chosen_personas, internal)


def _found(
    named: dict[Id, tuple[str, ...]], wanted: Sequence[str], kind: str
) -> tuple[Id, ...]:
    if not wanted:
        raise wrong_choice(f"choice.no_{kind}")
    by_name: dict[str, Id] = {}
    for record_id, names in reversed(named.items()):
        by_name |= {name.casefold(): record_id for name in names if name}
    by_name |= {str(record_id): record_id for record_id in named}
    found: list[Id] = []
    for name in wanted:
        chosen_id = by_name.get(name) or by_name.get(name.casefold())
        if chosen_id is None:
            known = ", ".join(names[0] or key for key, names in named.items())
            raise wrong_choice(f"choice.{kind}", given=name, known=known)
        found.append(chosen_id)
    return tuple(found)


def _lane_names(lane: Lane) -> tuple[str, ...]:
    if lane.role is None:
        return (lane.label,)
    shown = (say(language, f"lane.{lane.role}") for language in LANGUAGES)
    return (lane.label or say("en", f"lane.{lane.role}"), lane.role, *shown)


def every_lane(journey: JourneyMap) -> tuple[Lane, ...]:
    """Return the lanes that a picture can show: hidden ones, and those that are owed.

    A file written by hand may hold feelings or KPIs without a lane for them: they
    are shown all the same, as the last of their zone. Figures come with measuring,
    and until then their lane has nothing to say.
    """
    has_figures = bool(journey.of_kind(Figure))
    lanes = [lane for lane in journey.lanes if has_figures or lane.role != "measured"]
    for kind, role in _ROLE_OF.items():
        if journey.of_kind(kind) and not journey.lane_of_role(role):
            lane_id, zone = LaneId(RecordId(f"lane-{role}")), ROLE_ZONES[role]
            own = [lane.order for lane in journey.lanes if lane.zone == zone]
            # At the side of the line of visibility where the rest of its zone is.
            order = max(own, default=OrderKey("~"))
            lanes.append(Lane(lane_id, role, zone=zone, order=order))
    return tuple(lanes)


def chosen(journey: JourneyMap, choices: Choices = EVERYTHING) -> JourneyMap:
    """Return the part of a map that a picture shows.

    Raises:
        WrongChoice: A lane or persona was chosen that the map does not have.

    Examples:
        >>> from jejak.templates import template
        >>> journey = template("mas-tekno", "en")
        >>> outside = chosen(journey, Choices(internal=False))
        >>> {lane.zone for lane in outside.lanes} == {"customer", "followup"}
        True
        >>> chosen(journey) is journey
        True
    """
    lanes = _shown_lanes(journey, choices)
    gone = _hidden_personas(journey, choices)
    gone |= {lane.id for lane in every_lane(journey) if lane.id not in lanes}
    if not gone and choices.internal:
        return journey
    info = journey.info if choices.internal else _without_line(journey.info)
    kept: dict[RecordId, Record] = {**journey.records, info.id: info}
    for lane in journey.lanes:
        kept[lane.id] = replace(lane, is_hidden=False)
    for record in _told_after(journey):
        remains = _remaining(kept[record.id], gone, lanes)
        if remains is None:
            gone.add(record.id)
        else:
            kept[record.id] = remains
    return JourneyMap.of(kept[key] for key in kept if key not in gone)


def _shown_lanes(journey: JourneyMap, choices: Choices) -> dict[RecordId, str | None]:
    """Return the ids of the lanes that are shown, with their roles."""
    every = every_lane(journey)
    if choices.lanes is not None:
        _refuse_unknown(choices.lanes, [lane.id for lane in every], "lane")
    return {
        lane.id: lane.role
        for lane in every
        if (not lane.is_hidden if choices.lanes is None else lane.id in choices.lanes)
        and (choices.internal or lane.zone != "internal")
    }


def _hidden_personas(journey: JourneyMap, choices: Choices) -> set[RecordId]:
    every: list[RecordId] = [persona.id for persona in journey.personas]
    if choices.personas is None:
        return set()
    _refuse_unknown(choices.personas, every, "persona")
    return set(every) - set(choices.personas)


def _refuse_unknown(
    wanted: Iterable[RecordId], known: Sequence[RecordId], kind: str
) -> None:
    for record_id in wanted:
        if record_id not in known:
            listed = ", ".join(known)
            raise wrong_choice(f"choice.{kind}", given=record_id, known=listed)


def _without_line(info: MapInfo) -> MapInfo:
    return replace(info, visibility_line=None)


def _told_after(journey: JourneyMap) -> Iterator[Record]:
    """Yield the records so that each comes after those that it speaks of."""
    rest = (Resource, Kpi, Figure, Statement, Answer, Action, Evidence)
    for kind in (Card, Cell, Feeling, Expectation, *rest):
        yield from journey.of_kind(kind)


def _remaining(
    record: Record, gone: set[RecordId], lanes: Mapping[RecordId, str | None]
) -> Record | None:
    """Return what is left of a record when others are gone; perhaps nothing."""
    role = _ROLE_OF.get(type(record))
    if role and role not in lanes.values():
        return None
    match record:
        case Card() | Cell():
            return None if record.lane in gone else record
        case Statement():
            pains = tuple(pain for pain in record.pains if pain not in gone)
            return None if record.pains and not pains else replace(record, pains=pains)
        case Answer():
            is_whole = not gone & {record.opportunity, record.fixes}
            return record if is_whole else None
        case (
            Feeling(persona=subject)
            | Action(opportunity=subject)
            | Figure(about=subject)
            | Evidence(supports=subject)
        ):
            return None if subject in gone else record
        case Resource() if record.opportunity in gone:
            return replace(record, opportunity=None) if record.stage else None
        case Expectation() if record.touchpoint in gone:
            return replace(record, touchpoint=None)
    return record
