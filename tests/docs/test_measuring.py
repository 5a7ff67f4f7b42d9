"""The tutorial of measuring works as it stands."""

import shlex
import shutil
from pathlib import Path

import pytest

from jejak.cli import main
from jejak.files import loads, read
from jejak.model.records import Figure, Matcher, kind_of
from tests.docs.pages import LANGUAGES, ROOT, blocks, jejak_lines, text_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_of_measuring_works_as_it_stands(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = text_of(language, "tutorial", "from-a-log-to-a-measured-map.md")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for line in jejak_lines(page):
        # In this process: starting seven times would take longer than the tutorial.
        assert main(shlex.split(line)[1:]) == 0
    said = capsys.readouterr().out.splitlines()
    shown = [line for block in blocks(page, "text") for line in block.splitlines()]
    assert [line for line in shown if line not in said] == []
    [measured] = tmp_path.glob("*.journey.yaml")
    assert {one.kind for one in read(measured).of_kind(Figure)} >= {"reach", "score"}
    made = sorted(path.suffix for path in tmp_path.iterdir() if path.is_file())
    assert made == [".html", ".html", ".key", ".pdf", ".pdf", ".xlsx", ".yaml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_matcher_is_the_one_of_the_map(language: str) -> None:
    page = text_of(language, "tutorial", "from-a-log-to-a-measured-map.md")
    [shown] = blocks(page, "yaml")
    name = f"coffee-beans.{language}.journey.yaml"
    assert shown in (ROOT / "examples" / name).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_matchers_open(language: str) -> None:
    page = text_of(language, "how-to", "measure-a-map.md")
    wanted: set[str] = set()
    for block in blocks(page, "yaml"):
        lanes = "".join(f"    {line}\n" for line in block.splitlines())
        journey = loads("format: 1\nstages:\n  - title: Pay\n" + lanes)
        wanted |= {
            kind_of(journey.records[one.about]) for one in journey.of_kind(Matcher)
        }
    assert wanted == {"card", "expectation", "kpi"}
