"""Why an input cannot be read as a map, in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jejak.importers.document import Grid, Prose
from jejak.importers.other_tables import persona_table
from jejak.importers.refusal import refused
from jejak.importers.table import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.errors import ImportRefused
    from jejak.importers.document import Block, Document

_FLOW = re.compile(
    r"^\s*(?:%%.*\n\s*)*(?:flowchart|graph|stateDiagram|sequenceDiagram)\b"
)
_JOURNEY = re.compile(r"^\s*(?:%%.*\n\s*)*journey\b")
_NUMBERED = re.compile(r"^\s*\d+[.)]\s+\S", re.MULTILINE)
_LEAST_NUMBERED = 3
_SHOWN = 4


def why_no_map(documents: Sequence[Document]) -> ImportRefused:
    """Return the refusal for an input in which no map was found."""
    names = ", ".join(document.name for document in documents)
    blocks = [block for document in documents for block in document.blocks]
    grids = [block for block in blocks if isinstance(block, Grid)]
    if grids:
        return _about_tables(names, grids)
    if not blocks:
        return refused("import.refused.empty", name=names)
    return refused(f"import.refused.{_kind_of_text(blocks)}", name=names)


def _about_tables(names: str, grids: list[Grid]) -> ImportRefused:
    tables = [table_of(grid, names, 0) for grid in grids]
    if any(persona_table(table) for table in tables):
        return refused("import.refused.persona_only", name=names)
    rows = tables[0].slots[:1] + tuple(row[:1] for row in tables[0].slots[1:])
    seen = [" ".join(slot.text.split())[:30] for row in rows for slot in row]
    heads = ", ".join(f"“{text}”" for text in seen if text.strip())
    shown = ", ".join(heads.split(", ")[:_SHOWN])
    return refused("import.refused.no_lanes", name=names, heads=shown)


def _kind_of_text(blocks: list[Block]) -> str:
    """Return what a text without tables is: a drawing, an outline or prose."""
    fenced = [one.text for one in blocks if isinstance(one, Prose) and one.fence]
    texts = fenced or [one.text for one in blocks if isinstance(one, Prose)]
    if any(_FLOW.match(text) for text in texts):
        return "flow"
    if any(_JOURNEY.match(text) for text in texts):
        return "diagram"
    prose = "\n".join(one.text for one in blocks if isinstance(one, Prose))
    if len(_NUMBERED.findall(prose)) >= _LEAST_NUMBERED:
        return "outline"
    return "no_table"
