"""The shapes of a flow: ways onward, ways out, ways back, and a ring for again."""

from __future__ import annotations

from jejak.exporters.svg_blocks import colour
from jejak.layout.curve import number as at

FALL = 40.0  # px, of a way out below its touchpoint


def halo() -> str:
    """Return what keeps letters readable over lines, as attributes."""
    return (
        f' stroke="{colour("bg-paper")}" stroke-width="4" stroke-linejoin="round"'
        ' paint-order="stroke"'
    )


def fading() -> str:
    """Return how ways out fade; each picture defines it once."""
    return (
        '<defs><linearGradient id="fade" x1="0" x2="0" y1="0" y2="1">'
        f'<stop offset="0" stop-color="{colour("emo-n1")}" stop-opacity=".8"/>'
        f'<stop offset="1" stop-color="{colour("emo-n1")}" stop-opacity=".05"/>'
        "</linearGradient></defs>"
    )


def ribbon(
    x0: float, y0: float, thick: float, x1: float, y1: float, broad: float
) -> str:
    """Return a way onward, from a height on the left to one on the right."""
    half = (x0 + x1) / 2
    return (
        f'<path d="M{at(x0)} {at(y0)}C{at(half)} {at(y0)} {at(half)} {at(y1)} {at(x1)} '
        f"{at(y1)}V{at(y1 + broad)}C{at(half)} {at(y1 + broad)} {at(half)} "
        f'{at(y0 + thick)} {at(x0)} {at(y0 + thick)}Z" fill="{colour("accent-text")}"'
        ' opacity=".18"/>'
    )


def fall(x: float, y: float, thick: float) -> str:
    """Return a way out: it bends down and fades."""
    wide = min(max(thick, 3.0), 24.0)
    outer, end = x + wide + 6, y + thick + FALL - 16
    return (
        f'<path d="M{at(x)} {at(y)}C{at(outer)} {at(y)} {at(outer)} {at(y + 4)} '
        f"{at(outer)} {at(y + thick + 10)}V{at(end)}H{at(outer - wide)}"
        f"V{at(y + thick + 6)}C{at(outer - wide)} {at(y + thick)} {at(x + 3)} "
        f'{at(y + thick)} {at(x)} {at(y + thick)}Z" fill="url(#fade)"/>'
    )


def ring(x: float, y: float) -> str:
    """Return a way from the foot of a touchpoint around to its left side."""
    head = f"M{at(x - 8)} {at(y - 8)}l5 1l-2.5 4.5"
    return _dashed(
        f"M{at(x + 4)} {at(y + 2)}C{at(x + 4)} {at(y + 22)} {at(x - 13)} {at(y + 22)} "
        f"{at(x - 13)} {at(y + 8)}C{at(x - 13)} {at(y)} {at(x - 9)} {at(y - 6)} "
        f"{at(x - 4)} {at(y - 7)}",
        head,
    )


def arc(
    start: tuple[float, float], end: tuple[float, float], base: float, deep: float
) -> str:
    """Return a way back: down to what is free, under it, and up to its end.

    Args:
        start: The foot of where it begins.
        end: The foot of where it leads.
        base: Where nothing is below any more.
        deep: How far it bows below that.
    """
    low = base + deep * 4 / 3  # where a curve with such handles bows by `deep`
    return _dashed(
        f"M{at(start[0])} {at(start[1])}V{at(base)}C{at(start[0])} {at(low)} "
        f"{at(end[0])} {at(low)} {at(end[0])} {at(base)}V{at(end[1] + 5)}",
        f"M{at(end[0] - 3.5)} {at(end[1] + 7)}l3.5 -6l3.5 6",
    )


def _dashed(line: str, head: str) -> str:
    ink = f' fill="none" stroke="{colour("sogan-500")}" stroke-width="1.5"'
    return f'<path d="{line}"{ink} stroke-dasharray="4 4"/><path d="{head}"{ink}/>'
