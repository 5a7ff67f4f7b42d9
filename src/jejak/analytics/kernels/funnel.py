"""Who gets how far, and to a goal."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


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
def count_goal(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    is_goal: Any,
    within: int,
    lo: int,
    hi: int,
    since: Any,
    seen: Any,
    done: Any,
) -> None:
    """Count who, from a first visit of a touchpoint, gets to a goal in time.

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
            if is_goal[kind[i]]:
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
