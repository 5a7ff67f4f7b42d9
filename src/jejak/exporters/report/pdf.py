"""The report as PDF: tagged, its tables as tables, its pictures with words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from jejak.analytics.tables import Weekly, shown
from jejak.exporters.fonts import STACK
from jejak.exporters.marks import plain
from jejak.exporters.pdf_headers import with_row_headers
from jejak.exporters.report.mapping import sparkline, spoken
from jejak.exporters.report.parts import facts_of, sections_of
from jejak.exporters.report.pictures import WIDTH, svg_of
from jejak.exporters.sheet_data import font_families
from jejak.exporters.svg_blocks import on_ground
from jejak.exporters.typesetting import pdf_of
from jejak.language.catalogue import say
from jejak.layout.palette import PRINT
from jejak.layout.typography import HELD, LONG

if TYPE_CHECKING:
    from jejak.analytics.tables import Table, Value
    from jejak.exporters.report import Report
    from jejak.exporters.report.parts import Section
    from jejak.language.catalogue import Language


def pdf_of_report(report: Report) -> bytes:
    """Return the report of a measured map as PDF.

    Raises:
        MissingExtra: The extra `pdf` is not installed.
        ExportError: The sheet could not be set.
    """
    made, _ = pdf_of(report_data(report), None, template="report.typ")
    return with_row_headers(made)


def report_data(report: Report) -> str:
    """Return what the template sets, as JSON; no text of it is read as markup."""
    language = report.language
    with on_ground(PRINT):
        sections = [_section(one, language) for one in sections_of(report)]
    written = report.journey.info.language.split("-")[0].lower()
    data = {
        "language": language,
        "written": written if re.fullmatch("[a-z]{2,3}", written) else language,
        "title": report.title,
        "about": report.about,
        "sample": say(language, "log.sample") if report.is_sample else "",
        "foot": say(language, "report.foot"),
        "facts": [[one.figure, one.label] for one in facts_of(report)],
        "sections": sections,
        "colours": dict(PRINT),
        "fonts": font_families(),
        "held": HELD,
        "long": LONG,
        "words": {},
        "icons": {},
        "faces": {},
        "ranks": {},
    }
    return json.dumps(data, ensure_ascii=False)


def _section(one: Section, language: Language) -> dict[str, Any]:
    pieces = one.picture.pieces if one.picture else ()
    family = f' font-family="{plain(STACK)}" word-spacing=".07em"'
    return {
        "title": one.title,
        "about": one.about,
        "pictures": [[svg_of(piece, family), piece.height / WIDTH] for piece in pieces],
        "alt": one.picture.alt if one.picture else "",
        "points": [[point.said, point.action] for point in one.points],
        "tables": [_table(table, language) for table in one.tables],
    }


def _table(table: Table, language: Language) -> dict[str, Any]:
    return {
        "title": say(language, f"log.table.{table.name}"),
        "heads": table.heads(language),
        "rows": [[_value(one, language) for one in row] for row in table.rows],
        "is_text": table.is_text,
    }


def _value(value: Value, language: Language) -> str | dict[str, str]:
    if isinstance(value, Weekly):
        return {"svg": sparkline(value), "alt": spoken(value, language)}
    return shown(value, language)
