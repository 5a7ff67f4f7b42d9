"""How a map stands on paper, or on one picture, as `sheet.typ` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.exporters.fitting import (
    MARGINS,
    NAMES,
    PAPERS,
    SIDE,
    comfortable_widths,
    needed_widths,
    paging_of,
    papers_to_try,
    room_for_stages,
)
from jejak.exporters.sheet_tables import part_tables, whole_table
from jejak.layout.palette import DARK, PRINT
from jejak.layout.refit import refitted, shared_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.exporters.options import Sheet, Theme
    from jejak.layout.parts import MapView

PAPER: Mapping[Theme, Mapping[str, str]] = {
    "auto": PRINT,
    "light": PRINT,
    "dark": DARK,
}
"""The colours of each theme, for pictures that cannot follow the reader's system."""
_SHEET = 1171.0  # px, of all stages together on a picture of a usual map


def sheets_of(
    view: MapView, sheet: Sheet, palette: Mapping[str, str]
) -> dict[str, Any]:
    """Return one sheet with the papers to try, and the pages it takes if none will do.

    Where no paper is worth trying there is no such sheet, so that a map of
    thousands of cards is written down and set but once.
    """
    tries = papers_to_try(view, sheet)
    paper = PAPERS.get(sheet, PAPERS["a3"])
    paging = paging_of(view, paper)
    paged = refitted(view, paging.widths)
    return {
        "papers": tries,
        "whole": one_sheet(view, tries[0], palette) if tries else None,
        "pages": {
            "paper": paper,
            "parts": part_tables(paged, paging, palette),
            "may_fit": paging.may_fit,
        },
        "picture": None,
    }


def one_sheet(
    view: MapView, first: tuple[tuple[int, int], float], palette: Mapping[str, str]
) -> dict[str, Any]:
    """Return the table for one sheet, its stages as wide as their words need."""
    needs = needed_widths(view)
    shares = [stage.share for stage in view.stages]
    room = room_for_stages(view, *first)
    return whole_table(refitted(view, shared_out(shares, needs, room)), palette)


def picture_widths(view: MapView) -> tuple[float, ...]:
    """Return the widths in px of the stages of a picture as wide as it must be."""
    needs = needed_widths(view)
    shares = [stage.share for stage in view.stages]
    room = max(_SHEET, sum(comfortable_widths(view, needs)))
    return shared_out(shares, needs, room)


def picture_of(view: MapView, palette: Mapping[str, str]) -> dict[str, Any]:
    """Return the map as one picture, as large as it must be."""
    widths = picture_widths(view)
    side = SIDE if view.personas else 0
    return {
        "papers": [],
        "whole": whole_table(refitted(view, widths), palette),
        "pages": None,
        "picture": side + NAMES + MARGINS + sum(widths),  # px
    }
