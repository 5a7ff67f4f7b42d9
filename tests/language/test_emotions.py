import pytest

from jejak.language.catalogue import LANGUAGES, say
from jejak.language.emotions import (
    EMOTIONS,
    emotion_of,
    level_of,
    read_feeling,
    shown_word,
)


@pytest.mark.parametrize(
    ("text", "value", "emotion"),
    [
        ("Excited", 2, "excited"),
        ("antusias", 2, "excited"),
        ("Senang", 1, "happy"),
        ("Lega", 1, "relieved"),
        ("Biasa saja", 0, "neutral"),
        ("bingung", -1, "confused"),
        ("Kecewa", -1, "disappointed"),
        ("Cemas", -2, "anxious"),
        ("Frustrasi", -2, "frustrated"),
        ("Senang sekali", 2, "happy"),  # one level out
        ("sangat bingung", -2, "confused"),
        ("luar biasa senang", 2, "happy"),  # "luar biasa" makes it stronger here
        ("Luar biasa", 2, None),
        ("Antusias banget", 2, "excited"),  # the scale ends
        ("tidak senang", -1, None),  # negated: not the happy face
        ("kurang puas", -1, None),
        ("not very happy", -1, None),
        ("tidak bingung", 0, None),
        ("不满意", -1, None),
        ("frustated", -2, "frustrated"),  # nearly the word
        ("Possible confusion", -1, "confused"),
        ("penasaran", 1, None),
        ("perlu kepastian", -1, None),
        ("😐 Netral", 0, "neutral"),
        ("😟 cemas", -2, "anxious"),  # the word wins over the face
        ("😡", -2, "frustrated"),
        ("👍", 1, None),
        ("4/5", 1, None),
        ("8/10", 1.1, None),
        ("0/10", -2, None),
        ("Senang (+2)", 2, "happy"),
        ("+1", 1, None),
        ("−2", -2, None),
        ("3", 0, None),
        ("★★☆☆☆", -1, None),
        ("満足", 1, None),
        ("불안", -2, "anxious"),
        ("растерянность", -1, "confused"),
        ("24/7", None, None),  # no scale
        ("World immersion", None, None),
        ("", None, None),
    ],
)
def test_a_feeling_is_read_as(
    text: str, value: float | None, emotion: str | None
) -> None:
    read = read_feeling(text)
    assert (read.value, read.emotion) == (value, emotion)
    assert read.word == text


@pytest.mark.parametrize(
    ("word", "indonesian", "english"),
    [
        ("Excited", "Antusias", "Excited"),
        ("Cemas", "Cemas", "Anxious"),
        ("Biasa saja", "Biasa saja", "Neutral"),
        ("Senang sekali", "Senang sekali", "Very happy"),
        ("very confused", "Sangat bingung", "very confused"),
        ("Senang (+1)", "Senang (+1)", "Happy"),
        ("😟 cemas", "cemas", "Anxious"),  # the picture draws the face
        ("😡", "Frustrasi", "Frustrated"),
        ("frustated", "Frustrasi", "Frustrated"),
        ("Possible confusion", "Possible confusion", "Possible confusion"),
        ("Penasaran", "Penasaran", "Penasaran"),  # no face: shown as written
        ("👍", "👍", "👍"),
    ],
)
def test_a_known_word_is_shown_in_the_language_of_the_picture(
    word: str, indonesian: str, english: str
) -> None:
    assert shown_word(word, "id") == indonesian
    assert shown_word(word, "en") == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_catalogue_word_of_an_emotion_is_known(emotion: str, language: str) -> None:
    read = read_feeling(say(language, f"emotion.{emotion}"))
    assert read.emotion == emotion
    values = {read_feeling(say(one, f"emotion.{emotion}")).value for one in LANGUAGES}
    assert values == {read.value} != {None}


def test_levels_round_halves_away_from_zero() -> None:
    levels = [level_of(value) for value in (-2, -1.5, -1.4, -0.5, 0, 0.4, 1.5)]
    assert levels == [-2, -2, -1, -1, 0, 0, 2]


def test_a_word_without_a_face_has_no_emotion() -> None:
    assert emotion_of("Bangga") is None


@pytest.mark.parametrize(
    ("typed", "value", "emotion"),
    [
        pytest.param(":)", 1, "happy", id="a-smile"),
        pytest.param("lega :D", 1, "relieved", id="a-word-says-more-than-its-sign"),
        pytest.param("entahlah :(", -1, "disappointed", id="beside-an-unknown-word"),
        pytest.param(">:(", -2, "frustrated", id="anger"),
        pytest.param("https://a.id", None, None, id="an-address-is-no-face"),
    ],
)
def test_it_reads_faces_typed_with_signs(
    typed: str, value: float | None, emotion: str | None
) -> None:
    found = read_feeling(typed)
    assert (found.value, found.emotion) == (value, emotion)


def test_a_typed_face_is_shown_as_its_name_as_an_emoji_is() -> None:
    assert shown_word(":(", "id") == shown_word("😞", "id") == "Kecewa"
