"""What was measured: the lane of figures, and the dashed line beside the feelings.

Only figures of the map are shown, and each with what it is a part of. A line of
ratings stands over stages that were rated, and over no other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from jejak.language.formats import (
    amount,
    day,
    number,
    percent,
    seconds_in_words,
    signed,
)
from jejak.layout.curve import Point, curve_between
from jejak.layout.expectation import expectation_bar
from jejak.layout.parts import ItemView, MeasuredNote, RatedLine, RatedView
from jejak.model.records import Expectation
from jejak.model.units import Sort, seconds_of, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.layout.context import Context
    from jejak.layout.expectation import Bar
    from jejak.layout.parts import StageView
    from jejak.model.records import Card, Figure, Kpi, Stage

FIGURES: dict[Sort, str] = {"time": "time_median", "share": "share", "count": "count"}
"""Which figure of an expectation or a KPI is shown, by what its unit is."""

SAMPLE_MARK = " (sample)"  # ends the source of figures that nobody's steps gave


def measured_items(context: Context, stage: Stage) -> tuple[ItemView, ...]:
    """Return what stands in the measured lane of a stage, a line for each figure."""
    return (
        *_reached(context, stage),
        *_goes_on(context, stage),
        *_times(context, stage),
        *_rated(context, stage),
    )


def _reached(context: Context, stage: Stage) -> Iterator[ItemView]:
    reach = context.figure(stage.id, "reach")
    if reach and reach.numerator is not None and reach.denominator is not None:
        every = number(reach.denominator, context.language)
        yield ItemView(
            id=reach.id,
            kind="measured",
            strong=number(reach.numerator, context.language),
            text=context.say("measured.reach", all=every),
        )


def _goes_on(context: Context, stage: Stage) -> Iterator[ItemView]:
    found = context.figure(stage.id, "continuation")
    if found and found.numerator is not None and found.denominator:
        n, every = (
            number(one, context.language)
            for one in (found.numerator, found.denominator)
        )
        share = found.numerator / found.denominator
        yield ItemView(
            id=found.id,
            kind="measured",
            strong=percent(share, context.language),
            text=context.say("measured.goes_on", n=n, all=every),
        )


def _times(context: Context, stage: Stage) -> Iterator[ItemView]:
    """Yield each expectation with what was measured; else the longest wait."""
    expected = [
        item
        for one in context.journey.of_kind(Expectation)
        if one.stage == stage.id
        for item in _expected(context, one)
    ]
    if expected:
        yield from expected
        return
    cards = context.touchpoints.get(stage.id, ())
    waits = [context.figure(card.id, "wait_median") for card in cards]
    found = [one for one in waits if one and one.value]
    own = context.figure(stage.id, "time_median")
    if found:
        yield _time(context, max(found, key=lambda one: one.value or 0))
    elif own and own.value:
        yield _time(context, own)


def _expected(context: Context, one: Expectation) -> Iterator[ItemView]:
    """Yield what was measured by the matchers of an expectation, or where it stands."""
    own = figure_of(context, one)
    due = seconds_of(one.figure, one.unit)
    if own:
        yield _own(context, one, own)
    elif due:
        kind = "wait_median" if one.touchpoint else "time_median"
        figure = context.figure(one.touchpoint or one.stage, kind)
        if figure and figure.value is not None:
            yield _time(context, figure, due)


def figure_of(context: Context, of: Expectation | Kpi) -> Figure | None:
    """Return the figure of an expectation or a KPI that its unit asks for."""
    figure = context.figure(of.id, FIGURES[sort_of(of.unit)])
    if figure and (figure.value is not None or figure.denominator):
        return figure
    return None


def measured_value(context: Context, figure: Figure) -> str:
    """Return what was measured by matchers, without of how many."""
    if figure.denominator:
        share = (figure.numerator or 0) / figure.denominator
        return percent(share, context.language)
    if figure.kind == FIGURES["time"]:
        return _span(context, figure.value or 0)
    return amount(figure.value or 0, figure.unit, context.language)


def measured_of(context: Context, figure: Figure) -> str:
    """Return of how many a figure is that was measured by matchers."""
    if figure.denominator:
        n, every = (
            number(one or 0, context.language)
            for one in (figure.numerator, figure.denominator)
        )
        return context.say("measured.share_of", n=n, all=every)
    return context.say("measured.n", n=number(figure.cases or 0, context.language))


def _own(context: Context, one: Expectation, figure: Figure) -> ItemView:
    parts = {"name": one.text, "of": measured_of(context, figure)}
    if one.figure is None:
        said = context.say("measured.own", **parts)
    else:
        due = seconds_of(one.figure, one.unit)
        wanted = _span(context, due) if due is not None else ""
        wanted = wanted or amount(one.figure, one.unit, context.language)
        said = context.say("measured.own_expected", expected=wanted, **parts)
    return ItemView(
        id=figure.id,
        kind="measured",
        strong=measured_value(context, figure),
        text=said,
        bar=_own_bar(one, figure),
    )


def _own_bar(one: Expectation, figure: Figure) -> Bar | None:
    """Return the bar of a time, which is to be short, or of a share, to be high."""
    if not one.figure or one.figure < 0:
        return None
    due = seconds_of(one.figure, one.unit)
    if due is not None:
        return expectation_bar(figure.value or 0, due)
    if figure.denominator:
        share = 100 * (figure.numerator or 0) / figure.denominator
        return expectation_bar(share, one.figure, better="higher")
    return None


def _time(context: Context, figure: Figure, due: float = 0) -> ItemView:
    median = figure.value or 0
    is_wait = figure.kind == "wait_median"
    parts = {
        "name": context.name_of(figure.about) if is_wait else "",
        "n": number(figure.cases or 0, context.language),
        "expected": _span(context, due),
    }
    key = f"measured.{'wait' if is_wait else 'time'}{'_expected' if due else ''}"
    return ItemView(
        id=figure.id,
        kind="measured",
        strong=_span(context, median),
        text=context.say(key, **parts),
        bar=expectation_bar(median, due) if due else None,
    )


def _span(context: Context, seconds: float) -> str:
    """Return a time that no line parts from its unit."""
    return seconds_in_words(seconds, context.language).replace(" ", "\u00a0")


def _rated(context: Context, stage: Stage) -> Iterator[ItemView]:
    score = context.figure(stage.id, "score")
    if score and score.value is not None:
        n = number(score.cases or 0, context.language)
        yield ItemView(
            id=score.id,
            kind="measured",
            strong=signed(round(score.value, 1), context.language),
            text=context.say("measured.score", n=n),
        )


# The dashed line


def rated_of(context: Context) -> tuple[RatedView, ...]:
    """Return where people rated what they did, in the order of the map.

    A touchpoint stands in its stage as it stands in its cell. Where only the stage
    as a whole has enough ratings, they stand in its middle.
    """
    found: list[RatedView] = []
    for index, stage in enumerate(context.journey.stages):
        cards = context.touchpoints.get(stage.id, ())
        places: list[tuple[Card | Stage, float]] = [
            (card, (place + 0.5) / len(cards)) for place, card in enumerate(cards)
        ]
        own = list(_points(context, index, places))
        found += own or _points(context, index, [(stage, 0.5)])
    return tuple(found)


def _points(
    context: Context, index: int, places: Sequence[tuple[Card | Stage, float]]
) -> Iterator[RatedView]:
    start, share = sum(context.shares[:index]), context.shares[index]
    for record, place in places:
        score = context.figure(record.id, "score")
        if score and score.value is not None:
            yield RatedView(
                stage=index,
                place=place,
                x=start + share * place,
                value=score.value,
                n=score.cases or 0,
            )


def rated_lines(
    rated: Sequence[RatedView], edges: Sequence[float]
) -> tuple[RatedLine, ...]:
    """Return a line for each run of neighbouring stages that were rated.

    Args:
        rated: The points, from left to right.
        edges: Where each stage begins, and where the last one ends.
    """
    lines = []
    runs = groupby(
        enumerate(dict.fromkeys(one.stage for one in rated)),
        key=lambda place: place[1] - place[0],
    )
    for _, run in runs:
        stages = [stage for _, stage in run]
        points = tuple(one for one in rated if one.stage in stages)
        line = curve_between(
            [Point(one.x, one.value) for one in points],
            edges[stages[0]],
            edges[stages[-1] + 1],
        )
        lines.append(RatedLine(points, line))
    return tuple(lines)


def lines_of(context: Context) -> tuple[RatedLine, ...]:
    """Return the dashed lines of a map; none without ratings."""
    edges = [sum(context.shares[:index]) for index in range(len(context.shares) + 1)]
    return rated_lines(rated_of(context), edges)


def moved_lines(
    lines: Sequence[RatedLine], stages: Sequence[StageView]
) -> tuple[RatedLine, ...]:
    """Return the lines for stages of other widths."""
    points = [
        replace(one, x=stages[one.stage].start + stages[one.stage].share * one.place)
        for line in lines
        for one in line.points
    ]
    edges = [stage.start for stage in stages]
    edges.append(stages[-1].start + stages[-1].share if stages else 0)
    return rated_lines(points, edges)


def spoken_ratings(context: Context, lines: Sequence[RatedLine]) -> str:
    """Return the dashed line in words."""
    titles = [stage.title for stage in context.journey.stages]
    parts = [
        context.say(
            "picture.rated_in_stage",
            value=signed(round(one.value, 1), context.language),
            stage=titles[one.stage],
            n=number(one.n, context.language),
        )
        for line in lines
        for one in line.points
    ]
    return context.say("picture.rated", line=", ".join(parts)) if parts else ""


# Where the figures come from


def note_of(context: Context) -> MeasuredNote | None:
    """Return whose figures the picture shows, of when and from where."""
    if not context.figures:
        return None
    one = next(iter(context.figures.values()))
    is_sample = one.source.endswith(SAMPLE_MARK)
    when = ""
    if one.window_start and one.window_end:
        first, last = (
            day(edge.date(), context.language, today=date.min)
            for edge in (one.window_start, one.window_end)
        )
        when = f"{first} – {last}"
    whose = one.segment or context.say("measured.everybody")
    parts = (when, one.source.removesuffix(SAMPLE_MARK), whose)
    said = context.say("picture.measured_note", parts=" · ".join(filter(None, parts)))
    return MeasuredNote(said, context.say("map.sample") if is_sample else "")
