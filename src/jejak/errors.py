"""The error tree. Programs test `code`; people read the text.

JejakError
├── InvalidRecord        a record's field holds what it must not
├── InvalidMap           records that do not fit together
├── EditRefused          an edit that cannot be applied to this map
├── FileFormatError      a saved map that cannot be read
│   └── UnsupportedFormat    ... because it was written by a newer Jejak
├── UnknownTemplate      a template of a name that does not exist
├── Worded               what can be said in the reader's language
│   ├── ImportRefused        an input in which no map was found, or past a limit
│   └── LogRefused           an event log that cannot be read, or needs an answer first
├── ExportError          a picture that could not be made
│   ├── UnknownFormat        ... because nothing writes that format
│   └── WrongChoice          ... because it was to show or be what there is not (worded)
└── MissingExtra         a part of Jejak that is not installed

Settings, the command line and the server add their own, beside what they refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class JejakError(Exception):
    """Anything that Jejak refuses to do, said in the user's words."""

    code: ClassVar[str] = "error"


class Worded(JejakError):
    """A refusal that the edge can say in the reader's language.

    The text is English; `say(language, error.key, **error.values)` says the same.
    """

    def __init__(
        self, message: str, key: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        self.key = key
        self.values = dict(values or {})
        super().__init__(message)


class InvalidRecord(JejakError):
    """A field of a record holds a value that is not allowed there."""

    code = "invalid_record"

    def __init__(self, where: str, given: object, allowed: str) -> None:
        self.where = where
        self.given = given
        self.allowed = allowed
        super().__init__(f"{where}: {given!r} was given, {allowed} is allowed.")


class InvalidMap(JejakError):
    """Records that do not fit together, each problem in one sentence."""

    code = "invalid_map"

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that is named, but that the map does not have (any more)."""

    id: str


class EditRefused(JejakError):
    """An edit that this map cannot take; the map stays as it was.

    The text is English and has ids; `reasons` lets the edge say it in the reader's
    language: for each line of it a key of the catalogue and the values for the
    sentence, which are texts, records or `Gone`.
    """

    code = "edit_refused"

    def __init__(
        self, message: str, reasons: Iterable[tuple[str, Mapping[str, object]]] = ()
    ) -> None:
        self.reasons = [(key, dict(values)) for key, values in reasons]
        super().__init__(message)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that the reasons name, each once.

        Examples:
            >>> gone = ("problem.gone", {"record": Gone("stage-pay")})
            >>> EditRefused("", [gone, gone]).records
            ('stage-pay',)
        """
        named = (value for _, values in self.reasons for value in values.values())
        ids = (getattr(value, "id", None) for value in named)
        return tuple(dict.fromkeys(each for each in ids if each is not None))


class FileFormatError(JejakError):
    """A saved map that cannot be read, with line and path where known.

    `said` holds the same sentence in every language of ours.
    """

    code = "file_format"

    def __init__(
        self,
        message: str,
        *,
        said: Mapping[str, str] | None = None,
        line: int | None = None,
        path: str = "",
    ) -> None:
        self.said = dict(said or {})
        self.line = line
        self.path = path
        super().__init__(message)


class UnsupportedFormat(FileFormatError):
    """A saved map written in a format this version does not know."""

    code = "unsupported_format"


class UnknownTemplate(JejakError):
    """A template of a name that does not exist.

    Examples:
        >>> print(UnknownTemplate("blnk", ["blank", "five-stages"]))
        There is no template 'blnk'. Templates: blank, five-stages.
        Did you mean 'blank'?
    """

    code = "unknown_template"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"There is no template {name!r}. Templates: {', '.join(self.known)}."
            + nearest(name, self.known)
        )


class ImportRefused(Worded):
    """An input in which no journey map was found, or that is past a limit.

    It is raised through `jejak.importers.refusal.refused`, which takes the English
    from the catalogue.
    """

    code = "import_refused"


class LogRefused(Worded):
    """An event log that cannot be read or measured, or that needs an answer first.

    It is raised through `jejak.analytics.refusal.refused`.
    """

    code = "log_refused"


class ExportError(JejakError):
    """A picture or a file that could not be made."""

    code = "export_failed"


class UnknownFormat(ExportError):
    """A format that no exporter writes.

    Examples:
        >>> print(UnknownFormat("pfd", ["pdf", "svg"]))
        Unknown format 'pfd'. Formats: 'pdf', 'svg'. Did you mean 'pdf'?
    """

    code = "unknown_format"

    def __init__(self, given: str, known: Iterable[str]) -> None:
        names = list(known)
        listed = ", ".join(repr(name) for name in names)
        super().__init__(
            f"Unknown format {given!r}. Formats: {listed}.{nearest(given, names)}"
        )


class WrongChoice(Worded, ExportError):
    """A picture that was to show, or to be, something that there is not.

    It is raised through `jejak.layout.choices.wrong_choice`.
    """

    code = "wrong_choice"


class MissingExtra(JejakError):
    """A part of Jejak that needs an extra which is not installed.

    Examples:
        >>> print(MissingExtra("PDF", "pdf"))
        PDF needs an extra that is not installed. Install it with:
        pip install "jejak[pdf]"
    """

    code = "missing_extra"

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{what} needs an extra that is not installed. Install it with:\n"
            f'pip install "jejak[{extra}]"'
        )


def nearest(given: str, known: Iterable[str]) -> str:
    """Return a sentence that names the nearest known word, or nothing.

    Examples:
        >>> nearest("feeling", ["feelings", "goals"])
        " Did you mean 'feelings'?"
        >>> nearest("xyz", ["feelings", "goals"])
        ''
    """
    found = nearest_of(given, known)
    return f" Did you mean {found!r}?" if found else ""


def nearest_of(given: str, known: Iterable[str]) -> str:
    """Return the known word that is most like the one given, or nothing.

    Examples:
        >>> nearest_of("stagse", ["stages", "statements"])
        'stages'
    """
    found = get_close_matches(given[:100], list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
