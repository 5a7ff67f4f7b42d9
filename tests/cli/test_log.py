"""`jejak log` as it is typed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from jejak.files import loads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Call = Callable[..., Outcome]

CLICKS = """\
user_id,event,timestamp,note
siti,see,2024-01-01 09:00:00,a
siti,pay_card,2024-01-01 09:05:00,b
budi,see,2024-01-01 10:00:00,c
"""


@pytest.fixture
def clicks(tmp_path: Path) -> Path:
    path = tmp_path / "clicks.csv"
    path.write_text(CLICKS, "utf-8")
    return path


def test_add_writes_the_log_and_says_what_was_taken_for_what(
    jejak: Call, clicks: Path
) -> None:
    done = jejak("log", "add", clicks, "--into", "shop.log", "--rename", "pay_*=pay")
    assert (done.code, done.err) == (0, "")
    assert "3 rows: 3 added, 0 there already, 0 not taken" in done.out
    assert "user_id = whose event" in done.out
    assert "Columns left out: note" in done.out
    assert "Times without a zone were read as UTC" in done.out
    assert "The log holds 3 events of 2 cases, of 2 kinds." in done.out
    assert done.out.endswith("Wrote shop.log\n")
    assert (clicks.parent / "shop.log" / "meta.json").is_file()


def test_adding_the_same_file_again_changes_nothing(jejak: Call, clicks: Path) -> None:
    jejak("log", "add", clicks, "--into", "shop.log")
    done = jejak("log", "add", clicks, "--into", "shop.log", "--json", "--lang", "id")
    report = json.loads(done.out)
    assert (report["files"][0]["kept"], report["events"]) == (0, 3)


def test_a_rule_that_is_none_is_a_wrong_call(jejak: Call, clicks: Path) -> None:
    done = jejak("log", "add", clicks, "--into", "shop.log", "--rename", "pay")
    assert done.code == 2
    assert "'pay' is no rule" in done.err


def test_a_file_that_cannot_be_read_is_told_in_the_users_language(
    jejak: Call, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    done = jejak("log", "add", "x.csv", "--into", "shop.log", "--lang", "id")
    assert done.code == 1
    assert "--case-col" in done.err
    assert "Kolomnya: a, b" in done.err


def test_a_log_without_a_command_asks_for_one(jejak: Call) -> None:
    done = jejak("log")
    assert done.code == 2
    assert "jejak log --help" in done.err


VISITS = """\
user_id,event,timestamp,plan
siti,see,2024-01-01 09:00:00,free
siti,cart,2024-01-01 09:01:00,free
siti,pay,2024-01-01 09:03:00,free
budi,see,2024-01-02 10:00:00,paid
budi,cart,2024-01-02 10:00:30,paid
budi,see,2024-01-02 12:00:00,paid
tono,see,2024-02-01 10:00:00,paid
"""


@pytest.fixture
def log(jejak: Call, tmp_path: Path) -> str:
    (tmp_path / "visits.csv").write_text(VISITS)
    assert jejak("log", "add", "visits.csv", "--into", "shop.log").code == 0
    return "shop.log"


def tables(done: Outcome) -> dict[str, list[dict[str, object]]]:
    assert (done.code, done.err) == (0, "")
    found: dict[str, list[dict[str, object]]] = json.loads(done.out)
    return found


def test_describe_says_how_much_how_long_and_who(jejak: Call, log: str) -> None:
    found = tables(jejak("log", "describe", log, "--json"))
    whole = {row["what"]: row["value"] for row in found["whole"]}
    # siti 180 s, budi 7200 s, tono 0 s
    assert (whole["cases"], whole["events"], whole["span_median"]) == (3, 7, 180)
    assert found["touchpoints"][0] == {
        "event": "see",
        "reach": {"num": 3, "den": 3, "share": 1.0},
        "events": 4,
        "begins": {"num": 3, "den": 3, "share": 1.0},
        "ends": {"num": 2, "den": 3, "share": 2 / 3},
    }


def test_describe_speaks_to_people(jejak: Call, log: str) -> None:
    done = jejak("log", "describe", log, "--lang", "id")
    assert "66,7% (2 dari 3)" in done.out
    assert "{" not in done.out


def test_sessions_periods_and_segments_narrow_the_view(jejak: Call, log: str) -> None:
    def cases(*options: str) -> object:
        found = tables(jejak("log", "describe", log, "--json", *options))
        return found["whole"][0]["value"]

    assert cases("--sessions", "30m") == 4  # budi comes back after two hours
    assert cases("--from", "2024-01-02") == 2
    assert cases("--to", "2024-01-01") == 1
    assert cases("--where", "plan=paid") == 2


def test_flow_counts_what_follows(jejak: Call, log: str) -> None:
    first = tables(jejak("log", "flow", log, "--json"))["flow"][0]
    assert (first["event"], first["next"], first["count"]) == ("see", "cart", 2)
    assert first["of_leaving"] == {"num": 2, "den": 4, "share": 0.5}
    assert first["wait_median"] == 45  # between 30 and 60


def test_funnel_says_who_got_how_far_and_where_others_went(
    jejak: Call, log: str
) -> None:
    steps = ("--step", "see", "--step", "cart", "--step", "pay")
    found = tables(jejak("log", "funnel", log, *steps, "--json"))
    assert [row["of_first"]["num"] for row in found["funnel"]] == [3, 2, 1]  # type: ignore[index]
    went = [(row["step"], row["went_to"]) for row in found["dropped"]]
    assert went == [("see", "nowhere"), ("cart", "see")]


def test_variants_cover_the_log(jejak: Call, log: str) -> None:
    rows = tables(jejak("log", "variants", log, "--json"))["variants"]
    assert [row["path"] for row in rows] == [
        "see",
        "see → cart → see",
        "see → cart → pay",
    ]


def test_compare_sets_two_groups_or_periods_side_by_side(jejak: Call, log: str) -> None:
    done = jejak("log", "compare", log, "--by", "plan", "--values", "paid", "free")
    assert "paid" in done.out
    assert "−100 (" in done.out  # pay: nobody of paid, everybody of free
    periods = ("2024-01-01..2024-01-31", "2024-02-01..2024-02-29")
    found = tables(jejak("log", "compare", log, "--periods", *periods, "--json"))
    assert found["compare"][0]["second"] == {"num": 1, "den": 1, "share": 1.0}


TOUCHING = "2024-01-02..2024-01-03"


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        (("funnel", "--step", "sea", "--step", "pay"), 1, "Did you mean 'see'"),
        (("funnel", "--step", "see"), 1, "at least two steps"),
        (("compare",), 2, "either --by COLUMN or --periods"),
        (("compare", "--by", "plam"), 1, "Did you mean 'plan'"),
        (("describe", "--where", "plan"), 2, "is no condition"),
        (("describe", "--state", "done"), 1, "No event is in the state 'done'"),
        (("describe", "--sessions", "soon"), 2, "'soon'"),
        (("describe", "--sessions", "99999999999d"), 2, "'99999999999d'"),
        (("describe", "--sessions", "²m"), 2, "'²m'"),
        (("compare", "--by", "plan", "--values", "paid", "paid"), 1, "only one"),
        (("loops", "--top", "2"), 2, "--top 2"),
        (("flow", "--from", "soon"), 2, "'soon'"),
        (("flow", "--top", "0"), 2, "'0'"),
        (("variants", "--top", "-1"), 2, "'-1'"),
        (("trend", "--from", "2024-02-01", "--to", "2024-01-01"), 1, "ends before"),
        (("compare", "--periods", "2024-01-01..2024-01-02", TOUCHING), 1, "share days"),
        (
            ("compare", "--periods", "2024-01-02..2024-01-01", TOUCHING),
            1,
            "ends before",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_told(
    jejak: Call, log: str, call: tuple[str, ...], code: int, message: str
) -> None:
    done = jejak("log", call[0], log, *call[1:])
    assert (done.code, message in done.err) == (code, True), done.err


def test_what_nothing_can_be_written_as_is_refused_before_it_is(
    jejak: Call, log: str, shop: str
) -> None:
    done = jejak("measure", shop, log, "-o", "a.json", "-o", "map.svg")
    assert (done.code, "'map.svg' asks for a form" in done.err) == (2, True)
    assert "a.json" not in os.listdir()
    assert jejak("bind", shop, log, "--at-least", "5").code == 2


def test_a_view_of_nobody_shows_nothing_and_fails_not(jejak: Call, log: str) -> None:
    for name in ("describe", "flow", "variants"):
        done = jejak("log", name, log, "--from", "2030-01-01")
        assert (done.code, done.err) == (0, "")
    assert "Nothing to show." in done.out


def test_waits_are_told_with_all_quantiles_and_at_work(jejak: Call, log: str) -> None:
    hours = ("--hours", "mon-fri 09:00-17:00", "--time-zone", "UTC")
    found = tables(jejak("log", "waits", log, "--json", *hours))
    waits = {row["event"]: row for row in found["waits"]}
    # from see: siti 60 s, budi 30 s; from the cart: siti 120 s, budi 7170 s
    assert (waits["see"]["p10"], waits["see"]["median"]) == (33, 45)
    assert waits["cart"]["count"] == 2
    assert found["waits_at_work"] == found["waits"]  # it all was within the hours
    answers = {row["event"]: row["unanswered"] for row in found["responses"]}
    assert answers["see"] == {"num": 2, "den": 4, "share": 0.5}  # budi and tono
    done = jejak("log", "waits", log, "--hours", "always")
    assert (done.code, "'always' are no working hours" in done.err) == (1, True)


def test_loops_steps_and_patterns_are_told(jejak: Call, log: str) -> None:
    found = tables(jejak("log", "loops", log, "--json"))
    assert found["loops"][0]["returns"] == {"num": 1, "den": 4, "share": 0.25}
    found = tables(jejak("log", "steps", log, "--json"))
    assert found["steps"][0]["step_3"] == {"num": 1, "den": 3, "share": 1 / 3}
    assert found["sankey"][0] == {
        "step": 1,
        "event": "see",
        "next": "cart",
        "of_there": {"num": 2, "den": 3, "share": 2 / 3},
    }
    found = tables(jejak("log", "patterns", log, "--length", "2", "--json"))
    assert found["patterns"][0]["path"] == "see → cart"


def test_who_gets_to_a_goal_and_when_they_start_is_told(jejak: Call, log: str) -> None:
    goal = ("log", "conversion", log, "--goal", "pay", "--json")
    rates = [row["converts"] for row in tables(jejak(*goal))["conversion"]]
    assert rates[0] == {"num": 1, "den": 3, "share": 1 / 3}
    rates = [
        row["converts"] for row in tables(jejak(*goal, "--within", "2m"))["conversion"]
    ]
    assert [row["num"] for row in rates] == [0, 1]  # 180 s from see, 120 s from cart
    trend = ("log", "trend", log, "--event", "pay", "--json")
    found = tables(jejak(*trend))["trend"]
    assert [(row["period"], row["started"]) for row in found] == [
        ("2024-01", 2),
        ("2024-02", 1),
    ]
    assert found[0]["reach_1"] == {"num": 1, "den": 2, "share": 0.5}
    assert len(tables(jejak(*trend, "--per", "week"))["trend"]) == 5


def test_a_goal_and_working_hours_are_measured_on_a_map(
    jejak: Call, log: str, shop: str
) -> None:
    assert jejak("bind", shop, log, "-o", "bound.journey.yaml").code == 0
    asked = ("measure", "bound.journey.yaml", log, "--json", "--goal", "Pay")
    found = tables(jejak(*asked, "--within", "1h", "--hours", "09:00-17:00"))
    assert found["conversion"][0]["converts"] == {"num": 1, "den": 3, "share": 1 / 3}
    assert found["stage_times_at_work"][0]["stage"] == "Look"
    assert {"throughput", "loops", "back", "steps", "sankey"} <= set(found)
    done = jejak(*asked[:-1], "Pya")
    assert (done.code, "Did you mean 'Pay'?" in done.err) == (1, True)


PERSONAS = """\
personas:
  - name: Siti
    segment:
      - column: plan
        operator: is_not
        values: [paid]
  - name: Budi
