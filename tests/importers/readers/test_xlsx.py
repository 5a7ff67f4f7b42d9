"""XLSX workbooks, as spreadsheet programs and as troublemakers write them."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from jejak.errors import ImportRefused, MissingExtra
from jejak.importers.document import Grid
from tests.importers.readers.shapes import keys, outline, read

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        fill(book)
    return stream.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook whose packed files went through `change(path, content)`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for path in old.namelist():
            new.writestr(path, change(path, old.read(path)))
    return stream.getvalue()


def simple(book: Workbook) -> None:
    sheet = book.add_worksheet("Peta")
    sheet.write_row(0, 0, ["Tahap", "Kenal", "Pesan"])
    sheet.write_row(1, 0, ["Kendala", "- Lama\n- Mahal", "-"])


def sheet_as(xml: str) -> bytes:
    """Return a workbook whose only sheet holds these rows of XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    whole = f'<worksheet xmlns="{space}"><sheetData>{xml}</sheetData></worksheet>'
    return repacked(
        workbook(simple),
        lambda path, data: whole.encode() if path.endswith("sheet1.xml") else data,
    )


def test_it_reads_sheets_with_their_names_and_merged_cells() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Peta")
        sheet.merge_range("B2:B4", "Bu Sari")
        sheet.merge_range("D2:E2", "Pesan")
        sheet.write("C2", "Tahap")
        sheet.write_row("C3", ["Emosi", "Ragu", "Senang"])
        sheet.write_row("C4", ["Kanal", "WA"])
        book.add_worksheet("Kosong")
        hidden = book.add_worksheet("Daftar")
        hidden.write("A1", "Pilihan")
        hidden.hide()

    document = read(workbook(fill))
    assert outline(document) == [
        [
            ["Bu Sari[3x1]", "Tahap", "Pesan[1x2]", "^"],
            ["^", "Emosi", "Ragu", "Senang"],
            ["^", "Kanal", "WA", ""],
        ],
        [["Pilihan"]],
    ]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.name for grid in grids] == ["Peta", "Daftar"]
    assert (grids[0].line_of_row, grids[0].first_column) == ((2, 3, 4), 2)
    assert keys(document) == ["reading.hidden_sheet"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        pytest.param(12, None, "12", id="whole"),
        pytest.param(0.1 + 0.2, None, "0.3", id="decimal"),
        pytest.param(-4.75, None, "-4.75", id="negative"),
        pytest.param(0.25, "0%", "25%", id="per-cent"),
        pytest.param(0.125, "0.0%", "12.5%", id="per-cent-with-decimals"),
        pytest.param(date(2026, 11, 22), "dd/mm/yyyy", "2026-11-22", id="date"),
        pytest.param(
            datetime(2026, 11, 22, 9, 30),  # noqa: DTZ001 - sheets know no zones
            "d mmm yyyy hh:mm",
            "2026-11-22 09:30",
            id="date-and-time",
        ),
        pytest.param(timedelta(hours=36), "[h]:mm", "36:00", id="duration"),
        pytest.param(True, None, "TRUE", id="truth"),
        pytest.param("=1+1", None, "2", id="formula"),
        pytest.param("=1/0", None, "#DIV/0!", id="error"),
        pytest.param("  tepi  ", None, "tepi", id="spaces"),
        pytest.param("a < b & c", None, "a < b & c", id="signs"),
    ],
)
def test_it_shows_values_as_people_write_them(
    value: object, number_format: str | None, shown: str
) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        style = book.add_format({"num_format": number_format or "General"})
        if isinstance(value, str) and value.startswith("="):
            sheet.write_formula(0, 0, value, None, "#DIV/0!" if "/" in value else 2)
        elif isinstance(value, date | timedelta):
            sheet.write_datetime(0, 0, value, style)
        else:
            sheet.write(0, 0, value, style)

    assert outline(read(workbook(fill))) == [[[shown]]]


def test_it_reads_rich_words_and_charts_are_no_sheets() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Peta")
        sheet.write_rich_string(0, 0, "Sangat ", book.add_format({"bold": 1}), "lama")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Peta!$A$1"})
        book.add_chartsheet("Grafik").set_chart(chart)

    assert outline(read(workbook(fill))) == [[["Sangat lama"]]]


