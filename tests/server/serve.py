"""Serve in a process of its own, as the command line does."""

import argparse
from pathlib import Path

from jejak.errors import JejakError
from jejak.server.run import serve


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--demo", action="store_true")
    given = parser.parse_args()
    try:
        serve(given.host, given.port, given.data, demo=given.demo, open_browser=False)
    except JejakError as error:
        raise SystemExit(f"{error.code}: {error}") from error


if __name__ == "__main__":
    main()
