"""Plain text with tab-parted tables."""

from __future__ import annotations

import pytest

from jejak.importers.document import Document, Grid, Heading, Prose
from jejak.importers.readers import Source, read_documents
from tests.importers.readers.shapes import read_fixture


def read(text: str) -> Document:
    return read_documents(Source("peta.txt", text, "text"))


def outline(document: Document) -> list[object]:
    """Return the blocks in a form that reads well in a test."""
    return [
        [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else (type(block).__name__, block.text)
        for block in document.blocks
    ]


def test_it_reads_tables_and_the_text_between_them_in_order() -> None:
    text = (
        "Untuk **Toko Rani** versi 2\n\n# Peta\n\n**Bagian satu**\n\n"
        "PERSONA\tTahap\tCari\tBayar\n\tTujuan\t- Hemat - Cepat\t-\n"
        "Rani\tEmosi\tSenang\t\n"
        "\nPenutup\n## Prioritas\nMasalah\tPenting\tMendesak\nLambat\tYa\tTidak"
    )
    assert outline(read(text)) == [
        ("Prose", "Untuk **Toko Rani** versi 2"),
        ("Heading", "Peta"),
        ("Heading", "Bagian satu"),
        [
            ["PERSONA", "Tahap", "Cari", "Bayar"],
            ["", "Tujuan", "- Hemat - Cepat", "-"],
            ["Rani", "Emosi", "Senang", ""],
        ],
        ("Prose", "Penutup"),
        ("Heading", "Prioritas"),
        [["Masalah", "Penting", "Mendesak"], ["Lambat", "Ya", "Tidak"]],
    ]


def test_it_knows_on_which_line_everything_stood() -> None:
    document = read("Satu\n\n# Dua\n\na\tb\tc\nd\te\tf\n\nTiga")
    prose, heading, grid, last = document.blocks
    assert isinstance(prose, Prose)
    assert isinstance(heading, Heading)
    assert isinstance(grid, Grid)
    assert isinstance(last, Prose)
    lines = (prose.line, heading.line, grid.line, grid.line_of_row, last.line)
    assert lines == (1, 3, 5, (5, 6), 8)


def test_a_quoted_cell_goes_on_over_lines() -> None:
    text = 'Tahap\tCari\tBeli\nTujuan\t"- Hemat\n- Kata ""mudah"""\tCepat'
    assert outline(read(text)) == [
        [["Tahap", "Cari", "Beli"], ["Tujuan", '- Hemat\n- Kata "mudah"', "Cepat"]]
    ]


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('"Kok lama?"', id="a-quoted-thought"),
        pytest.param('"Kok lama', id="never-closed"),
        pytest.param('"Kok" lama', id="a-quoted-word"),
        pytest.param('6" layar', id="inches"),
    ],
)
def test_quotes_that_people_wrote_stay(cell: str) -> None:
    grid = read(f"Tahap\tCari\tBeli\nPikiran\t{cell}\tHm").blocks[0]
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[1]] == ["Pikiran", cell, "Hm"]


def test_a_table_quoted_by_a_program_loses_its_quotes() -> None:
    text = '"Tahap"\t"Cari"\t"Beli"\n"Tujuan"\t""\t"Cepat"'
    assert outline(read(text)) == [[["Tahap", "Cari", "Beli"], ["Tujuan", "", "Cepat"]]]


def test_ragged_rows_are_filled_and_blank_edges_cut() -> None:
    text = "\t\t\t\nTahap\tCari\tBeli\t\t\nTujuan\tHemat\n\t\t\n"
    assert outline(read(text)) == [[["Tahap", "Cari", "Beli"], ["Tujuan", "Hemat", ""]]]


def test_tags_in_cells_are_read_and_said() -> None:
    document = read("Tahap\tCari\tBeli\nTujuan\t<ul> - Hemat - Cepat \t<p>Mudah</p>")
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[1]] == [
        "Tujuan",
        "- Hemat - Cepat",
        "Mudah",
    ]
    assert [remark.key for remark in document.remarks] == ["reading.markup_read"]


def test_a_single_line_with_tabs_and_indented_text_are_prose() -> None:
    document = read("a\tb\tc\n\nlalu\n\tsatu\n\tdua\n\ttiga\n")
    assert [type(block).__name__ for block in document.blocks] == ["Prose", "Prose"]


def test_it_reads_stacked_tables_with_a_persona_over_several_cells() -> None:
    assert outline(read_fixture("stacked.txt")) == [
        ("Prose", "Warung **Bu Sari** - versi 3"),
        ("Heading", "Peta"),
        [
            ["Persona", "Tahap", "Kenal", "Pesan"],
            ["Nama: Sari Usia: 41", "Tujuan", "- Cari lauk - Cepat", "-"],
            ["Pekerjaan: pemilik", "Emosi", "- Ragu - Senang", ""],
        ],
        [
            ["Persona", "Tahap", "Kenal", "Pesan"],
            ["", "Solusi", "1. Papan menu\n2. Foto", "n/a"],
        ],
        ("Heading", "Prioritas"),
        [["Masalah", "Penting", "Mendesak"], ["Antre lama", "Ya", "Tidak"]],
    ]
