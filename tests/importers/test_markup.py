"""Markup in cells is read once; what only looks like it stays."""

from __future__ import annotations

import time

import pytest

from jejak.importers.markup import has_markup, strip_markup


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        pytest.param("Cari", "Cari", id="plain"),
        pytest.param(
            '<ul style="a: b"> - Cari - Beli ', "- Cari - Beli", id="open-list"
        ),
        pytest.param(
            "<p>Nama: Rani</p> <p>Usia: 30</p>", "Nama: Rani\nUsia: 30", id="p"
        ),
        pytest.param("Cari<br>Beli<BR/>Bayar", "Cari\nBeli\nBayar", id="line-breaks"),
        pytest.param("<ul><li>Cari<li>Beli</ul>", "- Cari\n- Beli", id="bullets"),
        pytest.param(
            "<ol><li>Cari</li><li>Beli</li></ol>", "1. Cari\n2. Beli", id="ol"
        ),
        pytest.param('<ol start="3"><li>Cari</ol>', "3. Cari", id="numbers-from-3"),
        pytest.param(
            "<ul><li>Web<ul><li>Katalog</li></ul></li><li>Toko</li></ul>",
            "- Web\n  - Katalog\n- Toko",
            id="nested",
        ),
        pytest.param("a < b dan c > d", "a < b dan c > d", id="comparison"),
        pytest.param("List<String>", "List<String>", id="unknown-tag"),
        pytest.param("A &amp; B &lt;b&gt;", "A & B <b>", id="entities-once"),
        pytest.param("&amp;lt;", "&lt;", id="entities-only-once"),
        pytest.param("?a=1&copy=2", "?a=1&copy=2", id="no-semicolon"),
        pytest.param("&tidakada;", "&tidakada;", id="unknown-entity"),
        pytest.param("**Tebal** dan *miring*", "Tebal dan miring", id="emphasis"),
        pytest.param("__Tebal__ _miring_ ~~coret~~", "Tebal miring coret", id="others"),
        pytest.param("snake_case_name", "snake_case_name", id="underscores"),
        pytest.param("5*3*2 dan a * b * c", "5*3*2 dan a * b * c", id="stars"),
        pytest.param("* Cari\n* Beli", "* Cari\n* Beli", id="star-bullets"),
        pytest.param("Cari<!-- x -->Beli", "CariBeli", id="comment"),
        pytest.param("<script>x</script>", "<script>x</script>", id="shown-not-run"),
    ],
)
def test_it_reads_markup(raw: str, plain: str) -> None:
    assert strip_markup(raw) == plain


def test_it_knows_text_with_tags() -> None:
    assert has_markup("Cari <b>promo</b>")
    assert not has_markup("a < b, List<String>, &amp;")


@pytest.mark.parametrize(
    "piece", ["<", "<p ", "<!--", "&", "**a", "*", "_a ", "<ul><li>", "<b>", "<li>"]
)
def test_a_huge_cell_takes_no_time(piece: str) -> None:
    started = time.process_time()
    strip_markup(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2.5
