"""The page of the documentation that lists all settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.server.settings import SETTINGS

if TYPE_CHECKING:
    from jejak.environment import Setting

_HEAD = """\
# Settings

{made}

Jejak reads its settings once, when it starts, from environment variables.
The `JEJAK_IMPORT_` ones hold for the server, the command line and the library.
An option of `jejak serve` wins over its variable.
A wrong value stops the program with a sentence that names the allowed ones.
A secret can also stand in a file: `JEJAK_SECRET_KEY_FILE` names that of the key.

| Variable | Default | Allowed | What it does |
|---|---|---|---|
"""


def settings_page(made: str) -> str:
    """Return the page as Markdown.

    Args:
        made: The comment that says where the page comes from.

    Examples:
        >>> print(settings_page("<!-- made -->").splitlines()[0])
        # Settings
    """
    return _HEAD.format(made=made) + "".join(
        f"{_row(setting)}\n" for setting in SETTINGS
    )


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "empty"
    secret = f" Secret: also from `{setting.name}_FILE`." if setting.is_secret else ""
    cells = (f"`{setting.name}`", default, _allowed(setting), setting.help + secret)
    return f"| {' | '.join(cells)} |"


def _allowed(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(
            f"`{choice}`" if choice else "empty" for choice in setting.choices
        )
    return (
        f"{setting.least} to {setting.most} {setting.unit}" if setting.unit else "text"
    )
