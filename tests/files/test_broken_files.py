"""Whatever stands in a file, reading gives a map or one clear refusal."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.errors import FileFormatError
from jejak.files import dumps, loads, loads_bytes
from jejak.files.shape import SHAPES, STAGE_LISTS, TOP_LISTS
from jejak.model.records import ROLES
from jejak.model.validation import problems_of
from jejak.templates import template
from tests.strategies import HOSTILE

SAMPLE = dumps(template("mas-tekno", "en"))
LINES = SAMPLE.split("\n")

KEYS = sorted(
    {
        "format",
        "key",
        "P-01",
        "O-01",
        "nothing_found",
        "interview",
        "line_of_visibility",
    }
    | {*TOP_LISTS, *STAGE_LISTS, *ROLES}
    | {key for shape in SHAPES.values() for key in shape.all_keys()}
)
scalars = st.one_of(
    st.sampled_from([*HOSTILE, *KEYS, *ROLES, "a0", "card-x", "map"]),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
documents = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


def check(text: str) -> None:
    """Check that a text is a whole map, or refused in both languages."""
    refusal = None
    try:
        journey = loads(text, "x.journey.yaml")
    except FileFormatError as error:
        refusal = error
    if refusal is not None:
        assert set(refusal.said) == {"id", "en"}
        assert refusal.said["en"] == str(refusal)
        return
    assert problems_of(journey) == ()
    assert loads(dumps(journey)) == loads(dumps(journey, "json"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.sampled_from(["drop", "twice", "indent", "outdent", "swap", "text"]),
            st.sampled_from(HOSTILE),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_file_with_a_few_slips_opens_or_is_refused(
    slips: list[tuple[int, str, str]],
) -> None:
    lines = list(LINES)
    for place, slip, text in slips:
        place %= len(lines)
        if slip == "drop":
            del lines[place]
        elif slip == "twice":
            lines.insert(place, lines[place])
        elif slip == "indent":
            lines[place] = "  " + lines[place]
        elif slip == "outdent":
            lines[place] = lines[place].removeprefix("  ")
        elif slip == "swap":
            lines.insert(0, lines.pop(place))
        else:
            lines[place] += text
    check("\n".join(lines))


@settings(max_examples=300, deadline=None)
@given(documents)
def test_any_structure_opens_or_is_refused(document: object) -> None:
    check(json.dumps(document))
    check(json.dumps({"stages": [{"title": "A", "goals": document}]}))
    check(json.dumps({"stages": document, "statements": document}))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_opens_or_is_refused(text: str) -> None:
    check(text)
    check("title: " + text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_open_or_are_refused(data: bytes) -> None:
    try:
        loads_bytes(data)
    except FileFormatError:
        return
