"""Words that once stood nowhere or in the wrong place, each as it was found."""

from __future__ import annotations

import pytest

from jejak.importers import ImportResult, Source, import_table
from jejak.model.records import Substage


def read(text: str) -> ImportResult:
    return import_table([Source("peta.txt", text)], language="id")


def missed(result: ImportResult) -> list[str]:
    remarks = result.report.as_json("en")["remarks"]
    return [remark["text"] for remark in remarks if remark["kind"] == "missed"]


def test_a_number_sign_in_the_corner_heads_stages_that_have_names() -> None:
    result = read("#\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir")
    assert [stage.title for stage in result.maps[0].stages] == ["Datang", "Bayar"]


def test_a_second_table_may_write_stages_in_other_letters() -> None:
    result = read(
        "Tahap\tDATANG\tBayar!\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir\n\n"
        "Tahap\tDatang\tBayar\nTujuan\tCepat\tMurah\nProses\tDuduk\tBayar"
    )
    assert [stage.title for stage in result.maps[0].stages] == ["DATANG", "Bayar!"]
    assert missed(result) == []


def test_a_second_table_may_tell_another_duration() -> None:
    result = read(
        "Tahap\tDatang\tBayar\nDurasi\t5 menit\t\nKendala\tAntre\tMahal\n"
        "Kanal\tPintu\tKasir\n\n"
        "Tahap\tDatang\tBayar\nDurasi\tkadang sejam\t\nTujuan\tCepat\tMurah\n"
        "Proses\tDuduk\tBayar"
    )
    assert [stage.duration for stage in result.maps[0].stages] == [
        "5 menit, kadang sejam",
        "",
    ]


def test_stages_below_a_heading_keep_their_own_parts() -> None:
    table = (
        "\n\nTahap\t{0} satu\t{0} dua\nLangkah\t{0} kecil\t{0} besar\n"
        "Kendala\tAntre\tMahal\nKanal\tPintu\tKasir\n\n"
    )
    result = read(
        f"## 1. Datang{table.format('Pintu')}## 2. Bayar{table.format('Kasir')}"
    )
    (journey,) = result.maps
    assert [stage.title for stage in journey.stages] == ["Datang", "Bayar"]
    first = journey.stages[0].id
    parts = [part for part in journey.of_kind(Substage) if part.stage == first]
    assert [part.title for part in parts] == [
        "Pintu satu",
        "Pintu kecil",
        "Pintu dua",
        "Pintu besar",
    ]
    assert missed(result) == []


@pytest.mark.parametrize("words", ["Rahasia sekali", "Rahasia untuk tim inti"])
def test_words_beside_a_mark_of_confidentiality_go_into_the_notes(words: str) -> None:
    result = read(
        f"{words}\n\nTahap\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\ta\tb"
    )
    info = result.maps[0].info
    assert (info.confidentiality, info.notes) == ("Rahasia", words)


def test_headings_without_text_are_told() -> None:
    result = read(
        "# Peta\n## Tabel\nTahap\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\ta\tb"
    )
    remarks = [remark.text.said("en") for remark in result.report.remarks]
    assert "Headings with no text of their own: Tabel" in remarks


def test_lanes_behind_a_blank_line_go_on_with_the_map() -> None:
    result = read(
        "Tahap\tDatang\tBayar\nTujuan\tCepat\tMurah\nKanal\tPintu\tKasir\n\n"
        "Kendala\tAntre\tMahal\nDurasi\t1 jam\t\nProses\tDuduk\tBayar"
    )
    (journey,) = result.maps
    assert [(one.title, one.duration) for one in journey.stages] == [
        ("Datang", "1 jam"),
        ("Bayar", ""),
    ]
    assert [lane.role for lane in journey.lanes] == [
        *("goals", "channels", "pain_points", "process"),
    ]


