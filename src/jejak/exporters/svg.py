"""A map as SVG with real text: to edit, to search, to show in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.exporters.fonts import STACK, font_faces
from jejak.exporters.marks import LOGO, plain, rank_squares, used_icons
from jejak.exporters.options import AS_IT_IS, Made
from jejak.exporters.sheets import PAPER, picture_widths
from jejak.exporters.svg_blocks import colour, moved, on_ground, palette, rectangle
from jejak.exporters.svg_map import MapDrawing, map_drawing
from jejak.exporters.svg_side import head, legend, persona_column
from jejak.layout.curve import number
from jejak.layout.faces import inner_svg
from jejak.layout.icons import shapes
from jejak.layout.palette import features_name, level_name, stop_colour
from jejak.layout.parts import RANKS
from jejak.layout.refit import refitted
from jejak.layout.view import view_of

if TYPE_CHECKING:
    from jejak.exporters.options import Options
    from jejak.layout.parts import MapView, Rank
    from jejak.model.journey_map import JourneyMap

_MARGIN, _TOP, _BOTTOM = 34.0, 26.0, 20.0  # px
_SIDE = 228.0  # px, of the persona column
_LEVELS = (-2, -1, 0, 1, 2)


def export_svg(
    journey: JourneyMap, options: Options = AS_IT_IS, *, embed_font: bool = True
) -> Made:
    """Return a map as an SVG picture with every card, feeling and rank as text.

    Args:
        journey: A valid map.
        options: What it shows, in which language and theme.
        embed_font: Whether the letters it needs are carried inside; without them
            the picture is small, and set in the reader's font.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import MapInfo
        >>> journey = JourneyMap.of([MapInfo(title="a < b")])
        >>> picture = export_svg(journey).content.decode()
        >>> picture[:4], "<title>a &lt; b</title>" in picture
        ('<svg', True)
    """
    view = view_of(
        journey, options.language, dated=options.dated, choices=options.choices
    )
    with on_ground(PAPER[options.theme]):
        return Made(_picture(view, embed_font).encode())


def picture_size(view: MapView) -> tuple[float, float]:
    """Return how wide and high the picture of a map is, in px."""
    drawn = _drawn(view)
    return drawn.width, drawn.height


def _drawn(view: MapView) -> MapDrawing:
    """Return the whole sheet, with stages as wide as their words need."""
    widths = picture_widths(view)
    shown = refitted(view, widths)
    side = _SIDE if view.personas else 0.0
    drawing = map_drawing(shown, sum(widths))
    width = side + drawing.width + 2 * _MARGIN
    body, height = _sheet(shown, drawing, side, width)
    return MapDrawing(width, height, body + _ribbons(shown))


def _picture(view: MapView, embed_font: bool) -> str:
    drawn = _drawn(view)
    width, height, body = drawn.width, drawn.height, drawn.svg
    spoken = " ".join(filter(None, (band.spoken for band in view.bands)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)}'
        f' {number(height)}" width="{number(width)}" height="{number(height)}"'
        f' role="img" lang="{view.language}" font-family="{plain(STACK)}">'
        f"<title>{plain(view.head.title)}</title><desc>{plain(spoken)}</desc>"
        f"<defs>{_style(body, embed_font)}{_symbols(view)}{_gradients(view)}</defs>"
        + rectangle(0, 0, width, height, colour("bg-paper"))
        + f"{body}</svg>\n"
    )


def _sheet(
    view: MapView, drawing: MapDrawing, side: float, width: float
) -> tuple[str, float]:
    """Return the whole sheet and its height."""
    inner = width - 2 * _MARGIN
    title = head(view, inner)
    top = _TOP + title.height
    people = persona_column(view, side - 20) if side else None
    body = max(drawing.height, people.height if people else 0) + 18
    parts = [moved(title.svg, _MARGIN, _TOP)]
    if people:
        parts.append(moved(people.svg, _MARGIN, top))
        parts.append(rectangle(_MARGIN + side, top, 0.75, body, colour("line-2")))
    parts.append(moved(drawing.svg, _MARGIN + side, top))
    foot = legend(view, inner)
    parts.append(moved(foot.svg, _MARGIN, top + body))
    return "".join(parts), top + body + foot.height + _BOTTOM


def _style(body: str, embed_font: bool) -> str:
    faces = ""
    if embed_font:
        is_italic = 'font-style="italic"' in body
        faces = font_faces(body, ("normal", "italic") if is_italic else ("normal",))
    # White space as it comes from the wrapping; the face sets its space narrow.
    return f"<style>{faces}text{{word-spacing:.07em}}</style>"


def _symbols(view: MapView) -> str:
    """Return shapes in their own colours: drawing programs know no CSS variables."""
    parts = [f'<symbol id="mark" viewBox="0 0 24 24">{LOGO}</symbol>']
    for name in used_icons(view):
        parts.append(
            f'<symbol id="i-{name}" viewBox="0 0 24 24"><g fill="none"'
            ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
            f"{shapes()[name]}</g></symbol>"
        )
    for face, level in sorted(_faces(view)):
        tone = level_name(level)
        inner = inner_svg(
            face, colour(tone), colour(f"{tone}-line"), colour(features_name(level))
        )
        parts.append(
            f'<symbol id="f-{face}{level}" viewBox="0 0 24 24">{inner}</symbol>'
        )
    ranks: tuple[Rank | None, ...] = (*RANKS, None)
    for rank in ranks:
        ink = colour(f"rank-{rank or 'drop'}")
        squares = rank_squares(rank).replace("currentColor", ink)
        parts.append(
            f'<symbol id="r-{rank or "none"}" viewBox="0 0 14 14">{squares}</symbol>'
        )
    return "".join(parts)


def _faces(view: MapView) -> set[tuple[str, int]]:
    plain_faces = ("anxious", "disappointed", "neutral", "happy", "excited")
    used = {(one.face, one.level) for curve in view.curves for one in curve.feelings}
    return used | set(zip(plain_faces, _LEVELS, strict=True)) if used else used


def _gradients(view: MapView) -> str:
    return _scale("line", "-line") + _scale("area", "") if view.curves else ""


def _ribbons(view: MapView) -> str:
    """Return the colours of the ribbon over each stage."""
    parts = []
    for index, stage in enumerate(view.stages):
        if stage.ribbon:
            stops = "".join(
                f'<stop offset="{number(stop.at)}"'
                f' stop-color="{stop_colour(stop, palette())}"/>'
                for stop in stage.ribbon
            )
            parts.append(
                f'<linearGradient id="ribbon-{index}">{stops}</linearGradient>'
            )
    return f"<defs>{''.join(parts)}</defs>" if parts else ""


def _scale(name: str, suffix: str) -> str:
    """Return the colours of the scale from +2 down to -2, fixed to the lane."""
    colours = [colour(level_name(level) + suffix) for level in reversed(_LEVELS)]
    stops = "".join(
        f'<stop offset="{index / 4}" stop-color="{tone}"/>'
        for index, tone in enumerate(colours)
    )
    return (
        f'<linearGradient id="scale-{name}" gradientUnits="userSpaceOnUse" x1="0"'
        f' x2="0" y1="28" y2="108">{stops}</linearGradient>'
    )
