"""What a map is called where the input gives it no title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.states import is_state
from jejak.language.catalogue import nearest_language, say
from jejak.language.names import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.importers.draft import Draft
    from jejak.importers.table import Table

_MOST_NAMES = 3


def name_maps(drafts: Sequence[Draft], tables: Sequence[Table]) -> None:
    """Name every map that has no title after its persona, its sheet or its file.

    Args:
        drafts: The maps, in order.
        tables: The first table of each.
    """
    for draft, table in zip(drafts, tables, strict=True):
        _name(draft, table, drafts[0], is_one_of_many=len(drafts) > 1)


def _name(draft: Draft, table: Table, first: Draft, *, is_one_of_many: bool) -> None:
    title = draft.info.get("title", "")
    sheet = table.name if is_one_of_many else ""
    stem, dot, _ = table.source.rpartition(".")
    stem = stem.replace("_", " ") if dot else ""
    if stem and draft is first and is_state(title):
        title = f"{stem} ({title})"
    if not title and draft.personas:
        words = nearest_language(draft.language)
        names = [one.name for one in draft.personas if one.name]
        persona = ", ".join(names[:_MOST_NAMES])
        title = say(words, "import.title_of", persona=persona) if names else ""
    if not title and sheet and (draft is first or not is_state(sheet)):
        title = "" if is_state(sheet) else sheet
    first_title = "" if draft is first else first.info.get("title", "")
    if not title and not first_title:
        title = stem
    if not title and first_title:
        title = sheet if is_state(sheet) else ""
    if not title and first_title and draft.info.get("state") == "proposed":
        title = say(nearest_language(draft.language), "map.proposed")
    if title and first_title and is_state(title):
        title = _beside(first_title, title)
    if title:
        draft.info["title"] = title


def _beside(first: str, title: str) -> str:
    """Return the title of a map that is only called "to-be"."""
    if plain_name(first, keep_brackets=True) == plain_name(title, keep_brackets=True):
        return title
    return f"{first}: {title}" if "(" in title else f"{first} ({title})"
