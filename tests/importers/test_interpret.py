"""What the importer makes of tables, one sentence at a time."""

from io import BytesIO

import pytest

from jejak.errors import ImportRefused
from jejak.importers import ImportResult, Source, import_table
from jejak.model.journey_map import JourneyMap
from jejak.model.ranking import quadrant_of
from jejak.model.records import Card, Cell, Expectation, Feeling, Kpi, Resource


def read(*texts: str, **answers: str) -> ImportResult:
    """Import tables written with `|` and lines, as Markdown without rules."""
    sources = [
        Source(f"table {number}", _delimited(text), "csv")
        for number, text in enumerate(texts)
    ]
    result = import_table(sources, answers=answers)
    assert "missed" not in kinds(result)
    return result


def _delimited(text: str) -> str:
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in text.strip("\n").split("\n")
    ]
    return "\n".join("\t".join(row) for row in rows)


def kinds(result: ImportResult) -> list[str]:
    return [remark.kind for remark in result.report.remarks]


def texts(journey: JourneyMap, role: str) -> list[list[str]]:
    lane = journey.lane_of_role(role)
    assert lane is not None
    return [
        [card.text for card in journey.cards(lane.id, stage.id)]
        for stage in journey.stages
    ]


SMALL = """
Stage     | Arrive | Wait     | Pay
Goals     | fast   | a chair  | cheap
Feelings  | happy  | confused | relieved
"""


def test_lanes_may_run_down() -> None:
    (journey,) = read(SMALL).maps
    assert [stage.title for stage in journey.stages] == ["Arrive", "Wait", "Pay"]
    assert texts(journey, "goals") == [["fast"], ["a chair"], ["cheap"]]


def test_stages_may_run_down() -> None:
    (journey,) = read(
        """
        Stage  | Goals   | Feelings
        Arrive | fast    | happy
        Wait   | a chair | confused
        Pay    | cheap   | relieved
        """
    ).maps
    assert journey == read(SMALL).maps[0]


def test_a_dash_is_nothing_found_and_a_blank_is_not_filled() -> None:
    (journey,) = read("Stage|A|B|C\nGoals|x|-|\nPain points||n/a|y").maps
    marks = {(mark.lane, mark.stage): mark.finding for mark in journey.of_kind(Cell)}
    assert marks == {
        ("lane-goals", "stage-b"): "nothing_found",
        ("lane-pain-points", "stage-b"): "nothing_found",
    }


def test_a_blank_pain_below_a_bad_feeling_is_asked_about_and_settled() -> None:
    table = SMALL + "Pain points | slow door | | "
    asked = read(table).report.questions
    (gap,) = asked
    assert (gap.kind, gap.lane_id, gap.stage_id) == (
        "gap",
        "lane-pain-points",
        "stage-wait",
    )
    assert (gap.where.row, gap.where.column) == (4, 3)
    settled = read(table, **{gap.id: "not_researched"})
    mark = settled.maps[0].cell(gap.lane_id, gap.stage_id)
    assert mark is not None
    assert mark.finding == "not_researched"
    assert settled.report.questions[0].answer == "not_researched"
    left_open = read(table, **{gap.id: "leave"})
    assert left_open.maps == read(table).maps


def test_an_answer_that_is_no_choice_leaves_the_question_open() -> None:
    table = SMALL + "Pain points | slow door | | "
    (gap,) = read(table).report.questions
    again = read(table, **{gap.id: "perhaps"})
    assert again.report.questions[0].answer is None
    assert again.maps == read(table).maps


def test_feelings_of_a_cell_are_points_in_order() -> None:
    (journey,) = read(
        "Stage|A|B\nGoals|x|y\nEmotions|Frustrated → Satisfied|- Excited - Confused"
    ).maps
    points = [(one.word, one.value, one.place) for one in journey.feelings()]
    assert points == [
        ("Frustrated", -2, 0.25),
        ("Satisfied", 1, 0.75),
        ("Excited", 2, 0.25),
        ("Confused", -1, 0.75),
    ]


