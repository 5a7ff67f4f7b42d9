"""Stage widths follow the content, within limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.layout.widths import NARROWEST, USUAL, WIDEST, stage_shares, stage_widths
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Card,
    CardId,
    Lane,
    LaneId,
    OrderKey,
    RecordId,
    Stage,
    StageId,
)


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=40))
def test_widths_keep_to_their_limits_and_use_all_the_room(lengths: list[int]) -> None:
    widths = stage_widths(lengths)
    assert all(NARROWEST - 0.01 <= width <= WIDEST + 0.01 for width in widths)
    assert sum(widths) == pytest.approx(USUAL * len(lengths), abs=0.01 * len(lengths))


@given(st.lists(st.integers(0, 5_000), min_size=2, max_size=12))
def test_a_stage_with_more_text_is_never_narrower(lengths: list[int]) -> None:
    widths = stage_widths(sorted(lengths))
    assert list(widths) == sorted(widths)


def test_a_width_set_by_hand_is_kept() -> None:
    assert stage_widths([10, 10_000], [300, None])[0] == 300


def test_a_map_without_stages_has_no_widths() -> None:
    assert stage_widths([]) == ()


def test_hidden_lanes_do_not_widen_a_stage() -> None:
    stages = [
        Stage(StageId(RecordId(name)), "Stage", order=OrderKey(name)) for name in "ab"
    ]
    lane = Lane(LaneId(RecordId("lane")), "goals", is_hidden=True)
    card = Card(CardId(RecordId("card")), lane.id, stages[0].id, "long " * 100)
    assert stage_shares(JourneyMap.of([*stages, lane, card])) == (0.5, 0.5)
