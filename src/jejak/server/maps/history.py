"""History: who changed what and when, named moments, and what a map once was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jejak.language.catalogue import Language, say
from jejak.layout.differences import (
    Difference,
    Wording,
    as_json,
    counted,
    differences_of,
    in_order,
)
from jejak.model.changes import apply_changes, decode_change, ids_of
from jejak.model.diff import diff
from jejak.model.edits.maps import RestoreMap
from jejak.model.index import group_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import MAP_ID, Lane, Stage, Substage
from jejak.model.text import clean_text
from jejak.server.errors import Refused
from jejak.server.maps import services
from jejak.server.maps.log import load_at, load_row
from jejak.server.maps.models import LoggedEdit, Version, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from jejak.model.changes import Change
    from jejak.model.records import RecordId
    from jejak.server.maps.access import User
    from jejak.server.maps.log import MapAt
    from jejak.server.maps.models import Map

LONGEST_NAME = 200
MOST_VERSIONS = 1_000
MOST_DETAILS = 20
_SCAFFOLD = (Stage, Substage, Lane)  # by which everything is called and ordered


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the log in words."""

    seq: int
    client_edit_id: str
    actor: str
    at: datetime
    what: str
    details: tuple[dict[str, Any], ...]  # what differed, as `jejak diff` says it
    more: int  # differences beyond those


def map_at(row: Map, seq: int) -> MapAt:
    """Return a map as it stood after one of its edits.

    Raises:
        BrokenLog: An edit is missing.
        Refused: There was no such edit.
    """
    if not 1 <= seq <= row.seq:
        raise Refused(404, "edit_not_found")
    if seq == row.seq:
        return load_row(row)
    return load_at(row.id, seq)


def steps(
    row: Map,
    before: int | None,
    most: int,
    language: Language,
    details: int = MOST_DETAILS,
) -> list[Step]:
    """Return entries of the log in words, the latest first.

    Args:
        row: The map.
        before: Only entries before this place; None: from the latest on.
        most: How many at most.
        language: In whose words.
        details: How many differences to tell of each, at most.
    """
    last = row.seq if before is None else min(before - 1, row.seq)
    if last < 1:
        return []
    now = map_at(row, last)
    rows = LoggedEdit.objects.filter(map=row, seq__lte=now.seq).order_by("-seq")
    journey, found = now.journey, []
    for entry in rows[:most]:
        back = [decode_change(change) for change in entry.inverse]
        earlier = apply_changes(journey, back)
        found.append(_step(entry, earlier, journey, language, details))
        journey = earlier
    return found


def _step(
    entry: LoggedEdit,
    before: JourneyMap,
    after: JourneyMap,
    language: Language,
    most: int,
) -> Step:
    wording = Wording(before, after, language)
    changes = [decode_change(change) for change in entry.changes]
    found: tuple[Difference, ...] = ()
    if entry.seq > 1:
        found = in_order(_differences(before, after, changes), wording)
    told = [as_json(one, wording) for one in found[:most]]
    return Step(
        seq=entry.seq,
        client_edit_id=entry.client_edit_id,
        actor=entry.actor,
        at=entry.at,
        what=_sentence(entry, found, told, language),
        details=tuple(told),
        more=len(found) - len(told),
    )


def _differences(
    before: JourneyMap, after: JourneyMap, changes: Sequence[Change]
) -> tuple[Difference, ...]:
    """Return what changes made differ, by comparing only what is near them."""
    near = _near(before, after, set(ids_of(changes)))
    small = [
        JourneyMap.of(journey.records[each] for each in near & journey.records.keys())
        for journey in (before, after)
    ]
    return differences_of(diff(*small))


def _near(
    before: JourneyMap, after: JourneyMap, touched: set[RecordId]
) -> set[RecordId]:
    """Return the records touched, those they stand among, and stages and lanes."""
    near = touched | {MAP_ID}
    for journey in (before, after):
        for kind in _SCAFFOLD:
            near |= {record.id for record in journey.of_kind(kind)}
        for record_id in touched & journey.records.keys():
            group = group_of(journey.records[record_id])
            near |= journey.index.holding(group) if group is not None else set()
    return near


