"""Workbooks as one XML file, as Excel 2003 and many a web system wrote them."""

from __future__ import annotations

import pytest

from jejak.errors import ImportRefused
from jejak.importers.document import Grid
from tests.importers.readers.excel_xml import xml_cell, xml_rows, xml_workbook
from tests.importers.readers.shapes import keys, outline, read


@pytest.mark.parametrize("name", ["peta.xls", "peta.xml", ""])
def test_it_reads_sheets_places_and_merged_cells(name: str) -> None:
    rows = (
        f"<Row>{xml_cell('Bu Sari', MergeDown=2)}{xml_cell('Tahap')}"
        f"{xml_cell('Pesan', MergeAcross=1)}</Row>"
        f"<Row>{xml_cell('Emosi', Index=2)}{xml_cell('Ragu')}{xml_cell('Senang')}</Row>"
        f'<Row ss:Index="3">{xml_cell("Kanal", Index=2)}{xml_cell("- WA")}</Row>'
    )
    document = read(xml_workbook(rows, "", xml_rows([["Lain"]])), name=name)
    assert outline(document) == [
        [
            ["Bu Sari[3x1]", "Tahap", "Pesan[1x2]", "^"],
            ["^", "Emosi", "Ragu", "Senang"],
            ["^", "Kanal", "- WA", ""],
        ],
        [["Lain"]],
    ]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.name for grid in grids] == ["Peta 1", "Peta 3"]
    assert (document.form, keys(document)) == ("xml", [])


def test_it_shows_values_as_people_write_them() -> None:
    style = '<Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style>'
    cells = (
        xml_cell("12.50", "Number"),
        xml_cell("0.25", "Number", StyleID="s1"),
        xml_cell("1", "Boolean"),
        xml_cell("2026-11-22T00:00:00.000", "DateTime"),
        xml_cell("2026-11-22T09:30:00.000", "DateTime"),
        xml_cell("#DIV/0!", "Error"),
    )
    document = read(xml_workbook(f"<Row>{''.join(cells)}</Row>", styles=style))
    assert outline(document) == [
        [["12.5", "25%", "TRUE", "2026-11-22", "2026-11-22 09:30:00", "#DIV/0!"]]
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param(
            xml_workbook("<Row>&e;</Row>", head='<!DOCTYPE W [<!ENTITY e "ha">]>'),
            "refused.workbook",
            id="entities",
        ),
        pytest.param(xml_workbook("<Row>")[:-30], "refused.workbook", id="cut-off"),
        pytest.param(
            xml_workbook(
                f"<Row>{xml_cell('jauh', Index=50_000)}{xml_cell('x', Index=1)}</Row>"
            ),
            "limit.columns",
            id="far-column",
        ),
    ],
)
def test_it_refuses_what_it_cannot_open(text: str, key: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(text, name="peta.xls")
    assert refusal.value.key == f"reading.{key}"
