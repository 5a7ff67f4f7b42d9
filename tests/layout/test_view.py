"""What a picture shows is decided once, in the view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jejak.language.emotions import EMOTIONS
from jejak.layout.faces import faces
from jejak.layout.icons import ROLE_ICONS, icon_words, shapes
from jejak.layout.parts import CellView, LaneView, MapView
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.order import keys_between
from jejak.model.records import (
    ROLE_ZONES,
    Card,
    CardId,
    Cell,
    Feeling,
    Lane,
    LaneId,
    MapInfo,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Resource,
    Role,
    Stage,
    StageId,
    Statement,
    StatementId,
    Substage,
    SubstageId,
)
from jejak.templates import template

KEYS = keys_between(None, None, 20)
BROWSE, PAY = StageId(RecordId("browse")), StageId(RecordId("pay"))
STAGES = (Stage(BROWSE, "Browse", order=KEYS[0]), Stage(PAY, "Pay", order=KEYS[1]))


def lane(role: Role, place: int = 0) -> Lane:
    return Lane(LaneId(RecordId(role)), role, "", ROLE_ZONES[role], KEYS[place])


def seen(*records: Record) -> MapView:
    return view_of(JourneyMap.of([*STAGES, *records]), "en")


def only_lane(view: MapView) -> LaneView:
    (found,) = view.lanes
    return found


def cell(view: MapView, stage: int) -> CellView:
    return only_lane(view).cells[stage]


def test_zones_stand_in_their_order_whatever_order_the_lanes_came_in() -> None:
    view = seen(lane("opportunities"), lane("internal_actors", 1), lane("goals", 2))
    assert [block.zone for block in view.blocks] == ["customer", "internal", "followup"]
    assert [block.is_backstage for block in view.blocks] == [False, True, False]
    assert [block.below_line for block in view.blocks] == [False, True, False]


def test_a_moved_line_of_visibility_parts_a_zone() -> None:
    line = MapInfo(visibility_line=KEYS[1])
    view = seen(line, lane("goals", 0), lane("process", 2), lane("internal_actors", 3))
    assert [
        (block.zone, len(block.lanes), block.below_line) for block in view.blocks
    ] == [("customer", 1, False), ("customer", 1, True), ("internal", 1, False)]
    assert [block.is_backstage for block in view.blocks] == [False, True, True]


def test_a_map_without_internal_lanes_has_no_line_of_visibility() -> None:
    view = seen(lane("goals"), lane("opportunities", 1))
    assert not any(block.below_line for block in view.blocks)


def test_hidden_and_unmeasured_lanes_are_not_shown() -> None:
    view = seen(replace(lane("goals"), is_hidden=True), lane("measured", 1))
    assert view.lanes == ()


def test_records_without_a_lane_of_their_own_are_shown_all_the_same() -> None:
    view = seen(
        Feeling(RecordId("f"), BROWSE, "happy", 1.0),
        Resource(RecordId("r"), "spare hands", PAY),
    )
    assert [one.role for one in view.lanes] == ["feelings", "resources"]
    assert view.lanes[1].cells[1].items[0].text == "spare hands"


def test_cards_of_a_part_of_a_stage_stand_together_in_the_order_of_the_parts() -> None:
    row = lane("process")
    late, early = (SubstageId(RecordId(name)) for name in ("late", "early"))
    parts = Substage(late, PAY, "Late", order=KEYS[1]), Substage(early, PAY, "Early")
    cards = [
        Card(CardId(RecordId(f"c{at}")), row.id, PAY, text, part, order=KEYS[at])
        for at, (text, part) in enumerate(
            [("one", late), ("two", None), ("three", early), ("four", late)]
        )
    ]
    items = cell(seen(row, *parts, *cards), 1).items
    found = [(item.text, item.substage, item.step) for item in items]
    assert found == [
        ("two", "", 1),
        ("three", "Early", 2),
        ("one", "Late", 3),
        ("four", "Late", 4),
    ]


@pytest.mark.parametrize(
    ("role", "words"), [("pain_points", "Nothing found"), ("goals", "None")]
)
def test_a_cell_where_nothing_was_found_says_so(role: Role, words: str) -> None:
    row = lane(role)
    found = seen(row, Cell(RecordId("c"), row.id, PAY, "nothing_found"))
    assert (cell(found, 1).emptiness, cell(found, 1).note) == ("nothing_found", words)
    assert (cell(found, 0).emptiness, cell(found, 0).note) == (None, "")


def test_a_cell_that_nobody_looked_at_gives_its_reason() -> None:
    row = lane("goals")
    unseen = Cell(RecordId("c"), row.id, PAY, "not_researched", "no time")
    assert cell(seen(row, unseen), 1).note == "Not researched: no time"


def test_a_gap_names_the_persona_and_what_it_feels() -> None:
    pains = lane("pain_points")
    view = seen(
        pains,
        lane("feelings", 1),
        Persona(PersonaId(RecordId("p")), "Mas Tekno", order=KEYS[0]),
        Feeling(RecordId("f"), PAY, "Bingung", -1.0),
    )
    shown = view.lanes[0].cells[1]
    assert shown.emptiness == "gap"
    assert shown.note == "Not researched, yet Mas Tekno is confused here"


def test_a_pain_shows_the_rank_of_its_statement() -> None:
    row = lane("pain_points")
    pain = Card(CardId(RecordId("c")), row.id, PAY, "Slow", number=3, order=KEYS[0])
    statement = Statement(
        StatementId(RecordId("s")), "Replies are slow", (pain.id,), None, True, "", True
    )
    view = seen(row, pain, statement)
    item = cell(view, 1).items[0]
    assert (item.rank, item.rank_word, item.number) == ("do", "DO", "P-03")
    (shown,) = view.quadrants[0].statements
    assert (shown.number, shown.place, shown.pains) == ("P-03", "02 Pay", ("Slow",))
    assert view.ranks_used == ("do",)


def test_feelings_stand_where_their_stage_is() -> None:
    view = view_of(template("mas-tekno", "id"), "id")
    (curve,) = view.curves
    for feeling in curve.feelings:
        stage = view.stages[feeling.stage]
        assert stage.start <= feeling.x <= stage.start + stage.share
        assert curve.curve.value_at(feeling.x) == pytest.approx(feeling.value)


def test_feelings_at_a_common_border_do_not_stop_the_curve() -> None:
    view = seen(
        Feeling(RecordId("a"), BROWSE, "happy", 1.0, place=1.0),
        Feeling(RecordId("b"), PAY, "confused", -1.0, place=0.0),
    )
    assert view.curves[0].curve.value_at(1.0) == -1.0


def test_a_word_without_a_value_is_no_point_but_is_said() -> None:
    view = seen(Feeling(RecordId("a"), PAY, "Strange"))
    assert view.curves == ()
    assert view.bands[0].notes == ((), ("Strange, no value",))


def test_a_sentence_stands_below_the_curve_instead_of_beside_a_face() -> None:
    sentence = "wonders whether anybody has seen the order"
    view = seen(Feeling(RecordId("a"), PAY, sentence, -1.0))
    assert view.curves[0].feelings[0].label == ""
    assert view.bands[0].notes[1] == (sentence,)


def test_the_curve_is_said_in_words() -> None:
    view = view_of(template("mas-tekno", "en"), "en")
    assert view.curves[0].spoken.startswith(
        "Emotion curve: Excited in Browse courses, then Confused in Browse courses"
    )


def test_the_primary_persona_comes_first() -> None:
    people = [
        Persona(PersonaId(RecordId("a")), "Second", order=KEYS[0]),
        Persona(PersonaId(RecordId("b")), "First", importance="primary", order=KEYS[1]),
    ]
    assert [one.name for one in seen(*people).personas] == ["First", "Second"]


def test_a_portrait_name_cannot_lead_out_of_its_folder() -> None:
    person = Persona(PersonaId(RecordId("a")), "A", portrait="../mas-tekno")
    assert seen(person).personas[0].portrait is None


def test_every_emotion_has_a_face_and_every_icon_a_shape() -> None:
    assert set(EMOTIONS) == set(faces())
    named = set(ROLE_ICONS.values()) | {icon for icon, _ in icon_words()}
    assert named <= set(shapes())
