"""Whose event it is and when, in the columns that other tools write."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.reading.report import ColumnRead
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
    path = tmp_path / "pandas.parquet"
    duckdb.execute(
        "copy (select 1.0::double as user_id, 'x' as event, "
        f"timestamp_ns '2024-01-01 00:00:00' as timestamp) to '{path}'"
    )
    result = read(path, keep_ids=True)
    assert result.report.files[0].time_zone == "UTC"
    assert result.log.ids == ("1",)
    assert events(result.log) == [[("x", MIDNIGHT)]]


ABOVE = [
    "Sales report\n\n",
    "Export of events,,\nMade 2024-02-01,,\n,,\n",
    '"A title\nin two lines",,\n',
    "# made by a program\n",
]


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_the_names_of_columns_is_passed_over_and_told(
    tmp_path: Path, above: str
) -> None:
    text = above + rows(("a", "x", "2024-01-01"), ("b", "y", "never"))
    report = read(written(tmp_path, text), accept_refused=True).report.files[0]
    assert (report.kept, report.remarks) == (1, ("log.remark.above",))
    assert [row.line for row in report.refused_rows] == [above.count("\n") + 3]


def test_the_line_by_which_excel_knows_the_delimiter_is_no_title(
    tmp_path: Path,
) -> None:
    text = "sep=;\n" + rows(("a", "x", "2024-01-01")).replace(",", ";")
    report = read(written(tmp_path, text)).report.files[0]
    assert (report.kept, report.remarks) == (1, ())


def test_columns_named_by_the_user_are_found_below_a_title(tmp_path: Path) -> None:
    text = "Report,,\nwho,what,date\na,x,2024-01-01\n"
    wanted = Wanted(case_col="who", event_col="what")
    assert read(written(tmp_path, text), wanted=wanted).log.events == 1


def test_a_delimiter_inside_of_quotes_is_none(tmp_path: Path) -> None:
    text = '"user_id","event","time","a;b;c;d;e"\n"a","x","2024-01-01",""\n'
    assert read(written(tmp_path, text)).log.events == 1


def test_a_workbook_is_read_as_people_make_them(tmp_path: Path) -> None:
    """Notes first, a hidden sheet, a title, merged cells, and a name used twice."""
    import xlsxwriter

    path = tmp_path / "toko.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        fill(book.add_worksheet("Notes"), ["Made by", "Ana"], ["On", "Monday"])
        hidden = book.add_worksheet("Old")
        day = datetime.fromisoformat("2020-01-01")
        fill(hidden, ["Pelanggan", "Kejadian", "Waktu"], ["x", "y", day])
        hidden.hide()
        sheet = book.add_worksheet("Kejadian")
        names = ["Pelanggan", "Kejadian", "Waktu", "Waktu"]
        fill(sheet, ["Laporan Januari"], [], names)
        for second, name in enumerate(["lihat", "bayar", "terima"]):
            time = datetime.fromisoformat(f"2024-01-01 00:00:0{second}")
            sheet.write_row(3 + second, 1, [name, time, "?"])
        sheet.merge_range("A4:A6", "a")

    result = read(path)
    [found] = result.report.files
    named = [("lihat", MIDNIGHT), ("bayar", MIDNIGHT + 1), ("terima", MIDNIGHT + 2)]
    assert events(result.log) == [named]
    assert found.form == "XLSX: Kejadian"
    assert found.columns[3] == ColumnRead("Waktu (2)", "left_out")
    assert found.remarks == ("log.remark.above", "log.remark.sheets")


def fill(sheet: Any, *rows: list[object]) -> None:
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)


def test_columns_of_a_query_that_share_a_name_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table clicks (user_id, event, time)")
        database.execute("insert into clicks values ('a', 'x', '2024-01-01')")
        database.commit()
    query = "select c.*, 'other' as event from clicks c"
    assert events(read(path, query=query).log) == [[("x", MIDNIGHT)]]


def test_a_field_that_only_later_events_have_is_read(tmp_path: Path) -> None:
    lines = [
        {
            "user_id": "a",
            "event": "x",
            "time": f"2024-01-01 00:{n // 60:02}:{n % 60:02}",
        }
        for n in range(3000)
    ]
    lines[-1] |= {"channel": "web"}
    path = tmp_path / "late.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    assert {kind.channel for kind in read(path).log.kinds} == {"", "web"}


def test_json_in_letters_of_two_bytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clicks.jsonl"
    line = {"user_id": "a", "event": "kaf\u00e9", "time": "2024-01-01"}
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-16")
    result = read(path)
    assert events(result.log) == [[("kaf\u00e9", MIDNIGHT)]]
    assert result.report.files[0].name == "clicks.jsonl"


def test_fields_of_fields_in_parquet_are_columns(tmp_path: Path) -> None:
    path = tmp_path / "nested.parquet"
    duckdb.execute(
        "copy (select {'id': 7, 'tags': ['a']} as user, {'name': 'x'} as event, "
        f"timestamptz '2024-01-01 00:00:00+00' as timestamp) to '{path}'"
    )
    result = read(path, keep_ids=True)
    assert (result.log.ids, result.log.kinds[0].event) == (("7",), "x")
    names = [column.name for column in result.report.files[0].columns]
    assert names == ["user.id", "user.tags", "event.name", "timestamp"]


def test_xes_that_names_the_space_of_its_words_is_read(tmp_path: Path) -> None:
    path = tmp_path / "named.xes"
    path.write_text(
        '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace>'
        '<x:string key="concept:name" value="a"/><x:event>'
        '<x:string key="concept:name" value="b"/>'
        '<x:date key="time:timestamp" value="2024-01-01T00:00:00Z"/>'
        "</x:event></x:trace></x:log>"
    )
    assert events(read(path).log) == [[("b", MIDNIGHT)]]


def test_cases_of_xes_without_events_are_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "some.xes"
    case = '<trace><string key="concept:name" value="a"/>{}</trace>'
    event = (
        '<event><string key="concept:name" value="b"/>'
        '<date key="time:timestamp" value="2024-01-01T00:00:00Z"/></event>'
    )
    path.write_text(f"<log>{case.format(event)}</log>")
    assert read(path).report.files[0].remarks == ()
    path.write_text(f"<log>{case.format('')}{case.format(event)}</log>")
    assert read(path).report.files[0].remarks == ("log.remark.empty_cases",)


def test_a_query_of_a_file_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(LogRefused, match="has no use for --query"):
        read(written(tmp_path, rows(("a", "x", "2024-01-01"))), query="select 1")


def test_an_end_that_cannot_be_read_is_mentioned(tmp_path: Path) -> None:
    text = "case_id,activity,start_time,end_time\na,x,2024-01-01,{}\na,y,2024-01-02,\n"
    found = read(written(tmp_path, text.format("2024-01-02")))
    assert found.report.files[0].remarks == ()
    found = read(written(tmp_path, text.format("later")))
    assert found.report.files[0].remarks == ("log.remark.no_span",)
    assert found.log.events == 2
