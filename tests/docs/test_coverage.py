"""Whatever Jejak has, the documentation names; whatever it shows, works."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jejak.cli.parser import make_parser
from jejak.exporters import FORMATS
from jejak.importers.limits import IMPORT_SETTINGS
from jejak.importers.readers import READERS
from jejak.language.catalogue import Language, say
from jejak.language.formats import number, size
from jejak.templates import TEMPLATES, template
from tests.docs.pages import DOCS, LANGUAGES, ROOT, blocks, jejak_lines, text_of
from tools.reference import command_names


def run(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    words = shlex.split(line)
    assert words[0] == "jejak"
    return subprocess.run(
        [sys.executable, "-m", "jejak.cli", *words[1:]],
        capture_output=True,
        text=True,
        cwd=folder,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_that_can_be_written_is_in_the_guide(language: str) -> None:
    guide = text_of(language, "how-to", "export-a-map.md")
    assert [form for form in FORMATS if f"| `{form}` |" not in guide] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_that_can_be_read_is_in_the_guide(language: str) -> None:
    guide = text_of(language, "how-to", "import-a-table.md")
    endings = [ending for reader in READERS for ending in reader.suffixes]
    assert [ending for ending in endings if f"`{ending}`" not in guide] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_of_an_import_is_in_the_guide_with_its_default(
    language: Language,
) -> None:
    lines = text_of(language, "how-to", "import-a-table.md").splitlines()
    for setting in IMPORT_SETTINGS:
        (row,) = [line for line in lines if f"| `{setting.name}` |" in line]
        default = int(setting.default)
        shown = {size(default, language), number(default, language)}
        assert any(f"| {one} " in row for one in shown), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_on_the_page_of_templates(language: Language) -> None:
    page = text_of(language, "how-to", "start-from-a-template.md")
    assert [name for name in TEMPLATES if f"| `{name}` |" not in page] == []
    stages = [stage.title for stage in template("customer-support", language).stages]
    assert ", ".join(stages) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_works_as_it_stands(language: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    page = text_of(language, "tutorial", "from-a-table-to-a-map.md")
    said = []
    for line in jejak_lines(page):
        done = run(line, tmp_path)
        assert done.returncode == 0, done.stderr
        said += done.stdout.splitlines()
    [shown] = blocks(page, "text")
    assert [line for line in shown.splitlines() if line not in said] == []
    assert next(tmp_path.glob("*.pdf")).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_written_by_hand_is_a_whole_map(language: str, tmp_path: Path) -> None:
    page = text_of(language, "how-to", "write-a-map-by-hand.md")
    [written] = blocks(page, "yaml")
    [checked] = [line for line in jejak_lines(page) if " check " in line]
    (tmp_path / shlex.split(checked)[-1]).write_text(written, encoding="utf-8")
    done = run(checked, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_python_on_the_page_runs(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text_of(language, "how-to", "use-it-from-python.md")
    table = ROOT / "examples" / f"coffee-beans.{language}.md"
    shutil.copy(table, tmp_path / ("tabel.md" if language == "id" else "table.md"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for body in blocks(page, "python"):
        exec(compile(body, "page", "exec"), names)  # noqa: S102 - our own page
    assert next(tmp_path.glob("*.svg")).read_bytes().startswith(b"<")


CALL = re.compile(r"""(?<![\w./-])jejak (?:'[^'\n]*'|"[^"\n]*"|[^|<>'"\n])*""")


def refused(text: str, language: Language) -> list[str]:
    """Return the calls in a text that the command line does not know."""
    parser = make_parser(language)
    found = []
    for call in CALL.findall(text):
        try:
            parser.parse_args(shlex.split(call)[1:])
        except SystemExit:
            found.append(call)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_call_on_a_page_is_one_that_the_command_line_knows(
    language: Language,
) -> None:
    pages = [ROOT / "README.md", *(DOCS / language).rglob("*.md")]
    shown = [body for page in pages for body in blocks(page.read_text("utf-8"), "sh")]
    assert refused("\n".join(shown), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_call_in_the_help_is_one_that_the_command_line_knows(
    language: Language,
) -> None:
    keys = [f"cli.{'.'.join(name)}.examples" for name in command_names()]
    shown = "\n".join(say(language, key) for key in keys)
    assert refused(shown, language) == []
    assert refused("jejak fly shop.journey.yaml", language) != []
