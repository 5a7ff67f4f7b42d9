"""What the library adds to its parts: paths instead of bytes, maps as pictures."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

from jejak.errors import MissingExtra
from jejak.model.journey_map import JourneyMap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jejak.analytics.log import Log
    from jejak.analytics.reading.reader import LogResult
    from jejak.analytics.warehouse.store import Store
    from jejak.exporters.report import Report
    from jejak.importers import ImportResult, Source
    from jejak.language.catalogue import Language

_SHOWN = 60  # characters of what was taken for the name of a file


def import_table(
    *inputs: str | os.PathLike[str] | Source,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    r"""Read maps out of tables, and report what every cell became.

    Args:
        inputs: Paths of files, or `Source("name", text)` for a pasted text.
            Several may be parts of one map.
        answers: Answers to questions of an earlier report, by question id.
        language: Language tag to assume where the words of the text tell none.

    Raises:
        ImportRefused: There is no such file, it holds no map, or it is past a limit.
        OSError: A file cannot be read.
        TypeError: Nothing was given.

    Examples:
        >>> from jejak.importers import Source
        >>> table = "Stage\tBrowse\tPay\nGoals\tCompare\t-\nFeelings\tHappy\tConfused"
        >>> result = import_table(Source("pasted", table))
        >>> [stage.title for stage in result.maps[0].stages]
        ['Browse', 'Pay']
    """
    from jejak.importers import Source
    from jejak.importers import import_table as read_sources

    if not inputs:
        raise TypeError("import_table() needs at least one file or Source")
    sources = [
        given if isinstance(given, Source) else _file_at(given) for given in inputs
    ]
    return read_sources(sources, answers=answers, language=language)


def _file_at(given: str | os.PathLike[str]) -> Source:
    """Return a file as a source; more of it than may be read is not taken in."""
    from jejak.importers import Source
    from jejak.importers.limits import check_limit, limits
    from jejak.importers.refusal import refused

    path = Path(given)
    try:
        is_file = path.exists()
    except (OSError, ValueError):  # a text that is too long for a name, or no name
        is_file = False
    if not is_file:
        shown = " ".join(os.fspath(given).split())
        raise refused("import.refused.no_file", name=shorten(shown, _SHOWN))
    check_limit("input_bytes", path.stat().st_size, path.name)
    with path.open("rb") as file:  # what stands for a device has no size
        return Source(path.name, file.read(limits().input_bytes + 1))


def read_log(
    *files: str | os.PathLike[str],
    into: str | os.PathLike[str] | None = None,
    case_col: str = "",
    event_col: str = "",
    time_col: str = "",
    start_col: str = "",
    end_col: str = "",
    channel_col: str = "",
    score_col: str = "",
    lifecycle_col: str = "",
    attribute_cols: tuple[str, ...] = (),
    detail_cols: tuple[str, ...] = (),
    has_header: bool = True,
    time_zone: str = "UTC",
    dates: Literal["dmy", "mdy"] | None = None,
    renames: Mapping[str, str] | None = None,
    query: str = "",
    state: str = "",
    keep_ids: bool = False,
    key_file: str | os.PathLike[str] | None = None,
    accept_refused: bool = False,
) -> LogResult:
    r"""Read files of events into a log, and report what every column and row became.

    Columns are found by their names; `..._col` names one that is not.

    Args:
        files: CSV, TSV, JSONL, XES (each also as .gz), Parquet or XLSX; a database
            of SQLite or DuckDB, or the address of one of PostgreSQL.
        into: Folder of the log; without it the log stays in memory. A log that is
            there gets what it does not hold yet.
        case_col: Column that says whose event it is.
        event_col: Column that says what happened.
        time_col: Column that says when.
        start_col: Column that says when it began.
        end_col: Column that says when it ended.
        channel_col: Column that says in which channel.
        score_col: Column of ratings from 1 to 5.
        lifecycle_col: Column of the states of an event, such as "start".
        attribute_cols: Columns that part persons into groups.
        detail_cols: Columns that are kept beside each event, for matchers that say
            `where`; a log has them from its first file on.
        has_header: Whether tables have names above their columns; without, they are
            called 1, 2, 3.
        time_zone: Zone of times that do not say theirs.
        dates: What comes first in 05/06/2024, the day or the month.
        renames: Rules that give events other names; `*` stands for anything.
        query: What to ask a database for, in SQL.
        state: Only events in this state, such as "complete".
        keep_ids: Keep the original names of persons too.
        key_file: File with the key of the pseudonyms; by default beside the log.
        accept_refused: Go on although more than 1 % of the rows cannot be read.

    Raises:
        LogRefused: A file cannot be read, or something has to be asked first.
        MissingExtra: The extra `analytics` is not installed.

    Examples:
        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> clicks = Path(folder.name) / "clicks.csv"
        >>> _ = clicks.write_text(
        ...     "user_id,event,timestamp\n"
        ...     "siti,browse,2024-05-01 09:00:00\n"
        ...     "siti,pay,2024-05-01 09:05:00\n"
        ... )
        >>> result = read_log(clicks)
        >>> result.log.cases, result.log.events, result.report.files[0].time_zone
        (1, 2, 'UTC')
        >>> folder.cleanup()
    """
    need_analytics()
    from jejak.analytics.reading.columns import Wanted
    from jejak.analytics.reading.reader import ReadOptions, read_files

    if not files:
        raise TypeError("read_log() needs at least one file")
    wanted = Wanted(
        case_col=case_col,
        event_col=event_col,
        time_col=time_col,
        start_col=start_col,
        end_col=end_col,
        channel_col=channel_col,
        score_col=score_col,
        lifecycle_col=lifecycle_col,
        attribute_cols=attribute_cols,
        detail_cols=detail_cols,
        has_header=has_header,
    )
    options = ReadOptions(
        wanted=wanted,
        time_zone=time_zone,
        dates=dates,
        renames=renames,
        query=query,
        state=state,
        keep_ids=keep_ids,
        accept_refused=accept_refused,
    )
    return read_files(files, into, options, key_file)


def open_log(folder: str | os.PathLike[str]) -> Log:
    """Open a log that `read_log` or `jejak log add` has written.

    Raises:
        LogRefused: There is no log, or it is damaged.
        MissingExtra: The extra `analytics` is not installed.
    """
    need_analytics()
    from jejak.analytics.log.store import open_log as opened

    return opened(folder)


def open_warehouse(
    url: str,
    table: str,
    *,
    case_col: str = "",
    event_col: str = "",
    time_col: str = "",
    channel_col: str = "",
    score_col: str = "",
    attribute_cols: tuple[str, ...] = (),
    detail_cols: tuple[str, ...] = (),
    order_col: str = "",
) -> Store:
    """Look at a table of a database or a cluster as a log; its events stay there.

    Columns are found by their names, as in files; `..._col` names one that is not.

    Args:
        url: Address for Ibis: `duckdb://shop.duckdb`, `postgresql://user@host/shop`,
            `pyspark://`.
        table: Name of the table, also as `schema.table`; or the path of a Parquet
            file that the database itself can read.
        case_col: Column that says whose event it is.
        event_col: Column that says what happened.
        time_col: Column that says when: times, or numbers of seconds since 1970.
        channel_col: Column that says in which channel.
        score_col: Column of ratings from 1 to 5.
        attribute_cols: Columns that part persons into groups.
        detail_cols: Further columns that matchers read with `where`.
        order_col: Column of numbers that says in which order equal times came.

    Raises:
        LogRefused: It cannot be reached, or a column is missing.
        MissingExtra: The extra `warehouse` is not installed.

    Examples:
        >>> import tempfile
        >>> import duckdb
        >>> folder = tempfile.TemporaryDirectory()
        >>> shop = Path(folder.name) / "shop.duckdb"
        >>> with duckdb.connect(shop) as database:
        ...     _ = database.execute(
        ...         "CREATE TABLE clicks AS SELECT 'siti' AS user_id, 'pay' AS event,"
        ...         " TIMESTAMP '2024-05-01 09:00:00' AS timestamp"
        ...     )
        >>> store = open_warehouse(f"duckdb://{shop}", "clicks")
        >>> [kind.event for kind in store.log.kinds]
        ['pay']
        >>> folder.cleanup()
    """
    need_analytics()
    from jejak.analytics.reading.columns import Wanted
    from jejak.analytics.warehouse.connecting import connect, source_of
    from jejak.analytics.warehouse.store import Store

    wanted = Wanted(
        case_col=case_col,
        event_col=event_col,
        time_col=time_col,
        channel_col=channel_col,
        score_col=score_col,
        attribute_cols=attribute_cols,
        detail_cols=detail_cols,
    )
    return Store(source_of(connect(url), table, wanted, order_col))


def measure(
    journey: JourneyMap,
    log: Log,
    *,
    where: Mapping[str, str] | None = None,
    first: date | None = None,
    last: date | None = None,
    language: Language | None = None,
) -> Report:
    """Measure a map by a log. In a notebook the result shows itself.

    Args:
        journey: The map; its matchers say which events are traces of a touchpoint.
        log: The log, such as `open_log` returns.
        where: Only people with these values, by the names of their groups.
        first: Only cases that start on this day or later, in UTC.
        last: Only cases that start on this day or earlier.
        language: Of the report; by default the one of the map.

    Returns:
        The report; `save` writes it, or the map with its figures.

    Raises:
        LogRefused: The log has no such group or value.

    Examples:
        >>> import tempfile
        >>> from jejak.analytics.demo import write_demo
        >>> from jejak.files import read
        >>> folder = tempfile.TemporaryDirectory()
        >>> made = Path(folder.name)
        >>> _ = write_demo(made, cases=100, seed=1, language="en")
        >>> files = [made / f"{name}.csv" for name in ("clicks", "orders", "ratings")]
        >>> report = measure(read(made / "map.journey.yaml"), read_log(*files).log)
        >>> report.measured.cases, report.is_sample
        (100, True)
        >>> report.save(made / "report.html")
        >>> folder.cleanup()
    """
    need_analytics()
    from jejak.analytics.maps.binding import bind
    from jejak.analytics.maps.measuring import measure as counted
    from jejak.analytics.view import only, started
    from jejak.exporters.report import Report
    from jejak.language.catalogue import nearest_language

    binding = bind(journey, log)
    conditions = {name: [value] for name, value in (where or {}).items()}
    view = started(only(binding.view, conditions), first, last)
    segment = ", ".join(f"{name}={value}" for name, value in (where or {}).items())
    measured = counted(replace(binding, view=view), segment=segment)
    shown = language or nearest_language(journey.info.language)
    return Report(journey, measured, shown)


def need_analytics() -> None:
    """Say which extra is missing, where event logs cannot be read.

    Raises:
        MissingExtra: The extra `analytics` is not installed.
    """
    if find_spec("numpy") is None or find_spec("duckdb") is None:
        raise MissingExtra("Event logs", "analytics")


def show_maps_as_pictures() -> None:
    """Let a map that is the last line of a notebook's cell show its picture.

    The model knows no exporters; so its class learns it here, where both meet.

    Examples:
        >>> show_maps_as_pictures()
        >>> JourneyMap.of([])._repr_svg_()[:4]
        '<svg'
    """
    JourneyMap._repr_svg_ = _picture_of  # type: ignore[attr-defined]


def _picture_of(journey: JourneyMap) -> str:
    from jejak.exporters import export

    return export(journey, "svg").decode("utf-8")
