"""A table that changed becomes edits of the map that was made from it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jejak.errors import ImportRefused
from jejak.importers import Source, import_table, update_map
from jejak.importers.document import Grid
from jejak.importers.interpret import interpret
from jejak.importers.updating.known import Known
from jejak.importers.updating.matching import match
from jejak.model.edits import apply
from jejak.model.edits.cards import (
    AddCard,
    AddEvidence,
    AddFeeling,
    ChangeFeeling,
    DeleteCard,
    EditCardText,
    MarkCell,
    MoveCard,
)
from jejak.model.edits.statements import RankPain
from jejak.model.edits.structure import (
    AddStage,
    ChangeStage,
    HideLane,
    MoveStage,
    RenameLane,
    RenameStage,
)
from jejak.model.records import Card, Cell, Evidence, Feeling, Stage
from jejak.model.validation import find_problems
from tests.importers.golden import CASES, read_case
from tests.importers.strategies import CELLS, DOCUMENTS
from tests.importers.updating.tables import STAGES, Table, told, update


def card(journey, text):
    [found] = [one for one in journey.of_kind(Card) if one.text == text]
    return found


def texts(journey):
    return {one.text for one in journey.of_kind(Card)}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("knows_base", [True, False])
def test_reading_a_fixture_again_gives_no_edit(name, knows_base):
    result = read_case(name)
    journey = result.maps[0]
    base = tuple(journey.records.values()) if knows_base else None
    found = update_map(journey, read_case(name), base=base)
    assert found.edits == ()
    assert found.differences == ()
    assert found.untouched > 0


@given(DOCUMENTS, st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_any_table_again_gives_no_edit(document, knows_base):
    try:
        result = interpret([document])
    except ImportRefused:
        return
    for number, journey in enumerate(result.maps):
        base = tuple(journey.records.values()) if knows_base else None
        found = update_map(journey, result, base=base, number=number)
        assert found.differences == ()


@given(DOCUMENTS, DOCUMENTS, st.booleans())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_update_the_map_is_valid_and_the_table_has_nothing_new(
    first, second, knows_base
):
    try:
        journey = interpret([first]).maps[0]
        result = interpret([second])
    except ImportRefused:
        return
    base = tuple(journey.records.values()) if knows_base else None
    found = update_map(journey, result, base=base, number=0)
    assert find_problems(found.after) == ()
    assert apply(journey, found.batch) == found.after
    again = update_map(found.after, result, base=found.base, number=0)
    assert again.edits == ()


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_changing_some_cells_changes_these_cells_and_nothing_else(data):
    table = Table()
    journey = table.map
    lanes = [name for name in table.lanes if name != "Feelings"]
    cells = [(lane, stage) for lane in lanes for stage in STAGES]
    chosen = data.draw(st.lists(st.sampled_from(cells), unique=True, max_size=6))
    for number, (lane, stage) in enumerate(chosen):
        table.set(lane, stage, f"Umbrella stand {number}\nGreen bicycle {number}")
    found = update(journey, table)
    names = {lane.id: lane.label or lane.role for lane in journey.lanes}
    touched = {
        (names[one.record.lane], one.record.stage)
        for one in found.differences
        if one.record.id not in {"map"}
    }
    assert len(touched) == len(chosen)
    assert {one.sort for one in found.differences} <= {"added", "gone"}
    same = {
        record.id: record
        for record in journey.records.values()
        if record.id not in {one.record.id for one in found.differences}
        and not isinstance(record, Cell)  # the mark of a cell goes when a card comes
    }
    assert {one: found.after.records[one] for one in same} == same


def with_work_on(journey, text):
    """Return a map in which people worked on a card: evidence, and a rank."""
    pain = card(journey, text)
    proof = Evidence("proof", pain.id, "interview", "I saw nothing on the photo")
    journey = apply(journey, AddEvidence(proof))
    return apply(journey, RankPain(pain.id, "rank", {"is_important": True}))


def test_a_reworded_card_keeps_its_id_its_evidence_and_its_rank():
    journey = with_work_on(Table().map, "Photos are too dark")
    pain = card(journey, "Photos are too dark")
    table = Table().set("Pain points", "Browse", "Photos are far too dark at night")
    found = update(journey, table)
    assert told(found) == [("changed", "Photos are far too dark at night")]
    after = found.after.records[pain.id]
    assert after.text == "Photos are far too dark at night"
    assert after.number == pain.number
    assert found.after.records["proof"].supports == pain.id
    assert found.after.statement_of(pain.id).is_important


def test_other_words_altogether_are_another_card():
    journey = with_work_on(Table().map, "Photos are too dark")
    table = Table().set("Pain points", "Browse", "The page takes a minute to load")
    assert told(update(journey, table)) == [
        ("added", "The page takes a minute to load"),
        ("gone", "Photos are too dark"),
    ]


def test_a_new_card_stands_where_the_table_has_it():
    table = Table()
    journey = table.map
    table.set(
        "Process",
        "Pay",
        "She fills in the form\nShe reads the total once more\nShe scans the code",
    )
    after = update(journey, table).after
    lane = after.lane_of_role("process")
    stage = next(one for one in after.stages if one.title == "Pay")
    assert [one.text for one in after.cards(lane.id, stage.id)] == [
        "She fills in the form",
        "She reads the total once more",
        "She scans the code",
    ]


def test_cards_in_another_order_are_moved_and_keep_their_ids():
    table = Table()
    journey = table.map
    table.set("Process", "Pay", "She scans the code\nShe fills in the form")
    found = update(journey, table)
    assert [one.sort for one in found.differences] == ["moved"]
    assert found.after.records.keys() == journey.records.keys()


def test_a_card_in_another_cell_is_moved_where_there_is_no_doubt():
    table = Table()
    journey = with_work_on(table.map, "The code expires at once")
    pain = card(journey, "The code expires at once")
    table.set("Pain points", "Pay", "").set(
        "Pain points", "Receive", "The code expires at once"
    )
    found = update(journey, table)
    assert ("moved", "The code expires at once") in told(found)
    assert found.after.records[pain.id].stage != pain.stage
    assert found.after.statement_of(pain.id) is not None


def test_a_stage_the_table_no_longer_has_is_kept_unless_somebody_says_so():
    journey = Table().map
    table = Table().without_stage("Pay")
    found = update(journey, table)
    assert found.edits == ()
    assert told(found) == [("kept", "Pay")]
    [kept] = found.kept
    assert kept.why == "difference.not_in_table.why"
    taken = update(journey, table, choices={kept.id: True})
    assert [stage.title for stage in taken.after.stages] == ["Browse", "Receive"]
    assert taken.kept == ()


def test_a_lane_the_table_no_longer_has_is_kept_with_its_cards():
    table = Table()
    journey = table.map
    del table.lanes["Opportunities"]
    found = update(journey, table)
    assert found.edits == ()
    assert [one.sort for one in found.differences] == ["kept"]


def test_a_new_stage_comes_with_its_cards_between_its_neighbours():
    journey = Table().map
    table = Table().with_stage("Wait", 2, goals="Know when it comes")
    found = update(journey, table)
    titles = [stage.title for stage in found.after.stages]
    assert titles == ["Browse", "Pay", "Wait", "Receive"]
    assert told(found) == [("added", "Know when it comes"), ("added", "Wait")]


def test_without_its_stage_a_new_card_does_not_come_either():
    journey = Table().map
    table = Table().with_stage("Wait", 2, goals="Know when it comes")
    [stage] = [
        one
        for one in update(journey, table).differences
        if one.record.id == "stage-wait"
    ]
    found = update(journey, table, choices={stage.id: False})
    assert found.edits == ()
    assert told(found) == [("added", "Wait")]


def test_a_stage_that_is_spelt_otherwise_is_renamed():
    journey = Table().map
    found = update(journey, Table(stages=["Browse", "Pay", "Recieve"]))
    assert told(found) == [("changed", "Recieve")]
    assert found.after.records.keys() == journey.records.keys()


def test_a_stage_of_another_name_is_known_by_what_stands_in_it():
    journey = Table().map
    found = update(journey, Table(stages=["Browse", "Check out", "Receive"]))
    assert told(found) == [("changed", "Check out")]


def test_stages_in_another_order_are_moved_with_all_that_stands_in_them():
    journey = Table().map
    table = Table().without_stage("Receive")
    table.with_stage("Receive", 0)
    for name, row in Table().lanes.items():
        table.lanes[name][0] = row[2]
    found = update(journey, table)
    assert told(found) == [("moved", "Receive")]
    assert [one.title for one in found.after.stages] == ["Receive", "Browse", "Pay"]


def test_a_lane_the_team_renamed_keeps_its_name():
    journey = Table().map
    goals = journey.lane_of_role("goals")
    journey = apply(journey, RenameLane(goals.id, "What we are here for"))
    journey = apply(journey, HideLane(goals.id))
    assert update(journey, Table()).differences == ()


def test_widths_guidance_and_other_things_no_table_holds_stay_as_they_are():
    journey = Table().map
    stage = journey.stages[0]
    fields = {"width_px": 300, "seeks": "A lamp", "response": "Show lamps"}
    journey = apply(journey, ChangeStage(stage.id, fields))
    journey = with_work_on(journey, "The code expires at once")
    table = Table().set("Goals", "Browse", "Find a lamp that suits the desk at home")
    found = update(journey, table)
    assert told(found) == [("changed", "Find a lamp that suits the desk at home")]
    assert found.after.stages[0] == journey.stages[0]
    assert found.after.records["proof"] == journey.records["proof"]


def test_another_feeling_at_the_same_place_is_a_change_of_this_feeling():
    journey = Table().map
    old = next(one for one in journey.feelings() if one.word == "Confused")
    found = update(journey, Table().set("Feelings", "Pay", "Frustrated"))
    assert told(found) == [("changed", "Frustrated")]
    new = found.after.records[old.id]
    assert (new.word, new.value, new.place) == ("Frustrated", -2.0, old.place)


def test_a_feeling_more_leaves_the_others_where_they_are():
    journey = Table().map
    old = next(one for one in journey.feelings() if one.word == "Confused")
    journey = apply(journey, ChangeFeeling(old.id, {"place": 0.4}))
    found = update(journey, Table().set("Feelings", "Pay", "Confused → Relieved"))
    assert told(found) == [("added", "Relieved")]
    places = [one.place for one in found.after.feelings(old.stage)]
    assert places[0] == 0.4
    assert places == sorted(places)


def test_a_dash_marks_an_empty_cell_and_never_a_cell_with_cards_of_ours():
    journey = Table().map
    [found] = update(journey, Table().set("Opportunities", "Browse", "-")).differences
    assert (found.sort, found.record.finding) == ("added", "nothing_found")
    lane = journey.lane_of_role("opportunities")
    ours = Card("ours", lane.id, journey.stages[0].id, "Brighter photos")
    base = tuple(journey.records.values())
    journey = apply(journey, AddCard(ours))
    table = Table().set("Opportunities", "Browse", "-")
    assert update(journey, table, base=base).edits == ()


def test_a_cell_that_is_filled_now_is_not_marked_as_empty_any_more():
    journey = Table().map
    found = update(journey, Table().set("Pain points", "Receive", "The lamp is broken"))
    assert find_problems(found.after) == ()
    assert ("added", "The lamp is broken") in told(found)


def test_a_mark_that_people_made_outlives_a_blank_cell():
    journey = Table().map
    lane = journey.lane_of_role("opportunities")
    stage = journey.stages[0]
    journey = apply(journey, MarkCell(lane.id, stage.id, "not_researched", "no time"))
    assert update(journey, Table()).differences == ()


def test_what_was_changed_in_jejak_stays_where_the_table_did_not_change():
    journey = Table().map
    base = tuple(journey.records.values())
    pain = card(journey, "Photos are too dark")
    edits = [
        EditCardText(pain.id, pain.text, "Nobody can see the switch"),
        DeleteCard(card(journey, "Catalogue page").id),
        AddFeeling(Feeling("ours", journey.stages[0].id, "Bored", value=-0.5)),
        RenameStage(journey.stages[1].id, "Payment"),
        MoveStage(journey.stages[2].id, before=journey.stages[0].id),
        AddStage(Stage("recall", "Recall")),
    ]
    for edit in edits:
        journey = apply(journey, edit)
    found = update(journey, Table(), base=base)
    assert found.edits == ()
    assert told(found) == [("kept", "Catalogue page")]
    changed = Table().set("Goals", "Pay", "Pay without a long queue")
    again = update(journey, changed, base=base)
    assert ("changed", "Pay without a long queue") in told(again)
    assert len(again.edits) == 1


def test_what_was_changed_on_both_sides_is_shown_and_left_to_the_person():
    journey = Table().map
    base = tuple(journey.records.values())
    pain = card(journey, "Photos are too dark")
    ours = "Photos are much too dark"
    journey = apply(journey, EditCardText(pain.id, pain.text, ours))
    table = Table().set("Pain points", "Browse", "Photos are too dark to see the shade")
    found = update(journey, table, base=base)
    assert found.edits == ()
    [both] = found.differences
    assert both.sort == "both"
    [field] = both.fields
    assert (field.old, field.new) == (ours, "Photos are too dark to see the shade")
    taken = update(journey, table, base=base, choices={both.id: True})
    assert taken.after.records[pain.id].text == field.new
    later = update(found.after, table, base=found.base)
    assert later.differences == ()  # it was answered: ours stays


def test_a_card_moved_in_jejak_is_not_moved_back():
    journey = Table().map
    base = tuple(journey.records.values())
    pain = card(journey, "Photos are too dark")
    journey = apply(journey, MoveCard(pain.id, stage=journey.stages[1].id))
    assert update(journey, Table(), base=base).differences == ()


def test_a_card_gone_from_the_table_but_changed_in_jejak_is_asked_about():
    journey = Table().map
    base = tuple(journey.records.values())
    pain = card(journey, "Photos are too dark")
    journey = apply(journey, EditCardText(pain.id, pain.text, "Photos are dark"))
    table = Table().set("Pain points", "Browse", "")
    found = update(journey, table, base=base)
    assert told(found) == [("both", "Photos are dark")]
    assert found.edits == ()


def test_the_name_of_a_file_does_not_rename_the_map():
    named = import_table([Source("march.html", Table().html)])
    assert named.maps[0].info.title == "march"
    later = import_table([Source("april.html", Table().html)])
    assert update_map(named.maps[0], later).differences == ()
    titled = f"<h1>Buying a lamp</h1>{Table().html}"
    found = update_map(named.maps[0], import_table([Source("may.html", titled)]))
    assert found.after.info.title == "Buying a lamp"


def test_a_table_of_another_journey_is_refused():
    other = Table({"Goals": ["Sleep"], "Feelings": ["Happy"]}, stages=["Fly"])
    with pytest.raises(ImportRefused, match="shares no stage"):
        update(Table().map, other)


def test_of_several_maps_the_one_that_fits_is_taken_and_twins_are_refused():
    one = Table().read()
    other = Table({"Goals": ["Sleep"], "Feelings": ["Happy"]}, stages=["Fly"]).read()
    journey = one.maps[0]
    both = replace(one, maps=(*other.maps, *one.maps))
    covered = frozenset((1, lane, stage) for _, lane, stage in one.report.covered)
    both = replace(both, report=replace(both.report, covered=covered))
    found = update_map(journey, both)
    assert (found.map, found.differences) == (1, ())
    twins = replace(one, maps=(*one.maps, *one.maps))
    with pytest.raises(ImportRefused, match="Choose its number: 1:"):
        update_map(journey, twins)
    assert update_map(journey, twins, number=0).map == 0
    with pytest.raises(ImportRefused, match="holds 2 maps"):
        update_map(journey, twins, number=5)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_update_is_told_stage_by_stage_with_old_and_new_words(language):
    table = Table().set("Pain points", "Browse", "Photos are far too dark")
    table.set("Goals", "Pay", "").without_stage("Receive")
    found = update(Table().map, table)
    text = found.as_text(language)
    assert "Photos are too dark → Photos are far too dark" in text
    assert text.index("Browse") < text.index("Pay") < text.index("kept:stage-receive")
    data = found.as_json(language)
    assert data["summary"]["changed"] == 1
    [changed] = [one for one in data["differences"] if one["sort"] == "changed"]
    assert changed["stage"] == "Browse"
    assert changed["fields"][0]["old"] == "Photos are too dark"


@st.composite
def changed_documents(draw):
    """A random document, and the same with some of its cells written anew."""
    document = draw(DOCUMENTS)
    parts = list(document.blocks)
    for place, part in enumerate(parts):
        if isinstance(part, Grid):
            rows = [list(row) for row in part.rows]
            for _ in range(draw(st.integers(0, 3))):
                row = draw(st.integers(0, len(rows) - 1))
                column = draw(st.integers(0, len(rows[row]) - 1))
                if not rows[row][column].is_covered:
                    text = draw(CELLS)
                    rows[row][column] = replace(rows[row][column], text=text)
            parts[place] = replace(part, rows=tuple(map(tuple, rows)))
    return document, replace(document, blocks=tuple(parts))


def told_cells(journey, covered):
    """Return what stands in some cells: the words of cards, and of feelings."""
    roles = {lane.id: lane.role for lane in journey.lanes}
    cards = {
        (lane, stage): [one.text for one in journey.cards(lane, stage)]
        for lane, stage in covered
    }
    felt = {
        stage: [(one.word, one.value) for one in journey.feelings(stage)]
        for lane, stage in covered
        if roles[lane] == "feelings"
    }
    return cards, felt


@given(changed_documents())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_an_update_the_cells_of_the_table_say_what_the_table_says(documents):
    first, second = documents
    try:
        journey = interpret([first]).maps[0]
        result = interpret([second])
    except ImportRefused:
        return
    found = update_map(journey, result, number=0)
    assert find_problems(found.after) == ()
    assert apply(journey, found.batch) == found.after
    assert update_map(found.after, result, number=0).edits == ()
    incoming = result.maps[0]
    covered = {(lane, stage) for at, lane, stage in result.report.covered if at == 0}
    ids = match_of(found, incoming)
    told = told_cells(incoming, covered)
    here = told_cells(found.after, {(ids[a], ids[b]) for a, b in covered})
    assert {(ids[a], ids[b]): texts for (a, b), texts in told[0].items()} == here[0]
    assert {ids[stage]: words for stage, words in told[1].items()} == here[1]


def match_of(found, incoming):
    """Return where the stages and lanes of a table are on the updated map."""
    again = Known(found.after)
    covered = frozenset()
    return match(incoming, again, covered).ids
