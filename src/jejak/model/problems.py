"""What can be wrong with a map, each kind of problem in one English sentence.

The catalogue has the same sentences in every language under `problem.` and the
name of the rule; here they are so that an error can speak without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from jejak.errors import EditRefused, Gone
from jejak.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.model.records import RecordId

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "answer_twice": "{record} says the same as {other}.",
        "answer_without_aim": "{record} must name either a pain point or a stage.",
        "blank": "{record}: {field} is blank.",
        "broken_link": "{record}: {field} names {target}, which does not exist.",
        "card_in_lane": "{record} stands in {target}, a lane that holds no cards.",
        "cell_twice": "{record} marks the same cell as {other}.",
        "foreign_substage": "{record}: {target} is a part of another stage.",
        "idle_field": "{record}: {field} means nothing for {target}.",
        "judgement_twice": "{record} repeats the judgement {other} of one person.",
        "map_missing": "The record {record} does not describe a map.",
        "marked_cell": "{record} says that a cell is empty, but it holds cards.",
        "not_allowed": "{record}: {field} is {value}; allowed is {allowed}.",
        "number_twice": "{record} and {other} have the same short number.",
        "number_with_pains": "{record} joins pain points, so it has no own number.",
        "order_twice": "{record} and {other} have the same order key.",
        "own_link": "{record}: {field} names the record itself.",
        "pain_twice": "{record} joins a pain point that {other} joins already.",
        "repeated_link": "{record}: {field} names {target} more than once.",
        "role_twice": "{record} and {other} are lanes of the same role.",
        "second_map": "{record} describes a map, but only one record may.",
        "too_many_items": "{record}: {field} has {count} items; at most {most}.",
        "too_many_records": "{record} has {count} records; at most {most}.",
        "too_long": "{record}: {field} has {count} characters; at most {most}.",
        "unwanted_signs": "{record}: {field} holds control characters.",
        "wrong_link": "{record}: {field} names {target}; allowed is {allowed}.",
    }
)
"""The sentence for every rule; `{record}` is the first record it is about."""


REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "cell_filled": "Only an empty cell can be marked; this one holds cards.",
        "fixed_field": "{record}: {field} cannot be changed here, but can: {allowed}.",
        "fixed_id": "{record}: the id of a record never changes.",
        "gone": "{record} is not on this map (any more).",
        "ids_twice": "Several records have the id {record}.",
        "in_no_statement": "{record} is in no statement.",
        "map_stays": "The record of the map itself cannot be deleted.",
        "more": "… and {count} more.",
        "no_field": "{record} has no field {field}; it has: {allowed}.",
        "no_order": "{record} has no order.",
        "no_text": "{record} has no text {field}.",
        "not_empty": "This map is not empty.",
        "not_there": "{record} does not stand there (any more).",
        "other_kind": "{record} is a {value}; allowed is {allowed}.",
        "other_text": "{record}: {field} has no “{value}” at {place} (any more).",
        "taken": "The id {record} is taken by {other}.",
        "two_places": "A place is before one record or after one, not both.",
    }
)
"""The sentences for edits that are refused whatever the map would be after them."""

Named = str | Record | Gone
"""What a sentence names: a record, one that is not there (any more), or plain text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a map."""

    rule: str
    records: tuple[RecordId, ...]  # those it is about; the first one has it
    given: Mapping[str, Named] = field(default_factory=dict)  # for the sentence

    @property
    def values(self) -> dict[str, str]:
        """What the sentence is filled with, records by their words and ids."""
        return {name: called(value) for name, value in self.given.items()}

    @property
    def text(self) -> str:
        """The problem as an English sentence.

        Examples:
            >>> Problem("blank", ("s",), {"record": "stage s", "field": "title"}).text
            'stage s: title is blank.'
        """
        sentence = SENTENCES.get(self.rule) or REFUSALS[self.rule]
        for name, value in self.values.items():
            sentence = sentence.replace("{" + name + "}", value)
        return sentence


def refused(rule: str, **values: Named) -> EditRefused:
    """Return the error for an edit that breaks a rule.

    Examples:
        >>> print(refused("gone", record=Gone("stage-pay")))
        stage-pay is not on this map (any more).
    """
    return refused_for([Problem(rule, (), values)])


def refused_for(problems: Sequence[Problem]) -> EditRefused:
    """Return the error for an edit after which a map would have these problems.

    It names ten of them at most: nobody reads on.

    Examples:
        >>> print(refused_for([Problem("map_stays", ())] * 12))
        The record of the map itself cannot be deleted.
        ...
        … and 2 more.
    """
    shown = list(problems[:_MOST_SHOWN])
    if len(problems) > _MOST_SHOWN:
        count = str(len(problems) - _MOST_SHOWN)
        shown.append(Problem("more", (), {"count": count}))
    reasons = [(f"problem.{each.rule}", each.given) for each in shown]
    return EditRefused("\n".join(each.text for each in shown), reasons)


_MOST_SHOWN = 10
_LONGEST_NAME = 40


def called(record: Named) -> str:
    """Return a record by its words, where it has any, and its id; text as it is.

    Examples:
        >>> from jejak.model.records import RecordId, Stage, StageId
        >>> called(Stage(StageId(RecordId("stage-pay")), "Pay"))
        '“Pay” (stage-pay)'
    """
    if isinstance(record, str):
        return record
    for name in ("title", "text", "name", "label", "word"):
        words = " ".join(getattr(record, name, "").split())
        if words:
            return f"{quoted(words)} ({record.id})"
    return record.id


def quoted(words: str) -> str:
    """Return words as a sentence quotes them: not all of it where there are many.

    Examples:
        >>> quoted("Pay")
        '“Pay”'
    """
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME - 1].rstrip() + "…"
    return f"“{words}”"
