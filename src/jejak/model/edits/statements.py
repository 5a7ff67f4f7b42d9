"""Edits of problem statements: which pains they join, how they are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from jejak.model.changes import Change, Delete, set_field, with_value
from jejak.model.edits.base import Edit, find, place, put_new, set_fields
from jejak.model.edits.families import Adding, Changing, Deleting, Kinds, Moving
from jejak.model.problems import refused
from jejak.model.records import Card, CardId, Statement, StatementId

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap

_ANSWERS = frozenset({"is_important", "important_why", "is_urgent", "urgent_why"})


class AddStatement(Adding):
    """Add a problem statement, of one pain, of several, or not on the map yet."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Statement,)


class ChangeStatement(Changing):
    """Write the text or the stage of a statement."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Statement,)
    allowed: ClassVar[frozenset[str] | None] = frozenset({"text", "stage"})


class JudgeStatement(Changing):
    """Say whether a statement is important, whether it is urgent, and why."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Statement,)
    allowed: ClassVar[frozenset[str] | None] = _ANSWERS


class ReorderStatement(Moving):
    """Move a statement among the statements."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Statement,)


class DeleteStatement(Deleting):
    """Delete a statement; its pains stay and are unranked."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Statement,)


@dataclass(frozen=True, slots=True)
class RankPain(Edit):
    """Judge a pain: the statement that joins it, or else a new one with its text."""

    id: CardId
    statement: StatementId  # id for the new statement, if there has to be one
    answers: Mapping[str, object] = field(default_factory=dict)

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the answers, with the statement around them if it is new."""
        pain = find(journey, self.id, Card)
        joining = _statement_of(journey, pain.id)
        if joining is not None:
            return set_fields(joining, self.answers, _ANSWERS)
        new = Statement(self.statement, pain.text, (pain.id,), pain.stage)
        new = with_value(new, "order", place(journey, new, None, None))
        for change in set_fields(new, self.answers, _ANSWERS):
            new = with_value(new, change.field, change.value)
        return [put_new(journey, new)]


@dataclass(frozen=True, slots=True)
class JoinPains(Edit):
    """Join pains to a statement; they leave the statements they were in.

    A statement that is left without pains goes if nobody wrote anything in it.
    Otherwise it stays, as a problem that is not on the map yet.
    """

    id: StatementId
    pains: tuple[CardId, ...]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the longer list of pains, and the shorter ones elsewhere."""
        statement = find(journey, self.id, Statement)
        pains = [each for each in self.pains if each not in statement.pains]
        found: list[Change] = []
        losing: dict[StatementId, list[CardId]] = {}
        for pain in pains:
            other = _statement_of(journey, find(journey, pain, Card).id)
            if other is not None:
                losing.setdefault(other.id, []).append(pain)
        for other_id, lost in losing.items():
            found += _without(journey, find(journey, other_id, Statement), lost)
        if pains and statement.number is not None:
            found.append(set_field(statement, "number", None))
        joined = (*statement.pains, *dict.fromkeys(pains))
        return [*found, set_field(statement, "pains", joined)] if pains else found


@dataclass(frozen=True, slots=True)
class SplitPain(Edit):
    """Take a pain out of its statement; it is unranked then."""

    id: CardId

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the shorter list of pains."""
        pain = find(journey, self.id, Card)
        statement = _statement_of(journey, pain.id)
        if statement is None:
            raise refused("in_no_statement", record=pain)
        left = tuple(each for each in statement.pains if each != pain.id)
        return [set_field(statement, "pains", left)]


def _statement_of(journey: JourneyMap, pain: CardId) -> Statement | None:
    holders = journey.index.holding(("pain", pain))
    return next((find(journey, each, Statement) for each in holders), None)


def _without(
    journey: JourneyMap, statement: Statement, lost: list[CardId]
) -> list[Change]:
    left = tuple(each for each in statement.pains if each not in lost)
    if left or not _is_untouched(journey, statement):
        return [set_field(statement, "pains", left)]
    return [Delete(statement.id)]


def _is_untouched(journey: JourneyMap, statement: Statement) -> bool:
    """Return whether nobody wrote anything of their own in or about a statement."""
    texts = {find(journey, pain, Card).text for pain in statement.pains}
    is_answered = any(getattr(statement, name) not in {None, ""} for name in _ANSWERS)
    is_linked = bool(journey.index.linking_to(statement.id))
    return statement.text in texts and not is_answered and not is_linked
