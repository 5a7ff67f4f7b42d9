"""The import API: thin."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from jejak.server.border import clean_plain
from jejak.server.errors import Refused
from jejak.server.imports import services, updates
from jejak.server.imports.jobs import Upload
from jejak.server.imports.schemas import (
    MapIds,
    Preview,
    Undone,
    Updated,
    UpdatePreview,
)
from jejak.server.language import choose_language, language_of
from jejak.server.maps.access import Need, get_map, user_of
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


@router.post(
    "/maps/{map_id}/import/preview",
    response={200: UpdatePreview, 404: ErrorBody, **_REFUSALS},
    operation_id="preview_update",
)
def preview_update(
    request: HttpRequest,
    map_id: str,
    text: Form[str] = "",
    answers: Form[str] = "{}",
    choices: Form[str] = "{}",
    number: Form[int | None] = None,
    language: Form[str] = "",
    file: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads it, nobody writes
) -> UpdatePreview:
    """Compare a table with a map without changing anything.

    `choices` is a JSON object: id of a difference -> whether to carry it out.
    `number` says which map of the table it is, counted from 0.
    """
    row = get_map(user_of(request), map_id, Need.VIEW)
    upload = _upload(request, text, file, answers, language)
    chosen = updates.Chosen(_choices(choices), number)
    found = updates.preview_update(row, upload, chosen)
    return UpdatePreview.model_validate(found)


@router.post(
    "/maps/{map_id}/import",
    response={200: Updated, 404: ErrorBody, 409: ErrorBody, **_REFUSALS},
    operation_id="update_map",
)
def update_map(
    request: HttpRequest,
    map_id: str,
    text: Form[str] = "",
    answers: Form[str] = "{}",
    choices: Form[str] = "{}",
    number: Form[int | None] = None,
    seq: Form[int | None] = None,
    language: Form[str] = "",
    file: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads it, nobody writes
) -> Updated:
    """Update a map from a table that changed, as one edit.

    With `seq` it is refused if the map changed since that edit.
    """
    user = user_of(request)
    row = get_map(user, map_id, Need.EDIT)
    upload = _upload(request, text, file, answers, language)
    chosen = updates.Chosen(_choices(choices), number, seq)
    return Updated.model_validate(updates.apply_update(user, row, upload, chosen))


@router.post(
    "/maps/{map_id}/import/{seq}/undo",
    response={200: Undone, 404: ErrorBody, 409: ErrorBody},
    operation_id="undo_update",
)
def undo_update(request: HttpRequest, map_id: str, seq: int) -> Undone:
    """Take an update back; what was changed since stays."""
    return Undone(seq=updates.undo_update(user_of(request), map_id, seq))


def _choices(text: str) -> dict[str, bool]:
    given = _object(text, "choices")
    if not all(isinstance(value, bool) for value in given.values()):
        raise Refused(422, "invalid_body", where="choices")
    return given


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        given = json.loads(text or "{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refused(422, "invalid_body", where=where)
    return {str(key): value for key, value in clean_plain(given).items()}


def _upload(
    request: HttpRequest,
    text: str,
    files: list[UploadedFile],
    answers: str,
    language: str,
) -> Upload:
    chosen = choose_language(language, language_of(request), "")
    clean = {key: str(value) for key, value in _object(answers, "answers").items()}
    return services.upload_of(clean_plain(text), files, clean, chosen)
