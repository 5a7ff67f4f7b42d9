"""Widths of words, as the picture writers ask for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.exporters import measuring
from jejak.exporters.measuring import Weight, width_of, wrapped

LETTERS = st.text("AVTLWa.,'-fijtyéü 0123", max_size=60)
WEIGHTS: tuple[Weight, ...] = (400, 500, 600, 700)


@pytest.mark.parametrize("weight", WEIGHTS)
@given(text=LETTERS)
def test_a_line_is_as_wide_as_the_font_says(weight: Weight, text: str) -> None:
    font = measuring._font(weight)
    if font is None:
        pytest.skip("the fonts were not gathered")
    spaces = 0.07 * text.count(" ")
    asked = 10 * (font.getlength(text) / 1000 + spaces)
    assert width_of(text, 10, weight) == pytest.approx(asked, abs=1e-9)


@given(st.text(max_size=80), st.floats(8, 200), st.floats(0, 30))
def test_wrapped_lines_fit_and_lose_no_letter(
    text: str, room: float, first: float
) -> None:
    lines = wrapped(text, room, 10, first=first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width_of(line, 10) <= room or len(line) == 1
