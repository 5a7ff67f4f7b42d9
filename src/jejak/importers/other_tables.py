"""Tables that are no map and no ranking: a persona, or something to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.cover import read_key_line
from jejak.importers.ledger import Claim
from jejak.importers.persona import read_pairs
from jejak.importers.reading import Message
from jejak.importers.surroundings import piece_claims
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name
from jejak.language.persona_keys import is_own_key, persona_field
from jejak.model.records import MAP_ID

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.table import Slot, Table

_LEAST_KEYS = 2
_LEAST_FIELDS = 2  # of a cover
_PAIR = 2
_MOST_KEYS = 60
_LONGEST_KEY = 60
# who somebody is; goals, quotes and habits may be lanes of a map as well
_TELLING = frozenset(
    {
        *("name", "age", "job", "identity", "personality", "social_media"),
        *("apps_tried", "scenario"),
    }
)
_NAME = "name"


def take_other(
    context: Context, draft: Draft, table: Table, persona: Table | None
) -> None:
    """Read a table of personas; keep any other in the notes."""
    if persona is not None:
        _take_personas(context, draft, persona)
        return
    if _take_cover(context, draft, table):
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


def _take_cover(context: Context, draft: Draft, table: Table) -> bool:
    """Take a table of pairs such as "Client | Toko Sari" into the map's own fields."""
    pairs = [[slot for slot in row if slot.text] for row in table.slots]
    pairs = [slots for slots in pairs if slots]
    if any(len(slots) > _PAIR for slots in pairs):
        return False
    found: list[tuple[str, Slot, Slot]] = []
    for slots in pairs:
        key = read_key_line(": ".join(slot.text for slot in slots))
        if len(slots) == _PAIR and key and key[1] != "persona":
            found.append((key[1], *slots))  # type: ignore[arg-type]
    if len(found) < _LEAST_FIELDS:
        return False
    taken: set[Slot] = set()
    for name, label, value in found:
        if name in draft.info:
            continue
        draft.info[name] = " ".join(value.text.split())
        _claim_pair(context, draft, label, value)
        taken |= {label, value}
    for slots in pairs:
        if slots[0] not in taken:
            draft.notes.append(": ".join(slot.text for slot in slots))
            for slot in slots:
                context.claim(slot, slot.text, MAP_ID, draft.number)
    return True


def _claim_pair(context: Context, draft: Draft, label: Slot, value: Slot) -> None:
    number = draft.number
    context.claim(label, label.text, MAP_ID, number, is_structure=True)
    context.claim(value, value.text, MAP_ID, number)


def _one_line(slot: Slot) -> str:
    return " ".join(slot.text.split()).replace("|", "\\|")


def persona_table(table: Table) -> Table | None:
    """Return a table of personas with its keys in the first column, if it is one.

    Its keys go down or across. A map may have lanes for goals, needs and quotes
    too, so a persona must tell who somebody is, and nothing only maps tell.
    """
    for candidate in (table, table.turned()):
        if candidate.width < 2 or candidate.height > _MOST_KEYS:
            continue
        keys = [slot.text for slot in candidate.column(0) if slot.text]
        if any(len(key) > _LONGEST_KEY for key in keys):
            continue
        fields = [persona_field(key) for key in keys]
        known = sum(
            field is not None or is_own_key(key)
            for field, key in zip(fields, keys, strict=True)
        )
        telling = sum(field in _TELLING for field in fields)
        others = sum(
            role_of(key).confidence >= SURE
            for field, key in zip(fields, keys, strict=True)
            if field is None
        )
        if known >= _LEAST_KEYS and known * 2 >= len(keys) and telling > others:
            return candidate
    return None


def _take_personas(context: Context, draft: Draft, table: Table) -> None:
    """Make a persona of every column beside the keys, and of every set of keys."""
    words: list[Slot] = []
    starts = _starts(table)
    for first, last in zip(starts, [*starts[1:], table.height], strict=True):
        block = table.part(first, last)
        has_name = any(persona_field(row[0].text) == _NAME for row in block.slots)
        for column in range(1, table.width):
            _take_column(context, draft, block, column, has_name=has_name)
    for slot in table.column(0):
        if slot.text and (persona_field(slot.text) or _is_head(slot.text)):
            words.append(slot)
        elif slot.text:
            _claim_own_key(context, draft, slot)
    context.words.extend(words)


def _starts(table: Table) -> list[int]:
    """Return the rows in which a persona begins: where its first key comes again."""
    keys = [plain_name(slot.text) for slot in table.column(0)]
    first = next((key for key in keys if key), "")
    starts = [row for row, key in enumerate(keys) if key == first]
    return [0, *starts[1:]]


def _is_head(label: str) -> bool:
    return bool(head_kinds(label) & {"persona", "corner", "number"})


def _take_column(
    context: Context, draft: Draft, block: Table, column: int, *, has_name: bool
) -> None:
    pairs: list[tuple[str, Slot]] = []
    for row in block.slots:
        label, value = row[0].text, row[column]
        if not value.text:
            continue
        is_head = not label or _is_head(label)
        if is_head and (has_name or not value.text.strip(" .#0123456789")):
            # "Persona 1" above the name, "Detail" beside "Field"
            context.words.append(value)
        else:
            pairs.append((_NAME if is_head else label, value))
    if not pairs:
        return
    persona, pieces = read_pairs([(label, slot.text) for label, slot in pairs])
    record_id = draft.new_id("persona", persona.texts.get("name", ""))
    draft.personas.append(persona.record(record_id))
    for (_, slot), found in zip(pairs, pieces, strict=True):
        claims = piece_claims(draft, found, [record_id])
        if not claims:  # "-" tells of nothing
            claims = [Claim(slot.text, draft.number, record_id, is_structure=True)]
        context.ledger.claim_group([slot.spot], claims)


def _claim_own_key(context: Context, draft: Draft, slot: Slot) -> None:
    """Account for a key that became an own field, or that heads the table."""
    label = slot.text.rstrip(" :：")
    for persona in draft.personas:
        if any(field.label == label for field in persona.own_fields):
            context.claim(slot, slot.text, persona.id, draft.number, is_structure=True)
            return
    context.claim(slot, slot.text, MAP_ID, draft.number, is_structure=True)
