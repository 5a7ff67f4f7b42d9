"""What is written names nobody, neither by an edge of times nor by doing much."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.figures import with_figures
from jejak.analytics.maps.measuring import measure
from jejak.analytics.tables import Time
from jejak.exporters.report import Report, write_report
from jejak.files import loads
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Figure
from tests.analytics.logs import log_of

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
      - {text: Bank, matchers: [{events: [pay]}]}
"""


def walk(n: int) -> list[list[tuple[str, int]]]:
    """So many people, of whom each waits a second longer than the one before."""
    return [[("see", 0), ("cart", 60 + second)] for second in range(n)]


def report(
    *cases: list[tuple[str, int]], channels: dict[str, str] | None = None
) -> Report:
    journey: JourneyMap = loads(MAP)
    log = log_of(*cases, channels=channels)
    return Report(journey, measure(bind(journey, log)), "en")


def tables(made: Report) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(write_report(made, "json"))[
        "tables"
    ]
    return found


def test_what_took_longest_is_in_no_file() -> None:
    made = report(*walk(60))
    [row] = tables(made)["throughput"]
    assert row["longest"] == {"value": None, "hidden": "few"}
    shown = {table.name: table for table in made.every_table}["throughput"]
    assert isinstance(shown.rows[0][-1], Time)  # it is for the terminal
    for form in ("html", "pdf", "xlsx"):
        assert b"1 min 59 s" not in write_report(made, form)


def test_a_quantile_is_told_where_five_people_are_past_it() -> None:
    def told(people: int) -> list[str]:
        [row] = tables(report(*walk(people)))["waits"]
        return [name for name, one in row.items() if "hidden" not in one][2:]

    assert told(19) == ["mean", "median"]
    assert told(20) == ["mean", "p25", "median", "p75"]
    assert told(50) == ["mean", "p10", "p25", "median", "p75", "p90"]


def test_a_map_with_figures_keeps_the_same_rule() -> None:
    def kinds(people: int) -> set[str]:
        made = report(*walk(people))
        at = datetime(2026, 1, 1, tzinfo=UTC)
        found = with_figures(made.journey, made.measured, at).of_kind(Figure)
        return {one.kind for one in found if one.kind.startswith("wait")}

    assert kinds(49) == {"wait_median"}
    assert kinds(50) == {"wait_median", "wait_p90"}


def test_one_person_who_rates_much_is_still_one_person() -> None:
    journey: JourneyMap = loads(MAP)
    cases = [[("see", 0)]] * 30 + [[("see", n) for n in range(9)]]

    def score(scores: list[float | None]) -> Any:
        log = log_of(*cases, scores=scores)
        made = Report(journey, measure(bind(journey, log)), "en")
        at = datetime(2026, 1, 1, tzinfo=UTC)
        figures = with_figures(journey, made.measured, at).of_kind(Figure)
        kinds = {one.kind for one in figures}
        return tables(made)["measured_touchpoints"][0]["score"], "score" in kinds

    told, is_in_map = score([None] * 30 + [-2.0] * 9)
    assert (told, is_in_map) == ({"value": None, "hidden": "few"}, False)
    told, is_in_map = score([1.0] * 5 + [None] * 34)
    assert (told["value"], told["n"], is_in_map) == (1.0, 5, True)


def test_one_person_who_strays_or_returns_much_is_still_one_person() -> None:
    there = [("see", 0), ("cart", 1)] * 20
    [seen] = [
        row
        for row in tables(report(*walk(30), there))["loops"]
        if row["event"] == "Catalogue"
    ]
    assert seen["returns"] == {"value": None, "hidden": "few"}
    astray = [("see", 0), *[("hum", n) for n in range(50)]]
    [seen] = [
        row
        for row in tables(report(*walk(30), astray))["deviations"]
        if row["touchpoint"] == "Catalogue"
    ]
    assert seen["ad_hoc"] == {"value": None, "hidden": "few"}


def test_one_person_who_does_much_is_still_one_person() -> None:
    # Thirty see; one walks from cart to bank a thousand times, by two channels.
    restless = [("cart" if n % 2 else "pay", n) for n in range(2_000)]
    made = report(
        *[[("see", 0)]] * 30, restless, channels={"cart": "web", "pay": "bank"}
    )
    page = write_report(made, "html").decode().split("</style>")[1]
    for told in (json.dumps(tables(made)), page):
        assert "Catalogue" in told
        assert "Cart" not in told
        assert "Bank" not in told
