"""What the tests find on this machine is real and can be used."""

from pathlib import Path

import pytest

from tests.chromium import NoChromium, find_chromium
from tests.machine import chromium_advice, is_snap_stub


@pytest.mark.postgresql
def test_a_throw_away_postgresql_answers(postgresql_url: str) -> None:
    import psycopg

    with psycopg.connect(postgresql_url) as connection:
        row = connection.execute("select current_setting('server_encoding')").fetchone()
    assert row == ("UTF8",)


def test_a_named_chromium_that_is_no_program_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JEJAK_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoChromium, match=r"/nowhere/chromium.*not a program"):
        find_chromium()


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        ("id=debian", "apt-get install -y chromium"),
        ("id=ubuntu", "JEJAK_CHROMIUM=/snap/bin/chromium"),
    ],
)
def test_the_pointer_to_a_snap_is_not_taken_for_chromium(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, advice: str
) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\necho 'Please install it with: snap install chromium'\n")
    stub.chmod(0o755)
    monkeypatch.delenv("JEJAK_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tests.machine.system_name", lambda: system)
    assert is_snap_stub(str(stub))
    with pytest.raises(NoChromium, match=advice):
        find_chromium()


def test_a_chromium_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "my-chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("JEJAK_CHROMIUM", str(program))
    assert find_chromium() == str(program)
    assert chromium_advice() == ""
