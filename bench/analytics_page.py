"""The page about the speed of event logs: with whose versions, and where measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.analytics import PEERS, PEERS_PYTHON, ROOT, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OURS = ("numpy", "numba", "duckdb", "ibis-framework", "pyspark")
_ASK = """
import sys
from importlib.metadata import distributions
known = {one.name.lower(): one.version for one in distributions()}
print(", ".join(f"{name} {known[name]}" for name in sys.argv[1:] if name in known))
"""
PAGE = ROOT / "docs" / "reference" / "speed-of-logs.md"
PAGE_TEXT = """# Speed of event logs

The tables are written by `python3 dev bench analytics {sizes} --peers --write`; do not edit them.

```text
{text}
```

The least of three runs of Jejak, and the only one of others; every part has a process of its own, and GB is the most memory that it held until then.
The jobs are the product's own public functions on a view that the matchers of a map made; reading changed matchers (*another matcher*) and choosing people (*one plan*) are jobs like the others.
The floor is what it takes to read the arrays once.
`times` is how many times as long as Jejak somebody else takes for the same.
DuckDB answers from the Parquet file; PM4Py, retentioneering and polars have loaded it before, which is a line of its own.
An engine of a warehouse counts the same as Jejak where its line ends with *equal*; its first line holds the preparation of the table.
The first use after an installation compiles the loops, which takes some seconds once.
Starting counts on Python's byte code being kept, as it is after an installation; where `PYTHONDONTWRITEBYTECODE` is set and nothing compiled the packages, it takes twice as long.
What PM4Py and retentioneering find beside Jejak is in [another page](peers.md).
"""


def lines(
    machine: Callable[[], str], sizes: Sequence[int], *, peers: bool
) -> Iterator[str]:
    """Yield the lines of the page as soon as they are measured."""
    for size in sizes:
        yield machine()
        yield versions(OURS)
        if peers:
            yield versions(PEERS, PEERS_PYTHON)
        yield from table(size, peers=peers)
        yield ""


def write(text: str, sizes: Sequence[int]) -> None:
    """Write the page."""
    made = PAGE_TEXT.format(text=text, sizes=" ".join(map(str, sizes)))
    PAGE.write_text(made, encoding="utf-8")


def versions(packages: Sequence[str], python: object = sys.executable) -> str:
    """Say which versions of packages a Python has; those it lacks are left out.

    Examples:
        >>> versions(["numpy", "no such package"]).startswith("numpy ")
        True
    """
    if not Path(str(python)).exists():
        return ""
    asked = [str(python), "-c", _ASK, *packages]
    return subprocess.run(asked, stdout=subprocess.PIPE, text=True).stdout.strip()
