"""A map as one HTML file: a real table, no scripts, nothing from outside."""

from __future__ import annotations

from importlib import resources
from math import ceil
from typing import TYPE_CHECKING

from jejak.exporters.fitting import needed_widths
from jejak.exporters.fonts import font_faces
from jejak.exporters.html_after import after
from jejak.exporters.html_parts import facts, field_body, portrait
from jejak.exporters.html_table import rank, table
from jejak.exporters.marks import escaped, symbols
from jejak.exporters.options import AS_IT_IS, Made
from jejak.language.catalogue import say
from jejak.layout.palette import DARK, LIGHT, PRINT
from jejak.layout.refit import refitted, shared_out
from jejak.layout.view import view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.exporters.options import Options, Theme
    from jejak.layout.parts import MapView, PersonaView, Rank
    from jejak.model.journey_map import JourneyMap

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_LEVELS = ("n2", "n1", "0", "p1", "p2")
NARROWEST = 120  # px, of a stage
RAIL = 24 + 124  # px, of zone labels and lane names
PERSONA = 244  # px
A3_MM = 420  # wide
_PX_PER_MM = 96 / 25.4
_LARGER = 1.15  # text on a screen, beside text on paper


def export_html(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as a whole HTML file.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import MapInfo
        >>> journey = JourneyMap.of([MapInfo(title="a < b")])
        >>> page = export_html(journey).content.decode()
        >>> page[:15], "<h1>a &lt; b</h1>" in page, "<script" in page
        ('<!doctype html>', True, False)
    """
    seen = view_of(
        journey, options.language, dated=options.dated, choices=options.choices
    )
    widths = _narrowest(seen)
    view = refitted(seen, widths)
    body = _body(view)
    page = (
        f'<!doctype html>\n<html lang="{view.language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(view.head.title)}</title>\n"
        f"<style>\n{_styles(body, sum(widths), options.theme)}</style>\n</head>\n"
        f"{body}</html>\n"
    )
    return Made(page.encode())


def _narrowest(view: MapView) -> tuple[float, ...]:
    """Return the widths in px of the stages where there is hardly any room."""
    needs = [max(_LARGER * need, NARROWEST) for need in needed_widths(view)]
    shares = [stage.share for stage in view.stages]
    # A little more than they need, so that a full stage is wider than an empty one.
    return shared_out(shares, needs, 1.1 * sum(needs))


def _styles(body: str, room: float, theme: Theme) -> str:
    """Return the whole style sheet: font, colours of the grounds, components."""
    css = (resources.files("jejak.exporters") / "html.css").read_text("utf-8")
    narrow = RAIL + round(room)
    return (
        font_faces(body)
        + grounds(theme)
        + f":root{{--lane:186px;--rail:{RAIL}px;--narrow:{narrow}px}}\n"
        + css
        # The map scrolls by itself where the window is too narrow for it; else the
        # page does, and the heads of the stages stick to the window.
        + f"@media (min-width:{narrow + PERSONA + 48}px)"
        + "{.region{overflow:visible;max-height:none}}\n"
        + _paper(narrow + PERSONA + 48)
    )


def _paper(width: float) -> str:
    """Return the paper that a wide map prints on: A3 would cut it."""
    width_mm = ceil(width / _PX_PER_MM)
    if width_mm <= A3_MM:
        return ""
    return f"@page{{size:{width_mm}mm {ceil(width_mm / 2**0.5)}mm}}\n"


def grounds(theme: Theme) -> str:
    """Return the colours; paper is white whatever the screen is."""
    scheme = "light dark" if theme == "auto" else theme
    screen = f":root{{{_tokens(DARK if theme == 'dark' else LIGHT)}}}\n"
    if theme == "auto":
        screen += f"@media (prefers-color-scheme:dark){{:root{{{_tokens(DARK)}}}}}\n"
    return (
        f"html{{color-scheme:{scheme}}}\n{screen}"
        f"@media print{{:root{{{_tokens(PRINT)}}}}}\n"
    )


def _tokens(palette: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in palette.items())


def _body(view: MapView) -> str:
    parts = (
        f"<body>\n<svg class=defs aria-hidden=true><defs>{_gradients()}{symbols(view)}"
        "</defs></svg>\n",
        _head(view),
        "<main>\n",
        '<div class="sheet">\n',
        _personas(view),
        table(view),
        "</div>\n",
        _legend(view),
        after(view),
        "</main>\n",
        '<footer class="made"><svg class="ic" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="#mark"/></svg>Jejak</footer>\n</body>\n',
    )
    return "".join(parts)


def _gradients() -> str:
    """Return the colours of the scale, from +2 at the top to -2 at the bottom."""
    made = []
    for name, suffix in (("line", "-line"), ("area", "")):
        stops = "".join(
            f'<stop offset="{index / 4}" stop-color="var(--emo-{level}{suffix})"/>'
            for index, level in enumerate(reversed(_LEVELS))
        )
        made.append(
            f'<linearGradient id="scale-{name}" gradientUnits="userSpaceOnUse"'
            f' x1="0" x2="0" y1="30" y2="146">{stops}</linearGradient>'
        )
    return "".join(made)


def _head(view: MapView) -> str:
    head = view.head
    sample = f' <span class="sample">{head.sample}</span>' if head.is_sample else ""
    subtitle = f"<p>{escaped(head.subtitle)}</p>" if head.subtitle else ""
    return (
        f'<header class="head"><div><h1>{escaped(head.title)}</h1>{sample}{subtitle}'
        f'</div><dl class="facts">{facts(head.facts)}</dl></header>\n'
    )


def _personas(view: MapView) -> str:
    return f'<div class="personas">{"".join(map(_persona, view.personas))}</div>\n'


def _persona(persona: PersonaView) -> str:
    tag = f'<p class="tag">{persona.importance}</p>' if persona.importance else ""
    summary = f"<p>{escaped(persona.summary)}</p>" if persona.summary else ""
    quote = f"<blockquote>“{escaped(persona.quote)}”</blockquote>"
    return (
        f'<section class="persona">{portrait(persona)}'
        f"<h2>{escaped(persona.name)}</h2>{tag}{summary}"
        f"{quote if persona.quote else ''}"
        + "".join(f"<h3>{escaped(f.label)}</h3>{field_body(f)}" for f in persona.fields)
        + "</section>"
    )


def _legend(view: MapView) -> str:
    parts = []
    if view.curves:
        faces = ("anxious", "disappointed", "neutral", "happy", "excited")
        levels = "".join(
            f'<li><svg class="face e-{level}" aria-hidden="true">'
            f'<use href="#f-{face}"/></svg>{say(view.language, f"level.{level}")}</li>'
            for level, face in reversed(list(zip(_LEVELS, faces, strict=True)))
        )
        title = say(view.language, "lane.feelings")
        parts.append(f"<h3>{title}</h3><ul>{levels}</ul>")
    if view.ranks_used:
        ranks = "".join(_legend_rank(view, one) for one in view.ranks_used)
        title = say(view.language, "picture.priorities")
        parts.append(f"<h3>{title}</h3><ul>{ranks}</ul>")
    if view.has_ratings:
        parts.append(f"<ul>{_legend_lines(view)}</ul>")
    if view.measured:
        text = escaped(view.measured.text)
        sample = f' <span class="sample">{view.measured.sample}</span>'
        parts.append(f"<p>{text}{sample if view.measured.sample else ''}</p>")
    return f'<div class="legend">{"".join(parts)}</div>\n' if parts else ""


def _legend_lines(view: MapView) -> str:
    shown = ("mapped", "measured") if view.curves else ("measured",)
    return "".join(
        f'<li><span class="stroke {name}" aria-hidden="true"></span>'
        f"{say(view.language, f'picture.{name}')}</li>"
        for name in shown
    )


def _legend_rank(view: MapView, name: Rank | None) -> str:
    found = next((one for one in view.quadrants if one.rank == name and name), None)
    words = found.answer if found else say(view.language, "quadrant.none").lower()
    return f"<li>{rank(name, found.word if found else '')}{words}</li>"
