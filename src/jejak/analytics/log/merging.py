"""Adding the events of a file to a log: each once, however often files overlap.

Two events are the same if person, kind, time, score and duration are. A file that
holds the same row twice means two events. So a log that holds an event m times, and
a file that holds it k times, together hold it max(m, k) times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import NO_SCORE
from jejak.analytics.log import Attribute, Log, frozen, narrow
from jejak.analytics.log.pseudonyms import pseudonyms
from jejak.analytics.log.sorting import sort_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from jejak.analytics.reading.extract import Rows

    Columns = Sequence[NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Added:
    """A log with the events of a file, and what was noticed on the way."""

    log: Log
    already: int
    identical: int
    backwards: int
    ties: int
    ties_between: int


def empty_log() -> Log:
    """Return a log without events.

    Examples:
        >>> empty_log().cases
        0
    """
    return Log(
        off=_fixed(np.zeros(1, np.int64)),
        kind=_fixed(np.zeros(0, np.uint16)),
        ts=_fixed(np.zeros(0, np.int64)),
        case=_fixed(np.zeros(0, np.uint64)),
        kinds=(),
    )


def add_rows(log: Log, rows: Rows, key: bytes, *, keep_ids: bool) -> Added:
    """Add the rows of one file to a log."""
    known, places = _cases(log, pseudonyms(rows.ids, key))
    kinds = list(dict.fromkeys([*log.kinds, *rows.kinds]))
    numbers = {kind: place for place, kind in enumerate(kinds)}
    codes = np.array([numbers[kind] for kind in rows.kinds], np.int32)
    new: dict[str, Any] = {
        "case": places.astype(np.int32)[rows.case] if log.cases else rows.case,
        "ts": rows.ts,
        "kind": codes[rows.kind] if log.kinds else rows.kind,
    }
    new |= _optional(log, rows)
    off, order, backwards = sort_events(new["case"], rows.ts, len(known))
    noticed = _notice(new, off, order)
    is_new = np.ones(len(rows.ts), bool)
    if log.events:
        old = _old(log, new)
        is_new = _not_yet(old, new, log)
        new = {
            name: np.concatenate([old[name], array[is_new]])
            for name, array in new.items()
        }
        off, order, _ = sort_events(new["case"], new["ts"], len(known))
    made = Log(
        off=_fixed(off),
        kind=_fixed(narrow(new["kind"][order], len(kinds))),
        ts=_fixed(new["ts"][order]),
        case=_fixed(known),
        kinds=tuple(kinds),
        details=rows.details,
        score=_fixed(new["score"][order]) if "score" in new else None,
        span=_fixed(new["span"][order]) if "span" in new else None,
        attributes=_attributes(log, rows, places, len(known)),
        sources=log.sources,
        ids=_ids(log, rows, places, len(known)) if keep_ids or log.ids else None,
        is_sample=log.is_sample,
        name=log.name,
    )
    already = int(len(is_new) - np.count_nonzero(is_new))
    return Added(made, already, backwards=backwards, **noticed)


def _fixed(array: Any) -> Any:
    return frozen(np.ascontiguousarray(array))


def _cases(
    log: Log, found: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return all cases, and the place among them of each case of the file."""
    if not log.cases:
        return found, np.arange(len(found))
    order = np.argsort(log.case, kind="stable")
    ordered = log.case[order]
    at = np.minimum(np.searchsorted(ordered, found), log.cases - 1)
    is_known = ordered[at] == found
    places = np.empty(len(found), np.int64)
    places[is_known] = order[at[is_known]]
    places[~is_known] = log.cases + np.arange(np.count_nonzero(~is_known))
    return np.concatenate([log.case, found[~is_known]]), places


def _optional(log: Log, rows: Rows) -> dict[str, Any]:
    """Return scores and durations, if the log or the file has any."""
    found: dict[str, Any] = {}
    if rows.score is not None or log.score is not None:
        none = np.full(len(rows.ts), NO_SCORE, np.int16)
        found["score"] = none if rows.score is None else rows.score
    if rows.span is not None or log.span is not None:
        unknown = np.full(len(rows.ts), -1, np.int64)
        found["span"] = unknown if rows.span is None else rows.span
    return found


def _old(log: Log, new: dict[str, Any]) -> dict[str, Any]:
    old: dict[str, Any] = {
        "case": np.repeat(np.arange(log.cases, dtype=np.int32), np.diff(log.off)),
        "ts": log.ts,
        "kind": log.kind.astype(np.int32),
    }
    if "score" in new:
        none = np.full(log.events, NO_SCORE, np.int16)
        old["score"] = none if log.score is None else log.score
    if "span" in new:
        unknown = np.full(log.events, -1, np.int64)
        old["span"] = unknown if log.span is None else log.span
    return old


