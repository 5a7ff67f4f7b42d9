"""Forms that hold their events in another way than one per row below names."""

import gzip
import json
from pathlib import Path

import pytest

from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.errors import LogRefused
from tests.analytics.logs import events, read, written

MIDNIGHT = 1704067200  # 2024-01-01 00:00:00 UTC
EVENTS = [
    {"user_id": "a", "event": "ask", "timestamp": MIDNIGHT},
    {"user_id": "a", "event": "pay", "timestamp": MIDNIGHT + 5},
    {"user_id": "b", "event": "ask", "timestamp": "never"},
]
FOUND = [[("ask", MIDNIGHT), ("pay", MIDNIGHT + 5)]]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("whole", "way"),
    [
        ({"events": EVENTS}, "events"),
        ({"columns": [{"name": "id"}], "n": 1.5, "data": EVENTS, "ok": True}, "data"),
        ({"took": 3, "hits": {"total": 3, "hits": EVENTS}}, "hits.hits"),
    ],
)
def test_events_inside_of_an_object_are_found_and_where_is_told(
    tmp_path: Path, whole: object, way: str, indent: int | None
) -> None:
    text = json.dumps(whole, indent=indent)
    result = read(written(tmp_path, text, "a.json"), accept_refused=True)
    [report] = result.report.files
    assert events(result.log) == FOUND
    assert (report.form, report.remarks) == (f"JSON: {way}", ("log.remark.inside",))
    line = text[: text.index('"b"')].count("\n") + (0 if indent else 1)
    assert [(row.line, row.given) for row in report.refused_rows] == [(line, "never")]


def test_events_that_stand_over_several_lines_are_read(tmp_path: Path) -> None:
    text = "\n".join(json.dumps(one, indent=1) for one in EVENTS)
    result = read(written(tmp_path, text, "a.jsonl"), accept_refused=True)
    assert events(result.log) == FOUND
    assert [row.line for row in result.report.files[0].refused_rows] == [11]


def test_lists_of_events_line_by_line_are_read_to_the_last(tmp_path: Path) -> None:
    pages = [{"page": n, "events": [EVENTS[n]]} for n in range(2)]
    text = "\n".join(map(json.dumps, pages))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    assert events(read(path).log) == FOUND


