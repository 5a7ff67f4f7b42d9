"""What is not as the map has it, in sentences, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.expecting import expected_shares, expected_times
from jejak.analytics.figures import FEW
from jejak.language.catalogue import say
from jejak.language.formats import duration, number, percent, ratio, signed
from jejak.model.records import Feeling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.analytics.figures import Rate
    from jejak.exporters.measured import Report

_TOLD = 3  # sentences of one kind
_SLOW = 2.0  # times the expectation
_BELOW = 0.05  # of a share, under the expected one
_APART = 0.3  # from the value that was mapped


def findings(report: Report) -> tuple[str, ...]:
    """Return sentences on what differs from the map; none names few people."""
    return (
        *_unmapped(report),
        *_slow(report),
        *_short(report),
        *_deviating(report),
        *_felt(report),
    )


def _unmapped(report: Report) -> Iterator[str]:
    table = report.tables["unclaimed"]
    for row, people in list(zip(table.rows, table.people, strict=True))[:_TOLD]:
        yield say(
            report.language,
            "report.finding.unmapped",
            n=number(people, report.language),
            event=row[0],
        )


def _slow(report: Report) -> Iterator[str]:
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
        yield say(
            language,
            "report.finding.slow",
            place=place,
            median=duration(median, language),
            due=duration(due, language),
            times=ratio(times, language),
        )


def _short(report: Report) -> Iterator[str]:
    """Yield the expected shares that too few get to, the widest gap first."""
    found = [
        (one.due - one.real.share, one)
        for one in expected_shares(report.journey, report.measured)
        if one.real.share is not None and _can_be_told(one.real)
    ]
    found = [pair for pair in found if pair[0] >= _BELOW]
    for _, one in sorted(found, key=lambda pair: -pair[0])[:_TOLD]:
        yield say(
            report.language,
            "report.finding.short",
            text=one.of.text,
            n=number(one.real.num, report.language),
            all=number(one.real.den, report.language),
            share=percent(one.real.share or 0, report.language),
            due=percent(one.due, report.language),
        )


def _deviating(report: Report) -> Iterator[str]:
    language = report.language
    found: list[tuple[float, str, str, Rate]] = []
    for one in report.measured.touchpoints:
        rates = {"failing": one.failing, "missing": one.missing}
        rates["irregular"] = one.irregular
        found += [
            (rate.share, name, one.card.text, rate)
            for name, rate in rates.items()
            if rate.share and _can_be_told(rate)
        ]
    for share, name, place, rate in sorted(found, key=lambda one: -one[0])[:_TOLD]:
        yield say(
            language,
            f"report.finding.{name}",
            n=number(rate.num, language),
            all=number(rate.den, language),
            share=percent(share, language),
            place=place,
        )


def _can_be_told(rate: Rate) -> bool:
    return rate.num >= FEW and (rate.den == rate.num or rate.den - rate.num >= FEW)


def _felt(report: Report) -> Iterator[str]:
    felt = [one for one in report.journey.of_kind(Feeling) if one.kind == "felt"]
    for one in report.measured.stages:
        own = [
            feeling.value
            for feeling in felt
            if feeling.stage == one.stage.id and feeling.value is not None
        ]
        if not own or one.score is None or one.scores < FEW:
            continue
        mapped = sum(own) / len(own)
        if abs(one.score - mapped) >= _APART:
            yield say(
                report.language,
                "report.finding.felt",
                stage=one.stage.title,
                measured=signed(round(one.score, 1), report.language),
                n=number(one.scores, report.language),
                mapped=signed(round(mapped, 1), report.language),
            )
