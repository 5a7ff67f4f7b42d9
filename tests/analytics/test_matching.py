"""Matchers by column and text, and the columns that a log keeps for them."""

import time
from pathlib import Path

import duckdb
import pytest

from jejak.analytics.kernels import OFF
from jejak.analytics.local import Tallying
from jejak.analytics.log import Kind, Log
from jejak.analytics.log.store import open_log
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.matching import fits
from jejak.analytics.maps.tables import mapping_tables
from jejak.analytics.questions import engine_for
from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files
from jejak.analytics.warehouse.asking import ask
from jejak.analytics.warehouse.connecting import connect, source_of
from jejak.analytics.warehouse.store import Store
from jejak.errors import LogRefused
from jejak.files import dumps, loads
from tests.analytics.logs import written

# Six tickets of three people. About money: those of 1, 2 and 5, whatever the case of
# their letters; 5 came by chat. Urgent: 3.
TICKETS = """\
user_id,event,timestamp,channel,subject,priority
ani,opened,2026-01-01 09:00,mail,Refund please,low
ani,opened,2026-01-01 10:00,mail,my REFUND,low
budi,opened,2026-01-01 11:00,mail,Where is it?,high
budi,closed,2026-01-01 12:00,mail,,
cici,opened,2026-01-02 09:00,chat,refund,low
cici,closed,2026-01-02 10:00,chat,Where is it?,low
"""
MAP = """\
format: 1
stages:
  - title: Ask
    touchpoints:
      - text: Money back
        matchers:
          - events:
              - opened
            channels:
              - mail
            where:
              subject:
                - "*refund*"
      - text: Urgent
        matchers:
          - events: []
            where:
              priority:
                - high
                - top
      - text: Chat
        matchers:
          - events: []
            channels:
              - chat
      - text: Nothing said
        matchers:
          - events: []
            optional: true
"""
MONEY, URGENT, CHAT = range(3)


def kept(path: Path, *columns: str, into: Path | None = None) -> LogResult:
    options = ReadOptions(wanted=Wanted(detail_cols=columns))
    return read_files([path], into, options)


def tickets(folder: Path) -> Log:
    return kept(written(folder, TICKETS), "subject", "priority").log


def test_texts_and_other_columns_say_which_events_are_meant(tmp_path: Path) -> None:
    log = tickets(tmp_path)
    assert log.details == ("subject", "priority")
    binding = bind(loads(MAP), log)
    touch = dict(zip(log.kinds, binding.view.touch.tolist(), strict=True))
    assert touch == {
        Kind("opened", "mail", "", ("Refund please", "low")): MONEY,
        Kind("opened", "mail", "", ("my REFUND", "low")): MONEY,
        Kind("opened", "mail", "", ("Where is it?", "high")): URGENT,
        Kind("closed", "mail", "", ("", "")): OFF,
        Kind("opened", "chat", "", ("refund", "low")): CHAT,
        Kind("closed", "chat", "", ("Where is it?", "low")): CHAT,
    }
    assert [card.text for card in binding.without_events] == ["Nothing said"]
    reached = {row.touch: row.cases for row in Tallying(binding.view).reach()}
    assert reached == {MONEY: 1, URGENT: 1, CHAT: 1}
    [unclaimed, _] = mapping_tables(binding)
    assert unclaimed.columns[:3] == ("event", "channel", "details")
    assert unclaimed.rows == (("closed", "mail", None, 1, 1),)


def test_a_matcher_is_written_as_it_was_read() -> None:
    text = dumps(loads(MAP))
    assert text.endswith(MAP.partition("title: Ask\n")[2])
    assert loads(text) == loads(MAP)


def test_a_column_that_the_log_has_not_kept_is_named_with_what_to_do(
    tmp_path: Path,
) -> None:
    log = kept(written(tmp_path, TICKETS), "priority").log
    with pytest.raises(LogRefused, match=r"\(it has: priority\).*--detail subject"):
        bind(loads(MAP), log)


