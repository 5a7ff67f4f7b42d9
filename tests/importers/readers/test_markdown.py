"""Markdown."""

from __future__ import annotations

import pytest

from jejak.importers.document import Grid
from tests.importers.readers.shapes import outline, read, read_fixture


def test_it_keeps_everything_in_reading_order() -> None:
    assert outline(read_fixture("map.md")) == [
        "#1 Warung Bu Sari",
        "#6 Untuk tim dapur",
        "> Pembuka yang *pendek*.",
        "> - butir satu\n- butir dua",
        [
            ["Tahap", "Kendala", "Kanal", ""],
            [
                "Pesan",
                "- Lama\n- Mahal | jauh",
                "WA, katalog (https://contoh.test/a)",
                "",
            ],
            ["Ambil", "- Antre\n- Panas", "kasir", "terlewat"],
        ],
        ">mermaid journey\n  title Pesan",
        [["Masalah", "Penting"]],
        "> [rujukan]: https://contoh.test/b",
        "#2 Judul bawah",
        "> Penutup.",
    ]


def test_it_knows_where_rows_stood() -> None:
    grids = [
        block for block in read_fixture("map.md").blocks if isinstance(block, Grid)
    ]
    assert [grid.line_of_row for grid in grids] == [(10, 12, 13), (21,)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param("a \\| b", "a | b", id="escaped-pipe"),
        pytest.param("a<br/>b<BR>c", "a\nb\nc", id="line-breaks"),
        pytest.param("&lt;b&gt; &amp;amp;", "<b> &amp;", id="entities-once"),
        pytest.param("\\<b>tebal", "<b>tebal", id="escaped-tag"),
        pytest.param("List<String>", "List<String>", id="unknown-tag"),
        pytest.param("<https://contoh.test>", "https://contoh.test", id="bare-link"),
        pytest.param("![ikon](a.png)", "ikon (a.png)", id="picture"),
        pytest.param("***kuat***", "kuat", id="emphasis"),
        pytest.param("😀 → 😡", "😀 → 😡", id="emoji"),
    ],
)
def test_it_reads_what_stands_in_a_cell(cell: str, text: str) -> None:
    document = read(f"| Tahap | Isi |\n|---|---|\n| Pesan | {cell} |", "markdown")
    assert outline(document) == [[["Tahap", "Isi"], ["Pesan", text]]]


def test_bold_lines_between_lines_are_headings() -> None:
    document = read("Satu\n**Dua**\n__Tiga__:\nEmpat **kuat**", "markdown")
    assert outline(document) == ["> Satu", "#6 Dua", "#6 Tiga:", "> Empat **kuat**"]


def test_a_table_may_forget_its_row_of_dashes() -> None:
    text = "Peta:\n| Tahap | Isi |\n| Pesan | a \\| b |\nselesai"
    assert outline(read(text, "markdown")) == [
        "> Peta:",
        [["Tahap", "Isi"], ["Pesan", "a | b"]],
        "> selesai",
    ]


def test_one_line_between_pipes_is_prose() -> None:
    text = "| Tahap | Isi |\nPesan"
    assert outline(read(text, "markdown")) == [f"> {text}"]


@pytest.mark.parametrize("name", ["peta.md", ""])
def test_a_table_may_be_drawn_with_full_width_bars(name: str) -> None:
    text = "｜段階｜認知｜購入｜\n｜---｜---｜---｜\n｜目標｜安い｜簡単｜"
    document = read(text, name=name)
    assert outline(document) == [[["段階", "認知", "購入"], ["目標", "安い", "簡単"]]]
