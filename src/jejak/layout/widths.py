"""How wide the stages are: by their content, within limits."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.model.journey_map import JourneyMap

NARROWEST, USUAL, WIDEST = 120.0, 240.0, 360.0  # px
SHORTEST_CELL = 24  # characters


def stage_widths(
    lengths: Sequence[int], fixed: Sequence[int | None] | None = None
) -> tuple[float, ...]:
    """Return the widths of the stages in px, each by the root of its text's length.

    A root, because text fills an area: twice the text needs about 1.4 times the
    width to come out as a block of the same shape. Free stages share 240 px
    apiece and none gets less than 120 or more than 360.

    Args:
        lengths: Characters of text in each stage.
        fixed: Widths that somebody has set by hand, in px.

    Examples:
        >>> stage_widths([400, 100])
        (320.0, 160.0)
        >>> stage_widths([400, 100], [None, 500])
        (240.0, 500.0)
        >>> stage_widths([90000, 0])
        (360.0, 120.0)
    """
    widths = [
        float(width) if width else None for width in fixed or [None] * len(lengths)
    ]
    weights = [sqrt(max(length, 1)) for length in lengths]
    free = [index for index, width in enumerate(widths) if width is None]
    room = USUAL * len(free)
    while free:
        total = sum(weights[index] for index in free)
        wanted = {index: room * weights[index] / total for index in free}
        bounded = {
            index: min(max(width, NARROWEST), WIDEST) for index, width in wanted.items()
        }
        settled = _settled(wanted, bounded)
        for index in settled:
            widths[index] = bounded[index]
        room -= sum(bounded[index] for index in settled)
        free = [index for index in free if index not in settled]
    return tuple(round(width or USUAL, 4) for width in widths)


def _settled(wanted: dict[int, float], bounded: dict[int, float]) -> set[int]:
    """Return the stages whose width is final in this round.

    As browsers do it for flexible boxes: if holding to the limits costs room,
    those at the lower limit are settled first, else those at the upper one.
    """
    cost = sum(bounded[index] - wanted[index] for index in wanted)
    if cost > 1e-9:
        return {index for index in wanted if bounded[index] > wanted[index]}
    if cost < -1e-9:
        return {index for index in wanted if bounded[index] < wanted[index]}
    return set(wanted)


def stage_shares(journey: JourneyMap) -> tuple[float, ...]:
    """Return each stage's share of the map's width; together they are 1.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import RecordId, Stage, StageId
        >>> ids = [StageId(RecordId(name)) for name in "ab"]
        >>> stages = [Stage(ids[0], "Find"), Stage(ids[1], "Keep")]
        >>> stage_shares(JourneyMap.of(stages))
        (0.5, 0.5)
    """
    lengths = [text_length(journey, index) for index in range(len(journey.stages))]
    widths = stage_widths(lengths, [stage.width_px for stage in journey.stages])
    total = sum(widths)
    return tuple(width / total for width in widths)


def stage_length(cells: Sequence[int]) -> int:
    """Return how much text a stage holds, from the lengths of its cells.

    A cell counts 24 characters at least: an empty one, or one short word, takes
    its line all the same, and a stage of short cells must not become a slit.

    Examples:
        >>> stage_length([100, 0, 8])
        148
    """
    return sum(max(length, SHORTEST_CELL) for length in cells)


def text_length(journey: JourneyMap, index: int) -> int:
    """Return how much text the visible cells of a stage hold."""
    stage = journey.stages[index]
    return stage_length(
        [
            sum(len(card.text) for card in journey.cards(lane.id, stage.id))
            for lane in journey.lanes
            if not lane.is_hidden
        ]
    )