def test_an_unknown_word_has_no_value_and_is_asked_about_once() -> None:
    table = "Stage|A|B\nGoals|x|y\nEmotions|purple|purple, happy"
    first = read(table)
    (asked,) = first.report.questions
    assert [choice.value for choice in asked.choices] == ["-2", "-1", "0", "1", "2"]
    assert [one.value for one in first.maps[0].feelings()] == [None, None, 1]
    again = read(table, **{asked.id: "-1"})
    assert [one.value for one in again.maps[0].feelings()] == [-1, -1, 1]
    assert again.report.feelings[0].value == -1


def test_an_unknown_lane_is_kept_as_the_teams_own() -> None:
    result = read(SMALL + "Who smiles | the guard | nobody | the cashier")
    lane = result.maps[0].lanes[-1]
    assert (lane.role, lane.label) == (None, "Who smiles")
    assert result.report.questions == ()


def test_a_few_known_lanes_among_many_of_the_teams_own_make_a_map() -> None:
    own = "\n".join(f"Lane {number}|x|y" for number in range(60))
    result = read(f"Stage|Find|Pay\nGoals|a|b\nFeelings|Happy|Sad\n{own}")
    assert result.report.as_json("en")["summary"]["lanes"] == 62


def test_a_lane_that_is_only_likely_is_asked_about() -> None:
    table = "Stage|A|B\nFeelings|happy|sad\nChannels|x|y\nCS Action|call|mail"
    (asked,) = read(table).report.questions
    assert [choice.value for choice in asked.choices] == ["process", "own"]
    assert read(table).maps[0].lanes[-1].role == "process"
    assert read(table, **{asked.id: "own"}).maps[0].lanes[-1].role is None


def test_of_two_names_for_one_role_the_surer_gets_it_and_both_stay() -> None:
    (journey,) = read("Stage|A|B\nProblems|p|q\nPain points|r|s\nGoals|x|y").maps
    assert texts(journey, "pain_points") == [["r"], ["s"]]
    own = next(lane for lane in journey.lanes if lane.role is None)
    assert own.label == "Problems"


def test_the_same_name_in_two_groups_is_two_lanes() -> None:
    (journey,) = read(
        """
        Zone      | Lane     | Arrive   | Pay
        Customer  | Actions  | walks in | pays
                  | Emotions | happy    | relieved
        Backstage | Actions  | prints   | files
        """
    ).maps
    assert texts(journey, "process") == [["walks in"], ["pays"]]
    assert texts(journey, "internal_process") == [["prints"], ["files"]]
    line = journey.info.visibility_line
    assert [lane.order > line for lane in journey.lanes] == [False, False, True]


def test_lanes_of_other_records_hold_no_cards() -> None:
    (journey,) = read(
        """
        Stage            | A             | B
        Expectations     | an answer     | -
        Resources needed | one more till |
        KPIs             | wait < 5 min  |
        Measured         | 4 min         | 7 min
        """
    ).maps
    (expected,) = journey.of_kind(Expectation)
    (resource,) = journey.of_kind(Resource)
    (kpi,) = journey.of_kind(Kpi)
    assert expected.text == "an answer"
    assert (resource.text, resource.availability) == ("one more till", "needed")
    assert kpi.text == "wait < 5 min"
    # what is measured is never typed: the column stays as a lane of the team's own
    assert [card.text for card in journey.of_kind(Card)] == ["4 min", "7 min"]
    assert journey.lane_of_role("measured") is None


def test_feelings_that_are_wished_for_are_expected_not_felt() -> None:
    (journey,) = read(
        "Stage|A|B\nEmotion|angry|sad\nTarget emotion|happy|-\nGoals|x|y"
    ).maps
    points = {(one.word, one.kind) for one in journey.of_kind(Feeling)}
    assert points == {("angry", "felt"), ("sad", "felt"), ("happy", "expected")}
    assert len([lane for lane in journey.lanes if lane.role == "feelings"]) == 1


def test_a_second_head_line_names_parts_of_stages() -> None:
    (journey,) = read(
        """
        Phase    | Before |      | During
        Step     | Search | Book | Arrive
        Actions  | looks  | pays | waits
        Feelings | happy  | sad  | relieved
        """
    ).maps
    before, during = journey.stages
    assert [part.title for part in journey.substages(before.id)] == ["Search", "Book"]
    assert [part.title for part in journey.substages(during.id)] == ["Arrive"]
    places = [one.place for one in journey.feelings()]
    assert places == [0.25, 0.75, 0.5]


