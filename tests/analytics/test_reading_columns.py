"""Whose event it is and when, in the columns that other tools write."""

from pathlib import Path

import pytest

from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.errors import LogRefused
from tests.analytics.logs import events, read, rows, written

MIDNIGHT = 1704067200  # 2024-01-01 00:00:00 UTC


@pytest.mark.parametrize("nobody", ["NULL", "nan", r"\N", "(not set)", "None"])
def test_what_databases_write_for_nobody_is_no_person(
    tmp_path: Path, nobody: str
) -> None:
    lines = [(nobody, "x", "2024-01-01"), ("Nana", "x", "2024-01-01")]
    path = written(tmp_path, rows(*lines, (nobody, "y", "2024-01-02")))
    with pytest.raises(LogRefused, match=r"2 of 3 rows.*nobody's name"):
        read(path)
    assert read(path, accept_refused=True).log.cases == 1


def test_who_is_null_by_one_name_is_known_by_the_other(tmp_path: Path) -> None:
    text = (
        "user_id,anonymous_id,event,timestamp\n"
        "NULL,a1,x,2024-01-01\nNULL,a2,x,2024-01-01\n7,a2,x,2024-01-01\n"
    )
    assert read(written(tmp_path, text)).log.cases == 3


def test_a_number_with_a_point_is_the_same_person(tmp_path: Path) -> None:
    whole = written(tmp_path, rows(("7", "x", "2024-01-01")), "whole.csv")
    pointed = written(tmp_path, rows(("7.0", "y", "2024-01-02")), "pointed.csv")
    log = read_files([whole, pointed], None, ReadOptions()).log
    assert events(log) == [[("x", MIDNIGHT), ("y", MIDNIGHT + 86400)]]


def test_what_only_looks_like_a_number_keeps_its_letters(tmp_path: Path) -> None:
    lines = [("7.0", "x", "2024-01-01"), ("7", "x", "2024-01-01")]
    found = read(written(tmp_path, rows(*lines, ("007", "x", "2024-01-01"))))
    assert found.log.cases == 3


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("user_id,event,date,time", "a,x,2024-01-02,00:10:30"),
        ("Pelanggan,Aktivitas,Tanggal,Waktu", "a,x,2/1/2024,00.10.30 UTC"),
        ("Customer,Action,Time,Date", 'a,x,12:10:30 AM,"Jan 2, 2024"'),
    ],
)
def test_a_time_of_day_is_joined_to_the_day_beside_it(
    tmp_path: Path, header: str, cells: str
) -> None:
    result = read(written(tmp_path, f"{header}\n{cells}\n"), dates="dmy")
    assert events(result.log) == [[("x", MIDNIGHT + 86400 + 630)]]
    parts = {one.name: one.part for one in result.report.files[0].columns}
    assert sorted(parts.values()) == ["case", "clock", "event", "time"]


def test_the_zone_of_nanoseconds_in_parquet_is_told(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "pandas.parquet"
    duckdb.execute(
        "copy (select 1.0::double as user_id, 'x' as event, "
        f"timestamp_ns '2024-01-01 00:00:00' as timestamp) to '{path}'"
    )
    result = read(path, keep_ids=True)
    assert result.report.files[0].time_zone == "UTC"
    assert result.log.ids == ("1",)
    assert events(result.log) == [[("x", MIDNIGHT)]]