def _notice(new: dict[str, Any], off: Any, order: Any) -> dict[str, int]:
    """Count ties, and rows that repeat another row of the same file."""
    case, ts, kind = (new[name][order] for name in ("case", "ts", "kind"))
    is_tie = (case[1:] == case[:-1]) & (ts[1:] == ts[:-1])
    between = int(np.count_nonzero(is_tie & (kind[1:] != kind[:-1])))
    touched = np.zeros(len(ts), bool)
    touched[1:] |= is_tie
    touched[:-1] |= is_tie
    tied = order[touched]
    _, starts = same_rows([array[tied] for array in new.values()])
    identical = len(tied) - len(starts)
    return {
        "identical": identical,
        "ties": int(np.count_nonzero(is_tie)),
        "ties_between": between,
    }


def _not_yet(old: dict[str, Any], new: dict[str, Any], log: Log) -> Any:
    """Tell which rows of a file the log does not hold yet."""
    is_new = np.ones(len(new["ts"]), bool)
    if not len(is_new):
        return is_new
    candidates = np.flatnonzero(new["case"] < log.cases)
    cases = new["case"][candidates]
    in_time = new["ts"][candidates] <= log.ts[log.off[cases + 1] - 1]
    in_time &= new["ts"][candidates] >= log.ts[log.off[cases]]
    candidates = candidates[in_time]
    if not len(candidates):
        return is_new
    is_touched = np.zeros(log.cases, bool)
    is_touched[new["case"][candidates]] = True
    there = np.flatnonzero(is_touched[old["case"]])
    columns = [
        np.concatenate([old[name][there], new[name][candidates]]) for name in new
    ]
    order, starts = same_rows(columns)
    is_old = order < len(there)
    held = np.add.reduceat(is_old.astype(np.int64), starts)
    sizes = np.diff(np.append(starts, len(order)))
    place = np.arange(len(order)) - np.repeat(starts, sizes)
    # Old rows stand first in a group: m of them stand for the first m new ones.
    is_same = ~is_old & (place < 2 * np.repeat(held, sizes))
    is_new[candidates[order[is_same] - len(there)]] = False
    return is_new


def same_rows(columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bring equal rows together: an order of rows, and where in it groups begin.

    Examples:
        >>> order, starts = same_rows([np.array([7, 3, 7]), np.array([1, 1, 1])])
        >>> sorted(map(len, np.split(order, starts[1:])))
        [1, 2]
    """
    bits = [_bits(column) for column in columns]
    mixed = np.zeros(len(bits[0]), np.uint64)
    for column in bits:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    order = np.argsort(mixed, kind="stable")
    is_other = _differences([mixed], order)
    if not np.array_equal(_differences(bits, order), is_other):
        order = np.lexsort(bits)  # two rows share a hash: sort by what they are
        is_other = _differences(bits, order)
    starts = np.flatnonzero(np.concatenate([[True], is_other]))
    return order, starts[: len(order)]


def _differences(columns: Columns, order: Any) -> NDArray[np.bool_]:
    """Tell of each row but the first whether it differs from the one before."""
    is_other = np.zeros(max(len(order) - 1, 0), bool)
    for column in columns:
        ordered = column[order]
        is_other |= ordered[1:] != ordered[:-1]
    return is_other


def _bits(column: Any) -> NDArray[np.uint64]:
    return column.astype(np.int64).view(np.uint64)  # type: ignore[no-any-return]


def _attributes(
    log: Log, rows: Rows, places: NDArray[np.int64], cases: int
) -> tuple[Attribute, ...]:
    """Join what is known of cases; what the log knows already stays."""
    old = {one.name: one for one in log.attributes}
    joined = []
    for name in dict.fromkeys([*old, *rows.attributes]):
        values = list(old[name].values) if name in old else [""]
        codes = np.zeros(cases, np.uint16)
        if name in old:
            codes[: log.cases] = old[name].codes
        if name in rows.attributes:
            given, new = rows.attributes[name]
            known = {value: code for code, value in enumerate(values)}
            values += [value for value in given if value not in known]
            known = {value: code for code, value in enumerate(values)}
            table = np.array([known[value] for value in given], np.uint16)
            is_unknown = codes[places] == 0
            codes[places[is_unknown]] = table[new[is_unknown]]
        joined.append(Attribute(name, tuple(values), _fixed(codes)))
    return tuple(joined)


def _ids(
    log: Log, rows: Rows, places: NDArray[np.int64], cases: int
) -> tuple[str, ...]:
    ids = [*(log.ids or [""] * log.cases), *[""] * (cases - log.cases)]
    for place, name in zip(places.tolist(), rows.ids, strict=True):
        ids[place] = name
    return tuple(ids)
