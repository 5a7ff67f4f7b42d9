"""The four deviations, as expressions; their definitions stand with the kernels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import CleanRow, DeviationRow
from jejak.analytics.warehouse.ranked import in_order, so_far
from jejak.analytics.warehouse.store import small_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jejak.analytics.view import View

    Fetch = Callable[[Any], list[dict[str, Any]]]
    Counts = dict[tuple[int, int], int]


def deviations(
    fetch: Fetch,
    rows: Any,
    view: View,
    fails: Sequence[int],
    optional: Sequence[int],
) -> tuple[tuple[DeviationRow, ...], tuple[CleanRow, ...]]:
    """Count how cases deviate from the map, touchpoint by touchpoint."""
    width = len(view.names)
    visits = _visits(rows, [k for k, failed in enumerate(fails) if failed])
    off_map = _off_map(rows, max(width, 1))
    ad_hoc = _counts(fetch, off_map, "place")
    strays = _counts(fetch, off_map.select("g", "c", "place").distinct(), "place")
    irregular = _counts(fetch, visits.filter(visits.is_early), "a")
    failing = _counts(fetch, visits.filter(visits.has_failed == 1), "a")
    missing = _missing(fetch, visits, optional)
    made = []
    for g in range(len(view.groups)):
        for a in (*range(width), -1):
            ways = (ad_hoc, irregular, missing, failing, strays)
            counts = [way.get((g, a), 0) for way in ways]
            if any(counts):
                made.append(DeviationRow(g, a, *counts))
    return tuple(made), _clean(fetch, rows, visits, view, optional)


def _counts(fetch: Fetch, rows: Any, touch: str) -> Counts:
    found = fetch(rows.group_by(["g", touch]).agg(n=rows.count()))
    return {(int(x["g"]), int(x[touch])): int(x["n"]) for x in found}


def _off_map(rows: Any, width: int) -> Any:
    """Return the events of no touchpoint, with the touchpoint they were met after."""
    import ibis

    code = ibis.ifelse(rows.a.notnull(), rows.pos * width + rows.a, ibis.null("int64"))
    marked = rows.mutate(met=code.max().over(so_far(rows)))
    off = marked.filter(marked.a.isnull())
    return off.mutate(place=ibis.coalesce(off.met % width, -1))


def _visits(rows: Any, failures: list[int]) -> Any:
    """Return a row for each touchpoint of each case: too early, failed, furthest."""
    import ibis

    before = rows.k.lag().over(in_order(rows))
    failed = before == rows.k
    if failures:
        failed = rows.k.isin(failures) | failed.fill_null(False)
    marked = rows.mutate(failed=ibis.ifelse(failed, 1, 0))
    on = marked.filter(marked.a.notnull())
    visits = on.group_by(["g", "c", "a"]).agg(
        first=on.pos.min(), has_failed=on.failed.max()
    )
    earlier = ibis.window(group_by="c", order_by="a", preceding=(None, 1))
    latest = visits.first.max().over(earlier)
    furthest = visits.a.max().over(ibis.window(group_by="c"))
    return visits.mutate(
        is_early=(latest > visits.first).fill_null(False), furthest=furthest
    )


def _missing(fetch: Fetch, visits: Any, optional: Sequence[int]) -> Counts:
    """Count who went past a touchpoint, from who got how far and who came."""
    last = _counts(fetch, visits.filter(visits.a == visits.furthest), "furthest")
    before = _counts(fetch, visits.filter(visits.a < visits.furthest), "a")
    groups = {g for g, _ in last}
    made = {}
    for g in groups:
        for a, may_lack in enumerate(optional):
            past = sum(n for (h, far), n in last.items() if h == g and far > a)
            lacking = past - before.get((g, a), 0)
            if lacking and not may_lack:
                made[g, a] = lacking
    return made


def _clean(
    fetch: Fetch, rows: Any, visits: Any, view: View, optional: Sequence[int]
) -> tuple[CleanRow, ...]:
    """Count the cases on the map without any deviation."""
    needed, so_far = [], 0
    for may_lack in optional:
        needed.append(so_far)  # before this one
        so_far += not may_lack
    places = range(len(view.names))
    must = small_table(
        {"furthest": list(places), "needed": needed},
        {"furthest": "int64", "needed": "int64"},
    )
    required = [a for a in places if not optional[a]]
    counts = visits.a.isin(required) & (visits.a < visits.furthest)
    cases = visits.group_by(["g", "c", "furthest"]).agg(
        came=visits.count(where=counts),
        odd=visits.count(where=visits.is_early | (visits.has_failed == 1)),
    )
    whole = rows.group_by("c").agg(off=rows.count(where=rows.a.isnull()))
    joined = cases.join(must, "furthest").join(whole, "c")
    good = joined.filter(joined.odd == 0, joined.off == 0, joined.came == joined.needed)
    found = fetch(good.group_by("g").agg(n=good.count()))
    by_group = {int(x["g"]): int(x["n"]) for x in found}
    return tuple(CleanRow(g, by_group.get(g, 0)) for g in range(len(view.groups)))
