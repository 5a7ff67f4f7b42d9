"""Shapes that SVG and HTML draw alike: rank glyphs, faces, icons, the logo."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from jejak.layout.faces import inner_svg
from jejak.layout.icons import shapes
from jejak.layout.parts import RANKS
from jejak.layout.typography import held

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.layout.parts import MapView, Rank

LOGO = (
    '<rect width="24" height="24" rx="6" fill="#303C8C"/>'
    '<path d="M4.5 15c2.2 3.8 5.4 3.7 7.1-.5 1.3-3.1 1.6-6.6 4.7-7.4" fill="none"'
    ' stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>'
    '<circle cx="17.8" cy="7" r="2.3" fill="#E8B04E"/>'
)


def escaped(text: str) -> str:
    r"""Return user text for HTML, escaped and with clitics held to their words.

    Examples:
        >>> escaped("<b> & apps-nya")
        '&lt;b&gt; &amp; apps\u2060-\u2060nya'
    """
    return html.escape(held(text), quote=True)


def plain(text: str) -> str:
    """Return user text for a picture that breaks its own lines.

    Examples:
        >>> plain("a & b")
        'a &amp; b'
    """
    return html.escape(text, quote=True)


def rank_squares(rank: Rank | None) -> str:
    """Return the rank glyph as inner SVG for a box of 14 by 14.

    A 2 by 2 matrix with one square filled: the place is the meaning. What is not
    ranked has four dashed squares.
    """
    places = ((1, 1), (8, 1), (1, 8), (8, 8))
    squares = []
    for name, (x, y) in zip(RANKS, places, strict=True):
        look = (
            'fill="currentColor"'
            if name == rank
            else f'fill="none" opacity="{".55" if rank else ".9"}"'
        )
        dashes = "" if rank else ' stroke-dasharray="2 1.5"'
        squares.append(
            f'<rect x="{x}" y="{y}" width="5" height="5" rx="1" {look}'
            f' stroke="currentColor" stroke-width="1.25"{dashes}/>'
        )
    return "".join(squares)


def used_icons(view: MapView) -> list[str]:
    """Return the icons of a picture in a fixed order."""
    used = {"eye-off", "link", "quote", "gem"} | {lane.icon for lane in view.lanes}
    for lane in view.lanes:
        for cell in lane.cells:
            used |= {item.icon for item in cell.items if item.icon}
    return sorted(used)


def used_faces(view: MapView) -> list[str]:
    """Return the faces of a picture and its legend in a fixed order."""
    plain = {"anxious", "disappointed", "neutral", "happy", "excited"}
    used = {feeling.face for curve in view.curves for feeling in curve.feelings}
    return sorted(used | plain if view.curves else used)


def symbols(view: MapView) -> str:
    """Return every shape a picture uses, as symbols to be drawn with `<use>`.

    Faces take their colours from `--ff` (disc), `--fo` (outline), `--fs` (features).
    """
    parts = [f'<symbol id="mark" viewBox="0 0 24 24">{LOGO}</symbol>']
    for icon in used_icons(view):
        parts.append(
            f'<symbol id="i-{icon}" viewBox="0 0 24 24">{shapes()[icon]}</symbol>'
        )
    for face in used_faces(view):
        inner = inner_svg(face, "var(--ff)", "var(--fo)", "var(--fs)")
        parts.append(f'<symbol id="f-{face}" viewBox="0 0 24 24">{inner}</symbol>')
    ranks: Iterable[Rank | None] = (*RANKS, None)
    for rank in ranks:
        parts.append(
            f'<symbol id="r-{rank or "none"}" viewBox="0 0 14 14">'
            f"{rank_squares(rank)}</symbol>"
        )
    return "".join(parts)