def test_a_list_inside_is_read_in_pieces_that_may_cut_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jejak.analytics.reading.json_inside._CHUNK", 1)
    long = [EVENTS[0] | {"note": "é" * 3000, "n": -12.5e-3, "is": None}, EVENTS[1]]
    path = written(tmp_path, json.dumps({"events": long}, ensure_ascii=False), "a.json")
    assert events(read(path).log) == FOUND


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"events": [{"user_id": "a", "event": "ask", "timestamp": 1}, {"us', "cut"),
        (
            '{"events":\n[{"user_id": "a"},\n{"user_id": x}]}',
            "Line 3 .* not valid JSON",
        ),
        ('{"events": [], "data": {"rows": [[1, 2]]}}', "whose event"),
        ('{"a":' * 100_000, "far larger or deeper|cut"),
    ],
)
def test_what_is_wrong_with_json_is_told(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(LogRefused, match=message):
        read(written(tmp_path, text, "a.json"))


HEADLESS = "a,ask,2024-01-01\na,pay,2024-01-01 00:00:05\n"
BY_NUMBER = Wanted(case_col="1", event_col="2", time_col="3", has_header=False)


def test_columns_without_names_are_named_by_number(tmp_path: Path) -> None:
    path = written(tmp_path, HEADLESS + "b,ask,never\n")
    result = read(path, wanted=BY_NUMBER, accept_refused=True)
    assert events(result.log) == FOUND
    [report] = result.report.files
    assert [row.line for row in report.refused_rows] == [3]
    assert {one.name: one.part for one in report.columns} == {
        "1": "case",
        "2": "event",
        "3": "time",
    }


def test_a_workbook_without_names_is_read_by_number(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(HEADLESS.splitlines()):
            sheet.write_row(place, 0, line.split(","))
    with pytest.raises(LogRefused, match="--no-header"):
        read(path)
    assert events(read(path, wanted=BY_NUMBER).log) == FOUND


def test_the_mark_of_a_file_is_no_part_of_its_first_event(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + HEADLESS)
    assert events(read(path, wanted=BY_NUMBER).log) == FOUND


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_who_leaves_out_names_is_told_how_to_name_columns(
    tmp_path: Path, name: str
) -> None:
    text = HEADLESS.replace(",", "\t") if name == "a.tsv" else HEADLESS
    with pytest.raises(LogRefused, match=r"--no-header .* --case-col 1"):
        read(written(tmp_path, text, name))


def test_a_name_that_is_missing_below_a_title_is_asked_for(tmp_path: Path) -> None:
    text = "Report\n\nWhoever;Event;Time\na;ask;2024-01-01\n"
    with pytest.raises(LogRefused, match=r"whose event .* Whoever, Event, Time\."):
        read(written(tmp_path, text))


def test_a_table_without_names_still_asks_what_is_what(tmp_path: Path) -> None:
    with pytest.raises(LogRefused, match=r"whose event it is.* 1, 2, 3"):
        read(written(tmp_path, HEADLESS), wanted=Wanted(has_header=False))


def trace(*names: str) -> str:
    made = "".join(
        f'<event><string key="concept:name" value="{name}"/>'
        f'<date key="time:timestamp" value="2024-01-01T00:00:0{n}Z"/></event>'
        for n, name in enumerate(names)
    )
    return f'<trace><string key="city" value="Solo"/>{made}</trace>'


def test_traces_without_a_name_are_numbered_and_that_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, f"<log>{trace('a', 'b')}{trace('a')}</log>", "a.xes")
    again = written(tmp_path, path.read_text(), "again.xes")
    other = written(tmp_path, f"<log>{trace('c')}</log>", "other.xes")
    result = read_files([path, again, other], None, ReadOptions())
    assert [[name for name, _ in one] for one in events(result.log)] == [
        ["a", "b"],
        ["a"],
        ["c"],
    ]
    assert [(one.kept, one.already) for one in result.report.files] == [
        (3, 0),
        (0, 3),
        (1, 0),
    ]
    assert result.report.files[0].remarks == ("log.remark.numbered_cases",)


def test_traces_are_not_numbered_where_something_else_says_who(tmp_path: Path) -> None:
    text = f"<log>{trace('a')}{trace('b')}</log>"
    known = text.replace('key="city"', 'key="identity:id"')
    for name, wanted in ((known, Wanted()), (text, Wanted(case_col="case:city"))):
        result = read(written(tmp_path, name, "a.xes"), wanted=wanted)
        assert result.log.cases == 1
        assert result.report.files[0].remarks == ()


PARAMETERS = """\
user_pseudo_id,event_name,event_timestamp,event_params.key,event_params.value
a,view,1704067200000000,page,/home
a,view,1704067200000000,source,ads
a,view,1704067200000000,page,/shoes
a,view,1704067200000000,source,ads
a,buy,1704067205000000,value,12
b,view,1704067200000000,,
"""


def test_rows_of_further_parameters_are_no_further_events(tmp_path: Path) -> None:
    result = read(written(tmp_path, PARAMETERS))
    assert events(result.log) == [
        [("view", MIDNIGHT), ("view", MIDNIGHT), ("buy", MIDNIGHT + 5)],
        [("view", MIDNIGHT)],
    ]
    [report] = result.report.files
    assert (report.rows, report.kept) == (6, 4)
    assert report.refused == {"parameter": 2}


STATES = """\
case_id,activity,lifecycle:transition,timestamp
a,ask,start,2024-01-01
a,ask,Complete,2024-01-01 00:00:05
a,pay,start,2024-01-01 00:00:06
b,ask,Complete,2024-01-01
"""


def test_events_of_one_state_are_taken_and_the_others_counted(tmp_path: Path) -> None:
    path = written(tmp_path, STATES)
    result = read(path, state="complete")
    assert events(result.log) == [[("ask", MIDNIGHT + 5)], [("ask", MIDNIGHT)]]
    [report] = result.report.files
    assert (report.rows, report.kept, report.refused) == (4, 2, {"other_state": 2})
    assert (report.refused_rows, report.remarks) == ((), ())
    with pytest.raises(LogRefused, match=r"'done'.* Complete, start"):
        read(path, state="done")


def test_the_column_of_states_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, STATES.replace("lifecycle:transition", "phase"))
    with pytest.raises(LogRefused, match=r"--lifecycle-col.* phase, timestamp"):
        read(path, state="complete")
    result = read(path, state="complete", wanted=Wanted(lifecycle_col="phase"))
    assert events(result.log) == [[("ask", MIDNIGHT + 5)], [("ask", MIDNIGHT)]]


def test_that_events_come_in_several_states_is_told(tmp_path: Path) -> None:
    report = read(written(tmp_path, STATES)).report.files[0]
    assert (report.kept, report.remarks) == (4, ("log.remark.states",))
