"""Small logs that tests write down, and the numbers they are turned into."""

from pathlib import Path

from jejak.analytics.log import Log
from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files

HEADER = "user_id,event,timestamp\n"


def written(folder: Path, text: str, name: str = "clicks.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, **options: object) -> LogResult:
    return read_files([path], None, ReadOptions(**options))  # type: ignore[arg-type]


def events(log: Log) -> list[list[tuple[str, int]]]:
    """Return the events of every case, as names and seconds since 1970."""
    return [
        [
            (log.kinds[log.kind[row]].event, int(log.ts[row]) // 1_000_000)
            for row in range(log.off[case], log.off[case + 1])
        ]
        for case in range(log.cases)
    ]


def rows(*events: tuple[str, str, str]) -> str:
    return HEADER + "".join(_line(event) for event in events)


def _line(event: tuple[str, ...]) -> str:
    return ",".join(f'"{one}"' if "," in one else one for one in event) + "\n"
