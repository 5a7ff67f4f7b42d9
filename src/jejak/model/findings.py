"""Findings: what a look over a map tells the people who look after it.

Two kinds: problems, which make the map invalid, and hints about a valid one.
A finding keeps its fingerprint as long as it is about the same rule and the
same records, so that somebody can set it aside for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from jejak.model.gaps import gaps
from jejak.model.validation import find_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jejak.model.journey_map import JourneyMap
    from jejak.model.problems import Problem
    from jejak.model.records import RecordId


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, with what the catalogue needs to say it."""

    fingerprint: str
    rule: str
    records: tuple[RecordId, ...]  # those it is about, the first one above all
    key: str  # of the sentence in the catalogue
    values: Mapping[str, str]  # for the sentence
    is_problem: bool = False  # the map is not valid with it


def check(journey: JourneyMap) -> tuple[Finding, ...]:
    """Return what is to be said about a map: its problems, or else hints.

    Hints wait until the map is valid: what they read may not be there before.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import OrderKey, Statement
        >>> asked = Statement("s", "Slow replies", is_urgent=True, order=OrderKey("a0"))
        >>> for finding in check(JourneyMap.of([asked])):
        ...     print(finding.rule, dict(finding.values))
        urgent_why_missing {'statement': 'Slow replies'}
    """
    problems = find_problems(journey)
    if problems:
        return tuple(_of_problem(problem) for problem in problems)
    return (*_gaps(journey), *_missing_whys(journey))


def _of_problem(problem: Problem) -> Finding:
    where = (problem.values.get("field", ""), problem.values.get("target", ""))
    return Finding(
        _fingerprint(problem.rule, *problem.records, *where),
        problem.rule,
        problem.records,
        f"problem.{problem.rule}",
        problem.values,
        is_problem=True,
    )


def _gaps(journey: JourneyMap) -> Iterator[Finding]:
    for gap in gaps(journey):
        # The lowest feeling may change; the gap is that of the cell.
        values = {"stage": gap.stage.title, "feeling": gap.feeling.word}
        cell = (gap.lane.id, gap.stage.id)
        yield _hint("gap", (*cell, gap.feeling.id), values, about=cell)


def _missing_whys(journey: JourneyMap) -> Iterator[Finding]:
    for statement in journey.statements:
        values = {"statement": statement.text}
        if statement.is_important is not None and not statement.important_why.strip():
            yield _hint("important_why_missing", (statement.id,), values)
        if statement.is_urgent is not None and not statement.urgent_why.strip():
            yield _hint("urgent_why_missing", (statement.id,), values)


def _hint(
    rule: str,
    records: tuple[RecordId, ...],
    values: Mapping[str, str],
    about: tuple[RecordId, ...] = (),
) -> Finding:
    fingerprint = _fingerprint(rule, *(about or records))
    return Finding(fingerprint, rule, records, f"finding.{rule}", values)


def _fingerprint(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
