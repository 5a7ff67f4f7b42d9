"""The table of events and touchpoints: chips, states, and a small line of weeks."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from jejak.analytics.tables import NOTHING, Weekly, Word, shown
from jejak.exporters.marks import escaped
from jejak.exporters.svg_blocks import colour
from jejak.language.catalogue import say
from jejak.language.formats import day, number
from jejak.layout.curve import number as at
from jejak.layout.icons import icon_for, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.analytics.tables import Table, Value
    from jejak.language.catalogue import Language

_WIDE, _HIGH = 88.0, 18.0  # px, of a line of weeks
_MOST_LEFT = 2.0  # px, so that the dot at an end is whole
_KINDS = {"count": "figure", "weeks": "figure", "status": "figure"}  # else: words
_STATES = {
    "bound": ("circle-check", "met"),
    "failure": ("circle-alert", "over"),
    "clash": ("circle-help", "near"),
    "unmapped": ("map-pin", "near"),
}


def sparkline(weekly: Weekly, more: str = "") -> str:
    """Draw how often something happened, week by week, the last one dotted."""
    most = max((count or 0 for count in weekly.counts), default=0) or 1
    step = (_WIDE - 2 * _MOST_LEFT) / max(len(weekly.counts) - 1, 1)
    points = [
        (
            _MOST_LEFT + place * step,
            None if count is None else 2 + (_HIGH - 4) * (1 - count / most),
        )
        for place, count in enumerate(weekly.counts)
    ]
    lines = "".join(_pieces(points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE:.0f}'
        f' {_HIGH:.0f}" width="{_WIDE:.0f}" height="{_HIGH:.0f}"{more}>{lines}</svg>'
    )


def _pieces(points: list[tuple[float, float | None]]) -> Iterator[str]:
    ink, last = colour("fg-3"), len(points) - 1
    for is_known, run in groupby(enumerate(points), lambda one: one[1][1] is not None):
        if not is_known:
            continue
        piece = [(place, x, y or 0.0) for place, (x, y) in run]
        path = "L".join(f"{at(x)} {at(y)}" for _, x, y in piece)
        first, end = at(piece[0][1]), at(piece[-1][1])
        if len(piece) > 1:
            yield (
                f'<path d="M{path}V{_HIGH:.0f}H{first}Z" fill="{ink}" opacity=".1"/>'
                f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="1.25"'
                ' stroke-linejoin="round"/>'
            )
        if len(piece) == 1 or piece[-1][0] == last:
            yield f'<circle cx="{end}" cy="{at(piece[-1][2])}" r="1.75" fill="{ink}"/>'


def spoken(weekly: Weekly, language: Language) -> str:
    """Return the counts of the weeks in words."""
    counts = (
        NOTHING if one is None else number(one, language) for one in weekly.counts
    )
    first = day(weekly.first, language, today=date.min)
    return say(language, "report.weekly", first=first, counts=", ".join(counts))


def mapping_html(table: Table, language: Language) -> str:
    """Return the table of events and touchpoints as HTML."""
    heads = "".join(
        f'<th scope="col">{escaped(head)}</th>' for head in table.heads(language)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{_KINDS.get(name, "words")}">'
            f"{_cell(name, value, language)}</td>"
            for name, value in zip(table.columns, row, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    title = escaped(say(language, f"log.table.{table.name}"))
    return (
        f'<table class="events"><caption>{title}</caption><thead><tr>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _cell(name: str, value: Value, language: Language) -> str:
    if isinstance(value, Weekly):
        said = escaped(spoken(value, language))
        return sparkline(value, f' role="img" aria-label="{said}"')
    said = escaped(shown(value, language))
    if name == "event":
        return f"<code>{said}</code>"
    if name == "touchpoint" and isinstance(value, str):
        drawn = icon(icon_for(value, "mouse-pointer-click"))
        return f'<span class="chip">{drawn}<span>{said}</span></span>'
    if name == "status" and isinstance(value, Word):
        shape, tone = _STATES[value.key]
        return f'<span class="state {tone}">{icon(shape)}<span>{said}</span></span>'
    return "" if value is None else said


def icon(name: str) -> str:
    """Return an icon that says nothing by itself."""
    return (
        f'<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{shapes()[name]}</svg>'
    )
