"""The export API: thin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from jejak.exporters import FORMATS
from jejak.exporters.options import SHEETS, THEMES, Options
from jejak.layout.choices import choices_of
from jejak.server.errors import Refused
from jejak.server.exports.jobs import Order, make_file, taken_apart
from jejak.server.exports.names import disposition, file_name
from jejak.server.language import language_of
from jejak.server.maps.access import Need, get_map, user_of
from jejak.server.maps.log import load_row
from jejak.server.maps.schemas import ErrorBody, LanguageName
from jejak.server.settings import settings
from jejak.server.workers import workers

if TYPE_CHECKING:
    from jejak.exporters.options import Made, Sheet, Theme
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap
    from jejak.server.maps.models import Map

router = Router()

# Wherever the file is opened, it runs nothing and loads nothing of ours.
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Wanted(Schema):
    """What a file shows, and how."""

    language: LanguageName | None = None
    sheet: str = Field("auto", description=f"One of: {', '.join(SHEETS)}.")
    theme: str = Field("auto", description=f"One of: {', '.join(THEMES)}.")
    lanes: str | None = Field(
        None, description="Ids with commas between them; by default all but the hidden."
    )
    personas: str | None = Field(
        None, description="Ids with commas between them; by default all."
    )
    internal: bool = Field(True, description="0 leaves the internal zone out.")


@router.get(
    "/maps/{map_id}/export/{format}",
    response={404: ErrorBody, 422: ErrorBody, 501: ErrorBody, 503: ErrorBody},
    operation_id="export_map",
)
def export_map(
    request: HttpRequest, map_id: str, format: str, wanted: Query[Wanted]
) -> HttpResponse:
    """Return a map as a file to save: pdf, png, svg, html, yaml or json.

    What there is to say about the file comes in the header `Jejak-Remarks`, as
    JSON in percent-encoding: a list of sentences.
    """
    row = get_map(user_of(request), map_id, Need.VIEW)
    if format not in FORMATS:
        raise Refused(404, "unknown_format", known=", ".join(FORMATS))
    journey = load_row(row).journey
    limits = settings()
    options = _options(wanted, journey, row, language_of(request))
    answer = workers().run(
        make_file,
        Order(journey, format, options),
        seconds=limits.export_seconds,
        memory_mb=limits.export_memory_mb,
    )
    name = file_name(journey.info.title, FORMATS[format].extension)
    return _response(taken_apart(answer), format, name, language_of(request))


def _options(
    wanted: Wanted, journey: JourneyMap, row: Map, language: Language
) -> Options:
    choices = choices_of(
        journey,
        lanes=_ids(wanted.lanes),
        personas=_ids(wanted.personas),
        internal=wanted.internal,
    )
    return Options(
        language=wanted.language or language,
        dated=row.updated_at.astimezone().date(),  # as this computer counts days
        choices=choices,
        sheet=cast("Sheet", wanted.sheet),
        theme=cast("Theme", wanted.theme),
    )


def _ids(given: str | None) -> list[str] | None:
    return None if given is None else [one for one in given.split(",") if one]


def _response(made: Made, format: str, name: str, language: Language) -> HttpResponse:
    response = HttpResponse(made.content, content_type=FORMATS[format].media_type)
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["Cache-Control"] = "no-store"
    if made.remarks:
        said = [remark.said(language) for remark in made.remarks]
        response.headers["Jejak-Remarks"] = quote(json.dumps(said, ensure_ascii=False))
    return response
