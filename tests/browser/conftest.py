"""A real server, and a real Chromium for each file of browser tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.pages import create_map, preview
from tests.browser.tables import JOURNEY, RANKING, as_html
from tests.chromium import FLAGS, find_chromium
from tests.server.live import LiveServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "src/jejak/server/static/app/index.html"
PATIENCE_MS = 20_000  # for whatever a page should show; machines differ
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a workspace with the sample journey; give its address."""
    if not SHELL.exists():
        pytest.fail("The pages are not built: run `npm run build` in web/.")
    folder = tmp_path_factory.mktemp("workspace")
    live = LiveServer(folder, "--demo").start()
    yield f"http://127.0.0.1:{live.port}"
    live.stop()


@pytest.fixture(scope="module")  # while it lives, no other test can start a loop
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests of a file."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(FLAGS)
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def imported() -> dict[str, str]:
    """Keep what was imported once, longer than the browser that imported it."""
    return {}


@pytest.fixture(scope="module")
def journey(browser: Browser, server: str, imported: dict[str, str]) -> str:
    """Import the table once, for all tests that only look; give the map's address."""
    if "journey" in imported:
        return imported["journey"]
    context = browser.new_context(base_url=server, locale="id-ID")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Tulis atau tempel teks").click()
    page.get_by_role("textbox", name="Teks tabel").fill(as_html(JOURNEY, RANKING))
    expect(preview(page).get_by_text("4 tahap")).to_be_visible()
    address = imported["journey"] = create_map(page)
    context.close()
    return address


@pytest.fixture
def refusals() -> list[str]:
    """Take the refusals that a test provokes: the console tells them as errors."""
    return []


@pytest.fixture(scope="module")
def window(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """Keep what was fetched and compiled once for all tests of a file."""
    context = browser.new_context(
        base_url=server,
        locale="id-ID",
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext, server: str, refusals: list[str]) -> Iterator[Page]:
    """Open a page in Indonesian, in a browser that has seen nothing of Jejak.

    A complaint in its console is a failure.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # A blocked script or style is told as an error too.
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    opened = window.new_page()
    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    _forget(window, server)
    assert [one for one in complaints if not any(r in one for r in refusals)] == []


def _forget(window: BrowserContext, server: str) -> None:
    """Leave nothing of a test to the next one but the files of the application."""
    last = window.new_page()
    kept = {"origin": server, "storageTypes": "cookies,local_storage,indexeddb"}
    window.new_cdp_session(last).send("Storage.clearDataForOrigin", kept)
    last.close()
