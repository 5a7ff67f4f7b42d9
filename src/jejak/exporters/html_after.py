"""What follows the map in HTML: personas in full, the matrix, reasons, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.exporters.html_parts import field_body
from jejak.exporters.html_table import rank
from jejak.exporters.marks import escaped
from jejak.language.catalogue import say
from jejak.layout.notes import note_blocks

if TYPE_CHECKING:
    from jejak.layout.parts import (
        ListView,
        MapView,
        PersonaView,
        QuadrantView,
        StatementView,
    )


def after(view: MapView) -> str:
    """Return the second part of the file: everything that the table cannot hold."""
    parts = "".join((_personas(view), _matrix(view), _details(view)))
    return f'<div class="after">\n{parts}</div>\n' if parts else ""


def _section(title: str, body: str, name: str) -> str:
    return f'<section class="{name}"><h2>{escaped(title)}</h2>\n{body}</section>\n'


def _personas(view: MapView) -> str:
    if not view.personas:
        return ""
    several = "picture.personas" if len(view.personas) > 1 else "picture.persona"
    body = "".join(_persona(persona) for persona in view.personas)
    return _section(say(view.language, several), body, "people")


def _persona(persona: PersonaView) -> str:
    fields = "".join(
        f"<div><dt>{escaped(field.label)}</dt><dd>{field_body(field)}</dd></div>"
        for field in persona.full
    )
    return f'<dl class="full">{fields}</dl>'


def _matrix(view: MapView) -> str:
    if not view.has_statements:
        return ""
    quarters = "".join(_quadrant(view, one) for one in view.quadrants)
    title = say(view.language, "picture.matrix")
    return _section(title, f'<div class="matrix">{quarters}</div>', "priorities")


def _quadrant(view: MapView, quadrant: QuadrantView) -> str:
    name = quadrant.rank or "none"
    cards = "".join(_statement(view, one) for one in quadrant.statements)
    empty = f'<p class="empty">{say(view.language, "picture.empty")}</p>'
    return (
        f'<section class="quadrant q-{name}"><h3>{rank(quadrant.rank, quadrant.word)}'
        f"<small>{quadrant.means}</small></h3>{cards or empty}</section>"
    )


def _statement(view: MapView, statement: StatementView) -> str:
    missing = say(view.language, "statement.why_missing")
    reasons = "".join(
        f"<div><dt>{escaped(answer)}</dt><dd{'' if why else ' class=empty'}>"
        f"{escaped(why or missing)}</dd></div>"
        for answer, why in (
            (statement.important, statement.important_why),
            (statement.urgent, statement.urgent_why),
        )
    )
    meta = " · ".join(filter(None, (statement.number, statement.place)))
    pains = "".join(f"<li>{escaped(text)}</li>" for text in statement.pains)
    label = say(view.language, "picture.pains")
    return (
        f'<article class="statement"><p class="meta">{escaped(meta)}</p>'
        f"<h4>{escaped(statement.text)}</h4><dl>{reasons}</dl>"
        + (
            f'<p class="meta">{label}</p><ul class="items">{pains}</ul>'
            if pains
            else ""
        )
        + "</article>"
    )


def _details(view: MapView) -> str:
    parts = [_list(one) for one in view.lists]
    if view.head.details:
        pairs = "".join(
            f"<div><dt>{escaped(one.label)}</dt><dd><p>{escaped(one.text)}</p></dd></div>"
            for one in view.head.details
        )
        parts.insert(0, f'<section><dl class="full">{pairs}</dl></section>\n')
    blocks = note_blocks(view.head.notes)
    if blocks:
        tags = {"heading": "h3", "text": "p", "point": 'p class="point"'}
        body = "".join(
            f"<{tags[block.kind]}>{escaped(block.text)}</{tags[block.kind].split()[0]}>"
            for block in blocks
        )
        parts.append(_section(say(view.language, "picture.notes"), body, "prose"))
    return "".join(parts)


def _list(view: ListView) -> str:
    rows = "".join(
        f"<div><dt>{escaped(item.label)}</dt><dd><p>{escaped(item.text)}</p></dd></div>"
        for item in view.items
    )
    return _section(view.title, f'<dl class="full">{rows}</dl>', "list")
