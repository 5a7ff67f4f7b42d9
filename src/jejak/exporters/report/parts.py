"""What a report says, section by section: pictures, sentences, and their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.analytics.maps.expecting import expected_times
from jejak.analytics.tables import shown
from jejak.exporters.report.compared import differences
from jejak.exporters.report.findings import Finding, findings
from jejak.exporters.report.flow import flow_picture
from jejak.exporters.report.pictures import (
    UNKNOWN,
    count,
    river,
    share_of,
)
from jejak.exporters.report.steps import step_matrix
from jejak.exporters.report.times import responses_of, time_rows, waits_of
from jejak.exporters.report.trend import trend
from jejak.language.catalogue import say
from jejak.language.formats import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.tables import Table
    from jejak.exporters.report import Report
    from jejak.exporters.report.pictures import Picture
    from jejak.language.catalogue import Language


ROWS = 60
"""Rows of a table that people read; a workbook and JSON have them all."""

_PARTS: dict[str, tuple[str, ...]] = {
    "funnel": ("passed", "measured_stages", "conversion"),
    "flow": ("entries", "measured_flow", "sankey"),
    "times": (
        *("waits", "measured_touchpoints", "stage_times", "throughput"),
        *("waits_at_work", "stage_times_at_work"),
    ),
    "findings": (),
    "mapping": ("mapped", "coverage", "without_events"),
    "responses": ("responses", "responses_at_work"),
    "steps": ("steps",),
    "trend": ("trend",),
    "deviations": ("deviations",),
    "loops": ("loops", "back", "channels"),
    "expected": ("expected", "kpis"),
}
"""The sections, each with the tables that may stand in it."""

_OF_PICTURES = frozenset({"flow", "times", "trend"})
"""Sections whose few words say how to read what is drawn."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. What is drawn is said by its tables, too."""

    title: str
    about: str
    tables: tuple[Table, ...]
    picture: Picture | None = None
    points: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class BigFact:
    """A figure in large letters, and what it counts."""

    figure: str
    label: str


def facts_of(report: Report) -> tuple[BigFact, ...]:
    """Return the figures that stand at the head of a report."""
    measured, language = report.measured, report.language
    last = measured.funnel[-1].of_all if measured.funnel else None
    values = {
        "cases": count(measured.cases, language),
        "arrive": share_of(last, language),
        "throughput": _median_of_cases(report),
        "clean": share_of(measured.clean, language),
    }
    return tuple(
        BigFact(figure, say(language, f"report.{key}"))
        for key, figure in values.items()
    )


def _median_of_cases(report: Report) -> str:
    """Return how long half of the cases take at most, unless they are few."""
    table = report.tables["throughput"]
    if not table.rows:
        return UNKNOWN
    return shown(table.rows[0][table.columns.index("median")], report.language)


def sections_of(report: Report, *, shows_few: bool = False) -> tuple[Section, ...]:
    """Return the sections that have something to say, in order.

    Args:
        report: What was measured.
        shows_few: Whether tables show what fewer than five people stand behind; only
            for what does not leave this computer.
    """
    every_table = {table.name: table for table in report.every_table}
    every = _sections(report, every_table if shows_few else report.tables)
    found = [one for one in every if one.picture or one.points or _rows(one)]
    return tuple(found) or (_nothing(report.language),)


def _nothing(language: Language) -> Section:
    """Return what a report says that has nothing to say."""
    why = Finding(say(language, "report.nothing_why"))
    return Section(say(language, "report.nothing"), "", (), points=(why,))


def _rows(section: Section) -> bool:
    return any(table.rows for table in section.tables)


def _sections(report: Report, tables: dict[str, Table]) -> Iterator[Section]:
    language = report.language
    pictures = _pictures(report, tables)
    for key, names in _PARTS.items():
        found = [tables[name] for name in names if name in tables]
        picture = pictures.get(key)
        is_told = picture or key not in _OF_PICTURES
        yield Section(
            title=say(language, f"report.section.{key}"),
            about=_about(key, report) if is_told else "",
            tables=tuple(table.cut(ROWS) for table in found if table.rows),
            picture=picture,
            points=findings(report) if key == "findings" else _cuts(found, language),
        )
    if report.compared:
        yield _comparison(report, tables)


def _about(key: str, report: Report) -> str:
    """Return a few words on how to read a section."""
    every = report.every_table if key == "mapping" else ()
    rows = [row for table in every if table.name == "mapped" for row in table.rows]
    names, mapped = {row[0] for row in rows}, {row[0] for row in rows if row[3]}
    language = report.language
    counts = number(len(names), language), number(len(mapped), language)
    return say(language, f"report.about.{key}", all=counts[0], mapped=counts[1])


def _pictures(report: Report, tables: dict[str, Table]) -> dict[str, Picture | None]:
    """Draw what a section shows first; its tables say the same."""
    measured, language = report.measured, report.language
    due = {
        one.of.touchpoint: one.due
        for one in expected_times(report.journey, measured)
        if one.of.touchpoint is not None and not one.is_own
    }
    flow, touchpoints = report.flow, measured.touchpoints
    drawn = {
        "funnel": river(measured.funnel, language),
        "flow": flow_picture(measured, flow, tables["measured_flow"], language),
        "times": time_rows(waits_of(touchpoints, flow, due, language), language),
        "responses": time_rows(responses_of(touchpoints), language),
        "steps": step_matrix(tables["steps"], language),
    }
    if "trend" in tables:
        drawn["trend"] = trend(tables["trend"], report.periods, language)
    return drawn


def _cuts(tables: Sequence[Table], language: Language) -> tuple[Finding, ...]:
    """Return which tables go on in the workbook."""
    return tuple(
        Finding(
            say(
                language,
                "report.cut",
                table=say(language, f"log.table.{table.name}"),
                n=number(ROWS, language),
                all=number(len(table.rows), language),
            )
        )
        for table in tables
        if len(table.rows) > ROWS
    )


def _comparison(report: Report, tables: dict[str, Table]) -> Section:
    language, compared = report.language, report.compared
    names = compared.names if compared else ("", "")
    parts = (compared.first, compared.second) if compared else ()
    people = " · ".join(
        f"{name}: {count(one.cases, language)}"
        for name, one in zip(names, parts, strict=False)
    )
    names_of = ("stages", "touchpoints", "aims", "times")
    every = [tables.get(f"compared_{name}") for name in names_of]
    found = [table for table in every if table]
    enough = all(one.cases >= FEW for one in parts)
    return Section(
        title=say(language, "report.section.compared"),
        about=people,
        tables=tuple(table.cut(ROWS) for table in found if table.rows),
        picture=differences(found[:2], language),
        points=_cuts(found, language)
        if enough
        else (Finding(say(language, "report.too_few")),),
    )
