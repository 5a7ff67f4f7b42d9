"""A map bound to a log, measured, and the made log whose truth is known."""

import csv
import json
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from jejak.analytics.demo import EVENTS, GOES_ON, WAITS_S, WAYS, write_demo
from jejak.analytics.figures import Rate
from jejak.analytics.local import Tallying
from jejak.analytics.log import Log
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.figures import figures_of, with_figures
from jejak.analytics.maps.measuring import measure
from jejak.analytics.maps.proposing import name_likeness, propose, with_matchers
from jejak.analytics.maps.tables import tables_of
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.tallies import CleanRow, DeviationRow
from jejak.analytics.view import in_sessions, only, table
from jejak.files import dumps, loads, read
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Comment, Decision, Figure, Matcher, RecordId
from tests.analytics.logs import log_of
from tests.analytics.shops import ADVICE, CART, CATALOGUE, MAP, PAYMENT, seven, shop


def test_a_touchpoint_that_nothing_is_bound_to_is_not_known_and_not_left_out() -> None:
    journey = loads(MAP.replace("\n        matchers:\n          - events: [cart]", ""))
    log = log_of([("see", 0), ("pay", 1)], [("see", 0)], channels={"pay": "bank"})
    measured = measure(bind(journey, log))
    cart = measured.touchpoints[CART]
    assert (cart.reach, cart.missing) == (Rate(0, 0), Rate(0, 0))
    assert measured.clean == Rate(2, 2)
    assert measured.touchpoints[ADVICE].reach == Rate(0, 2)  # looked for, and not met
    nowhere = loads("format: 1\ntitle: Shop\nstages:\n  - title: Look\n")
    assert measure(bind(nowhere, log)).stages[0].reach == Rate(0, 0)


def test_kinds_go_to_the_touchpoints_whose_matchers_fit() -> None:
    log = log_of(
        [("see", 0), ("see_shoe", 1), ("seen", 2), ("pay", 3), ("pay_failed", 4)],
        channels={"pay": "bank", "pay_failed": "bank"},
    )
    binding = bind(shop(), log)
    assert binding.view.touch.tolist() == [
        CATALOGUE,
        CATALOGUE,
        65535,
        PAYMENT,
        PAYMENT,
    ]
    assert binding.fails.tolist() == [0, 0, 0, 0, 1]
    assert binding.optional.tolist() == [0, 1, 0, 0, 1]  # nobody can see an invoice
    assert [log.kinds[kind].event for kind in binding.unclaimed] == ["seen"]
    bare = [card.text for card in binding.without_events]
    assert bare == ["Advice", "Cart", "Invoice by post"]


def test_a_matcher_of_a_channel_takes_no_other() -> None:
    log = log_of([("pay", 0)], channels={"pay": "cash"})
    assert bind(shop(), log).unclaimed == (0,)


def test_of_two_that_claim_an_event_the_first_in_map_order_has_it() -> None:
    journey = loads(MAP.replace("events: [cart]", "events: [cart, see]"))
    binding = bind(journey, log_of([("see", 0)]))
    assert binding.view.touch.tolist() == [CATALOGUE]
    [clash] = binding.clashes
    texts = {card.id: card.text for card in binding.touchpoints}
    assert [texts[card] for card in clash.touchpoints] == ["Catalogue", "Cart"]


