"""Measured maps as reports: a page, a PDF, a workbook, and figures for programs.

All of them are made to be handed on. So what fewer than five people stand behind is
hidden in every one of them, and each says whose figures it holds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from jejak.analytics.comparing import compared_tables
from jejak.analytics.maps.flow import flow_of, flow_tables
from jejak.analytics.maps.mapping import mapped_table
from jejak.analytics.maps.tables import tables_of
from jejak.errors import UnknownFormat
from jejak.language.catalogue import say
from jejak.language.formats import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.analytics.comparing import Compared
    from jejak.analytics.maps.flow import Flow
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.tables import Table
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap

_WRITERS = {
    "html": "jejak.exporters.report.page:page_of",
    "pdf": "jejak.exporters.report.pdf:pdf_of_report",
    "xlsx": "jejak.exporters.report.book:book_of",
    "json": "jejak.exporters.report.json_tables:json_of_report",
}
FORMS = (*_WRITERS, "journey.yaml", "journey.json")  # of reports, and of the map


@dataclass(frozen=True)
class Report:
    """A measured map, perhaps beside another group, in a language."""

    journey: JourneyMap
    measured: Measured
    language: Language
    compared: Compared | None = None

    @cached_property
    def every_table(self) -> tuple[Table, ...]:
        """All tables, those of few people too; not for a file."""
        compared = compared_tables(self.compared) if self.compared else ()
        found = tables_of(self.journey, self.measured)
        mapped = mapped_table(self.measured)
        return (*found, mapped, *flow_tables(self.flow), *compared)

    @cached_property
    def flow(self) -> Flow:
        """Where people come in, and how they go on."""
        return flow_of(self.measured)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables for a file, by name, without what names few people."""
        return {one.name: one.without_few() for one in self.every_table}

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the trend, those of few people too: days name nobody."""
        tables = (one for one in self.every_table if one.name == "trend")
        return tuple(str(row[0]) for one in tables for row in one.rows)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a report, or the map with its figures, as the name of the file asks.

        Args:
            path: `.html`, `.pdf`, `.xlsx` or `.json` for a report; `.journey.yaml` or
                `.journey.json` for the map.

        Raises:
            MissingExtra: The form needs a part that is not installed.
            UnknownFormat: The name asks for something else.
        """
        from jejak.files import write_bytes

        write_bytes(self.as_file(os.fspath(path)), path)

    def as_file(self, name: str) -> bytes:
        """Return what `save` would write under a name."""
        from datetime import UTC, datetime

        from jejak.analytics.maps.figures import with_figures
        from jejak.files import dumps, form_of

        form = report_form(name)
        if form is not None:
            return write_report(self, form)
        at = datetime.now(UTC).replace(microsecond=0)
        made = with_figures(self.journey, self.measured, at)
        return dumps(made, form_of(name)).encode("utf-8")

    def _repr_html_(self) -> str:
        """Show the report in a notebook; few people are shown there."""
        from jejak.exporters.report.page import notebook_html

        return notebook_html(self)

    @property
    def title(self) -> str:
        """What the map is called."""
        untitled = say(self.language, "report.untitled")
        return self.journey.info.title or untitled

    @property
    def is_sample(self) -> bool:
        """Whether nobody did any of it."""
        return self.measured.binding.view.log.is_sample

    @property
    def source(self) -> str:
        """Which log the figures come from."""
        return self.measured.binding.view.log.name or "log"

    @property
    def window(self) -> str:
        """From when to when, in words; empty where no case counts."""
        return self.window_of(self.measured)

    def window_of(self, measured: Measured) -> str:
        """Return from when to when the cases of a group are, in words."""
        if not measured.window:
            return ""
        from datetime import date

        first, last = (
            day(edge.date(), self.language, today=date.min) for edge in measured.window
        )
        if first == last:
            return first
        return say(self.language, "report.window", first=first, last=last)

    @property
    def whose(self) -> str:
        """Whose figures they are."""
        return self.measured.segment or say(self.language, "report.everybody")

    @property
    def about(self) -> str:
        """Source, period and people, in one line."""
        return " · ".join(filter(None, (self.source, self.window, self.whose)))


def report_form(path: str) -> str | None:
    """Return the kind of report that the name of a file asks for; None: a map.

    Raises:
        UnknownFormat: It asks for something else, such as a picture.

    Examples:
        >>> report_form("report.HTML"), report_form("figures.json")
        ('html', 'json')
        >>> report_form("shop.journey.json") is report_form("shop.yaml") is None
        True
    """
    name = path.lower()
    if name.endswith(".journey.json"):
        return None
    ending = name.rpartition(".")[2]
    ending = "html" if ending == "htm" else ending
    if ending in _WRITERS:
        return ending
    if name.endswith((".yaml", ".yml")) or "." not in PurePath(name).name:
        return None
    raise UnknownFormat(ending, FORMS)


def write_report(report: Report, form: str) -> bytes:
    """Return a report as a file.

    Args:
        report: What was measured.
        form: `html`, `pdf`, `xlsx` or `json`.

    Raises:
        MissingExtra: The form needs a part that is not installed.
        ExportError: The sheet could not be set.
    """
    module, _, name = _WRITERS[form].partition(":")
    write = cast("Callable[[Report], bytes]", getattr(import_module(module), name))
    return write(report)
