"""The API of a map's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router, Status

from jejak.server.errors import Refused
from jejak.server.language import language_of
from jejak.server.maps import history, people
from jejak.server.maps.access import Need, get_map, user_of
from jejak.server.maps.log import records_of
from jejak.server.maps.schemas import (
    EditAccepted,
    ErrorBody,
    HistoryStep,
    MapBody,
    MapHistory,
    MapVersion,
    NewVersion,
    PersonName,
    SinceThen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jejak.server.maps.models import Version

router = Router()
_MOST_STEPS = 200
_MOST_DETAILS = 10_000  # of all steps together


@router.get(
    "/maps/{map_id}/history",
    response={200: MapHistory, 404: ErrorBody},
    operation_id="get_history",
)
def read_history(
    request: HttpRequest,
    map_id: str,
    before: int | None = None,
    most: int = 50,
    details: int = history.MOST_DETAILS,
) -> MapHistory:
    """Return who changed what and when, the latest first."""
    if not 1 <= most <= _MOST_STEPS:
        raise Refused(422, "invalid_body", where="most")
    if not 1 <= details <= _MOST_DETAILS // most:
        raise Refused(422, "invalid_body", where="details")
    row = get_map(user_of(request), map_id, Need.VIEW)
    found = history.steps(row, before, most, language_of(request), details)
    versions = list(history.versions_of(row))
    names = people.names_of(
        [*(step.actor for step in found), *(version.actor for version in versions)]
    )
    return MapHistory(
        seq=row.seq,
        steps=[
            HistoryStep(
                seq=step.seq,
                client_edit_id=step.client_edit_id,
                person=_person(step.actor, names),
                at=step.at,
                what=step.what,
                details=list(step.details),
                more=step.more,
            )
            for step in found
        ],
        versions=_versions(versions, names),
    )


def _person(actor: str, names: Mapping[str, people.Name]) -> PersonName:
    known = names.get(actor)
    colour = people.colour_of(actor)
    return PersonName(id=actor, name=known.name if known else "", colour=colour)


def _versions(
    rows: Iterable[Version], names: Mapping[str, people.Name]
) -> list[MapVersion]:
    return [
        MapVersion(
            id=row.id,
            seq=row.seq,
            name=row.name,
            person=_person(row.actor, names),
            at=row.at,
        )
        for row in rows
    ]


@router.get(
    "/maps/{map_id}/history/{int:seq}",
    response={200: MapBody, 404: ErrorBody},
    operation_id="get_map_at",
)
def read_map_at(request: HttpRequest, map_id: str, seq: int) -> MapBody:
    """Return a map as it stood after one of its edits."""
    row = get_map(user_of(request), map_id, Need.VIEW)
    then = history.map_at(row, seq)
    return MapBody(
        id=row.id,
        seq=then.seq,
        created_at=row.created_at,
        updated_at=row.updated_at,
        records=records_of(then.journey),
    )


@router.post(
    "/maps/{map_id}/history/{int:seq}/restore",
    response={200: EditAccepted, 404: ErrorBody, 409: ErrorBody},
    operation_id="restore_map_at",
)
def restore_map_at(request: HttpRequest, map_id: str, seq: int) -> EditAccepted:
    """Bring a map back to what it was; that is an edit, and can be undone."""
    user = user_of(request)
    row = get_map(user, map_id, Need.EDIT)
    return EditAccepted(seq=history.restore(user, row, seq))


@router.get(
    "/maps/{map_id}/changes",
    response={200: SinceThen, 404: ErrorBody},
    operation_id="get_changes",
)
def read_changes(
    request: HttpRequest, map_id: str, since: int | None = None
) -> SinceThen:
    """Return what differs since a moment, or else since one was last here."""
    user = user_of(request)
    row = get_map(user, map_id, Need.VIEW)
    visit = history.last_visit(user, row)
    seq = since if since is not None else (visit.seq if visit else row.seq)
    found = history.differences_since(row, seq, language_of(request))
    return SinceThen(
        seq=row.seq,
        since=seq,
        at=visit.at if visit and since is None else None,
        differences=list(found),
    )


@router.post(
    "/maps/{map_id}/versions",
    response={201: MapVersion, 404: ErrorBody, 409: ErrorBody, 422: ErrorBody},
    operation_id="name_version",
)
def name_version(
    request: HttpRequest, map_id: str, body: NewVersion
) -> Status[MapVersion]:
    """Give a moment of a map a name."""
    user = user_of(request)
    row = get_map(user, map_id, Need.EDIT)
    made = history.name_version(user, row, body.name, body.seq)
    (found,) = _versions([made], people.names_of([user.id]))
    return Status(201, found)


@router.delete(
    "/maps/{map_id}/versions/{int:version_id}",
    response={204: None, 404: ErrorBody},
    operation_id="forget_version",
)
def forget_version(request: HttpRequest, map_id: str, version_id: int) -> Status[None]:
    """Take the name from a moment; the moment itself stays."""
    row = get_map(user_of(request), map_id, Need.EDIT)
    history.forget_version(row, version_id)
    return Status(204, None)
