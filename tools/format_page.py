"""The page of the reference about the saved format, made from its JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]

HEAD = """\
# Saved format

{made}

A map is a text file, `NAME.journey.yaml`, or the same as JSON in `NAME.journey.json`.
Its JSON Schema is [journey.schema.json](journey.schema.json), which `jejak schema` prints.
Every scalar is the text that stands there; anchors and aliases are refused.
A key that is left out is not known or does not apply.
Where a table says "text or", the text alone is the short way to write the whole.

A stage holds its lanes under their roles, each a list of cards or a finding.
`feelings`, `expectations`, `resources` and `kpis` hold their own kind instead of cards.
A link names a record by its short number (`P-03`), its title or its id.

## The map
"""
NUMBERS = {
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "string": "text",
}


def format_page(made: str) -> str:
    """Return the page as Markdown."""
    from jejak.files.schema import schema
    from jejak.model.records import KINDS

    whole: Schema = schema()
    parts = [HEAD.format(made=made), table(whole)]
    for name, definition in whole["$defs"].items():
        if name == "link":
            continue
        lead = (KINDS[name].__doc__ or "").splitlines()[0].replace(". ", ".\n")
        parts += [f"\n## {name}\n\n{lead}\n", table(whole_form(definition))]
    return "\n".join(parts) + "\n"


def whole_form(definition: Schema) -> Schema:
    """Return the object among the forms in which a record may be written."""
    forms: list[Schema] = definition.get("anyOf", [definition])
    return next(form for form in forms if form.get("type") == "object")


def table(definition: Schema) -> str:
    """List the keys of an object and what each takes."""
    required = definition.get("required", [])
    rows = ["| key | what it takes |", "| --- | --- |"]
    for key, value in definition["properties"].items():
        must = ", required" if key in required else ""
        rows.append(f"| `{key}` | {taken(value)}{must} |")
    for pattern, value in definition.get("patternProperties", {}).items():
        names = pattern.strip("^$").replace("|", "\\|")
        rows.append(f"| any key like `{names}` | {taken(value)} |")
    own = definition.get("additionalProperties")
    if isinstance(own, dict):
        rows.append(f"| any other key | {taken(own)} |")
    return "\n".join(rows)


def taken(value: Schema) -> str:
    """Say in words what a value may be."""
    return " or ".join(dict.fromkeys(words(value)))


def words(value: Schema) -> Iterator[str]:
    """Yield each form that a value may have."""
    if "anyOf" in value:
        for form in value["anyOf"]:
            yield from words(form)
    elif "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        yield "a link" if name == "link" else f"[{name}](#{name})"
    elif "enum" in value:
        yield ", ".join(f"`{choice}`" for choice in value["enum"])
    elif "const" in value:
        yield f"`{value['const']}`"
    elif value.get("type") == "array":
        yield f"list of {taken(value['items'])}"
    elif value.get("type") == "object":
        keys = ", ".join(f"`{key}`" for key in value.get("properties", {}))
        yield f"an object with {keys}" if keys else "an object"
    elif "format" in value:
        yield {"date": "date, as `2026-11-22`", "date-time": "date and time"}[
            value["format"]
        ]
    else:
        yield NUMBERS[value["type"]]