"""


def test_a_persona_stands_for_its_segment(
    jejak: Call, log: str, shop: str, tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text(MAP + PERSONAS)
    assert jejak("bind", "p.yaml", log, "-o", "bound.journey.yaml").code == 0
    asked = ("measure", "bound.journey.yaml", log, "--persona")
    found = tables(jejak(*asked, "Siti", "--json"))
    assert found["coverage"][0]["cases_on_map"] == {"num": 1, "den": 1, "share": 1.0}
    done = jejak(*asked, "Budi")
    assert (done.code, "'Budi' names no segment" in done.err) == (1, True)
    done = jejak(*asked, "Sity")
    assert (done.code, "Did you mean 'Siti'?" in done.err) == (1, True)


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_a_database_is_asked_like_a_log(
    jejak: Call, log: str, shop: str, tmp_path: Path
) -> None:
    import duckdb

    with duckdb.connect(tmp_path / "shop.duckdb") as duck:
        duck.execute("create table visits as from 'visits.csv'")
    there = ("--on", "duckdb://shop.duckdb", "--table", "visits", "--json")
    for question in (
        ("describe", "--sessions", "30m", "--from", "2024-01-02"),
        ("funnel", "--step", "see", "--step", "pay"),
        ("compare", "--sessions", "30m", "--by", "plan"),
    ):
        here = tables(jejak("log", *question, log, "--json"))
        assert tables(jejak("log", *question, *there)) == here
    assert jejak("bind", shop, log, "-o", "bound.journey.yaml").code == 0
    here = tables(jejak("measure", "bound.journey.yaml", log, "--json"))
    assert tables(jejak("measure", "bound.journey.yaml", *there)) == here
    january = ("--from", "2024-01-01", "--to", "2024-01-31")
    for groups in (
        ("--where", "plan=paid", "--compare"),
        (*january, "--compare", "2024-02-01..2024-02-29"),
    ):
        here = tables(jejak("measure", "bound.journey.yaml", log, "--json", *groups))
        assert "compared_touchpoints" in here
        assert tables(jejak("measure", "bound.journey.yaml", *there, *groups)) == here
    done = jejak("measure", "bound.journey.yaml", *there, *january, "--compare", "rest")
    assert (done.code, "everybody leaves no rest" in done.err) == (2, True)
    with duckdb.connect(tmp_path / "ties.duckdb") as duck:
        duck.execute(
            "create table visits as with x as (from 'visits.csv') "
            "from x union all select user_id, 'tie', timestamp, plan from x"
        )
    ties = ("--on", "duckdb://ties.duckdb", *there[2:])
    done = jejak("log", "describe", *ties)
    assert "14 events of different names have the same time" in done.err
    done = jejak("log", "describe", log, *there)
    assert (done.code, "either a log, or --on" in done.err) == (2, True)


def test_a_log_that_is_not_there_is_told(jejak: Call) -> None:
    done = jejak("log", "flow", "nothing.log")
    assert (done.code, "'nothing.log' is no log" in done.err) == (1, True)


MAP = """\
format: 1
title: Shop
stages:
  - title: Look
    touchpoints: [See]
  - title: Buy
    touchpoints: [Cart, Pay, Invoice]
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    (tmp_path / "shop.journey.yaml").write_text(MAP)
    return "shop.journey.yaml"


