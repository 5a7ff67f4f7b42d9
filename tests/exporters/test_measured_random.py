"""Any map, measured by any log, makes every file that a measurement can make."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from jejak.analytics.comparing import compare
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.figures import with_figures
from jejak.analytics.maps.measuring import measure
from jejak.analytics.view import only
from jejak.exporters import export
from jejak.exporters.report import Report, write_report
from jejak.files import dumps, loads
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Matcher
from tests.analytics.logs import log_of
from tests.strategies import maps

if TYPE_CHECKING:
    from jejak.analytics.log import Log
    from jejak.language.catalogue import Language

PLAIN = ("see", "cart", "pay", "=1+1", "<script>")
NAMES = (*PLAIN, "\x07 \u202e", "]]>&", " ", "W" * 300, "😀" * 30)
PATTERNS = st.lists(st.sampled_from((*PLAIN, "*", "p*")), max_size=3)


@st.composite
def measured_maps(draw: st.DrawFn) -> JourneyMap:
    """Any map, whose matchers ask for events that logs may have."""
    journey = draw(maps(with_comments=False))
    return JourneyMap.of(
        [
            replace(one, where=(), events=tuple(draw(PATTERNS)))
            if isinstance(one, Matcher)
            else one
            for one in journey.records.values()
        ]
    )


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """A log of few or many people, over seconds or over thousands of years."""
    first = draw(st.sampled_from((0, -(10**9), -6 * 10**10)))
    seconds = st.integers(first, first + draw(st.sampled_from((10, 10**5, 2 * 10**11))))
    event = st.tuples(st.sampled_from(NAMES), seconds)
    case = st.lists(event, min_size=1, max_size=8)
    cases = draw(st.lists(case, min_size=1, max_size=30))
    plans = draw(
        st.lists(st.sampled_from(("", "paid", "=q")), min_size=30, max_size=30)
    )
    scores = draw(st.lists(st.sampled_from((None, -2.0, 0.5)), min_size=1, max_size=9))
    count = sum(map(len, cases))
    return log_of(
        *(sorted(one, key=lambda event: event[1]) for one in cases),
        scores=(scores * count)[:count],
        channels={"see": "web", "pay": "<b>"},
        groups={"plan": plans[: len(cases)]},
    )


@given(measured_maps(), logs(), st.sampled_from(("id", "en")))
def test_every_file_is_made(journey: JourneyMap, log: Log, language: Language) -> None:
    binding = bind(journey, log)
    plans = [one for one in log.attributes[0].values if one]
    compared = None
    if len(plans) == 2:
        groups = [only(binding.view, {"plan": [plan]}) for plan in plans]
        compared = compare(binding, groups[0], groups[1], (plans[0], plans[1]))
    report = Report(journey, measure(binding), language, compared)
    assert write_report(report, "xlsx").startswith(b"PK")
    assert b"<script" not in write_report(report, "html")
    told = json.loads(write_report(report, "json"))["tables"]
    assert told.keys() == report.tables.keys()
    assert all(table.as_text(language) for table in report.every_table)
    made = with_figures(journey, report.measured, datetime(2026, 1, 1, tzinfo=UTC))
    written = dumps(made)
    assert dumps(loads(written)) == written
    assert export(made, "svg", language=language)
