"""One small loop per tally, over the events of cases `lo` to `hi`.

Each adds into arrays that it is given, so that threads can have their own. All are
ordinary Python: tests run them as such, numba compiles them where it is installed.
`OFF` in a table means "not on the map" or "in no group".
"""

from __future__ import annotations

from typing import Any

from jejak.analytics.speed import kernel

OFF = 65535


@kernel
def count_journeys(
    off: Any,
    kind: Any,
    touch: Any,
    group: Any,
    mix: Any,
    lo: int,
    hi: int,
    seen: Any,
    totals: Any,
    reach: Any,
    steps: Any,
    paths: Any,
) -> None:
    """Count cases, events, who reached what, first and last, steps; hash the paths.

    `seen[a] == c` says that case c was at a already: no set is needed.
    """
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        totals[g, 0] += 1
        totals[g, 1] += off[c + 1] - off[c]
        k = 0
        last = OFF
        h = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                totals[g, 2] += 1
                continue
            reach[g, a, 0] += 1
            if seen[a] != c:
                seen[a] = c
                reach[g, a, 1] += 1
            if k == 0:
                reach[g, a, 2] += 1
            if k < steps.shape[1]:
                steps[g, k, a] += 1
            k += 1
            last = a
            h = (h + mix[a]) * -7046029254386353131
            h ^= (h >> 32) & 0xFFFFFFFF
        if last != OFF:
            reach[g, last, 3] += 1
            totals[g, 3] += 1
        paths[c] = h


@kernel
def count_pairs(
    off: Any, kind: Any, touch: Any, group: Any, lo: int, hi: int, pairs: Any
) -> None:
    """Count who goes from where to where at each of the first steps."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        k = 0
        previous = OFF
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                pairs[g, k, previous, a] += 1
                k += 1
                if k == pairs.shape[1]:
                    break
            previous = a


@kernel
def count_flow(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    n: Any,
    waited: Any,
) -> None:
    """Count what follows directly on what, and sum the waits between."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        before = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                n[g, previous, a] += 1
                waited[g, previous, a] += ts[i] - before
            previous = a
            before = ts[i]


@kernel
def scatter_waits(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    cursor: Any,
    waits: Any,
) -> None:
    """Put every wait into the slice of its edge."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        before = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                waits[cursor[g, previous, a]] = ts[i] - before
                cursor[g, previous, a] += 1
            previous = a
            before = ts[i]


@kernel
def count_stages(
    off: Any,
    kind: Any,
    ts: Any,
    stage: Any,
    group: Any,
    lo: int,
    hi: int,
    seen: Any,
    visits: Any,
    back: Any,
    slots: Any,
    times: Any,
) -> int:
    """Count visits of stages, ways back, and how long each visit was.

    A visit is an unbroken run of one stage; it ends when the next begins, the last
    one at its last event. Times go into `times` from `off[lo]` on; returns the end.
    """
    made = off[lo]
    width = visits.shape[1]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        current = OFF
        began = 0
        ended = 0
        for i in range(off[c], off[c + 1]):
            s = stage[kind[i]]
            if s == OFF:
                continue
            if s != current:
                if current != OFF:
                    slots[made] = g * width + current
                    times[made] = ts[i] - began
                    made += 1
                    if s < current:
                        back[g, current, s] += 1
                visits[g, s, 1] += 1
                if seen[s] != c:
                    seen[s] = c
                    visits[g, s, 0] += 1
                current = s
                began = ts[i]
            ended = ts[i]
        if current != OFF:
            slots[made] = g * width + current
            times[made] = ended - began
            made += 1
    return int(made)


@kernel
def count_loops(
    off: Any,
    kind: Any,
    touch: Any,
    channel: Any,
    group: Any,
    lo: int,
    hi: int,
    repeats: Any,
    there_and_back: Any,
    switches: Any,
) -> None:
    """Count repeats (a, a), there and back (a, b, a), and changes of channel."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        earlier = OFF
        previous = OFF
        through = OFF
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            h = channel[kind[i]]
            if previous != OFF:
                if a == previous:
                    repeats[g, a] += 1
                elif a == earlier:
                    there_and_back[g, a, previous] += 1
                if h != OFF and through != OFF and h != through:
                    switches[g, through, h] += 1
            earlier = previous
            previous = a
            if h != OFF:
                through = h


