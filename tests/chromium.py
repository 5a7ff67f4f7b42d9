"""The Chromium that browser tests drive, started the same way everywhere."""

import os

from hatch_build import find_node
from tests import machine

# Playwright's own Node needs a library that a bare Debian lacks (libatomic).
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(find_node()[0]))

# Root may not use the sandbox; the rest keeps the browser from calling anybody.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)


class NoChromium(Exception):
    """There is no Chromium to drive; a test then fails, it is never skipped."""


def find_chromium() -> str:
    """Return the path of the Chromium to drive.

    Raises:
        NoChromium: Nothing that can be started was found.
    """
    found = machine.find_chromium()
    if found is None:
        raise NoChromium(
            "Browser tests need Chromium: "
            + (machine.chromium_advice() or "`apt-get install -y chromium`.")
        )
    return found
