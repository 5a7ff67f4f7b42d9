"""The tutorial of measuring works as it stands."""

from pathlib import Path

import pytest

from jejak.files import read
from jejak.model.records import Figure
from tests.docs.test_coverage import LANGUAGES, blocks, jejak_lines, run, text_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_of_measuring_works_as_it_stands(
    language: str, tmp_path: Path
) -> None:
    page = text_of(language, "tutorial", "from-a-log-to-a-measured-map.md")
    said = []
    for line in jejak_lines(page):
        done = run(line, tmp_path)
        assert done.returncode == 0, done.stderr
        said += done.stdout.splitlines()
    shown = [line for block in blocks(page, "text") for line in block.splitlines()]
    assert [line for line in shown if line not in said] == []
    [measured] = tmp_path.glob("*.journey.yaml")
    assert read(measured).of_kind(Figure)
