"""What was measured as records of the map, without what would name few people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.files.natural import natural_id
from jejak.model.changes import Delete, Put
from jejak.model.edits import apply
from jejak.model.edits.maps import Changes
from jejak.model.records import Figure, RecordId
from jejak.model.units import sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from jejak.analytics.figures import Rate, Times
    from jejak.analytics.maps.aims import Outcome
    from jejak.analytics.maps.measuring import (
        Measured,
        StageMeasured,
        TouchpointMeasured,
    )
    from jejak.model.changes import Change
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Expectation, Kpi


def with_figures(journey: JourneyMap, measured: Measured, at: datetime) -> JourneyMap:
    """Return the map with these figures instead of those it had.

    Figures of the same segment are replaced as a whole; one that somebody's words are
    about keeps its id, and stays as it was where it is measured no more. What fewer
    than five people stand behind, or all but so few, is left out.

    Args:
        journey: The map that was measured.
        measured: What was measured.
        at: When it was measured.
    """
    old = [one for one in journey.of_kind(Figure) if one.segment == measured.segment]
    named = {_what(one): one.id for one in old if journey.index.linking_to(one.id)}
    gone = {one.id for one in old if not journey.index.linking_to(one.id)}
    changes: list[Change] = [Delete(one) for one in sorted(gone)]
    taken = set(journey.records) - gone
    for full in _dated(measured, at):
        figure_id = named.get(_what(full)) or natural_id(full, taken)
        taken.add(figure_id)
        changes.append(Put(replace(full, id=figure_id)))
    return apply(journey, Changes(tuple(changes)))


def _what(figure: Figure) -> tuple[RecordId, str]:
    return figure.about, figure.kind


def _dated(measured: Measured, at: datetime) -> Iterator[Figure]:
    """Yield the figures with what they come from."""
    log = measured.binding.view.log
    first, last = measured.window or (None, None)
    for bare in figures_of(measured):
        yield replace(
            bare,
            window_start=first,
            window_end=last,
            segment=measured.segment,
            source=(log.name or "log") + (" (sample)" if log.is_sample else ""),
            at=at,
        )


def figures_of(measured: Measured) -> Iterator[Figure]:
    """Yield what is measured as records of the map, without what names few people."""
    for one in measured.touchpoints:
        about = one.card.id
        rates = {"reach": one.reach, "continuation": one.continues}
        rates |= {"irregular": one.irregular, "missing": one.missing}
        rates |= {"failing": one.failing, "unanswered": one.unanswered}
        rates["repeats"] = one.repeats
        if one.converts is not None:
            rates["conversion"] = one.converts
        yield from _rates(about, rates)
        yield from _times(about, "wait", one.wait)
        yield from _times(about, "response", one.response)
        yield from _score(about, one)
    for stage in measured.stages:
        yield from _rates(stage.stage.id, {"reach": stage.reach})
        yield from _times(stage.stage.id, "time", stage.time)
        yield from _score(stage.stage.id, stage)
    for passed in measured.funnel:
        if passed.goes_on is not None:
            yield from _rates(passed.stage.id, {"continuation": passed.goes_on})
    for aim in measured.binding.aims:
        yield from _outcome(aim.of, measured.outcomes[aim.of.id])


def _outcome(of: Expectation | Kpi, found: Outcome) -> Iterator[Figure]:
    """Yield the figure that the unit of an expectation or a KPI asks for."""
    sort = sort_of(of.unit)
    if sort == "time":
        yield from _times(of.id, "time", found.time)
    elif sort == "share":
        yield from _rates(of.id, {"share": found.share})
    elif found.people >= FEW:
        bare = Figure(RecordId(""), of.id, "count", value=float(found.count))
        yield replace(bare, cases=found.people, unit=of.unit)


def _rates(about: RecordId, rates: dict[str, Rate]) -> Iterator[Figure]:
    for kind, rate in rates.items():
        few = {*range(1, FEW)}
        groups = {rate.num, rate.den - rate.num, rate.people or 0}
        if rate.den >= FEW and not groups & few:
            yield Figure(RecordId(""), about, kind, rate.num, rate.den, cases=rate.den)


def _times(about: RecordId, kind: str, found: Times) -> Iterator[Figure]:
    for name, value in (("median", found.median), ("p90", found.p90)):
        if value is not None and found.is_told(name):
            seconds = round(value.total_seconds(), 3)
            yield Figure(
                *(RecordId(""), about, f"{kind}_{name}"),
                value=seconds,
                cases=found.n,
                unit="s",
            )


def _score(
    about: RecordId, one: TouchpointMeasured | StageMeasured
) -> Iterator[Figure]:
    if one.score is not None and one.raters >= FEW:
        value = round(one.score, 3)
        cases = one.scores
        yield Figure(
            RecordId(""), about, "score", value=value, cases=cases, unit="-2..+2"
        )
