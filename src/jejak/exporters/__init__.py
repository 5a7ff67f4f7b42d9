"""A map as a picture or a file: one module per format, one line in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from jejak.errors import UnknownFormat
from jejak.exporters.options import AS_IT_IS, Made, Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jejak.exporters.options import Sheet, Theme
    from jejak.language.catalogue import Language
    from jejak.layout.choices import Choices
    from jejak.model.journey_map import JourneyMap

    Writer = Callable[[JourneyMap, Options], Made]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that maps can be written in."""

    name: str
    extension: str  # of a file's name, with its dot
    media_type: str
    function: str  # module and name; imported only when it is used
    extra: str | None = None  # what must be installed besides Jejak itself
    is_picture: bool = True


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format(
            "pdf", ".pdf", "application/pdf", "jejak.exporters.pdf:export_pdf", "pdf"
        ),
        Format("png", ".png", "image/png", "jejak.exporters.png:export_png", "pdf"),
        Format("svg", ".svg", "image/svg+xml", "jejak.exporters.svg:export_svg"),
        Format("html", ".html", "text/html", "jejak.exporters.html:export_html"),
        Format(
            "yaml",
            ".journey.yaml",
            "application/yaml",
            "jejak.exporters.saved:export_yaml",
            is_picture=False,
        ),
        Format(
            "json",
            ".journey.json",
            "application/json",
            "jejak.exporters.saved:export_json",
            is_picture=False,
        ),
    )
}
"""Every format by its name, in the order in which people are offered them."""


def export(
    journey: JourneyMap,
    format: str,
    *,
    language: Language | None = None,
    dated: date | None = None,
    choices: Choices | None = None,
    sheet: Sheet = "auto",
    theme: Theme = "auto",
) -> bytes:
    """Return a map in a format.

    Args:
        journey: A valid map.
        format: `pdf`, `png`, `svg`, `html`, `yaml` or `json`.
        language: Of a picture's own words; by default the one of the map. Saved
            maps have no words of their own, and are always whole.
        dated: A date to show on a picture; a map itself has none.
        choices: Which lanes and personas a picture shows; by default all that are not
            hidden.
        sheet: Of paper: `auto`, `a3`, `a2`, `a1`, `a0` or `pages`.
        theme: The ground: `auto`, `light` or `dark`.

    Raises:
        UnknownFormat: There is no such format.
        WrongChoice: There is no such language, sheet, theme, lane or persona.
        MissingExtra: The format needs a part that is not installed.
        ExportError: The picture could not be made.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import MapInfo
        >>> export(JourneyMap.of([MapInfo(title="Buying")]), "html")[:15]
        b'<!doctype html>'
    """
    options = Options(language, dated, choices, sheet, theme)
    return make(journey, format, options).content


def make(journey: JourneyMap, format: str, options: Options = AS_IT_IS) -> Made:
    """Return a map in a format, with what there is to say about it.

    Raises:
        UnknownFormat: There is no such format.
        WrongChoice: A lane or persona was chosen that the map does not have, or
            something that this format cannot do.
        MissingExtra: The format needs a part that is not installed.
        ExportError: The picture could not be made.
    """
    if format not in FORMATS:
        raise UnknownFormat(format, FORMATS)
    options.refuse_what_it_cannot(FORMATS[format].name, FORMATS[format].is_picture)
    module, _, name = FORMATS[format].function.partition(":")
    write = cast("Writer", getattr(import_module(module), name))
    return write(journey, options)


def format_of(file_name: str) -> str | None:
    """Return the format that the name of a file asks for, if it is one of ours.

    Examples:
        >>> format_of("map.PDF"), format_of("a.journey.yaml"), format_of("a.docx")
        ('pdf', 'yaml', None)
        >>> format_of("a.yml")
        'yaml'
    """
    ending = file_name.rpartition(".")[2].lower()
    known = {**{name: name for name in FORMATS}, "yml": "yaml", "htm": "html"}
    return known.get(ending)
