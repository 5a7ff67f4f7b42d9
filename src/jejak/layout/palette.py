"""The colours of every picture, by the names of the design tokens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.layout.ribbon import Stop

Rgb = tuple[float, float, float]

LIGHT: Mapping[str, str] = {
    "bg-paper": "#FAF7F1",
    "bg-surface": "#FFFEFB",
    "bg-sunken": "#F3EEE4",
    "bg-backstage": "#F5F0E6",
    "fg": "#1D1A15",
    "fg-2": "#544D43",
    "fg-3": "#70675A",
    "line": "#E8E1D4",
    "line-2": "#D9D0BF",
    "line-3": "#8F8576",
    "accent": "#303C8C",
    "accent-text": "#303C8C",
    "sogan-600": "#8A5413",
    "sogan-500": "#B5761F",
    "sogan-300": "#DDB36B",
    "sogan-100": "#F7EAD3",
    "emo-n2": "#D24C1E",
    "emo-n2-line": "#C9461A",
    "emo-n2-ink": "#98300F",
    "emo-n1": "#EFA981",
    "emo-n1-line": "#C96A3D",
    "emo-n1-ink": "#8F441D",
    "emo-0": "#E5D9B9",
    "emo-0-line": "#968150",
    "emo-0-ink": "#66572D",
    "emo-p1": "#6FAFB2",
    "emo-p1-line": "#33878A",
    "emo-p1-ink": "#1C6266",
    "emo-p2": "#085A63",
    "emo-p2-line": "#085A63",
    "emo-p2-ink": "#07525A",
    "face-stroke": "#2A1D14",
    "face-stroke-strong": "#FFFFFF",
    "pain-tint": "#FCEEE7",
    "pain-ink": "#98300F",
    "opp-tint": "#E6F2F0",
    "opp-ink": "#0B575D",
    "rank-do": "#98300F",
    "rank-plan": "#303C8C",
    "rank-delegate": "#8A5413",
    "rank-drop": "#70675A",
}
"""The light theme."""

DARK: Mapping[str, str] = {
    **LIGHT,
    "bg-paper": "#161513",
    "bg-surface": "#1D1B18",
    "bg-sunken": "#262320",
    "bg-backstage": "#0F0E0D",
    "fg": "#EFEAE0",
    "fg-2": "#BBB3A5",
    "fg-3": "#978E80",
    "line": "#2D2A25",
    "line-2": "#423D35",
    "line-3": "#7C7365",
    "accent": "#5462CB",
    "accent-text": "#AEB8F7",
    "sogan-600": "#E0B368",
    "sogan-500": "#C8944A",
    "sogan-300": "#8A6531",
    "sogan-100": "#3A2D18",
    "emo-n2": "#E05A2B",
    "emo-n2-line": "#E8683A",
    "emo-n2-ink": "#F79A7B",
    "emo-n1": "#EBA780",
    "emo-n1-line": "#DE9468",
    "emo-n1-ink": "#EDB394",
    "emo-0": "#E0D6B9",
    "emo-0-line": "#BFB289",
    "emo-0-ink": "#D6C8A0",
    "emo-p1": "#74B5B8",
    "emo-p1-line": "#74B5B8",
    "emo-p1-ink": "#93CFD0",
    "emo-p2": "#1A8791",
    "emo-p2-line": "#2C9FA8",
    "emo-p2-ink": "#66CDD3",
    "face-stroke": "#1C1410",
    "pain-tint": "#33211A",
    "pain-ink": "#F7A688",
    "opp-tint": "#162B2B",
    "opp-ink": "#86D3D4",
    "rank-do": "#F7A688",
    "rank-plan": "#AEB8F7",
    "rank-delegate": "#E0B368",
    "rank-drop": "#978E80",
}
"""The dark theme."""

PRINT: Mapping[str, str] = {
    **LIGHT,
    "bg-paper": "#FFFFFF",
    "bg-surface": "#FFFFFF",
    "bg-sunken": "#F6F2EA",
    "bg-backstage": "#F9F6F0",
    "line": "#DFD7C8",
    "line-2": "#C9BEAB",
}
"""White ground, tints kept: for paper and for pictures that leave the screen."""


def level_name(level: int) -> str:
    """Return the name of an emotion level's colours, such as `emo-n1`.

    Examples:
        >>> [level_name(level) for level in (-2, 0, 1)]
        ['emo-n2', 'emo-0', 'emo-p1']
    """
    sign = "n" if level < 0 else "p" if level > 0 else ""
    return f"emo-{sign}{abs(level)}"


def features_name(level: int) -> str:
    """Return the name of the colour in which a face of this level is drawn."""
    return "face-stroke-strong" if abs(level) == 2 else "face-stroke"


def stop_colour(stop: Stop, palette: Mapping[str, str]) -> str:
    """Return the colour of a ribbon stop, mixed in OKLab.

    Examples:
        >>> from jejak.layout.ribbon import stop_of
        >>> stop_colour(stop_of(0, 1.0), LIGHT), stop_colour(stop_of(0, -0.5), LIGHT)
        ('#6FAFB2', '#EBC19D')
    """
    low, high = (palette[level_name(level)] for level in (stop.low, stop.high))
    return mixed(low, high, stop.mix)


def mixed(low: str, high: str, share: float) -> str:
    """Return the colour between two, `share` of the way, mixed in OKLab."""
    pairs = zip(_to_oklab(low), _to_oklab(high), strict=True)
    first, second, third = (a + (b - a) * share for a, b in pairs)
    return _from_oklab((first, second, third))


def _to_oklab(colour: str) -> Rgb:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (
        1 / 3
    )
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Rgb) -> str:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_encoded(value) * 255):02X}" for value in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else math.pow((value + 0.055) / 1.055, 2.4)


def _encoded(value: float) -> float:
    bounded = min(max(value, 0.0), 1.0)
    if bounded <= 0.0031308:
        return 12.92 * bounded
    return 1.055 * math.pow(bounded, 1 / 2.4) - 0.055
