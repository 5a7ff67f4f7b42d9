"""The report as one HTML page: no scripts, nothing from outside."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from jejak.exporters.fonts import font_faces
from jejak.exporters.html import POLICY, grounds
from jejak.exporters.marks import escaped
from jejak.exporters.report.mapping import icon, mapping_html
from jejak.exporters.report.parts import facts_of, sections_of
from jejak.exporters.svg_blocks import on_ground
from jejak.language.catalogue import say
from jejak.layout.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.analytics.tables import Table
    from jejak.exporters.report import Report
    from jejak.exporters.report.findings import Finding
    from jejak.exporters.report.parts import Section

_READERS = {name: f"var(--{name})" for name in LIGHT}
"""Colours of the page: those of the ground on which it is read, or of paper."""


def page_of(report: Report) -> bytes:
    """Return the report of a measured map as one HTML file."""
    language = report.language
    with on_ground(_READERS):
        sections = [_section(one, report) for one in sections_of(report)]
    body = "".join(
        [
            _head(report),
            "<main>",
            _facts(report),
            *sections,
            "</main>\n",
            f"<footer>{escaped(say(language, 'report.foot'))}</footer>",
        ]
    )
    css = (resources.files("jejak.exporters.report") / "report.css").read_text("utf-8")
    page = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(report.title)}</title>\n"
        f"<style>\n{font_faces(body, ('normal',))}{grounds('auto')}{css}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode()


def notebook_html(report: Report) -> str:
    """Return the report as a part of a page that is not ours.

    Its styles keep to itself. It stays on this computer, and so it shows small groups.
    """
    with on_ground(LIGHT):
        every = sections_of(report, shows_few=True)
        sections = [_section(one, report) for one in every]
    css = (resources.files("jejak.exporters.report") / "report.css").read_text("utf-8")
    parts = (
        _head(report),
        _facts(report),
        *sections,
    )
    return (
        f'<div class="jejak-report" lang="{report.language}">'
        f"<style>.jejak-report{{{_tokens(LIGHT)};background:var(--bg-paper);"
        "color:var(--fg);padding:24px;font:13px/20px system-ui,sans-serif}"
        f"@scope (.jejak-report){{{css}}}</style>"
        f"{''.join(parts)}</div>"
    )


def _tokens(palette: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in palette.items())


def _head(report: Report) -> str:
    sample = escaped(say(report.language, "log.sample"))
    mark = f'<p><span class="sample">{sample}</span></p>'
    return (
        f"<header><h1>{escaped(report.title)}</h1><p>{escaped(report.about)}</p>"
        f"{mark if report.is_sample else ''}</header>\n"
    )


def _facts(report: Report) -> str:
    inside = "".join(
        f"<div><dt>{escaped(one.label)}</dt><dd>{escaped(one.figure)}</dd></div>"
        for one in facts_of(report)
    )
    return f'<dl class="facts">{inside}</dl>\n'


def _section(one: Section, report: Report) -> str:
    """Return a section: its picture, its sentences, its tables."""
    picture = ""
    if one.picture:
        spoken = f' role="img" aria-label="{escaped(one.picture.alt)}"'
        picture = f'<div class="picture" tabindex="0">{one.picture.svg(spoken)}</div>'
    points = "".join(map(_point, one.points))
    points = f'<ul class="findings">{points}</ul>' if points else ""
    tables = _tables(one, report)
    if picture and tables:  # the same in figures, for whoever wants to read them
        told = escaped(say(report.language, "report.as_tables"))
        tables = f"<details><summary>{told}</summary>{tables}</details>"
    small = f"<small>{escaped(one.about)}</small>" if one.about else ""
    return (
        f"<section><h2>{escaped(one.title)}{small}</h2>{picture}"
        f"{points}{tables}</section>\n"
    )


def _point(one: Finding) -> str:
    drawn = f'<span class="near">{icon(one.icon)}</span>' if one.icon else ""
    action = f'<p class="action">{escaped(one.action)}</p>' if one.action else ""
    return f"<li>{drawn}<div><p>{escaped(one.said)}</p>{action}</div></li>"


def _tables(one: Section, report: Report) -> str:
    # A table that is all there is of a section needs no name of its own.
    kind = "scroll only" if len(one.tables) == 1 else "scroll"
    return "".join(
        f'<div class="{kind}" tabindex="0">{_table(table, report)}</div>'
        for table in one.tables
    )


def _table(table: Table, report: Report) -> str:
    if table.name == "mapped":
        return mapping_html(table, report.language)
    return table.as_html(report.language)
