"""Edits of problem statements: their words, and how they are ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.importers.updating.frame import values_of
from jejak.model.edits.statements import (
    AddStatement,
    ChangeStatement,
    DeleteStatement,
    JudgeStatement,
)
from jejak.model.records import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.importers.updating.writing import Writer
    from jejak.model.diff import FieldChange
    from jejak.model.edits import Edit
    from jejak.model.records import RecordId

_WORDS = frozenset({"text", "stage"})


def write_statements(writer: Writer) -> None:
    """Write new statements, other words and other answers.

    Which pains a statement joins is guessed by the import and decided by
    people: a statement that is there keeps those it has.
    """
    previous: RecordId | None = None
    for incoming in writer.match.incoming.statements:
        found = writer.translate(incoming)
        if found.id in writer.work.records:
            _change(writer, found)
        else:
            statement = replace(
                found,
                pains=tuple(one for one in found.pains if _is_free(writer, one)),
                stage=found.stage if writer.has(found.stage) else None,
            )
            edit = AddStatement(statement, after=previous)
            writer.bring(incoming, statement, edit)
        previous = found.id if writer.has(found.id) else previous
    _tell_of_left(writer)


def _is_free(writer: Writer, pain: RecordId) -> bool:
    return writer.has(pain) and not writer.work.index.holding(("pain", pain))


def _change(writer: Writer, found: Statement) -> None:
    names = ["text", "is_important", "important_why", "is_urgent", "urgent_why"]
    if writer.has(found.stage):
        names.append("stage")

    def edits(fields: Sequence[FieldChange]) -> list[Edit]:
        words = [one for one in fields if one.field in _WORDS]
        answers = [one for one in fields if one.field not in _WORDS]
        made: list[Edit] = []
        if words:
            made.append(ChangeStatement(found.id, values_of(words)))
        if answers:
            made.append(JudgeStatement(found.id, values_of(answers)))
        return made

    writer.change(writer.work.records[found.id], found, edits, names)


def _tell_of_left(writer: Writer) -> None:
    """Tell of statements that a ranking in the table does not have."""
    if not writer.match.incoming.statements:
        return
    matched = set(writer.match.ids.values())
    for statement in writer.known.journey.statements:
        if statement.id in matched or writer.known.is_ours(statement):
            continue
        edit = DeleteStatement(statement.id)
        why = "difference.not_in_table.why"
        writer.offer("kept", statement, edit, why=why, is_taken=False)
