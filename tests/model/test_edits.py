"""What holds for every edit, and how edits travel."""

import inspect
import pkgutil
from importlib import import_module

import pytest

from jejak.errors import EditRefused, InvalidRecord
from jejak.language.catalogue import say
from jejak.model import edits
from jejak.model.changes import SetField
from jejak.model.codec import encode
from jejak.model.edits import (
    EDITS,
    Edit,
    apply,
    cards,
    decode_edit,
    encode_edit,
    families,
    maps,
    structure,
)
from jejak.model.edits.plain import AddRecord, ChangeRecord, DeleteRecord, MoveRecord
from jejak.model.problems import called
from jejak.model.records import (
    Action,
    Card,
    Stage,
)
from tests.model.editing import EMPTY, after, ids, refusal
from tests.model.maps import shop


def test_they_are_added_changed_moved_and_deleted():
    found = after(
        AddRecord(Action("new", "Try it"), before="ask"),
        ChangeRecord("new", {"state": "doing", "due": "2026-12-01"}),
        MoveRecord("do"),
        DeleteRecord("ask"),
    )
    assert ids(found.of_kind(Action)) == ["new", "do"]
    assert found.records["new"].due.isoformat() == "2026-12-01"


def test_records_with_rules_of_their_own_have_their_own_edits():
    found = refusal(DeleteRecord("slow"))
    assert found.startswith("“Slow” (slow) is a card; allowed is judgement / action")
    assert "is a stage; allowed is" in refusal(AddRecord(Stage("new", "New")))


def test_an_edit_that_is_refused_leaves_the_map_as_it_was():
    journey = shop()
    refusal(structure.RenameStage("pay", " "), journey)
    assert journey == shop()


def test_a_refusal_names_ten_problems_and_counts_the_rest():
    blank = tuple(
        Card(f"c{count}", "own", "pay", " ", order=f"a{count}") for count in range(10)
    )
    records = (*shop().records.values(), *blank, Stage("x", "", order="a9"))
    found = refusal(maps.CreateMap(records), EMPTY).splitlines()
    assert len(found) == 11
    assert found[-1] == "… and 1 more."


@pytest.mark.parametrize(
    "edit",
    [
        structure.RenameStage("gone", "x"),
        structure.RenameStage("pay", " "),
        structure.ChangeStage("pay", {"width_px": "wide"}),
        structure.DeleteLane("pay"),
    ],
)
def test_a_refusal_can_be_said_in_the_readers_language(edit):
    with pytest.raises(EditRefused) as error:
        apply(shop(), edit)
    ((key, values),) = error.value.reasons
    named = {name: called(value) for name, value in values.items()}
    assert say("en", key, **named) == str(error.value)
    assert say("id", key, **named) != say("en", key, **named)


def test_the_map_of_a_refused_edit_takes_others():
    journey = shop()
    refusal(structure.DeleteStage("gone"), journey)
    assert apply(journey, maps.RenameMap("New")).info.title == "New"


def test_every_edit_of_the_package_is_registered():
    named = {
        name: edit
        for module in pkgutil.iter_modules(edits.__path__, "jejak.model.edits.")
        for name, edit in inspect.getmembers(
            import_module(module.name), inspect.isclass
        )
        if issubclass(edit, Edit)
    }
    shared = {"Edit", "Adding", "Changing", "Moving", "Deleting"}
    assert named.keys() - shared == set(EDITS)
    assert all(EDITS[name] is named[name] for name in EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_says_what_it_does(name):
    own = inspect.getdoc(EDITS[name])
    assert own.endswith(".")
    assert own != inspect.getdoc(families.Adding)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "edit: None was given, one of AddCard"),
        ({"edit": "RenameMapp"}, "Did you mean 'RenameMap'?"),
        ({"edit": "RenameMap"}, "RenameMap.title: None was given, a value"),
        ({"edit": "RenameMap", "titel": "x"}, "one of title Did you mean 'title'?"),
        ({"edit": "RenameMap", "title": 4}, "RenameMap.title: 4 was given, text"),
        ({"edit": "Batch", "edits": "x"}, "Batch.edits: 'x' was given, a list"),
        (
            {"edit": "Batch", "edits": ["x"]},
            "Batch.edits[0]: 'x' was given, a group",
        ),
        (
            {"edit": "Batch", "edits": [{"edit": "Batch", "edits": []}]},
            "any other edit",
        ),
        (
            {"edit": "CreateMap", "records": [{"kind": "stag"}]},
            "Did you mean 'stage'?",
        ),
        (
            {"edit": "Changes", "plain": [{"delete": 4}]},
            "change.delete: 4 was given",
        ),
        ({"edit": "ChangeStage", "id": "pay", "fields": []}, "a group of fields"),
        ({"edit": "GiveNumbers", "highest": {"P": "x"}}, "GiveNumbers.highest.P"),
        (
            {"edit": "MarkCell", "lane": "own", "stage": "pay", "finding": "x"},
            "nothing_found",
        ),
    ],
)
def test_plain_data_that_is_no_edit_is_refused(data, message):
    with pytest.raises(InvalidRecord) as error:
        decode_edit(data)
    assert message in str(error.value)


def test_fields_with_their_default_are_left_out():
    move = structure.MoveStage("pay", before="find")
    assert encode_edit(move) == {"edit": "MoveStage", "id": "pay", "before": "find"}
    mark = cards.MarkCell("own", "pay", None)
    assert encode_edit(mark)["finding"] is None


def test_a_batch_travels_with_all_it_holds():
    plain = {
        "edit": "Batch",
        "edits": [
            {"edit": "AddCard", "record": encode(Card("new", "own", "pay", "New"))},
            {"edit": "ChangePersona", "id": "ani", "fields": {"goals": ["Save"]}},
            {
                "edit": "Changes",
                "plain": [{"set": "pay", "field": "order", "value": "a9"}],
            },
        ],
    }
    batch = decode_edit(plain)
    assert batch == maps.Batch(
        (
            cards.AddCard(Card("new", "own", "pay", "New")),
            structure.ChangePersona("ani", {"goals": ["Save"]}),
            maps.Changes((SetField("pay", "order", "a9"),)),
        )
    )
    assert encode_edit(batch) == plain
    assert after(batch).records["ani"].goals == ("Save",)
