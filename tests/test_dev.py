"""`dev` works before anything is installed, and says in one line what is missing."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "dev"


@pytest.fixture
def dev() -> ModuleType:
    loader = SourceFileLoader("dev", str(SCRIPT))
    loader.path, written = str(SCRIPT), sys.dont_write_bytecode
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True  # or a file `devc` would stand beside it
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def test_an_old_python_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_gets_one_clear_sentence() -> None:
    pretend = "import sys; sys.version_info = (3, 10, 13, 'final', 0); import runpy; "
    done = subprocess.run(
        [sys.executable, "-c", pretend + f"runpy.run_path({str(SCRIPT)!r})"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "needs Python 3.11 or newer" in line
    assert "is Python 3.10" in line


@pytest.mark.parametrize("script", [SCRIPT, ROOT / "tests" / "machine.py"])
def test_it_needs_the_standard_library_only(script: Path) -> None:
    tree = ast.parse(script.read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert imported - {"tests"} <= sys.stdlib_module_names  # tests/machine.py


@pytest.mark.parametrize("command", ["", "--help"])
def test_it_lists_every_command(dev: ModuleType, command: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *command.split()], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert re.findall(r"python3 dev (\w+)", done.stdout) == list(dev.COMMANDS)


def test_the_guide_explains_every_command(dev: ModuleType) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [
        one for one in dev.COMMANDS if f"| `python3 dev {one}` |" not in guide
    ] == []


def test_whoever_names_a_command_names_one_that_there_is(dev: ModuleType) -> None:
    places = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for ending in ("py", "json"):
        places += (ROOT / "src" / "jejak").rglob(f"*.{ending}")
    text = "\n".join(place.read_text(encoding="utf-8") for place in places)
    assert set(re.findall(r"python3 dev ([a-z]+)", text)) == set(dev.COMMANDS)


def test_what_is_missing_stops_it_with_the_line(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        dev.require(needs("python3-venv", "postgresql"))
    assert stop.value.code == 1
    line = "    apt-get install -y python3-venv postgresql"
    assert line in capsys.readouterr().out.splitlines()


def needs(*packages: str | None) -> tuple[Callable[[], str | None], ...]:
    return tuple(lambda package=package: package for package in packages)  # type: ignore[misc]


def test_all_that_is_missing_is_one_line(dev: ModuleType) -> None:
    line = dev.missing_line(needs("python3-venv", None, "postgresql"))
    assert line == "apt-get install -y python3-venv postgresql"


def test_nothing_missing_is_no_line(dev: ModuleType) -> None:
    assert dev.missing_line(needs(None, None)) == ""


def test_a_machine_without_anything_lacks_these(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for finder in ("find_chromium", "find_postgresql", "find_fonts", "find_java"):
        monkeypatch.setattr(dev.machine, finder, lambda: None)
    monkeypatch.setattr(dev.machine, "system_name", lambda: "id=debian")
    monkeypatch.delenv("JEJAK_CHROMIUM", raising=False)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev.os.path, "realpath", lambda path: path)
    monkeypatch.setattr(dev.sys, "executable", "/usr/bin/python3")
    assert dev.missing_line(dev.FOR_TESTS) == (
        "apt-get install -y python3-venv chromium postgresql fonts-noto-core "
        "default-jre-headless"
    )
    assert dev.missing_line(dev.FOR_RUNNING) == "apt-get install -y python3-venv"


def test_what_apt_cannot_bring_is_left_out_and_said(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev.machine, "find_chromium", lambda: None)
    monkeypatch.setattr(dev.machine, "system_name", lambda: "id=ubuntu")
    monkeypatch.delenv("JEJAK_CHROMIUM", raising=False)
    assert dev.missing_line((dev.missing_chromium,)) == ""
    with pytest.raises(SystemExit):
        dev.require((dev.missing_chromium,))
    assert "snap install chromium" in capsys.readouterr().out
