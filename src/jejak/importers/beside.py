"""What stands beside and above the lanes of a table: personas, facts, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.cover import read_key_line
from jejak.importers.ledger import Claim
from jejak.importers.persona import read_pairs, read_persona
from jejak.importers.reading import Message
from jejak.importers.surroundings import Passage, add_personas, piece_claims
from jejak.language.names import head_kinds
from jejak.language.persona_keys import is_own_key, persona_field
from jejak.model.records import MAP_ID

if TYPE_CHECKING:
    from jejak.importers.body import Body
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.orientation import MapTable
    from jejak.importers.stages import StagePlan
    from jejak.importers.table import Slot, Table

_LONGEST_GROUP_WORDS = 3
_LONGEST_TITLE = 120  # characters


@dataclass(slots=True)
class Beside:
    """What stood beside the lanes of a map's tables."""

    left: list[Slot] = field(default_factory=list)
    titles: list[Passage] = field(default_factory=list)
    facts: list[tuple[Slot, list[Slot]]] = field(default_factory=list)
    asides: list[tuple[str, Slot]] = field(default_factory=list)  # with their lanes
    totals: list[Slot] = field(default_factory=list)

    def collect(self, found: MapTable, plan: StagePlan, body: Body) -> None:
        """Add what stands in one table."""
        self.left += body.left
        self.totals += body.totals
        self.facts += body.facts
        for row in found.fact_rows:
            label, *values = found.table.row(row)[found.lane_column :]
            self.facts.append((label, [slot for slot in values if slot.text]))
        for part in body.lanes:
            for row in part.rows:
                for column in plan.asides:
                    slot = found.table.row(row)[column]
                    if slot.text:
                        self.asides.append((part.name, slot))
        self.titles += [
            Passage(slot.spot, slot.text, found.table.source, level=1)
            for row in found.title_rows
            for slot in found.table.row(row)
            if slot.text
        ]

    def take_line(self, table: Table, *, is_before: bool) -> bool:
        """Take a table of single cells for what it is: a title, lines of text."""
        rows = [[slot for slot in row if slot.text] for row in table.slots]
        if any(len(row) > 1 for row in rows):
            return False
        for number, slot in enumerate(slot for row in rows for slot in row):
            is_title = is_before and not number and len(slot.text) <= _LONGEST_TITLE
            self.titles.append(
                Passage(
                    slot.spot,
                    slot.text,
                    table.source,
                    level=1 if is_title else 0,
                    is_before=is_before,
                )
            )
        return True


def take_beside(context: Context, draft: Draft, beside: Beside) -> None:
    """Turn what stood beside the lanes into a persona, fields and notes."""
    _take_facts(context, draft, beside.facts)
    _take_left(context, draft, beside.left, beside.titles)
    for lane, slot in beside.asides:
        draft.notes.append(f"{lane}: {slot.text}" if lane else slot.text)
        context.claim(slot, slot.text, MAP_ID, draft.number)
    if beside.totals:
        texts = ", ".join(" ".join(slot.text.split()) for slot in beside.totals)
        remark = context.desk.note(
            "totals",
            Message("import.remark.totals", {"words": texts}),
            context.where(beside.totals[0].spot),
        )
        for slot in beside.totals:
            context.ledger.remark(slot.spot, slot.text, remark)


def _take_facts(
    context: Context, draft: Draft, facts: list[tuple[Slot, list[Slot]]]
) -> None:
    """Take rows such as "Persona | Rina" and "Company | Toko Sari"."""
    told: list[tuple[Slot, Slot]] = []
    for label, values in facts:
        whole = " ".join(" ".join(slot.text.split()) for slot in values)
        key = read_key_line(f"{label.text}: {whole}")
        name = key[1] if key else ""
        is_persona = "persona" in head_kinds(label.text) or name == "persona"
        is_persona = is_persona or not label.text
        if is_persona or persona_field(label.text) or is_own_key(label.text):
            told += [(label, slot) for slot in values]
        elif name and name not in draft.info:
            draft.info[name] = whole
            _claim_fact(context, draft, label, values)
        else:
            draft.notes.append(f"{label.text}: {whole}")
            _claim_fact(context, draft, label, values)
    if told:
        _take_told(context, draft, told)


def _claim_fact(
    context: Context, draft: Draft, label: Slot, values: list[Slot]
) -> None:
    number = draft.number
    context.claim(label, label.text, MAP_ID, number, is_structure=True)
    for slot in values:
        context.claim(slot, slot.text, MAP_ID, number)


def _take_told(context: Context, draft: Draft, told: list[tuple[Slot, Slot]]) -> None:
    """Make a persona of rows whose keys stand in front of them."""
    pairs: list[tuple[str | None, str]] = [
        (None if _says_who(label) else label.text, slot.text) for label, slot in told
    ]
    persona, pieces = read_pairs(pairs)
    record_id = draft.new_id("persona", persona.texts.get("name", ""))
    draft.personas.append(persona.record(record_id))
    for (_, slot), found in zip(told, pieces, strict=True):
        claims = piece_claims(draft, found, [record_id])
        if not claims:
            claims = [Claim(slot.text, draft.number, record_id, is_structure=True)]
        context.ledger.claim_group([slot.spot], claims)
    for label in dict.fromkeys(label for label, _ in told if label.text):
        context.claim(label, label.text, record_id, draft.number, is_structure=True)


def _says_who(label: Slot) -> bool:
    return not label.text or "persona" in head_kinds(label.text)


def _take_left(
    context: Context, draft: Draft, left: list[Slot], titles: list[Passage]
) -> None:
    """Take what stands left of the lane names: a persona, groups, or a title."""
    if not left:
        return
    head, first = _without_head(left[0].text)
    reading = read_persona([first, *(slot.text for slot in left[1:])])
    is_turned = left[0].spot.table in context.turned
    if reading.known_keys == 0 and len(left) > 1 and _are_groups(left):
        for slot in left:
            context.leave_out(
                slot,
                "group",
                Message("import.remark.group", {"text": slot.text}),
                Message("import.remark.group.remedy"),
            )
    elif reading.known_keys == 0 and (is_turned or _is_row_above(left)):
        titles += [
            Passage(slot.spot, slot.text, context.where(slot.spot).source, level=1)
            for slot in left
        ]
    else:
        label = [Claim(head, draft.number, MAP_ID, is_structure=True)] if head else []
        add_personas(context, draft, reading, [slot.spot for slot in left], label)


def _without_head(text: str) -> tuple[str, str]:
    """Part a word such as "Persona:" from what follows it."""
    head, colon, rest = text.partition(":")
    if colon and "persona" in head_kinds(head) and rest.strip():
        return head + colon, rest.strip()
    return "", text


def _are_groups(left: list[Slot]) -> bool:
    return all(len(slot.text.split()) <= _LONGEST_GROUP_WORDS for slot in left)


def _is_row_above(left: list[Slot]) -> bool:
    """Return whether the text stands in one row of the input, above a turned table."""
    return len(left) == 1 and left[0].columns > 1
