"""How stages name the lanes."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from jejak.files.shape import can_be_lane_key

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import LaneId


def lane_keys(journey: JourneyMap) -> dict[LaneId, str]:
    """Return the key by which stages name each lane: role, label, or id."""
    keys: dict[LaneId, str] = {}
    labels = {lane.label for lane in journey.lanes if not lane.role}
    for lane in journey.lanes:
        key = str(lane.role or lane.label)
        taken = set(keys.values())
        if key in taken or not (lane.role or can_be_lane_key(key)):
            others = (f"lane-{number}" for number in count(1))
            key = next(
                candidate
                for candidate in chain([str(lane.id)], others)
                if candidate not in taken | labels and can_be_lane_key(candidate)
            )
        keys[lane.id] = key
    return keys
