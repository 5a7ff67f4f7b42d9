"""What customers expect beside what was measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jejak.model.records import Expectation
from jejak.model.units import seconds_of

if TYPE_CHECKING:
    from jejak.analytics.figures import Times
    from jejak.analytics.measuring import Measured
    from jejak.model.journey_map import JourneyMap


def expectations(
    journey: JourneyMap, measured: Measured
) -> tuple[tuple[Expectation, timedelta, Times], ...]:
    """Return expected times beside those measured at the touchpoint, or the stage."""
    by_card = {one.card.id: one for one in measured.touchpoints}
    by_stage = {one.stage.id: one for one in measured.stages}
    found = []
    for one in journey.of_kind(Expectation):
        expected = seconds_of(one.figure, one.unit)
        if expected is None:
            continue
        real = by_stage[one.stage].time
        if one.touchpoint in by_card:
            real = by_card[one.touchpoint].wait
        found.append((one, timedelta(seconds=expected), real))
    return tuple(found)
