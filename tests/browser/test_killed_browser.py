"""A browser that is killed in the middle of writing, and opened again."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.browser.maps import create, sized_map
from tests.browser.pages import is_saved
from tests.chromium import FLAGS, find_chromium
from tests.server.live import LiveServer
from tests.together.storm import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD = "c0"  # the first goal of the first stage


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveServer]:
    port = str(free_port())  # the same after each start: what waits is kept by address
    server = LiveServer(tmp_path / "workspace", "--port", port).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def opened(playwright: Playwright, profile: Path, home: str) -> Page:
    """Open a browser that keeps what it knows in a folder."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find_chromium(),
        args=list(FLAGS),
        base_url=home,
        locale="id-ID",
        viewport={"width": 1440, "height": 900},
    )
    return context.pages[0]


def kill(profile: Path) -> None:
    """End every process of the browser at once."""
    mark = f"--user-data-dir={profile}".encode()
    found = [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and mark in _arguments(folder)
    ]
    assert found, "no browser runs with this profile"
    for process in found:
        os.kill(process, signal.SIGKILL)
    until = time.monotonic() + 20
    while any(_arguments(Path(f"/proc/{process}")) for process in found):
        assert time.monotonic() < until
        time.sleep(0.05)


def _arguments(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:  # it is gone
        return b""


def test_a_killed_browser_sends_later_what_it_had_not_sent(
    playwright: Playwright, live: LiveServer, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    home = f"http://127.0.0.1:{live.port}"
    page = opened(playwright, profile, home)
    path = create(page, sized_map(2, 28))
    page.goto(path)
    card = page.locator(f'[data-item="{CARD}"]')
    start = card.inner_text().strip()
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    is_saved(page)
    live.kill()
    card.dblclick()
    expect(page.get_by_role("textbox", name=re.compile("Kartu di"))).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" sebelum mati")
    expect(page.locator("[data-saving]")).to_have_text("Luring, 1 menunggu")
    kill(profile)

    live.start()
    again = opened(playwright, profile, home)
    again.goto(path)
    expect(again.locator(f'[data-item="{CARD}"]')).to_have_text(f"{start} sebelum mati")
    is_saved(again)
    _, body, _ = live.ask("GET", f"/api{path}")
    stored = {record["id"]: record for record in body["records"]}
    assert stored[CARD]["text"] == f"{start} sebelum mati"
    again.context.close()