def test_tomorrows_file_needs_the_columns_no_more_and_adds_each_event_once(
    tmp_path: Path,
) -> None:
    store = tmp_path / "shop.log"
    [read] = kept(written(tmp_path, TICKETS), "subject", into=store).report.files
    parts = {column.name: column.part for column in read.columns}
    assert (parts["subject"], parts["priority"]) == ("detail", "left_out")
    more = TICKETS + "dewi,opened,2026-01-03 09:00,mail,Refund,low\n"
    again = kept(written(tmp_path, more), into=store)
    assert (again.report.files[0].already, again.report.files[0].kept) == (6, 1)
    bare = "user_id,event,timestamp\neka,browse,2026-01-04\n"
    kept(written(tmp_path, bare), into=store)  # clicks have no subject
    log = open_log(store)
    assert log.details == ("subject",)
    assert {kind.details for kind in log.kinds if kind.event == "browse"} == {("",)}
    assert ("Refund",) in {kind.details for kind in log.kinds}


def test_a_log_does_not_get_a_column_later(tmp_path: Path) -> None:
    store, path = tmp_path / "shop.log", written(tmp_path, TICKETS)
    kept(path, into=store)
    with pytest.raises(LogRefused, match="without the column subject"):
        kept(path, "subject", into=store)
    assert open_log(store).events == 6


def test_one_of_several_files_has_the_column(tmp_path: Path) -> None:
    clicks = written(tmp_path, "user_id,event,timestamp\nani,browse,2026-01-01\n")
    files = [clicks, written(tmp_path, TICKETS, "tickets.csv")]
    options = ReadOptions(wanted=Wanted(detail_cols=("subject",)))
    assert read_files(files, None, options).log.events == 7
    with pytest.raises(LogRefused, match=r"'clicks.csv' has no column 'subject'"):
        kept(clicks, "subject")


def test_a_column_may_be_called_like_a_program(tmp_path: Path) -> None:
    name = "a'; drop table events; --"
    text = f'user_id,event,timestamp,"{name}"\nani,x,2026-01-01,"\'); select 1"\n'
    log = kept(written(tmp_path, text), name).log
    assert log.details == (name,)
    assert log.kinds == (Kind("x", "", "", ("'); select 1",)),)


def test_as_many_texts_as_there_are_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = (
        "select 'u' || i % 9 as user_id, 'opened' as event, 'text ' || i as text, "
        "timestamp '2026-01-01' + to_seconds(i) as timestamp from range(100001) t(i)"
    )
    with duckdb.connect() as duck:
        duck.execute(f"copy ({rows}) to '{path}'")
    with pytest.raises(LogRefused, match="with text there are 100,001 different kinds"):
        kept(path, "text")
    with pytest.raises(LogRefused, match="9 columns are to be kept beside; 8 are"):
        kept(path, *"abcdefghi")


def test_of_a_long_text_the_beginning_is_kept(tmp_path: Path) -> None:
    text = f"user_id,event,timestamp,body\nani,x,2026-01-01,{'a' * 3000}\n"
    log = kept(written(tmp_path, text), "body").log
    assert log.kinds[0].details == ("a" * 500,)


FITS = [
    ("pay", "pay", True),
    ("pay", "Pay", False),
    ("*", "", True),
    ("**", "x", True),
    ("a*a", "a", False),  # two letters are asked for
    ("a*a", "aa", True),
    ("*b*c*", "abcd", True),
    ("*c*b*", "abcd", False),
    ("pay_*\n", "pay_x\n", True),
    ("", "", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), FITS)
def test_a_star_stands_for_anything(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    begun = time.perf_counter()
    assert not fits("*a" * 400 + "b", "a" * 10_000)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_a_warehouse_is_read_by_the_same_columns(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "a.duckdb") as duck:
        path = written(tmp_path, TICKETS)
        duck.execute(f"create table tickets as from read_csv('{path}')")
    con = connect(f"duckdb://{tmp_path}/a.duckdb")
    wanted = Wanted(detail_cols=("subject", "priority"))
    store = Store(source_of(con, "tickets", wanted))
    binding = bind(loads(MAP), store.log)
    here = bind(loads(MAP), tickets(tmp_path))
    there = engine_for(ask(store, binding.view))
    assert there.reach() == Tallying(here.view).reach()
    assert set(store.log.kinds) == set(here.view.log.kinds)
    with pytest.raises(LogRefused, match="'tickets' has no column 'note'"):
        source_of(con, "tickets", Wanted(detail_cols=("note",)))
