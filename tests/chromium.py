"""Find the Chromium that browser tests drive, and start it the same way everywhere."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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

ADVICE = (
    "Browser tests need Chromium: `apt-get install -y chromium`, "
    "or name another one with JEJAK_CHROMIUM=/path/to/chromium."
)


class NoChromium(Exception):
    """There is no Chromium to drive; a test then fails, it is never skipped."""


def find_chromium() -> str:
    """Return the path of the Chromium to drive.

    Raises:
        NoChromium: Nothing that can be started was found.
    """
    named = os.environ.get("JEJAK_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoChromium(
                f"JEJAK_CHROMIUM names {named!r}, which is not a program. {ADVICE}"
            )
        return found
    for name in NAMES:
        found = shutil.which(name)
        if found and not is_snap_stub(Path(found)):
            return found
    raise NoChromium(ADVICE)


def is_snap_stub(path: Path) -> bool:
    """Tell whether a program only says that one should install a snap (Ubuntu)."""
    with path.open("rb") as program:
        start = program.read(4096)
    return start.startswith(b"#!") and b"snap install" in start
