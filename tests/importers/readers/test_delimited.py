"""CSV and TSV, in the encodings and dialects that spreadsheets write."""

from __future__ import annotations

import pytest

from jejak.importers.document import Grid
from tests.importers.readers.shapes import keys, outline, read

ROWS = [
    ["Tahap", "Kenal", "Pesan"],
    ["Kendala", "- Lama\n- Mahal", 'Kata "murah", katanya; ya'],
    ["Emosi", "Ragu", ""],
]


def quoted(delimiter: str, end: str = "\n") -> str:
    cells = [
        [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS
    ]
    return end.join(delimiter.join(row) for row in cells) + end


@pytest.mark.parametrize(
    ("delimiter", "remarks"),
    [
        pytest.param(",", [], id="comma"),
        pytest.param(";", ["reading.delimiter.semicolon"], id="semicolon"),
        pytest.param("\t", ["reading.delimiter.tab"], id="tab"),
        pytest.param("|", ["reading.delimiter.pipe"], id="pipe"),
        pytest.param("^", ["reading.delimiter.caret"], id="caret"),
        pytest.param("~", ["reading.delimiter.tilde"], id="tilde"),
        pytest.param(":", ["reading.delimiter.colon"], id="colon"),
    ],
)
def test_it_finds_the_delimiter(delimiter: str, remarks: list[str]) -> None:
    document = read(quoted(delimiter), name="peta.csv")
    assert outline(document) == [ROWS]
    assert keys(document) == remarks


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "Tahap;Biaya\nPesan;1,5\nBayar;2,25\n",
            [["Tahap", "Biaya"], ["Pesan", "1,5"], ["Bayar", "2,25"]],
            id="decimal-commas",
        ),
        pytest.param(
            "sep=|\nTahap|Isi, a, b\nPesan|Lama, ya, c\n",
            [["Tahap", "Isi, a, b"], ["Pesan", "Lama, ya, c"]],
            id="named-above-the-table",
        ),
        pytest.param(
            "Tahap,Kenal,Pesan\nEmosi,Ragu\n\nKanal,WA,Toko,Pasar\n",
            [
                ["Tahap", "Kenal", "Pesan", ""],
                ["Emosi", "Ragu", "", ""],
                ["", "", "", ""],
                ["Kanal", "WA", "Toko", "Pasar"],
            ],
            id="ragged",
        ),
        pytest.param(
            'Tahap,Kenal\nKendala,"Lama\nEmosi,"Ragu"\n',
            [["Tahap", "Kenal"], ["Kendala", '"Lama'], ["Emosi", "Ragu"]],
            id="a-quote-never-closed",
        ),
        pytest.param(
            'Tahap,Kenal\r\nKendala,"a\r\nb"\rEmosi,Ragu',
            [["Tahap", "Kenal"], ["Kendala", "a\nb"], ["Emosi", "Ragu"]],
            id="line-ends-of-three-kinds",
        ),
        pytest.param(
            "Tahap,Kenal\nKendala,<ul><li>Lama</li><li>Mahal</li></ul>\n",
            [["Tahap", "Kenal"], ["Kendala", "- Lama\n- Mahal"]],
            id="tags",
        ),
    ],
)
def test_it_reads_what_spreadsheets_write(text: str, rows: list[list[str]]) -> None:
    assert outline(read(text, name="peta.csv")) == [rows]


