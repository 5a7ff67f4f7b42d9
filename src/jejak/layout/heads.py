"""What stands over the map and after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jejak.language.formats import day
from jejak.layout.parts import Fact, Head, ListView
from jejak.layout.records_in_cells import kpi_item, resource_item, resource_stage
from jejak.model.records import Action, Decision, Evidence, Kpi, Resource, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.layout.context import Context
    from jejak.layout.parts import ItemView
    from jejak.model.records import MapInfo


def head_of(context: Context, dated: date | None) -> Head:
    """Return the title line and the facts beside it."""
    info = context.journey.info
    subtitle, details = _subtitle(context, info)
    return Head(
        title=info.title or context.say("picture.untitled"),
        subtitle=subtitle,
        facts=tuple(_facts(context, info, dated)),
        details=details,
        notes=info.notes,
        is_sample=info.is_sample,
        sample=context.say("map.sample"),
    )


def _subtitle(context: Context, info: MapInfo) -> tuple[str, tuple[Fact, ...]]:
    """Return the sentence under the title: the goal, else whose journey it is."""
    scope = (Fact(context.say("picture.scope"), info.scope),) if info.scope else ()
    if info.goal:
        return info.goal, scope
    names = [persona.name for persona in context.journey.personas if persona.name]
    if names:
        return context.say("picture.about", persona=", ".join(names)), scope
    return info.scope, ()


def _facts(context: Context, info: MapInfo, dated: date | None) -> Iterator[Fact]:
    state = context.say(f"map.{info.state}")
    version = f"{state}, {info.version}" if info.version else state
    yield Fact(context.say("picture.version"), version)
    if dated:
        yield Fact(context.say("picture.date"), _day(context, dated))
    if info.company:
        yield Fact(context.say("picture.company"), info.company)
    if info.owner:
        yield Fact(context.say("picture.owner"), info.owner)
    open_reviews = [one for one in context.journey.of_kind(Review) if not one.signed_by]
    if open_reviews:
        following = min(review.on for review in open_reviews)
        yield Fact(context.say("picture.next_review"), _day(context, following))
    if info.confidentiality:
        yield Fact(context.say("picture.confidentiality"), info.confidentiality)


def lists_of(context: Context) -> tuple[ListView, ...]:
    """Return what the map says outside of its table, list by list."""
    lists = (
        ListView(context.say("picture.guidance"), tuple(_guidance(context))),
        ListView(context.say("picture.evidence"), tuple(_evidence(context))),
        ListView(context.say("picture.actions"), tuple(_actions(context))),
        ListView(context.say("picture.unplaced"), tuple(_unplaced(context))),
        ListView(context.say("picture.decisions"), tuple(_decisions(context))),
        ListView(context.say("picture.review"), tuple(_reviews(context))),
    )
    return tuple(one for one in lists if one.items)


def _guidance(context: Context) -> Iterator[Fact]:
    for stage in context.journey.stages:
        for name in ("seeks", "response"):
            text: str = getattr(stage, name)
            if text:
                yield Fact(f"{stage.title}: {context.say(f'picture.{name}')}", text)


def _evidence(context: Context) -> Iterator[Fact]:
    for one in context.journey.of_kind(Evidence):
        about = (
            context.name_of(one.supports)
            if one.supports in context.journey.records
            else ""
        )
        kind = context.say(f"picture.evidence.{one.kind}")
        when = _day(context, one.on) if one.on else ""
        label = " · ".join(filter(None, (about, kind, one.source, when)))
        yield Fact(label, one.text)


def _actions(context: Context) -> Iterator[Fact]:
    for one in context.journey.of_kind(Action):
        due = _day(context, one.due) if one.due else ""
        answers = context.name_of(one.opportunity) if one.opportunity else ""
        yield Fact(" · ".join(filter(None, (one.owner, due, answers))), one.text)


def _unplaced(context: Context) -> Iterator[Fact]:
    items: list[tuple[str, ItemView]] = [
        (context.say("lane.resources"), resource_item(context, one))
        for one in context.journey.of_kind(Resource)
        if resource_stage(context, one) is None
    ]
    items += [
        (context.say("lane.kpis"), kpi_item(context, one))
        for one in context.journey.of_kind(Kpi)
        if one.stage is None
    ]
    for label, item in items:
        yield Fact(" · ".join((label, *item.details)), item.text)


def _decisions(context: Context) -> Iterator[Fact]:
    for one in context.journey.of_kind(Decision):
        when = _day(context, one.on) if one.on else ""
        why = f" {one.why}" if one.why else ""
        yield Fact(" · ".join(filter(None, (one.who, when))), one.text + why)


def _reviews(context: Context) -> Iterator[Fact]:
    for one in context.journey.of_kind(Review):
        if one.agenda:
            yield Fact(_day(context, one.on), one.agenda)


def _day(context: Context, when: date) -> str:
    """Return a date with its year: a sheet on the wall outlives the year."""
    return day(when, context.language, today=date.min)
