import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.model.ids import LONGEST_ID, derive_id, is_id


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        pytest.param("stage", ("BROWSE PRODUCT",), "stage-browse-product", id="slug"),
        pytest.param("lane", ("Tujuan & harapan!",), "lane-tujuan-harapan", id="signs"),
        pytest.param("persona", ("Zoë Núñez",), "persona-zoe-nunez", id="accents"),
        pytest.param("stage", ("🛒 Cart",), "stage-cart", id="emoji_are_left_out"),
        pytest.param("stage", ("Bayar", "QRIS"), "stage-bayar-qris", id="two_parts"),
        # "QRIS" alone would make this stage and another one look alike
        pytest.param("stage", ("支付 QRIS",), "stage-oc2cvcxw", id="other_script"),
        pytest.param("stage", ("!!!",), "stage-5bgfhdt7", id="no_letters"),
        pytest.param("card", ("Browse",), "card-git2vftg", id="card_is_a_hash"),
        # imports derive ids from text that may still hold half an emoji
        pytest.param("card", ("\ud83d",), "card-owdpod5y", id="lone_surrogate"),
    ],
)
def test_an_id_follows_from_what_the_record_says(kind, parts, expected):
    assert derive_id(kind, *parts) == expected


def test_parts_do_not_run_into_each_other():
    assert derive_id("card", "a", "bc") != derive_id("card", "ab", "c")


def test_a_taken_id_gets_the_next_counter():
    taken = {"stage-pay", "stage-pay-2"}
    assert derive_id("stage", "Pay", taken=taken) == "stage-pay-3"


def test_a_very_long_title_is_cut_without_a_hyphen_at_its_end():
    found = derive_id("persona", "word " * 40)
    assert len(found) <= LONGEST_ID - 4
    assert not found.endswith("-")


@given(st.sampled_from(["stage", "persona", "card"]), st.text())
def test_every_text_gives_a_well_formed_id(kind, text):
    assert is_id(derive_id(kind, text))


@pytest.mark.parametrize("text", ["", "a b", "a/b", "é", "a" * 65, "a\n"])
def test_it_rejects_what_cannot_be_an_id(text):
    assert not is_id(text)
