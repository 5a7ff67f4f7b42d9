"""Settings: environment variables `JEJAK_...`, each a row of a table.

A secret may also come from a file named by `JEJAK_..._FILE`. A wrong value stops
the program and says what is allowed. The rows stand with what they are for: those
of imports in `jejak.importers.limits`, the others in `jejak.server.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.errors import JejakError
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from collections.abc import Mapping


class WrongSetting(JejakError):
    """A setting holds a value that is not allowed; the text names what is.

    Examples:
        >>> wrong = WrongSetting("unreadable", name="JEJAK_X_FILE", given="/x")
        >>> print(wrong)
        JEJAK_X_FILE names '/x', which cannot be read.
        >>> print(wrong.in_language("id"))
        JEJAK_X_FILE menyebut '/x', yang tidak dapat dibaca.
    """

    code = "wrong_setting"

    def __init__(
        self, reason: str, language: Language = "en", **values: object
    ) -> None:
        self.reason = reason
        self.values = values
        super().__init__(say(language, f"setting.{reason}", **values))

    def in_language(self, language: Language) -> WrongSetting:
        """Return the same error in the words of a language."""
        return WrongSetting(self.reason, language, **self.values)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings."""

    name: str
    default: str
    help: str
    unit: str = ""  # of whole numbers; empty: the value is text
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    is_secret: bool = False


def number_setting(
    name: str, default: int, unit: str, least: int, most: int, text: str
) -> Setting:
    """Return a row whose value is a whole number."""
    return Setting(name, str(default), text, unit, least, most)


def value_of(setting: Setting, environment: Mapping[str, str]) -> str | int:
    """Return what an environment says for a setting, or its default.

    Raises:
        WrongSetting: The value is not allowed; the text names what is.

    Examples:
        >>> port = number_setting("JEJAK_PORT", 8000, "port", 0, 65535, "Port.")
        >>> value_of(port, {}), value_of(port, {"JEJAK_PORT": "80"})
        (8000, 80)
    """
    given = environment.get(setting.name, "") or _from_file(setting, environment)
    given = given.strip() or setting.default
    if setting.unit:
        if not given.isascii() or not given.isdigit():
            raise _wrong(setting, given)
        number = int(given) if len(given) < 20 else setting.most + 1
        if not setting.least <= number <= setting.most:
            raise _wrong(setting, given)
        return number
    if setting.choices and given not in setting.choices:
        raise _wrong(setting, given)
    return given


def _wrong(setting: Setting, given: str) -> WrongSetting:
    if setting.unit:
        least, most = str(setting.least), str(setting.most)
        return WrongSetting(
            "wrong_number", name=setting.name, given=given, least=least, most=most
        )
    allowed = ", ".join(choice for choice in setting.choices if choice)
    return WrongSetting("wrong_choice", name=setting.name, given=given, allowed=allowed)


def _from_file(setting: Setting, environment: Mapping[str, str]) -> str:
    name = f"{setting.name}_FILE"
    path = environment.get(name, "")
    if not setting.is_secret or not path:
        return ""
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting("unreadable", name=name, given=path) from error
