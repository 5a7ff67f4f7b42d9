"""Cells that hold records of their own kind: expectations, figures, resources, KPIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.language.formats import amount
from jejak.layout.measured import (
    figure_of,
    measured_items,
    measured_of,
    measured_value,
)
from jejak.layout.parts import ItemView
from jejak.model.records import Card, Expectation, Kpi, Resource

if TYPE_CHECKING:
    from jejak.layout.context import Context
    from jejak.model.records import Lane, Stage, StageId


def entries(context: Context, lane: Lane, stage: Stage) -> tuple[ItemView, ...]:
    """Return what stands in a cell of a lane that holds no cards."""
    if lane.role == "expectations":
        return tuple(
            expectation_item(context, record)
            for record in context.journey.of_kind(Expectation)
            if record.stage == stage.id
        )
    if lane.role == "measured":
        return measured_items(context, stage)
    if lane.role == "resources":
        return tuple(
            resource_item(context, record)
            for record in context.journey.of_kind(Resource)
            if resource_stage(context, record) == stage.id
        )
    if lane.role == "kpis":
        return tuple(
            kpi_item(context, record)
            for record in context.journey.of_kind(Kpi)
            if record.stage == stage.id
        )
    return ()


def resource_stage(context: Context, resource: Resource) -> StageId | None:
    """Return the stage of a resource: its own, else that of its opportunity."""
    if resource.stage or not resource.opportunity:
        return resource.stage
    opportunity = context.journey.records.get(resource.opportunity)
    return opportunity.stage if isinstance(opportunity, Card) else None


def expectation_item(context: Context, record: Expectation) -> ItemView:
    """Return an expectation, with its figure."""
    figure = ""
    if record.figure is not None:
        figure = amount(record.figure, record.unit, context.language)
    touchpoint = context.name_of(record.touchpoint) if record.touchpoint else ""
    return _entry(record.id, record.text, figure, touchpoint)


def resource_item(context: Context, record: Resource) -> ItemView:
    """Return a resource, and whether it is at hand."""
    state = context.say(f"picture.{record.availability}") if record.availability else ""
    answers = context.name_of(record.opportunity) if record.opportunity else ""
    return _entry(record.id, record.text, state, answers)


def kpi_item(context: Context, record: Kpi) -> ItemView:
    """Return a KPI, with where it stood, stands and should stand."""
    figures = {
        "baseline": record.baseline,
        "now": record.values[-1].value if record.values else None,
        "target": record.target,
    }
    said = [
        context.say(
            f"picture.{name}", value=amount(value, record.unit, context.language)
        )
        for name, value in figures.items()
        if value is not None
    ]
    return _entry(
        record.id, record.text, *said, _measured(context, record), record.owner
    )


def _measured(context: Context, record: Kpi) -> str:
    """Return what was measured by the matchers of a KPI, and of how many."""
    figure = figure_of(context, record)
    if figure is None:
        return ""
    value, of = measured_value(context, figure), measured_of(context, figure)
    return context.say("measured.kpi", value=value, of=of)


def _entry(record_id: str, text: str, *details: str) -> ItemView:
    kept = tuple(detail for detail in details if detail)
    return ItemView(id=record_id, kind="entry", text=text, details=kept)
