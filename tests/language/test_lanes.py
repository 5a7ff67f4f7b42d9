import pytest

from jejak.language.catalogue import LANGUAGES, say
from jejak.language.guess import guess_language
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name, zone_of
from jejak.language.persona_keys import persona_field
from jejak.model.records import ROLES


@pytest.mark.parametrize(
    ("name", "role", "why"),
    [
        ("Customer Goals", "goals", "name"),
        ("**2. Touch-Points**", "touchpoints", "name"),
        ("Customer Painpoints", "pain_points", "name"),
        ("Paint points", "pain_points", "name"),  # as workshops misspell it
        ("Potential Solution", "opportunities", "name"),
        ("User Actions", "process", "synonym"),
        ("Yang dirasakan", "feelings", "synonym"),
        ("Kendala pelanggan", "pain_points", "owner"),
        ("Business problems", "internal_pain_points", "internal"),
        ("Kendala internal", "internal_pain_points", "synonym"),
        ("Painpionts", "pain_points", "spelling"),
        ("Kanall", None, "none"),  # short words must be closer
        ("Kebutuhan UI", "goals", "words"),  # likely, but somebody should look
        ("CS Action", "process", "words"),
        ("Thoughts & Feelings", "thoughts", "words"),  # keeps its sentences
        ("Emosi Target", "feelings", "owner"),
        ("Pain", "pain_points", "name"),
        ("Says", "thoughts", "synonym"),  # of an empathy map
        ("Does", "process", "synonym"),
        ("Next steps", "opportunities", "synonym"),  # not the steps of the customer
        ("行動", "process", "synonym"),
        ("ユーザーの行動", "process", "owner"),
        ("痛点", "pain_points", "name"),
        ("감정", "feelings", "name"),
        ("Эмоции", "feelings", "name"),
        ("Puntos de dolor", "pain_points", "name"),
        ("Kontaktpunkte", "touchpoints", "name"),
        ("Stage", None, "none"),  # no trap: "stage" stands in "back stage"
        ("Back stage", "internal_process", "synonym"),
        ("Persona", None, "none"),
        ("Who smiles", None, "none"),
        ("", None, "none"),
        ("The customer walks around the shop and looks at goals", None, "none"),
    ],
)
def test_a_lane_is_taken_for(name: str, role: str | None, why: str) -> None:
    read = role_of(name)
    assert (read.role, read.why) == (role, why)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_our_own_name_of_a_role_is_known(role: str, language: str) -> None:
    read = role_of(say(language, f"lane.{role}"))
    assert read.role == role
    assert read.is_plain


def test_a_name_that_only_contains_a_known_one_is_not_sure() -> None:
    assert role_of("Process payment").confidence < SURE
    assert role_of("Process").confidence >= SURE


def test_a_feeling_that_is_wished_for_says_so() -> None:
    assert role_of("Target emotion").is_expected
    assert not role_of("Emotion").is_expected


def test_brackets_stay_on_the_map_although_the_role_is_sure() -> None:
    read = role_of("Pain points (keluhan)")
    assert read.confidence == 1
    assert not read.is_plain


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Tahap", {"stage"}),
        ("#", {"number"}),
        ("Step", {"substage"}),
        ("Durasi", {"duration"}),
        ("PERSONA", {"persona"}),
        ("Bayar", set()),
    ],
)
def test_a_head_word_announces(word: str, kinds: set[str]) -> None:
    assert head_kinds(word) == kinds


@pytest.mark.parametrize(
    ("word", "zone"),
    [
        ("Pelanggan", "customer"),
        ("Internal zone", "internal"),
        ("Tindak lanjut", "followup"),
        ("Bu Sari", None),
    ],
)
def test_a_group_word_names_a_zone(word: str, zone: str | None) -> None:
    assert zone_of(word) == zone


def test_names_are_compared_without_numbers_tags_and_signs() -> None:
    assert plain_name("<b>1) Add to-cart!</b>") == "add to cart"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Melihat harga yang cocok", "id"),
        ("Search for a price that fits", "en"),
        ("Buscar un precio que convenga para el cliente", "es"),
        ("Den passenden Preis für die Kundin suchen", "de"),
        ("Procurar um preço que seja bom para o cliente", "pt"),
        ("Искать подходящую цену", "ru"),
        ("値段を比べる", "ja"),
        ("比较价格", "zh"),
        ("가격을 비교한다", "ko"),
        ("Tahap Perasaan bingung", "id"),  # by the names of lanes and feelings
        ("xyz", "en"),
    ],
)
def test_the_language_of_a_text_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_without_a_known_word_the_default_language_is_taken() -> None:
    assert guess_language("1 2 3", "id") == "id"


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("Nama", "name"),
        ("Aplikasi yang pernah dipakai (dicicipi)", "apps_tried"),
        ("Social media", "social_media"),
        ("Hobi", None),
    ],
)
def test_a_key_of_a_persona_names_its_field(key: str, field: str | None) -> None:
    assert persona_field(key) == field
