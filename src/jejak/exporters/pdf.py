"""A map as PDF: a sheet to hang up, or pages, then everything they cannot hold.

Typst sets it, from `sheet/`. The result is tagged for those who cannot see it, and
the same map gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.exporters.options import AS_IT_IS, Made
from jejak.exporters.pdf_headers import with_row_headers
from jejak.exporters.sheet_data import sheet_data
from jejak.exporters.sheets import PAPER, sheets_of
from jejak.exporters.typesetting import pdf_of
from jejak.layout.view import view_of

if TYPE_CHECKING:
    from jejak.exporters.options import Options
    from jejak.model.journey_map import JourneyMap


def export_pdf(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as a tagged PDF: the map, then personas, matrix and reasons.

    By itself it takes A3, or A2 where text would be smaller than 7 pt. A map past
    that, or past the paper that was asked for, goes on over pages: parted after
    stages, with the heads of stages and lanes on each.

    Raises:
        MissingExtra: The extra `pdf` is not installed.
        ExportError: The sheet could not be set; the message says why.
    """
    made, remarks = pdf_of(pdf_data(journey, options), options.dated)
    return Made(with_row_headers(made), remarks)


def pdf_data(journey: JourneyMap, options: Options) -> str:
    """Return what the template draws."""
    view = view_of(
        journey, options.language, dated=options.dated, choices=options.choices
    )
    palette = PAPER[options.theme]
    return sheet_data(view, palette, sheets_of(view, options.sheet, palette))