# Deviations by hand; map order: 0 catalogue, 1 advice (optional), 2 cart, 3 payment.
DEVIATIONS = {
    # the whole way, advice left out: nothing
    "clean": (["see", "cart", "pay"], [], 1),
    # no catalogue
    "missing": (["cart", "pay"], [DeviationRow(0, CATALOGUE, 0, 0, 1, 0, 0)], 0),
    # stopping early is no deviation
    "early": (["see"], [], 1),
    # cart before the catalogue; a second visit later changes nothing
    "irregular": (["cart", "see", "cart"], [DeviationRow(0, CART, 0, 1, 0, 0, 0)], 0),
    "failure": (
        ["see", "cart", "fail", "pay"],
        [DeviationRow(0, PAYMENT, 0, 0, 0, 1, 0)],
        0,
    ),
    "repeat": (["see", "see", "cart"], [DeviationRow(0, CATALOGUE, 0, 0, 0, 1, 0)], 0),
    # two kinds of one touchpoint, one after the other, are one visit
    "union": (["see", "see_2", "cart"], [], 1),
    # not at once
    "again": (["see", "cart", "see"], [], 1),
    "off_map": (
        ["see", "chat", "cart"],
        [DeviationRow(0, CATALOGUE, 1, 0, 0, 0, 1)],
        0,
    ),
    "off_map_first": (["chat", "see"], [DeviationRow(0, -1, 1, 0, 0, 0, 1)], 0),
    "all_off_map": (["chat"], [DeviationRow(0, -1, 1, 0, 0, 0, 1)], 0),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_deviations_are_found_as_they_are_meant(name: str) -> None:
    path, expected, clean = DEVIATIONS[name]
    events = [
        ({"fail": "pay_failed"}.get(event, event), at) for at, event in enumerate(path)
    ]
    log = log_of(events, channels={"pay": "bank", "pay_failed": "bank"})
    binding = bind(shop(), log)
    found = Tallying(binding.view).deviations(binding.fails, binding.optional)
    assert found == (tuple(expected), (CleanRow(0, clean),))


def test_figures_of_touchpoints_and_stages_by_hand() -> None:
    found = measure(bind(shop(), seven()))
    catalogue, advice, cart, payment, _ = found.touchpoints
    assert (catalogue.reach.num, catalogue.reach.den) == (7, 7)
    assert catalogue.wait.median == timedelta(minutes=4)  # of 1 … 7
    assert catalogue.wait.p90 == timedelta(minutes=6.4)  # rank 5.4 of 6 and 7
    assert (cart.continues.num, cart.continues.den) == (5, 7)
    assert (payment.reach.num, payment.score, payment.scores) == (5, 2.0, 5)
    assert (advice.reach.num, advice.continues.share) == (0, None)
    look, buy = found.stages
    assert (look.time.median, buy.reach.num) == (timedelta(minutes=4), 7)
    assert buy.time.median == timedelta(minutes=1)  # 60 s five times, 0 twice
    assert (found.clean.num, found.clean.den) == (7, 7)


def test_expected_times_stand_beside_measured_ones() -> None:
    journey = shop()
    tables = {
        one.name: one for one in tables_of(journey, measure(bind(journey, seven())))
    }
    [row] = tables["expected"].records()
    assert (row["expectation"], row["expected"]) == ("Finds it soon", 60)
    assert row["time_median"] == 240


def test_figures_are_written_into_the_map_and_replaced_as_a_whole() -> None:
    journey = shop()
    found = measure(bind(journey, seven()))
    at = datetime(2026, 11, 22, tzinfo=UTC)
    made = with_figures(journey, found, at)
    first = made.of_kind(Figure)
    reach = {one.about: one for one in first if one.kind == "reach"}
    catalogue = found.touchpoints[0].card.id
    assert (reach[catalogue].numerator, reach[catalogue].denominator) == (7, 7)
    assert loads(dumps(made)) == made
    again = with_figures(made, found, at + timedelta(days=1))
    assert len(again.of_kind(Figure)) == len(first)
    assert {one.at for one in again.of_kind(Figure)} == {at + timedelta(days=1)}
    part = with_figures(again, replace(found, segment="plan=a"), at)
    assert len(part.of_kind(Figure)) == 2 * len(first)


def test_words_about_a_figure_outlive_that_it_is_measured_again_or_no_more() -> None:
    journey = shop()
    found = measure(bind(journey, seven()))
    made = with_figures(journey, found, datetime(2026, 11, 22, tzinfo=UTC))
    old = made.of_kind(Figure)[0]
    words = [
        Comment(RecordId("c"), old.id, "Half of them are testers."),
        Decision(RecordId("d"), "Ask them", answers=old.id),
    ]
    spoken_of = JourneyMap.of([*made.records.values(), *words])
    later = datetime(2026, 11, 23, tzinfo=UTC)
    again = with_figures(spoken_of, found, later)
    assert again.records[old.id] == replace(old, at=later)
    nobody = measure(bind(journey, log_of([("other", 0)])))
    gone = with_figures(again, nobody, later)
    assert gone.of_kind(Figure) == (again.records[old.id],)
    assert {one.id for one in words} < gone.records.keys()


def test_what_fewer_than_five_people_stand_behind_stays_out_of_the_map() -> None:
    found = measure(bind(shop(), seven()))
    rates = [one for one in figures_of(found) if one.denominator is not None]
    # two of seven left after the cart, so "five of seven went on" would name two
    cart = found.touchpoints[CART].card.id
    assert not [
        one for one in rates if one.about == cart and one.kind == "continuation"
    ]
    for one in rates:
        assert one.numerator not in range(1, 5)
        assert (one.denominator or 0) - (one.numerator or 0) not in range(1, 5)


def test_proposals_follow_names_and_order_and_change_nothing() -> None:
    journey = loads(
        "format: 1\nstages:\n  - title: Beli\n    touchpoints:\n"
        "      - Halaman katalog\n      - Keranjang\n"
        "      - Pembayaran\n      - Faktur\n"
    )
    path = ["view_catalog", "add_to_cart", "payment_done", "zzz"]
    names = [[(name, 10 * n + at) for at, name in enumerate(path)] for n in (1, 2)]
    log = log_of(*names)
    binding = bind(journey, log)
    found = {one.event: one.touchpoint.text for one in propose(binding)}
    assert found == {
        "view_catalog": "Halaman katalog",
        "add_to_cart": "Keranjang",
        "payment_done": "Pembayaran",
    }
    assert not journey.of_kind(Matcher)
    made = with_matchers(journey, propose(binding))
    assert len(bind(made, log).unclaimed) == 1
    assert loads(dumps(made)) == made


def test_a_map_without_touchpoints_and_a_log_that_fits_nothing_are_measured_too() -> (
    None
):
    for journey in (loads("format: 1\ntitle: x\n"), shop()):
        found = measure(bind(journey, log_of([("zzz", 0)])))
        assert found.events_on_map.num == 0
        assert found.clean.share is None
        assert all(one.reach.num == 0 for one in found.touchpoints)
        assert tables_of(journey, found)[0].records()[0]["clean"]["share"] is None


# The made log


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, 3000, 7, "en")
    return folder