def test_a_row_of_durations_belongs_to_the_stages() -> None:
    (journey,) = read("Tahap|A|B\nDurasi|5 menit|\nTujuan|x|y\nKanal|p|q").maps
    assert [stage.duration for stage in journey.stages] == ["5 menit", ""]


def test_an_unknown_name_above_the_first_known_lane_is_a_lane() -> None:
    (journey,) = read("Stage|A|B\nSlogan|fast|cheap\nGoals|x|y\nChannels|p|q").maps
    assert journey.lanes[0].label == "Slogan"
    assert len(journey.of_kind(Card)) == 6


def test_a_blank_lane_name_goes_on_with_the_lane_above() -> None:
    (journey,) = read("Stage|A|B\nGoals|x|y\n|x2|\nChannels|p|q").maps
    assert texts(journey, "goals") == [["x", "x2"], ["y"]]


def test_a_table_that_repeats_the_stages_goes_on_with_the_map() -> None:
    result = read(SMALL, "Stage|Arrive|Wait|Pay\nWild ideas|a|b|-")
    (journey,) = result.maps
    assert journey.lanes[-1].label == "Wild ideas"
    assert len(journey.stages) == 3


def test_other_stages_make_another_map() -> None:
    result = read(SMALL, "Stage|Rise|Shine\nGoals|x|y\nFeelings|happy|sad")
    assert [len(journey.stages) for journey in result.maps] == [3, 2]
    assert [read.counts["stages"] for read in result.report.maps] == [3, 2]


RANKING = """
Problem statement | Importance | Urgency | Why important? | Why urgent? | Quadrant
The door is slow in the morning | Important | Urgent | people turn round | daily | DO
Nobody knows the price | Important | Not urgent | trust | - | DELEGATE
A poster is old | perhaps | no | | |
"""


def test_a_ranking_becomes_statements_and_no_card() -> None:
    result = read(SMALL + "Pain points|slow door in the morning|queue|", RANKING)
    (journey,) = result.maps
    first, second, third = journey.statements
    assert [str(quadrant_of(one)) for one in (first, second)] == ["do", "plan"]
    assert (first.important_why, first.urgent_why) == ("people turn round", "daily")
    assert second.urgent_why == ""
    assert third.is_important is None
    assert [len(one.pains) for one in journey.statements] == [1, 0, 0]
    assert len(journey.of_kind(Card)) == 5
    assert "quadrant" in kinds(result)  # the table's DELEGATE is not its answers'
    judged = next(one for one in result.report.questions if one.kind == "judgement")
    again = read(
        SMALL + "Pain points|slow door in the morning|queue|",
        RANKING,
        **{judged.id: "yes"},
    )
    assert again.maps[0].statements[2].is_important is True


def test_a_statement_is_not_linked_where_two_pains_match() -> None:
    pains = "Pain points|slow door every morning|mornings: the door is slow|"
    (journey,) = read(SMALL + pains, RANKING).maps
    assert [len(one.pains) for one in journey.statements] == [0, 0, 0]


def test_a_cell_over_two_stages_stands_in_the_first_and_says_so() -> None:
    html = """<table><tr><th>Stage<th>A<th>B</tr>
    <tr><td>Goals<td colspan=2>to be quick</tr>
    <tr><td>Feelings<td>happy<td>sad</tr></table>"""
    result = import_table([Source("page.html", html)])
    assert texts(result.maps[0], "goals") == [["to be quick"], []]
    assert "stretched" in kinds(result)


