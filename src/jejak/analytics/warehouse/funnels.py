"""Who gets how far, and to a goal, as windows over cases: joins would be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import AfterRow, FunnelRow, GoalRow
from jejak.analytics.warehouse.ranked import ranked, ranks_of, whole_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jejak.analytics.view import View

    Fetch = Callable[[Any], list[dict[str, Any]]]


def funnel(
    fetch: Fetch, rows: Any, view: View, steps: Sequence[Sequence[int]]
) -> tuple[tuple[FunnelRow, ...], tuple[AfterRow, ...]]:
    """Follow cases down a funnel; every step strictly later than the one before."""
    cases = _followed(rows, view, steps)
    depth = len(steps)
    counts = {f"n{k}": cases[f"t{k}"].count() for k in range(depth)}
    counted = fetch(cases.group_by("g").agg(**counts))
    reached = {
        (int(row["g"]), k): int(row[f"n{k}"]) for row in counted for k in range(depth)
    }
    timed = ranked(_hops(cases, depth), ["g", "k"]) if depth > 1 else None
    found = [] if timed is None else fetch(timed)  # one step has no hop
    by_step = {(int(x["g"]), int(x["k"])): x for x in found}
    made = []
    for g in range(len(view.groups)):
        for k in range(depth):
            hop = by_step.get((g, k))
            waited, ranks = (int(hop["total"]), ranks_of(hop)) if hop else (0, ())
            made.append(FunnelRow(g, k, reached.get((g, k), 0), waited, ranks))
    return tuple(made), _after(fetch, cases, view, depth)


def _followed(rows: Any, view: View, steps: Sequence[Sequence[int]]) -> Any:
    """Return a row for each case: when and where it took each step."""
    import ibis

    for k, places in enumerate(steps):
        w = whole_case(rows)
        fits = rows.a.isin(list(places))
        if k:
            fits &= rows.t > rows[f"t{k - 1}"]
        rows = rows.mutate(
            **{
                f"t{k}": ibis.ifelse(fits, rows.t, ibis.null("int64")).min().over(w),
                f"p{k}": ibis.ifelse(fits, rows.pos, ibis.null("int64")).min().over(w),
            }
        )
    furthest = ibis.coalesce(*(rows[f"p{k}"] for k in reversed(range(len(steps)))))
    rows = rows.mutate(at=furthest)
    width = max(len(view.names), 1)
    later = rows.a.notnull() & (rows.pos > rows["at"])
    code = ibis.ifelse(later, rows.pos * width + rows.a, ibis.null("int64"))
    rows = rows.mutate(to=code.min().over(whole_case(rows)) % width)
    return rows.filter(rows.pos == 0)


def hops(rows: Any, view: View, steps: Sequence[Sequence[int]]) -> Any:
    """Return a row for each case and step it got to from the one before.

    `k` is the step, `d` how long it took; there are two steps at least.
    """
    return _hops(_followed(rows, view, steps), len(steps))


def _hops(cases: Any, depth: int) -> Any:
    import ibis

    hops = []
    for k in range(1, depth):
        own = cases.filter(cases[f"t{k}"].notnull())
        wait = own[f"t{k}"] - own[f"t{k - 1}"]
        hops.append(own.select("g", k=ibis.literal(k, "int64"), d=wait))
    return ibis.union(*hops) if len(hops) > 1 else hops[0]


def _after(fetch: Fetch, cases: Any, view: View, depth: int) -> tuple[AfterRow, ...]:
    """Count where those went who got to a step and no further."""
    rows = []
    for k in range(depth - 1):
        own = cases.filter(cases[f"t{k}"].notnull(), cases[f"t{k + 1}"].isnull())
        for x in fetch(own.group_by(["g", "to"]).agg(n=own.count())):
            to = -1 if x["to"] is None else int(x["to"])
            rows.append(AfterRow(int(x["g"]), k, to, int(x["n"])))
    nowhere = len(view.names)  # stands last
    return tuple(
        sorted(rows, key=lambda x: (x[0], x[1], nowhere if x.touch < 0 else x.touch))
    )


def goal(
    fetch: Fetch, rows: Any, goals: Sequence[int], within_us: int
) -> tuple[GoalRow, ...]:
    """Count who, from a first visit of a touchpoint, gets to a goal in time."""
    import ibis

    on = rows.filter(rows.a.notnull())
    firsts = on.group_by(["g", "c", "a"]).agg(t=on.t.min())
    moments = on.group_by(["c", "t"]).agg(hit=on.a.isin(list(goals)).max())
    w = ibis.window(group_by="c", order_by="t", following=(1, None))
    there = ibis.ifelse(moments.hit, moments.t, ibis.null("int64"))
    next_one = moments.mutate(later=there.min().over(w)).select("c", "t", "later")
    found = firsts.join(next_one, ["c", "t"])
    found = found.filter(found.later.notnull())
    if within_us >= 0:
        found = found.filter(found.later - found.t <= within_us)
    counted = fetch(found.group_by(["g", "a"]).agg(n=found.count()))
    return tuple(
        sorted(GoalRow(int(x["g"]), int(x["a"]), int(x["n"])) for x in counted)
    )
