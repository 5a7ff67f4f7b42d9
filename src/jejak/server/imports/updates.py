"""A map updated from a table that changed: shown first, then one edit in its log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from jejak.errors import JejakError
from jejak.language.catalogue import say
from jejak.model.edits import decode_edit
from jejak.model.edits.maps import Batch
from jejak.server.errors import Refused
from jejak.server.imports import memory
from jejak.server.imports.jobs import UpdateWanted, read_update
from jejak.server.imports.services import run_import
from jejak.server.maps import history, services
from jejak.server.maps.log import load_row, records_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.server.imports.jobs import Upload
    from jejak.server.maps.access import User
    from jejak.server.maps.models import Map


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose while they looked at an update."""

    choices: Mapping[str, bool]  # by id of a difference: carry it out?
    number: int | None = None  # which map of the table
    seq: int | None = None  # of the map that they looked at


def preview_update(row: Map, upload: Upload, chosen: Chosen) -> dict[str, Any]:
    """Return what a table would change on a map.

    Raises:
        ImportRefused: The table holds no map, or not this one.
    """
    now = load_row(row)
    wanted = UpdateWanted(
        upload,
        tuple(records_of(now.journey)),
        memory.base_of(row.id),
        chosen.choices,
        chosen.number,
    )
    found: dict[str, Any] = json.loads(run_import(read_update, wanted))
    return {**found, "seq": now.seq}


def apply_update(
    user: User, row: Map, upload: Upload, chosen: Chosen
) -> dict[str, Any]:
    """Carry out what a table changes: one edit, and so one step of undo.

    Returns:
        The place of the edit in the log, None if there was nothing to do; and
        how much of each sort was done.

    Raises:
        ImportRefused: The table holds no map, or not this one.
        EditRefused: The map changed at the same moment.
        Refused: The map changed since the person looked, or they have to choose.
    """
    found = preview_update(row, upload, chosen)
    if chosen.seq is not None and chosen.seq != found["seq"]:
        raise Refused(409, "map_changed")
    if found["map"] is None:
        raise Refused(422, "import_which_map", titles=" · ".join(found["maps"]))
    seq = None
    if found["edits"]:
        name = say(upload.language, "step.before_table")
        history.name_version(user, row, name, found["seq"])
        batch = Batch(tuple(decode_edit(edit) for edit in found["edits"]))
        submitted = services.Submitted(f"table:{uuid4()}", batch)
        (outcome,) = services.submit(user, row.id, [submitted])
        if isinstance(outcome, JejakError):
            raise outcome
        seq = outcome.seq
    memory.keep_base(row.id, seq or found["seq"], found["base"])
    memory.remember(found["remember"])
    return {"seq": seq, "summary": found["summary"]}


def undo_update(user: User, map_id: str, seq: int) -> int:
    """Take an update back and return the place of the edit that does so.

    Raises:
        EditRefused: Something stands on what the update brought.
        MapNotFound: There is no such map, or this user may not edit it.
        Refused: There is no such edit, or nothing of it is left to undo.
    """
    accepted = services.undo(user, map_id, seq)
    memory.forget_base(map_id, seq)
    return accepted.seq
