"""Writes. Every change of a map is an entry of its log, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jejak.model.codec import encode
from jejak.model.journey_map import JourneyMap
from jejak.server.maps.log import MapAt, load, store_snapshot
from jejak.server.maps.models import LoggedEdit, Map, new_map_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.server.maps.access import User


def create_map(user: User, journey: JourneyMap, origin: str) -> Map:
    """Store a new map: its creation is edit 1, and there is a snapshot of it.

    Args:
        user: Who makes it.
        journey: What it holds.
        origin: Where that came from, such as `template:blank` or `import`.
    """
    (row,) = create_maps(user, [journey], origin)
    return row


def create_maps(user: User, journeys: Sequence[JourneyMap], origin: str) -> list[Map]:
    """Store new maps, all of them or none."""
    with transaction.atomic():
        return [_create(user, journey, origin) for journey in journeys]


def _create(user: User, journey: JourneyMap, origin: str) -> Map:
    now = timezone.now()
    row = Map.objects.create(id=new_map_id(), seq=1, created_at=now, updated_at=now)
    records = [encode(record) for record in journey.records.values()]
    LoggedEdit.objects.create(
        map=row,
        seq=1,
        client_edit_id=f"create:{row.id}",
        actor=user.id,
        at=now,
        edit={"edit": "CreateMap", "origin": origin},
        changes=[{"put": record} for record in records],
        inverse=[{"delete": record["id"]} for record in records],
    )
    store_snapshot(row, MapAt(1, journey), now)
    return row


def duplicate_map(user: User, row: Map, title: str) -> Map:
    """Store a copy with the same record ids, so that both can be compared exactly."""
    journey = load(row.id).journey
    info = replace(journey.info, title=title)
    copied = JourneyMap.of([*journey.records.values(), info])
    return create_map(user, copied, f"duplicate:{row.id}")


def delete_map(row: Map) -> None:
    """Hide a map; all of it is kept and can be restored."""
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])


def restore_map(row: Map) -> None:
    """Show a deleted map again."""
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
