"""A table of events in somebody's own database, and what its columns are."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from jejak.analytics.reading.columns import NOBODY, SAMPLE_COLUMN, Wanted, choose
from jejak.analytics.reading.scan import LONGEST_DETAIL
from jejak.analytics.refusal import refused
from jejak.analytics.warehouse.ranked import whole
from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from jejak.analytics.reading.columns import Chosen, Part

_FILES = {".parquet": "read_parquet", ".csv": "read_csv"}
_SECONDS, _MILLISECONDS, _MICROSECONDS = 10**11, 10**14, 10**17  # or smaller units
_DAYS = 1900_01_01, 2099_12_31  # as numbers they would be seconds of 1970


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows are events: `c e h l t seq s`, `a0` ... and `w0` ..."""

    con: Any
    rows: Any
    lacking: Any  # rows without a person, an event or a time: they do not count
    name: str
    attributes: tuple[str, ...]
    details: tuple[str, ...]  # columns that kinds keep beside
    has_order: bool  # whether a column says in which order equal times came
    is_sample: bool  # whether a column says that nobody did this

    @property
    def kind_columns(self) -> list[str]:
        """The columns whose distinct combinations are the kinds."""
        return ["e", "h", "l", *(f"w{n}" for n in range(len(self.details)))]


def need_warehouse() -> None:
    """Say which extra is missing, where a warehouse cannot be asked.

    Raises:
        MissingExtra: The extra `warehouse` is not installed.
    """
    if find_spec("ibis") is None:
        raise MissingExtra("Events in a warehouse", "warehouse")


def connect(url: str) -> Any:
    """Open a database by its address, for reading where that can be said.

    Raises:
        LogRefused: Nothing answers there, or Ibis knows no such address.
    """
    need_warehouse()
    import ibis

    if url.startswith("duckdb://") and "read_only" not in url:
        url += ("&" if "?" in url else "?") + "read_only=True"
    kind = url.partition("://")[0]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            con = ibis.connect(url)
    except Exception as error:
        reason = str(error).split("\n")[0][:200]
        raise refused("log.refused.connect", kind=kind, reason=reason) from error
    set_up(con)
    return con


def set_up(con: Any) -> None:
    """Let times without a zone be UTC in this session, and long joins be hashed."""
    if con.name == "pyspark":
        con._session.conf.set("spark.sql.session.timeZone", "UTC")
    elif con.name == "postgres":
        con.raw_sql("set timezone = 'UTC'").close()
        # It takes what windows give for a few rows, and goes through them for each.
        con.raw_sql("set enable_nestloop = off").close()
    elif con.name == "duckdb":
        con.raw_sql("set timezone = 'UTC'")


def source_of(con: Any, table: str, wanted: Wanted, order_col: str = "") -> Source:
    """Look at a table as events; its columns are found by their names.

    Args:
        con: An Ibis connection.
        table: Its name, also as `schema.table`; or the path of a file that the
            database can read itself.
        wanted: Columns that are named.
        order_col: Column of numbers that says in which order rows came.

    Raises:
        LogRefused: There is no such table, or a column that is needed is not found.
    """
    rows = _table(con, table)
    names = list(rows.columns)
    chosen = choose(names, wanted, table)
    if order_col and order_col not in names:
        known = ", ".join(names[:50])
        raise refused(
            "log.refused.no_column", file=table, column=order_col, known=known
        )
    _check_rows(con, rows, table, chosen)
    columns = _columns(con, rows, names, chosen)
    columns["seq"] = (rows[order_col] if order_col else _nothing()).cast("int64")
    _check_details(chosen, table, names)
    shown = [names[place] for place in chosen.attributes]
    picked = rows.select(**columns)
    is_event = picked.c.notnull() & picked.e.notnull() & picked.t.notnull()
    short = table.rpartition("/")[2]
    return Source(
        con=con,
        rows=picked.filter(is_event),
        lacking=picked.filter(~is_event),
        name=short,
        attributes=tuple(shown),
        details=tuple(chosen.details),
        has_order=bool(order_col),
        is_sample=SAMPLE_COLUMN in names,
    )


def _check_details(chosen: Chosen, table: str, names: list[str]) -> None:
    for column, place in chosen.details.items():
        if place is None:
            known = ", ".join(names[:50])
            key = "log.refused.no_column"
            raise refused(key, file=table, column=column, known=known)