def _sentence(
    entry: LoggedEdit,
    found: Sequence[Difference],
    told: Sequence[dict[str, Any]],
    language: Language,
) -> str:
    """Return what an entry did, in one sentence."""
    if entry.seq == 1:
        return say(language, "step.created")
    if entry.conflict is not None:
        words = entry.conflict["mine"]
        return say(language, "step.conflict", text=words)
    what = _what(found, told, language)
    name = entry.edit.get("edit")
    around = {"Undo": "step.undone", "RestoreMap": "history.restored"}
    if name in around:
        return say(language, around[name], what=what)
    if entry.client_edit_id.startswith("table:"):
        return say(language, "step.table", what=what)
    return what


def _what(
    found: Sequence[Difference], told: Sequence[dict[str, Any]], language: Language
) -> str:
    if not found:
        return say(language, "step.nothing")
    if len(found) > 1:
        return counted(found, language)
    (one,) = told
    where = " · ".join(filter(None, (one["lane"] or one["kind_name"], one["stage"])))
    return say(language, f"step.{one['sort']}", where=where, text=one["text"])


def differences_since(
    row: Map, seq: int, language: Language
) -> Iterator[dict[str, Any]]:
    """Yield what differs between a moment of a map and now, as people read a map."""
    before, after = map_at(row, seq).journey, load_row(row).journey
    wording = Wording(before, after, language)
    for one in in_order(differences_of(diff(before, after)), wording):
        yield as_json(one, wording)


def restore(user: User, row: Map, seq: int) -> int:
    """Bring a map back to what it was, by an edit that can be undone like any other.

    Returns:
        The place of that edit in the log.

    Raises:
        EditRefused: Its records no longer fit together by today's rules.
        Refused: There was no such edit.
    """
    records = tuple(map_at(row, seq).journey.records.values())
    name = f"restore:{seq}:{row.seq}"
    submitted = services.Submitted(name, RestoreMap(records))
    (accepted,) = services.submit_whole(user, row.id, [submitted])
    return accepted.seq


# Versions


def name_version(user: User, row: Map, name: str, seq: int | None = None) -> Version:
    """Give a moment of a map a name.

    Raises:
        Refused: There was no such moment, the name is empty, or there are too many.
    """
    name = " ".join(clean_text(name).split())[:LONGEST_NAME]
    moment = row.seq if seq is None else seq
    if not 1 <= moment <= row.seq:
        raise Refused(404, "edit_not_found")
    if not name:
        raise Refused(422, "invalid_body", where="name")
    if Version.objects.filter(map=row).count() >= MOST_VERSIONS:
        raise Refused(409, "too_many_versions", most=MOST_VERSIONS)
    return Version.objects.create(
        map=row, seq=moment, name=name, actor=user.id, at=timezone.now()
    )


def versions_of(row: Map) -> Iterable[Version]:
    """Return the named moments of a map, the latest first."""
    return Version.objects.filter(map=row).order_by("-seq", "-id")


def forget_version(row: Map, version_id: int) -> None:
    """Take a name from a moment; the moment stays in the log.

    Raises:
        Refused: There is no such name.
    """
    deleted, _ = Version.objects.filter(map=row, id=version_id).delete()
    if not deleted:
        raise Refused(404, "version_not_found")


# Visits


def last_visit(user: User, row: Map) -> Visit | None:
    """Return when somebody was last at a map, and what they had seen then."""
    return Visit.objects.filter(map=row, actor=user.id).first()


def remember_visit(user: User, map_id: str, seq: int) -> None:
    """Take down what somebody has seen of a map."""
    with services.one_writer():
        Visit.objects.update_or_create(
            map_id=map_id,
            actor=user.id,
            defaults={"seq": seq, "at": timezone.now()},
        )
