"""What is known of a warehouse's log before counting: kinds, values, ties."""

from __future__ import annotations

import warnings
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jejak.analytics.log import Attribute, Kind, Log
from jejak.analytics.reading.urls import are_addresses, folding_sql, learn_templates
from jejak.analytics.refusal import too_many_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jejak.analytics.warehouse.connecting import Source

MAX_KINDS = 100_000
MAX_VALUES = 200


def fetched(con: Any, expression: Any) -> list[dict[str, Any]]:
    """Run an expression and return its rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Ibis uses of others is not ours to mend
        rows: list[dict[str, Any]] = con.to_pyarrow(expression).to_pylist()
    return rows


def kept(con: Any, expression: Any, owner: object) -> Any:
    """Let a database keep what an expression gives, for as long as its owner lives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        con._run_pre_execute_hooks(expression)  # Spark's cache() forgets small tables
        made = expression.cache()
    name = made.op().name
    con._cache_name_to_entry[name].finalizer.detach()  # Ibis 12 forgets the name
    weakref.finalize(owner, _forget, con, name).atexit = False
    return made


def _forget(con: Any, name: str) -> None:
    """Drop what was kept; what cannot be dropped goes with the connection."""
    with suppress(Exception):
        if con.name == "pyspark":
            con._drop_cached_table(name)
            return
        asked = con.raw_sql(f'drop table if exists "{name}"')
        if con.name != "duckdb":  # whose cursor is the connection itself
            asked.close()


def small_table(columns: Mapping[str, Sequence[Any]], schema: dict[str, str]) -> Any:
    """Return a small table of ours, to be joined to one of theirs."""
    import ibis
    import pyarrow as pa

    types = {"int64": pa.int64(), "string": pa.string()}
    fields = pa.schema([(name, types[kind]) for name, kind in schema.items()])
    return ibis.memtable(pa.table(dict(columns), schema=fields))


@dataclass(frozen=True)
class Store:
    """A source with its dictionary; the log that stands for it holds no events."""

    source: Source

    @cached_property
    def _raw(self) -> list[tuple[str, ...]]:
        """The distinct kinds as they are written, in a settled order."""
        columns, name = self.source.kind_columns, self.source.name
        kinds = self.source.rows.select(*columns).distinct()
        found = fetched(self.source.con, kinds)
        if len(found) > MAX_KINDS:
            raise too_many_kinds(name, len(found), MAX_KINDS, self.source.details)
        return sorted(tuple(row[one] for one in columns) for row in found)

    @cached_property
    def _folded(self) -> list[Kind]:
        names = dict(zip(self._names, _fold(self._names), strict=True))
        return [
            Kind(names[event], channel, lifecycle, tuple(details))
            for event, channel, lifecycle, *details in self._raw
        ]

    @property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(row[0] for row in self._raw))

    @cached_property
    def log(self) -> Log:
        """A log of these kinds and attributes, without any events."""
        import numpy as np

        kinds = tuple(dict.fromkeys(self._folded))
        none = np.zeros(0, np.int64)
        return Log(
            off=np.zeros(1, np.int64),
            kind=np.zeros(0, np.uint16),
            ts=none,
            case=np.zeros(0, np.uint64),
            kinds=kinds,
            details=self.source.details,
            attributes=tuple(
                Attribute(name, ("", *self._values(n)), np.zeros(0, np.uint16))
                for n, name in enumerate(self.source.attributes)
            ),
            name=self.source.name,
            is_sample=self.source.is_sample,
        )

    def _values(self, n: int) -> list[str]:
        rows = self.source.rows
        distinct = rows.select(v=rows[f"a{n}"]).filter(lambda x: x.v.notnull())
        found = fetched(self.source.con, distinct.distinct().limit(MAX_VALUES))
        return sorted(row["v"] for row in found)

    @cached_property
    def events(self) -> Any:
        """The events with the number of their kind, `k`, and place in their case."""
        import ibis

        places = {kind: place for place, kind in enumerate(self.log.kinds)}
        columns = self.source.kind_columns
        raw = list(zip(*self._raw, strict=True)) or [() for _ in columns]
        kinds = small_table(
            {
                **dict(zip(columns, map(list, raw), strict=True)),
                "k": [places[kind] for kind in self._folded],
            },
            {**dict.fromkeys(columns, "string"), "k": "int64"},
        )
        numbered = self.source.rows.join(kinds, columns)
        order = ["t", "seq", "k"]
        w = ibis.window(group_by="c", order_by=order)
        placed = numbered.mutate(pos=ibis.row_number().over(w).cast("int64"))
        attributes = [f"a{n}" for n in range(len(self.source.attributes))]
        return placed.select("c", "t", "pos", "seq", "k", "s", *attributes)

    def lacking(self) -> int:
        """Count rows that do not say whose event they are, which one, or when."""
        [row] = fetched(
            self.source.con, self.source.lacking.aggregate(n=lambda x: x.count())
        )
        return int(row["n"])

    def ties(self) -> int:
        """Count events that no column puts in order with one of another kind.

        They are put in order by their names, which need not be how they came.
        """
        if self.source.has_order:
            return 0
        at_once = self.events.group_by("c", "t").agg(
            n=lambda x: x.count(), kinds=lambda x: x.k.nunique()
        )
        many = at_once.filter(at_once.kinds > 1)
        [row] = fetched(self.source.con, many.agg(n=many.n.sum()))
        return int(row["n"] or 0)


def _fold(names: list[str]) -> Iterable[str]:
    """Fold addresses as the reading of files does, by the same rules."""
    if not are_addresses(names):
        return names
    from jejak.analytics.reading.engine import connect

    with connect() as duck:
        duck.execute(
            "create temp table names as select unnest(?::varchar[]) as e", [names]
        )
        sql = f"select {folding_sql('e')} from names order by rowid"  # noqa: S608
        folded = [str(row[0]) for row in duck.execute(sql).fetchall()]
    learnt = learn_templates(folded)
    return [learnt.get(name, name) for name in folded]
