import re
import sys
import unicodedata

import pytest

from jejak.model.text import clean_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line_ends"),
        pytest.param("a\tb", "a\tb", id="tabs_stay"),
        pytest.param("a\x00b\x1bc\x7fd\x9fe", "abcde", id="control_characters"),
        pytest.param("a\ud83db", "ab", id="lone_surrogate"),
        pytest.param("a\ufffeb\U0010ffffc", "abc", id="non_characters"),
        # a family, a flag, a word from right to left, a soft hyphen
        pytest.param(
            "👨‍👩‍👧 🇮🇩 שלום a\u00adb", "👨‍👩‍👧 🇮🇩 שלום a\u00adb", id="the_rest_stays"
        ),
    ],
)
def test_the_border_lets_through_what_people_write(text, expected):
    assert clean_text(text) == expected


def test_no_printable_character_is_unwanted():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    kept = clean_text(every)
    gone = set(every) - set(kept)
    assert len(gone) == 63 + 2048 + 66
    assert {unicodedata.category(sign) for sign in gone} == {"Cc", "Cs", "Cn"}
    assert not re.search(
        r"[^\n\t]", "".join(sign for sign in gone if sign.isprintable())
    )
