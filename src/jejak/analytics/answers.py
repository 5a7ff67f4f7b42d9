"""What people ask of a log, answered as tables with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate, difference, passages, steps_of, taken, times
from jejak.analytics.local import Tallying
from jejak.analytics.reading.report import shown_time
from jejak.analytics.refusal import refused
from jejak.analytics.tables import Table, Value, Word
from jejak.analytics.view import period_us
from jejak.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.analytics.figures import Stepped
    from jejak.analytics.tallies import AfterRow
    from jejak.analytics.view import View

ARROW = " → "
AFTER = 5  # places that are listed after each step of a funnel


def describe(view: View, top: int = 20) -> tuple[Table, ...]:
    """Say how much there is, how long it takes, and who was where."""
    counts = Tallying(view)
    return _whole(view, counts), _touchpoints(view, counts, top)


def _whole(view: View, counts: Tallying) -> Table:
    [cases] = counts.cases()
    spans = counts.spans()
    span = (
        times(spans[0].n, spans[0].total, spans[0].ranks) if spans else times(0, 0, ())
    )
    period = period_us(view)
    first, last = (shown_time(us) for us in period or (None, None))
    values: dict[str, Value] = {
        f"{view.unit}s": cases.cases,
        "events": cases.events,
        "names": len(view.names),
        "first": first,
        "last": last,
        "span_median": span.median,
        "span_p90": span.p90,
        "span_mean": span.mean,
    }
    rows = tuple((Word(key), value) for key, value in values.items())
    return Table("whole", ("what", "value"), rows, (cases.cases,) * len(rows))


def _touchpoints(view: View, counts: Tallying, top: int) -> Table:
    [cases] = counts.cases()
    reach = sorted(counts.reach(), key=lambda row: (-row.cases, row.touch))[:top]
    rows = tuple(
        (
            view.names[row.touch],
            Rate(row.cases, cases.cases),
            row.events,
            Rate(row.first, cases.on_map),
            Rate(row.last, cases.on_map),
        )
        for row in reach
    )
    columns = ("event", "reach", "events", "begins", "ends")
    return Table("touchpoints", columns, rows, tuple(row.cases for row in reach))


def flow(view: View, top: int = 20) -> tuple[Table, ...]:
    """Say what follows directly on what, how often and after which wait."""
    counts = Tallying(view)
    found = passages(counts.flow(), counts.reach())[:top]
    rows = tuple(
        (
            view.names[one.source],
            view.names[one.target],
            one.share.num,
            one.share,
            one.wait.median,
            one.wait.p90,
        )
        for one in found
    )
    columns = ("event", "next", "count", "of_leaving", "wait_median", "wait_p90")
    return (Table("flow", columns, rows, tuple(one.share.num for one in found)),)


def variants(view: View, top: int = 20) -> tuple[Table, ...]:
    """Say which paths are taken most, and how many cases they cover."""
    found = taken(Tallying(view).variants(top))
    rows = tuple(
        (_path(view, one.path), len(one.path), one.cases, one.covered) for one in found
    )
    columns = ("path", "length", "of_cases", "covered")
    return (Table("variants", columns, rows, tuple(one.cases.num for one in found)),)


def _path(view: View, path: Sequence[int]) -> str:
    """Return a path in words; what repeats at once is counted."""
    parts: list[tuple[int, int]] = []
    for touch in path:
        if parts and parts[-1][0] == touch:
            parts[-1] = touch, parts[-1][1] + 1
        else:
            parts.append((touch, 1))
    return ARROW.join(
        view.names[touch] + (f" ×{n}" if n > 1 else "") for touch, n in parts
    )


def funnel(view: View, steps: Sequence[str]) -> tuple[Table, ...]:
    """Follow cases down a funnel, and say where those went who got no further.

    Args:
        view: The log.
        steps: Names of events; several that count as one step are parted by `|`.

    Raises:
        LogRefused: There is no such event, or fewer than two steps.
    """
    if len(steps) < 2:
        raise refused("log.refused.few_steps")
    places = [[_place(view, name) for name in step.split("|")] for step in steps]
    counted, after = Tallying(view).funnel(places)
    found = steps_of(counted)
    rows = tuple(
        (step, one.of_all, one.of_previous, one.wait.median, one.wait.p90)
        for step, one in zip(steps, found, strict=True)
    )
    columns = ("step", "of_first", "of_previous", "wait_median", "wait_p90")
    people = tuple(one.of_all.num for one in found)
    return Table("funnel", columns, rows, people), _dropped(view, steps, found, after)


def _dropped(
    view: View,
    steps: Sequence[str],
    found: Sequence[Stepped],
    after: Sequence[AfterRow],
) -> Table:
    """Say what those did next who got no further than a step."""
    rows, people = [], []
    for place, step in enumerate(steps[:-1]):
        lost = found[place].of_all.num - found[place + 1].of_all.num
        own = sorted(
            (row for row in after if row.step == place), key=lambda r: (-r.n, r.touch)
        )
        for row in own[:AFTER]:
            to = view.names[row.touch] if row.touch >= 0 else Word("nowhere")
            rows.append((step, to, Rate(row.n, lost)))
            people.append(row.n)
    return Table("dropped", ("step", "went_to", "of_lost"), tuple(rows), tuple(people))


def _place(view: View, name: str) -> int:
    if name not in view.names:
        known = ", ".join(view.names[:30])
        hint = nearest(name, view.names)
        raise refused("log.refused.no_event_name", given=name, known=known, hint=hint)
    return view.names.index(name)


def compare(view: View, top: int = 20) -> tuple[Table, ...]:
    """Compare who reaches what in the first two groups of a view.

    Each difference comes with its 95 % interval and the share of everybody.

    Raises:
        LogRefused: There are not two groups.
    """
    if len(view.groups) < 2:
        raise refused("log.refused.one_group")
    counts = Tallying(view)
    cases = [row.cases for row in counts.cases()]
    reached = {(row.group, row.touch): row.cases for row in counts.reach()}
    everybody = {
        touch: sum(reached.get((g, touch), 0) for g in range(len(cases)))
        for touch in range(len(view.names))
    }
    rows, people = [], []
    for touch in sorted(everybody, key=lambda one: (-everybody[one], one))[:top]:
        one, other = (Rate(reached.get((g, touch), 0), cases[g]) for g in (0, 1))
        gap = difference(one, other)
        whole = Rate(everybody[touch], sum(cases))
        is_clear = "" if gap is None or not gap.is_clear else "*"
        rows.append((view.names[touch], one, other, gap, is_clear, whole))
        people.append(min(one.num, other.num))
    columns = ("event", "first", "second", "difference", "clear", "everybody")
    labels = ("", *view.groups[:2], "", "", "")
    return (Table("compare", columns, tuple(rows), tuple(people), labels),)
