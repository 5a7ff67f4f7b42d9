"""A map as PDF: one sheet to hang up, then everything that it cannot hold.

Typst sets it, from `sheet.typ`. All user text goes there as data and is never
read as markup. The result is tagged, and the same map gives the same bytes.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from importlib import resources
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jejak.errors import ExportError, MissingExtra
from jejak.exporters import fonts
from jejak.exporters.fitting import needed_widths, papers_to_try
from jejak.exporters.marks import LOGO, rank_squares, used_faces, used_icons
from jejak.exporters.options import AS_IT_IS, Made
from jejak.exporters.pdf_headers import with_row_headers
from jejak.language.catalogue import say
from jejak.layout.faces import inner_svg
from jejak.layout.icons import shapes
from jejak.layout.notes import note_blocks
from jejak.layout.palette import DARK, PRINT, features_name, level_name, stop_colour
from jejak.layout.parts import RANKS, ListView
from jejak.layout.typography import HELD, LONG
from jejak.layout.view import view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jejak.exporters.options import Options
    from jejak.layout.parts import BandView, CellView, FeelingView, MapView, StageView
    from jejak.model.journey_map import JourneyMap

_EPOCH = date(2026, 1, 1)  # stands in the file where the map tells no date
_LEVELS = {2: "excited", 1: "happy", 0: "neutral", -1: "disappointed", -2: "anxious"}
_FALLBACK = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Twemoji Mozilla",
    "Noto Color Emoji",
)


def export_pdf(journey: JourneyMap, options: Options = AS_IT_IS) -> Made:
    """Return a map as a tagged PDF: the sheet, then personas, matrix and reasons.

    The sheet is A3. A map whose text would print smaller than 7 pt there gets the
    next larger paper, and at last a page as large as it must be.

    Raises:
        MissingExtra: The extra `pdf` is not installed.
        ExportError: The sheet could not be set; the message says why.
    """
    view = view_of(
        journey, options.language, dated=options.dated, choices=options.choices
    )
    palette = DARK if options.theme == "dark" else PRINT
    data = json.dumps(sheet_data(view, palette), ensure_ascii=False)
    made = _compile(data, _needs_system_fonts(data), options.dated or _EPOCH)
    return Made(with_row_headers(made))


def _compile(data: str, with_system_fonts: bool, dated: date) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("PDF", "pdf") from error
    stamp = datetime.combine(dated, time(), UTC)
    with _template() as template:
        last: Exception | None = None
        # PDF/UA refuses a letter that no font has; such a map is still a map.
        standards: tuple[Literal["ua-1"] | None, ...] = ("ua-1", None)
        for standard in standards:
            try:
                return bytes(
                    typst.compile(
                        str(template),
                        root=str(template.parent),
                        font_paths=[str(fonts.folder())],
                        ignore_system_fonts=not with_system_fonts,
                        sys_inputs={"map": data},
                        timestamp=int(stamp.timestamp()),
                        pdf_standards=standard,
                    )
                )
            except typst.TypstError as error:
                last = error
        raise ExportError(f"The sheet could not be set: {last}") from last


@contextmanager
def _template() -> Iterator[Path]:
    with resources.as_file(resources.files("jejak.exporters") / "sheet.typ") as path:
        yield path


def _needs_system_fonts(data: str) -> bool:
    """Return whether the map has letters that the font of Jejak lacks.

    Fonts of the system are looked at only then, so that most maps look the same
    on every machine.
    """
    known = frozenset().union(*(file.letters for file in fonts.web_files()))
    if not known or not fonts.ttf_files():
        return True
    ours = {ord(letter) for letter in "\u200b\u2060"}
    return bool({ord(letter) for letter in data} - known - ours)


def sheet_data(view: MapView, palette: Mapping[str, str] = PRINT) -> dict[str, Any]:
    """Return what the template draws, as plain data."""
    data = asdict(view)
    for persona, given in zip(data["personas"], view.personas, strict=True):
        persona["portrait"] = given.portrait.decode("utf-8") if given.portrait else None
    needs = needed_widths(view)
    data["stages"] = [
        {**_stage(stage, palette), "need": need}
        for stage, need in zip(view.stages, needs, strict=True)
    ]
    for block, given_block in zip(data["blocks"], view.blocks, strict=True):
        for lane, given_lane in zip(block["lanes"], given_block.lanes, strict=True):
            lane["cells"] = [_cell(cell) for cell in given_lane.cells]
            if given_lane.band:
                lane["band"] = _band(given_lane.band)
    notes = [asdict(block) for block in note_blocks(view.head.notes)]
    data["lists"] = [_list(one) for one in (_details(view), *view.lists) if one.items]
    data["air"] = _air(view)
    data["has_second"] = bool(
        view.personas or view.has_statements or data["lists"] or notes
    )
    for persona in data["personas"]:
        persona["thirds"] = thirds(persona["full"])
    data["notes"] = thirds(notes) if notes else []
    return {**data, **_looks(view, palette), **_words(view)}


def _air(view: MapView) -> int:
    """Return how many px a row may grow at each side to fill the sheet.

    A map that is mostly empty is printed to be written on, at a workshop say.
    """
    cells = [cell for lane in view.lanes if not lane.band for cell in lane.cells]
    filled = sum(bool(cell.items) for cell in cells)
    return 4 if filled > len(cells) * 0.4 else 40


def _details(view: MapView) -> ListView:
    return ListView(say(view.language, "picture.about_map"), view.head.details)


def _list(view: ListView) -> dict[str, Any]:
    return {"title": view.title, "thirds": thirds([asdict(one) for one in view.items])}


def thirds(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return items in order as three columns of about the same height.

    Examples:
        >>> [len(column) for column in thirds([{"text": "a"}] * 5)]
        [2, 2, 1]
    """
    sizes = [_lines(item) for item in items]
    total, done = sum(sizes), 0.0
    columns: list[list[dict[str, Any]]] = [[], [], []]
    for item, size in zip(items, sizes, strict=True):
        columns[int(3 * done / total)].append(item)
        done += size
    return columns


