"""A storm that goes on: clients that edit at random while their server is killed.

python3 dev soak live              a million entries on SQLite; about an hour
python3 dev soak live 20000        so many entries
python3 dev soak live --write      put the figures into docs/reference/storms.md too

The same storm as `tests/together`, with a seed of its own each time, which is told.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.server.live import LiveServer
from tests.together.storm import Report, Storm, free_port, rage, sqlite_log

ENTRIES = 1_000_000
CLIENTS = 8
PAUSE = 0.02  # seconds between two edits of a client
KILL_EVERY = 60  # seconds, a server; and a client six times as often


WHAT_HELD = """\
Nobody diverged, everything acknowledged is in the log without a gap, the stored map
is what the log leads to, and the ways back lead back."""

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "storms.md"
PAGE_TEXT = """# A storm of edits

This page is written by `python3 dev soak live --write`; do not edit it.

Clients, each in a process of its own, edit one map on SQLite with edits of every kind.
They go offline, write the same texts, undo and redo.
Now and then one of them is ended by `kill -9`, and so is the server.

```text
{text}
```

`killed clients` and `killed servers` were opened again with what stood on the disk.
`refused` are edits that what others did meanwhile made impossible.
"""


def main(arguments: list[str]) -> int:
    """Run one storm and print what came through."""
    sizes = [one for one in arguments if one != "--write"]
    entries = int(sizes[0].replace(",", "")) if sizes else ENTRIES
    seed = secrets.randbelow(2**32)
    lines = [f"{datetime.now(UTC):%Y-%m-%d}, seed {seed}, {CLIENTS} clients"]
    _tell(f"{lines[0]}, {entries:,} entries")
    with tempfile.TemporaryDirectory(prefix="jejak-soak-") as folder:
        server = LiveServer(Path(folder), "--port", str(free_port())).start()
        try:
            report = _storm(seed, entries, server)
            memory = server.memory_mb()
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
        finally:
            server.kill()
    figures = {name.replace("_", " "): value for name, value in asdict(report).items()}
    figures["entries a second"] = report.entries / report.seconds
    lines += [f"{name:>18} {value:>12,.0f}" for name, value in figures.items()]
    lines += [f"{'memory of server':>18} {memory:>12,.0f} MB"]
    lines += [f"{'on the disk':>18} {size / 1e6:>12,.0f} MB"]
    lines += ["", WHAT_HELD]
    _tell("\n".join(lines))
    if "--write" in arguments:
        PAGE.write_text(PAGE_TEXT.format(text="\n".join(lines)), encoding="utf-8")
    return 0


def _storm(seed: int, entries: int, server: LiveServer) -> Report:
    seconds = entries * PAUSE / CLIENTS
    storm = Storm(
        seed,
        clients=CLIENTS,
        seconds=seconds,
        kills=max(1, int(seconds / KILL_EVERY)),
        deaths=max(6, int(6 * seconds / KILL_EVERY)),
        pause=PAUSE,
        entries=entries,
    )
    body = {"template": "online-shop", "language": "en"}
    map_id = str(server.ask("POST", "/api/maps", body)[1]["id"])
    return rage(storm, [server], map_id, lambda: sqlite_log(server, map_id), _tell)


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
