"""Which lane of the map each lane of a table is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.importers.reading import LaneRead, Message
from jejak.language.catalogue import nearest_language, say
from jejak.language.lanes import SURE, UNKNOWN, LaneReading, role_of
from jejak.model.records import CARDLESS_ROLES, ROLES, Role

if TYPE_CHECKING:
    from jejak.importers.body import LanePart
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft, DraftLane
    from jejak.model.records import Zone


def lanes_for(context: Context, draft: Draft, parts: list[LanePart]) -> list[DraftLane]:
    """Return the lane of the map for each lane of a table, made where it is new.

    A role has one lane. Where two names could be it, the surer name is, and the
    other stays a lane of the team's own, so that both keep their names.
    """
    readings = [_reading(part) for part in parts]
    winners: dict[tuple[Role | None, bool], int] = {}
    for number, reading in enumerate(readings):
        if _shares_curve(parts[number]):
            continue
        key = (reading.role, reading.is_expected)
        best = winners.get(key)
        if best is None or reading.confidence > readings[best].confidence:
            winners[key] = number
    lanes: list[DraftLane] = []
    for number, (part, reading) in enumerate(zip(parts, readings, strict=True)):
        winner = winners.get((reading.role, reading.is_expected), number)
        wins = winner == number or part.key == parts[winner].key
        lanes.append(_lane(context, draft, part, reading, wins=wins))
    return lanes


def _reading(part: LanePart) -> LaneReading:
    """Return what a lane's name says, in the group it stands in."""
    reading = _inside(role_of(part.name), part.zone)
    # Figures are measured, never typed.
    if part.level is not None or part.is_score:
        return LaneReading("feelings", 1.0, "level")
    return UNKNOWN if reading.role == "measured" else reading


def _asked(
    context: Context, draft: Draft, part: LanePart, reading: LaneReading
) -> LaneReading:
    """Ask about a lane that is not surely what its name suggests."""
    if not part.slots or not 0 < reading.confidence < SURE:
        return reading
    role = Message(f"lane.{reading.role}")
    answer = context.desk.ask(
        "lane",
        [part.key],
        Message("import.ask.lane", {"label": part.name, "role": role}),
        context.where(part.slots[0].spot),
        [
            (str(reading.role), Message("import.choice.role", {"role": role})),
            ("own", Message("import.choice.own_lane")),
        ],
        map_number=draft.number,
    )
    if answer is None:
        return reading
    return UNKNOWN if answer == "own" else replace(reading, confidence=1.0)


def _inside(reading: LaneReading, zone: Zone | None) -> LaneReading:
    """Read "Actions" in the group "Backstage" as the internal process."""
    internal = f"internal_{reading.role}"
    if zone == "internal":
        for role in ROLES:
            if role == internal:
                return replace(reading, role=role, why="internal", is_plain=False)
    return reading


def _lane(
    context: Context,
    draft: Draft,
    part: LanePart,
    reading: LaneReading,
    *,
    wins: bool,
) -> DraftLane:
    if part.key in draft.lanes:
        return _claimed(context, draft, part, draft.lanes[part.key])
    holder = draft.roles.get(reading.role) if reading.role else None
    if holder is None and wins and not _shares_curve(part):
        reading = _asked(context, draft, part, reading)
    if reading.is_expected or _shares_curve(part):
        lane = _feelings_lane(draft, part, reading)
    elif holder is not None or (not wins and reading.role):
        if reading.is_plain and holder is not None:
            lane = draft.lanes[part.key] = holder
        else:
            reading = replace(UNKNOWN, synonym=str(reading.role))
            lane = draft.add_lane(part.key, None, part.name, part.zone)
    else:
        label = "" if reading.is_plain else part.name
        if reading.role is None and not label:
            label = say(nearest_language(draft.language), "import.unnamed_lane")
        lane = draft.add_lane(part.key, reading.role, label, part.zone)
        lane.scale, lane.is_signed = part.scale, part.is_signed
    _tell(context, draft, part, lane, reading)
    return _claimed(context, draft, part, lane)


def _shares_curve(part: LanePart) -> bool:
    """Return whether a lane tells feelings of the curve that other lanes tell too."""
    return part.is_score or bool(part.whose) or part.level is not None


def _feelings_lane(draft: Draft, part: LanePart, reading: LaneReading) -> DraftLane:
    """Return a lane that shares the curve's: wishes, values, one persona's own."""
    from jejak.importers.draft import DraftLane

    felt = draft.roles.get("feelings")
    if felt is None:
        label = "" if _shares_curve(part) else part.name
        felt = draft.add_lane("feelings", "feelings", label, part.zone)
    lane = draft.lanes[part.key] = DraftLane(
        felt.record,
        is_expected=reading.is_expected,
        is_score=part.is_score,
        scale=part.scale,
        is_signed=part.is_signed,
        level=part.level,
        whose=part.whose,
    )
    return lane


def _claimed(
    context: Context, draft: Draft, part: LanePart, lane: DraftLane
) -> DraftLane:
    for slot in part.slots:
        # a second table may write the same name with other signs
        is_kept = bool(lane.record.label) and lane.record.label == slot.text
        context.claim(slot, slot.text, lane.id, draft.number, is_structure=not is_kept)
    return lane


def _tell(
    context: Context,
    draft: Draft,
    part: LanePart,
    lane: DraftLane,
    reading: LaneReading,
) -> None:
    """Put into the report what a lane was taken for, how sure, and why."""
    why = f"import.why.{reading.why}"
    values: dict[str, object] = {"synonym": reading.synonym}
    if reading.why == "none" and reading.synonym in ROLES:
        why = "import.why.taken"
        values = {"role": Message(f"lane.{reading.synonym}")}
    elif reading.is_expected:
        why = "import.why.expected"
    elif part.is_score:
        why = "import.why.score"
    elif part.whose:
        why = "import.why.persona"
        values = {"persona": part.whose}
    context.lanes.append(
        LaneRead(
            draft.number,
            part.name,
            reading.role,
            lane.id,
            round(reading.confidence, 2),
            Message(why, values),
        )
    )


def holds_cards(lane: DraftLane) -> bool:
    """Return whether what stands in a lane becomes cards."""
    return lane.role not in CARDLESS_ROLES
