"""Answers to the questions of an import: from options, and from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.cli.output import shown_name, write_output
from jejak.cli.refusals import Refused, WrongCall
from jejak.errors import nearest_of
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from jejak.importers import ImportResult


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add the options by which questions are answered."""
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar=say(language, "cli.metavar.answer"),
        help=say(language, "cli.import.answer"),
    )
    parser.add_argument(
        "--answers",
        metavar=say(language, "cli.metavar.file"),
        help=say(language, "cli.import.answers"),
    )
    parser.add_argument(
        "--remember", action="store_true", help=say(language, "cli.import.remember")
    )


def answers_of(arguments: Namespace) -> dict[str, str]:
    """Return all answers of a call; an option goes before the file."""
    if arguments.remember and not arguments.answers:
        raise WrongCall("cli.import.remember_where")
    return {**_kept(arguments), **_given(arguments.answer)}


def check_answers(arguments: Namespace, result: ImportResult) -> None:
    """Refuse answers to what was not asked: a slip would else go unseen.

    What a file holds may be for other tables, and is not looked at.
    """
    asked = {question.id: question for question in result.report.questions}
    for question, value in _given(arguments.answer).items():
        if question not in asked:
            meant = nearest_of(question, asked) or ", ".join(asked) or "-"
            raise WrongCall("cli.import.not_asked", given=question, known=meant)
        choices = [choice.value for choice in asked[question].choices]
        if value not in choices:
            raise WrongCall(
                "cli.import.no_choice",
                question=question,
                given=value,
                known=", ".join(choices),
            )


def remember_answers(arguments: Namespace, answers: Mapping[str, str]) -> None:
    """Write the answers of a call into the file of answers, if asked to.

    Nothing is kept unasked: the same call gives the same map on every computer,
    and a file beside the table goes into version control with it.
    """
    if arguments.remember:
        text = json.dumps(dict(sorted(answers.items())), ensure_ascii=False, indent=2)
        write_output(f"{text}\n".encode(), arguments.answers)


def _given(options: list[str]) -> dict[str, str]:
    answers = {}
    for answer in options:
        question, equals, value = answer.partition("=")
        if not equals:
            raise WrongCall("cli.import.answer_form", given=answer)
        answers[question] = value
    return answers


def _kept(arguments: Namespace) -> dict[str, str]:
    if not arguments.answers:
        return {}
    path = Path(arguments.answers)
    if arguments.remember and not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(
        isinstance(value, str) for value in found.values()
    ):
        raise Refused("cli.import.answers_form", name=shown_name(arguments.answers))
    return found
