"""What files of events become, and what the reading report says about them."""

import gzip
import json
from pathlib import Path

import pytest

from jejak.analytics.kernels import NO_SCORE
from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.report import FileRead
from jejak.errors import LogRefused
from jejak.language.catalogue import LANGUAGES
from tests.analytics.logs import HEADER, events, read, rows, written

MIDNIGHT = 1704067200  # 2024-01-01 00:00:00 UTC


def report_of(path: Path, **options: object) -> FileRead:
    return read(path, **options).report.files[0]


def parts(path: Path, **options: object) -> dict[str, str]:
    return {column.name: column.part for column in report_of(path, **options).columns}


HEADINGS = [
    # PM4Py, with an attribute of the case
    ("case:concept:name,concept:name,time:timestamp,case:channel", "cet", "attribute"),
    ("user_id,event,timestamp,platform", "cet", "attribute"),  # retentioneering
    ("user_pseudo_id,event_name,event_timestamp,country", "cet", "attribute"),  # GA4
    ("domain_userid,event_name,derived_tstamp,event", "cet", "left_out"),  # Snowplow
    ("userId,eventName,eventTime,deviceType", "cet", "attribute"),  # as programs write
    (
        "case concept:name,event concept:name,event time:timestamp,case Item",
        "cet",
        "attribute",
    ),
    ("patient,handling,time,registration_type", "cet", "lifecycle"),  # bupaR
    ("session_id,action_type,timestamp,step", "cet", "left_out"),  # a travel site
    ("Issue key,To Status,Changed At,From Status", "cet", "left_out"),  # Jira
    (
        "_source.user.id,_source.event.action,_source.@timestamp,_index",
        "cet",
        "left_out",
    ),
    ("case_id,activity_id,timestamp,lifecycle_id", "cet", "lifecycle"),  # bupaR
    ("_CASE_KEY,ACTIVITY_EN,EVENTTIME,_SORTING", "cet", "left_out"),  # Celonis
    ("id_pelanggan,kejadian,waktu,kanal", "cet", "channel"),  # Indonesian
    ("Nomor Pelanggan,Aktivitas,Tanggal,Nilai", "cet", "score"),
    ("No. HP,Layanan,Tgl Update,Kanal", "cet", "channel"),  # a clinic's
    ("Tracking Number,Scan Event,Scan Time,Stars", "cet", "score"),  # a carrier's
    ("E-Mail,Stage,Updated,Amount", "cet", "left_out"),  # a sales pipeline
]
NAMES = {"c": "case", "e": "event", "t": "time"}


def test_people_without_an_account_are_known_by_their_browser(tmp_path: Path) -> None:
    text = (
        "platform,collector_tstamp,event_name,user_id,domain_userid\n"
        "web,2024-05-01 10:00:00,page_view,,d1\n"
        "web,2024-05-01 10:01:00,add_to_basket,,d1\n"
    )
    log = read(written(tmp_path, text, "snowplow.csv")).log
    assert (log.cases, log.events) == (1, 2)


def test_columns_are_found_inside_of_properties(tmp_path: Path) -> None:
    path = tmp_path / "mixpanel.jsonl"
    path.write_text(
        '{"event":"Paid","properties":{"time":1714550400,"distinct_id":"u1"}}\n'
    )
    assert events(read(path).log) == [[("Paid", 1_714_550_400)]]


@pytest.mark.parametrize(("header", "first", "last"), HEADINGS)
def test_columns_are_known_by_the_names_of_the_ecosystem(
    tmp_path: Path, header: str, first: str, last: str
) -> None:
    text = f"{header}\nsiti,buka,2024-01-01 00:00:00,5\n"
    found = list(parts(written(tmp_path, text)).values())
    assert found == [*(NAMES[letter] for letter in first), last]


def test_a_column_that_is_not_known_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "siapa,apa,kapan\nsiti,buka,2024-01-01 00:00:00\n")
    with pytest.raises(LogRefused, match=r"--case-col\. Its columns: siapa, apa"):
        read(path)
    wanted = Wanted(case_col="siapa", event_col="apa", time_col="kapan")
    assert events(read(path, wanted=wanted).log) == [[("buka", MIDNIGHT)]]


