"""What was measured as tables, one question each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.expecting import expected_table, kpi_table
from jejak.analytics.figures import FEW
from jejak.analytics.kind_tables import kind_cells, kind_columns
from jejak.analytics.local import Tallying
from jejak.analytics.measured_moves import moves_of
from jejak.analytics.tables import Count, Mean, Table, told

if TYPE_CHECKING:
    from jejak.analytics.binding import Binding
    from jejak.analytics.engine import Engine
    from jejak.analytics.measuring import (
        Measured,
        StageMeasured,
        TouchpointMeasured,
    )
    from jejak.model.journey_map import JourneyMap


def tables_of(journey: JourneyMap, measured: Measured) -> tuple[Table, ...]:
    """Return what was measured as tables, one question each."""
    return (
        _coverage_table(measured),
        _touchpoint_table(measured),
        _passed_table(measured),
        _stage_table(measured),
        _deviation_table(measured),
        expected_table(journey, measured),
        kpi_table(measured),
        *mapping_tables(measured.binding, measured.counts),
        *moves_of(measured.counts, measured.goal, measured.hours),
    )


def _coverage_table(measured: Measured) -> Table:
    row = (measured.cases_on_map, measured.events_on_map, measured.clean)
    columns = ("cases_on_map", "events_on_map", "clean")
    return Table("coverage", columns, (row,), (measured.cases,))


def _touchpoint_table(measured: Measured) -> Table:
    titles = {stage.id: stage.title for stage in measured.binding.stages}
    rows = tuple(
        (
            one.card.text,
            titles[one.card.stage],
            one.reach,
            one.continues,
            *told(one.wait, "median", "p90"),
            _shown_score(one),
        )
        for one in measured.touchpoints
    )
    columns = ("touchpoint", "stage", "reach", "continues", "wait_median", "wait_p90")
    people = tuple(one.reach.num for one in measured.touchpoints)
    return Table("measured_touchpoints", (*columns, "score"), rows, people)


def _shown_score(one: TouchpointMeasured | StageMeasured) -> Mean | None:
    return None if one.score is None else Mean(one.score, one.scores, one.raters)


def _passed_table(measured: Measured) -> Table:
    rows = tuple((one.stage.title, one.of_all, one.goes_on) for one in measured.funnel)
    people = tuple(one.of_all.num for one in measured.funnel)
    return Table("passed", ("stage", "of_first", "goes_on"), rows, people)


def _stage_table(measured: Measured) -> Table:
    rows = tuple(
        (
            one.stage.title,
            one.reach,
            one.visits,
            *told(one.time, "median", "p90"),
            _shown_score(one),
        )
        for one in measured.stages
    )
    columns = ("stage", "reach", "visits", "time_median", "time_p90", "score")
    people = tuple(one.reach.num for one in measured.stages)
    return Table("measured_stages", columns, rows, people)


def _deviation_table(measured: Measured) -> Table:
    rows = tuple(
        (
            *(one.card.text, one.missing, one.irregular, one.failing),
            Count.of(one.ad_hoc, one.strays),
        )
        for one in measured.touchpoints
    )
    columns = ("touchpoint", "missing", "irregular", "failing", "ad_hoc")
    people = tuple(one.reach.num for one in measured.touchpoints)
    return Table("deviations", columns, rows, people)


def mapping_tables(
    binding: Binding, counts: Engine | None = None
) -> tuple[Table, Table]:
    """List the events that no touchpoint claims, and touchpoints without an event.

    Args:
        binding: The map read against a log.
        counts: What counts, if that is not the local engine.
    """
    engine = counts or Tallying(binding.view)
    occurs = {row.kind: row for row in engine.kinds()}
    log = binding.view.log
    own = sorted(
        (occurs[kind] for kind in binding.unclaimed if kind in occurs),
        key=lambda row: -row.events,
    )
    rows = tuple(
        (*kind_cells(log, log.kinds[row.kind]), row.events, row.cases) for row in own
    )
    columns = (*kind_columns(log), "events", "of_people")
    off_map = Table("unclaimed", columns, rows, tuple(row.cases for row in own))
    titles = {stage.id: stage.title for stage in binding.stages}
    bare = tuple((card.text, titles[card.stage]) for card in binding.without_events)
    # Touchpoints are words of the map, and name nobody.
    people = (FEW,) * len(bare)
    return off_map, Table("without_events", ("touchpoint", "stage"), bare, people)
