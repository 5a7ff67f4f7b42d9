"""XLS workbooks, as Excel 97 and its imitators wrote them."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack

import pytest

from jejak.errors import ImportRefused
from jejak.importers.document import Grid
from tests.importers.readers.old_excel import (
    Sheet,
    book_stream,
    compound,
    old_workbook,
    record,
)
from tests.importers.readers.shapes import keys, outline, read

ROWS = [
    ["Tahap", "Kenal", "Pesan"],
    ["Kendala", "- Lama\n- Mahal", "日本語 👍"],
    ["Emosi", "Ragu", ""],
]


@pytest.mark.parametrize("piece", [9, 12, 13, 16, 40, 41, 8000])
@pytest.mark.parametrize("cutoff", [0, 4096])
def test_words_come_out_whole_wherever_their_record_is_cut(
    piece: int, cutoff: int
) -> None:
    assert outline(read(old_workbook(Sheet(ROWS), piece=piece, cutoff=cutoff))) == [
        ROWS
    ]


def test_it_reads_sheets_with_their_names_and_merged_cells() -> None:
    merged = [(0, 2, 0, 0), (0, 0, 2, 3)]
    rows = [
        ["Bu Sari", "Tahap", "Pesan", ""],
        ["", "Emosi", "Ragu", "Senang"],
        ["", "Kanal", "WA"],
    ]
    document = read(
        old_workbook(
            Sheet(rows, "Peta Bu Sari", merged),
            Sheet([], "Kosong"),
            Sheet([["Pilihan"]], "Daftar", is_hidden=True),
        )
    )
    assert outline(document) == [
        [
            ["Bu Sari[3x1]", "Tahap", "Pesan[1x2]", "^"],
            ["^", "Emosi", "Ragu", "Senang"],
            ["^", "Kanal", "WA", ""],
        ],
        [["Pilihan"]],
    ]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.name for grid in grids] == ["Peta Bu Sari", "Daftar"]
    assert document.form == "xls"
    assert keys(document) == ["reading.hidden_sheet"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        pytest.param(12.0, "General", "12", id="whole"),
        pytest.param(-4.75, "0.00", "-4.75", id="decimal"),
        pytest.param(0.125, "0.0%", "12.5%", id="per-cent"),
        pytest.param(45000.0, "dd/mm/yyyy", "2023-03-15", id="date"),
        pytest.param(45000.25, 'd mmm yyyy "jam" h', "2023-03-15 06:00", id="both"),
        pytest.param(1.5, "[h]:mm", "36:00", id="duration"),
        pytest.param(25000.0, '"Rp"\\d #,##0', "25000", id="money"),
        pytest.param(25000.0, "[$Rp-421] #,##0_d;[Red]-0", "25000", id="colours"),
        pytest.param(-3.0, "dd/mm/yyyy", "-3", id="no-date-before-the-first"),
        pytest.param(True, "General", "TRUE", id="truth"),
        pytest.param(pack("<HBB", 0x205, 0x07, 1), "General", "#DIV/0!", id="error"),
        pytest.param(pack("<HI", 0x27E, 75 << 2 | 3), "0%", "75%", id="short-number"),
        pytest.param(
            pack("<HHB4s", 0x204, 4, 0, b"caf\xe9"), "General", "café", id="own-word"
        ),
        pytest.param(
            pack("<HdHI", 6, 2.5, 0, 0), "General", "2.5", id="formula-number"
        ),
        pytest.param(
            pack("<HBBBBHHHI", 6, 1, 0, 1, 0, 0, 0xFFFF, 0, 0),
            "General",
            "TRUE",
            id="formula-truth",
        ),
        pytest.param(
            pack("<HBBBBHHHI", 6, 2, 0, 0x2A, 0, 0, 0xFFFF, 0, 0),
            "General",
            "#N/A",
            id="formula-error",
        ),
    ],
)
def test_it_shows_values_as_people_write_them(
    value: float | bytes, code: str, shown: str
) -> None:
    sheet = Sheet([[value]], styles={(0, 0): 1})
    assert outline(read(old_workbook(sheet, formats=[code]))) == [[[shown]]]


def test_a_formula_may_give_a_text_that_stands_behind_it() -> None:
    formula = pack("<HBBBBHHHI", 6, 0, 0, 0, 0, 0, 0xFFFF, 0, 0)
    text = record(0x207, pack("<HB", 4, 0) + b"Lama")
    assert outline(read(old_workbook(Sheet([[formula]], extra=text)))) == [[["Lama"]]]


def test_many_short_numbers_stand_in_one_record() -> None:
    many = pack("<2H", 0, 0)
    many += b"".join(pack("<HI", 0, n << 2 | 2) for n in (7, 8, 9)) + pack("<H", 2)
    sheet = Sheet([], extra=record(0xBD, many))
    assert outline(read(old_workbook(sheet))) == [[["7", "8", "9"]]]


def test_charts_inside_a_sheet_are_no_cells_and_comments_are_counted() -> None:
    label = pack("<3HHB", 0, 0, 0, 5, 0) + b"Judul"
    chart = record(0x809, pack("<2H12x", 0x600, 0x20)) + record(0x204, label)
    sheet = Sheet([["Peta"]], extra=chart + record(0x0A) + record(0x1C, bytes(10)))
    document = read(old_workbook(sheet))
    assert outline(document) == [[["Peta"]]]
    assert keys(document) == ["reading.comments"]


def test_a_stray_cell_far_below_costs_one_blank_row() -> None:
    far = record(0x204, pack("<3HHB", 60_000, 0, 0, 4, 0) + b"jauh")
    document = read(old_workbook(Sheet([["Peta"]], extra=far)))
    assert outline(document) == [[["Peta"], [""], ["jauh"]]]
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert grid.line_of_row == (1, 60_000, 60_001)


def test_a_workbook_before_unicode_is_read_in_its_own_letters() -> None:
    word = "Жалоба".encode("cp1251")
    sheet = record(0x809, pack("<4H", 0x500, 0x10, 0, 0))
    sheet += record(0x204, pack("<4H", 0, 0, 0, len(word)) + word) + record(0x0A)
    head = record(0x809, pack("<4H", 0x500, 5, 0, 0)) + record(0x42, pack("<H", 1251))
    name = pack("<B", 4) + b"Peta"
    place = len(head) + 10 + len(name) + 4
    head += record(0x85, pack("<IBB", place, 0, 0) + name) + record(0x0A)
    assert outline(read(compound({"Book": head + sheet}))) == [[["Жалоба"]]]


def circle() -> bytes:
    """Return a workbook whose stream runs in a circle."""
    data = bytearray(old_workbook(Sheet(ROWS)))
    table = (len(data) - 512) // 512 * 512
    for number in range(3):
        data[table + 4 * number : table + 4 * number + 4] = pack("<I", number)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(
            lambda: compound({"EncryptedPackage": b"x" * 99}),
            "password",
            id="new-locked",
        ),
        pytest.param(
            lambda: old_workbook(Sheet(ROWS), globals_=record(0x2F, bytes(6))),
            "password",
            id="old-locked",
        ),
        pytest.param(
            lambda: compound({"WordDocument": b"x" * 99}), "document", id="word"
        ),
        pytest.param(lambda: compound({"Lain": b"x"}), "workbook", id="unknown"),
        pytest.param(lambda: old_workbook(Sheet(ROWS))[:700], "workbook", id="cut-off"),
        pytest.param(
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook", id="head-only"
        ),
        pytest.param(circle, "workbook", id="circle"),
        pytest.param(
            lambda: compound({"Workbook": book_stream([Sheet(ROWS)])[:-40]}),
            "workbook",
            id="last-cells-missing",
        ),
    ],
)
def test_it_refuses_what_it_cannot_open(make: Callable[[], bytes], key: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(make(), name="peta.xls")
    assert refusal.value.key == f"reading.refused.{key}"


def test_words_that_are_repeated_count_each_time() -> None:
    rows = [["kata " * 6000] * 10 for _ in range(100)]
    with pytest.raises(ImportRefused) as refusal:
        read(old_workbook(Sheet(rows)))
    assert refusal.value.key == "reading.limit.workbook_characters"


def test_a_column_past_the_last_is_refused() -> None:
    far = record(0x204, pack("<3HHB", 0, 60_000, 0, 4, 0) + b"jauh")
    with pytest.raises(ImportRefused) as refusal:
        read(old_workbook(Sheet([["Peta"]], extra=far)))
    assert refusal.value.key == "reading.limit.columns"