def test_stages_whose_names_are_only_signs_stay_apart() -> None:
    result = read(
        "Tahap\tDatang\t/\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir\n\n"
        "Tahap\tDatang\t,\nTujuan\tCepat\tMurah\nProses\tDuduk\tBayar"
    )
    assert [stage.title for stage in result.maps[0].stages] == ["Datang", "/", ","]
    assert missed(result) == []


def test_what_a_second_table_says_in_brackets_is_kept() -> None:
    result = read(
        "Tahap\tDatang\tBayar (daring)\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir\n\n"
        "Tahap\tDatang\tBayar (kasir)\nTujuan\tCepat\tMurah\nProses\tDuduk\tBayar"
    )
    titles = [stage.title for stage in result.maps[0].stages]
    assert titles == ["Datang", "Bayar (daring)", "Bayar (kasir)"]
    assert missed(result) == []


def test_lanes_whose_names_are_only_figures_stay_apart() -> None:
    result = read(
        "Tahap\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir\n+1\ta\tb\n¹\tc\td"
    )
    assert [lane.label for lane in result.maps[0].lanes][2:] == ["+1", "¹"]
    assert missed(result) == []


def test_a_line_that_names_the_journey_is_the_title_though_no_heading() -> None:
    table = "\nTahap\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir"
    result = read(f"Peta perjalanan warung Bu Tin\n\nPERSONA\nNama: Rina\n{table}")
    assert result.maps[0].info.title == "Peta perjalanan warung Bu Tin"
    prose = read(f"Peta perjalanan ini dibuat bersama.\n\nPERSONA\nNama: Rina\n{table}")
    assert prose.maps[0].info.title == "peta"  # the name of the file
    assert prose.maps[0].info.notes.startswith("Peta perjalanan ini dibuat")


def test_rows_that_read_otherwise_together_stay_a_table_of_their_own() -> None:
    head = "?\tTujuan\tPikiran & perasaan\tTitik sentuh\n"
    rows = "Lihat\t- a\n".replace("\n", "\t- a\t- a\n") * 2
    more = "Lihat\t\t- a\tTUJUAN\nLihat\t- a\t- a\t- a"
    result = read(f"{head}{rows}\n{more}")
    assert missed(result) == []


def test_a_second_row_may_write_the_name_of_an_own_lane_with_other_signs() -> None:
    result = read(
        "Tahap\tDatang\tBayar\nKendala\tAntre\tMahal\nKanal\tPintu\tKasir\n"
        "Zona A | B\ta\tb\nzona A - B:\tc\td"
    )
    assert [lane.label for lane in result.maps[0].lanes][2:] == ["Zona A | B"]
    assert missed(result) == []


def test_persons_in_a_column_part_no_table_of_which_a_part_is_no_map() -> None:
    result = read(
        "Persona\tTujuan\tTitik sentuh\nRina\tCepat\tTujuan\n"
        "Budi\tMurah\tToko\nBudi\tDekat\tPasar\nBudi\t\tKios"
    )
    assert missed(result) == []


def test_parts_of_a_table_that_are_one_map_share_their_heads() -> None:
    rows = "\n".join(f"Datang\t{name}\ta\tb\tc" for name in ("Rina", "Rina", "Budi"))
    assert missed(read(f"Tahap\tPersona\tTujuan\tProses\tKanal\n{rows}")) == []


def test_two_lanes_of_scores_are_both_told() -> None:
    result = read(
        "Tahap\tDatang\tBayar\nTujuan\ta\tb\nEmosi\t4/5\t2/5\nEmotions\t3/5\t1/5\n"
        "Perasaan\tSenang\tKesal"
    )
    assert missed(result) == []


def test_a_row_without_a_title_goes_on_with_the_step_above_it() -> None:
    result = read(
        "Tahap\tTujuan\tTitik sentuh\nDatang\t\t\nDatang\ta\tb\nBayar\tc\td\n\te\tf"
    )
    assert [stage.title for stage in result.maps[0].stages] == ["Datang"]
    assert [part.title for part in result.maps[0].of_kind(Substage)] == [
        "Datang",
        "Bayar",
    ]
    assert missed(result) == []