def _lines(item: dict[str, Any]) -> float:
    """Return about how many lines an item takes in a column."""
    texts = item.get("items", [item.get("text", "")])
    return 2 + sum(ceil(len(text) / 70) for text in texts)


def _looks(view: MapView, palette: Mapping[str, str]) -> dict[str, Any]:
    families = [fonts.FAMILY] if fonts.ttf_files() else []
    return {
        "colours": dict(palette),
        "fonts": [*families, *_FALLBACK],
        "papers": papers_to_try(view),
        "held": HELD,
        "long": LONG,
        "logo": LOGO,
        "icons": {name: shapes()[name] for name in used_icons(view)},
        "faces": {
            f"{name}{level_name(level)}": _face(name, level, palette)
            for name in used_faces(view)
            for level in _LEVELS
        },
        "ranks": {rank or "none": rank_squares(rank) for rank in (*RANKS, None)},
    }


def _words(view: MapView) -> dict[str, Any]:
    keys = {
        "stage": "picture.stage",
        "line": "map.visibility_line",
        "feelings": "lane.feelings",
        "priorities": "picture.priorities",
        "more": "picture.more",
        "matrix": "picture.matrix",
        "notes": "picture.notes",
        "pains": "picture.pains",
        "empty": "picture.empty",
        "why_missing": "statement.why_missing",
        "persona": "picture.personas" if len(view.personas) > 1 else "picture.persona",
    }
    quadrants = {one.rank: one for one in view.quadrants}
    return {
        "words": {name: say(view.language, key) for name, key in keys.items()},
        "author": "Jejak",
        "has_curves": bool(view.curves),
        "levels": [
            {
                "face": face,
                "tone": level_name(level),
                "word": say(view.language, f"level.{level_name(level)[4:]}"),
            }
            for level, face in _LEVELS.items()
        ],
        "legend_ranks": [
            {
                "rank": rank,
                "word": quadrants[rank].word if rank else "",
                "answer": quadrants[rank].answer
                if rank
                else say(view.language, "quadrant.none").lower(),
            }
            for rank in view.ranks_used
        ],
    }


def _stage(stage: StageView, palette: Mapping[str, str]) -> dict[str, Any]:
    ribbon = [
        {"at": stop.at, "colour": stop_colour(stop, palette)} for stop in stage.ribbon
    ]
    return {**asdict(stage), "ribbon": ribbon}


def _cell(cell: CellView) -> dict[str, Any]:
    groups = [
        {"part": part, "items": [asdict(item) for item in items]}
        for part, items in groupby(cell.items, key=lambda item: item.substage)
    ]
    return {**asdict(cell), "groups": groups}


def _band(band: BandView) -> dict[str, Any]:
    if band.curve is None:
        return asdict(band)
    feelings = [_feeling(one) for one in band.curve.feelings]
    return {**asdict(band), "curve": {**asdict(band.curve), "feelings": feelings}}


def _feeling(feeling: FeelingView) -> dict[str, Any]:
    tone = level_name(feeling.level)
    return {
        **asdict(feeling),
        "tone": tone,
        "ink": f"{tone}-ink",
    }


def _face(name: str, level: int, palette: Mapping[str, str]) -> str:
    tone = level_name(level)
    features = palette[features_name(level)]
    return inner_svg(name, palette[tone], palette[f"{tone}-line"], features)
