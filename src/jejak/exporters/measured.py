"""The measured report: one HTML page, no scripts, nothing from outside.

Each picture has its table below it. What fewer than five people stand behind is
hidden, because a page is made to be handed on.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.analytics.measuring import expectations, tables_of
from jejak.exporters.fonts import font_faces
from jejak.exporters.html import POLICY, grounds
from jejak.exporters.marks import escaped
from jejak.exporters.measured_pictures import river, time_rows
from jejak.language.catalogue import say
from jejak.language.formats import number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from jejak.analytics.figures import Rate
    from jejak.analytics.measuring import Measured, StagePassed
    from jejak.analytics.tables import Table
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import CardId

_WENT = 2  # places that are named of where people went
UNKNOWN = "–"


def measured_page(journey: JourneyMap, measured: Measured, language: Language) -> bytes:
    """Return the report of a measured map as one HTML file."""
    tables = {one.name: one.without_few() for one in tables_of(journey, measured)}
    body = "".join(
        [
            _head(journey, measured, language),
            _facts(measured, language),
            _funnel(measured, tables, language),
            _times(journey, measured, tables, language),
            _section("deviations", [tables["deviations"]], language),
            _section("expected", [tables["expected"]], language),
            _section(
                "mapping", [tables["unclaimed"], tables["without_events"]], language
            ),
            f"<footer>{escaped(say(language, 'report.foot'))}</footer>",
        ]
    )
    css = (resources.files("jejak.exporters") / "measured.css").read_text("utf-8")
    page = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(_title(journey, language))}</title>\n"
        f"<style>\n{font_faces(body, ('normal',))}{grounds('auto')}{css}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode()


def _title(journey: JourneyMap, language: Language) -> str:
    return journey.info.title or say(language, "report.untitled")


def _head(journey: JourneyMap, measured: Measured, language: Language) -> str:
    log = measured.binding.view.log
    parts = [log.name or "log"]
    if measured.window:
        first, last = (f"{when:%Y-%m-%d}" for when in measured.window)
        parts.append(say(language, "report.window", first=first, last=last))
    parts.append(measured.segment or say(language, "report.everybody"))
    sample = say(language, "log.sample")
    mark = f'<p><span class="sample">{escaped(sample)}</span></p>'
    return (
        f"<header><h1>{escaped(_title(journey, language))}</h1>"
        f"<p>{escaped(' · '.join(parts))}</p>{mark if log.is_sample else ''}</header>\n"
    )


def _facts(measured: Measured, language: Language) -> str:
    last = measured.funnel[-1].of_all if measured.funnel else None
    values = {
        "cases": _count(measured.cases, language),
        "arrive": _share(last, language),
        "events_on_map": _share(measured.events_on_map, language),
        "clean": _share(measured.clean, language),
    }
    facts = {say(language, f"report.{key}"): value for key, value in values.items()}
    return (
        '<dl class="facts">'
        + "".join(
            f"<div><dt>{escaped(label)}</dt><dd>{value}</dd></div>"
            for label, value in facts.items()
        )
        + "</dl>\n"
    )


def _count(n: int, language: Language) -> str:
    """Return a number of people; a few are only said to be few."""
    return f"&lt;&#8239;{FEW}" if 0 < n < FEW else number(n, language)


def _share(rate: Rate | None, language: Language) -> str:
    """Return a share, unless few people stand behind it or behind the rest."""
    if rate is None or rate.share is None or rate.den < FEW:
        return UNKNOWN
    few = range(1, FEW)
    if rate.num in few or rate.den - rate.num in few:
        return UNKNOWN
    return percent(rate.share, language)


def _funnel(measured: Measured, tables: dict[str, Table], language: Language) -> str:
    passed = measured.funnel
    is_drawn = len(passed) > 1 and passed[0].of_all.den >= FEW
    picture = ""
    if is_drawn:
        columns = "".join(_column(one, language) for one in passed)
        picture = (
            f'<div class="wrap">{river(passed)}<ol class="funnel">{columns}</ol></div>'
        )
    return _section(
        "funnel", [tables["passed"], tables["measured_stages"]], language, picture
    )


def _column(one: StagePassed, language: Language) -> str:
    people = _count(one.of_all.num, language)
    word = say(language, "report.people")
    parts = [
        f"<li><strong>{escaped(one.stage.title)}</strong><b>{people} "
        f'<small>{escaped(word)}</small></b><div class="space"></div>'
    ]
    if one.goes_on is not None:
        lost = one.goes_on.den - one.goes_on.num
        on = say(language, "report.goes_on", share=_share(one.goes_on, language))
        out = say(language, "report.leave", n="{n}")
        shown = escaped(out).replace("{n}", _count(lost, language))
        parts.append(
            f'<p><span class="on">{on}</span> · <span class="out">{shown}</span></p>'
        )
        parts.append(f"<p>{', '.join(_went(one, language))}</p>")
    return "".join(parts) + "</li>"


def _went(one: StagePassed, language: Language) -> Iterator[str]:
    for card, n in [way for way in one.went if way[1] >= FEW][:_WENT]:
        count = number(n, language)
        if card is None:
            yield escaped(say(language, "report.went_nowhere", n=count))
        else:
            text = say(language, "report.went_to", n=count, where=card.text)
            yield escaped(text)


def _times(
    journey: JourneyMap,
    measured: Measured,
    tables: dict[str, Table],
    language: Language,
) -> str:
    due: dict[CardId, timedelta] = {
        one.touchpoint: expected
        for one, expected, _ in expectations(journey, measured)
        if one.touchpoint is not None
    }
    picture = time_rows(measured.touchpoints, due, language)
    return _section("times", [tables["measured_touchpoints"]], language, picture)


def _section(
    name: str, tables: list[Table], language: Language, picture: str = ""
) -> str:
    """Return a picture with its tables, or nothing where there is nothing to say."""
    shown = [table.as_html(language) for table in tables if table.rows]
    if not shown and not picture:
        return ""
    title = escaped(say(language, f"report.section.{name}"))
    small = escaped(say(language, f"report.about.{name}"))
    # A table that is all there is of a section needs no name of its own.
    is_alone = len(tables) == 1
    kind = "scroll only" if is_alone else "scroll"
    body = "".join(f'<div class="{kind}">{table}</div>' for table in shown)
    return f"<section><h2>{title}<small>{small}</small></h2>{picture}{body}</section>\n"
