"""Small logs that tests write down, and the numbers they are turned into."""

from pathlib import Path

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.analytics.log import Attribute, Kind, Log, frozen, narrow, thousandths
from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files
from jejak.analytics.view import View, view

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


S = 1_000_000  # a second


def log_of(
    *cases: list[tuple[str, int]],
    scores: list[float | None] | None = None,
    channels: dict[str, str] | None = None,
    groups: dict[str, list[str]] | None = None,
) -> Log:
    """Make a log of cases, each a list of events and seconds."""
    names = list(dict.fromkeys(name for case in cases for name, _ in case))
    kinds = tuple(Kind(name, (channels or {}).get(name, "")) for name in names)
    rows = [(names.index(name), second * S) for case in cases for name, second in case]
    off = np.cumsum([0, *map(len, cases)])
    given = None
    if scores is not None:
        values = [np.nan if one is None else one for one in scores]
        given = thousandths(np.array(values))
    attributes = []
    for name, values in (groups or {}).items():
        known = ("", *dict.fromkeys(filter(None, values)))
        codes = np.array([known.index(value) for value in values], np.uint16)
        attributes.append(Attribute(name, known, codes))
    return Log(
        off=frozen(off.astype(np.int64)),  # type: ignore[arg-type]
        kind=frozen(narrow(np.array([row[0] for row in rows]), len(kinds))),  # type: ignore[arg-type]
        ts=frozen(np.array([row[1] for row in rows], np.int64)),  # type: ignore[arg-type]
        case=np.arange(len(cases), dtype=np.uint64),
        kinds=kinds,
        score=None if given is None else frozen(given),  # type: ignore[arg-type]
        attributes=tuple(attributes),
    )


# Four customers of a shop; stages: look = {see, cart}, pay = {pay, done}.
#   A: see 0, cart 10, pay 30, done 60          the whole way, 60 s
#   B: see 0, see 5, cart 5, see 20             see>see 5, see>cart 0, cart>see 15
#   C: cart 0, chat 4, pay 9, cart 12           chat is not on the map
#   D: chat 0                                   nothing on the map
SHOP = log_of(
    [("see", 0), ("cart", 10), ("pay", 30), ("done", 60)],
    [("see", 100), ("see", 105), ("cart", 105), ("see", 120)],
    [("cart", 200), ("chat", 204), ("pay", 209), ("cart", 212)],
    [("chat", 300)],
    scores=[2, None, -1, None, *[None] * 4, 1, None, 0, None, -2],
    channels={"see": "web", "cart": "web", "pay": "bank", "done": "wa"},
    groups={"plan": ["a", "b", "b", ""]},
)
SEE, CART, PAY, DONE = range(4)  # kinds: see cart pay done chat


def shop() -> View:
    return view(
        SHOP,
        ["see", "cart", "pay", "done"],
        [0, 1, 2, 3, OFF],
        stages=["look", "pay"],
        stage_of=[0, 0, 1, 1],
    )
