"""Rows of a file as integers: DuckDB parses, hashes and hands over numpy arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from duckdb import Error as DuckError

from jejak.analytics.log import Kind, thousandths
from jejak.analytics.log.sorting import Numbering, first_values
from jejak.analytics.reading.columns import Chosen, Wanted, choose
from jejak.analytics.reading.engine import connect
from jejak.analytics.reading.not_taken import not_taken
from jejak.analytics.reading.parameters import drop_further
from jejak.analytics.reading.scan import (
    NOBODY_SQL,
    RowParts,
    Scan,
    date_order,
    persons,
    row_parts,
    settle_clock,
    when,
)
from jejak.analytics.reading.sources import quoted
from jejak.analytics.reading.times import DateOrder, has_zone
from jejak.analytics.refusal import refused, too_many_kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jejak.analytics.reading.report import RowRefused
    from jejak.analytics.reading.sources import Source

MAX_KINDS = 1_000_000
MAX_DETAILED = 100_000  # kinds of a log that keeps columns beside: each is matched
MAX_VALUES = 1_000  # of an attribute: more are names of things, not of groups
_BATCH = 500_000
_NAMED = 50  # columns or states, in a refusal
_TYPES = {"t": np.int64, "d": np.int64, "p": np.int64, "s": np.float32}
_REJECTS = "store_rejects=true, rejects_limit=1000000"


@dataclass(slots=True)
class Rows:
    """The events of one file in its order, as codes of what was found in it."""

    case: NDArray[np.int32]
    kind: NDArray[np.int32]
    ts: NDArray[np.int64]
    score: NDArray[np.int16] | None
    span: NDArray[np.int64] | None
    ids: list[str]  # of each case
    kinds: list[Kind]
    details: tuple[str, ...]  # what the columns are called that kinds keep beside
    attributes: dict[str, tuple[list[str], NDArray[np.uint16]]]  # values, code per case
    chosen: Chosen
    refused: dict[str, int]
    refused_rows: list[RowRefused]
    time_zone: str = ""
    date_order: str = ""
    without_score: int = 0
    remarks: list[str] = field(default_factory=list)
    rows: int = 0


def extract(
    source: Source, wanted: Wanted, zone: str, dates: DateOrder | None, state: str = ""
) -> Rows:
    """Read every row of a file; with a state, only events in it.

    Raises:
        LogRefused: The file cannot be read, or something has to be asked first.
    """
    chosen = choose(source.names, wanted, source.name)
    with connect(zone) as duck:
        try:
            return _Extraction(Scan(duck, source, chosen, zone), state).run(dates)
        except DuckError as error:
            raise _said(error, source) from error


def _said(error: Exception, source: Source) -> Exception:
    text = str(error)
    if "GZIP" in text:
        return refused("log.refused.cut_off", name=source.name)
    first = text.split("\n")[0][:200]
    return refused("log.refused.engine", name=source.name, reason=first)


class _Extraction:
    def __init__(self, scan: Scan, state: str) -> None:
        self.scan = scan
        self.state = state.lower()
        self.duck = scan.duck
        self.source = scan.source
        self.chosen = scan.chosen
        self.date_order: DateOrder | None = None

    def run(self, dates: DateOrder | None) -> Rows:
        settle_clock(self.scan)
        sample = self.scan.sample(when(self.scan)[0])
        self.date_order = date_order(self.scan, sample, dates)
        parts = row_parts(self.scan, self.date_order)
        self._dictionary(parts)
        if self._knows_nobody():
            self.duck.execute("drop table dictionary")
            parts = replace(parts, case=persons(self.scan, are_checked=True))
            self._dictionary(parts)
        self._check_state()
        self._events(parts)
        return self._collect(parts, sample)

    # Two scans: what there is, and every row

    def _dictionary(self, parts: RowParts) -> None:
        names = [f"a{place}" for place in range(len(parts.attributes))]
        values = "".join(
            f", {sql} as {name}"
            for sql, name in zip(parts.attributes, names, strict=True)
        )
        sets = "".join(f", ({name})" for name in names)
        listed = "".join(f", {name}" for name in names)
        kind = ", ".join(["e", "h", "l", *_detail_names(parts)])
        beside = "".join(f", {sql}" for sql in _detailed(parts))
        self.duck.execute(
            f"create temp table dictionary as "
            f"with x as (select {parts.case} as c, {parts.event} as e, "
            f"{parts.channel} as h, {parts.lifecycle} as l{beside}{values} "
            f"from {self.scan.relation()}) "
            f"select grouping(c, e{listed}) as g, c, {kind}{listed} from x "
            f"group by grouping sets ((c), ({kind}){sets})",
            [str(self.source.path)],
        )

    def _knows_nobody(self) -> bool:
        """Tell whether somebody is called nobody: rare, and dear to ask every row."""
        sql = f"select count(*) from dictionary where lower(c) in {NOBODY_SQL}"
        return bool(self.duck.execute(sql).fetchall()[0][0])

    def _check_state(self) -> None:
        """Refuse a state that no event is in.

        Raises:
            LogRefused: There is none, or the file knows no states.
        """
        if not self.state:
            return
        if "lifecycle" not in self.chosen.parts:
            known = ", ".join(self.source.names)
            raise refused(
                "log.refused.no_lifecycle", name=self.source.name, known=known
            )
        found = self.duck.execute("select distinct l from dictionary where l <> ''")
        states = sorted(row[0] for row in found.fetchall())
        if self.state not in map(str.lower, states):
            names = ", ".join(states[:_NAMED])
            raise refused("log.refused.no_state", given=self.state, known=names)

    def _events(self, parts: RowParts) -> None:
        other = f"when lower(coalesce(l, '')) <> {quoted(self.state)} then 5 "
        why = (
            "case when c is null then 1 when e is null then 2 "
            "when t is null then case when raw is null then 3 else 4 end "
            f"{other if self.state else ''}else 0 end"
        )
        line = self.source.line_column or "0"
        attributes = "".join(
            f", case when {sql} is null then 0 else hash({sql}) end as a{place}"
            for place, sql in enumerate(parts.attributes)
        )
        columns = ["hash(c) as c", f"{_kind_hash(parts)} as k", "t"]
        columns += ["s"] if parts.score else []
        columns += ["d", "d is null and d_raw is not null as lost"] * bool(parts.span)
        columns += ["p"] * bool(parts.parameter)
        columns += [f"a{place}" for place in range(len(parts.attributes))]
        span = f", {parts.span} as d, {parts.raw_span} as d_raw" if parts.span else ""
        self.duck.execute(
            f"create temp table events as with x as (select {parts.case} as c, "
            f"{parts.event} as e, {parts.channel} as h, {parts.lifecycle} as l, "
            f"{parts.time} as t, {parts.raw_time} as raw, {line} as line"
            f"{f', {parts.score} as s' if parts.score else ''}"
            f"{f', {parts.parameter} as p' if parts.parameter else ''}"
            f"{span}{attributes}"
            f"{''.join(f', {sql}' for sql in _detailed(parts))} "
            f"from {self.scan.relation(rejects=_REJECTS)}), "
            f"y as (select *, ({why})::utinyint as why from x) "
            f"select {', '.join(columns)}, why, "
            "case when why > 0 then line end as line, "
            "case when why = 4 then left(raw, 60) end as raw from y",
            [str(self.source.path)],
        )

    # What is made of them

    def _collect(self, parts: RowParts, sample: list[str]) -> Rows:
        texts = self._people()
        kinds = self._kinds(parts)
        numbers = {"c": Numbering(len(texts)), "k": Numbering(len(kinds))}
        kept = self._kept_attributes(len(texts))
        for place in kept:
            numbers[f"a{place}"] = Numbering(len(kept[place]))
        arrays = self._arrays(parts, numbers)
        rows, reasons, listed = not_taken(self.duck, self.source)
        has_lost = bool(parts.span) and self._has_lost_spans()
        self.duck.execute("drop table events")  # half of all memory by now
        if parts.parameter:
            events = [kinds[one].event for one in numbers["k"].found.tolist()]
            reasons |= drop_further(arrays, events)
        attributes, others = self._attributes(kept, arrays, numbers)
        score, without = _scores(arrays.get("s"))
        remarks = [*self.source.remarks]
        remarks += ["log.remark.first_values"] if others else []
        remarks += ["log.remark.no_span"] if has_lost else []
        return Rows(
            case=arrays["c"],
            kind=arrays["k"],
            ts=arrays["t"],
            score=score,
            span=arrays.get("d"),
            ids=[texts[one] for one in numbers["c"].found.tolist()],
            kinds=[kinds[one] for one in numbers["k"].found.tolist()],
            details=tuple(self.chosen.details),
            attributes=attributes,
            chosen=self.chosen,
            refused=reasons,
            refused_rows=listed,
            time_zone=self.scan.zone if self._is_naive(sample) else "",
            date_order=self.date_order or "",
            without_score=without,
            remarks=remarks,
            rows=rows,
        )

    def _attributes(
        self,
        kept: dict[int, dict[int, str]],
        arrays: dict[str, Any],
        numbers: dict[str, Numbering],
    ) -> tuple[dict[str, tuple[list[str], NDArray[np.uint16]]], bool]:
        """Return each case's first values, and whether any has others later."""
        attributes, others = {}, False
        for place, known in kept.items():
            numbering = numbers[f"a{place}"]
            codes = np.zeros(len(numbers["c"].found), np.uint16)
            found = arrays[f"a{place}"] + np.int32(1)
            others |= bool(first_values(arrays["c"], found, codes))
            values = ["", *(known[one] for one in numbering.found.tolist())]
            attributes[self.source.names[self.chosen.attributes[place]]] = values, codes
        self.chosen.left_out += [
            column for n, column in enumerate(self.chosen.attributes) if n not in kept
        ]
        self.chosen.attributes = [self.chosen.attributes[place] for place in kept]
        return attributes, others

    def _is_naive(self, sample: list[str]) -> bool:
        """Tell whether the times of a file do not say their zone."""
        kind = when(self.scan)[1]
        if kind.startswith(("TIMESTAMP", "DATE")):
            return not kind.endswith("WITH TIME ZONE")
        return not has_zone(sample)

    def _people(self) -> dict[int, str]:
        """Return whose events there are, by what their names hash to."""
        mask = f"not (g & {self._bit('c')})::bool and c is not null"
        sql = f"select hash(c), c from dictionary where {mask}"
        found = self.duck.execute(sql).fetchnumpy()
        hashes, texts = found.values()
        return dict(zip(_signed(hashes).tolist(), texts.tolist(), strict=True))

    def _bit(self, name: str) -> int:
        """Return the bit of `grouping` that is not set where a name is grouped by."""
        names = ["c", "e", *(f"a{n}" for n in range(len(self.chosen.attributes)))]
        return 1 << (len(names) - 1 - names.index(name))

    def _kinds(self, parts: RowParts) -> dict[int, Kind]:
        mask = f"not (g & {self._bit('e')})::bool and e is not null"
        [(count,)] = self.duck.execute(
            f"select count(*) from dictionary where {mask}"
        ).fetchall()
        limit = MAX_DETAILED if self.chosen.details else MAX_KINDS
        if count > limit:
            raise too_many_kinds(self.source.name, count, limit, self.chosen.details)
        columns = ", ".join(["e", "h", "l", *_detail_names(parts)])
        sql = (
            f"select ({_kind_hash(parts)})::varchar, {columns} "
            f"from dictionary where {mask}"
        )
        return {
            int(np.uint64(hashed).astype(np.int64)): Kind(
                event, h or "", life or "", tuple(details)
            )
            for hashed, event, h, life, *details in self.duck.execute(sql).fetchall()
        }

    def _kept_attributes(self, cases: int) -> dict[int, dict[int, str]]:
        """Return the values of the columns that part cases into groups."""
        kept = {}
        limit = min(MAX_VALUES, max(50, cases // 2))
        for place in range(len(self.chosen.attributes)):
            name = f"a{place}"
            mask = f"not (g & {self._bit(name)})::bool and {name} is not null"
            sql = f"select count(*) from dictionary where {mask}"
            [(count,)] = self.duck.execute(sql).fetchall()
            if count <= limit:
                sql = (
                    f"select hash({name})::varchar, {name} from dictionary where {mask}"
                )
                kept[place] = {
                    int(np.uint64(hashed).astype(np.int64)): text
                    for hashed, text in self.duck.execute(sql).fetchall()
                }
        return kept

    def _arrays(self, parts: RowParts, numbers: dict[str, Numbering]) -> dict[str, Any]:
        """Fetch the events in pieces; hashes become numbers at once."""
        names = [*numbers, "t"]
        names += ["s"] if parts.score else []
        names += ["d"] if parts.span else []
        names += ["p"] if parts.parameter else []
        [(rows, good)] = self.duck.execute(
            "select count(*), count(*) filter (why = 0) from events"
        ).fetchall()
        arrays: dict[str, Any] = {
            name: np.empty(good, _TYPES.get(name, np.int32)) for name in names
        }
        # Without nulls the arrays come as they are; with some they come masked.
        filled = {"s": "coalesce(s, 'nan'::float) as s", "d": "coalesce(d, -1) as d"}
        columns = ", ".join(filled.get(name, name) for name in names)
        at = 0
        for lo in range(0, rows, _BATCH):
            fetched = self.duck.execute(
                f"select {columns} from events "
                f"where rowid >= {lo} and rowid < {lo + _BATCH} and why = 0"
            ).fetchnumpy()
            end = at + len(fetched["t"])
            for name in names:
                arrays[name][at:end] = _piece(name, fetched[name], numbers)
            at = end
        return arrays

    def _has_lost_spans(self) -> bool:
        """Tell whether some events say when they start or end, but not readably."""
        sql = "select count(*) from events where lost and why = 0"
        return bool(self.duck.execute(sql).fetchall()[0][0])


def _detail_names(parts: RowParts) -> list[str]:
    return [f"w{place}" for place in range(len(parts.details))]


def _detailed(parts: RowParts) -> list[str]:
    pairs = zip(parts.details, _detail_names(parts), strict=True)
    return [f"{sql} as {name}" for sql, name in pairs]


def _kind_hash(parts: RowParts) -> str:
    beside = "".join(f", {name}" for name in _detail_names(parts))
    hashed = f"hash(e, coalesce(h, ''), coalesce(l, ''){beside})"
    return f"case when e is null then 0 else {hashed} end"


def _signed(hashes: Any) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.asarray(hashes, np.uint64).view(np.int64)
    return found


def _piece(name: str, fetched: Any, numbers: dict[str, Numbering]) -> Any:
    return numbers[name].number(_signed(fetched)) if name in numbers else fetched


def _scores(given: NDArray[np.float32] | None) -> tuple[Any, int]:
    """Put ratings from 1 to 5 on the scale from -2 to +2; others count as none."""
    if given is None:
        return None, 0
    is_rating = (given >= 1) & (given <= 5)
    without = int(np.count_nonzero(~is_rating & ~np.isnan(given)))
    given -= np.float32(3)
    given[~is_rating] = np.nan
    return thousandths(given), without
