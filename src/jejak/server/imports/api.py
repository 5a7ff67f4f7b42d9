"""The import API: thin."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from jejak.server.border import clean_plain
from jejak.server.errors import Refused
from jejak.server.imports import services
from jejak.server.imports.jobs import Upload
from jejak.server.imports.schemas import MapIds, Preview
from jejak.server.language import choose_language, language_of
from jejak.server.maps.access import user_of
from jejak.server.maps.schemas import ErrorBody

router = Router()

_REFUSALS = {413: ErrorBody, 422: ErrorBody, 503: ErrorBody}


@router.post(
    "/import/preview",
    response={200: Preview, **_REFUSALS},
    operation_id="preview_import",
)
def preview_import(
    request: HttpRequest,
    text: Form[str] = "",
    answers: Form[str] = "{}",
    language: Form[str] = "",
    file: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads it, nobody writes
) -> HttpResponse:
    """Read tables without storing anything.

    `answers` is a JSON object: id of a question -> value of the chosen answer.
    """
    upload = _upload(request, text, file, answers, language)
    content = services.preview_upload(upload)
    return HttpResponse(content, content_type="application/json")


@router.post("/import", response={201: MapIds, **_REFUSALS}, operation_id="import_maps")
def import_maps(
    request: HttpRequest,
    text: Form[str] = "",
    answers: Form[str] = "{}",
    language: Form[str] = "",
    file: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads it, nobody writes
) -> Status[MapIds]:
    """Read tables and store the maps they hold, all or none."""
    upload = _upload(request, text, file, answers, language)
    return Status(201, MapIds(ids=services.store_upload(user_of(request), upload)))


def _upload(
    request: HttpRequest,
    text: str,
    files: list[UploadedFile],
    answers: str,
    language: str,
) -> Upload:
    try:
        given = json.loads(answers or "{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refused(422, "invalid_body", where="answers")
    chosen = choose_language(language, language_of(request), "")
    clean = {str(key): str(value) for key, value in clean_plain(given).items()}
    return services.upload_of(clean_plain(text), files, clean, chosen)