def _check_rows(con: Any, rows: Any, table: str, chosen: Chosen) -> None:
    """Refuse what would be counted wrong: a row per parameter, days as numbers."""
    for place in chosen.parts.get("parameter", ()):
        column = rows.columns[place]
        raise refused("log.refused.parameters", table=table, column=column)
    column = rows.columns[chosen.parts["time"][0]]
    if rows[column].type().is_integer():
        latest = con.to_pyarrow(rows[column].max()).as_py()
        if latest is not None and _DAYS[0] <= latest <= _DAYS[1]:
            raise refused("log.refused.time_type", column=column, given=str(latest))


def _nothing() -> Any:
    import ibis

    return ibis.literal(0)


def _table(con: Any, table: str) -> Any:
    ending = "." + table.rpartition(".")[2].lower()
    try:
        if ending in _FILES and "/" in table:
            return getattr(con, _FILES[ending])(table)
        schema, _, name = table.rpartition(".")
        return con.table(name, database=schema) if schema else con.table(name)
    except Exception as error:
        reason = str(error).split("\n")[0][:200]
        raise refused("log.refused.no_table", given=table, reason=reason) from error


def _columns(con: Any, rows: Any, names: list[str], chosen: Chosen) -> dict[str, Any]:
    import ibis

    def text(part: Part) -> Any:
        places = chosen.parts.get(part, [])
        found = [_text(rows[names[place]]) for place in places]
        return ibis.coalesce(*found) if found else ibis.literal("")

    known = [_text(rows[names[place]]) for place in chosen.parts["case"]]
    score = ibis.null("int64")
    if "score" in chosen.parts:
        given = rows[names[chosen.parts["score"][0]]].cast("float64")
        thousandths = ((given - 3) * 1000).round().cast("int64")
        score = ibis.ifelse(given.between(1, 5), thousandths, ibis.null("int64"))
    columns = {
        "c": ibis.coalesce(*map(_person, known)),
        "e": text("event"),
        "h": text("channel").fill_null(""),
        "l": text("lifecycle").fill_null(""),
        "t": microseconds(con, rows[names[chosen.parts["time"][0]]]),
        "s": score,
    }
    for n, place in enumerate(chosen.attributes):
        columns[f"a{n}"] = _text(rows[names[place]])
    for n, detail in enumerate(chosen.details.values()):
        text_of = _text(rows[names[detail or 0]]).substr(0, LONGEST_DETAIL)
        columns[f"w{n}"] = text_of.fill_null("")
    return columns


def _person(text: Any) -> Any:
    """Return whose event it is; what means nobody is nobody, as in files."""
    import ibis

    return ibis.ifelse(text.lower().isin(NOBODY), ibis.null("string"), text)


def _text(column: Any) -> Any:
    return column.cast("string").strip().nullif("")


def microseconds(con: Any, column: Any) -> Any:
    """Return a time as microseconds since 1970, from a time or a number of them.

    Raises:
        LogRefused: The column holds text.
    """
    import ibis

    kind = column.type()
    if kind.is_integer():
        number = column.cast("int64")
        return ibis.cases(
            (number.abs() < _SECONDS, number * 1_000_000),
            (number.abs() < _MILLISECONDS, number * 1_000),
            (number.abs() < _MICROSECONDS, number),
            else_=whole(number, 1_000),
        )
    if not (kind.is_timestamp() or kind.is_date()):
        raise refused("log.refused.time_type", column=column.get_name(), given=kind)
    if con.name == "pyspark":
        return _unix_micros()(column.cast("timestamp('UTC')"))
    if con.name == "duckdb":
        return _epoch_us()(column.cast(kind if kind.is_timestamp() else "timestamp"))
    moment = column.cast("timestamp('UTC')")
    seconds = moment.truncate("s").epoch_seconds().cast("int64")
    return seconds * 1_000_000 + moment.microsecond().cast("int64")


def _unix_micros() -> Any:
    import ibis
    from ibis.expr import datatypes as dt

    @ibis.udf.scalar.builtin(signature=((dt.Timestamp("UTC"),), dt.int64))
    def unix_micros(moment):  # type: ignore[no-untyped-def]
        """Spark's own."""

    return unix_micros


def _epoch_us() -> Any:
    import ibis
    from ibis.expr import datatypes as dt

    @ibis.udf.scalar.builtin(signature=((dt.Timestamp(),), dt.int64))
    def epoch_us(moment):  # type: ignore[no-untyped-def]
        """DuckDB's own."""

    return epoch_us