def test_a_named_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, rows(("a", "b", "2024-01-01")))
    with pytest.raises(LogRefused, match="has no column 'who'"):
        read(path, wanted=Wanted(case_col="who"))


TIMES = [
    ("2024-01-01 00:00:00", 0),
    ("2024-01-01", 0),
    ("2024-01-01T00:00:00Z", 0),
    ("2024-01-01T07:00:00+07:00", 0),  # an offset counts
    ("2024-01-01T07:00:00+0700", 0),
    ("2024-01-01 00:00:00 UTC", 0),
    ("2024-01-01 00:00:30.5", 30),
    ("1704067200", 0),  # seconds, milliseconds, microseconds
    ("1704067200000", 0),
    ("1704067200000000", 0),
    ("1 Jan 2024 00:01", 60),
    ("1 Januari 2024 00:01", 60),
    ("31/01/2024 00:00", 30 * 86400),  # only a day can be 31
    ("01/31/2024 12:00:00 AM", 30 * 86400),
    ("31.1.24", 30 * 86400),
    ("20240102", 86400),
    ("2024/01/02 00.10", 86400 + 600),
    ("2024.01.02 00:10:00", 86400 + 600),
    ("1704067200000000000", 0),  # nanoseconds
    ("20240102000030", 86400 + 30),
    ("202401020010", 86400 + 600),
    ("20240102T000030Z", 86400 + 30),
    ("2024-01-01 00:00:30,250", 30),  # as programs write their logs
    ("31-01-24 00:10", 30 * 86400 + 600),  # not the year 31
    ("01-Feb-24 00:00", 31 * 86400),  # nor the year 24
    ("01-FEB-24 12.00.30.000000 AM", 31 * 86400 + 30),
    ("1/Feb/24 12:10 AM", 31 * 86400 + 600),
    ("01/Feb/2024:07:00:00 +0700", 31 * 86400),
    ("[01/Feb/2024:07:00:00 +0700]", 31 * 86400),
    ("Thu, 01 Feb 2024 00:00:00 GMT", 31 * 86400),
    ("Thu Feb 01 07:00:00 +0700 2024", 31 * 86400),
    ("Thu Feb  1 00:00:00 2024", 31 * 86400),
    ("Thu Feb 01 2024 07:00:00 GMT+0700 (Western Indonesia Time)", 31 * 86400),
    ("February 1st, 2024 at 12:10 a.m.", 31 * 86400 + 600),
    ("2024-01-01 07:00:00 WIB", 0),
    ("2023-12-31 20:30:00-03:30", 0),
    ("31/12/2023 19:00:00 EST", 0),
    ("31/01/2024 07.00 WIB", 30 * 86400),
    ("Kamis, 1 Februari 2024 pukul 00.10", 31 * 86400 + 600),
    ("Rab, 31/01/2024 00.10", 30 * 86400 + 600),
    ("Kam, 1 Agt 2024", 213 * 86400),
    ("45323.00694444", 31 * 86400 + 600),  # the days of a workbook
    ("45323,00694444", 31 * 86400 + 600),
]


@pytest.mark.parametrize(("written_time", "seconds"), TIMES)
def test_a_time_is_read_however_it_is_written(
    tmp_path: Path, written_time: str, seconds: int
) -> None:
    log = read(written(tmp_path, rows(("a", "b", written_time)))).log
    assert events(log) == [[("b", MIDNIGHT + seconds)]]


def test_a_time_without_a_zone_is_read_in_the_zone_that_is_said(tmp_path: Path) -> None:
    text = rows(
        ("a", "x", "2024-01-01 07:00:00"),
        ("a", "y", "2024-01-01T00:00:01Z"),
        ("a", "z", "01-01-2024 07.00.02"),
    )
    path = written(tmp_path, text)
    result = read(path, time_zone="Asia/Jakarta", dates="dmy")
    seconds = [("x", MIDNIGHT), ("y", MIDNIGHT + 1), ("z", MIDNIGHT + 2)]
    assert events(result.log) == [seconds]
    assert result.report.files[0].time_zone == "Asia/Jakarta"


