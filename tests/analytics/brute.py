"""The same tallies by dictionaries, the slow and plain way: the twin of the kernels."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import groupby, pairwise, zip_longest
from math import comb

from jejak.analytics.bounding import BOUNDED
from jejak.analytics.kernels import NO_SCORE, OFF
from jejak.analytics.tallies import (
    QUANTILES,
    AfterRow,
    BackRow,
    BoundRow,
    CaseRow,
    CleanRow,
    DeviationRow,
    EdgeRow,
    EntryRow,
    FunnelRow,
    GoalRow,
    KindRow,
    NextRow,
    PairRow,
    PatternRow,
    Patterns,
    PeriodRow,
    Ranks,
    ReachRow,
    RepeatRow,
    ResponseRow,
    ScoreRow,
    SpanRow,
    StageRow,
    StepRow,
    SwitchRow,
    ThereAndBackRow,
    VariantRow,
    Variants,
    WalkRow,
    WeekRow,
)
from jejak.analytics.view import View


@dataclass
class Event:
    kind: int
    ts: int
    touch: int
    stage: int
    channel: int
    score: int | None  # thousandths


@dataclass
class Case:
    group: int
    events: list[Event] = field(default_factory=list)

    @property
    def on_map(self) -> list[Event]:
        return [event for event in self.events if event.touch != OFF]


def cases_of(view: View) -> list[Case]:
    """Return the cases of a view that are in a group."""
    log = view.log
    cases = []
    for c in range(view.cases):
        case = Case(int(view.group[c]))
        for row in range(view.off[c], view.off[c + 1]):
            kind = int(log.kind[row])
            given = NO_SCORE if log.score is None else int(log.score[row])
            case.events.append(
                Event(
                    kind,
                    int(log.ts[row]),
                    int(view.touch[kind]),
                    int(view.stage[kind]),
                    int(view.channel[kind]),
                    None if given == NO_SCORE else given,
                )
            )
        if case.group != OFF:
            cases.append(case)
    return cases


def ranks(values: Sequence[int]) -> Ranks:
    """Return the values at the ranks around every quantile, by sorting."""
    found = sorted(values)
    pairs = []
    for num, den in QUANTILES:
        rank = Fraction((len(found) - 1) * num, den)
        low = int(rank)
        pairs.append((found[low], found[low if rank == low else low + 1]))
    return tuple(pairs)


def journeys(view: View) -> tuple[tuple[CaseRow, ...], tuple[ReachRow, ...]]:
    cases = cases_of(view)
    totals = []
    reach: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for g in range(len(view.groups)):
        own = [case for case in cases if case.group == g]
        events = sum(len(case.events) for case in own)
        on_map = sum(len(case.on_map) for case in own)
        some = sum(bool(case.on_map) for case in own)
        totals.append(CaseRow(g, len(own), events, events - on_map, some))
        for case in own:
            places = [event.touch for event in case.on_map]
            for touch in places:
                reach[g, touch][0] += 1
            for touch in set(places):
                reach[g, touch][1] += 1
            if places:
                reach[g, places[0]][2] += 1
                reach[g, places[-1]][3] += 1
    rows = tuple(ReachRow(*key, *reach[key]) for key in sorted(reach))
    return tuple(totals), rows


def flow(view: View) -> tuple[EdgeRow, ...]:
    waits: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for case in cases_of(view):
        events = case.on_map
        for a, b in pairwise(events):
            waits[case.group, a.touch, b.touch].append(b.ts - a.ts)
    return tuple(
        EdgeRow(*key, len(found), sum(found), ranks(found))
        for key, found in sorted(waits.items())
    )


def spans(view: View) -> tuple[SpanRow, ...]:
    found: dict[int, list[int]] = defaultdict(list)
    for case in cases_of(view):
        found[case.group].append(case.events[-1].ts - case.events[0].ts)
    return tuple(
        SpanRow(g, len(own), sum(own), max(own), ranks(own))
        for g, own in sorted(found.items())
    )


def steps(view: View, limit: int) -> tuple[tuple[StepRow, ...], tuple[PairRow, ...]]:
    at: Counter[tuple[int, int, int]] = Counter()
    pairs: Counter[tuple[int, int, int, int]] = Counter()
    for case in cases_of(view):
        places = [event.touch for event in case.on_map]
        for k, a in enumerate(places[:limit]):
            at[case.group, k, a] += 1
        for k, (a, b) in enumerate(pairwise(places)):
            if k < limit:
                pairs[case.group, k, a, b] += 1
    return (
        tuple(StepRow(*key, n) for key, n in sorted(at.items())),
        tuple(PairRow(*key, n) for key, n in sorted(pairs.items())),
    )


def variants(view: View, top: int) -> Variants:
    paths = Counter(
        tuple(event.touch for event in case.on_map)
        for case in cases_of(view)
        if case.on_map
    )
    order = sorted(paths, key=lambda path: (-paths[path], path))
    rows = tuple(VariantRow(paths[path], path) for path in order[:top])
    return Variants(paths.total(), len(paths), rows)


def stages(view: View) -> tuple[tuple[StageRow, ...], tuple[BackRow, ...]]:
    times: dict[tuple[int, int], list[int]] = defaultdict(list)
    reached: Counter[tuple[int, int]] = Counter()
    back: Counter[tuple[int, int, int]] = Counter()
    for case in cases_of(view):
        events = [event for event in case.events if event.stage != OFF]
        visits: list[list[Event]] = []
        for event in events:
            if visits and visits[-1][0].stage == event.stage:
                visits[-1].append(event)
            else:
                visits.append([event])
        for visit, after in zip_longest(visits, visits[1:]):
            end = after[0].ts if after else visit[-1].ts
            times[case.group, visit[0].stage].append(end - visit[0].ts)
            if after and after[0].stage < visit[0].stage:
                back[case.group, visit[0].stage, after[0].stage] += 1
        for stage in {visit[0].stage for visit in visits}:
            reached[case.group, stage] += 1
    return (
        tuple(
            StageRow(*key, reached[key], len(own), sum(own), ranks(own))
            for key, own in sorted(times.items())
        ),
        tuple(BackRow(*key, n) for key, n in sorted(back.items())),
    )


def funnel(
    view: View, wanted: Sequence[Sequence[int]]
) -> tuple[tuple[FunnelRow, ...], tuple[AfterRow, ...]]:
    reached, waits, after = followed(view, wanted)
    rows = []
    for g in range(len(view.groups)):
        for k in range(len(wanted)):
            own = waits[g, k]
            found = ranks(own) if own else ()
            rows.append(FunnelRow(g, k, reached[g, k], sum(own), found))
    dropped = [
        AfterRow(g, k, b if b < len(view.names) else -1, n)
        for (g, k, b), n in sorted(after.items())
    ]
    return tuple(rows), tuple(dropped)


def hop_times(
    view: View, wanted: Sequence[Sequence[int]]
) -> dict[tuple[int, int], list[int]]:
    return {key: own for key, own in followed(view, wanted)[1].items() if own}


def followed(
    view: View, wanted: Sequence[Sequence[int]]
) -> tuple[
    Counter[tuple[int, int]],
    dict[tuple[int, int], list[int]],
    Counter[tuple[int, int, int]],
]:
    reached: Counter[tuple[int, int]] = Counter()
    waits: dict[tuple[int, int], list[int]] = defaultdict(list)
    after: Counter[tuple[int, int, int]] = Counter()
    for case in cases_of(view):
        at = -1
        k = 0
        for k, step in enumerate(wanted):
            before = case.events[at].ts if at >= 0 else None
            later = [
                place
                for place, event in enumerate(case.events)
                if place > at
                and event.touch in step
                and (before is None or event.ts > before)
            ]
            if not later:
                break
            reached[case.group, k] += 1
            if before is not None:
                waits[case.group, k].append(case.events[later[0]].ts - before)
            at = later[0]
        else:
            continue
        if k:
            rest = [e.touch for e in case.events[at + 1 :] if e.touch != OFF]
            after[case.group, k - 1, rest[0] if rest else len(view.names)] += 1
    return reached, waits, after


def loops(
    view: View,
) -> tuple[tuple[RepeatRow, ...], tuple[ThereAndBackRow, ...], tuple[SwitchRow, ...]]:
    repeats: Counter[tuple[int, int]] = Counter()
    back: Counter[tuple[int, int, int]] = Counter()
    who: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    switches: Counter[tuple[int, int, int]] = Counter()
    for number, case in enumerate(cases_of(view)):
        places = [event.touch for event in case.on_map]
        for a, b in pairwise(places):
            repeats[case.group, a] += a == b
        for a, b, again in zip(places, places[1:], places[2:], strict=False):
            if a == again != b:
                back[case.group, a, b] += 1
                who[case.group, a, b].add(number)
        through = [event.channel for event in case.on_map if event.channel != OFF]
        for one, other in pairwise(through):
            switches[case.group, one, other] += 1
    return (
        tuple(RepeatRow(*key, n) for key, n in sorted(repeats.items()) if n),
        tuple(
            ThereAndBackRow(*key, n, len(who[key])) for key, n in sorted(back.items())
        ),
        tuple(SwitchRow(*key, n) for key, n in sorted(switches.items()) if n),
    )


def scores(view: View) -> tuple[ScoreRow, ...]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    people: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, case in enumerate(cases_of(view)):
        for event in case.on_map:
            if event.score is not None:
                found[case.group, event.touch].append(event.score)
                people[case.group, event.touch].add(number)
    return tuple(
        ScoreRow(
            *(*key, len(own), sum(own), sum(one * one for one in own)),
            len(people[key]),
        )
        for key, own in sorted(found.items())
    )


def goal(view: View, goals: set[int], within: int) -> tuple[GoalRow, ...]:
    done: Counter[tuple[int, int]] = Counter()
    for case in cases_of(view):
        events = case.on_map
        for a in {event.touch for event in events}:
            since = next(event.ts for event in events if event.touch == a)
            later = [
                event.ts
                for event in events
                if event.touch in goals and event.ts > since
            ]
            if later and (within < 0 or min(later) - since <= within):
                done[case.group, a] += 1
    return tuple(GoalRow(*key, n) for key, n in sorted(done.items()))


def kinds(view: View) -> tuple[KindRow, ...]:
    events: Counter[int] = Counter()
    cases: Counter[int] = Counter()
    for case in cases_of(view):
        events.update(event.kind for event in case.events)
        cases.update({event.kind for event in case.events})
    return tuple(KindRow(kind, events[kind], cases[kind]) for kind in sorted(events))


def weeks(view: View, limit: int) -> tuple[WeekRow, ...]:
    cases = cases_of(view)
    last = max((week_of(case.events[-1]) for case in cases), default=0)
    events: Counter[tuple[int, int]] = Counter()
    seen: Counter[tuple[int, int]] = Counter()
    for case in cases:
        found = [(event.kind, week_of(event)) for event in case.events]
        events.update(found)
        seen.update(set(found))
    return tuple(
        WeekRow(*key, events[key], seen[key])
        for key in sorted(events)
        if key[1] > last - limit
    )


def week_of(event: Event) -> int:
    """Return the number of a week; that of 1970 began on Monday, 29 December 1969."""
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=event.ts)
    return (at - datetime(1969, 12, 29, tzinfo=UTC)).days // 7


def walkers(view: View, by: str) -> tuple[WalkRow, ...]:
    found: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for number, case in enumerate(cases_of(view)):
        known = [e for e in case.events if OFF not in (e.touch, getattr(e, by))]
        for one, other in pairwise(getattr(event, by) for event in known):
            found[case.group, one, other].add(number)
            if one != other:
                found[case.group, one, -1].add(number)
    return tuple(WalkRow(*key, len(found[key])) for key in sorted(found))


def entries(view: View) -> tuple[EntryRow, ...]:
    firsts = [(case.group, case.on_map[0]) for case in cases_of(view) if case.on_map]
    found = Counter(
        (group, -1 if first.channel == OFF else first.channel, first.touch)
        for group, first in firsts
    )
    return tuple(EntryRow(*key, n) for key, n in sorted(found.items()))


def bounds(
    found: dict[tuple[int, int], list[int]],
) -> tuple[BoundRow, ...]:
    """Return the times at the ranks that bound quantiles, by adding up all chances."""
    rows = []
    for key, times in sorted(found.items()):
        own, pairs = sorted(times), []
        for num, den in BOUNDED:
            low, high = bounds_by_sum(len(own), Fraction(num, den))
            ends = (None if rank is None else own[rank] for rank in (low, high))
            pairs.append(tuple(ends))
        rows.append(BoundRow(*key, len(own), tuple(pairs)))  # type: ignore[arg-type]
    return tuple(rows)


def bounds_by_sum(n: int, share: Fraction) -> tuple[int | None, int | None]:
    """Return ranks from 0: fewer than the lower, more than the upper are 2.5 %."""
    chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    past = Fraction(25, 1000)
    below = [k for k in range(1, n + 1) if sum(chances[:k]) <= past]
    above = [k for k in range(1, n + 1) if sum(chances[k:]) <= past]
    return (max(below) - 1 if below else None, min(above) - 1 if above else None)


def wait_times(view: View) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for case in cases_of(view):
        for a, b in pairwise(case.on_map):
            if a.touch != b.touch:
                found[case.group, a.touch].append(b.ts - a.ts)
    return found


def waits(view: View) -> tuple[NextRow, ...]:
    return tuple(
        NextRow(*key, len(own), sum(own), ranks(own))
        for key, own in sorted(wait_times(view).items())
    )


def responses(view: View) -> tuple[ResponseRow, ...]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    open_ends: Counter[tuple[int, int]] = Counter()
    for case in cases_of(view):
        runs = [list(run) for _, run in groupby(case.on_map, lambda one: one.touch)]
        for run, after in pairwise(runs):
            found[case.group, run[0].touch].append(after[0].ts - run[0].ts)
        if runs:
            open_ends[case.group, runs[-1][0].touch] += 1
    return tuple(
        ResponseRow(
            *key,
            len(found[key]),
            open_ends[key],
            sum(found[key]),
            ranks(found[key]) if found[key] else (),
        )
        for key in sorted({*found, *open_ends})
    )


def patterns(view: View, length: int, top: int) -> Patterns:
    times: Counter[tuple[int, ...]] = Counter()
    having: Counter[tuple[int, ...]] = Counter()
    with_any = 0
    for case in cases_of(view):
        path = [event.touch for event in case.on_map]
        parts = [tuple(path[n : n + length]) for n in range(len(path) - length + 1)]
        times.update(parts)
        having.update(set(parts))
        with_any += bool(parts)
    order = sorted(having, key=lambda one: (-having[one], -times[one], one))
    rows = tuple(PatternRow(having[one], times[one], one) for one in order[:top])
    return Patterns(with_any, len(having), rows)


def period(view: View) -> tuple[PeriodRow, ...]:
    rows = []
    for g in range(len(view.groups)):
        own = [case.events for case in cases_of(view) if case.group == g]
        if own:
            first = min(events[0].ts for events in own)
            rows.append(PeriodRow(g, first, max(events[-1].ts for events in own)))
    return tuple(rows)


def deviations(  # noqa: C901 - the four definitions one after another
    view: View, fails: Sequence[int], optional: Sequence[int]
) -> tuple[tuple[DeviationRow, ...], tuple[CleanRow, ...]]:
    """Count deviations by their definitions, one set per way and case."""
    found: Counter[tuple[int, int, int]] = Counter()  # group, touch, way
    clean = [0] * len(view.groups)
    none = len(view.names)
    for case in cases_of(view):
        before = len(found), found.total()
        visited, astray = [event.touch for event in case.on_map], set[int]()
        for place, event in enumerate(case.events):
            if event.touch == OFF:
                earlier = [e.touch for e in case.events[:place] if e.touch != OFF]
                met = earlier[-1] if earlier else none
                found[case.group, met, 0] += 1
                astray.add(met)
        for met in astray:
            found[case.group, met, 4] += 1
        first = {touch: visited.index(touch) for touch in set(visited)}
        for touch in first:
            if any(first[a] > first[touch] for a in first if a < touch):
                found[case.group, touch, 1] += 1
        for touch in range(max(visited, default=-1)):
            if touch not in first and not optional[touch]:
                found[case.group, touch, 2] += 1
        bad = {event.touch for event in case.on_map if fails[event.kind]}
        for one, other in pairwise(case.events):
            if one.kind == other.kind and one.touch != OFF:
                bad.add(one.touch)
        for touch in bad:
            found[case.group, touch, 3] += 1
        if visited and (len(found), found.total()) == before:
            clean[case.group] += 1
    rows = []
    for g in range(len(view.groups)):
        for touch in range(none + 1):
            counts = [found[g, touch, way] for way in range(5)]
            if any(counts):
                rows.append(DeviationRow(g, touch if touch < none else -1, *counts))
    return tuple(rows), tuple(CleanRow(g, n) for g, n in enumerate(clean))
