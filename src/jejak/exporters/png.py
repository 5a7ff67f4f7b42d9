"""A map as PNG: the map alone, as one picture for slides, chats and wikis."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from jejak.errors import ExportError
from jejak.exporters.fitting import PAPERS
from jejak.exporters.options import AS_IT_IS, Made, Remark
from jejak.exporters.sheet_data import sheet_data
from jejak.exporters.sheets import PAPER, picture_of, sheets_of
from jejak.exporters.svg import picture_size
from jejak.exporters.typesetting import letters_remark, missing_letters, png_of
from jejak.layout.choices import wrong_choice
from jejak.layout.view import view_of

if TYPE_CHECKING:
    from jejak.exporters.options import Options
    from jejak.model.journey_map import JourneyMap

_SHARP = 192.0  # ppi: two pixels for each CSS px
_READABLE = 96.0  # ppi, below which text of 8 pt is hard to read
_MOST_PIXELS = 38_000_000  # a picture of more needs more than a gigabyte to make
_PX_PER_MM = 96 / 25.4


def export_png(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as one PNG, at twice the size of the design where that can be.

    Raises:
        MissingExtra: The extra `pdf` is not installed.
        WrongChoice: The map does not fit the sheet that was asked for.
        ExportError: The picture could not be made; the message says why.
    """
    data, ppi = picture_data(journey, options)
    remarks = letters_remark(missing_letters(data))
    if ppi < _READABLE:
        remarks += (Remark("export.remark.small", {}),)
    return Made(_picture(data, ppi, options), remarks)


def picture_data(journey: JourneyMap, options: Options) -> tuple[str, float]:
    """Return what the template draws for a picture, and in how many ppi."""
    view = view_of(
        journey, options.language, dated=options.dated, choices=options.choices
    )
    palette = PAPER[options.theme]
    if options.sheet == "auto":
        tables = picture_of(view, palette)
        width, height = picture_size(view)
    else:
        tables = {**sheets_of(view, options.sheet, palette), "pages": None}
        width, height = (side * _PX_PER_MM for side in PAPERS[options.sheet])
    ppi = min(_SHARP, 96 * sqrt(_MOST_PIXELS / (width * height)))
    return sheet_data(view, palette, tables), ppi


def _picture(data: str, ppi: float, options: Options) -> bytes:
    try:
        return png_of(data, ppi)
    except ExportError as error:
        if "too large for one sheet" not in str(error):
            raise
        raise wrong_choice("choice.too_large", sheet=options.sheet.upper()) from error