def test_the_letters_of_a_zone_that_could_be_two_are_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, rows(("a", "x", "2024-06-01 07:00:00 BST")))
    with pytest.raises(LogRefused, match="a time that cannot be read"):
        read(path)


SAID = ["2024-01-01 07.00 WIB", "1 Feb 2024 07:00:00 +0700", "2024-01-01 07:00 UTC"]
UNSAID = ["45323.5", "20240102000030", "2024-01-01 07.00 AM"]


@pytest.mark.parametrize("time", SAID + UNSAID)
def test_the_report_names_the_zone_of_times_that_say_none(
    tmp_path: Path, time: str
) -> None:
    report = report_of(written(tmp_path, rows(("a", "x", time))))
    assert report.time_zone == ("" if time in SAID else "UTC")


def test_a_zone_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, rows(("a", "x", "2024-01-01")))
    with pytest.raises(LogRefused, match="There is no time zone 'Jakarta; drop'"):
        read(path, time_zone="Jakarta; drop")


def test_the_hour_that_comes_twice_is_mentioned(tmp_path: Path) -> None:
    text = rows(("a", "x", "2024-01-01 07:00:00"), ("a", "y", "2024-08-01 07:00:00"))
    remarks = report_of(written(tmp_path, text), time_zone="Europe/Berlin").remarks
    assert remarks == ("log.remark.clocks",)


def test_a_date_that_could_be_both_is_asked_about(tmp_path: Path) -> None:
    path = written(tmp_path, rows(("a", "x", "05/06/2024"), ("a", "y", "07/08/2024")))
    with pytest.raises(LogRefused, match=r"05/06/2024.*--dates: dmy, mdy"):
        read(path)
    first = events(read(path, dates="dmy").log)[0][0][1]
    assert first == 1717545600  # 5 June
    assert events(read(path, dates="mdy").log)[0][0][1] == 1714953600  # 6 May


def test_one_day_past_twelve_decides_for_the_whole_column(tmp_path: Path) -> None:
    text = rows(("a", "x", "05/06/2024"), ("a", "y", "13/06/2024"))
    found = read(written(tmp_path, text))
    assert found.report.files[0].date_order == "dmy"
    assert events(found.log)[0][0] == ("x", 1717545600)


def test_dates_in_both_orders_are_asked_about(tmp_path: Path) -> None:
    text = rows(("a", "x", "25/06/2024"), ("a", "y", "06/25/2024"))
    with pytest.raises(LogRefused, match="both day first and month first"):
        read(written(tmp_path, text))


def test_every_row_that_is_not_taken_is_listed_with_its_line(tmp_path: Path) -> None:
    text = (
        HEADER
        + "a,x,2024-01-01\n"
        + "b,y\n"  # line 3: too few cells
        + '"a\nb",x,2024-01-01\n'  # lines 4 and 5: a name with a line break
        + "b,x,yesterday\n"  # line 6
        + ",x,2024-01-01\n"  # line 7
        + "b,,2024-01-01\n"
        + "b,x,\n"
        + "b,x,2024-01-02,more\n"  # line 10: too many cells
    )
    report = report_of(written(tmp_path, text), accept_refused=True)
    assert [(row.line, row.reason, row.given) for row in report.refused_rows] == [
        (3, "missing_columns", ""),
        (6, "bad_time", "yesterday"),
        (7, "no_case", ""),
        (8, "no_event", ""),
        (9, "no_time", ""),
        (10, "too_many_columns", ""),
    ]
    assert (report.rows, report.kept, report.already) == (8, 2, 0)
    assert sum(report.refused.values()) == 6


def test_many_rows_that_cannot_be_read_stop_the_reading(tmp_path: Path) -> None:
    path = written(tmp_path, rows(("a", "x", "2024-01-01"), ("a", "x", "soon")))
    said = r"1 of 2 rows .* in lines 3, mostly for this: a time that cannot be read\. "
    with pytest.raises(LogRefused, match=said):
        read(path)


