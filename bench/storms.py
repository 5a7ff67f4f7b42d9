"""A storm that goes on: clients that edit at random while their server is killed.

python3 dev soak live              a million entries on SQLite; about an hour
python3 dev soak live 20000        so many entries

The same storm as `tests/together`, with a seed of its own each time, which is told.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.server.live import LiveServer
from tests.together.storm import Storm, free_port, rage, sqlite_log

ENTRIES = 1_000_000
CLIENTS = 8
PAUSE = 0.02  # seconds between two edits of a client
KILL_EVERY = 60  # seconds, a server; and a client six times as often


def main(arguments: list[str]) -> int:
    """Run one storm and print what came through."""
    entries = int(arguments[0].replace(",", "")) if arguments else ENTRIES
    seed = secrets.randbelow(2**32)
    print(f"Seed {seed}, {entries:,} entries, {CLIENTS} clients", flush=True)
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
    with tempfile.TemporaryDirectory(prefix="jejak-soak-") as folder:
        server = LiveServer(Path(folder), "--port", str(free_port())).start()
        try:
            body = {"template": "online-shop", "language": "en"}
            map_id = str(server.ask("POST", "/api/maps", body)[1]["id"])
            report = rage(
                storm, [server], map_id, lambda: sqlite_log(server, map_id), _tell
            )
            memory = server.memory_mb()
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
        finally:
            server.kill()
    for name, value in asdict(report).items():
        print(f"{name.replace('_', ' '):>18} {value:>12,.0f}")
    print(f"{'entries a second':>18} {report.entries / report.seconds:>12,.0f}")
    print(f"{'memory of server':>18} {memory:>12,.0f} MB")
    print(f"{'on the disk':>18} {size / 1e6:>12,.0f} MB")
    print("Nobody diverged, and everything acknowledged is in the log without a gap.")
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
