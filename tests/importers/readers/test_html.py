"""HTML pages and clipboards."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from jejak.errors import ImportRefused
from jejak.importers.document import Grid
from tests.importers.readers.shapes import keys, outline, read, read_fixture


def test_it_reads_a_page_in_order() -> None:
    document = read_fixture("page.html")
    assert outline(document) == [
        "#1 Warung Bu Sari",
        "#2 Perjalanan pelanggan",
        "> Dibuat setelah wawancara.\nVersi kedua.",
        "> 1. Baca\n2. Nilai\n  - Penting",
        "> Kiri luar",
        [
            ["Tahap", "Pesan[1x2]", "^"],
            ["Kendala[2x1]", "- Lama\n  - Antre\n- Mahal", "Satu\nDua[2x1]"],
            ["^", "3. Bayar\n4. Ambil", "^"],
            ["Solusi", "Katalog", "-"],
        ],
        "> Kanan luar",
        ">mermaid journey\n  title Pesan",
    ]
    assert keys(document) == ["reading.hidden"]
    grid = document.blocks[5]
    assert isinstance(grid, Grid)
    assert grid.name == "Peta utama"


def test_it_reads_the_clipboard_of_google_sheets() -> None:
    assert outline(read_fixture("sheets_clipboard.html")) == [
        [
            ["Bu Sari\nPemilik warung[3x1]", "Tahap", "Kenal", "Pesan"],
            ["^", "Kanal", "- Pasar\n- Grup WA", "WhatsApp"],
            ["^", "Emosi", "Penasaran", ""],
        ]
    ]


def test_it_reads_the_clipboard_of_excel() -> None:
    document = read_fixture("excel_clipboard.html")
    assert outline(document) == [
        [["Tahap", "Pesan"], ["Proses", "- Pilih\n- Tanya harga"]]
    ]
    assert document.remarks[0].values == {"count": 1}  # a row with hidden words


def test_it_reads_the_clipboard_of_word() -> None:
    assert outline(read_fixture("word_clipboard.html")) == [
        "#6 Peta warung",
        "> Disusun bersama tim dapur.",
        "> - Satu persona",
        [["Tahap", "Pesan"], ["Proses", "1. Pilih menu\n2. Bayar"]],
    ]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(
            "<tr><td>a</td><td>b</td></tr>", [[["a", "b"]]], id="rows-without-table"
        ),
        pytest.param(
            "<table>liar<tr><td>a</td>teks<td>b</table>",
            ["> liar", "> teks", [["a", "b"]]],
            id="text-between-cells",
        ),
        pytest.param(
            "<table><tr><td>&amp;lt;b&amp;gt; &lt;i&gt;</table>",
            [[["&lt;b&gt; <i>"]]],
            id="entities-once",
        ),
        pytest.param(
            "<table><tr><td rowspan=0 colspan=-2>a<td rowspan=x>b</table>",
            [[["a", "b"]]],
            id="odd-spans",
        ),
        pytest.param(
            "<table><tr><td>a<td rowspan=2>b"
            "<tr><td colspan=2>c<td>d<tr><td>e<td>f</table>",
            [[["a", "b[2x1]", ""], ["c[1x2]", "^", "d"], ["e", "f", ""]]],
            id="overlapping-spans",
        ),
    ],
)
def test_it_reads_odd_tables(html: str, shown: list[object]) -> None:
    assert outline(read(html, "html")) == shown


def test_a_span_of_a_million_columns_is_cut_and_said() -> None:
    started = time.process_time()
    document = read("<table><tr><td colspan=1000000>a<tr><td>b<td>c</table>", "html")
    assert outline(document) == [[["a[1x2]", "^"], ["b", "c"]]]
    assert keys(document) == ["reading.span_cut"]
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("html", "key"),
    [
        pytest.param(
            "<table><tr>" + "<td colspan=1000>a" * 1000 + "</table>",
            "reading.limit.columns",
            id="a-million-columns",
        ),
        pytest.param(
            "<table>" + "<tr><td rowspan=1000 colspan=900>a" * 3000 + "</table>",
            "reading.limit.columns",
            id="growing-spans",
        ),
        pytest.param(
            "<table>" + "<tr><td colspan=900>a" * 300 + "</table>",
            "reading.limit.cells",
            id="too-many-cells",
        ),
        pytest.param(
            "<table><tr><td>" + "<div>" * 300 + "dalam</table>",
            "reading.limit.nesting",
            id="too-deep",
        ),
        pytest.param(
            "<table><tr><td>" + "a" * 100_001 + "</table>",
            "reading.limit.cell_characters",
            id="too-long",
        ),
    ],
)
def test_it_refuses_what_would_never_end(html: str, key: str) -> None:
    started = time.process_time()
    with pytest.raises(ImportRefused) as refusal:
        read(html, "html")
    assert refusal.value.key == key
    assert time.process_time() - started < 3


@pytest.mark.parametrize(("levels", "is_read"), [(38, True), (39, False)])
def test_elements_inside_each_other_are_counted(
    levels: int, set_limits: Callable[..., None], *, is_read: bool
) -> None:
    set_limits(max_nesting=40)  # the page and its body are two
    page = "<div>" * levels + "isi"
    if is_read:
        assert outline(read(page, "html")) == ["> isi"]
        return
    with pytest.raises(ImportRefused) as refusal:
        read(page, "html")
    assert refusal.value.key == "reading.limit.nesting"
    assert refusal.value.values["allowed"] == 40
