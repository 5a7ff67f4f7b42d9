"""Tables that are no map and no ranking: a persona, or something to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.ledger import Claim
from jejak.importers.persona import read_pairs
from jejak.importers.reading import Message
from jejak.importers.surroundings import piece_claims
from jejak.language.names import head_kinds
from jejak.language.persona_keys import persona_field
from jejak.model.records import MAP_ID

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.table import Slot, Table

_LEAST_KEYS = 2
_NAME = "name"


def take_other(context: Context, draft: Draft, table: Table) -> None:
    """Read a table of personas; keep any other in the notes."""
    if is_persona_table(table):
        _take_personas(context, draft, table)
        return
    slots = [slot for row in table.slots for slot in row if slot.text]
    remark = context.desk.note(
        "other_table",
        Message("import.remark.other_table", {"count": len(slots)}),
        context.where(slots[0].spot),
        Message("import.remark.other_table.remedy"),
    )
    rows = (" | ".join(_one_line(slot) for slot in row) for row in table.slots)
    draft.notes.append("\n".join(f"| {row} |" for row in rows))
    for slot in slots:
        context.ledger.remark(slot.spot, slot.text, remark)


def _one_line(slot: Slot) -> str:
    return " ".join(slot.text.split()).replace("|", "\\|")


def is_persona_table(table: Table) -> bool:
    """Return whether a table tells of personas: keys in the first column."""
    keys = [slot.text for slot in table.column(0) if slot.text]
    known = sum(persona_field(key) is not None for key in keys)
    return table.width > 1 and known >= _LEAST_KEYS and known * 2 >= len(keys)


def _take_personas(context: Context, draft: Draft, table: Table) -> None:
    """Make a persona of every column beside the keys."""
    words: list[Slot] = []
    for column in range(1, table.width):
        pairs: list[tuple[str, Slot]] = []
        for row in table.slots:
            label, value = row[0], row[column]
            is_head = "persona" in head_kinds(label.text) or not label.text
            if value.text:
                pairs.append((_NAME if is_head else label.text, value))
        if not pairs:
            continue
        persona, pieces = read_pairs([(label, slot.text) for label, slot in pairs])
        record_id = draft.new_id("persona", persona.texts.get("name", ""))
        draft.personas.append(persona.record(record_id))
        for (_, slot), found in zip(pairs, pieces, strict=True):
            claims = piece_claims(draft, found, [record_id])
            if not claims:  # "-" tells of nothing
                claims = [Claim(slot.text, draft.number, record_id, is_structure=True)]
            context.ledger.claim_group([slot.spot], claims)
    for slot in table.column(0):
        if slot.text and persona_field(slot.text) is None:
            _claim_own_key(context, draft, slot)
        elif slot.text:
            words.append(slot)
    context.words.setdefault(draft.number, []).extend(words)


def _claim_own_key(context: Context, draft: Draft, slot: Slot) -> None:
    """Account for a key that became an own field, or that heads the table."""
    label = slot.text.rstrip(" :：")
    for persona in draft.personas:
        if any(field.label == label for field in persona.own_fields):
            context.claim(slot, slot.text, persona.id, draft.number, is_structure=True)
            return
    context.claim(slot, slot.text, MAP_ID, draft.number, is_structure=True)
