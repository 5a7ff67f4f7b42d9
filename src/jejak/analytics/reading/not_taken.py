"""The rows of a file that are no events: how many, why, and on which lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.reading.report import RowRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from jejak.analytics.reading.sources import Source

LISTED_ROWS = 10_000  # refused rows that are listed one by one; all are counted
_REASONS = ("", "no_case", "no_event", "no_time", "bad_time", "other_state")
NOT_LOST = frozenset({"other_state", "parameter"})  # read, and not to be events
_BROKEN = ("missing_columns", "too_many_columns", "invalid_encoding")


def not_taken(
    duck: DuckDBPyConnection, source: Source
) -> tuple[int, dict[str, int], list[RowRefused]]:
    """Return how many rows there are, those refused by reason, and the first of them.

    They stand in the table `events`, with `why` they are refused, and in what DuckDB
    keeps of lines that are no rows.
    """
    counted = duck.execute("select why, count(*) from events group by why")
    counts = dict(counted.fetchall())
    reasons = {_REASONS[why]: count for why, count in counts.items() if why}
    rows = sum(counts.values())
    found = duck.execute(
        "select rowid, why, line, raw from events where why between 1 and 4 "
        "order by rowid limit ?",
        [LISTED_ROWS],
    ).fetchall()
    rejects = _rejects(duck) if source.keeps_rejects else []
    for _, reason in rejects:
        reasons[reason] = reasons.get(reason, 0) + 1
    bad = [place for place, _ in rejects[:LISTED_ROWS]]
    lines: Sequence[int] = [row[2] for row in found]
    if (found or bad) and not source.line_column:
        lines, bad = source.lines([row[0] for row in found], bad)
    listed = [
        RowRefused(int(line), _REASONS[why], raw or "")
        for line, (_, why, _, raw) in zip(lines, found, strict=True)
    ]
    listed += [
        RowRefused(line, reason)
        for line, (_, reason) in zip(bad, rejects, strict=False)
    ]
    listed.sort(key=lambda row: row.line)
    return rows + len(rejects), reasons, listed[:LISTED_ROWS]


def _rejects(duck: DuckDBPyConnection) -> list[tuple[int, str]]:
    """Return the lines that are no rows, and why: their cells or their letters."""
    sql = (
        "select line, any_value(lower(replace(error_type::varchar, ' ', '_'))) "
        "from reject_errors "
        "where scan_id = (select max(scan_id) from reject_scans) "
        "group by line order by line"
    )
    return [
        (int(line), kind if kind in _BROKEN else "broken_line")
        for line, kind in duck.execute(sql).fetchall()
    ]
