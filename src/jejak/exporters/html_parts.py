"""Small pieces that several parts of the HTML file use."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from jejak.exporters.marks import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.layout.parts import Fact, FieldView, PersonaView


def facts(pairs: Iterable[Fact]) -> str:
    """Return facts as the inside of a description list."""
    return "".join(
        f"<div><dt>{escaped(fact.label)}</dt><dd>{escaped(fact.text)}</dd></div>"
        for fact in pairs
    )


def portrait(persona: PersonaView) -> str:
    """Return the portrait of a persona, or the initials on the same ground."""
    if persona.portrait:
        data = base64.b64encode(persona.portrait).decode("ascii")
        return (
            f'<img class="portrait" src="data:image/svg+xml;base64,{data}" alt=""'
            ' width="64" height="64">'
        )
    if not persona.initials:
        return ""
    return f'<p class="portrait" aria-hidden="true">{escaped(persona.initials)}</p>'


def field_body(field: FieldView) -> str:
    """Return what a field of a persona says, in the form it is read best."""
    if field.form == "points" and len(field.items) > 1:
        items = "".join(f"<li>{escaped(item)}</li>" for item in field.items)
        return f'<ul class="items dots">{items}</ul>'
    if field.form == "names":
        return f"<p>{escaped(', '.join(field.items))}</p>"
    return "".join(f"<p>{escaped(item)}</p>" for item in field.items)