def test_bind_proposes_and_changes_nothing_unasked(
    jejak: Call, log: str, shop: str, tmp_path: Path
) -> None:
    done = jejak("bind", shop, log)
    assert done.code == 0
    assert "Proposed, not applied" in done.out
    assert "Nothing was changed" in done.err
    assert (tmp_path / shop).read_text() == MAP
    found = tables(jejak("bind", shop, log, "--json"))
    assert {row["event"] for row in found["proposed"]} == {"see", "cart", "pay"}


def test_bind_and_measure_lead_to_figures_on_the_map(
    jejak: Call, log: str, shop: str, tmp_path: Path
) -> None:
    done = jejak("bind", shop, log, "-o", "bound.journey.yaml")
    assert "Wrote bound.journey.yaml with 3 matchers more." in done.err
    found = tables(jejak("measure", "bound.journey.yaml", log, "--json"))
    reach = {row["touchpoint"]: row["reach"] for row in found["measured_touchpoints"]}
    assert reach["Cart"] == {"num": 2, "den": 3, "share": 2 / 3}
    done = jejak("measure", "bound.journey.yaml", log, "-o", "m.journey.yaml")
    assert done.out.endswith("Wrote m.journey.yaml\n")
    # three people: too few for any figure in a file
    assert "figures:" not in (tmp_path / "m.journey.yaml").read_text()


