"""What is not as the map has it, in sentences, and what to do about it on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.analytics.maps.expecting import expected_shares, expected_times
from jejak.analytics.tables import shown
from jejak.language.catalogue import say
from jejak.language.formats import number, percent, ratio, signed
from jejak.model.records import Feeling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.analytics.figures import Rate
    from jejak.analytics.maps.measuring import TouchpointMeasured
    from jejak.exporters.report import Report

_TOLD = 3  # sentences of one kind
_SLOW = 2.0  # times the expectation
_BELOW = 0.05  # of a share, under the expected one
_APART = 0.3  # from the value that was mapped
_ICONS = {
    "unmapped": "map-pin",
    "unmapped_in": "map-pin",
    "slow": "gauge",
    "short": "gauge",
    "failing": "circle-alert",
    "repeated": "circle-alert",
    "missing": "eye-off",
    "irregular": "workflow",
    "felt_lower": "smile",
    "felt_higher": "smile",
    "clash": "link",
    "bare": "link",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, what to do about it, and an icon that says nothing by itself."""

    said: str
    action: str = ""
    icon: str = ""


def findings(report: Report) -> tuple[Finding, ...]:
    """Return what differs from the map; no sentence names few people."""
    return (
        *_unmapped(report),
        *_slow(report),
        *_short(report),
        *_deviating(report),
        *_felt(report),
        *_clashes(report),
        *_bare(report),
    )


def _finding(report: Report, kind: str, **values: str) -> Finding:
    said = say(report.language, f"report.finding.{kind}", **values)
    action = say(report.language, f"report.action.{kind}", **values)
    return Finding(said, action, _ICONS[kind])


def _unmapped(report: Report) -> Iterator[Finding]:
    table = report.tables["unclaimed"]
    found: dict[str, int] = {}  # one event may stand there by several channels
    for row, people in zip(table.rows, table.people, strict=True):
        event = str(row[0])
        known = report.flow.reach.get(_place_off_map(report, event))
        found.setdefault(event, known.cases if known else people)
    for event, people in sorted(found.items(), key=lambda one: -one[1])[:_TOLD]:
        stage = _stage_before(report, event)
        kind = "unmapped_in" if stage else "unmapped"
        n = number(people, report.language)
        yield _finding(report, kind, n=n, event=event, stage=stage)


def _place_off_map(report: Report, event: str) -> int:
    """Return where the flow has an event that no touchpoint claims; -1: nowhere."""
    count, names = len(report.measured.touchpoints), report.flow.names
    return names.index(event, count) if event in names[count:] else -1


def _stage_before(report: Report, event: str) -> str:
    """Return the stage from which most people come to an event off the map."""
    count, place = len(report.measured.touchpoints), _place_off_map(report, event)
    before = [
        (people, source)
        for (source, target), people in report.flow.people.items()
        if target == place and source < count and people >= FEW
    ]
    if not before:
        return ""
    card = report.measured.touchpoints[max(before)[1]].card
    return _title(report, card.stage)


def _title(report: Report, stage: str) -> str:
    titles = {one.stage.id: one.stage.title for one in report.measured.stages}
    return {str(key): title for key, title in titles.items()}[str(stage)]


def _slow(report: Report) -> Iterator[Finding]:
    language = report.language
    names = {one.card.id: one.card.text for one in report.measured.touchpoints}
    titles = {one.stage.id: one.stage.title for one in report.measured.stages}
    found = []
    for one in expected_times(report.journey, report.measured):
        median, due = one.real.median, one.due
        if median is None or one.real.n < FEW or not due:
            continue
        times = median / due
        if times >= _SLOW:
            place = names.get(one.of.touchpoint) if one.of.touchpoint else None
            place = one.of.text if one.is_own else place or titles[one.of.stage]
            found.append((times, place, median, due))
    for times, place, median, due in sorted(found, reverse=True)[:_TOLD]:
        yield _finding(
            report,
            "slow",
            place=place,
            median=shown(median, language),
            due=shown(due, language),
            times=ratio(times, language),
        )


def _short(report: Report) -> Iterator[Finding]:
    """Yield the expected shares that too few get to, the widest gap first."""
    found = [
        (one.due - one.real.share, one)
        for one in expected_shares(report.journey, report.measured)
        if one.real.share is not None and _can_be_told(one.real)
    ]
    found = [pair for pair in found if pair[0] >= _BELOW]
    for _, one in sorted(found, key=lambda pair: -pair[0])[:_TOLD]:
        yield _finding(
            report,
            "short",
            text=one.of.text,
            n=number(one.real.num, report.language),
            all=number(one.real.den, report.language),
            share=percent(one.real.share or 0, report.language),
            due=percent(one.due, report.language),
        )


def _deviating(report: Report) -> Iterator[Finding]:
    language = report.language
    found: list[tuple[float, str, TouchpointMeasured, Rate]] = []
    bare = report.measured.binding.without_events  # nobody can be seen there
    for place, one in enumerate(report.measured.touchpoints):
        if one.card in bare:
            continue
        again = report.flow.people.get((place, place), 0)
        failing = "repeated" if again >= one.failing.num else "failing"
        rates = {failing: one.failing, "missing": one.missing}
        rates["irregular"] = one.irregular
        found += [
            (rate.share, name, one, rate)
            for name, rate in rates.items()
            if rate.share and _can_be_told(rate)
        ]
    for share, name, one, rate in sorted(found, key=lambda one: -one[0])[:_TOLD]:
        yield _finding(
            report,
            name,
            n=number(rate.num, language),
            all=number(rate.den, language),
            share=percent(share, language),
            place=one.card.text,
            stage=_title(report, one.card.stage),
        )


def _can_be_told(rate: Rate) -> bool:
    return rate.num >= FEW and (rate.den == rate.num or rate.den - rate.num >= FEW)


def _felt(report: Report) -> Iterator[Finding]:
    felt = [one for one in report.journey.of_kind(Feeling) if one.kind == "felt"]
    for one in report.measured.stages:
        own = [
            feeling.value
            for feeling in felt
            if feeling.stage == one.stage.id and feeling.value is not None
        ]
        if not own or one.score is None or one.raters < FEW:
            continue
        mapped, language = sum(own) / len(own), report.language
        if abs(one.score - mapped) >= _APART:
            yield _finding(
                report,
                "felt_lower" if one.score < mapped else "felt_higher",
                stage=one.stage.title,
                gap=number(abs(one.score - mapped), language, decimals=1),
                measured=signed(round(one.score, 1), language),
                n=number(one.scores, language),
                mapped=signed(round(mapped, 1), language),
            )


def _clashes(report: Report) -> Iterator[Finding]:
    """Yield events that several touchpoints claim, unless few people did them."""
    binding = report.measured.binding
    texts = {card.id: card.text for card in binding.touchpoints}
    told = {row[0] for row in report.tables["mapped"].rows}
    named: set[str] = set()
    for clash in binding.clashes:
        event = binding.view.log.kinds[clash.kind].event
        if event in told and event not in named and len(named) < _TOLD:
            named.add(event)
            first, *others = (texts[one] for one in clash.touchpoints)
            yield _finding(
                report, "clash", event=event, first=first, others=", ".join(others)
            )


def _bare(report: Report) -> Iterator[Finding]:
    names = [card.text for card in report.measured.binding.without_events]
    if not names:
        return
    told, more = ", ".join(names[:_TOLD]), len(names) - _TOLD
    if more > 0:
        n = number(more, report.language)
        told = say(report.language, "report.and_more", name=told, n=n)
    yield _finding(report, "bare", names=told)
