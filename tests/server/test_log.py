"""The edit log: nothing acknowledged is lost, nothing is applied twice."""

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import connections
from django.db.utils import IntegrityError
from django.utils import timezone

from jejak.errors import EditRefused
from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode
from jejak.model.edits import Edit, decode_edit
from jejak.model.journey_map import JourneyMap
from jejak.model.records import StageId
from jejak.server.errors import BrokenLog, MapNotFound
from jejak.server.maps import services
from jejak.server.maps.access import LOCAL_USER
from jejak.server.maps.log import load, memory
from jejak.server.maps.models import LoggedEdit, Map, Snapshot
from jejak.server.maps.services import Accepted, Submitted, create_map, submit
from jejak.server.settings import settings
from tests.server.journeys import GOAL, PAIN, bicycle_shop


@pytest.fixture
def map_id(database: str) -> str:
    return create_map(LOCAL_USER, bicycle_shop(), "test").id


def renaming(title: str) -> Edit:
    return decode_edit({"edit": "RenameMap", "title": title})


def batch(*titles: str, prefix: str = "c") -> list[Submitted]:
    return [
        Submitted(f"{prefix}-{index}", renaming(title))
        for index, title in enumerate(titles)
    ]


def seqs(outcomes: Sequence[object]) -> list[int]:
    return [outcome.seq for outcome in outcomes if isinstance(outcome, Accepted)]


def test_a_batch_is_logged_in_its_order(map_id: str) -> None:
    assert seqs(submit(LOCAL_USER, map_id, batch("a", "b", "c"))) == [2, 3, 4]
    assert load(map_id).journey.info.title == "c"
    logged = LoggedEdit.objects.filter(map_id=map_id).order_by("seq")
    assert [entry.edit.get("title") for entry in logged] == [None, "a", "b", "c"]


def test_a_refused_edit_leaves_the_others_of_its_batch_alone(map_id: str) -> None:
    no_stage = decode_edit({"edit": "RenameStage", "id": "stage-none", "title": "x"})
    given = [*batch("a"), Submitted("bad", no_stage), *batch("b", prefix="d")]
    outcomes = submit(LOCAL_USER, map_id, given)
    assert seqs(outcomes) == [2, 3]
    assert isinstance(outcomes[1], EditRefused)
    assert load(map_id).journey.info.title == "b"


def test_a_client_id_counts_once_within_a_batch_and_across(map_id: str) -> None:
    twice = [*batch("a"), *batch("b")]  # both are called c-0
    assert seqs(submit(LOCAL_USER, map_id, twice)) == [2, 2]
    assert seqs(submit(LOCAL_USER, map_id, batch("later"))) == [2]
    assert load(map_id).journey.info.title == "a"


def test_the_same_client_id_may_stand_in_another_map(map_id: str) -> None:
    other = create_map(LOCAL_USER, bicycle_shop(), "test").id
    submit(LOCAL_USER, map_id, batch("a"))
    assert seqs(submit(LOCAL_USER, other, batch("b"))) == [2]


def test_the_database_itself_refuses_a_second_edit_of_one_number(map_id: str) -> None:
    entry = LoggedEdit.objects.get(map_id=map_id)
    entry.pk = None
    entry.client_edit_id = "another"
    with pytest.raises(IntegrityError):
        entry.save()


def test_the_inverse_in_the_log_leads_back(map_id: str) -> None:
    before = load(map_id).journey
    submit(LOCAL_USER, map_id, batch("a"))
    entry = LoggedEdit.objects.get(map_id=map_id, seq=2)
    back = apply_changes(load(map_id).journey, map(decode_change, entry.inverse))
    assert back == before


