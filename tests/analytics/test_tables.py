"""Tables: the same numbers for people, programs, notebooks and files."""

from datetime import timedelta

from jejak.analytics.figures import Rate
from jejak.analytics.tables import Table, Value, Word, json_of, shown


def table(*people: int) -> Table:
    rows: list[tuple[Value, ...]] = [(f"e{n}", Rate(n, 20)) for n in people]
    return Table("touchpoints", ("event", "reach"), tuple(rows), people)


def test_rows_of_fewer_than_five_people_are_hidden_in_files() -> None:
    assert table(9, 4, 6, 3).without_few().people == (9, 6)


def test_one_hidden_row_hides_a_second_so_that_no_subtraction_finds_it() -> None:
    assert table(9, 4, 6).without_few().people == (9,)
    assert table(9, 8, 6).without_few() == table(9, 8, 6)


def test_values_of_a_few_or_all_but_a_few_are_hidden_in_files() -> None:
    rows = ((Rate(3, 90), Rate(88, 90), Rate(0, 90), Rate(40, 90), 4, 5),)
    columns = ("reach", "begins", "ends", "of_cases", "events", "count")
    [row] = Table("touchpoints", columns, rows, (90,)).without_few().rows
    few = Word("few")
    assert row == (few, few, Rate(0, 90), Rate(40, 90), few, 5)


def test_names_of_events_are_escaped_in_html_and_cut_in_terminals() -> None:
    rows = (("<script>" + "x" * 90, 3),)
    one = Table("flow", ("event", "count"), rows, (3,))
    assert "&lt;script&gt;" in one._repr_html_()
    assert "<script>" not in one._repr_html_()
    assert max(map(len, one.as_text("en").splitlines())) < 80


def test_programs_get_numbers_and_not_words() -> None:
    rows = ((Rate(0, 0), timedelta(minutes=1), None),)
    one = Table("flow", ("of_leaving", "wait_median", "wait_p90"), rows, (0,))
    assert json_of([one], is_sample=True) == {
        "sample": True,
        "flow": [
            {
                "of_leaving": {"num": 0, "den": 0, "share": None},
                "wait_median": 60.0,
                "wait_p90": None,
            }
        ],
    }


def test_times_shorter_than_a_second_do_not_look_like_none() -> None:
    times = (0.0, 0.0004, 0.007, 0.036, 0.37, 5.0, 5.25, 75.0)
    told = [shown(timedelta(seconds=one), "en") for one in times]
    assert told[:4] == ["0 min", "0.400 ms", "7.0 ms", "36 ms"]
    assert told[4:] == ["0.37 s", "5 s", "5.25 s", "1 min 15 s"]
    assert shown(timedelta(milliseconds=7), "id") == "7,0 ms"


def test_a_column_of_hidden_figures_stays_one_of_figures() -> None:
    rows: list[tuple[Value, ...]] = [("see", Word("few"), Word("bound"), None)]
    one = Table("mapped", ("event", "p90", "status", "stage"), tuple(rows), (9,))
    assert one.is_text == [True, False, True, True]
    assert one.as_html("en").count('<td class="words">') == 3
