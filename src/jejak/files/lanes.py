"""How stages name the lanes, and where the line of visibility stands."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from jejak.files.shape import can_be_lane_key
from jejak.model.order import is_order_key, key_between

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import LaneId, OrderKey


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


def line_key(previous: OrderKey | None, following: OrderKey | None) -> OrderKey:
    """Return the key of a line of visibility that stands between two lanes.

    Examples:
        >>> from jejak.model.records import OrderKey
        >>> line_key(OrderKey("a0"), OrderKey("a1")), line_key(OrderKey("a0"), None)
        ('a0a0', 'a1')
    """
    before = previous if previous is not None and is_order_key(previous) else None
    after = following if following is not None and is_order_key(following) else None
    if before is not None and after is not None and before >= after:
        return before
    return key_between(before, after)
