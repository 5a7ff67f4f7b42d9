"""The flow of a report: who comes in by what, goes where, comes back, and leaves."""

from __future__ import annotations

from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.flow import flow_of, flow_tables
from jejak.analytics.maps.measuring import measure
from jejak.exporters.report.flow import flow_picture
from jejak.files import loads
from tests.analytics.logs import log_of
from tests.exporters.reading import texts

MAP = """
format: 1
title: Shop
stages:
  - title: Look
    touchpoints:
      - {text: Catalogue, matchers: [{events: [see]}]}
  - title: Buy
    touchpoints:
      - {text: Cart, matchers: [{events: [cart]}]}
      - {text: Payment page of the bank, matchers: [{events: [pay]}]}
"""
# Twenty see on the web; ten of them chat before the cart, four of them hum; six go back
# from the cart to see; one walks there and back nine times and is nobody to be told of.
CASES = [
    *[[("see", 0), ("chat", 5), ("cart", 9), ("pay", 20)] for _ in range(10)],
    *[[("see", 0), ("cart", 9), ("see", 20)] for _ in range(6)],
    *[[("see", 0), ("hum", 9)] for _ in range(3)],
    [("see", 0), ("hum", 1), *[("pay", n) for n in range(9)] * 2],
]
WEB = {"see": "web", "chat": "WhatsApp"}


def drawn() -> tuple[str, str]:
    journey = loads(MAP)
    measured = measure(bind(journey, log_of(*CASES, channels=WEB)))
    flow = flow_of(measured)
    made = flow_picture(measured, flow, flow_tables(flow)[1].without_few(), "en")
    assert made is not None
    return made.block.svg, made.alt


def test_what_many_do_off_the_map_stands_between_touchpoints() -> None:
    flow = flow_of(measure(bind(loads(MAP), log_of(*CASES, channels=WEB))))
    assert flow.names[3:] == ("chat",)  # four hum: they are not told of
    counts = {(x.source, x.target): x.share.num for x in flow.passages}
    assert counts[0, 3] == counts[3, 1] == 10
    assert counts[2, 2] == 17
    assert flow.people[2, 2] == 1


def test_the_picture_says_who_comes_in_goes_back_and_leaves() -> None:
    said = texts(drawn()[0])
    assert {"web", "20", "Look", "Buy", "Catalogue", "Cart"} <= {*said}
    assert {"chat", "10, not on the map"} <= {*said}
    assert "6 back to Catalogue" in said
    assert "9" in said  # end at the catalogue: six who went back, three who hum


def test_what_one_person_does_often_is_neither_drawn_nor_told() -> None:
    svg, alt = drawn()
    assert "repeat it" not in svg
    assert "17" not in alt
    table = flow_tables(flow_of(measure(bind(loads(MAP), log_of(*CASES)))))[1]
    assert ("Payment page of the bank",) * 2 in [row[:2] for row in table.rows]
    told = [row[:2] for row in table.without_few().rows]
    assert ("Payment page of the bank",) * 2 not in told


def test_a_log_without_channels_has_no_column_for_them() -> None:
    measured = measure(bind(loads(MAP), log_of(*CASES)))
    flow = flow_of(measured)
    assert {one.channel for one in flow.entries} == {""}
    made = flow_picture(measured, flow, flow_tables(flow)[1], "en")
    assert made is not None
    assert "web" not in made.block.svg
