"""How fast it has to be: what a change may not fall behind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """The most that something may take; the second figure is of what `unit` says."""

    seconds: float
    second: float | None = None
    unit: str = "MB"  # of the second figure: memory, or seconds until interactive


BARS: dict[tuple[str, int], Bar] = {
    ("import xlsx", 5_000): Bar(1.0),
    ("export svg", 5_000): Bar(0.4),
    ("export html", 5_000): Bar(0.2),
    ("export pdf", 5_000): Bar(7.0, 600),
    ("export png", 5_000): Bar(17.0, 1_200),
    ("browser", 5_000): Bar(1.5, 4.0, "s"),
    ("edit", 5_000): Bar(0.05),
}
"""By what is measured and the number of cards."""


def verdict(bar: Bar, seconds: float, second: float = 0) -> str:
    """Return the bar, and whether it was met.

    Examples:
        >>> verdict(Bar(7.0, 600), 3.8, 548), verdict(Bar(0.4), 1.28, 60)
        ('met: 7 s, 600 MB', 'MISSED: 0.4 s')
    """
    is_met = seconds <= bar.seconds and (bar.second is None or second <= bar.second)
    said = f"{bar.seconds:g} s"
    if bar.second is not None:
        said += f", {bar.second:g} {bar.unit}"
    return f"{'met' if is_met else 'MISSED'}: {said}"
