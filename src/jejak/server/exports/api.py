"""The export API: thin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from jejak.exporters import FORMATS
from jejak.server.errors import Refused
from jejak.server.exports.jobs import Order, make_file
from jejak.server.exports.names import disposition, file_name
from jejak.server.language import language_of
from jejak.server.maps.access import Need, get_map, user_of
from jejak.server.maps.log import load_row
from jejak.server.maps.schemas import ErrorBody, LanguageName
from jejak.server.settings import settings
from jejak.server.workers import workers

router = Router()

# Wherever the file is opened, it runs nothing and loads nothing of ours.
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@router.get(
    "/maps/{map_id}/export/{format}",
    response={404: ErrorBody, 501: ErrorBody, 503: ErrorBody},
    operation_id="export_map",
)
def export_map(
    request: HttpRequest,
    map_id: str,
    format: str,
    language: LanguageName | None = None,
) -> HttpResponse:
    """Return a map as a file to save: pdf, svg, html, yaml or json."""
    row = get_map(user_of(request), map_id, Need.VIEW)
    if format not in FORMATS:
        raise Refused(404, "unknown_format", known=", ".join(FORMATS))
    journey = load_row(row).journey
    limits = settings()
    changed = row.updated_at.astimezone().date()  # as this computer counts days
    content = workers().run(
        make_file,
        Order(journey, format, language or language_of(request), changed),
        seconds=limits.export_seconds,
        memory_mb=limits.export_memory_mb,
    )
    chosen = FORMATS[format]
    response = HttpResponse(content, content_type=chosen.media_type)
    name = file_name(journey.info.title, chosen.extension)
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
