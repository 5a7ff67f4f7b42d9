"""The maps API: thin; the words of errors are chosen in `jejak.server.answers`."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest
from ninja import Router, Status

from jejak.language.catalogue import say
from jejak.server.errors import Refused
from jejak.server.language import language_of
from jejak.server.maps import people, queries, services
from jejak.server.maps.access import Need, User, get_map, maps_of, user_of
from jejak.server.maps.log import load_row
from jejak.server.maps.reading import read_edit
from jejak.server.maps.schemas import (
    EditsAccepted,
    ErrorBody,
    LanguageName,
    MapBody,
    MapId,
    MapList,
    NewEdits,
    NewMap,
    TemplateList,
)
from jejak.templates import TEMPLATES, template

router = Router()


@router.get("/maps", response=MapList, operation_id="list_maps")
def list_maps(request: HttpRequest) -> MapList:
    """List the maps of this workspace, the last changed first."""
    return MapList(maps=[queries.summary_of(row) for row in maps_of(user_of(request))])


@router.post("/maps", response={201: MapId, 404: ErrorBody}, operation_id="create_map")
def create_map(request: HttpRequest, body: NewMap) -> Status[MapId]:
    """Make a map from a template."""
    if body.template not in TEMPLATES:
        raise Refused(404, "unknown_template", known=", ".join(TEMPLATES))
    journey = template(body.template, body.language)
    row = services.create_map(user_of(request), journey, f"template:{body.template}")
    return Status(201, MapId(id=row.id))


@router.get("/templates", response=TemplateList, operation_id="list_templates")
def list_templates(
    request: HttpRequest, language: LanguageName | None = None
) -> TemplateList:
    """List the templates in a language."""
    found = queries.templates_in(language or language_of(request))
    return TemplateList(templates=list(found))


@router.get(
    "/maps/{map_id}", response={200: MapBody, 404: ErrorBody}, operation_id="get_map"
)
def read_map(request: HttpRequest, map_id: str) -> MapBody:
    """Return a whole map."""
    return queries.body_of(get_map(user_of(request), map_id, Need.VIEW))


@router.patch(
    "/v1/maps/{map_id}",
    response={200: EditsAccepted, 404: ErrorBody, 409: ErrorBody, 422: ErrorBody},
    operation_id="edit_map",
)
def edit_map(request: HttpRequest, map_id: str, body: NewEdits) -> EditsAccepted:
    """Change a map by named edits: all of them, or none."""
    user = user_of(request)
    if body.by:
        user = User(people.greet(people.id_of_name(body.by), body.by).id)
    key = body.key or str(uuid4())
    batch = [read_edit(f"{key}:{place}", edit) for place, edit in enumerate(body.edits)]
    accepted = services.submit_whole(user, map_id, batch)
    seqs = [each.seq for each in accepted]
    return EditsAccepted(seq=max(seqs), seqs=seqs)


@router.post(
    "/maps/{map_id}/duplicate",
    response={201: MapId, 404: ErrorBody},
    operation_id="duplicate_map",
)
def duplicate_map(request: HttpRequest, map_id: str) -> Status[MapId]:
    """Copy a map; its records keep their ids, so both can be compared."""
    user = user_of(request)
    row = get_map(user, map_id, Need.VIEW)
    title = say(
        language_of(request), "api.copy_of", title=load_row(row).journey.info.title
    )
    return Status(201, MapId(id=services.duplicate_map(user, row, title).id))


@router.delete(
    "/maps/{map_id}", response={204: None, 404: ErrorBody}, operation_id="delete_map"
)
def delete_map(request: HttpRequest, map_id: str) -> Status[None]:
    """Delete a map; it is kept and can be restored."""
    user = user_of(request)
    known = people.names_of([user.id]).get(user.id)
    row = get_map(user, map_id, Need.EDIT)
    services.delete_map(row, known.name if known else "")
    return Status(204, None)


@router.post(
    "/maps/{map_id}/restore",
    response={204: None, 404: ErrorBody},
    operation_id="restore_map",
)
def restore_map(request: HttpRequest, map_id: str) -> Status[None]:
    """Restore a deleted map."""
    services.restore_map(get_map(user_of(request), map_id, Need.RESTORE))
    return Status(204, None)
