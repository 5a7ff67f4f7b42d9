"""Events and touchpoints: how they stand to each other, week by week."""

from __future__ import annotations

import json
from datetime import date

from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.mapping import mapped_table
from jejak.analytics.maps.measuring import measure
from jejak.analytics.tables import Weekly, Word
from jejak.exporters.report import Report, write_report
from jejak.exporters.report.mapping import mapping_html, sparkline, spoken
from jejak.files import loads
from tests.analytics.logs import log_of

WEEK = 7 * 86_400
MAP = """
format: 1
title: Shop
stages:
  - title: <i>Look
    touchpoints:
      - text: Catalogue
        matchers:
          - events: [see, seek*]
            failures: [lost]
      - text: Search
        matchers:
          - events: [seek]
"""
# Six people see in the week of Monday, 29 December 1969, five of them in the next one,
# too; two seek twice; five get lost; everybody hums, which is on no map.
CASES = [
    [
        ("see", 0),
        *([("seek", 5), ("seek", 6)] if n < 2 else []),
        *([("lost", 9)] if n < 5 else []),
        ("hum", 10),
        *([("see", WEEK)] if n < 5 else []),
    ]
    for n in range(6)
]


def report() -> Report:
    journey = loads(MAP)
    return Report(journey, measure(bind(journey, log_of(*CASES))), "en")


def test_every_event_has_its_touchpoint_and_its_state_in_map_order() -> None:
    found = mapped_table(report().measured)
    assert [(row[0], row[1], row[3], row[6]) for row in found.rows] == [
        ("see", 11, "Catalogue", Word("bound")),
        ("lost", 5, "Catalogue", Word("failure")),
        ("seek", 4, "Catalogue", Word("clash")),  # Search claims it, too
        ("hum", 6, None, Word("unmapped")),
    ]
    assert found.people == (6, 5, 2, 6)
    assert found.rows[0][2] == Weekly(date(1969, 12, 29), (6, 5), (6, 5))
    assert found.rows[3][2] == Weekly(date(1969, 12, 29), (6, 0), (6, 0))


def test_a_week_of_few_people_is_hidden_with_another_one() -> None:
    made = Weekly(date(2026, 1, 5), (90, 4, 30, 0), (9, 3, 8, 0)).without_few()
    # the 4 could be reckoned from the sum: the 30 goes with it
    assert made.counts == (90, None, None, 0)
    assert made.bars == "█··▁"
    several = Weekly(date(2026, 1, 5), (90, 4, 30, 2), (9, 3, 8, 2)).without_few()
    assert several.counts == (90, None, 30, None)


def test_events_of_few_people_are_in_no_file() -> None:
    rows = json.loads(write_report(report(), "json"))["tables"]["mapped"]
    assert [row["event"] for row in rows] == ["see", "hum"]  # seek, and lost with it
    weeks = rows[0]["weeks"]
    assert (weeks["first_week"], weeks["counts"]) == ("1969-12-29", [6, 5])


def test_the_page_says_what_it_draws_and_escapes_what_people_wrote() -> None:
    page = write_report(report(), "html").decode()
    assert "4 event names, 3 mapped" in page  # few people hide a row, not that it is
    table = mapping_html(report().tables["mapped"], "en")
    assert 'role="img" aria-label="per week from 29 Dec 1969: 6, 5"' in table
    assert "<code>see</code>" in table
    assert "&lt;i&gt;Look" in table
    assert "not on the map, not counted" in table


def test_a_hidden_week_is_a_gap_in_its_line() -> None:
    weekly = Weekly(date(2026, 1, 5), (9, 5, None, 7), (9, 9, 0, 9))
    assert sparkline(weekly).count("<path") == 2  # one piece: its ground and its line
    assert sparkline(weekly).count("<circle") == 1  # the last week stands alone
    assert spoken(weekly, "id") == "per minggu mulai 5 Jan 2026: 9, 5, –, 7"
