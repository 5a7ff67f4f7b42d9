"""The real inputs of the project, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from jejak.importers.document import Grid
from jejak.importers.lists import split_items
from jejak.importers.readers import Source, read_documents
from tests.real.inputs import DATA

SEEDS = sorted((DATA / "seeds").glob("00[01]*.txt"))
MAPS = sorted((DATA / "maps" / "tables").glob("t0[34]*.md"))

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SEEDS, reason=f"no real inputs in {DATA}"),
]


def grids_of(path: Path) -> list[Grid]:
    document = read_documents(Source(path.name, path.read_bytes()))
    return [block for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_seed_tables_hold_64_items_and_no_doubt(path: Path) -> None:
    cells = [
        split_items(cell.text)
        for grid in grids_of(path)[:2]
        for row in grid.rows[1:]
        for cell in row[2:]
    ]
    assert sum(len(cell.items) for cell in cells) == 64
    assert [cell.doubts for cell in cells if cell.doubts] == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name[:3])
def test_the_map_tables_come_out_whole(path: Path) -> None:
    shapes = [(len(grid.rows), len(grid.rows[0])) for grid in grids_of(path)]
    assert shapes == [(4, 5), (4, 5), (5, 5), (4, 5)]
