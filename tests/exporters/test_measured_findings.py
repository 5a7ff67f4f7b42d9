"""What a report finds: sentences with their numbers, and what to do on the map."""

from __future__ import annotations

import re
from dataclasses import replace

from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.measuring import measure
from jejak.exporters.report import Report, write_report
from jejak.exporters.report.findings import findings
from jejak.files import loads
from tests.analytics.logs import log_of

MAP = """
format: 1
title: Shop
stages:
  - title: Look
    touchpoints:
      - {text: Catalogue, matchers: [{events: [see]}]}
      - {text: Window, matchers: [{events: [see, peep]}]}
    feelings: [{word: Happy, value: 1}]
  - title: Buy
    touchpoints:
      - {text: Cart, matchers: [{events: [cart]}]}
      - {text: Bank, matchers: [{events: [pay], failures: [refused]}]}
"""


def told(
    *cases: list[tuple[str, int]], scores: list[float | None] | None = None
) -> list[str]:
    journey = loads(MAP)
    report = Report(
        journey, measure(bind(journey, log_of(*cases, scores=scores))), "en"
    )
    return [f"{one.said} {one.action}" for one in findings(report)]


def test_an_event_off_the_map_is_told_with_the_stage_before_it() -> None:
    found = told(*[[("see", 0), ("chat", 5), ("cart", 9)]] * 9)
    assert found[0] == (
        "9 people did chat, which is not on the map; most came from Look. "
        "Add a touchpoint to Look, or bind the event to one that is there."
    )


def test_an_event_off_the_map_by_several_channels_is_told_once() -> None:
    log = log_of(*[[("see", 0), ("by web", 5)]] * 6, *[[("see", 0), ("by app", 5)]] * 7)
    kinds = [
        kind._replace(event="chat", channel=kind.event) if "by" in kind.event else kind
        for kind in log.kinds
    ]
    journey, log = loads(MAP), replace(log, kinds=tuple(kinds))
    found = findings(Report(journey, measure(bind(journey, log)), "en"))
    assert [one.said for one in found if "chat" in one.said] == [
        "13 people did chat, which is not on the map; most came from Look."
    ]


def test_repeating_and_failing_are_told_apart() -> None:
    again = told(
        *[[("see", 0), ("cart", 1), ("cart", 2)]] * 6, *[[("see", 0), ("cart", 1)]] * 6
    )
    assert again[0].startswith("6 of 12 people (50.0%) repeated Cart at once.")
    failed = told(*[[("see", 0), ("refused", 1)]] * 6, *[[("see", 0), ("pay", 1)]] * 6)
    assert any(
        one.startswith("6 of 12 people (50.0%) failed at Bank or repeated it.")
        for one in failed
    )


def test_a_feeling_that_was_measured_lower_is_told_with_how_much() -> None:
    found = told(*[[("see", 0)]] * 8, scores=[-0.5] * 8)
    assert found[0].startswith(
        "Measured feeling at Look is 1.5 lower than mapped (−0.5, n 8; mapped +1)."
    )


def test_an_event_of_two_touchpoints_names_both_and_bare_ones_are_told() -> None:
    found = told(*[[("see", 0)]] * 8)
    assert found == [
        "see is claimed by Catalogue, and also by Window; it counts for Catalogue. "
        "Change the rule of one of them, so that the event belongs to one touchpoint.",
        "There are no events for Window, Cart, Bank. "
        "Bind the events that are traces of it, or leave it if nothing records it.",
    ]


def test_no_sentence_tells_of_few_people() -> None:
    assert not [
        one
        for one in told(*[[("see", 0), ("chat", 5)]] * 4, *[[("see", 0)]] * 20)
        if "chat" in one
    ]


def test_a_finding_on_the_page_has_words_and_no_dead_link() -> None:
    journey = loads(MAP)
    log = log_of(*[[("see", 0), ("<b>", 5), ("cart", 9)]] * 9)
    page = write_report(Report(journey, measure(bind(journey, log)), "en"), "html")
    [found] = re.findall(r'<ul class="findings">.*?</ul>', page.decode())
    assert "9 people did &lt;b&gt;, which is not on the map" in found
    assert '<p class="action">Add a touchpoint to Look' in found
    assert "<a" not in found
