"""What is measured is what it says: maps of that size, and jobs that do their work."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import jejak
from bench.__main__ import line_of_look
from bench.bars import BARS, Bar, verdict
from bench.browser import Look
from bench.jobs import JOBS, prepare
from bench.maps import SIZES, map_of
from jejak.exporters import FORMATS
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("cards", [64, 500])
def test_a_map_has_the_size_it_is_called_by_and_nothing_is_wrong(cards: int) -> None:
    journey = map_of(cards)
    stages, lanes = SIZES[cards]
    assert len(journey.of_kind(Card)) == cards
    assert (len(journey.stages), len(journey.lanes)) == (stages, lanes)
    assert not [finding for finding in jejak.check(journey) if finding.is_problem]
    assert journey == map_of(cards)


@pytest.mark.parametrize("job", ["import text", "import xlsx"])
def test_an_import_finds_every_card_of_the_table(job: str, tmp_path: Path) -> None:
    result = prepare(job, map_of(64), tmp_path)()
    assert isinstance(result, jejak.ImportResult)
    (journey,) = result.maps
    texts = {card.text for card in journey.of_kind(Card)}
    assert texts == {card.text for card in map_of(64).of_kind(Card)}


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_file_is_read_and_written_whole(form: str, tmp_path: Path) -> None:
    text = prepare(f"write {form}", map_of(64), tmp_path)()
    journey = prepare(f"read {form}", map_of(64), tmp_path)()
    assert isinstance(text, str)
    assert isinstance(journey, JourneyMap)
    assert jejak.loads(text) == journey


def test_every_picture_and_everything_with_a_bar_is_measured() -> None:
    assert {f"export {form}" for form in FORMATS} - set(JOBS) == {
        "export yaml",
        "export json",
    }
    assert {job for job, _ in BARS} - {"browser", "edit"} <= set(JOBS)
    assert {cards for _, cards in BARS} <= set(SIZES)


def test_a_missed_bar_says_so() -> None:
    assert verdict(Bar(1.5, 4.0, "s"), 0.8, 4.1) == "MISSED: 1.5 s, 4 s"
    assert verdict(Bar(1.5, 4.0, "s"), 0.8, 3.9) == "met: 1.5 s, 4 s"


def test_an_edit_of_a_large_map_is_held_to_its_bar_in_the_table() -> None:
    look = Look(5_000, 900.0, 2_400.0, 1_300.0, 80.0, 9, 170, 51.0, 40.0)
    assert line_of_look(look).endswith("browser met: 1.5 s, 4 s; edit MISSED: 0.05 s")
    assert line_of_look(replace(look, cards=500)).endswith("51 ms          40 ms")


def test_bars_of_event_logs_are_met_or_missed_by_ratios() -> None:
    from bench.analytics import WIDE, bars
    from bench.analytics_jobs import COUNTS, FLOOR, FLOW

    def took(clock: float) -> dict[str, float]:
        return {"clock": clock, "seconds": clock, "memory": 0.5}

    counted: dict[str, object] = {
        FLOOR: took(0.01),
        COUNTS: took(0.02),
        FLOW: took(0.3),
        "memory": 0.5,
    }
    reads = {"parquet": {"read": took(4), "memory": 1.1}}
    others = {"duckdb": {FLOW: took(8), "memory": 1}, "pm4py": {"waits": took(15)}}
    said = list(bars(10_000_000, counted, reads, others, 0.9))
    verdicts = {line[:WIDE].strip(): line.split("   ")[-1] for line in said}
    assert verdicts == {
        "counts, of the floor": "met: <= 2.5",  # 2
        "all jobs, of the floor": "met: <= 45",  # 32
        "DuckDB on the file, 1 jobs": "met: >= 20",  # 27
        "the slowest query, s": "MISSED: <= 0.25",  # 0.3
        "events read a second": "met: >= 2e+06",
        "memory while reading Parquet, GB": "met: <= 1.2",
        "PM4Py's waits, of ours": "MISSED: >= 60",  # 50
    }
    assert list(bars(20_000, counted, reads, {"duckdb": {}}, 0.9)) == []


def test_what_is_not_here_is_a_result_with_its_reason() -> None:
    from bench.analytics import tried

    command = [sys.executable, "-c", "import sys; sys.exit('no Java here')"]
    assert tried(command) == {"failed": "no Java here"}
    answer = "print('Spark says more'); print('{}'); print('than it is asked')"
    assert tried([sys.executable, "-c", answer]) == {}


def test_a_changed_matcher_changes_what_is_counted() -> None:
    from bench.analytics_map import TOUCHPOINTS, map_of_log
    from jejak.analytics.maps.binding import touchpoints_of
    from jejak.model.records import Matcher

    plain, changed = map_of_log(), map_of_log(is_changed=True)
    assert len(touchpoints_of(plain)) == TOUCHPOINTS
    events = {one.events for one in changed.of_kind(Matcher)}
    assert ("touchpoint-0", "touchpoint-1") in events


def test_the_page_of_event_logs_says_where_when_and_beside_which_versions() -> None:
    from bench.analytics_page import PAGE, PAGE_TEXT, lines

    begins = [next(lines(lambda: "this machine", [1], peers=False))]
    assert begins == ["this machine"]
    text = PAGE_TEXT.format(text="the tables", sizes="1 2")
    assert "`python3 dev bench analytics 1 2 --peers --write`" in text
    assert PAGE.name == "speed-of-logs.md"
