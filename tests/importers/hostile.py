"""Inputs made to hurt: bombs, locks, lies and loads, each with what must be said.

A case names the settings that hold it back. Without them it must come through
differently, or it would prove nothing: the tests try that too.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from tests.importers.readers.old_excel import Sheet, compound, old_workbook, record
from tests.importers.readers.opendocument import cell, ods, plain_sheet, row, sheet

MAP = "Tahap,Cari,Bayar\nTujuan,Cepat,Mudah\nKendala,Lama,Mahal\n"
ROWS = [line.split(",") for line in MAP.splitlines()]
MARKDOWN = "| Tahap | Cari |\n|---|---|\n| Tujuan | Cepat |\n| Kendala | Lama |\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Hostile:
    """One input and what must become of it."""

    name: str
    make: Callable[[], bytes | str]
    key: str | None  # of the refusal; None: it is read
    off: tuple[str, ...] = field(default=())  # the limits that hold it back
    peak_mb: int = 200  # that reading it may take


def xlsx(
    rows: Iterable[str] = (),
    *,
    before: str = "",
    behind: str = "",
    words: str | bytes = "",
    extra: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """Return a workbook whose one sheet holds rows of XML."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_plain_workbook())) as plain,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for path in plain.namelist():
            if path.endswith("sharedStrings.xml") and words:
                book.writestr(path, words)
            elif not path.endswith("sheet1.xml"):
                book.writestr(path, plain.read(path))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            out.write(f'{before}<worksheet xmlns="{_SPACE}"><sheetData>'.encode())
            for part in rows:
                out.write(part.encode())
            out.write(f"</sheetData>{behind}</worksheet>".encode())
        for path, content in extra:
            book.writestr(path, content)
    return stream.getvalue()


@cache
def _plain_workbook() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("Peta").write(0, 0, "kata")
    return stream.getvalue()


def _row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def _map_rows() -> list[str]:
    return [_row(number, *texts) for number, texts in enumerate(ROWS, 1)]


def _blank_bomb() -> bytes:
    """Return a workbook of 300 kB that unpacks to 300 MB."""
    return xlsx([*_map_rows(), *[" " * 1_000_000] * 300])


def _repeated_words() -> bytes:
    """Return a workbook in which one long word stands in 100,000 cells."""
    word = f'<sst xmlns="{_SPACE}"><si><t>{"kata " * 6_000}</t></si></sst>'
    shared = '<c r="{}{}" t="s"><v>0</v></c>'
    rows = (
        f'<row r="{number}">'
        + "".join(shared.format(letter, number) for letter in "ABCDEFGHIJ")
        + "</row>"
        for number in range(1, 10_001)
    )
    return xlsx(rows, words=word)


def _long_text() -> str:
    return "".join(map(str, range(1_500_000)))


def _many_merges() -> bytes:
    """Return a sheet of 50,000 merged ranges, each over all of it."""
    areas = '<mergeCell ref="A1:J2000"/>' * 50_000
    rows = (_row(number, *"abcdefghij") for number in range(1, 2_001))
    return xlsx(rows, behind=f"<mergeCells>{areas}</mergeCells>")


def _coloured_rows() -> bytes:
    """Return a map below which a million rows are coloured and blank."""
    rows = (
        f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>'
        for number in range(4, 1_000_004)
    )
    return xlsx([*_map_rows(), *rows])


def _laughs(kind: str) -> str:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE {kind} [<!ENTITY e0 "ha">{entities}]>'


def _outside(kind: str) -> str:
    return f'<!DOCTYPE {kind} [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>'


def _laughing_words(head: str, entity: str = "e9") -> bytes:
    words = f"{head}<sst><si><t>&{entity};</t></si></sst>"
    return xlsx(['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'], words=words)


