"""Jejak: customer journey maps that stay alive.

What the command line does, for programs:

    import jejak

    result = jejak.import_table("workshop.xlsx")
    journey = result.maps[0]
    jejak.write(journey, "shop.journey.yaml")
    picture = jejak.export(journey, "svg")

Nothing is loaded before it is asked for, so `import jejak` costs next to nothing.

Examples:
    >>> journey = template("mas-tekno", "en")
    >>> journey.info.title, len(journey.stages)
    ('Buying a UI/UX video course', 4)
    >>> loads(dumps(journey)) == journey
    True
    >>> check(journey)
    ()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.errors import JejakError
    from jejak.exporters import export
    from jejak.files import dumps, loads, read, write
    from jejak.importers import (
        ImportResult,
        ReadingReport,
        Source,
        Update,
        update_map,
    )
    from jejak.library import import_table, measure, open_log, open_warehouse, read_log
    from jejak.model.diff import Diff, diff
    from jejak.model.findings import Finding, check
    from jejak.model.journey_map import JourneyMap
    from jejak.templates import TEMPLATES, template

__all__ = [
    "TEMPLATES",
    "Diff",
    "Finding",
    "ImportResult",
    "JejakError",
    "JourneyMap",
    "ReadingReport",
    "Source",
    "Update",
    "check",
    "diff",
    "dumps",
    "export",
    "import_table",
    "loads",
    "measure",
    "open_log",
    "open_warehouse",
    "read",
    "read_log",
    "template",
    "update_map",
    "write",
]

_HOMES = {
    "TEMPLATES": "jejak.templates",
    "Diff": "jejak.model.diff",
    "Finding": "jejak.model.findings",
    "ImportResult": "jejak.importers",
    "JejakError": "jejak.errors",
    "JourneyMap": "jejak.model.journey_map",
    "ReadingReport": "jejak.importers",
    "Source": "jejak.importers",
    "Update": "jejak.importers",
    "check": "jejak.model.findings",
    "diff": "jejak.model.diff",
    "dumps": "jejak.files",
    "export": "jejak.exporters",
    "import_table": "jejak.library",
    "loads": "jejak.files",
    "measure": "jejak.library",
    "open_log": "jejak.library",
    "open_warehouse": "jejak.library",
    "read": "jejak.files",
    "read_log": "jejak.library",
    "template": "jejak.templates",
    "update_map": "jejak.importers",
    "write": "jejak.files",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'jejak' has no attribute {name!r}")
    # Whoever works with maps through this module may sit in a notebook.
    import_module("jejak.library").show_maps_as_pictures()
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
