"""The Eisenhower table: problem statements, two answers each, both reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from jejak.importers.follow_up import Follow, follow_of, take_follow_up, take_rest
from jejak.importers.lists import is_nothing
from jejak.importers.reading import Message
from jejak.language.names import load_words, plain_name
from jejak.model.ranking import Quadrant, quadrant_of
from jejak.model.records import Statement, StatementId
from jejak.model.rules import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.reading import Where
    from jejak.importers.table import Slot, Table
    from jejak.model.records import StageId

Head = Literal[
    "problem",
    "important",
    "urgent",
    "important_why",
    "urgent_why",
    "quadrant",
    "stage",
    "number",
]
_HEADS: tuple[Head, ...] = ("problem", "important", "urgent", "quadrant", "stage")
_TELLING = frozenset({"problem", "important", "urgent", "quadrant"})
_LEAST_TELLING = 3
_ROWS_LOOKED_AT = 5
_LONGEST_HEAD = 60
_NEGATIONS = ("not ", "tidak ", "kurang ", "belum ", "bukan ", "un", "less ", "non ")


@dataclass(frozen=True, slots=True)
class RankingTable:
    """A table of ranked problems and what its columns are."""

    table: Table
    head_row: int
    columns: dict[Head, int]
    follows: dict[Follow, int] = field(default_factory=dict)


def find_ranking(table: Table) -> RankingTable | None:
    """Return the table as a ranking if its head names enough of it."""
    for candidate in (table, table.turned()):
        for row in range(min(_ROWS_LOOKED_AT, candidate.height - 1)):
            columns = _columns(candidate.row(row))
            is_told = len(_TELLING & columns.keys()) >= _LEAST_TELLING
            if is_told and "problem" in columns:
                follows = _follows(candidate.row(row), set(columns.values()))
                return RankingTable(candidate, row, columns, follows)
    return None


def _columns(slots: tuple[Slot, ...]) -> dict[Head, int]:
    found: dict[Head, int] = {}
    before: Head | None = None
    for place, slot in enumerate(slots):
        head = _head(slot.text, before)
        if head and head not in found:
            found[head] = place
            before = head
    return found


def _follows(slots: tuple[Slot, ...], taken: set[int]) -> dict[Follow, int]:
    found: dict[Follow, int] = {}
    for place, slot in enumerate(slots):
        follow = follow_of(slot.text) if place not in taken and slot.text else None
        if follow:
            found.setdefault(follow, place)
    return found


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(plain_name(word) or word for word in load_words("ranking")[kind])


def _head(text: str, before: Head | None) -> Head | None:
    """Return what a column holds; "Why?" belongs to the answer before it."""
    plain = plain_name(text)
    if not plain or len(plain) > _LONGEST_HEAD:
        return None
    words = set(plain.split())
    about: dict[str, bool] = {
        answer: bool(words & _words(f"{answer}_part"))
        for answer in ("important", "urgent")
    }
    if words & _words("why"):
        is_urgent = about["urgent"] or (before == "urgent" and not about["important"])
        return "urgent_why" if is_urgent else "important_why"
    for head in _HEADS:
        if plain in _words(head) or about.get(head):
            return head
    if plain in {"no", "nr", "#", "nomor"}:
        return "number"
    for head in _HEADS:
        if any(f" {word} " in f" {plain} " for word in _words(head)):
            return head
    return None


def is_ranking_head(text: str) -> bool:
    """Return whether a head may stand above answers of a ranking.

    Examples:
        >>> is_ranking_head("Mendesak?"), is_ranking_head("Bayar")
        (True, False)
    """
    words = set(plain_name(text).split()) if len(text) <= _LONGEST_HEAD else set()
    return bool(words & (_words("important_part") | _words("urgent_part")))


def take_ranking(
    context: Context, draft: Draft, found: RankingTable
) -> dict[StatementId, Where]:
    """Turn every row of the table into a statement; return where each stands."""
    places: dict[StatementId, Where] = {}
    for row in range(found.table.height):
        slots = found.table.row(row)
        if row <= found.head_row or _columns(slots) == found.columns:
            context.words.extend(slot for slot in slots if slot.text)
        elif any(slot.text for slot in slots):
            count = len(draft.statements)
            _take_row(context, draft, found, slots)
            if len(draft.statements) > count:
                problem = slots[found.columns["problem"]]
                places[draft.statements[-1].id] = context.where(problem.spot)
    return places


def _take_row(
    context: Context, draft: Draft, found: RankingTable, slots: tuple[Slot, ...]
) -> None:
    """Make the statement of one row; what it cannot hold is told in a remark."""
    at = {head: slots[place] for head, place in found.columns.items()}
    problem = at["problem"]
    reason = ""
    if not problem.text or is_nothing(problem.text):
        reason = "import.remark.no_problem"
    elif any(len(slot.text) > LONGEST_TEXT for slot in at.values()):
        reason = "import.remark.too_long"
    if reason:
        for slot in slots:
            if slot.text:
                _leave(context, slot, reason)
        return
    statement = _statement(context, draft, at, problem)
    draft.statements.append(statement)
    _claim_row(context, draft, found, slots, statement)
    if "quadrant" in at and at["quadrant"].text:
        told = _quadrant(at["quadrant"].text)
        _compare(context, at["quadrant"], told, quadrant_of(statement))


def _statement(
    context: Context, draft: Draft, at: Mapping[Head, Slot], problem: Slot
) -> Statement:
    """Return the statement of a row; a lone quadrant tells both answers."""
    important = _judged(context, draft, at.get("important"), "important")
    urgent = _judged(context, draft, at.get("urgent"), "urgent")
    quadrant = _quadrant(at["quadrant"].text) if "quadrant" in at else None
    if quadrant and important is None and urgent is None:
        important = quadrant in {Quadrant.DO, Quadrant.PLAN}
        urgent = quadrant in {Quadrant.DO, Quadrant.DELEGATE}
    return Statement(
        StatementId(draft.new_id("statement", problem.text)),
        _flat(problem.text),
        stage=_stage(draft, at.get("stage")),
        is_important=important,
        important_why=_why(at.get("important_why")),
        is_urgent=urgent,
        urgent_why=_why(at.get("urgent_why")),
    )


def _flat(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _why(slot: Slot | None) -> str:
    return _flat(slot.text) if slot and not is_nothing(slot.text) else ""


def _stage(draft: Draft, slot: Slot | None) -> StageId | None:
    if slot is None:
        return None
    name = plain_name(slot.text)
    return next(
        (stage.id for stage in draft.stages if plain_name(stage.record.title) == name),
        None,
    )


def _judged(
    context: Context, draft: Draft, slot: Slot | None, what: str
) -> bool | None:
    """Return an answer of the table; one that is not understood is asked about."""
    if slot is None or not slot.text:
        return None
    folded = " ".join(slot.text.casefold().split())
    plain = plain_name(slot.text) or folded
    if plain in _words("no") or folded in _words("no"):
        return False
    if plain in _words("yes") or folded in _words("yes"):
        return True
    if set(plain.split()) & _words(f"{what}_part"):
        return not plain.startswith(_NEGATIONS)
    answer = context.desk.ask(
        "judgement",
        [what, folded],
        Message(f"import.ask.{what}", {"text": slot.text}),
        context.where(slot.spot),
        [
            ("yes", Message(f"statement.{what}")),
            ("no", Message(f"statement.not_{what}")),
            ("leave", Message("import.choice.leave")),
        ],
        map_number=draft.number,
    )
    return {"yes": True, "no": False}.get(answer or "")


def _quadrant(text: str) -> Quadrant | None:
    plain = plain_name(text)
    for name, words in load_words("ranking")["quadrants"].items():
        known = {plain_name(word) for word in words}
        if plain in known or plain.split(" ")[0] in known:
            return Quadrant(name)
    return None


def _claim_row(
    context: Context,
    draft: Draft,
    found: RankingTable,
    slots: tuple[Slot, ...],
    statement: Statement,
) -> None:
    heads = {place: head for head, place in found.columns.items()}
    at = {follow: slots[place] for follow, place in found.follows.items()}
    taken = take_follow_up(context, draft, statement, at)
    rest: list[tuple[str, Slot]] = []
    for place, slot in enumerate(slots):
        if not slot.text or slot in taken:
            continue
        head = heads.get(place)
        if head is None or (head == "stage" and statement.stage is None):
            label = found.table.row(found.head_row)[place].text
            rest.append((" ".join(label.split()), slot))
            continue
        is_text = head in {"problem", "important_why", "urgent_why"}
        is_structure = not is_text or is_nothing(slot.text)
        context.claim(
            slot, slot.text, statement.id, draft.number, is_structure=is_structure
        )
    take_rest(context, draft, statement.text, rest)


def _leave(context: Context, slot: Slot, key: str) -> None:
    text = Message(key, {"text": slot.text})
    context.leave_out(slot, "ranking", text, Message(f"{key}.remedy"))


def _compare(
    context: Context, slot: Slot, told: Quadrant | None, derived: Quadrant | None
) -> None:
    """Say so where the table's own quadrant differs from what its answers give."""
    if told == derived and told is not None:
        return
    shown = Message(f"quadrant.{derived}" if derived else "quadrant.none")
    context.desk.note(
        "quadrant",
        Message("import.remark.quadrant", {"told": slot.text, "derived": shown}),
        context.where(slot.spot),
        Message("import.remark.quadrant.remedy"),
    )