@pytest.mark.parametrize(
    ("encoding", "words", "said"),
    [
        pytest.param("utf-8", "Café 😀", None, id="utf-8"),
        pytest.param("utf-8-sig", "Café 😀", None, id="utf-8-with-mark"),
        pytest.param("utf-16", "Café 😀", None, id="utf-16-with-mark"),
        pytest.param("utf-16-le", "Kafe", "UTF-16-LE", id="utf-16-without-mark"),
        pytest.param("utf-16-be", "Kafe", "UTF-16-BE", id="utf-16-big-end-first"),
        pytest.param("utf-32", "Café", None, id="utf-32-with-mark"),
        pytest.param("cp1252", "Café – “enak”", "Windows-1252", id="western"),
        pytest.param("cp1251", "Долгое ожидание", "Windows-1251", id="cyrillic"),
        pytest.param("cp932", "注文を確認する画面が遅い", "Shift-JIS", id="japanese"),
        pytest.param("gb18030", "确认付款的页面太慢", "GB18030", id="chinese"),
    ],
)
def test_it_reads_encodings_and_says_what_it_assumed(
    encoding: str, words: str, said: str | None
) -> None:
    data = f"Tahap;Pesan;Bayar\nKendala;{words};{words}\n".encode(encoding)
    document = read(data, name="peta.csv")
    assert outline(document) == [
        [["Tahap", "Pesan", "Bayar"], ["Kendala", words, words]]
    ]
    assumed = [remark for remark in document.remarks if "encoding" in remark.key]
    assert [remark.values for remark in assumed] == (
        [{"encoding": said}] if said else []
    )


def test_blank_first_columns_are_cut_and_counted() -> None:
    grid = read(";;Tahap;Kenal\n;;Emosi;Ragu\n", name="peta.csv").blocks[0]
    assert isinstance(grid, Grid)
    assert (len(grid.rows[0]), grid.first_column) == (2, 3)


def test_a_wide_table_without_a_name_is_known_as_one() -> None:
    """Its votes are counted in a sample, which must not end within a row."""
    row = ";".join(f"isi sel nomor {number}" for number in range(1500))
    document = read("\n".join([row] * 12))
    assert document.form == "csv"
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert (len(grid.rows), len(grid.rows[0])) == (12, 1500)


JAPANESE = "段階,認知,購入\n目標,安い、早い,簡単\n感情,嬉しい,不安\n課題,遅い,高い\n"
CHINESE = "阶段;认知;购买\n目标;便宜;简单\n情绪;开心;不安\n痛点;太慢;太贵\n"


@pytest.mark.parametrize("text", [JAPANESE, CHINESE], ids=["japanese", "chinese"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_east_asian_words_are_read_in_every_encoding_without_a_mark(
    text: str, encoding: str
) -> None:
    document = read(text.encode(encoding), name="peta.csv")
    delimiter = ";" if ";" in text else ","
    assert outline(document) == [[line.split(delimiter) for line in text.splitlines()]]
    assert "reading.encoding" in keys(document)


@pytest.mark.parametrize(
    ("sign", "key"),
    [("｜", "wide_pipe"), ("，", "wide_comma"), ("；", "wide_semicolon")],
)
@pytest.mark.parametrize("name", ["peta.csv", "peta.txt", ""])
def test_full_width_signs_part_columns(sign: str, key: str, name: str) -> None:
    document = read(JAPANESE.replace(",", sign), name=name)
    assert outline(document) == [[line.split(",") for line in JAPANESE.splitlines()]]
    assert keys(document) == [f"reading.delimiter.{key}"]


def test_words_from_right_to_left_keep_their_order() -> None:
    rows = [["Stage", "חיפוש", "תשלום"], ["Goals", "מהיר, קל", "\u202bזול\u202c"]]
    text = "\n".join(";".join(row) for row in rows)
    (grid,) = read(text, name="peta.csv").blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == rows


def test_utf_8_that_is_damaged_in_one_place_stays_utf_8() -> None:
    data = JAPANESE.encode()
    end = data.index(b"\n")
    document = read(data[:end] + b"\xe3" + data[end:], name="peta.csv")
    assert keys(document) == ["reading.encoding_damaged"]
    assert document.remarks[0].values == {"count": 1}
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == ["段階", "認知", "購入\ufffd"]


def test_signs_that_were_written_in_halves_are_put_together() -> None:
    halves = "Emosi,\ud83d\ude00,\ud83d".encode("utf-8", "surrogatepass")
    assert outline(read(halves, name="peta.csv")) == [[["Emosi", "😀", "\ufffd"]]]
