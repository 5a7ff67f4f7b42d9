"""How people move: figures worked out by hand, working hours, periods."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.analytics.figures import Rate
from jejak.analytics.hours import hours
from jejak.analytics.local import Tallying
from jejak.analytics.moving import (
    answered,
    at_steps,
    changed,
    converted,
    looped,
    recurring,
    stepping,
    throughput,
    went_back,
)
from jejak.analytics.moving_tables import pattern_table, trend_table, wait_tables
from jejak.analytics.periods import periods_of
from jejak.analytics.view import by_calendar, view_of_events
from jejak.errors import LogRefused
from tests.analytics.logs import CART, DONE, PAY, SEE, S, log_of, shop

HOUR = 3_600_000_000
DAY = 24 * HOUR


def counts() -> Tallying:
    return Tallying(shop())  # its four customers stand in test_tallies


def test_what_waits_for_an_answer_and_what_never_gets_one() -> None:
    found = {one.touch: one for one in answered(counts().responses())}
    # cart: A waits 20 s, B 15 s, C 9 s; C's last cart ends the case
    assert found[CART].unanswered == Rate(1, 4)
    assert found[CART].wait.median == timedelta(seconds=15)
    assert (found[DONE].unanswered, found[DONE].wait.median) == (Rate(1, 1), None)


def test_repeats_and_returns_are_shares_of_the_events() -> None:
    repeats, backs, switches = counts().loops()
    found = {one.touch: one for one in looped(repeats, backs, counts().reach())}
    # see was seen four times: B looked twice at once, and again after the cart
    assert (found[SEE].repeats, found[SEE].returns) == (Rate(1, 4), Rate(1, 4))
    assert (found[DONE].repeats, found[DONE].returns) == (Rate(0, 1), Rate(0, 1))
    # eight neighbours with channels: A web web bank wa, B web x 4, C web bank web
    assert [(one.source, one.target, one.share) for one in changed(switches)] == [
        (0, 1, Rate(2, 8)),
        (1, 0, Rate(1, 8)),
        (1, 2, Rate(1, 8)),
    ]


def test_going_back_is_a_share_of_the_visits_that_were_left() -> None:
    stages, back = counts().stages()
    [found] = went_back(back, stages)
    assert (found.source, found.target, found.share) == (1, 0, Rate(1, 2))  # C of A, C


def test_getting_to_the_goal_is_a_share_of_those_who_came() -> None:
    found = converted(counts().goal([PAY], 9 * S), counts().reach())
    # three came to the cart; only C paid within 9 s. Two looked, and none was so fast.
    shares = {one.touch: one.share for one in found}
    assert (shares[CART], shares[SEE]) == (Rate(1, 3), Rate(0, 2))


def test_throughput_is_that_of_whole_cases() -> None:
    found = throughput(counts().spans())
    # 0, 12, 20 and 60 s
    assert (found.median, found.mean, found.longest) == (
        timedelta(seconds=16),
        timedelta(seconds=23),
        timedelta(seconds=60),
    )


def test_steps_are_shares_of_all_who_are_on_the_map() -> None:
    tally = counts()
    found = at_steps(tally.steps(), tally.cases())
    # first: A and B look, C is at the cart; D is on no step, and not counted
    first = {one.touch: one.share for one in found if one.step == 0}
    assert first == {SEE: Rate(2, 3), CART: Rate(1, 3)}
    ways = stepping(tally.pairs(2), tally.steps())
    first_ways = {(one.source, one.target): one.share for one in ways if one.step == 0}
    assert first_ways == {
        (SEE, SEE): Rate(1, 2),  # B, of A and B
        (SEE, CART): Rate(1, 2),
        (CART, PAY): Rate(1, 1),
    }


def test_patterns_are_shares_of_all_who_are_on_the_map() -> None:
    [first, *_] = recurring(counts().patterns(2, 1), counts().cases())
    assert (first.path, first.cases, first.n) == ((SEE, CART), Rate(2, 3), 2)
    [row, *_] = pattern_table(counts(), 2).rows
    assert row == ("see → cart", Rate(2, 3), 2)
    with pytest.raises(LogRefused, match="from 1 to 31"):
        pattern_table(counts(), 40)


# Working hours


def at(text: str) -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-20 16:00", "2026-11-20 18:00", 1),  # a Friday, until 17:00
        ("2026-11-20 16:00", "2026-11-23 10:00", 2),  # over the weekend
        ("2026-11-21 08:00", "2026-11-22 20:00", 0),  # Saturday and Sunday
        ("2026-11-16 00:00", "2026-11-23 00:00", 40),  # a whole week
        ("1969-12-29 00:00", "1970-01-05 00:00", 40),  # a week around 1970
    ],
)
def test_only_working_hours_are_counted(first: str, last: str, expected: int) -> None:
    office = hours("mon-fri 09:00-17:00")
    assert office.between(at(first), at(last)) == expected * HOUR


def test_working_hours_are_those_of_their_zone() -> None:
    jakarta = hours("sen-jum 08:00-16:00", "Asia/Jakarta")  # seven hours before UTC
    assert jakarta.between(at("2026-11-20 01:00"), at("2026-11-20 02:00")) == HOUR
    assert jakarta.between(at("2026-11-20 09:00"), at("2026-11-20 10:00")) == 0


def test_a_day_with_another_clock_is_as_long_as_it_was() -> None:
    # in Berlin 29 March 2026 had 23 hours and 25 October 25
    always = hours("00:00-24:00", "Europe/Berlin")
    for day, length in (("2026-03-28 23:00", 23), ("2026-10-24 22:00", 25)):
        start = at(day)
        assert always.between(start, start + length * HOUR) == length * HOUR
        moments = np.arange(start, start + 30 * HOUR, HOUR // 4)
        assert set(np.diff(always.of_array(moments))) == {HOUR // 4}


@given(st.lists(st.integers(-(10**17), 2 * 10**17), min_size=2, max_size=9))
def test_arrays_are_counted_as_single_times(times: list[int]) -> None:
    office = hours("mon-thu 09:30-12:00, mon-fri 13:00-17:15", "Europe/London")
    moments = np.array(sorted(times), np.int64)
    found = office.of_array(moments)
    for place, last in enumerate(moments.tolist()):
        expected = office.between(int(moments[0]), last)
        assert int(found[place] - found[0]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "always",
        "mon-fri",
        "fri-mon 9:00-17:00",
        "mon 17:00-9:00",
        "9:61-10:00",
        "9:00-25:00",
        "9:00-12:00, 11:00-13:00",
        "abc 9:00-10:00",
    ],
)
def test_what_are_no_working_hours_is_refused(text: str) -> None:
    with pytest.raises(LogRefused, match="no working hours"):
        hours(text)


def test_waits_are_told_by_the_clock_and_at_work() -> None:
    # asked on Friday at 16:00, answered on Monday at 10:00: 66 hours, 2 at work
    friday = at("2026-11-20 16:00") // S
    log = log_of([("ask", friday), ("answer", friday + 66 * 3600)])
    tables = {
        table.name: table.records()
        for table in wait_tables(
            Tallying(view_of_events(log)), hours("mon-fri 9:00-17:00")
        )
    }
    assert tables["waits"][0]["median"] == 66 * 3600
    assert tables["waits_at_work"][0]["median"] == 2 * 3600
    assert tables["responses_at_work"][0]["unanswered"]["num"] == 0


# Days, weeks, months


def test_periods_without_anybody_are_told_too() -> None:
    days = [at("2026-01-30") // DAY, at("2026-03-01") // DAY]
    assert periods_of(days, "month")[0] == ("2026-01", "2026-02", "2026-03")
    names, group_of = periods_of(days, "week")
    assert (names[0], names[-1], len(names)) == ("2026-W05", "2026-W09", 5)
    assert [group_of[day] for day in days] == [0, 4]
    assert len(periods_of(days, "day")[0]) == 31


@pytest.mark.parametrize("days", [[-720_000, 0], [0, 10**7]])
def test_too_many_periods_are_refused(days: list[int]) -> None:
    with pytest.raises(LogRefused, match="more than 4000 periods"):
        periods_of(days, "day")


def test_a_trend_tells_how_many_start_and_get_there() -> None:
    week = 7 * 86_400
    log = log_of(
        [("see", 0), ("pay", 60)],  # Thursday 1 January 1970, the first week
        [("see", 3600)],
        [("see", 2 * week), ("pay", 2 * week + 30)],
    )
    view = by_calendar(view_of_events(log), "week")
    table = trend_table(Tallying(view), [1])
    rows: list[tuple[Any, ...]] = [(row[0], row[1], row[5]) for row in table.rows]
    assert rows == [
        ("1970-W01", 2, Rate(1, 2)),
        ("1970-W02", 0, Rate(0, 0)),  # nobody: undefined, not nought
        ("1970-W03", 1, Rate(1, 1)),
    ]