def test_a_workbook_with_a_merged_zone_column_is_one_map() -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("CJM")
        sheet.merge_range("A1:D1", "Peta perjalanan kantin")
        sheet.write_row("B2", ["Tahap", "Datang", "Makan"])
        sheet.merge_range("A3:A5", "Pelanggan")
        sheet.write_row("B3", ["Tujuan", "cepat", "enak"])
        sheet.write_row("B4", ["Perasaan", "lapar", "senang sekali"])
        sheet.write_row("B5", ["Kanal", "kantin", "meja 4"])
        sheet.merge_range("A6:A7", "Balik layar")
        sheet.write_row("B6", ["Aktivitas", "menata piring", "-"])
        sheet.write_row("B7", ["Suasana dapur", "panas", "tenang"])
    result = import_table([Source("kantin.xlsx", data.getvalue())])
    (journey,) = result.maps
    assert journey.info.title == "Peta perjalanan kantin"
    assert [(lane.role, lane.zone) for lane in journey.lanes] == [
        ("goals", "customer"),
        ("feelings", "customer"),
        ("channels", "customer"),
        ("internal_process", "internal"),
        (None, "internal"),
    ]
    assert "missed" not in kinds(result)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nama\tBu Sari\nUsia\t41\nKota\tSolo", "persona_only"),
        ("a\tb\tc\n1\t2\t3\n4\t5\t6", "no_lanes"),
        ("# Notes\n\nNothing but words here.", "no_table"),
        ("# Flow\n\n1. Open\n2. Look\n3. Pay\n", "outline"),
        ("```mermaid\nflowchart LR\na --> b\n```", "flow"),
        ("```mermaid\njourney\n  section A\n    Look: 3: Me\n```", "diagram"),
    ],
)
def test_an_input_without_a_map_is_refused_with_its_reason(
    text: str, reason: str
) -> None:
    form = "text" if "\t" in text else "markdown"
    with pytest.raises(ImportRefused) as refusal:
        import_table([Source("input", text, form)])
    assert refusal.value.key == f"import.refused.{reason}"
    assert "input" in str(refusal.value)


def test_the_report_speaks_both_languages() -> None:
    result = read(SMALL + "Pain points | slow door | | ")
    for language, word in (("id", "Kosong di tabel"), ("en", "Empty in the table")):
        data = result.report.as_json(language)
        assert word in data["questions"][0]["text"]
        assert word in result.report.as_text(language)
        assert data["summary"] == {
            "stages": 3,
            "lanes": 3,
            "personas": 0,
            "statements": 0,
            "cards": 4,
            "feelings": 3,
            "questions": 1,
        }


def test_a_map_without_a_title_or_persona_is_called_after_its_file() -> None:
    (from_file,) = import_table([Source("toko_kue 2.csv", _delimited(SMALL))]).maps
    assert from_file.info.title == "toko kue 2"
    assert read(SMALL).maps[0].info.title == ""  # what was pasted has no name


def test_a_text_longer_than_a_record_can_hold_becomes_several_cards() -> None:
    (journey,) = read(f"Stage|A|B\nGoals|{'word ' * 5_000}|y\nKanal|p|q").maps
    (long, short) = texts(journey, "goals")
    assert len(long) == 3
    assert " ".join(long).split() == ["word"] * 5_000
    assert short == ["y"]


def test_what_no_record_can_hold_is_told_in_a_remark() -> None:
    table = f"Stage\t{'long ' * 4_000}\tB\nGoals\tx\ty\nKanal\tp\tq"
    result = import_table([Source("table", table)])
    assert len(result.maps[0].stages[0].title) == 10_000
    (missed,) = [one for one in result.report.remarks if one.kind == "missed"]
    assert "long long" in missed.text.said("en")
    assert "1 of 9 filled cells found no place" in result.report.as_text("en")


def test_a_few_known_lanes_among_many_own_ones_are_enough() -> None:
    own = "".join(f"\nLane of ours {number}|x|y" for number in range(30))
    (journey,) = read(f"Stage|A|B\nGoals|p|q\nFeelings|sad|happy{own}").maps
    assert len(journey.lanes) == 32


def test_a_ranking_above_the_map_in_one_sheet_is_read_too() -> None:
    ranking = RANKING.strip("\n").replace(" | ", "|")
    (journey,) = read(f"{ranking}\n|||||\n{SMALL.strip()}").maps
    assert len(journey.statements) == 3
    assert len(journey.stages) == 3


def test_cards_of_the_same_words_have_ids_of_their_own() -> None:
    (journey,) = read("Stage|A|B\nGoals|• x • x • x|x\nKanal|x|q").maps
    assert texts(journey, "goals") == [["x", "x", "x"], ["x"]]
    assert texts(journey, "channels") == [["x"], ["q"]]


def test_below_the_line_of_visibility_stand_internal_lanes() -> None:
    (journey,) = read(
        """
        Stage              | Arrive   | Pay
        Actions            | walks in | pays
        Feelings           | happy    | relieved
        Line of visibility |          |
        Mood of the staff  | calm     | busy
        """
    ).maps
    assert [lane.zone for lane in journey.lanes] == ["customer", "customer", "internal"]
