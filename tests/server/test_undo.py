"""Undo: one's own step back, and nobody else's words with it."""

from typing import Any

import pytest

from jejak.errors import JejakError
from jejak.model.codec import encode
from jejak.server.maps.access import User
from jejak.server.maps.log import load
from jejak.server.maps.people import greet
from jejak.server.maps.reading import read_edit
from jejak.server.maps.services import Accepted, create_map, submit
from tests.server.journeys import GOAL, PAIN, bicycle_shop

ANI, BUDI = User("ani"), User("budi")


class Table:
    """A map, and two people at it; each edit has a name of its own."""

    def __init__(self, map_id: str) -> None:
        self.map_id = map_id

    def do(self, user: User, name: str, offline: bool = False, **edit: Any) -> Any:
        submitted = read_edit(name, edit, is_offline=offline)
        (outcome,) = submit(user, self.map_id, [submitted])
        return outcome

    def undo(self, user: User, of: str) -> Any:
        return self.do(user, f"undo {of}"[:64], edit="Undo", of=of)

    def record(self, record_id: str) -> dict[str, Any]:
        return encode(load(self.map_id).journey.records[record_id])  # type: ignore[index]

    def has(self, record_id: str) -> bool:
        return record_id in load(self.map_id).journey.records


@pytest.fixture
def table(database: str) -> Table:
    return Table(create_map(ANI, bicycle_shop(), "test").id)


def card(name: str, text: str = "New") -> dict[str, Any]:
    place = {"lane": PAIN.lane, "stage": PAIN.stage}
    return {"kind": "card", "id": name, "text": text, **place}


def code_of(outcome: object) -> str:
    assert isinstance(outcome, JejakError)
    return getattr(outcome, "reason", outcome.code)


def test_undo_and_redo_and_undo_again(table: Table) -> None:
    before = table.record("map").get("title")
    table.do(ANI, "a-1", edit="RenameMap", title="Ours")
    table.undo(ANI, "a-1")
    assert table.record("map").get("title") == before
    table.undo(ANI, "undo a-1")
    assert table.record("map")["title"] == "Ours"
    table.undo(ANI, "undo undo a-1")
    assert table.record("map").get("title") == before


def test_what_was_added_and_then_written_on_in_one_step_comes_back_whole(
    table: Table,
) -> None:
    written = [
        {"edit": "AddCard", "record": card("card-n")},
        {"edit": "ChangeCard", "id": "card-n", "fields": {"is_moment_of_truth": True}},
        {"edit": "EditCardText", "id": "card-n", "was": "New", "text": "New and dear"},
    ]
    table.do(ANI, "a-1", edit="Batch", edits=written)
    made = table.record("card-n")
    assert made["number"] > 0
    table.undo(ANI, "a-1")
    assert not table.has("card-n")
    table.undo(ANI, "undo a-1")
    assert table.record("card-n") == made


def test_several_steps_back_of_ones_own_work(table: Table) -> None:
    before = table.record("map").get("title")
    for title in ("One", "Two", "Three"):
        table.do(ANI, title, edit="RenameMap", title=title)
    for title in ("Three", "Two", "One"):
        assert isinstance(table.undo(ANI, title), Accepted)
    assert table.record("map").get("title") == before


def test_what_somebody_else_wrote_since_stays(table: Table) -> None:
    fields = {"duration": "a week", "title": "Looking"}
    table.do(ANI, "a-1", edit="ChangeStage", id=PAIN.stage, fields=fields)
    theirs = {"title": "Searching"}
    table.do(BUDI, "b-1", edit="ChangeStage", id=PAIN.stage, fields=theirs)
    assert isinstance(table.undo(ANI, "a-1"), Accepted)
    stage = table.record(PAIN.stage)
    assert stage["title"] == "Searching"
    assert "duration" not in stage


def test_what_somebody_else_put_back_is_ones_own_again(table: Table) -> None:
    before = table.record("map").get("title")
    table.do(ANI, "a-1", edit="RenameMap", title="Ours")
    table.do(BUDI, "b-1", edit="RenameMap", title="Theirs")
    table.undo(BUDI, "b-1")
    table.undo(ANI, "a-1")
    assert table.record("map").get("title") == before


def test_nothing_left_to_undo_is_said(table: Table) -> None:
    table.do(ANI, "a-1", edit="RenameMap", title="Ours")
    table.do(BUDI, "b-1", edit="RenameMap", title="Theirs")
    assert code_of(table.undo(ANI, "a-1")) == "changed_since"
    assert table.record("map")["title"] == "Theirs"


def test_words_written_in_the_same_text_since_stay(table: Table) -> None:
    was = table.record(PAIN.id)["text"]
    table.do(ANI, "a-1", edit="EditCardText", id=PAIN.id, was=was, text=f"Mine. {was}")
    now = table.record(PAIN.id)["text"]
    table.do(BUDI, "b-1", edit="EditCardText", id=PAIN.id, was=now, text=f"{now} His.")
    table.undo(ANI, "a-1")
    assert table.record(PAIN.id)["text"] == f"{was} His."
    table.undo(ANI, "undo a-1")
    assert table.record(PAIN.id)["text"] == f"Mine. {was} His."


