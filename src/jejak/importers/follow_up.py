"""Columns of a ranking beside its answers: who does what by when, and notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from jejak.importers.lists import is_nothing, split_items
from jejak.language.dates import read_date
from jejak.language.names import load_words, plain_name
from jejak.model.records import MAP_ID, Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.table import Slot
    from jejak.model.records import Statement

Follow = Literal["owner", "due", "action", "state"]
FOLLOWS: tuple[Follow, ...] = ("owner", "due", "action", "state")
_STATES: tuple[Literal["open", "doing", "done", "dropped"], ...] = (
    *("open", "doing", "done", "dropped"),
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(plain_name, load_words("ranking")[kind]))


def follow_of(head: str) -> Follow | None:
    """Return what a column of a ranking tells about the work on its problems.

    Examples:
        >>> follow_of("PIC"), follow_of("Batas waktu"), follow_of("Impact")
        ('owner', 'due', None)
    """
    plain = plain_name(head)
    for follow in FOLLOWS:
        if plain in _words(follow):
            return follow
    for follow in FOLLOWS:
        if any(f" {word} " in f" {plain} " for word in _words(follow)):
            return follow
    return None


def take_follow_up(
    context: Context,
    draft: Draft,
    statement: Statement,
    at: Mapping[Follow, Slot],
) -> set[Slot]:
    """Make the actions of a row; return the cells that they hold."""
    told = {
        follow: slot
        for follow, slot in at.items()
        if slot.text and not is_nothing(slot.text)
    }
    state = _state(told["state"].text) if "state" in told else None
    if state is None:
        told.pop("state", None)
    if not told:
        return set()
    texts = split_items(told["action"].text).items if "action" in told else ()
    due = read_date(told["due"].text, draft.language) if "due" in told else None
    behind = ""
    if "due" in told and due is None:  # "Q2 2027" is no day: it stays in words
        behind = f" ({' '.join(told['due'].text.split())})"
    owner = " ".join(told["owner"].text.split()) if "owner" in told else ""
    ids = []
    for text in texts or (statement.text,):
        record = draft.new_id("action", text)
        ids.append(record)
        draft.actions.append(Action(record, text + behind, owner, due, state or "open"))
    for follow, slot in told.items():
        if follow == "action":
            for record, text in zip(ids, texts, strict=True):
                context.claim(slot, text, record, draft.number)
            continue
        is_structure = follow == "state" or (follow == "due" and due is not None)
        context.claim(slot, slot.text, ids[0], draft.number, is_structure=is_structure)
    return set(told.values())


def _state(text: str) -> Literal["open", "doing", "done", "dropped"] | None:
    plain = plain_name(text)
    words = load_words("ranking")["states"]
    return next(
        (state for state in _STATES if plain in map(plain_name, words[state])), None
    )


def take_rest(
    context: Context, draft: Draft, problem: str, rest: list[tuple[str, Slot]]
) -> None:
    """Keep the other columns of a row in the notes, with their heads."""
    kept = [(head, slot) for head, slot in rest if not is_nothing(slot.text)]
    if kept:
        told = "; ".join(
            f"{head}: {slot.text}" if head else slot.text for head, slot in kept
        )
        draft.notes.append(f"{' '.join(problem.split())} | {told}")
    for _, slot in rest:
        is_structure = is_nothing(slot.text)
        context.claim(slot, slot.text, MAP_ID, draft.number, is_structure=is_structure)
