import copy
import pickle

from jejak.model.index import Index
from jejak.model.journey_map import JourneyMap
from jejak.model.records import MAP_ID, Card, MapInfo, Stage
from tests.model.maps import shop


def ids(records):
    return [record.id for record in records]


def test_everything_comes_in_the_order_of_reading():
    found = shop()
    assert ids(found.personas) == ["ani", "budi"]
    assert ids(found.stages) == ["find", "pay"]
    assert ids(found.lanes)[:2] == ["touch", "chans"]
    assert ids(found.statements) == ["s-slow", "s-off"]
    assert ids(found.cards("pains", "pay")) == ["slow", "dear"]
    assert ids(found.substages("pay")) == ["pay-qris"]
    assert ids(found.feelings()) == ["glad", "cross"]


def test_it_answers_what_stands_where():
    found = shop()
    assert found.info.title == "Buying a lamp"
    assert found.cards("pains", "find") == ()
    assert found.cell("pains", "find").reason == "asked five"
    assert found.cell("pains", "pay") is None
    assert found.lane_of_role("pain_points").id == "pains"
    assert found.lane_of_role("thoughts") is None
    assert found.statement_of("slow").id == "s-slow"
    assert found.statement_of("dear") is None
    assert found.substages("find") == ()


def test_feelings_of_everybody_belong_to_each_persona():
    found = shop()
    assert ids(found.feelings(persona="ani")) == ["glad", "cross"]
    assert ids(found.feelings(persona="budi")) == ["cross"]
    assert ids(found.feelings(stage="find")) == ["glad"]


def test_two_maps_are_equal_when_their_records_are():
    assert shop() == JourneyMap.of(reversed(list(shop().records.values())))
    assert shop() != shop().changed({"note": None})
    assert shop() != "a map"


def test_a_map_travels_to_another_process():
    assert pickle.loads(pickle.dumps(shop())) == shop()  # noqa: S301
    assert copy.deepcopy(shop()) == shop()


def test_a_changed_map_leaves_the_old_one_alone():
    before = shop()
    after = before.changed({"note": None, "new": Stage("new", "New"), "gone": None})
    assert before == shop()
    assert set(after.records) == set(before.records) - {"note"} | {"new"}


def test_a_map_without_a_record_about_itself_gets_one():
    assert JourneyMap.of([]).records == {MAP_ID: MapInfo()}


def test_the_index_is_carried_on_and_equals_a_new_one():
    before = shop()
    linking = {"s-slow", "fixes", "said", "talk", "reply"}
    assert before.index.linking_to("slow") == linking
    after = before.changed({"new": Card("new", "own", "pay", "New"), "talk": None})
    assert "index" in vars(after)
    assert after.index == Index.of(after.records)
    assert after.index.linking_to("slow") == linking - {"talk"}


def test_a_change_that_moves_nothing_keeps_the_index():
    before = shop()
    index = before.index
    renamed = before.changed({"pay": Stage("pay", "Paying", order="a1")})
    assert renamed.index is index


def test_the_index_follows_the_letters_of_a_lane():
    before = shop()
    assert before.index.holding(("number", "O", 1)) == {"fast"}
    lane = before.lane("ideas")
    moved = type(lane)(lane.id, "delights", order=lane.order)
    after = before.changed({lane.id: moved})
    assert after.index.holding(("number", "O", 1)) == frozenset()
    assert after.index.holding(("number", "D", 1)) == {"fast"}
