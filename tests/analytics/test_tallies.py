"""Tallies: worked out by hand, and held equal to a slow twin on random logs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jejak.analytics import kernels
from jejak.analytics.kernels import OFF
from jejak.analytics.local import Tallying, journeys, rows, threads
from jejak.analytics.log import (
    sorting,
)
from jejak.analytics.speed import plain
from jejak.analytics.tallies import (
    AfterRow,
    BackRow,
    BoundRow,
    By,
    CaseRow,
    EntryRow,
    FunnelRow,
    GoalRow,
    PairRow,
    PatternRow,
    Patterns,
    PeriodRow,
    ReachRow,
    RepeatRow,
    ScoreRow,
    SpanRow,
    StageRow,
    StepRow,
    SwitchRow,
    ThereAndBackRow,
    VariantRow,
    Variants,
    WeekRow,
)
from jejak.analytics.view import (
    View,
    by_attribute,
    by_periods,
    in_sessions,
    only,
    started,
    table,
    view,
    view_of_events,
)
from jejak.errors import LogRefused
from tests.analytics import brute
from tests.analytics.logs import CART, DONE, PAY, SEE, S, log_of, shop

BYS: tuple[By, ...] = ("touch", "stage", "channel")


@pytest.fixture(params=["compiled", "plain"])
def tally(request: pytest.FixtureRequest) -> Iterator[type[Tallying]]:
    """The engine, once as it is and once with every kernel as plain Python."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "plain":
            make_plain(patch)
        yield Tallying


def make_plain(patch: pytest.MonkeyPatch) -> None:
    rooms = [
        import_module(f"{kernels.__name__}.{room.name}")
        for room in iter_modules(kernels.__path__)
    ]
    assert len(rooms) == 10
    for module in (*rooms, sorting):
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") == module.__name__ and hasattr(
                value, "py_func"
            ):
                patch.setattr(module, name, plain(value))


def test_cases_and_events_are_counted(tally: type[Tallying]) -> None:
    # 4 cases, 13 events, chat twice off the map; D has nothing on it
    assert tally(shop()).cases() == (CaseRow(0, 4, 13, 2, 3),)


def test_reach_counts_events_cases_first_and_last(tally: type[Tallying]) -> None:
    assert tally(shop()).reach() == (
        ReachRow(0, SEE, events=4, cases=2, first=2, last=1),  # A, B B B
        ReachRow(0, CART, events=4, cases=3, first=1, last=1),  # A, B, C C
        ReachRow(0, PAY, events=2, cases=2, first=0, last=0),
        ReachRow(0, DONE, events=1, cases=1, first=0, last=1),
    )