def _wide_laughs(entity: str = "e9") -> bytes:
    """Return a bomb whose XML is in UTF-16, where a search for ASCII finds nothing."""
    content = f"{_laughs('sst')}<sst><si><t>&{entity};</t></si></sst>"
    one = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return xlsx([one], words=content.encode("utf-16"))


def _laughing_xml(entity: str) -> str:
    """Return a workbook that is XML and declares entities."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    data = f"<Row><Cell><Data>&{entity};</Data></Cell></Row>"
    sheet = f"<Worksheet><Table>{data}</Table></Worksheet>"
    head = f'<?xml version="1.0"?>{_laughs("Workbook")}'
    return f'{head}<Workbook xmlns="{space}">{sheet}</Workbook>'


def _climbing_names() -> bytes:
    return xlsx(
        _map_rows(),
        extra=[(path, b"x") for path in ("../../../naik.txt", "/naik.txt")],
    )


def _lying_sizes() -> bytes:
    """Return a bomb whose list of files says that it unpacks to nothing much."""
    data = bytearray(xlsx([*_map_rows(), *[" " * 1_000_000] * 20]))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"sheet1.xml"))
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(data)


def _far_cell(place: str) -> bytes:
    far = f'<row><c r="{place}" t="str"><v>jauh</v></c></row>'
    return xlsx([*_map_rows(), far])


def _spans(name: str) -> str:
    """Return a page of a million cells that claim a million columns or rows each."""
    cells = f"<td {name}=1000000>" * 190_000
    return f"<table><tr><td>Tahap{cells}</table>"


def _one_span(name: str) -> str:
    rows = "".join(f"<tr><td>{'<td>'.join(cells)}" for cells in ROWS)
    return f"<table>{rows}<tr><td {name}=1000000>Kanal<td>WA<td>Toko</table>"


def _wide(text: Callable[[int], str]) -> str:
    return "\n".join(",".join(map(text, range(50_000))) for _ in range(3))


def _compound_of_word() -> bytes:
    return compound({"WordDocument": b"x" * 5_000})


CASES = {
    # Workbooks that grow.
    "bomb": Hostile(
        "peta.xlsx",
        _blank_bomb,
        "reading.limit.decompressed_bytes",
        ("max_decompressed_bytes", "max_compression_ratio"),
    ),
    "bomb within the size": Hostile(
        "peta.xlsx",
        lambda: xlsx([*_map_rows(), *[" " * 1_000_000] * 100]),
        "reading.limit.compression_ratio",
        ("max_compression_ratio",),
    ),
    "many files": Hostile(
        "peta.xlsx",
        lambda: xlsx(_map_rows(), extra=((f"x/{n}", b"") for n in range(20_000))),
        "reading.limit.archive_files",
        ("max_archive_files",),
    ),
    "repeated words": Hostile(
        "peta.xlsx",
        _repeated_words,
        "reading.limit.workbook_characters",
        ("max_workbook_characters",),
    ),
    "repeated words of an ODS": Hostile(
        "peta.ods",
        lambda: ods(
            sheet(row(cell("kata " * 9_000, number_columns_repeated=1_900)) * 20)
        ),
        "reading.limit.workbook_characters",
        ("max_workbook_characters",),
    ),
    "repeated words of an XLS": Hostile(
        "peta.xls",
        lambda: old_workbook(Sheet([["kata " * 6_000] * 100] * 100)),
        "reading.limit.workbook_characters",
        ("max_workbook_characters",),
    ),
    "repeated rows of an ODS": Hostile(
        "peta.ods",
        lambda: ods(
            sheet(row(cell("a", number_columns_repeated=900), repeated=40_000))
        ),
        "reading.limit.cells",
        ("max_cells", "max_workbook_characters"),
    ),
    "many merges": Hostile("peta.xlsx", _many_merges, "import.refused.no_lanes"),
    # Sheets that reach far.
    "far column": Hostile(
        "peta.xlsx",
        lambda: _far_cell("XFD1"),
        "reading.limit.columns",
        ("max_columns",),
    ),
    "far row": Hostile(
        "peta.xlsx",
        lambda: _far_cell("J1048576"),
        "reading.limit.reach",
        ("max_cells", "max_rows"),
    ),
    "wide CSV": Hostile(
        "peta.csv",
        lambda: _wide(lambda column: f"Tahap {column}"),
        "reading.limit.columns",
        ("max_columns",),
    ),
    "wide XLSX": Hostile(
        "peta.xlsx",
        lambda: xlsx(
            ['<row r="1">', *(f"<c><v>{n}</v></c>" for n in range(50_000)), "</row>"]
        ),
        "reading.limit.columns",
        ("max_columns",),
    ),
    "wide page": Hostile(
        "peta.html",
        lambda: f"<table><tr>{'<td>a' * 50_000}</table>",
        "reading.limit.columns",
        ("max_columns",),
    ),
    "coloured rows": Hostile("peta.xlsx", _coloured_rows, None, peak_mb=120),
    # Pages.
    "colspans": Hostile(
        "peta.html",
        lambda: _spans("colspan"),
        "reading.limit.columns",
        ("max_columns", "max_cells"),
    ),
    "rowspans": Hostile(
        "peta.html",
        lambda: _spans("rowspan"),
        "reading.limit.columns",
        ("max_columns", "max_cells"),
    ),
    "one colspan": Hostile("peta.html", lambda: _one_span("colspan"), None),
    "one rowspan": Hostile("peta.html", lambda: _one_span("rowspan"), None),
    "nested page": Hostile(
        "peta.html", lambda: "<div>" * 100_000, "reading.limit.nesting"
    ),
    "deep page": Hostile(
        "peta.html",
        lambda: "<div>" * 1_000 + _one_span("colspan"),
        "reading.limit.nesting",
    ),
    "laughing page": Hostile(
        "peta.html",
        lambda: _laughs("html") + "<p>&e9;</p>",
        "import.refused.no_table",
    ),
    # Entities of XML.
    "laughing words": Hostile(
        "peta.xlsx", lambda: _laughing_words(_laughs("sst")), "reading.refused.workbook"
    ),
    "laughing sheet": Hostile(
        "peta.xlsx",
        lambda: xlsx([_row(1, "&e9;")], before=_laughs("worksheet")),
        "reading.refused.workbook",
    ),
    "laughing in UTF-16": Hostile(
        "peta.xlsx", _wide_laughs, "reading.refused.workbook"
    ),
    "laughing ODS": Hostile(
        "peta.ods",
        lambda: ods(sheet(row("&e9;")), head=_laughs("x")),
        "reading.refused.workbook",
    ),
    "laughing workbook of XML": Hostile(
        "peta.xls", lambda: _laughing_xml("e9"), "reading.refused.workbook"
    ),
    # Few enough for the parser's own guard.
    "smiling words": Hostile(
        "peta.xlsx",
        lambda: _laughing_words(_laughs("sst"), "e2"),
        "reading.refused.workbook",
    ),
    "smiling sheet": Hostile(
        "peta.xlsx",
        lambda: xlsx([_row(1, "&e2;")], before=_laughs("worksheet")),
        "reading.refused.workbook",
    ),
    "smiling in UTF-16": Hostile(
        "peta.xlsx", lambda: _wide_laughs("e2"), "reading.refused.workbook"
    ),
    "smiling ODS": Hostile(
        "peta.ods",
        lambda: ods(sheet(row(cell("&e2;"))), head=_laughs("x")),
        "reading.refused.workbook",
    ),
    "smiling workbook of XML": Hostile(
        "peta.xls", lambda: _laughing_xml("e2"), "reading.refused.workbook"
    ),
    "a file from outside": Hostile(
        "peta.xlsx",
        lambda: _laughing_words(_outside("sst")),
        "reading.refused.workbook",
    ),
    "a file from outside in an ODS": Hostile(
        "peta.ods",
        lambda: ods(sheet(row(cell("&e9;"))), head=_outside("x")),
        "reading.refused.workbook",
    ),
    # What is not what it is called.
    "locked": Hostile(
        "peta.xlsx",
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 9_000}),
        "reading.refused.password",
    ),
    "locked XLS": Hostile(
        "peta.xls",
        lambda: old_workbook(Sheet(ROWS), globals_=record(0x2F, bytes(6))),
        "reading.refused.password",
    ),
    "a picture": Hostile("peta.xlsx", lambda: PNG, "reading.refused.picture"),
    "a letter": Hostile("peta.xlsx", _compound_of_word, "reading.refused.document"),
    "an XLS called XLSX": Hostile("peta.xlsx", lambda: old_workbook(Sheet(ROWS)), None),
    "an ODS called XLS": Hostile("peta.xls", lambda: ods(plain_sheet(ROWS)), None),
    "a page called XLS": Hostile("peta.xls", lambda: _one_span("colspan"), None),
    "a CSV called XLSX": Hostile("peta.xlsx", lambda: MAP, None),
    "climbing names": Hostile("peta.xlsx", _climbing_names, None),
    "lying sizes": Hostile("peta.xlsx", _lying_sizes, "reading.refused.workbook"),
    "half a workbook": Hostile(
        "peta.xlsx", lambda: xlsx(_map_rows())[:900], "reading.refused.workbook"
    ),
    "half an XLS": Hostile(
        "peta.xls",
        lambda: old_workbook(Sheet(ROWS))[:1_500],
        "reading.refused.workbook",
    ),
    "half an ODS": Hostile(
        "peta.ods", lambda: ods(plain_sheet(ROWS))[:400], "reading.refused.workbook"
    ),
    # Text.
    "log": Hostile(
        "log.csv",
        lambda: b"2026-11-22T08:00:00,kunjungan,4711\n" * 3_000_000,
        "reading.limit.input_bytes",
        ("max_input_bytes",),
        peak_mb=330,
    ),
    "small log": Hostile(
        "log.csv",
        lambda: b"2026-11-22,4711\n" * 600_000,
        "reading.limit.text_characters",
        ("max_text_characters",),
    ),
    "smaller log": Hostile(
        "log.csv", lambda: b"a,b\n" * 900_000, "reading.limit.rows", ("max_rows",)
    ),
    "one cell": Hostile(
        "peta.csv",
        lambda: f'{MAP}Kanal,"{"x" * 10_000_000}",WA\n',
        "reading.limit.text_characters",
        ("max_text_characters", "max_cell_characters"),
    ),
    "one cell of a workbook": Hostile(
        "peta.xlsx",
        lambda: xlsx([*_map_rows(), _row(4, "Kanal", _long_text(), "WA")]),
        "reading.limit.cell_characters",
        ("max_cell_characters",),
    ),
    "unclosed quote": Hostile("peta.csv", lambda: MAP + 'Kanal,"WA,Toko\n', None),
    "zero bytes": Hostile(
        "peta.csv", lambda: MAP.replace("Cepat", "Ce\0pat"), "reading.refused.binary"
    ),
    "half a sign": Hostile(
        "peta.csv",
        lambda: (MAP + "Kanal,\ud83d,Toko\n").encode("utf-8", "surrogatepass"),
        None,
    ),
    "markup of a page in Markdown": Hostile(
        "peta.md", lambda: "<table>" * 100_000, "reading.limit.nesting"
    ),
    "keys of a persona": Hostile(
        "peta.md",
        lambda: f"{'Nama: a Usia: 3 ' * 10_000}\n\n{MARKDOWN}",
        None,
    ),
    "items": Hostile(
        "peta.csv", lambda: f'{MAP}Kanal,"{"a / " * 24_000}",WA\n', None, peak_mb=400
    ),
    "brackets": Hostile("peta.md", lambda: "[" * 900_000, "import.refused.no_table"),
}
