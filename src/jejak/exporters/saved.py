"""The saved format as an export, so that every format has one way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.exporters.options import AS_IT_IS, Made

if TYPE_CHECKING:
    from jejak.exporters.options import Options
    from jejak.model.journey_map import JourneyMap


def export_yaml(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as YAML, whole: it is the map itself and no picture of it."""
    from jejak.files import dumps

    return Made(dumps(journey, "yaml").encode("utf-8"))


def export_json(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as JSON, whole: it is the map itself and no picture of it."""
    from jejak.files import dumps

    return Made(dumps(journey, "json").encode("utf-8"))