def test_one_bad_row_in_a_hundred_is_listed_and_no_more(tmp_path: Path) -> None:
    good = [("a", "x", f"2024-01-01 00:00:{n % 60:02}") for n in range(150)]
    report = report_of(written(tmp_path, rows(*good, ("a", "x", "soon"))))
    assert (report.kept, report.refused) == (150, {"bad_time": 1})


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_usual_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = rows(("a", "x", "2024-01-01")).replace(",", delimiter)
    assert events(read(written(tmp_path, text)).log) == [[("x", MIDNIGHT)]]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "klik.csv"
    text = rows(("a", "x", "2024-01-01"), ("a", "y", "2024-01-02"))
    path.write_bytes(text.replace("\n", ending).encode())
    assert [name for name, _ in events(read(path).log)[0]] == ["x", "y"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_letters_are_converted(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "klik.csv"
    path.write_bytes(rows(("a", "café", "2024-01-01")).encode(encoding))
    assert events(read(path).log) == [[("café", MIDNIGHT)]]


def test_letters_of_another_encoding_far_down_are_converted(tmp_path: Path) -> None:
    path = tmp_path / "klik.csv"
    many = rows(*[("a", "plain", "2024-01-01")] * 60_000).encode()
    path.write_bytes(many + "a,café,2024-01-02\n".encode("cp1252"))
    log = read(path).log
    assert [kind.event for kind in log.kinds] == ["plain", "café"]


def test_packed_files_are_read_like_unpacked_ones(tmp_path: Path) -> None:
    path = tmp_path / "klik.csv.gz"
    path.write_bytes(gzip.compress(rows(("a", "x", "2024-01-01")).encode(), mtime=0))
    assert events(read(path).log) == [[("x", MIDNIGHT)]]


def test_json_lines_are_read_with_nested_fields(tmp_path: Path) -> None:
    lines: list[object] = [
        {"userId": "a", "event": "x", "timestamp": "2024-01-01T00:00:00Z"},
        {
            "userId": "b",
            "event": "y",
            "timestamp": 1704067201,
            "context": {"d": {"os": "i"}},
        },
    ]
    text = "\n\n".join(json.dumps(line) for line in lines)
    wanted = Wanted(attribute_cols=("context.d.os",))
    found = read(written(tmp_path, text, "a.jsonl"), wanted=wanted)
    assert events(found.log) == [[("x", MIDNIGHT)], [("y", MIDNIGHT + 1)]]
    [attribute] = found.log.attributes
    assert [attribute.values[code] for code in attribute.codes] == ["", "i"]


def test_a_broken_json_line_is_listed_with_its_line(tmp_path: Path) -> None:
    good = '{"user_id": "a", "event": "x", "timestamp": 1704067200}\n'
    report = report_of(
        written(tmp_path, good + "\n{bad\n" + good, "a.jsonl"), accept_refused=True
    )
    assert [row.line for row in report.refused_rows] == [3]
    assert report.kept == 2


def test_a_list_of_json_events_is_read(tmp_path: Path) -> None:
    text = json.dumps([{"user_id": "a", "event": "x", "timestamp": 1704067200}])
    log = read(written(tmp_path, text, "a.json")).log
    assert events(log) == [[("x", MIDNIGHT)]]


def test_calls_of_segment_without_an_event_name_are_named_by_their_type(
    tmp_path: Path,
) -> None:
    track = {"type": "track", "event": "Order", "anonymousId": "z", "userId": "a"}
    page = {"type": "page", "name": "Home", "anonymousId": "b"}
    text = "\n".join(
        json.dumps(one | {"timestamp": "2024-01-01T00:00:00Z"}) for one in (track, page)
    )
    log = read(written(tmp_path, text, "a.jsonl")).log
    assert [kind.event for kind in log.kinds] == ["Order", "page Home"]
    assert log.cases == 2


XES = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="no event"/></global>
  <trace>
    <string key="concept:name" value="A1"/><string key="channel" value="wa"/>
    <event>
      <string key="concept:name" value="ask">
        <string key="concept:name" value="deep"/>
      </string>
      <date key="time:timestamp" value="2024-01-01T07:00:00.000+07:00"/>
    </event>
    <event>
      <string key="concept:name" value="answer"/>
      <date key="time:timestamp" value="2024-01-01T00:00:09Z"/>
    </event>
  </trace>
</log>
"""


def test_xes_is_read_without_what_is_nested_or_global(tmp_path: Path) -> None:
    found = read(written(tmp_path, XES, "a.xes"))
    assert events(found.log) == [[("ask", MIDNIGHT), ("answer", MIDNIGHT + 9)]]
    assert found.log.attributes[0].values == ("", "wa")


def test_xes_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = written(tmp_path, XES.replace("<log", bomb + "<log"), "a.xes")
    with pytest.raises(LogRefused, match="document type"):
        read(path)


def test_xes_that_is_too_deep_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "<log>" + "<list>" * 100 + "</list>" * 100, "a.xes")
    with pytest.raises(LogRefused, match="far larger or deeper"):
        read(path)


def test_a_workbook_is_read(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "pesanan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["id_pelanggan", "status", "tanggal"])
        sheet.write_row(1, 0, [12, "dibayar"])
        sheet.write_number(1, 2, 45292.5, day)  # noon of 1 January 2024
    log = read(path).log
    assert events(log) == [[("dibayar", MIDNIGHT + 43200)]]


def test_start_and_end_give_a_duration(tmp_path: Path) -> None:
    text = (
        "case_id,activity,start_timestamp,time:timestamp\n"
        "a,call,2024-01-01 00:00:00,2024-01-01 00:00:20\n"
        "a,call,,2024-01-01 00:00:40\n"
    )
    log = read(written(tmp_path, text)).log
    assert log.span is not None
    assert log.span.tolist() == [20_000_000, -1]


def test_ratings_become_scores_and_others_are_counted(tmp_path: Path) -> None:
    text = "user_id,event,timestamp,rating\n" + "".join(
        f"a,rate,2024-01-01 00:00:0{n},{given}\n"
        for n, given in enumerate(["5", "1", '"3,5"', "", "9", "good"])
    )
    found = read(written(tmp_path, text))
    assert found.log.score is not None
    none = [NO_SCORE] * 3
    assert found.log.score.tolist() == [2000, -2000, 500, *none]
    assert found.report.files[0].without_score == 1


def test_day_and_time_of_day_in_two_columns_are_joined(tmp_path: Path) -> None:
    path = written(tmp_path, "user_id,event,tanggal,jam\na,x,2024-01-01,00.10\n")
    assert events(read(path).log) == [[("x", MIDNIGHT + 600)]]


def test_addresses_with_numbers_are_folded_and_shown(tmp_path: Path) -> None:
    names = ["/p/1?x=2", "/p/22", "https://s.id/p/3/r/4", "/", "/cart"]
    names += [f"/shoe/model-{n}" for n in range(60)]
    text = rows(*[("a", name, "2024-01-01") for name in names])
    found = read(written(tmp_path, text))
    kinds = [kind.event for kind in found.log.kinds]
    assert kinds == ["/p/{id}", "s.id/p/{id}/r/{id}", "/", "/cart", "/shoe/{…}"]
    assert dict(found.report.files[0].templates)["/shoe/{…}"] == 60


def test_events_can_be_renamed_and_joined(tmp_path: Path) -> None:
    text = rows(*[("a", name, "2024-01-01") for name in ("pay_card", "pay_va", "see")])
    log = read(written(tmp_path, text), renames={"pay_*": "pay"}).log
    assert [kind.event for kind in log.kinds] == ["pay", "see"]
    assert log.kind.tolist() == [0, 0, 1]


def test_names_that_look_like_programs_stay_names(tmp_path: Path) -> None:
    names = [
        "'; drop table events; --",
        "=cmd()",
        "<script>",
        "a|b",
        "🙂",
        'say ""hi""',
    ]
    text = HEADER + "".join(f'a,"{name}",2024-01-01\n' for name in names)
    log = read(written(tmp_path, text)).log
    expected = [name.replace('""', '"') for name in names]
    assert [kind.event for kind in log.kinds] == expected


def test_a_header_that_looks_like_a_program_stays_a_header(tmp_path: Path) -> None:
    evil = "x\"'; drop table e; --"
    path = written(
        tmp_path,
        json.dumps({"user_id": "a", "event": "b", "timestamp": 1704067200, evil: 1}),
        "a.jsonl",
    )
    assert parts(path)[evil] == "left_out"


REFUSED = [
    ("a.csv", b"", "holds no events"),
    ("a.csv", HEADER.encode(), "holds no events"),
    ("a.csv", b"\x00\x01,\x02\n", "is no text"),
    ("a.csv", b"hello\nworld\n", "no row of column names: hello"),
    ("a.csv", b"c," * 1_000_000, "too many columns"),
    ("a.pdf", b"%PDF", "ending that is not read"),
    (
        "a.csv.gz",
        gzip.compress(rows(("a", "b", "2024-01-01")).encode() * 50, mtime=0)[:-30],
        "cut off",
    ),
    ("a.csv.gz", b"\x1f\x8bno", "cut off|damaged"),
    ("a.parquet", b"PAR1 no", "damaged"),
    ("a.xlsx", b"PK no", "damaged"),
    ("a.jsonl", b"no\nno\n", "no events that are JSON objects"),
    ("a.xes", b"<log></lag>", "Line 1 of 'a.xes' is not valid XML"),
    ("a.xes", XES[:300].encode(), "cut off"),
    ("a.xes", b"<log></log>", "holds no events"),
    ("a.xes", b"<log><string key='" + b"a" * 17_000_000, "far larger"),
]


@pytest.mark.parametrize(("name", "content", "message"), REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LogRefused, match=message) as caught:
        read(path)
    assert caught.value.code == "log_refused"


def test_years_that_cannot_be_are_kept_and_mentioned(tmp_path: Path) -> None:
    text = rows(("a", "x", "0001-01-01 00:00:00"), ("a", "y", "9999-12-31 00:00:00"))
    found = read(written(tmp_path, text))
    assert found.log.events == 2
    assert found.report.files[0].remarks == ("log.remark.odd_years",)
    assert "9999-12-31" in found.report.as_text("en")


def test_ties_repeats_and_steps_back_are_counted(tmp_path: Path) -> None:
    text = rows(
        ("a", "x", "2024-01-01 00:00:05"),
        ("a", "y", "2024-01-01 00:00:05"),  # a tie with another event
        ("a", "y", "2024-01-01 00:00:05"),  # a tie with the same event: a repeat
        ("b", "x", "2024-01-01 00:00:09"),
        ("b", "y", "2024-01-01 00:00:01"),  # back in time
    )
    found = read(written(tmp_path, text))
    report = found.report.files[0]
    assert (report.ties, report.ties_between) == (2, 1)
    assert (report.identical, report.backwards) == (1, 1)
    names = [[name for name, _ in case] for case in events(found.log)]
    assert names == [["x", "y", "y"], ["y", "x"]]


def test_a_case_too_long_for_the_short_way_is_sorted_too(tmp_path: Path) -> None:
    text = rows(
        *[
            ("a", f"e{n % 3}", f"2024-01-01 00:{59 - n // 60:02}:{59 - n % 60:02}")
            for n in range(200)
        ]
    )
    log = read(written(tmp_path, text)).log
    times = [time for _, time in events(log)[0]]
    assert times == sorted(times)
    assert len(times) == 200


def test_columns_that_name_things_are_no_groups(tmp_path: Path) -> None:
    lines = [f"u{n},x,2024-01-01,{n},{'AB'[n % 2]}" for n in range(120)]
    text = "user_id,event,timestamp,city,plan\n" + "\n".join(lines)
    found = parts(written(tmp_path, text))
    assert (found["city"], found["plan"]) == ("left_out", "attribute")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_it_all_in_both_languages(
    tmp_path: Path, language: str
) -> None:
    text = "user_id,event,timestamp,rating,note,session_id\n"
    text += "a,x,05/06/2024,5,n,s\n" * 2 + "a,y,04/06/2024,9,n,s\n" + "a,y,soon,9,n,s\n"
    options = {"dates": "dmy", "accept_refused": True}
    said = read(written(tmp_path, text), **options).report.as_text(language)  # type: ignore[arg-type]
    assert "{" not in said
    assert "note" in said
    assert "session_id" in said
    assert "'soon'" in said