def test_flow_counts_what_follows_directly_and_the_waits(tally: type[Tallying]) -> None:
    found = {(row.source, row.target): row for row in tally(shop()).flow()}
    assert {key: (row.n, row.waited // S) for key, row in found.items()} == {
        (SEE, SEE): (1, 5),
        (SEE, CART): (2, 10),  # A 10, B 0
        (CART, SEE): (1, 15),
        (CART, PAY): (2, 29),  # A 20, C 9: chat between them does not part them
        (PAY, CART): (1, 3),
        (PAY, DONE): (1, 30),
    }
    # of 9 and 20: both quantiles lie between the two
    assert found[CART, PAY].ranks == ((9 * S, 20 * S),) * 5


def test_throughput_is_from_the_first_to_the_last_event(tally: type[Tallying]) -> None:
    # A 60, B 20, C 12, D 0 (chat alone): sorted 0 12 20 60
    ranks = ((0, 12), (0, 12), (12, 20), (20, 60), (20, 60))
    in_us = tuple((low * S, high * S) for low, high in ranks)
    assert tally(shop()).spans() == (SpanRow(0, 4, 92 * S, 60 * S, in_us),)


def test_steps_and_pairs_count_from_the_start(tally: type[Tallying]) -> None:
    steps = [row for row in tally(shop()).steps() if row.step == 1]
    # second on the map: A cart, B see, C pay
    assert steps == [
        StepRow(0, 1, SEE, 1),
        StepRow(0, 1, CART, 1),
        StepRow(0, 1, PAY, 1),
    ]
    pairs = [row for row in tally(shop()).pairs(2) if row.step == 0]
    assert pairs == [
        PairRow(0, 0, SEE, SEE, 1),
        PairRow(0, 0, SEE, CART, 1),
        PairRow(0, 0, CART, PAY, 1),
    ]


def test_weeks_begin_on_monday_and_the_last_ones_are_counted(
    tally: type[Tallying],
) -> None:
    day = 86_400  # 1970 began on a Thursday: day 4 is the first Monday
    log = log_of(
        [("a", -4 * day), ("a", 0), ("a", 3 * day), ("b", 4 * day)],
        [("a", 2 * day), ("a", 11 * day)],
    )
    shown = view_of_events(log)
    A, B = 0, 1
    assert tally(shown).weeks(3) == (
        WeekRow(A, 0, events=3, cases=2),  # days 0, 3 of one, 2 of the other
        WeekRow(A, 2, events=1, cases=1),
        WeekRow(B, 1, events=1, cases=1),
    )
    assert tally(shown).weeks(4)[0] == WeekRow(A, -1, 1, 1)
    assert tally(replace(shown, group=table([OFF, OFF]))).weeks() == ()


def test_who_walks_from_where_to_where_is_counted_once(tally: type[Tallying]) -> None:
    # A: see cart pay done; B: see see cart see; C: cart pay cart
    found = {row[1:3]: row.cases for row in tally(shop()).walkers("touch")}
    assert found == {
        (SEE, SEE): 1,
        (SEE, CART): 2,
        (SEE, -1): 2,
        (CART, SEE): 1,
        (CART, PAY): 2,
        (CART, -1): 3,
        (PAY, CART): 1,
        (PAY, DONE): 1,
        (PAY, -1): 2,
    }
    stages = {row[1:3]: row.cases for row in tally(shop()).walkers("stage")}
    assert stages == {
        (0, 0): 2,  # A, B
        (0, 1): 2,  # A, C
        (0, -1): 2,
        (1, 0): 1,  # C
        (1, 1): 1,  # A
        (1, -1): 1,
    }


def test_times_that_bound_quantiles_are_those_at_their_ranks(
    tally: type[Tallying],
) -> None:
    # Ten see, and put into the cart after 10, 20, ... 100 s. Of ten halves 1 or fewer
    # has 1.1 %, 2 or fewer 5.5 %: the median lies between the second and the ninth.
    # For 90 %, 6 or fewer of ten have 1.3 %, 7 or fewer 7 %: from the seventh on; that
    # all ten are below has 35 %, so there is no end above.
    log = log_of(*[[("see", 0), ("cart", 10 * n)] for n in range(1, 11)])
    names = ["see", "cart"]
    shown = view(log, names, [0, 1], stages=["look", "buy"], stage_of=[0, 1])
    ends = ((20 * S, 90 * S), (70 * S, None))
    assert tally(shown).bounds("waits") == (BoundRow(0, 0, 10, ends),)
    none = ((0, 0), (0, None))
    expected = (BoundRow(0, 0, 10, ends), BoundRow(0, 1, 10, none))
    assert tally(shown).bounds("stages") == expected
    assert tally(shown).hop_bounds([[0], [1]]) == (BoundRow(0, 1, 10, ends),)


def test_cases_begin_by_a_channel(tally: type[Tallying]) -> None:
    # A, B see on the web; C puts into the cart, on the web, too; D is not on the map
    assert tally(shop()).entries() == (EntryRow(0, 0, SEE, 2), EntryRow(0, 0, CART, 1))
    bare = replace(shop(), channel=table([OFF] * 5))
    assert tally(bare).entries()[0] == EntryRow(0, -1, SEE, 2)


def test_variants_are_the_paths_on_the_map(tally: type[Tallying]) -> None:
    a, b, c = (SEE, CART, PAY, DONE), (SEE, SEE, CART, SEE), (CART, PAY, CART)
    # all three once: the smaller path first; D has no path
    rows = tuple(VariantRow(1, path) for path in (b, a, c))
    assert tally(shop()).variants(3) == Variants(3, 3, rows)
    assert tally(shop()).variants(1).rows == rows[:1]


def test_a_visit_of_a_stage_lasts_until_the_next_begins(tally: type[Tallying]) -> None:
    rows, back = tally(shop()).stages()
    look, pay = rows
    # look: A 0-30, B 100-120, C 200-209, C 212-212; pay: A 30-60, C 209-212
    assert (look.cases, look.visits, look.total) == (3, 4, (30 + 20 + 9 + 0) * S)
    assert (pay.cases, pay.visits, pay.total) == (2, 2, (30 + 3) * S)
    assert isinstance(look, StageRow)
    assert back == (BackRow(0, source=1, target=0, n=1),)  # C went back to the cart


def test_loops_and_changes_of_channel_are_counted(tally: type[Tallying]) -> None:
    repeats, back, switches = tally(shop()).loops()
    assert repeats == (RepeatRow(0, SEE, 1),)
    assert back == (
        ThereAndBackRow(0, SEE, via=CART, n=1, cases=1),  # B: see cart see
        ThereAndBackRow(0, CART, via=PAY, n=1, cases=1),  # C: cart pay cart
    )
    # channels: web 0, bank 1, wa 2. A web web bank wa; B web x 4; C web bank web
    assert switches == (
        SwitchRow(0, 0, 0, 4),  # no change: A once, B three times
        SwitchRow(0, 0, 1, 2),
        SwitchRow(0, 1, 0, 1),
        SwitchRow(0, 1, 2, 1),
    )


def test_a_funnel_wants_every_step_strictly_later(tally: type[Tallying]) -> None:
    rows, after = tally(shop()).funnel([[SEE], [CART], [PAY]])
    # A sees 0, cart 10, pays 30. B sees 100, then cart at 105. C never sees.
    assert [(row.cases, row.waited // S) for row in rows] == [(2, 0), (2, 15), (1, 20)]
    assert isinstance(rows[0], FunnelRow)
    assert after == (AfterRow(0, step=1, touch=SEE, n=1),)  # B looked again


def test_equal_times_are_no_step(tally: type[Tallying]) -> None:
    log = log_of([("a", 0), ("b", 0), ("a", 1)], [("a", 0), ("b", 1)])
    rows, after = tally(view_of_events(log)).funnel([[0], [1]])
    assert [row.cases for row in rows] == [2, 1]
    assert after == (AfterRow(0, 0, touch=1, n=1),)  # after a at 0 came b, too soon


def test_a_step_may_be_any_of_several_touchpoints(tally: type[Tallying]) -> None:
    rows, _ = tally(shop()).funnel([[SEE, CART], [PAY]])
    assert [row.cases for row in rows] == [3, 2]  # C comes by the cart


def test_a_run_waits_from_its_first_event_for_anything_else(
    tally: type[Tallying],
) -> None:
    # A: see 10, cart 20, pay 30; done ends. B: see see 5, cart 15; see ends.
    # C: cart 9, pay 3; cart ends.
    found = {row.touch: row for row in tally(shop()).responses()}
    assert {
        touch: (row.n, row.unanswered, row.total // S) for touch, row in found.items()
    } == {
        SEE: (2, 1, 10 + 5),  # B from its first look, at 100, to the cart at 105
        CART: (3, 1, 20 + 15 + 9),
        PAY: (2, 0, 30 + 3),
        DONE: (0, 1, 0),
    }
    assert found[DONE].ranks == ()


def test_patterns_are_neighbours_on_the_map(tally: type[Tallying]) -> None:
    # A: see cart, cart pay, pay done. B: see see, see cart, cart see.
    # C: cart pay, pay cart. Two cases have see cart, and two cart pay.
    found = tally(shop()).patterns(2, 2)
    rows = (PatternRow(2, 2, (SEE, CART)), PatternRow(2, 2, (CART, PAY)))
    assert found == Patterns(3, 6, rows)
    assert tally(shop()).patterns(5).rows == ()  # nobody has so long a path


def test_a_period_is_from_the_first_start_to_the_last_end(
    tally: type[Tallying],
) -> None:
    assert tally(shop()).period() == (PeriodRow(0, 0, 300 * S),)


def test_scores_are_summed_and_no_score_is_not_nought(tally: type[Tallying]) -> None:
    # see 2; pay -1 and 0; cart 1; the score of chat is off the map
    assert tally(shop()).scores() == (
        ScoreRow(0, SEE, 1, 2000, 4_000_000, 1),
        ScoreRow(0, CART, 1, 1000, 1_000_000, 1),
        ScoreRow(0, PAY, 2, -1000, 1_000_000, 2),
    )


def test_getting_to_a_goal_counts_from_the_first_visit(tally: type[Tallying]) -> None:
    # to pay: A from see 30 s, cart 20 s; C from cart 9 s
    assert tally(shop()).goal([PAY]) == (GoalRow(0, SEE, 1), GoalRow(0, CART, 2))
    within = tally(shop()).goal([PAY], within_us=9 * S)
    assert within == (GoalRow(0, CART, 1),)


def test_groups_are_counted_apart_and_add_up(tally: type[Tallying]) -> None:
    parted = by_attribute(shop(), "plan")
    assert parted.groups == ("a", "b")
    cases = tally(parted).cases()
    assert [row.cases for row in cases] == [1, 2]  # D has no plan
    whole = tally(only(shop(), {"plan": ["a", "b"]})).cases()[0]
    assert [sum(row[n] for row in cases) for n in (1, 2, 3, 4)] == list(whole[1:])


def test_a_session_ends_where_the_pause_is_longer_than_the_gap() -> None:
    log = log_of([("a", 0), ("a", 1800), ("a", 3601)])  # 1800 is not longer, 1801 is
    cut_up = in_sessions(view_of_events(log), timedelta(minutes=30))
    assert (cut_up.cases, cut_up.off.tolist()) == (2, [0, 2, 3])
    assert cut_up.unit == "session"


def test_the_sessions_of_somebody_are_in_the_group_of_that_person() -> None:
    cases = [[("a", 0), ("a", 7200)], [("a", 60)]]
    log = log_of(*cases, groups={"plan": ["free", "paid"]})
    cut_up = in_sessions(view_of_events(log), timedelta(minutes=30))
    assert by_attribute(cut_up, "plan").group.tolist() == [0, 0, 1]
    assert only(cut_up, {"plan": ["paid"]}).group.tolist() == [OFF, OFF, 0]


def test_a_case_belongs_to_the_day_on_which_it_starts() -> None:
    day = 86_400
    log = log_of([("a", 0), ("a", day)], [("a", day)], [("a", 2 * day)])
    first, second = date(1970, 1, 1), date(1970, 1, 2)
    kept = started(view_of_events(log), first, first)
    assert Tallying(kept).cases() == (CaseRow(0, 1, 2, 0, 1),)  # both its events
    parted = by_periods(view_of_events(log), [(first, first), (second, second)])
    assert [row.cases for row in Tallying(parted).cases()] == [1, 1]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [("plam", "a", "Did you mean 'plan'"), ("plan", "c", "Its values: a, b")],
)
def test_what_a_log_does_not_know_is_refused(
    name: str, value: str, message: str
) -> None:
    with pytest.raises(LogRefused, match=message):
        only(shop(), {name: [value]})


def test_an_empty_view_is_counted_too(tally: type[Tallying]) -> None:
    nobody = replace(shop(), group=table([OFF] * 4))
    counts = tally(nobody)
    assert counts.cases() == (CaseRow(0, 0, 0, 0, 0),)
    assert counts.flow() == counts.reach() == counts.spans() == counts.scores() == ()
    assert counts.variants() == Variants(0, 0, ())
    assert counts.stages() == ((), ())
    assert [row.cases for row in counts.funnel([[0], [1]])[0]] == [0, 0]


def test_too_many_cells_are_refused_before_memory_is_taken() -> None:
    many = replace(shop(), names=tuple(f"n{n}" for n in range(1000)), groups=("",) * 51)
    with pytest.raises(LogRefused, match="51 groups"):
        Tallying(many).flow()


def test_cases_are_cut_into_parts_with_equal_events() -> None:
    off = np.array([0, 100, 101, 102, 103, 200])
    assert threads.cut(off, 2) == [(0, 1), (1, 5)]
    assert threads.cut(np.array([0]), 4) == [(0, 0)]


# Random logs against the twin

EVENTS = "abcde"


@st.composite
def logs(draw: st.DrawFn) -> View:
    event = st.tuples(st.sampled_from(EVENTS), st.integers(0, 12))
    drawn = draw(st.lists(st.lists(event, min_size=1, max_size=9), max_size=12))
    cases = [sorted(case, key=lambda one: one[1]) for case in drawn]
    count = sum(map(len, cases))
    score = st.sampled_from([None, -2.0, -0.5, 0.0, 1.0, 2.0])
    log = log_of(
        *cases,
        scores=draw(st.lists(score, min_size=count, max_size=count)),
        channels={"a": "web", "b": "web", "c": "wa"},
    )
    touch = [draw(st.sampled_from([0, 1, 2, 3, OFF])) for _ in log.kinds]
    made = view(
        log, "wxyz", touch, stages=["one", "two", "three"], stage_of=[0, 1, 1, 2]
    )
    codes = st.sampled_from([0, 1, OFF])
    group = draw(st.lists(codes, min_size=len(cases), max_size=len(cases)))
    return replace(made, group=table(group), groups=("g", "h"))


def check_against_twin(shown: View) -> None:
    counts = Tallying(shown)
    assert (counts.cases(), counts.reach()) == brute.journeys(shown)
    assert counts.flow() == brute.flow(shown)
    assert counts.spans() == brute.spans(shown)
    assert (counts.steps(), counts.pairs()) == brute.steps(shown, journeys.STEPS)
    assert counts.variants(3) == brute.variants(shown, 3)
    assert counts.stages() == brute.stages(shown)
    assert counts.loops() == brute.loops(shown)
    assert counts.scores() == brute.scores(shown)
    assert counts.kinds() == brute.kinds(shown)
    assert counts.bounds("waits") == brute.bounds(brute.wait_times(shown))
    for ours, row in zip(counts.bounds("stages"), counts.stages()[0], strict=True):
        assert ours[:3] == (row.group, row.stage, row.visits)
    assert counts.entries() == brute.entries(shown)
    assert counts.weeks(3) == brute.weeks(shown, 3)
    for by in BYS:
        assert counts.walkers(by) == brute.walkers(shown, by)
    assert counts.waits() == brute.waits(shown)
    assert counts.responses() == brute.responses(shown)
    assert counts.period() == brute.period(shown)
    for length in (1, 2, 3):
        assert counts.patterns(length, 4) == brute.patterns(shown, length, 4)
    for within in (-1, 4 * S):
        assert counts.goal([2, 3], within) == brute.goal(shown, {2, 3}, within)
    fails, optional = table([n % 2 for n in range(5)]), table([0, 1, 0, 0])
    found = counts.deviations(fails, optional)
    assert found == brute.deviations(shown, fails.tolist(), optional.tolist())
    steps = [[0], [1, 2], [3]]
    rows, after = counts.funnel(steps)
    assert (rows, after) == brute.funnel(shown, steps)
    assert counts.hop_bounds(steps) == brute.bounds(brute.hop_times(shown, steps))
    for g in (0, 1):
        reached = [row.cases for row in rows if row.group == g]
        assert reached == sorted(reached, reverse=True)  # a funnel never grows


@given(logs())
@settings(max_examples=60)
def test_compiled_kernels_equal_the_twin(shown: View) -> None:
    check_against_twin(shown)


@given(logs())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_plain_kernels_equal_the_twin(shown: View) -> None:
    with pytest.MonkeyPatch.context() as patch:
        make_plain(patch)
        check_against_twin(shown)


@given(logs())
@settings(max_examples=20)
def test_threads_change_nothing(shown: View) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "FEW_EVENTS", 0)
        patch.setattr(threads, "threads", lambda: 3)
        check_against_twin(shown)


@given(st.lists(st.lists(st.integers(-50, 50), max_size=40), min_size=1, max_size=5))
def test_ranks_are_those_of_a_sorted_list(slices: list[list[int]]) -> None:
    values = np.array([one for part in slices for one in part], np.int64)
    starts = np.cumsum([0, *map(len, slices)])
    found = rows.pick(values, starts)
    for row, part in zip(found, slices, strict=True):
        if part:
            assert rows.ranks_of(row) == brute.ranks(part)
