"""What `jejak measure` asks beside who counts: goals, working hours, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import gap
from jejak.cli.log_waits_command import add_hours, hours_of
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.questions import Question
    from jejak.analytics.warehouse.store import Store
    from jejak.model.journey_map import JourneyMap


def add_moves(parser: ArgumentParser, language: Language) -> None:
    """Add a persona, the goal, and when somebody is at work."""
    parser.add_argument(
        "--persona",
        metavar=say(language, "cli.metavar.name"),
        help=say(language, "cli.measure.persona"),
    )
    parser.add_argument(
        "--goal",
        metavar=say(language, "cli.metavar.touchpoint"),
        help=say(language, "cli.measure.goal"),
    )
    parser.add_argument(
        "--within",
        type=gap,
        metavar=say(language, "cli.metavar.gap"),
        help=say(language, "cli.measure.within"),
    )
    add_hours(parser, language)


def question_of(
    journey: JourneyMap, binding: Binding, store: Store | None, arguments: Namespace
) -> Question:
    """Return the question a map asks, of a log or of a warehouse, about a persona."""
    from jejak.analytics.maps.personas import only_persona, persona_of
    from jejak.analytics.warehouse.asking import ask

    question = ask(store, binding.view) if store else binding.view
    if arguments.persona:
        return only_persona(question, persona_of(journey, arguments.persona))
    return question


def segment_of(arguments: Namespace) -> str:
    """Return what those who count are called; empty where all do."""
    return ", ".join(filter(None, (arguments.persona, *arguments.where)))


def measured_by(
    binding: Binding, question: Question, arguments: Namespace, segment: str
) -> Measured:
    """Measure a map by the cases of a question."""
    from dataclasses import replace

    from jejak.analytics.maps.measuring import measure
    from jejak.analytics.maps.moves import goal_of
    from jejak.analytics.questions import engine_for, view_of

    goal = None
    if arguments.goal:
        goal = goal_of(binding, arguments.goal, arguments.within)
    return measure(
        replace(binding, view=view_of(question)),
        segment=segment,
        counts=engine_for(question),
        goal=goal,
        hours=hours_of(arguments),
    )
