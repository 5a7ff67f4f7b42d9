"""What of this machine the tests use, and what to do where it is missing.

`dev` asks before anything is installed: standard library only.
"""

import glob
import os
import shutil
import subprocess
from pathlib import Path

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium that can be started, or None."""
    named = os.environ.get("JEJAK_CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in found if path and not is_snap_stub(path)), None)


def is_snap_stub(path: str) -> bool:
    """Tell whether a program only says that one should install a snap (Ubuntu)."""
    with open(path, "rb") as program:
        start = program.read(4096)
    return start.startswith(b"#!") and b"snap install" in start


def chromium_advice() -> str:
    """Say how to get a Chromium where apt cannot bring it; else nothing."""
    if find_chromium():
        return ""
    named = os.environ.get("JEJAK_CHROMIUM")
    if named:
        return f"JEJAK_CHROMIUM names {named!r}, which is not a program."
    if "ubuntu" in system_name():
        return (
            "Ubuntu has Chromium as a snap only, which apt cannot bring: run\n"
            "`snap install chromium` (or install Google Chrome) and name the program:\n"
            "JEJAK_CHROMIUM=/snap/bin/chromium python3 dev test"
        )
    return ""


def system_name() -> str:
    """Return what the system says it is, in small letters."""
    told = Path("/etc/os-release")
    return told.read_text().lower() if told.is_file() else ""


def find_postgresql() -> Path | None:
    """Return the folder of initdb and pg_ctl: Debian keeps them off the PATH."""
    places = [Path(one) for one in glob.glob("/usr/lib/postgresql/*/bin")]
    places.sort(key=lambda path: float(path.parent.name), reverse=True)
    config = shutil.which("pg_config")
    if config:
        asked = subprocess.run([config, "--bindir"], stdout=subprocess.PIPE, text=True)
        places.insert(0, Path(asked.stdout.strip()))
    on_path = shutil.which("initdb")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    return next((place for place in places if (place / "initdb").exists()), None)


def find_java() -> str | None:
    """Return the path of Java, or None."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None)


def find_fonts() -> bool:
    """Tell whether there are letters beyond Latin to test pictures with."""
    homes = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"]
    homes += [os.path.expanduser(home) for home in ("~/.fonts", "~/.local/share/fonts")]
    found = (glob.iglob(home + "/**/NotoSansArabic*", recursive=True) for home in homes)
    return any(True for fonts in found for _ in fonts)
