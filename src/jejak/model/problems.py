"""What can be wrong with a map, each kind of problem in one English sentence.

The catalogue has the same sentences in every language under `problem.` and the
name of the rule; here they are so that an error can speak without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.model.records import Record, RecordId

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "answer_twice": "{record} says the same as {other}.",
        "answer_without_aim": "{record} must name either a pain point or a stage.",
        "blank": "{record}: {field} is blank.",
        "broken_link": "{record}: {field} names {target}, which does not exist.",
        "card_in_lane": "{record} stands in {target}, a lane that holds no cards.",
        "cell_twice": "{record} marks the same cell as {other}.",
        "foreign_substage": "{record}: {target} is a part of another stage.",
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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a map."""

    rule: str
    records: tuple[RecordId, ...]  # those it is about; the first one has it
    values: Mapping[str, str] = field(default_factory=dict)  # for the sentence

    @property
    def text(self) -> str:
        """The problem as an English sentence.

        Examples:
            >>> Problem("blank", ("s",), {"record": "stage s", "field": "title"}).text
            'stage s: title is blank.'
        """
        sentence = SENTENCES[self.rule]
        for name, value in self.values.items():
            sentence = sentence.replace("{" + name + "}", value)
        return sentence


_LONGEST_NAME = 40


def called(record: Record) -> str:
    """Return a record by its words, where it has any, and its id.

    Examples:
        >>> from jejak.model.records import RecordId, Stage, StageId
        >>> called(Stage(StageId(RecordId("stage-pay")), "Pay"))
        '“Pay” (stage-pay)'
    """
    for name in ("title", "text", "name", "label", "word"):
        words = " ".join(getattr(record, name, "").split())
        if words:
            cut = len(words) > _LONGEST_NAME
            shown = words[: _LONGEST_NAME - 1].rstrip() + "…" if cut else words
            return f"“{shown}” ({record.id})"
    return record.id
