"""One table gives one map, whatever the form it comes in."""

from __future__ import annotations

import html
import io
from collections.abc import Callable

import pytest

from jejak.importers import ImportResult, Source, import_table
from tests.importers.readers.old_excel import Sheet, old_workbook
from tests.importers.readers.opendocument import cell, ods, row, sheet

# The persona stands in a merged column, and each stage over its steps.
ROWS = [
    ["Nama: Bu Sari\nUsia: 41", "Tahap", "Sadar", "", "Beli"],
    ["", "Langkah", "Lihat iklan", "Tanya teman", "Bayar"],
    ["", "Tujuan", "- Hemat\n- Cepat", "Yakin", "-"],
    ["", "Emosi", "Senang → Ragu", "Lega", "Kesal"],
    ["", "Kendala", "Iklan “murah” menipu", "", "Antre <lama> & panas"],
    ["", "Cuaca", "Hujan", "Panas", "Mendung"],
]
AREAS = {(0, 0): (6, 1), (0, 2): (1, 2)}  # place -> rows and columns


def covered() -> set[tuple[int, int]]:
    return {
        (top + down, left + across)
        for (top, left), (rows, columns) in AREAS.items()
        for down in range(rows)
        for across in range(columns)
    } - AREAS.keys()


def as_xlsx() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        written = book.add_worksheet("Peta")
        for down, cells in enumerate(ROWS):
            written.write_row(down, 0, cells)
        for (top, left), (rows, columns) in AREAS.items():
            corner = top + rows - 1, left + columns - 1
            written.merge_range(top, left, *corner, ROWS[top][left])
    return stream.getvalue()


def as_xls() -> bytes:
    areas = [
        (top, top + rows - 1, left, left + columns - 1)
        for (top, left), (rows, columns) in AREAS.items()
    ]
    return old_workbook(Sheet(ROWS, "Peta", areas))


def as_ods() -> bytes:
    lines = []
    for down, cells in enumerate(ROWS):
        written = []
        for across, text in enumerate(cells):
            rows, columns = AREAS.get((down, across), (1, 1))
            is_covered = (down, across) in covered()
            spans = {"number_rows_spanned": rows, "number_columns_spanned": columns}
            written.append(cell(text, is_covered=is_covered, **spans))
        lines.append(row(*written))
    return ods(sheet("".join(lines), "Peta"))


def as_page() -> bytes:
    lines = []
    for down, cells in enumerate(ROWS):
        lines.append("<tr>")
        for across, text in enumerate(cells):
            if (down, across) not in covered():
                rows, columns = AREAS.get((down, across), (1, 1))
                shown = html.escape(text).replace("\n", "<br>")
                lines.append(f"<td rowspan={rows} colspan={columns}>{shown}</td>")
    return f"<table><caption>Peta</caption>{''.join(lines)}</table>".encode()


def as_plain_csv() -> bytes:
    """Return what spreadsheets save as CSV: merged cells are blank but the first."""
    quoted = (
        ";".join(f'"{text.replace(chr(34), chr(34) * 2)}"' for text in cells)
        for cells in ROWS
    )
    return "\r\n".join(quoted).encode("utf-8-sig")


def read(data: bytes) -> ImportResult:
    return import_table([Source("peta", data)])


@pytest.mark.parametrize("make", [as_xls, as_ods, as_page, as_plain_csv])
def test_one_table_gives_one_map_whatever_its_form(make: Callable[[], bytes]) -> None:
    expected, found = read(as_xlsx()), read(make())
    assert found.maps == expected.maps
    journey = found.maps[0]
    assert [stage.title for stage in journey.stages] == ["Sadar", "Beli"]
    assert [persona.name for persona in journey.personas] == ["Bu Sari"]
    placed = {one.text: one.records for one in found.report.cells}
    assert placed == {one.text: one.records for one in expected.report.cells}


@pytest.mark.parametrize("make", [as_xlsx, as_xls, as_ods])
def test_the_report_names_the_sheet_and_the_row(make: Callable[[], bytes]) -> None:
    (question, *_) = [one for one in read(make()).report.lanes if one.label == "Cuaca"]
    assert question.role is None
    (place,) = [one.where for one in read(make()).report.cells if one.text == "Mendung"]
    assert (place.table, place.row, place.column) == ("Peta", 6, 5)
