"""What strangers wrote is read in a copy of the process, limited in memory and time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import jejak

SOURCE = str(Path(jejak.__file__).parents[1])
LIMITED = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")


def table_of(rows: int, columns: int) -> str:
    lanes = ["Tujuan", "Kendala", "Kanal", "Proses"]
    lines = [["Tahap", *(f"Tahap {column}" for column in range(columns))]]
    for row in range(rows):
        lane = lanes[row] if row < len(lanes) else f"Lajur {row}"
        lines.append([lane, *(f"isi {row} {column}" for column in range(columns))])
    return "\n".join(map(",".join, lines))


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "jejak.cli", "import", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": SOURCE, **environment},
    )


def run(*arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
    with start(*arguments, **environment) as process:
        out, err = process.communicate(given, timeout=300)
        return process.returncode, out, err


def test_a_table_comes_through_the_copy_with_its_report_and_its_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "out.journey.yaml"
    code, out, err = run("-", "-o", str(path), given=table_of(3, 3))
    assert (code, err) == (0, "")
    assert "3 stages" in out
    assert "isi 2 2" in path.read_text("utf-8")


@LIMITED
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Error: Reading this needs more than the 128 MB of memory"),
        ("id", "Galat: Membaca ini butuh lebih dari 128 MB memori"),
    ],
)
def test_what_needs_too_much_memory_ends_with_a_sentence(
    language: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(table_of(40, 1000), "utf-8")
    code, out, err = run(
        str(path),
        "--lang",
        language,
        JEJAK_IMPORT_MEMORY_MB="128",
        JEJAK_IMPORT_SECONDS="300",  # on a machine that has much else to do
    )
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert "JEJAK_IMPORT_MEMORY_MB" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "said"), [("en", "the 1 seconds"), ("id", "1 detik")]
)
def test_what_takes_too_long_ends_with_a_sentence(language: str, said: str) -> None:
    code, out, err = run(
        "-", "--lang", language, given=table_of(40, 1000), JEJAK_IMPORT_SECONDS="1"
    )
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_waiting_for_somebody_to_type_is_not_counted() -> None:
    with start("-", JEJAK_IMPORT_SECONDS="6") as process:
        time.sleep(6.5)
        out, err = process.communicate(table_of(3, 3), timeout=300)
    assert (process.returncode, err) == (0, "")
    assert "3 stages" in out


@pytest.mark.parametrize("size", [2_000, 2_000_000])
def test_a_file_past_the_limit_is_not_even_read(size: int, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"a" * size)
    code, _, err = run(str(path), JEJAK_IMPORT_MAX_INPUT_BYTES="1000")
    assert code == 1
    shown = {2_000: "2 kB", 2_000_000: "2 MB"}[size]
    assert f'"log.csv" has {shown}; at most 1 kB can be read.' in err


@LIMITED
def test_a_file_without_end_is_refused() -> None:
    code, _, err = run("/dev/zero")
    assert code == 1
    assert "at most 20 MB" in err


def test_a_wrong_limit_is_told_in_the_language_of_the_reader() -> None:
    code, _, err = run("-", "--lang", "id", JEJAK_IMPORT_MAX_CELLS="banyak")
    assert code == 1
    assert "JEJAK_IMPORT_MAX_CELLS berisi 'banyak'" in err


def test_ending_the_command_ends_its_copy() -> None:
    with start("-") as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            process.kill()
            pytest.skip("this system does not list children")
        until = time.monotonic() + 30
        while not children.read_text() and time.monotonic() < until:
            time.sleep(0.02)
        child = children.read_text().strip()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
        assert child
        assert not Path(f"/proc/{child}").exists()
