"""A picture shows what was chosen, and nothing that speaks of what was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jejak.errors import JejakError, WrongChoice
from jejak.exporters import export
from jejak.layout.choices import Choices, choices_of
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Action,
    Answer,
    Card,
    CardId,
    Evidence,
    LaneId,
    MapInfo,
    RecordId,
    Statement,
    StatementId,
)
from jejak.templates import template
from tests.exporters import maps
from tests.exporters.maps import BEN, two_people


def test_each_persona_with_feelings_of_their_own_has_a_band() -> None:
    view = view_of(two_people(), "en")
    bands = [lane for lane in view.lanes if lane.band]
    assert [(lane.label, lane.band and lane.band.persona) for lane in bands] == [
        ("Feelings", "Ana"),
        ("Feelings", "Ben"),
    ]
    felt = [[one.id for one in curve.feelings] for curve in view.curves]
    assert felt == [["a", "both"], ["b", "both"]]
    assert [band.notes[1] for band in view.bands] == [("uncanny, no value",)] * 2


def test_the_ribbon_follows_the_first_persona_that_is_shown() -> None:
    journey = two_people()
    first = view_of(journey).stages[0].ribbon
    other = view_of(journey, choices=Choices(personas=(BEN,))).stages[0].ribbon
    assert first[5].low > other[5].low


def test_one_persona_alone_needs_no_name_at_the_curve() -> None:
    view = view_of(two_people(), choices=Choices(personas=(BEN,)))
    assert [band.persona for band in view.bands] == [""]
    assert [one.id for one in view.curves[0].feelings] == ["b", "both"]
    assert [persona.name for persona in view.personas] == ["Ben"]
    assert "Ana" not in view.head.subtitle


def test_without_the_internal_zone_there_is_no_line_of_visibility() -> None:
    journey = template("mas-tekno", "en")
    moved = replace(journey.info, visibility_line=journey.lanes[2].order)
    for each in (journey, journey.changed({moved.id: moved})):
        view = view_of(each, choices=Choices(internal=False))
        assert {block.zone for block in view.blocks} == {"customer", "followup"}
        assert not any(block.below_line for block in view.blocks)
        assert not any(block.is_backstage for block in view.blocks)


def test_a_hidden_lane_is_shown_when_it_is_asked_for() -> None:
    journey = maps.everything()
    asked = choices_of(journey, lanes=["Secret", "goals"])
    assert [lane.label for lane in view_of(journey, "en", choices=asked).lanes] == [
        "Customer goals",
        "Secret",
    ]


def linked() -> JourneyMap:
    """A map whose internal pain has a statement, an answer, an action, evidence."""
    journey = maps.shop(1, per_cell=1)
    inside = CardId(RecordId("card-internal_pain_points-0-0"))
    outside = CardId(RecordId("card-pain_points-0-0"))
    idea = CardId(RecordId("card-opportunities-0-0"))
    more = (
        Statement(StatementId(RecordId("s-in")), "inner problem", (inside,)),
        Statement(StatementId(RecordId("s-both")), "both at once", (inside, outside)),
        Statement(StatementId(RecordId("s-free")), "not on the map"),
        Answer(RecordId("answer"), idea, fixes=inside),
        Action(RecordId("act"), "act on it", opportunity=idea),
        Evidence(
            RecordId("ev"), inside, "ticket", "inner finding", on=date(2026, 1, 2)
        ),
    )
    return JourneyMap.of([*journey.records.values(), *more])


def test_nothing_speaks_of_a_lane_that_is_not_shown() -> None:
    def told(choices: Choices) -> str:
        return export(linked(), "html", choices=choices).decode()

    inner = ("inner problem", "inner finding", "internal_pain_points 0 0")
    kept = ("both at once", "not on the map", "act on it")
    assert all(words in told(Choices()) for words in (*inner, *kept))
    outside = told(Choices(internal=False))
    assert [words for words in inner if words in outside] == []
    assert [words for words in kept if words not in outside] == []
    opportunities = Choices(lanes=(LaneId(RecordId("lane-goals")),))
    assert "act on it" not in told(opportunities)


def test_the_feelings_of_a_map_without_their_lane_can_be_left_out() -> None:
    journey = maps.shop(2)
    owed = JourneyMap.of(
        one for one in journey.records.values() if one.id != "lane-feelings"
    )
    assert view_of(owed).curves
    without = choices_of(owed, lanes=["goals"])
    view = view_of(owed, choices=without)
    assert not view.bands
    assert not view.stages[0].ribbon


def test_all_choices_of_a_map_leave_it_as_it_is() -> None:
    journey = template("mas-tekno", "id")
    every = choices_of(
        journey,
        lanes=[lane.id for lane in journey.lanes if lane.role != "measured"],
        personas=[persona.id for persona in journey.personas],
    )
    assert view_of(journey, choices=every) == view_of(journey)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"language": "fr"}, "There is no picture in 'fr'. Languages: id, en."),
        ({"sheet": "a5"}, "There is no sheet 'a5'. Sheets: auto, a3,"),
        ({"theme": "sepia"}, "There is no theme 'sepia'. Themes: auto, light, dark."),
        ({"choices": Choices(lanes=(LaneId(RecordId("x")),))}, "has no lane 'x'"),
        ({"choices": Choices(personas=(BEN,))}, "has no persona 'ben'"),
    ],
)
def test_what_there_is_not_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(WrongChoice, match=said) as caught:
        export(maps.shop(1), "svg", **given)  # type: ignore[arg-type]
    assert isinstance(caught.value, JejakError)


def test_a_name_is_found_in_both_languages_and_an_id_first() -> None:
    journey = template("mas-tekno", "id")
    by_name = choices_of(journey, lanes=["titik sentuh", "Touchpoints", "touchpoints"])
    assert by_name.lanes is not None
    assert len(set(by_name.lanes)) == 1
    info = MapInfo(title="x")
    assert view_of(JourneyMap.of([info]), choices=Choices()).lanes == ()
    with pytest.raises(WrongChoice, match="needs a lane"):
        choices_of(journey, lanes=[])
    card = next(iter(journey.of_kind(Card)))
    with pytest.raises(WrongChoice):
        choices_of(journey, lanes=[card.id])