def test_two_touchpoints_that_claim_one_event_are_named(
    jejak: Call, log: str, tmp_path: Path
) -> None:
    one = "      - text: {}\n        matchers:\n          - events: [see]\n"
    text = "format: 1\nstages:\n  - title: Look\n    touchpoints:\n"
    (tmp_path / "m.yaml").write_text(text + one.format("A") + one.format("B"))
    done = jejak("bind", "m.yaml", log)
    assert "'see' is claimed by several touchpoints. It counts for 'A'" in done.out


def test_measure_says_whence_and_from_when_its_tables_are(
    jejak: Call, log: str, shop: str
) -> None:
    assert jejak("bind", shop, log, "-o", "bound.journey.yaml").code == 0
    said = jejak("measure", "bound.journey.yaml", log).out.splitlines()[0]
    assert said.startswith("shop.log · ")
    assert said.endswith(" · everybody")


def test_a_made_log_is_measured_and_says_that_it_is_made(
    jejak: Call, tmp_path: Path
) -> None:
    done = jejak("demo-log", "--cases", "60", "-o", "demo")
    assert "nobody did this" in done.out
    files = [f"demo/{name}.csv" for name in ("clicks", "orders", "ratings")]
    assert jejak("log", "add", *files, "--into", "demo.log").code == 0
    done = jejak("measure", "demo/map.journey.yaml", "demo.log", "-o", "m.journey.yaml")
    assert done.out.startswith("This is sample data: nobody did this.")
    written = (tmp_path / "m.journey.yaml").read_text()
    assert "source: demo.log (sample)" in written
    assert tables(jejak("log", "describe", "demo.log", "--json"))["sample"] is True
    assert jejak("check", "m.journey.yaml").code == 0


