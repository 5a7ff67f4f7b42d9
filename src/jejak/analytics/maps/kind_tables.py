"""Kinds of events in tables: their name, their channel, and what is kept beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.analytics.log import Kind, Log


def kind_columns(log: Log) -> tuple[str, ...]:
    """Return the columns of a table that lists kinds of a log."""
    return ("event", "channel", *(("details",) if log.details else ()))


def kind_cells(log: Log, kind: Kind) -> tuple[str | None, ...]:
    """Return the cells of a kind under those columns.

    Examples:
        >>> from dataclasses import replace
        >>> from jejak.analytics.log import Kind
        >>> from jejak.analytics.log.merging import empty_log
        >>> log = replace(empty_log(), details=("subject", "topic"))
        >>> kind_cells(log, Kind("opened", "mail", "", ("Refund", "")))
        ('opened', 'mail', 'subject: Refund')
    """
    cells = (kind.event, kind.channel or None)
    if not log.details:
        return cells
    pairs = zip(log.details, kind.details, strict=True)
    said = " · ".join(f"{column}: {text}" for column, text in pairs if text)
    return (*cells, said or None)