@pytest.fixture(scope="module")
def demo_log(demo: Path) -> Log:
    files = [demo / name for name in ("clicks.csv", "orders.csv", "ratings.csv")]
    return read_files(files, None, ReadOptions(keep_ids=True)).log


def test_every_deviation_that_was_put_in_is_found_and_no_other(
    demo: Path, demo_log: Log
) -> None:
    with (demo / "truth.csv").open() as file:
        truth = {
            (row["customer"], row["way"], int(row["touchpoint"]))
            for row in csv.DictReader(file)
        }
    binding = bind(read(demo / "map.journey.yaml"), demo_log)
    alone = replace(  # every customer is a group of one
        binding.view,
        group=table(np.arange(demo_log.cases)),
        groups=tuple(map(str, range(demo_log.cases))),
    )
    rows, _ = Tallying(alone).deviations(binding.fails, binding.optional)
    assert demo_log.ids is not None
    found = {
        (demo_log.ids[row.group], way, row.touch)
        for row in rows
        for way, count in zip(
            ("ad_hoc", "irregular", "missing", "failing"), row[2:6], strict=True
        )
        if count
    }
    assert found == truth  # precision and recall are one
    assert {way for _, way, _ in truth} == set(WAYS)


def test_the_rates_that_were_drawn_lie_in_the_interval_that_is_measured(
    demo: Path, demo_log: Log
) -> None:
    depth: dict[str, int] = defaultdict(int)
    for name in ("clicks.csv", "orders.csv"):
        with (demo / name).open() as file:
            for row in csv.DictReader(file):
                event = row.get("event") or row.get("status") or ""
                if event in EVENTS:
                    who = row.get("user_id") or row.get("id_pelanggan") or ""
                    depth[who] = max(depth[who], EVENTS.index(event))
    found = measure(bind(read(demo / "map.journey.yaml"), demo_log))
    # Reach counts who came; a customer of the deviation "missing" went past.
    for place, share in enumerate(GOES_ON):
        one, other = found.touchpoints[place], found.touchpoints[place + 1]
        past = sum(1 for far in depth.values() if far >= place + 1)
        assert other.reach.num <= past
        at_least = sum(1 for far in depth.values() if far >= place)
        spread = 3.3 * (share * (1 - share) / at_least) ** 0.5
        assert abs(past / at_least - share) < spread
        assert one.wait.median is not None
        assert one.wait.median.total_seconds() == pytest.approx(
            WAITS_S[place], rel=0.15
        )


def test_a_made_log_says_that_nobody_did_it(demo: Path, demo_log: Log) -> None:
    assert demo_log.is_sample
    journey = read(demo / "map.journey.yaml")
    assert journey.info.is_sample
    made = with_figures(journey, measure(bind(journey, demo_log)), datetime.now(UTC))
    assert {one.source for one in made.of_kind(Figure)} == {"log (sample)"}


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_demo(tmp_path / folder, 50, 3, "id")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_segments_and_sessions_narrow_what_is_measured(
    demo: Path, demo_log: Log
) -> None:
    binding = bind(read(demo / "map.journey.yaml"), demo_log)
    parts = [
        measure(replace(binding, view=only(binding.view, {"plan": [plan]}))).cases
        for plan in ("student", "worker")
    ]
    assert sum(parts) == demo_log.cases == 3000
    sessions = in_sessions(binding.view, timedelta(minutes=30))
    assert measure(replace(binding, view=sessions)).cases > 3000


def test_figures_are_plain_enough_for_json(demo: Path, demo_log: Log) -> None:
    journey = read(demo / "map.journey.yaml")
    for one in tables_of(journey, measure(bind(journey, demo_log))):
        json.dumps(one.records())


def test_one_word_of_two_is_not_yet_the_same_name() -> None:
    assert name_likeness("Payment card", "payment_card") == 1
    assert name_likeness("Payment card", "payment_cash") == 0.5
    assert name_likeness("Product 1", "product1") == 1
    assert name_likeness("Product 1", "product2") == 0.5
