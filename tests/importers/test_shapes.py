"""What the fixtures of shapes show, said in words."""

from __future__ import annotations

import time
from datetime import date
from itertools import count

import pytest

from jejak.importers import ImportResult, Source, import_table
from jejak.model.records import Action, Card
from tests.importers.golden import read_case

TOLERANCE = 10.0  # four times the rows: 4 is ideal, 16 would be quadratic


def read(text: str, name: str = "peta.md") -> ImportResult:
    return import_table([Source(name, text)])


@pytest.mark.parametrize("how", ["headings", "sheets", "columns"])
def test_a_proposed_map_shares_the_ids_of_what_stays(how: str) -> None:
    now, proposed = read_case(f"shapes/as-is-to-be-{how}").maps
    assert (now.info.state, proposed.info.state) == ("current", "proposed")
    assert [one.id for one in now.stages] == [one.id for one in proposed.stages]
    assert [one.id for one in now.lanes] == [one.id for one in proposed.lanes]
    texts = {(card.stage, card.text): card.id for card in now.of_kind(Card)}
    for card in proposed.of_kind(Card):
        known = texts.get((card.stage, card.text))
        assert known in {None, card.id}


def test_before_and_after_head_phases_where_the_steps_differ() -> None:
    table = (
        "| Langkah | {} | {} |\n|--|--|--|\n| Aksi | a | b |\n| Emosi | senang | c |"
    )
    text = (
        f"# Peta\n\n## Sebelum\n\n{table.format('Cari', 'Pilih')}\n\n"
        f"## Sesudah\n\n{table.format('Pakai', 'Ulas')}\n"
    )
    (journey,) = read(text).maps
    assert [stage.title for stage in journey.stages] == ["Sebelum", "Sesudah"]


def test_before_and_after_name_states_where_the_stages_are_the_same() -> None:
    table = "| Tahap | Cari | Pilih |\n|--|--|--|\n| Aksi | {} | b |\n| Emosi | c | d |"
    text = (
        f"# Peta\n\n## Sebelum\n\n{table.format('a')}\n\n"
        f"## Sesudah\n\n{table.format('x')}\n"
    )
    result = read(text)
    states = [journey.info.state for journey in result.maps]
    assert states == ["current", "proposed"]
    assert result.maps[1].info.title == "Peta (Sesudah)"


def test_a_ranking_alone_is_a_map_without_stages_and_lanes() -> None:
    (journey,) = read_case("shapes/ranking-alone").maps
    assert len(journey.statements) == 3
    assert (journey.stages, journey.lanes) == ((), ())


def test_owners_and_dates_of_a_ranking_are_those_of_actions() -> None:
    (journey,) = read_case("shapes/ranking-with-owners").maps
    told = [
        (one.text, one.owner, one.due, one.state) for one in journey.of_kind(Action)
    ]
    assert told == [
        ("Buka kasir kedua", "Bu Rini", date(2026, 11, 30), "doing"),
        ("Peta toko", "Andi", None, "open"),
    ]


def test_a_date_that_is_no_day_stays_in_the_words_of_the_action() -> None:
    (journey,) = read_case("shapes/ranking-alone").maps
    texts = [one.text for one in journey.of_kind(Action)]
    assert texts[1] == "No lift to the second floor (Q2 2027)"


def test_feelings_belong_to_the_persona_that_their_lane_names() -> None:
    (journey,) = read_case("shapes/feelings-per-persona").maps
    names = {persona.id: persona.name for persona in journey.personas}
    first = journey.feelings(journey.stages[0].id)
    told = {names[one.persona or ""]: one.word for one in first}
    assert told == {"Ayu": "semangat", "Bima": "biasa"}
    assert len(journey.lanes) == 3


def test_bare_numbers_of_a_row_stand_on_one_scale() -> None:
    rows = "Tahap;A;B;C\nTujuan;x;y;z\nEmosi;{}"
    for written, values in (
        ("8;3;10", [1.1, -1.1, 2.0]),
        ("-2;1;0", [-2.0, 1.0, 0.0]),
        ("4;1;5", [1.0, -2.0, 2.0]),
        ("80;20;50", [1.2, -1.2, 0.0]),
    ):
        (journey,) = read(rows.format(written), "peta.csv").maps
        assert [point.value for point in journey.feelings()] == values, written


def test_a_statement_in_the_words_of_its_pain_is_linked_without_a_question() -> None:
    result = read_case("shapes/ranking-with-owners")
    assert result.report.questions == ()
    assert all(len(one.pains) == 1 for one in result.maps[0].statements)


def test_a_cell_that_stretches_leaves_no_gap_to_ask_about() -> None:
    kinds = [one.kind for one in read_case("strangers/parcel-return").report.questions]
    assert "gap" not in kinds


@pytest.mark.parametrize("row", ["Lajur {0},a{0},b{0}", "Lajur {0},a{0},b{0}\n,,"])
def test_four_times_the_rows_cost_no_sixteen_times_the_work(row: str) -> None:
    names = count()  # new ones every time: known ones are remembered

    def cost(rows: int) -> float:
        head = "Tahap,A,B\nTujuan,x,y\nEmosi,senang,sedih\n"
        text = head + "\n".join(row.format(next(names)) for _ in range(rows))
        begun = time.process_time()
        import_table([Source("peta.csv", text)])
        return time.process_time() - begun

    cost(50)  # word lists are read once
    few = min(cost(200) for _ in range(3))
    many = min(cost(800) for _ in range(3))
    assert many < max(few, 0.02) * TOLERANCE
