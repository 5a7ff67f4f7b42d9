"""ODS workbooks, as LibreOffice and Google write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jejak.errors import ImportRefused
from jejak.importers.document import Grid
from tests.importers.readers.opendocument import cell, ods, plain_sheet, row, sheet
from tests.importers.readers.shapes import keys, outline, read

HIDING = (
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def test_it_reads_sheets_with_their_names_and_merged_cells() -> None:
    rows = (
        row(cell(), cell(), repeated=2)
        + row(
            cell(),
            cell("Bu Sari", number_rows_spanned=3),
            cell("Tahap"),
            cell("Pesan", number_columns_spanned=2),
            cell(is_covered=True),
            cell(number_columns_repeated=16_000),
        )
        + row(
            cell(), cell(is_covered=True), cell("Emosi"), cell("Ragu"), cell("Senang")
        )
        + row(cell(), cell(is_covered=True), cell("Kanal"), cell("WA\nToko"))
        + row(cell(number_columns_repeated=16_384), repeated=1_048_571)
    )
    document = read(
        ods(
            sheet(rows, "Peta"),
            plain_sheet([], "Kosong"),
            sheet(row(cell("Pilihan")), "Daftar", "ta2"),
            styles=HIDING,
        )
    )
    assert outline(document) == [
        [
            ["Bu Sari[3x1]", "Tahap", "Pesan[1x2]", "^"],
            ["^", "Emosi", "Ragu", "Senang"],
            ["^", "Kanal", "WA\nToko", ""],
        ],
        [["Pilihan"]],
    ]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.name for grid in grids] == ["Peta", "Daftar"]
    assert (grids[0].line_of_row, grids[0].first_column) == ((3, 4, 5), 2)
    assert document.form == "ods"
    assert keys(document) == ["reading.hidden_sheet"]


def test_values_stand_as_they_were_shown() -> None:
    value = '<table:table-cell office:value-type="percentage" office:value="0.25">'
    shown = f"{value}<text:p>25 %</text:p></table:table-cell>"
    bare = f"{value}</table:table-cell>"
    assert outline(read(ods(sheet(row(shown, bare))))) == [[["25 %", "0.25"]]]


def test_words_keep_their_lines_and_lose_comments_and_pictures() -> None:
    inside = (
        "<table:table-cell>"
        "<office:annotation><text:p>Cek lagi</text:p></office:annotation>"
        "<text:p>Bayar<text:line-break/>"
        "<text:span>di <text:a>kasir</text:a></text:span>"
        '<text:s text:c="3"/>besok<!-- catatan --></text:p>'
        "<text:p>Lalu pulang</text:p></table:table-cell>"
    )
    document = read(ods(sheet(row(inside))))
    assert outline(document) == [[["Bayar\ndi kasir besok\nLalu pulang"]]]
    assert keys(document) == ["reading.comments"]
    assert document.remarks[0].values == {"count": 1}


def test_repeated_cells_and_rows_stand_as_often_as_they_are_repeated() -> None:
    rows = row(cell("Tahap"), cell("Cari", number_columns_repeated=3)) + row(
        cell("Kanal"), cell("WA", number_columns_repeated=3), repeated=2
    )
    wa = ["Kanal", "WA", "WA", "WA"]
    assert outline(read(ods(sheet(rows)))) == [
        [["Tahap", "Cari", "Cari", "Cari"], wa, wa]
    ]


def test_a_stray_cell_far_below_costs_one_blank_row() -> None:
    rows = row(cell("Peta")) + row(cell(), repeated=1_000_000) + row(cell("jauh"))
    document = read(ods(sheet(rows)))
    assert outline(document) == [[["Peta"], [""], ["jauh"]]]
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert grid.line_of_row == (1, 1_000_001, 1_000_002)


def test_tables_of_links_and_of_changes_are_no_sheets() -> None:
    cached = f"<table:dde-link>{plain_sheet([['lama']])}</table:dde-link>"
    links = f"<table:dde-links>{cached}</table:dde-links>"
    assert outline(read(ods(plain_sheet([["baru"]]), links))) == [[["baru"]]]


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    return ods(sheet(row(cell("LAUGH"))), head=head).replace(b"LAUGH", b"&e9;x")


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(
            lambda: ods(kind="application/vnd.oasis.opendocument.text"),
            "refused.document",
            id="a-letter",
        ),
        pytest.param(
            lambda: ods(plain_sheet([["a"]]), META_INF__x="").replace(b"P", b"p", 3),
            "refused.binary",
            id="no-archive",
        ),
        pytest.param(
            lambda: ods(**{"META-INF__manifest.xml": "<m:encryption-data/>"}),
            "refused.password",
            id="password",
        ),
        pytest.param(billion_laughs, "refused.workbook", id="entity-bomb"),
        pytest.param(
            lambda: ods(head='<!DOCTYPE a SYSTEM "file:///etc/passwd">'),
            "refused.workbook",
            id="document-type",
        ),
        pytest.param(
            lambda: ods(sheet(row(cell("a", number_columns_repeated=50_000)))),
            "limit.columns",
            id="wide",
        ),
        pytest.param(
            lambda: ods(sheet(row(cell("a"), repeated=1_000_000))),
            "limit.rows",
            id="repeated-rows",
        ),
        pytest.param(
            lambda: ods(
                sheet(row(cell("a", number_columns_repeated=1_900), repeated=49_000))
            ),
            "limit.cells",
            id="repeated-both-ways",
        ),
        pytest.param(
            lambda: ods(
                sheet(row(cell("kata " * 9_000, number_columns_repeated=1_900)) * 9)
            ),
            "limit.workbook_characters",
            id="repeated-words",
        ),
        pytest.param(
            lambda: ods(sheet(row("<table:table-cell>" * 300))),
            "refused.workbook",
            id="broken-xml",
        ),
    ],
)
def test_it_refuses_what_it_cannot_open(make: Callable[[], bytes], key: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(make(), name="peta.ods")
    assert refusal.value.key == f"reading.{key}"
