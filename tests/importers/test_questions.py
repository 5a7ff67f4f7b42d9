"""Ids of questions follow from words, so that an answer can be remembered."""

from __future__ import annotations

import random

from jejak.importers import ImportResult, Source, import_table
from jejak.importers.questions import Desk
from jejak.importers.reading import Message, Where

ROWS = [
    ["Tahap", "Datang", "Tunggu", "Bayar"],
    ["Tujuan", "Cepat", "Duduk", "Murah"],
    ["Suara pelanggan dan pikiran", "Ramai", "Lama", "Adil"],
    ["Perasaan", "gado-gado", "kesal", "ajaib"],
    ["Kendala", "Antre", "", "Jakarta - Bandung"],
]
RANKING = [
    ["Masalah", "Penting", "Mendesak", "Kuadran"],
    ["Antre terlalu panjang", "Sedang", "Ya", "DO"],
    ["Kursi kurang", "Sedang", "Sedang", "DO"],
]


def read(*tables: list[list[str]], **answers: str) -> ImportResult:
    sources = [
        Source(f"{number}.txt", "\n".join("\t".join(row) for row in one))
        for number, one in enumerate(tables)
    ]
    return import_table(sources, answers=answers)


def ids(result: ImportResult) -> set[str]:
    return {asked.id for asked in result.report.questions}


def test_ids_stay_when_rows_and_columns_change_places() -> None:
    before = ids(read(ROWS, RANKING))
    assert len(before) == 7
    dice = random.Random(4)
    for _ in range(5):
        rows = [ROWS[0], *dice.sample(ROWS[1:], 4)]
        places = [0, *dice.sample([1, 2, 3], 3)]
        moved = [[row[place] for place in places] for row in rows]
        ranking = [RANKING[0], *dice.sample(RANKING[1:], 2)]
        assert ids(read(moved, ranking)) == before
        across = [list(column) for column in zip(*moved, strict=True)]
        assert ids(read(ranking, across)) == before


def test_ids_stay_when_something_is_added() -> None:
    before = ids(read(ROWS))
    more = [[*row, words] for row, words in zip(ROWS, ["Pulang", *"abcd"], strict=True)]
    assert before < ids(read([*more, ["Kanal", "Pintu", "Kursi", "Kasir", "Pintu"]]))


def test_a_doubt_that_two_maps_share_is_asked_once() -> None:
    other = [["Tahap", "Masuk", "Keluar"], *([row[0], *row[1:3]] for row in ROWS[1:])]
    result = read(ROWS, other)
    assert len(result.maps) == 2
    kinds = [asked.kind for asked in result.report.questions]
    assert sorted(kinds) == ["feeling", "feeling", "gap", "gap", "items", "lane"]
    (odd,) = (one.id for one in result.report.questions if "gado" in str(one.text))
    answered = read(ROWS, other, **{odd: "1"})
    for journey in answered.maps:
        assert journey.feelings(journey.stages[0].id)[0].value == 1


def test_a_blank_pain_is_asked_about_in_each_map() -> None:
    desk = Desk({})
    for _ in range(2):
        desk.ask(
            *("gap", ["lane", "stage"], Message("import.ask.gap"), Where("x"), []),
            map_number=0,
            once=False,
        )
    first, second = desk.questions
    assert second.id == f"{first.id}-2"


def test_an_answer_word_of_a_ranking_is_asked_about_once() -> None:
    result = read(ROWS, RANKING)
    asked = [one for one in result.report.questions if one.kind == "judgement"]
    assert [one.text.said("en") for one in asked] == [
        "“Sedang” in the importance column: important or not?",
        "“Sedang” in the urgency column: urgent or not?",
    ]
    answered = read(ROWS, RANKING, **{asked[0].id: "yes"})
    assert [one.is_important for one in answered.maps[0].statements] == [True, True]


def test_an_answered_feeling_does_not_say_that_it_is_left_out() -> None:
    (asked,) = (one for one in read(ROWS).report.questions if "ajaib" in str(one.text))
    assert "leaves it out" in asked.text.said("en")
    report = read(ROWS, **{asked.id: "2"}).report
    (now,) = (one for one in report.questions if one.id == asked.id)
    assert now.text.said("en") == "How does “ajaib” feel? The word was not known."
    assert "answered: +2" in report.as_text("en")
