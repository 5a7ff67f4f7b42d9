"""What Jejak is made of, and that the wheel works where nothing else is installed."""

import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# A new name here needs a record in docs/adr/: what it replaces, licence, upkeep.
REQUIRED = [
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pillow",
    "pyyaml",
    "rapidfuzz",
    "tzdata",
]
EXTRAS = {
    "pdf": ["pikepdf", "typst"],
    "office": ["python-calamine", "xlsxwriter"],
    "analytics": ["duckdb", "numba", "numpy", "rapidfuzz"],
    "server": [
        "django",
        "django-ninja",
        "psycopg",
        "starlette",
        "uvicorn",
    ],
    "warehouse": ["ibis-framework", "pyarrow"],
}


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[^\w.-]", text)[0].lower() for text in requirements]


def test_the_required_packages_are_these() -> None:
    assert names(PROJECT["dependencies"]) == REQUIRED


@pytest.mark.parametrize("extra", sorted(EXTRAS))
def test_the_packages_of_each_extra_are_these(extra: str) -> None:
    assert names(PROJECT["optional-dependencies"][extra]) == EXTRAS[extra]


# Named in no import: data that the standard library reads.
INDIRECT = {"tzdata"}


def test_every_package_is_imported_somewhere() -> None:
    sources = (ROOT / "src" / "jejak").rglob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    imported = set(re.findall(r"(?m)^\s*(?:import|from) (\w+)", text))
    homes: dict[str, set[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            homes.setdefault(package.lower(), set()).add(module)
    needed = {*REQUIRED, *(name for extra in EXTRAS.values() for name in extra)}
    assert {name for name in needed if not homes[name] & imported} == INDIRECT


def test_all_means_every_extra_for_users() -> None:
    apart = {"all", "dev", "warehouse"}  # a warehouse only for those who have one
    extras = set(PROJECT["optional-dependencies"]) - apart
    [everything] = PROJECT["optional-dependencies"]["all"]
    assert set(everything.removeprefix("jejak[").removesuffix("]").split(",")) == extras


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_pin_with_hashes_and_name_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"https?:|file:|index-url|find-links", text)
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry)
        assert "--hash=sha256:" in entry


def test_the_lock_of_the_browser_app_names_no_address() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text()
    assert '"resolved"' not in text


@pytest.mark.parametrize(
    "system", ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64"]
)
def test_the_lock_of_the_browser_app_serves_every_system(system: str) -> None:
    text = (ROOT / "web" / "package-lock.json").read_text()
    assert re.search(rf'"node_modules/@rolldown/binding-{system}', text)
    assert re.search(rf'"node_modules/lightningcss-{system}', text)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps"]
    subprocess.run(
        [*command, "--no-build-isolation", "-w", str(folder), str(ROOT)],
        check=True,
        env={**os.environ, "JEJAK_SKIP_WEB_BUILD": "1"},
    )
    [made] = folder.glob("jejak-*.whl")
    return made


def test_the_wheel_holds_what_the_program_reads_and_nothing_else(wheel: Path) -> None:
    held = ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in held} == {"jejak"}
    for needed in ("py.typed", "language/catalogue/id.json", "cli/__init__.py"):
        assert f"jejak/{needed}" in held


def test_the_wheel_installs_and_answers_help_without_any_extra(
    wheel: Path, tmp_path: Path
) -> None:
    """Stricter than "without extras": not one other package can be imported."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    done = subprocess.run(
        [home / "bin" / "jejak", "--lang", "en", "--help"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "import" in done.stdout
    assert "export" in done.stdout
