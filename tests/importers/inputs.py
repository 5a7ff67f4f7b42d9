"""Random inputs: journey tables in every form and dialect that people bring them in.

Each item of a table carries a mark that stands nowhere else (`w17z`), so that a
test can say of every one of them whether it came through.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st

from jejak.importers.readers import Source
from tests.importers.readers import opendocument
from tests.importers.readers.old_excel import Sheet, old_workbook

Rows = list[list[str]]

LANES = (
    *("Tujuan", "Titik sentuh", "Kanal", "Proses", "Pikiran", "Kendala", "Peluang"),
    *(
        "Harapan",
        "Aktor internal",
        "Proses internal",
        "Kendala internal",
        "Sumber daya",
    ),
    *(
        "Goals",
        "Actions",
        "Touchpoints",
        "Channels",
        "Thoughts",
        "Pain points",
        "Ideas",
    ),
    *("Backstage", "Metrics", "行動", "課題", "触点", "Боли", "Dores", "Kanäle"),
)
FEELING_LANES = ("Emosi", "Perasaan", "Feelings", "Emotions", "感情", "情绪", "Эмоции")
OWN_LANES = ("Warna dinding", "Customer signal", "Cuaca", "Moodboard", "???", "🍜")
CORNERS = ("Tahap", "Stage", "Persona", "", "#", "Fase")
STAGES = (
    "Datang",
    "Browse product",
    "2. Bayar",
    "Pulang & ulas",
    "購入",
    "Process payment",
)
FEELINGS = (
    *("Senang", "Bingung", "kesal", "Sangat kecewa", "Happy", "Frustrated", "😀", "😡"),
    *("Senang, lalu kesal", "Ragu → Lega", "Excited / Curious", "4/5", "xyz", "不安"),
)
# Words with signs that some form or other gives a meaning to.
WORDS = (
    *("Cari promo", "bandingkan harga", "Tanya ke admin", "WhatsApp", "Buka aplikasi"),
    *("a < b", "List<String>", "<script>alert(1)</script>", "AT&T", "&copy", "5*3*2"),
    *("snake_case", "C:\\jalan", "50%", "=cmd()", "a|b", '"Kok lama?"', "Rp 10.000"),
    *("Jakarta - Bandung", "e-mail", "08.00 - 17.00", "(opsional)", "café", "日本語"),
    *("שלום עולם", "👩‍💻", "naïve – “ya”", "#1", "@toko", "$5", "1. pertama", "x" * 60),
)
NOTHING = ("-", "- ", "–", "n/a", "tidak ada", "nihil")
PERSONAS = (
    "Nama: Rani Usia: 34 Tahun Pekerjaan: Perawat",
    "Motivasi - Hemat waktu - Dekat rumah",
    "Skenario Rani ingin berobat tanpa antre lama.",
)
PROSE = (
    *("# Peta puskesmas", "Untuk **Klinik Sehat** versi 2", "**Rahasia**", "Pengantar"),
    *("- butir satu\n- butir dua", "Paragraf tentang wawancara, dan catatan."),
)
RANKING_HEAD = ["Masalah", "Penting", "Mendesak", "Mengapa penting", "Kuadran"]
LIST_FORMS: tuple[Callable[[Sequence[str]], str], ...] = (
    lambda items: " ".join(f"- {item[:1].upper()}{item[1:]}" for item in items),
    lambda items: " ".join(f"- {item}" for item in items),
    lambda items: "\n".join(f"- {item}" for item in items),
    lambda items: "\n".join(f"• {item}" for item in items),
    " • ".join,
    lambda items: "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1)),
    lambda items: " ".join(f"{n}) {item}" for n, item in enumerate(items, 1)),
    lambda items: "\n".join(f"👉 {item}" for item in items),
    lambda items: "\n".join(f"* {item}" for item in items),
    "\n".join,
    lambda items: "\n\n".join(f"  {item}  " for item in items),
    ", ".join,
    lambda items: f"- {' - '.join(items)} -",
)


@dataclass(frozen=True, slots=True)
class RandomInput:
    """An input, and what must come out of it."""

    source: Source
    marks: tuple[str, ...]  # one for each item that was written
    is_plain: bool  # so ordinary a table that refusing it would be a fault


@st.composite
def random_inputs(draw: st.DrawFn) -> RandomInput:
    """Draw one journey table as somebody may bring it."""
    numbers = count(1)

    def marked(words: str) -> str:
        return f"{words} w{next(numbers)}z"

    stages = draw(st.lists(st.sampled_from(STAGES), min_size=1, max_size=6))
    lanes = draw(st.lists(st.sampled_from(LANES), max_size=8, unique=True))
    others = draw(
        st.lists(st.sampled_from(FEELING_LANES + OWN_LANES), max_size=3, unique=True)
    )
    head = [draw(st.sampled_from(CORNERS)), *map(marked, stages)]
    body = [
        [lane, *(draw(_cells(marked, lane)) for _ in stages)]
        for lane in draw(st.permutations(lanes + others))
    ]
    layout = draw(st.sampled_from(sorted(_LAYOUTS)))
    rows = _LAYOUTS[layout](draw, [head, *body], marked)
    tables = [rows, *draw(st.lists(_rankings(marked), max_size=1))]
    prose = [
        marked(text) for text in draw(st.lists(st.sampled_from(PROSE), max_size=2))
    ]
    form = draw(st.sampled_from(sorted(_WRITERS)))
    source = _WRITERS[form](draw, tables, prose)
    written = [cell for table in tables for row in table for cell in row]
    if form not in _WITHOUT_PROSE:
        written += prose
    return RandomInput(
        source,
        tuple(re.findall(r"w\d+z", "\n".join(written))),
        is_plain=len(stages) > 1 and len(lanes) > 2 and layout in {"down", "persona"},
    )


@st.composite
def _cells(draw: st.DrawFn, marked: Callable[[str], str], lane: str) -> str:
    kind = draw(st.sampled_from(["blank", "nothing", "one", "list", "list", "odd"]))
    if kind == "blank":
        return draw(st.sampled_from(["", " "]))
    if kind == "nothing":
        return draw(st.sampled_from(NOTHING))
    if kind == "odd":
        odd = st.characters(
            exclude_categories=["Cs", "Cc"], exclude_characters="*_~&<>"
        )
        return marked(draw(st.text(odd, max_size=12)))
    items = st.sampled_from(FEELINGS if lane in FEELING_LANES else WORDS).map(
        str if lane in FEELING_LANES else marked
    )
    many = draw(st.lists(items, min_size=1, max_size=1 if kind == "one" else 4))
    return draw(st.sampled_from(LIST_FORMS))(many)


@st.composite
def _rankings(draw: st.DrawFn, marked: Callable[[str], str]) -> Rows:
    rows = [RANKING_HEAD]
    for _ in range(draw(st.integers(1, 3))):
        answers = [
            draw(st.sampled_from(["Ya", "Tidak", "Not urgent", ""])) for _ in "ab"
        ]
        words = [marked(draw(st.sampled_from(WORDS[:5]))) for _ in "ab"]
        rank = draw(st.sampled_from(["DO", "PLAN", "", "Drop"]))
        rows.append([words[0], *answers, words[1], rank])
    return rows


def _across(_: st.DrawFn, rows: Rows, __: Callable[[str], str]) -> Rows:
    return [list(row) for row in zip(*rows, strict=True)]


def _with_persona(draw: st.DrawFn, rows: Rows, marked: Callable[[str], str]) -> Rows:
    texts = {
        draw(st.integers(1, max(len(rows) - 1, 1))): marked(text) for text in PERSONAS
    }
    return [
        ["PERSONA" if index == 0 else texts.get(index, ""), *row]
        for index, row in enumerate(rows)
    ]


def _with_groups(draw: st.DrawFn, rows: Rows, _: Callable[[str], str]) -> Rows:
    names = st.sampled_from(["Pelanggan", "Internal", "Frontstage", "", ""])
    return [["" if index == 0 else draw(names), *row] for index, row in enumerate(rows)]


def _with_title(_: st.DrawFn, rows: Rows, marked: Callable[[str], str]) -> Rows:
    return [[marked("Peta perjalanan")], [""], *rows]


def _with_steps(draw: st.DrawFn, rows: Rows, marked: Callable[[str], str]) -> Rows:
    steps = [marked(draw(st.sampled_from(WORDS[:5]))) for _ in rows[0][1:]]
    return [rows[0], ["Langkah", *steps], *rows[1:]]


def _with_blank_rows(draw: st.DrawFn, rows: Rows, _: Callable[[str], str]) -> Rows:
    at = draw(st.integers(1, len(rows)))
    return [*rows[:at], [""], *rows[at:]]


def _with_short_rows(draw: st.DrawFn, rows: Rows, _: Callable[[str], str]) -> Rows:
    """Leave blank cells at the ends of rows out, as many programs do."""
    return [
        row[: max(index for index, cell in enumerate(["x", *row]) if cell.strip())]
        for row in rows
    ]


_LAYOUTS: dict[str, Callable[[st.DrawFn, Rows, Callable[[str], str]], Rows]] = {
    "across": _across,
    "blank rows": _with_blank_rows,
    "down": lambda _, rows, __: rows,
    "groups": _with_groups,
    "persona": _with_persona,
    "short rows": _with_short_rows,
    "steps": _with_steps,
    "title": _with_title,
}


def _as_text(draw: st.DrawFn, tables: Sequence[Rows], prose: Sequence[str]) -> Source:
    quotes_all = draw(st.booleans())
    if draw(st.booleans()):
        tables = [[[_tagged(draw, cell) for cell in row] for row in t] for t in tables]
    blocks = [_delimited(rows, "\t", quotes_all=quotes_all) for rows in tables]
    return Source("peta.txt", "\n\n".join(_mixed(draw, blocks, prose)), "text")


def _tagged(draw: st.DrawFn, cell: str) -> str:
    """Wrap a cell as documents that were turned into text do."""
    tag = draw(st.sampled_from(["", "", '<ul style="list-style-type: none">', "<p>"]))
    return f"{tag} {cell} " if tag and cell.strip() else cell


def _as_csv(draw: st.DrawFn, tables: Sequence[Rows], _: Sequence[str]) -> Source:
    delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    quotes_all = draw(st.booleans())
    text = f"\n{delimiter}\n".join(
        _delimited(rows, delimiter, quotes_all=quotes_all) for rows in tables
    )
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return Source("peta.csv", text.encode(encoding))


def _as_markdown(
    draw: st.DrawFn, tables: Sequence[Rows], prose: Sequence[str]
) -> Source:
    blocks = []
    for rows in tables:
        lines = [f"| {' | '.join(map(_markdown_cell, row))} |" for row in rows]
        ruler = "|---" * len(rows[0]) + "|"
        blocks.append("\n".join([lines[0], ruler, *lines[1:]]))
    return Source("peta.md", "\n\n".join(_mixed(draw, blocks, prose)))


def _as_html(draw: st.DrawFn, tables: Sequence[Rows], prose: Sequence[str]) -> Source:
    blocks = []
    for rows in tables:
        heights = _heights(rows) if draw(st.booleans()) else {}
        lines = [
            _html_row(draw, row, heights.get(index, 1 if not heights else 0))
            for index, row in enumerate(rows)
        ]
        blocks.append(f"<table>{''.join(lines)}</table>")
    texts = [f"<p>{html.escape(text)}</p>" for text in prose]
    return Source("", "<html><body>" + "\n".join(_mixed(draw, blocks, texts)))


def _as_workbook(draw: st.DrawFn, tables: Sequence[Rows], _: Sequence[str]) -> Source:
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    first = draw(st.integers(0, 2))
    with xlsxwriter.Workbook(stream, options) as book:
        for rows in tables:
            sheet = book.add_worksheet()
            for down, row in enumerate(rows):
                for across, cell in enumerate(row):
                    sheet.write_string(first + down, first + across, cell)
            if draw(st.booleans()):
                for top, height in _heights(rows).items():
                    if height > 1:
                        places = first + top, first, first + top + height - 1, first
                        sheet.merge_range(*places, rows[top][0])
    return Source("peta.xlsx", stream.getvalue())


def _as_old_workbook(
    draw: st.DrawFn, tables: Sequence[Rows], _: Sequence[str]
) -> Source:
    sheets = []
    for rows in tables:
        heights = _heights(rows) if draw(st.booleans()) else {}
        areas = [(top, top + n - 1, 0, 0) for top, n in heights.items() if n > 1]
        sheets.append(Sheet(rows, f"Peta {len(sheets)}", areas))
    piece = draw(st.sampled_from([40, 200, 8000]))
    return Source("peta.xls", old_workbook(*sheets, piece=piece))


def _as_opendocument(
    draw: st.DrawFn, tables: Sequence[Rows], _: Sequence[str]
) -> Source:
    sheets = []
    for rows in tables:
        heights = _heights(rows) if draw(st.booleans()) else {}
        lines = []
        for index, (first, *others) in enumerate(rows):
            height = heights.get(index, 0 if heights else 1)
            spans = {"number_rows_spanned": max(height, 1)}
            head = opendocument.cell(first, is_covered=not height, **spans)
            lines.append(opendocument.row(head, *map(opendocument.cell, others)))
        sheets.append(opendocument.sheet("".join(lines), f"Peta {len(sheets)}"))
    return Source("peta.ods", opendocument.ods(*sheets))


_WRITERS: dict[str, Callable[[st.DrawFn, Sequence[Rows], Sequence[str]], Source]] = {
    "csv": _as_csv,
    "html": _as_html,
    "markdown": _as_markdown,
    "ods": _as_opendocument,
    "text": _as_text,
    "xls": _as_old_workbook,
    "xlsx": _as_workbook,
}
_WITHOUT_PROSE = {"csv", "ods", "xls", "xlsx"}


def _mixed(
    draw: st.DrawFn, blocks: Sequence[str], prose: Sequence[str]
) -> Sequence[str]:
    return draw(st.permutations([*blocks, *prose]))


def _delimited(rows: Rows, delimiter: str, *, quotes_all: bool) -> str:
    def field(cell: str) -> str:
        if quotes_all or any(sign in cell for sign in f'{delimiter}"\n'):
            return f'"{cell.replace(chr(34), chr(34) * 2)}"'
        return cell

    return "\n".join(delimiter.join(map(field, row)) for row in rows)


def _markdown_cell(cell: str) -> str:
    for sign in "\\|*_`[]~&<":
        cell = cell.replace(sign, f"\\{sign}")
    return cell.replace("\n", "<br>")


def _heights(rows: Rows) -> dict[int, int]:
    """Return over how many rows each cell of the first column may be merged.

    Blank cells belong to the one above; the first row stands alone.
    """
    heights = {0: 1}
    for index, row in enumerate(rows[1:], 1):
        is_first = index == 1 or bool(row[0].strip())
        top = index if is_first else max(heights)
        heights[top] = heights.get(top, 0) + 1
    return heights


def _html_row(draw: st.DrawFn, row: Sequence[str], height: int) -> str:
    """Write a row whose first cell is so many rows high; 0: one above covers it."""
    cells: list[str] = []
    for cell in row:
        lines = [html.escape(line) for line in cell.split("\n")]
        if len(lines) > 1 and draw(st.booleans()):
            bare = [line.removeprefix("- ") for line in lines]
            cells.append(f"<td><ul><li>{'<li>'.join(bare)}</ul>")
        else:
            cells.append(f"<td>{'<br>'.join(lines)}</td>")
    if height != 1:
        first = (
            [cells[0].replace("<td>", f"<td rowspan={height}>", 1)] if height else []
        )
        cells = [*first, *cells[1:]]
    return f"<tr>{''.join(cells)}</tr>"
