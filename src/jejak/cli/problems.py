"""Errors as the command line tells them: one sentence, an exit code, no traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from jejak.cli import INTERRUPTED, MISSING, OK, PROBLEM, USAGE
from jejak.cli.output import coloured, tell
from jejak.cli.refusals import WrongCall
from jejak.environment import WrongSetting
from jejak.errors import (
    FileFormatError,
    JejakError,
    MissingExtra,
    UnknownTemplate,
    Worded,
    WrongChoice,
)
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from collections.abc import Callable


def told(action: Callable[[], int], language: Language) -> int:
    """Run an action; tell what went wrong, and return the exit code."""
    try:
        return action()
    except JejakError as error:
        _complain(said(error, language), language)
        if isinstance(error, WrongCall | WrongChoice):
            return USAGE
        return MISSING if isinstance(error, MissingExtra) else PROBLEM
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        _complain(_said_os_error(error, language), language)
        return PROBLEM
    except KeyboardInterrupt:
        return INTERRUPTED


def said(error: JejakError, language: Language) -> str:
    """Return what an error says, in a language where it knows several."""
    if isinstance(error, FileFormatError) and error.said:
        return error.said[language]
    if isinstance(error, Worded) and error.key:
        return say(language, error.key, **error.values)
    if isinstance(error, WrongSetting):
        return str(error.in_language(language))
    if isinstance(error, MissingExtra):
        return say(language, "cli.missing_extra", extra=error.extra)
    if isinstance(error, UnknownTemplate):
        known = ", ".join(error.known)
        return say(language, "cli.unknown_template", given=error.name, known=known)
    return str(error)


def _said_os_error(error: OSError, language: Language) -> str:
    keys = {
        FileNotFoundError: "cli.not_found",
        PermissionError: "cli.not_permitted",
        IsADirectoryError: "cli.is_folder",
    }
    name = os.fspath(error.filename) if error.filename else ""
    if type(error) in keys and name:
        return say(language, keys[type(error)], name=name)
    reason = error.strerror or str(error)
    return f"{name}: {reason}" if name else reason


def _complain(text: str, language: Language) -> None:
    label = coloured(say(language, "cli.error") + ":", "red", sys.stderr)
    tell(f"{label} {text}")
