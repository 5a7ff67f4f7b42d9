"""What only a process of its own shows: how light the start is, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jejak

HEAVY = (
    *("django", "starlette", "typst", "lxml", "yaml", "PIL", "rapidfuzz", "fontTools"),
    *("jejak.server", "jejak.importers", "jejak.layout", "jejak.model"),
)


SOURCE = str(Path(jejak.__file__).parents[1])
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": SOURCE}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=60,
        check=True,
    )


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom jejak.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert run("-c", code).stdout.splitlines()[-1] == "LOADED []"


def test_importing_jejak_loads_nothing_heavy() -> None:
    code = f"import sys, jejak\nprint([n for n in {HEAVY!r} if n in sys.modules])"
    assert run("-c", code).stdout == "[]\n"


def test_a_figure_of_a_log_loads_no_reader_and_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("user_id,event,timestamp\nu,see,2026-01-01\n")
    log, others = (
        str(tmp_path / "a.log"),
        ("duckdb", "ibis", "pandas", "lxml", "jejak.layout"),
    )
    run("-m", "jejak.cli", "log", "add", str(tmp_path / "a.csv"), "--into", log)
    code = (
        f"import sys\nfrom jejak.cli import main\nmain(['log', 'flow', {log!r}])\n"
        f"print('LOADED', [name for name in {others!r} if name in sys.modules])"
    )
    assert run("-c", code).stdout.splitlines()[-1] == "LOADED []"


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m jejak.cli schema | head -1"
    done = subprocess.run(  # noqa: S602  a pipe is what is tested
        command,
        shell=True,
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_what_is_to_be_written_is_there_although_a_reader_leaves(
    tmp_path: Path,
) -> None:
    run("-m", "jejak.cli", "demo-log", "--cases", "60", "-o", str(tmp_path / "demo"))
    run(
        *("-m", "jejak.cli", "log", "add", str(tmp_path / "demo" / "clicks.csv")),
        *("--into", str(tmp_path / "a.log")),
    )
    call = f"{sys.executable} -m jejak.cli measure demo/map.journey.yaml a.log"
    subprocess.run(  # noqa: S602  a pipe is what is tested
        f"{call} -o m.journey.yaml -o r.json | head -1",
        shell=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
        timeout=60,
        check=True,
    )
    assert (tmp_path / "m.journey.yaml").exists()
    assert (tmp_path / "r.json").exists()


def test_the_version_is_told() -> None:
    done = run("-m", "jejak.cli", "--version")
    assert done.stdout.startswith("jejak 0")


def test_a_terminal_that_knows_few_letters_still_gets_the_report() -> None:
    table = "| Tahap | Datang |\n|---|---|\n| Tujuan | ☕ |\n| Perasaan | Senang |\n"
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "jejak.cli", "import", "-"],
        input=table.encode(),
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