def test_a_map_is_loaded_from_snapshot_and_tail(
    map_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_third = replace(settings(), snapshot_edits=3)
    monkeypatch.setattr(services, "settings", lambda: every_third)
    submit(LOCAL_USER, map_id, batch("a", "b", "c", "d"))
    submit(LOCAL_USER, map_id, batch("e", prefix="d"))
    submit(LOCAL_USER, map_id, batch("f", prefix="e"))
    stored = Snapshot.objects.filter(map_id=map_id).order_by("seq")
    assert list(stored.values_list("seq", flat=True)) == [1, 5, 6]
    remembered = load(map_id)
    memory.clear()
    assert load(map_id).seq == remembered.seq == 7
    assert load(map_id).journey == remembered.journey


def test_the_whole_log_gives_the_same_map_as_the_last_snapshot(map_id: str) -> None:
    submit(LOCAL_USER, map_id, batch("a", "b"))
    now = load(map_id)
    Snapshot.objects.filter(map_id=map_id).delete()
    memory.clear()
    assert load(map_id).journey == now.journey


def test_a_gap_in_the_log_shows_nothing_rather_than_something_wrong(
    map_id: str,
) -> None:
    submit(LOCAL_USER, map_id, batch("a", "b", "c"))
    LoggedEdit.objects.filter(map_id=map_id, seq=3).delete()
    memory.clear()
    with pytest.raises(BrokenLog, match="Edit 3"):
        load(map_id)


def test_edits_of_another_process_are_caught_up_with(map_id: str) -> None:
    load(map_id)
    LoggedEdit.objects.create(
        map_id=map_id,
        seq=2,
        client_edit_id="elsewhere",
        actor="local",
        at=timezone.now(),
        edit={"edit": "RenameMap", "title": "elsewhere"},
        changes=[{"set": "map", "field": "title", "value": "elsewhere"}],
        inverse=[],
    )
    assert load(map_id).journey.info.title == "elsewhere"
    assert seqs(submit(LOCAL_USER, map_id, batch("a"))) == [3]


def test_a_number_is_never_given_twice(map_id: str) -> None:
    def pain(name: str, edit_id: str) -> Submitted:
        record = {
            "kind": "card",
            "id": name,
            "lane": PAIN.lane,
            "stage": PAIN.stage,
            "text": name,
        }
        return Submitted(edit_id, decode_edit({"edit": "AddCard", "record": record}))

    submit(LOCAL_USER, map_id, [pain("card-new", "c-1")])
    assert load(map_id).journey.records["card-new"].number == 2  # type: ignore[union-attr, index]
    away = decode_edit({"edit": "DeleteCard", "id": "card-new"})
    submit(LOCAL_USER, map_id, [Submitted("c-2", away)])
    submit(LOCAL_USER, map_id, [pain("card-next", "c-3")])
    assert load(map_id).journey.records["card-next"].number == 3  # type: ignore[union-attr, index]
    assert Map.objects.get(id=map_id).last_numbers == {"P": 3}


def test_a_deleted_map_takes_no_edits(map_id: str) -> None:
    services.delete_map(Map.objects.get(id=map_id))
    with pytest.raises(MapNotFound):
        submit(LOCAL_USER, map_id, batch("a"))


def test_records_that_do_not_fit_together_are_not_stored(database: str) -> None:
    broken = replace(GOAL, stage=StageId(PAIN.id))
    with pytest.raises(EditRefused):
        create_map(
            LOCAL_USER,
            JourneyMap.of([*bicycle_shop().records.values(), broken]),
            "test",
        )
    assert not Map.objects.exists()


def test_many_writers_at_once_get_one_order_without_a_gap(map_id: str) -> None:
    writers, each = 4, 12
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for index in range(each):
                edit = Submitted(f"{name}-{index}", renaming(f"{name} {index}"))
                (outcome,) = submit(LOCAL_USER, map_id, [edit])
                assert isinstance(outcome, Accepted)
        except BaseException as error:  # noqa: BLE001 - it is raised below
            failed.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=write, args=(f"w{number}",))
        for number in range(writers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = LoggedEdit.objects.filter(map_id=map_id).order_by("seq")
    expected = list(range(1, writers * each + 2))
    assert list(found.values_list("seq", flat=True)) == expected
    last = found.last()
    assert last is not None
    memory.clear()
    assert load(map_id).journey.info.title == last.edit["title"]


def test_a_stored_map_is_equal_to_what_was_given(map_id: str) -> None:
    memory.clear()
    stored = load(map_id).journey
    expected = {
        record_id: replace(record, number=1) if record_id == PAIN.id else record  # type: ignore[call-arg]
        for record_id, record in bicycle_shop().records.items()
    }
    assert dict(stored.records) == expected
    assert decode({"kind": "map", "id": "map"}) != stored.info
