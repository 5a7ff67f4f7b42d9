"""Fixtures, and what is expected of them, kept beside each other.

`python -m tests.importers.golden` writes what the importer says now; look at
every line of the difference before you commit it.
"""

from pathlib import Path

from jejak.files import dumps
from jejak.importers import ImportResult, Source, import_table
from jejak.language.catalogue import LANGUAGES

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
EXPECTED = HERE / "expected"

CASES: dict[str, tuple[str, ...]] = {
    "klinik": ("klinik.txt",),  # lanes down, tags in the cells, persona in one cell
    "laundry": ("laundry.txt",),  # a report; persona over six cells; a ranking
    "perpustakaan": ("perpustakaan.md",),  # stages down, faces, arrows, "—"
    "garden": ("garden.md",),  # a table per stage below headings
    "kopi": ("kopi.csv",),  # Japanese, semicolons
    # three files of one map, the map last, one in UTF-16
    "toko": ("toko-matriks.csv", "toko-persona.md", "toko-peta.csv"),
}


def read_case(name: str, **answers: str) -> ImportResult:
    """Import the fixtures of a case."""
    sources = [Source(one, (FIXTURES / one).read_bytes()) for one in CASES[name]]
    return import_table(sources, answers=answers)


def told(result: ImportResult) -> dict[str, str]:
    """Return the expected files of a result: maps and reports."""
    (journey,) = result.maps
    reports = {f"report.{tag}.txt": result.report.as_text(tag) for tag in LANGUAGES}
    return {"journey.yaml": dumps(journey), **reports}


def recovered(results: dict[str, ImportResult]) -> str:
    """Return a table of what was recovered from each input."""
    lines = [
        f"{'input':<28}{'maps':>5}{'stages':>7}{'lanes':>6}{'known':>6}{'cells':>12}"
    ]
    for name, result in results.items():
        report = result.report
        missed = {n for n, one in enumerate(report.remarks) if one.kind == "missed"}
        held = sum(cell.remark not in missed for cell in report.cells)
        lines.append(
            f"{name[:27]:<28}{len(result.maps):>5}"
            f"{sum(len(one.stages) for one in result.maps):>7}"
            f"{len(report.lanes):>6}{sum(bool(one.role) for one in report.lanes):>6}"
            f"{f'{held} of {len(report.cells)}':>12}"
        )
    return "\n".join(lines)


def write_expected() -> None:
    """Write what every case comes to now."""
    for name in CASES:
        for ending, text in told(read_case(name)).items():
            (EXPECTED / f"{name}.{ending}").write_text(text, "utf-8")


if __name__ == "__main__":
    write_expected()