def test_a_card_that_somebody_else_wrote_on_is_not_taken_away(table: Table) -> None:
    table.do(ANI, "a-1", edit="AddCard", record=card("card-x"))
    text = {"was": "New", "text": "New and his"}
    table.do(BUDI, "b-1", edit="EditCardText", id="card-x", **text)
    assert code_of(table.undo(ANI, "a-1")) == "changed_since"
    assert table.record("card-x")["text"] == "New and his"


def test_a_stage_on_which_somebody_built_is_not_taken_away(table: Table) -> None:
    stage = {"kind": "stage", "id": "stage-x", "title": "After"}
    table.do(ANI, "a-1", edit="AddStage", record=stage)
    record = card("card-x") | {"stage": "stage-x"}
    table.do(BUDI, "b-1", edit="AddCard", record=record)
    assert code_of(table.undo(ANI, "a-1")) == "changed_since"
    assert table.has("stage-x")


def test_what_was_deleted_comes_back_as_far_as_its_place_is_there(table: Table) -> None:
    table.do(ANI, "a-1", edit="DeleteStage", id=PAIN.stage)
    assert not table.has(PAIN.id)
    table.do(BUDI, "b-1", edit="DeleteLane", id=PAIN.lane)
    table.undo(ANI, "a-1")
    assert table.has(PAIN.stage)
    assert not table.has(PAIN.id)


def test_an_edit_and_its_undo_can_come_in_one_batch(table: Table) -> None:
    sent = [
        read_edit("a-1", {"edit": "AddCard", "record": card("card-x")}),
        read_edit("a-2", {"edit": "Undo", "of": "a-1"}),
        read_edit("a-3", {"edit": "Undo", "of": "a-2"}),
    ]
    outcomes = submit(ANI, table.map_id, sent)
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert table.has("card-x")


@pytest.mark.parametrize("of", ["never", "create"])
def test_what_is_not_there_or_the_beginning_is_not_undone(
    table: Table, of: str
) -> None:
    name = f"create:{table.map_id}" if of == "create" else of
    assert code_of(table.undo(ANI, name)) == "edit_not_found"


def test_the_same_words_written_offline_become_a_question(table: Table) -> None:
    was = table.record(GOAL.id)["text"]
    theirs = f"Theirs {was}"
    greet(BUDI.id, "Budi")
    table.do(BUDI, "b-1", edit="EditCardText", id=GOAL.id, was=was, text=theirs)
    table.do(ANI, "a-0", edit="MoveCard", id=GOAL.id, stage=PAIN.stage)
    mine = {"id": GOAL.id, "was": was, "text": f"Mine {was}"}
    outcome = table.do(ANI, "a-1", True, edit="EditCardText", **mine)
    assert outcome.conflict == {
        "id": GOAL.id,
        "field": "text",
        "base": was,
        "mine": mine["text"],
        "theirs": theirs,
        "by": "Budi",
    }
    assert table.record(GOAL.id)["text"] == theirs
    again = table.do(ANI, "a-1", True, edit="EditCardText", **mine)
    assert again == outcome
    choice = {"id": GOAL.id, "was": theirs, "text": f"Both {was}"}
    assert table.do(ANI, "a-2", edit="EditCardText", **choice).conflict is None
    assert table.record(GOAL.id)["text"] == f"Both {was}"


def test_other_words_written_offline_are_merged(table: Table) -> None:
    was = table.record(GOAL.id)["text"]
    theirs = {"was": was, "text": f"First {was}"}
    table.do(BUDI, "b-1", edit="EditCardText", id=GOAL.id, **theirs)
    mine = {"was": was, "text": f"{was} last"}
    outcome = table.do(ANI, "a-1", True, edit="EditCardText", id=GOAL.id, **mine)
    assert outcome.conflict is None
    assert table.record(GOAL.id)["text"] == f"First {was} last"


def test_an_undo_long_after_is_not_tried(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jejak.server.maps.services.MOST_SINCE", 1)
    table.do(ANI, "a-1", edit="RenameMap", title="One")
    table.do(ANI, "a-2", edit="RenameMap", title="Two")
    assert isinstance(table.undo(ANI, "a-2"), Accepted)
    assert code_of(table.undo(ANI, "a-1")) == "changed_since"


def test_the_other_texts_of_a_map_are_asked_about_too(table: Table) -> None:
    title = {"edit": "EditText", "id": PAIN.stage, "field": "title", "was": "Pay"}
    table.do(BUDI, "b-1", **title, text="Pay by card")
    outcome = table.do(ANI, "a-1", True, **title, text="Pay in cash")
    assert outcome.conflict["theirs"] == "Pay by card"
    assert outcome.conflict["by"] == ""  # nobody chose a name
    assert table.record(PAIN.stage)["title"] == "Pay by card"
    gone = {**title, "id": "gone"}
    assert code_of(table.do(ANI, "a-2", True, **gone, text="x")) == "edit_refused"
    wrong = {**title, "field": "order"}
    assert code_of(table.do(ANI, "a-3", True, **wrong, text="x")) == "edit_refused"
