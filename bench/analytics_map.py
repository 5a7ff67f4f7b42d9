"""A map for the made log: its touchpoints in five stages, each bound by a matcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap

TOUCHPOINTS = 28
STAGES = 5


def map_of_log(*, is_changed: bool = False) -> JourneyMap:
    """Return the map as it would be read from a file.

    Args:
        is_changed: Whether somebody gave the first touchpoint the events of the
            second one too.

    Examples:
        >>> len(map_of_log().stages)
        5
    """
    from jejak.files import loads

    lines = ["format: 1", "title: Made", "stages:"]
    for stage in range(STAGES):
        lines += [f"  - title: Stage {stage + 1}", "    touchpoints:"]
        for n in range(TOUCHPOINTS):
            if n * STAGES // TOUCHPOINTS == stage:
                name = f"touchpoint-{n}"
                events = f"{name}, touchpoint-1" if is_changed and n == 0 else name
                lines += [f"      - text: {name}", "        matchers:"]
                lines.append(f"          - events: [{events}]")
    return loads("\n".join(lines) + "\n")