@kernel
def count_funnel(
    off: Any,
    kind: Any,
    ts: Any,
    step: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    reached: Any,
    after: Any,
    slots: Any,
    times: Any,
) -> int:
    """Follow each case down a funnel: every step strictly later than the one before.

    `step[kind, k]` tells whether a kind is step k. The earliest event that fits is
    taken. `after[g, k, b]` counts where cases went that got to step k and no
    further; its last place counts those that went nowhere.
    """
    made = off[lo]
    depth = reached.shape[1]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        k = 0
        at = off[c]
        before = 0
        for i in range(off[c], off[c + 1]):
            if k == depth:
                break
            if step[kind[i], k] and (k == 0 or ts[i] > before):
                reached[g, k] += 1
                if k > 0:
                    slots[made] = g * depth + k
                    times[made] = ts[i] - before
                    made += 1
                before = ts[i]
                at = i
                k += 1
        if 0 < k < depth:
            to = after.shape[2] - 1
            for i in range(at + 1, off[c + 1]):
                if touch[kind[i]] != OFF:
                    to = touch[kind[i]]
                    break
            after[g, k - 1, to] += 1
    return int(made)


@kernel
def count_scores(
    off: Any,
    kind: Any,
    score: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    scores: Any,
) -> None:
    """Sum scores and their squares in thousandths; no score is not nought."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            given = score[i]
            a = touch[kind[i]]
            if a == OFF or given != given:
                continue
            value = round(given * 1000)
            scores[g, a, 0] += 1
            scores[g, a, 1] += value
            scores[g, a, 2] += value * value


@kernel
def count_goal(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    goal: int,
    within: int,
    lo: int,
    hi: int,
    since: Any,
    seen: Any,
    done: Any,
) -> None:
    """Count who, from a first visit of a touchpoint, gets to the goal in time.

    `since[a]` is when case c first came to a; only a later event is getting there.
    """
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if a == goal:
                for b in range(done.shape[1]):
                    waiting = seen[b] == c and since[b] < ts[i]
                    if waiting and (within < 0 or ts[i] - since[b] <= within):
                        done[g, b] += 1
                        seen[b] = -2 - c
                    elif waiting:
                        seen[b] = -2 - c
            if seen[a] != c and seen[a] != -2 - c:
                seen[a] = c
                since[a] = ts[i]


@kernel
def count_next(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    width: int,
    lo: int,
    hi: int,
    slots: Any,
    times: Any,
) -> int:
    """Measure the wait from a touchpoint to the next other one.

    Times go into `times` from `off[lo]` on; returns the end.
    """
    made = off[lo]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        before = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF and a != previous:
                slots[made] = g * width + previous
                times[made] = ts[i] - before
                made += 1
            previous = a
            before = ts[i]
    return int(made)


@kernel
def count_deviations(  # noqa: C901 - the four ways of one loop over a case
    off: Any,
    kind: Any,
    touch: Any,
    fails: Any,
    optional: Any,
    group: Any,
    lo: int,
    hi: int,
    first: Any,
    failed: Any,
    deviations: Any,
    clean: Any,
) -> None:
    """Count per touchpoint the cases that deviate from the map, in four ways.

    `deviations[g, a]` holds: events of no touchpoint met after a (the last row:
    before any); cases that first come to a before an earlier touchpoint; that go
    past a without it; whose visit of a failed, or had the same event
    twice at once.
    `clean[g]` counts the cases on the map without any deviation.
    """
    touchpoints = len(first)
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        for a in range(touchpoints):
            first[a] = -1
            failed[a] = 0
        deviates = False
        furthest = -1
        previous = touchpoints
        neighbour = -1
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                deviations[g, previous, 0] += 1
                deviates = True
                neighbour = -1
                continue
            if first[a] < 0:
                first[a] = i
            if fails[kind[i]] or int(kind[i]) == neighbour:
                failed[a] = 1
            if a > furthest:
                furthest = a
            previous = a
            neighbour = int(kind[i])
        latest = -1
        for a in range(furthest + 1):
            if first[a] < 0:
                if not optional[a]:
                    deviations[g, a, 2] += 1
                    deviates = True
                continue
            if first[a] < latest:
                deviations[g, a, 1] += 1
                deviates = True
            else:
                latest = first[a]
            if failed[a]:
                deviations[g, a, 3] += 1
                deviates = True
        if furthest >= 0 and not deviates:
            clean[g] += 1


@kernel
def count_kinds(
    off: Any, kind: Any, group: Any, lo: int, hi: int, seen: Any, counts: Any
) -> None:
    """Count events and cases of each kind."""
    for c in range(lo, hi):
        if group[c] == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            a = kind[i]
            counts[a, 0] += 1
            if seen[a] != c:
                seen[a] = c
                counts[a, 1] += 1


@kernel
def count_sessions(off: Any, ts: Any, gap: int, lo: int, hi: int, count: Any) -> None:
    """Count the sessions of each case: a pause longer than the gap begins one."""
    for c in range(lo, hi):
        made = 1
        for i in range(off[c] + 1, off[c + 1]):
            if ts[i] - ts[i - 1] > gap:
                made += 1
        count[c] = made


@kernel
def split_sessions(
    off: Any, ts: Any, gap: int, lo: int, hi: int, place: Any, starts: Any, case: Any
) -> None:
    """Write where each session begins, and whose it is."""
    for c in range(lo, hi):
        at = place[c]
        starts[at] = off[c]
        case[at] = c
        for i in range(off[c] + 1, off[c + 1]):
            if ts[i] - ts[i - 1] > gap:
                at += 1
                starts[at] = i
                case[at] = c


@kernel
def count_slots(slots: Any, lo: int, hi: int, n: Any) -> None:
    """Count how many times fall into each slot."""
    for i in range(lo, hi):
        n[slots[i]] += 1


@kernel
def scatter_times(
    slots: Any, times: Any, lo: int, hi: int, cursor: Any, ordered: Any
) -> None:
    """Put every time into the slice of its slot."""
    for i in range(lo, hi):
        s = slots[i]
        ordered[cursor[s]] = times[i]
        cursor[s] += 1


@kernel
def select(values: Any, left: int, right: int, k: int) -> None:
    """Bring the value of rank k to its place, smaller ones before it (Hoare)."""
    while left < right:
        pivot = values[(left + right) // 2]
        i = left
        j = right
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                swap = values[i]
                values[i] = values[j]
                values[j] = swap
                i += 1
                j -= 1
        if k <= j:
            right = j
        elif k >= i:
            left = i
        else:
            break


@kernel
def pick_ranks(
    values: Any, starts: Any, num: Any, den: Any, lo: int, hi: int, out: Any
) -> None:
    """Find the values at the ranks on both sides of each quantile, slice by slice.

    Rank r of n values is that of `(n - 1) * num / den`, rounded down and up. The
    slices are put in order only as far as that needs.
    """
    for s in range(lo, hi):
        first = starts[s]
        n = starts[s + 1] - first
        if n == 0:
            continue
        floor = first
        for q in range(len(num)):
            for side in range(2):
                rank = (n - 1) * num[q] + side * (den[q] - 1)
                k = first + rank // den[q]
                select(values, floor, first + n - 1, k)
                out[s, q, side] = values[k]
                floor = k


@kernel
def smaller_path(off: Any, kind: Any, touch: Any, one: int, other: int) -> bool:
    """Tell whether the path of one case comes before that of another."""
    i = off[one]
    j = off[other]
    while True:
        while i < off[one + 1] and touch[kind[i]] == OFF:
            i += 1
        while j < off[other + 1] and touch[kind[j]] == OFF:
            j += 1
        if j == off[other + 1]:
            return False
        if i == off[one + 1]:
            return True
        a = touch[kind[i]]
        b = touch[kind[j]]
        if a != b:
            return bool(a < b)
        i += 1
        j += 1


@kernel
def smallest_paths(off: Any, kind: Any, touch: Any, cases: Any, best: Any) -> int:
    """Keep the cases with the smallest paths in order; return how many there are."""
    n = 0
    for one in range(len(cases)):
        c = cases[one]
        place = n
        while place > 0 and smaller_path(off, kind, touch, c, best[place - 1]):
            place -= 1
        if place == len(best):
            continue
        if n < len(best):
            n += 1
        for k in range(n - 1, place, -1):
            best[k] = best[k - 1]
        best[place] = c
    return n