def bomb_of_zeros() -> bytes:
    blank = b" " * 50_000_000
    return repacked(
        workbook(simple),
        lambda path, data: data + blank if path.endswith("sheet1.xml") else data,
    )


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = (
        f'<!DOCTYPE sst [<!ENTITY e0 "ha">{entities}]><sst><si><t>&e9;</t></si></sst>'
    )
    return repacked(
        workbook(simple),
        lambda path, data: head.encode() if "sharedStrings" in path else data,
    )


def declared() -> bytes:
    return repacked(
        workbook(simple),
        lambda path, data: (
            data.replace(b"<worksheet", b"<!DOCTYPE a><worksheet")
            if path.endswith("sheet1.xml")
            else data
        ),
    )


def repeated_words() -> bytes:
    cells = '<c r="{}{}" t="s"><v>0</v></c>'
    rows = "".join(
        f'<row r="{row}">' + "".join(cells.format(c, row) for c in "ABCD") + "</row>"
        for row in range(1, 1001)
    )
    long = f"<sst><si><t>{'kata ' * 6000}</t></si></sst>".encode()
    return repacked(
        sheet_as(rows), lambda path, data: long if "sharedStrings" in path else data
    )


def locked() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def archive_of(*paths: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in paths:
            archive.writestr(path, "isi")
    return stream.getvalue()


def with_cell(place: str) -> bytes:
    return sheet_as(
        '<row><c r="A1" t="str"><v>a</v></c></row>'
        f'<row><c r="{place}" t="str"><v>b</v></c></row>'
    )


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(locked, "reading.refused.password", id="password"),
        pytest.param(
            lambda: locked().replace(b"E\0n\0c\0", b"X\0n\0c\0"),
            "reading.refused.workbook",
            id="old-excel-cut-off",
        ),
        pytest.param(
            lambda: workbook(simple)[:-200], "reading.refused.workbook", id="cut-off"
        ),
        pytest.param(
            lambda: sheet_as("<row><c"), "reading.refused.workbook", id="broken-sheet"
        ),
        pytest.param(
            lambda: archive_of("word/document.xml"),
            "reading.refused.document",
            id="word",
        ),
        pytest.param(
            lambda: archive_of("xl/workbook.bin"),
            "reading.refused.old_workbook",
            id="binary-workbook",
        ),
        pytest.param(
            lambda: archive_of("Index/Document.iwa"),
            "reading.refused.old_workbook",
            id="numbers",
        ),
        pytest.param(
            lambda: archive_of("peta.csv"), "reading.refused.archive", id="archive"
        ),
        pytest.param(
            lambda: archive_of(*(f"{n}.txt" for n in range(3000))),
            "reading.limit.archive_files",
            id="many-files",
        ),
        pytest.param(bomb_of_zeros, "reading.limit.compression_ratio", id="bomb"),
        pytest.param(entity_bomb, "reading.refused.workbook", id="entity-bomb"),
        pytest.param(declared, "reading.refused.workbook", id="document-type"),
        pytest.param(
            repeated_words, "reading.limit.workbook_characters", id="repeated-words"
        ),
        pytest.param(
            lambda: with_cell("XFD1"), "reading.limit.columns", id="far-column"
        ),
        pytest.param(
            lambda: with_cell("B1048576"), "reading.limit.reach", id="far-row"
        ),
        pytest.param(
            lambda: with_cell("ZZZ9999999"), "reading.limit.columns", id="out-of-bounds"
        ),
    ],
)
def test_it_refuses_what_it_cannot_open(make: Callable[[], bytes], key: str) -> None:
    data = make()
    started = time.process_time()
    with pytest.raises(ImportRefused) as refusal:
        read(data, name="peta.xlsx")
    assert refusal.value.key == key
    assert time.process_time() - started < 3


def test_it_names_the_extra_that_reads_workbooks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra, match=r'pip install "jejak\[office\]"'):
        read(workbook(simple))


def test_text_said_to_be_a_workbook_is_refused() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read("Tahap;Kenal", form="xlsx")
    assert refusal.value.key == "reading.refused.workbook"
