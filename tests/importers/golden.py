"""Fixtures, and what is expected of them, kept beside each other.

`python -m tests.importers.golden` writes what the importer says now; look at
every line of the difference before you commit it.

`shapes/` has a fixture for every shape that a table may have; `strangers/` has
tables of the styles that people bring. A workbook is written as text: `== Name`
begins a sheet, tabs part its cells, and `[r2]` or `[c3]` in front of a cell
merges it downwards or to the right.
"""

import io
import re
from pathlib import Path

from jejak.files import dumps
from jejak.importers import ImportResult, Source, import_table
from jejak.language.catalogue import LANGUAGES, nearest_language

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
EXPECTED = HERE / "expected"
FOLDERS = ("shapes", "strangers")
BOOK = ".book.txt"
_MERGED = re.compile(r"\[([rc])(\d+)\]")

CASES: dict[str, tuple[str, ...]] = {
    "klinik": ("klinik.txt",),  # lanes down, tags in the cells, persona in one cell
    "laundry": ("laundry.txt",),  # a report; persona over six cells; a ranking
    "perpustakaan": ("perpustakaan.md",),  # stages down, faces, arrows, "—"
    "garden": ("garden.md",),  # a table per stage below headings
    "kopi": ("kopi.csv",),  # Japanese, semicolons
    # three files of one map, the map last, one in UTF-16
    "toko": ("toko-matriks.csv", "toko-persona.md", "toko-peta.csv"),
} | {
    f"{folder}/{path.name.split('.')[0]}": (f"{folder}/{path.name}",)
    for folder in FOLDERS
    for path in sorted((FIXTURES / folder).iterdir())
}


def read_case(name: str, **answers: str) -> ImportResult:
    """Import the fixtures of a case."""
    return import_table([_source(one) for one in CASES[name]], answers=answers)


def _source(path: str) -> Source:
    data = (FIXTURES / path).read_bytes()
    name = Path(path).name
    if name.endswith(BOOK):
        return Source(name.replace(BOOK, ".xlsx"), _workbook(data.decode()))
    return Source(name, data)


def _workbook(text: str) -> bytes:
    """Return the workbook that a text describes."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        for sheet in re.split(r"(?m)^== ", text)[1:]:
            title, *rows = sheet.split("\n")
            page = book.add_worksheet(title)
            for down, row in enumerate(rows):
                across = 0
                for cell in row.split("\t"):
                    across += _write(page, down, across, cell)
    return stream.getvalue()


def _write(page: object, down: int, across: int, cell: str) -> int:
    """Write one cell; return how many columns it takes."""
    merged = _MERGED.match(cell)
    words = _MERGED.sub("", cell)
    size = int(merged[2]) if merged else 1
    width = size if merged and merged[1] == "c" else 1
    if size > 1:
        height = size // width
        end = (down + height - 1, across + width - 1)
        page.merge_range(down, across, *end, words)  # type: ignore[attr-defined]
    elif words:
        page.write_string(down, across, words)  # type: ignore[attr-defined]
    return width


def told(result: ImportResult, name: str) -> dict[str, str]:
    """Return the expected files of a result: maps and reports.

    A stranger's table is reported in its own language only.
    """
    files = {
        "journey.yaml" if number == 1 else f"journey-{number}.yaml": dumps(journey)
        for number, journey in enumerate(result.maps, 1)
    }
    tags = [*LANGUAGES]
    if name.startswith("strangers/"):
        tags = [nearest_language(result.maps[0].info.language)]
    reports = {f"report.{tag}.txt": result.report.as_text(tag) for tag in tags}
    return files | reports


def recovered(results: dict[str, ImportResult]) -> str:
    """Return a table of what was recovered from each input."""
    lines = [
        f"{'input':<38}{'maps':>5}{'stages':>7}{'lanes':>6}{'known':>6}{'asked':>6}"
        f"{'cells':>12}"
    ]
    for name, result in results.items():
        report = result.report
        missed = {n for n, one in enumerate(report.remarks) if one.kind == "missed"}
        held = sum(cell.remark not in missed for cell in report.cells)
        lines.append(
            f"{name[:37]:<38}{len(result.maps):>5}"
            f"{sum(len(one.stages) for one in result.maps):>7}"
            f"{len(report.lanes):>6}{sum(bool(one.role) for one in report.lanes):>6}"
            f"{len(report.questions):>6}{f'{held} of {len(report.cells)}':>12}"
        )
    return "\n".join(lines)


def write_expected() -> None:
    """Write what every case comes to now, and nothing else."""
    for old in EXPECTED.rglob("*.*"):
        old.unlink()
    for folder in FOLDERS:
        (EXPECTED / folder).mkdir(exist_ok=True)
    results = {name: read_case(name) for name in CASES}
    for name, result in results.items():
        for ending, text in told(result, name).items():
            (EXPECTED / f"{name}.{ending}").write_text(text, "utf-8")
    (EXPECTED / "recovered.txt").write_text(recovered(results) + "\n", "utf-8")


if __name__ == "__main__":
    write_expected()