@pytest.mark.parametrize(
    "name",
    ["clicks.csv", "orders.csv", "ratings.csv", "truth.csv", "map.journey.yaml"],
)
def test_a_made_log_overwrites_nothing_unasked(
    jejak: Call, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("written by somebody", "utf-8")
    assert jejak("demo-log", "--cases", "1", "-o", ".").code == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert jejak("demo-log", "--cases", "1", "-o", ".", "--force").code == 0


@pytest.mark.parametrize("option", ["--seed", "--cases"])
def test_a_made_log_of_less_than_nobody_is_a_wrong_call(
    jejak: Call, option: str
) -> None:
    assert jejak("demo-log", option, "-1", "-o", "demo").code == 2


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_made_events_in_a_database_say_that_they_are_made(
    jejak: Call, tmp_path: Path
) -> None:
    import duckdb

    jejak("demo-log", "--cases", "60", "-o", "demo")
    with duckdb.connect(tmp_path / "shop.duckdb") as duck:
        duck.execute("create table clicks as from 'demo/clicks.csv'")
    there = ("--on", "duckdb://shop.duckdb", "--table", "clicks")
    done = jejak("measure", "demo/map.journey.yaml", *there, "-o", "m.journey.yaml")
    assert done.out.startswith("This is sample data: nobody did this.")
    assert "source: clicks (sample)" in (tmp_path / "m.journey.yaml").read_text()


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_what_means_nobody_in_a_file_means_nobody_in_a_database(
    jejak: Call, tmp_path: Path
) -> None:
    import duckdb

    people = ("siti", "NULL", "budi", "nan", r"\N", "(not set)")
    rows = [f"{one},see,2024-01-01 09:00:00" for one in people]
    lines = ["user_id,event,timestamp", *rows]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", "utf-8")
    jejak("log", "add", "a.csv", "--into", "a.log", "--accept-refused")
    with duckdb.connect(tmp_path / "a.duckdb") as duck:
        duck.execute(
            "create table a as select * replace (timestamp::timestamp as timestamp) "
            "from read_csv('a.csv', all_varchar=true, nullstr='')"
        )
    there = ("--on", "duckdb://a.duckdb", "--table", "a", "--json")
    here = tables(jejak("log", "describe", "a.log", "--json"))
    assert here["whole"][0] == {"what": "cases", "value": 2}
    asked = jejak("log", "describe", *there)
    assert asked.err.startswith("4 rows of the table name no person")
    assert json.loads(asked.out) == here


def test_a_bound_map_alone_is_piped(jejak: Call, log: str, shop: str) -> None:
    done = jejak("bind", shop, log, "-o", "-")
    assert "events:" in done.out
    assert "Proposed, not applied" in done.err
    assert loads(done.out).info.title == "Shop"


def test_measure_writes_a_report_where_the_name_asks_for_one(
    jejak: Call, log: str, shop: str, tmp_path: Path
) -> None:
    done = jejak("measure", shop, log, "-o", "report.html", "--lang", "id")
    assert done.code == 0
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")


def test_one_call_writes_the_map_and_reports(jejak: Call, tmp_path: Path) -> None:
    jejak("demo-log", "--cases", "60", "-o", "demo")
    files = [f"demo/{name}.csv" for name in ("clicks", "orders", "ratings")]
    jejak("log", "add", *files, "--into", "demo.log")
    wanted = ("m.journey.yaml", "r.html", "r.xlsx", "r.json", "r.pdf")
    outputs = [part for name in wanted for part in ("-o", name)]
    call = ("measure", "demo/map.journey.yaml", "demo.log", *outputs)
    done = jejak(*call, "--segment", "plan=student", "--compare")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("Wrote m.journey.yaml, r.html, r.xlsx, r.json, r.pdf\n")
    assert "Compared at touchpoints" in done.out
    figures = json.loads((tmp_path / "r.json").read_text())
    assert figures["compared"] == ["plan=student", "everybody else"]
    assert figures["sample"] is True
    assert jejak(*call).code == 1  # the files are there


DAYS = ("--from", "2024-01-02", "--to", "2024-01-02")


def test_a_period_is_compared_with_the_days_before(
    jejak: Call, log: str, shop: str
) -> None:
    jejak("bind", shop, log, "-o", "b.yaml")
    found = tables(jejak("measure", "b.yaml", log, *DAYS, "--compare", "--json"))
    [cart] = [
        row
        for row in found["compared_touchpoints"]
        if (row["touchpoint"], row["figure"]) == ("Cart", "reach")
    ]
    # budi on the second day, siti on the first
    assert cart["first"] == cart["second"] == {"num": 1, "den": 1, "share": 1.0}
    assert cart["everybody"] == {"num": 2, "den": 2, "share": 1.0}
    done = jejak("measure", "b.yaml", log, *DAYS, "--compare", "before")
    assert "2024-01-02..2024-01-02" in done.out
    assert "2024-01-01..2024-01-01" in done.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Say with whom to compare"),
        (("rest",), "--compare rest needs --segment"),
        (("before",), "Say with whom to compare"),
        (("soon",), "'soon' is nothing to compare with"),
        (("plan=paid",), "in both groups"),
    ],
)
def test_a_comparison_that_cannot_be_told_is_refused(
    jejak: Call, log: str, shop: str, options: tuple[str, ...], message: str
) -> None:
    done = jejak("measure", shop, log, "--compare", *options)
    assert (done.code, message in done.err) == (2, True), done.err
