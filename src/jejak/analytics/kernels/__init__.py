"""One small loop per tally, over the events of cases `lo` to `hi`.

Each adds into arrays that it is given, so that threads can have their own. All are
ordinary Python: tests run them as such, numba compiles them where it is installed.
There is a room for each thing that is counted.
"""

from __future__ import annotations

OFF = 65535
"""In a table: not on the map, or in no group."""
NO_SCORE = -32768
"""Among scores: nobody gave one."""
