"""What every reader keeps to, and how the form of an input is found."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jejak.errors import ImportRefused
from jejak.importers.document import Document, Grid
from jejak.importers.lists import letters
from jejak.importers.readers import READERS, Source, read_documents
from jejak.language.catalogue import LANGUAGES, say
from tests.importers.readers.excel_xml import xml_rows, xml_workbook
from tests.importers.readers.old_excel import Sheet, old_workbook
from tests.importers.readers.opendocument import ods, plain_sheet
from tests.importers.readers.shapes import FIXTURES, read, read_fixture

# Words that hurt some form or other: its own signs, hostile text, other scripts.
ROWS = [
    ["Tahap", "Kenal & cari", "Pesan"],
    ["Kendala", "=cmd()|' /C calc'!A0", "a < b; c, d | e ~ f"],
    ["Kanal", "- WA\n- Toko", "https://contoh.test/?a=1&copy=2"],
    ["Emosi", "😀 → 😡", "\u202eterbalik\u202c שלום"],
    ["Catatan", "<script>alert(1)</script>", 'Kata "mudah" itu'],
]


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    return "\n".join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
        for row in rows
    )


def as_text(rows: list[list[str]]) -> str:
    return as_csv(rows, "\t")


def as_markdown(rows: list[list[str]]) -> str:
    def escaped(cell: str) -> str:
        for sign in "\\|*_`[]~&<":
            cell = cell.replace(sign, f"\\{sign}")
        return cell.replace("\n", "<br>")

    lines = ["| " + " | ".join(map(escaped, row)) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def as_html(rows: list[list[str]]) -> str:
    cells = (
        "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) for row in rows
    )
    return "<table>" + "".join(cells).replace("\n", "<br>") + "</table>"


def as_workbook(rows: list[list[str]]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(index, column, cell)
    return stream.getvalue()


WRITERS: dict[str, Callable[[list[list[str]]], str | bytes]] = {
    "csv": as_csv,
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "xlsx": as_workbook,
    "xls": lambda rows: old_workbook(Sheet(rows)),
    "ods": lambda rows: ods(plain_sheet(rows)),
    "xml": lambda rows: xml_workbook(xml_rows(rows)),
}
PACKED = {"xlsx", "xls", "ods"}
FORMS = [reader.form for reader in READERS]


def test_every_reader_is_under_contract() -> None:
    assert sorted(FORMS) == sorted(WRITERS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_named", [True, False])
def test_every_reader_gives_back_the_words_of_every_cell(
    form: str, *, is_named: bool
) -> None:
    document = read(WRITERS[form](ROWS), form if is_named else None)
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert document.form == form
    assert [[cell.text for cell in row] for row in grid.rows] == ROWS


@pytest.mark.parametrize("form", FORMS)
def test_every_reader_refuses_a_table_past_the_limits(form: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(WRITERS[form]([["a"] * 5001] * 2), form)
    assert refusal.value.key == "reading.limit.columns"
    assert refusal.value.values == {"name": "peta", "given": 5001, "allowed": 2000}


@pytest.mark.parametrize("form", FORMS)
def test_every_reader_counts_its_cells(
    form: str, set_limits: Callable[..., None]
) -> None:
    set_limits(max_cells=14)
    with pytest.raises(ImportRefused) as refusal:
        read(WRITERS[form](ROWS), form)
    assert refusal.value.values == {"name": "peta", "given": 15, "allowed": 14}


@pytest.mark.parametrize("form", ["csv", "text"])
def test_quotes_without_end_take_no_time(form: str) -> None:
    started = time.process_time()
    (grid,) = read('"a\tb;c\td\n' * 20_000, form).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[-1]] == ['"a', "b;c", "d"]
    assert time.process_time() - started < 4


@pytest.mark.parametrize("form", FORMS)
def test_every_reader_cleans_control_characters(form: str) -> None:
    rows = [["Tahap", "Ke\x0bnal", "Pe\x7fsan"], ["Emosi", "Ra\x1bgu", "x"]]
    if form in {*PACKED, "xml"}:  # the writer of the test escapes them for XML
        rows = [["Tahap", "Ke\x7fnal", "Pe\x7fsan"], ["Emosi", "Ra\x7fgu", "x"]]
    (grid,) = read(WRITERS[form](rows), form).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Tahap", "Kenal", "Pesan"],
        ["Emosi", "Ragu", "x"],
    ]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        pytest.param("a.csv", "Tahap,Kenal", "csv", id="named-csv"),
        pytest.param("a.TSV", "Tahap\tKenal\nx\ty", "csv", id="named-tsv"),
        pytest.param("a.csv", "<table><tr><td>a", "html", id="html-called-csv"),
        pytest.param("a.xls", "<html><body>", "html", id="html-called-excel"),
        pytest.param("a.xls", "a\tb\tc\nd\te\tf", "text", id="tabs-called-excel"),
        pytest.param("a.md", "Tahap, Kenal, Pesan\na, b, c", "markdown", id="named-md"),
        pytest.param("a.md", "a\tb\tc\nd\te\tf", "text", id="tabs-called-markdown"),
        pytest.param("", "\ta\tb\nx\ty\tz", "text", id="tabs"),
        pytest.param("", "|a|b|\n|-|-|\n|c|d|", "markdown", id="pipe-table"),
        pytest.param(
            "", "|\ta\t|\tb\t|\n|-|-|\n|\tc\t|\td\t|", "markdown", id="pipes-and-tabs"
        ),
        pytest.param("", "a;b;c\nd;e;f", "csv", id="semicolons"),
        pytest.param("", "sep=;\na;b\nc;d", "csv", id="sep-line"),
        pytest.param("", "Satu, dua, tiga.\nEmpat, lima, enam.", "text", id="prose"),
        pytest.param("", "Halo: apa: kabar\nBaik: ya: itu", "text", id="colons"),
        pytest.param("", "Version:1.0\nStartHTML:1\n<table>", "html", id="clipboard"),
        pytest.param("", "<div>a<table><tr><td>b</table>", "html", id="a-tag-first"),
        pytest.param("", "<ul> - a <table>", "text", id="a-table-without-cells"),
        pytest.param("", "<!-- a --> teks", "text", id="a-comment-is-no-page"),
        pytest.param("", "<ul> - a\tb\tc\nd\te\tf", "text", id="tags-in-tabs"),
    ],
)
def test_the_form_is_found_from_name_and_words(name: str, text: str, form: str) -> None:
    assert read(text, name=name).form == form
    assert read(text.encode(), name=name).form == form


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(b"", "empty", id="no-bytes"),
        pytest.param(" \n ", "empty", id="spaces"),
        pytest.param("\ufeff", "empty", id="only-a-mark"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(40), "picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(40), "picture", id="jpeg"),
        pytest.param(b"BM" + bytes(40), "picture", id="bmp"),
        pytest.param(b"%PDF-1.7\n", "pdf", id="pdf"),
        pytest.param(b"{\\rtf1 a}", "document", id="rtf"),
        pytest.param(b"\x1f\x8b\x08\x00", "archive", id="gzip"),
        pytest.param(bytes(range(256)) * 4, "binary", id="garbage"),
        pytest.param(
            '<?xml version="1.0"?>\n<?mso-application progid="Excel"?><Workbook>',
            "workbook",
            id="half-a-workbook-of-xml",
        ),
    ],
)
def test_it_says_what_it_cannot_read(data: bytes | str, key: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(data)
    assert refusal.value.key == f"reading.refused.{key}"
    assert str(refusal.value).startswith('"peta"')


def test_an_unknown_form_names_the_known_ones() -> None:
    with pytest.raises(ImportRefused, match="xlsx, xls, ods, csv, markdown"):
        read("a", form="visio")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_remark_has_words(language: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read("a" * 4_000_001)
    said = say(language, refusal.value.key, **refusal.value.values)  # type: ignore[arg-type]
    assert {"id": "4.000.001", "en": "4,000,001"}[language] in said
    for remark in read_fixture("page.html").remarks:
        assert say(language, remark.key, **remark.values)  # type: ignore[arg-type]


def words_of(document: Document) -> str:
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            parts += [cell.text for row in block.rows for cell in row]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def test_no_word_of_a_text_is_lost() -> None:
    """Every letter but those of tags and marks comes out, in its order."""
    source = (FIXTURES / "stacked.txt").read_text("utf-8")
    bare = re.sub(r"<[^>]*>|\*\*|^#+|^- ", "", source, flags=re.MULTILINE)
    read_words = words_of(read_fixture("stacked.txt")).replace("**", "")
    assert letters(read_words) == letters(bare)


FORMS_OR_NONE = st.sampled_from([None, *(form for form in FORMS if form not in PACKED)])
PIECES = (
    *(
        "\t",
        "\n",
        "|",
        ",",
        ";",
        '"',
        "|---|---|\n",
        "- ",
        "<table>",
        "<tr><td>",
        "<td>",
    ),
    *(
        "</table>",
        "<td rowspan=3>",
        "<ul><li>",
        "**",
        "#",
        "```\n",
        "&amp;",
        "a",
        "é",
        "日",
    ),
)
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, FORMS_OR_NONE)
def test_any_text_is_read_or_refused(text: str, form: str | None) -> None:
    try:
        document = read_documents(Source("a", text, form))
    except ImportRefused:
        return
    for block in document.blocks:
        if isinstance(block, Grid):
            assert len({len(row) for row in block.rows}) == 1
            assert len(block.line_of_row) in {0, len(block.rows)}


@settings(max_examples=200, deadline=None)
@given(st.binary(), st.sampled_from(["", "a.csv", "a.xlsx", "a.md", "a.html"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read_documents(Source(name, data))
    except ImportRefused:
        return


@cache
def a_workbook(form: str) -> bytes:
    book = WRITERS[form](ROWS)
    assert isinstance(book, bytes)
    return book


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("form", sorted(PACKED))
def test_a_damaged_workbook_is_read_or_refused(form: str, data: st.DataObject) -> None:
    book = bytearray(a_workbook(form))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, 10_000)) % len(book)
        book[place] = data.draw(st.integers(0, 255))
    try:
        read_documents(Source("a", bytes(book)))
    except ImportRefused:
        return
