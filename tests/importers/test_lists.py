"""Lists in cells, in every form people type them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.importers.lists import CellItems, Doubt, is_nothing, letters, split_items

# Signs that mean something to the splitter, so that chance finds their meetings.
SIGNS = (
    *(" - ", "-", " ", "\n", "• ", "1. ", "2. ", "3)", "(1) ", "1", "2", ".", ")", "("),
    *(
        "a",
        "B",
        "é",
        "\u0301",
        "اب",
        "日",
        "✓",
        "👉",
        "\ufe0f",
        "–",
        "*",
        "+",
        "·",
        "→",
    ),
    *("①", "②", "1\ufe0f\u20e3", "・", "\u20e3"),
    *("\u200b", "\t", " \n  ", "n/a"),
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param("Cari promo", ("Cari promo",), id="no-list"),
        pytest.param("- Cari - Bandingkan", ("Cari", "Bandingkan"), id="one-line"),
        pytest.param("- Cari - Pilih -", ("Cari", "Pilih"), id="trailing-dash"),
        pytest.param("-Cari promo -Pilih", ("Cari promo", "Pilih"), id="tight"),
        pytest.param("- (opsional) - “Mana?”", ("(opsional)", "“Mana?”"), id="marks"),
        pytest.param("- поиск - выбор", ("поиск", "выбор"), id="other-script"),
        pytest.param("- 探す - 比べる", ("探す", "比べる"), id="japanese"),
        pytest.param("- iPhone - eBay", ("iPhone", "eBay"), id="camel-case"),
        pytest.param("- Cari\n- Pilih", ("Cari", "Pilih"), id="dash-lines"),
        pytest.param("– Cari\n— Pilih", ("Cari", "Pilih"), id="long-dash-lines"),
        pytest.param("* Cari\n* Pilih", ("Cari", "Pilih"), id="star-lines"),
        pytest.param("+ Cepat + Murah", ("Cepat", "Murah"), id="plus"),
        pytest.param("• cari • pilih", ("cari", "pilih"), id="bullet-small-letters"),
        pytest.param("cari•pilih", ("cari", "pilih"), id="bullet-without-spaces"),
        pytest.param("▪ Cari\n▪️ Pilih", ("Cari", "Pilih"), id="square"),
        pytest.param("IG · Web · Toko", ("IG", "Web", "Toko"), id="middle-dots"),
        pytest.param("👉 cari 👉 pilih", ("cari", "pilih"), id="emoji"),
        pytest.param("✅ cari ✅ pilih", ("cari", "pilih"), id="ticks"),
        pytest.param("Gratis ✅ selalu", ("Gratis ✅ selalu",), id="tick-in-a-line"),
        pytest.param("Cari\nPilih", ("Cari", "Pilih"), id="plain-lines"),
        pytest.param("Cari\r\n\r\nPilih", ("Cari", "Pilih"), id="windows-lines"),
        pytest.param("- Cari\n  promo\n- Pilih", ("Cari promo", "Pilih"), id="wrapped"),
        pytest.param("- Cari\n  - Promo", ("Cari", "Promo"), id="nested"),
        pytest.param("Web:\n- Katalog", ("Web:", "Katalog"), id="with-a-lead"),
        pytest.param("1. Cari", ("Cari",), id="lone-first"),
        pytest.param("24. Desember", ("24. Desember",), id="lone-other-number"),
        pytest.param(
            "Versi 2. Lalu 3. Lagi", ("Versi 2. Lalu 3. Lagi",), id="not-from-1"
        ),
        pytest.param("• 1. Cari", ("Cari",), id="bullet-and-number"),
        pytest.param("- Buka 9 - 17 - Solo", ("Buka 9 - 17", "Solo"), id="range"),
        pytest.param("e-mail, m-banking", ("e-mail, m-banking",), id="hyphens"),
        pytest.param("-5% diskon", ("-5% diskon",), id="negative-number"),
        pytest.param("+62 812 000", ("+62 812 000",), id="phone-number"),
        pytest.param("・検索\n・比較", ("検索", "比較"), id="katakana-dots"),
        pytest.param(
            "・サービス・デザイン", ("サービス・デザイン",), id="dot-in-a-name"
        ),
        pytest.param("lihat langkah ②", ("lihat langkah ②",), id="a-round-reference"),
        pytest.param("③ bayar", ("③ bayar",), id="lone-other-round-number"),
        pytest.param("✓", ("✓",), id="a-tick-says-something"),
        pytest.param("Senang → Kesal", ("Senang → Kesal",), id="arrow-is-no-bullet"),
        pytest.param("", (), id="blank"),
        pytest.param(" \n ", (), id="spaces"),
        pytest.param("- ", (), id="nothing"),
    ],
)
def test_it_takes_a_cell_apart(text: str, items: tuple[str, ...]) -> None:
    assert split_items(text) == CellItems(items)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. Buka\n2. Bayar", id="lines"),
        pytest.param("1. Buka 2. Bayar", id="one-line"),
        pytest.param("1) Buka 2) Bayar", id="brackets"),
        pytest.param("(1) Buka (2) Bayar", id="two-brackets"),
        pytest.param("1.Buka\n2.Bayar", id="tight"),
        pytest.param("1. Buka\n1. Bayar", id="markdown-counts-for-itself"),
        pytest.param("3. Buka\n4. Bayar", id="goes-on-from-another-cell"),
        pytest.param("①Buka②Bayar", id="circled"),
        pytest.param("③ Buka\n④ Bayar", id="circled-lines"),
        pytest.param("1\ufe0f\u20e3 Buka 2\ufe0f\u20e3 Bayar", id="keycaps"),
    ],
)
def test_numbers_tell_the_order(text: str) -> None:
    assert split_items(text) == CellItems(("Buka", "Bayar"), is_ordered=True)


@pytest.mark.parametrize(
    ("text", "item", "parts"),
    [
        pytest.param("Jakarta - Bandung", 0, ("Jakarta", "Bandung"), id="two-names"),
        pytest.param("- cari - pilih", 0, ("cari", "pilih"), id="small-letters"),
        pytest.param("- Cari\n- beli – bayar", 1, ("beli", "bayar"), id="second-item"),
        pytest.param("- Web - 3 toko", 0, ("Web", "3 toko"), id="before-a-figure"),
    ],
)
def test_an_unsure_dash_stays_and_is_a_doubt(
    text: str, item: int, parts: tuple[str, ...]
) -> None:
    assert split_items(text).doubts == (Doubt(item, parts),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("08.00 - 17.00", id="range"),
        pytest.param("Rp 10.000 - Rp 20.000", id="range-of-money"),
        pytest.param(
            "Ia membayar lewat aplikasi bank miliknya - lalu menunggu lama sekali",
            id="sentence",
        ),
    ],
)
def test_a_dash_that_parts_no_items_is_no_doubt(text: str) -> None:
    assert split_items(text) == CellItems((text,))


@pytest.mark.parametrize(
    "text",
    [
        *("-", "- ", " – ", "—", "- -", "•", "n/a", "N/A", "NA", "- n/a", "None"),
        *("Tidak ada", "(tidak ada)", "tidak ada.", "nihil", "なし", "нет"),
    ],
)
def test_it_reads_words_for_nothing(text: str) -> None:
    assert is_nothing(text)
    assert split_items(text).items == ()


@pytest.mark.parametrize(
    "text", ["", " ", "+", "0", "?", "tidak ada promo", "belum ada", "na mano", "✓"]
)
def test_it_does_not_take_blanks_and_other_words_for_nothing(text: str) -> None:
    assert not is_nothing(text)


def test_letters_keep_what_people_wrote() -> None:
    assert letters("- Bayar Rp 5.000 (lunas) 50%\n") == "BayarRp5.000(lunas)50%"


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_letter_of_a_cell_is_lost(text: str) -> None:
    if is_nothing(text):
        return
    found = split_items(text)
    assert letters(text) == "".join(letters(item) for item in found.items)
    for doubt in found.doubts:
        item = found.items[doubt.item]
        assert letters(item) == "".join(letters(part) for part in doubt.parts)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_items_are_never_blank(text: str) -> None:
    assert all(item and item == item.strip() for item in split_items(text).items)


@pytest.mark.parametrize(
    "piece", [" ", "- ", "a - ", "1. ", "• ", "✓ ", "a -", "-a", "- a\n b\n"]
)
def test_a_huge_cell_takes_no_time(piece: str) -> None:
    started = time.process_time()
    split_items("x" + piece * (100_000 // len(piece)) + "x")
    assert time.process_time() - started < 2
