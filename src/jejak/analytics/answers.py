"""What people ask of a log, answered as tables with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate, difference, passages, steps_of, taken
from jejak.analytics.moving import throughput
from jejak.analytics.moving_tables import path_in_words, throughput_table
from jejak.analytics.questions import engine_for
from jejak.analytics.reading.report import shown_time
from jejak.analytics.refusal import refused
from jejak.analytics.tables import Table, Value, Word, told
from jejak.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.analytics.engine import Engine
    from jejak.analytics.figures import Stepped
    from jejak.analytics.questions import Question
    from jejak.analytics.tallies import AfterRow
    from jejak.analytics.view import View

AFTER = 5  # places that are listed after each step of a funnel


def describe(given: Question | Engine, top: int = 20) -> tuple[Table, ...]:
    """Say how much there is, how long it takes, and who was where."""
    counts = engine_for(given)
    return (
        _whole(counts),
        _touchpoints(counts, top),
        throughput_table(counts),
    )


def _whole(counts: Engine) -> Table:
    view, [cases] = counts.view, counts.cases()
    span = throughput(counts.spans())
    period = counts.period()
    first, last = (shown_time(us) for us in (period[0][1:] if period else (None, None)))
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


def _touchpoints(counts: Engine, top: int) -> Table:
    view, [cases] = counts.view, counts.cases()
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


def flow(given: Question | Engine, top: int = 20) -> tuple[Table, ...]:
    """Say what follows directly on what, how often and after which wait."""
    counts = engine_for(given)
    view = counts.view
    found = passages(counts.flow(), counts.reach())[:top]
    rows = tuple(
        (
            view.names[one.source],
            view.names[one.target],
            one.share.num,
            one.share,
            *told(one.wait, "median", "p90"),
        )
        for one in found
    )
    columns = ("event", "next", "count", "of_leaving", "wait_median", "wait_p90")
    return (Table("flow", columns, rows, tuple(one.share.num for one in found)),)


def variants(given: Question | Engine, top: int = 20) -> tuple[Table, ...]:
    """Say which paths are taken most, and how many cases they cover."""
    counts = engine_for(given)
    view, found = counts.view, taken(counts.variants(top))
    rows = tuple(
        (path_in_words(view, one.path), len(one.path), one.cases, one.covered)
        for one in found
    )
    columns = ("path", "length", "of_cases", "covered")
    return (Table("variants", columns, rows, tuple(one.cases.num for one in found)),)


def funnel(given: Question | Engine, steps: Sequence[str]) -> tuple[Table, ...]:
    """Follow cases down a funnel, and say where those went who got no further.

    Args:
        given: The log.
        steps: Names of events; several that count as one step are parted by `|`.

    Raises:
        LogRefused: There is no such event, or fewer than two steps.
    """
    if len(steps) < 2:
        raise refused("log.refused.few_steps")
    counts = engine_for(given)
    view = counts.view
    counted, after = counts.funnel([places_of(view, step) for step in steps])
    found = steps_of(counted)
    rows = tuple(
        (step, one.of_all, one.of_previous, *told(one.wait, "median", "p90"))
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


def places_of(view: View, step: str) -> list[int]:
    """Return the touchpoints that a step names; several are parted by `|`.

    Raises:
        LogRefused: There is no such event.
    """
    if step in view.names:  # a name may hold what parts names
        return [view.names.index(step)]
    return [_place(view, name) for name in step.split("|")]


def _place(view: View, name: str) -> int:
    if name not in view.names:
        known = ", ".join(view.names[:30])
        hint = nearest(name, view.names)
        raise refused("log.refused.no_event_name", given=name, known=known, hint=hint)
    return view.names.index(name)


def compare(given: Question | Engine, top: int = 20) -> tuple[Table, ...]:
    """Compare who reaches what in the first two groups of a view.

    Each difference comes with its 95 % interval and the share of everybody.

    Raises:
        LogRefused: There are not two groups.
    """
    counts = engine_for(given)
    view = counts.view
    if len(view.groups) < 2:
        raise refused("log.refused.one_group")
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
