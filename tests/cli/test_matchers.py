"""Matchers by column, and of expectations and KPIs, as they are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Call = Callable[..., Outcome]

# Eight people open a ticket about a refund, six of them get an answer in ten minutes.
TICKETS = "user_id,event,timestamp,subject\n" + "".join(
    f"u{n},opened,2026-01-0{n} 09:00,Refund {n % 2}\n"
    + (f"u{n},answered,2026-01-0{n} 09:10,\n" if n < 7 else "")
    for n in range(1, 9)
)
MAP = """\
format: 1
title: Help
stages:
  - title: Ask
    touchpoints:
      - text: Money back
        matchers:
          - where: {subject: "*refund*"}
      - text: Anything else
        matchers:
          - where: {subject: "refund 1"}
    expectations:
      - text: An answer
        figure: 95
        unit: "%"
        matchers:
          - since: [opened]
            events: [answered]
    kpis:
      - text: Calls
        matchers:
          - events: [called]
"""


@pytest.fixture
def help_map(tmp_path: Path) -> str:
    (tmp_path / "help.journey.yaml").write_text(MAP)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    return "help.journey.yaml"


def measured(done: Outcome) -> dict[str, list[dict[str, object]]]:
    assert (done.code, done.err) == (0, "")
    found: dict[str, list[dict[str, object]]] = json.loads(done.out)
    return found


def test_columns_that_are_kept_are_read_by_matchers(jejak: Call, help_map: str) -> None:
    add = ("log", "add", "tickets.csv", "--into", "tickets.log")
    done = jejak(*add, "--detail", "subject")
    assert "subject = kept for matchers" in done.out
    done = jejak("bind", help_map, "tickets.log")
    assert "Money back  opened  \u2013        subject: Refund 0" in done.out
    told = "'opened' is claimed by several touchpoints. It counts for 'Money back'"
    assert done.out.count(told) == 1
    assert "An answer           where it begins     opened" in done.out
    assert "Calls               \u2013                   \u2013" in done.out
    found = measured(jejak("measure", help_map, "tickets.log", "--json"))
    reach = found["measured_touchpoints"][0]["reach"]
    assert reach == {"num": 8, "den": 8, "share": 1.0}
    share = {"num": 6, "den": 8, "share": 0.75}
    assert found["expected"][0]["share"] == share
    assert found["kpis"][0]["how_many"] == 0
    done = jejak("measure", help_map, "tickets.log", "-o", "report.html")
    assert done.code == 0
    assert jejak(*add, "--detail", "note").code == 1


def test_a_log_without_the_column_is_refused_with_what_to_do(
    jejak: Call, help_map: str
) -> None:
    jejak("log", "add", "tickets.csv", "--into", "tickets.log")
    for command in ("bind", "measure"):
        done = jejak(command, help_map, "tickets.log")
        assert done.code == 1
        assert "Write the log anew with --detail subject" in done.err
    done = jejak("bind", help_map, "tickets.log", "--lang", "id")
    assert "Tulis ulang log dengan --detail subject" in done.err


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_a_table_of_a_database_is_measured_by_the_same_matchers(
    jejak: Call, help_map: str, tmp_path: Path
) -> None:
    import duckdb

    with duckdb.connect(tmp_path / "help.duckdb") as duck:
        duck.execute(f"create table tickets as from '{tmp_path}/tickets.csv'")
    on = ("--on", "duckdb://help.duckdb", "--table", "tickets", "--detail", "subject")
    there = measured(jejak("measure", help_map, *on, "--json"))
    add = ("log", "add", "tickets.csv", "--into", "tickets.log")
    jejak(*add, "--detail", "subject")
    here = measured(jejak("measure", help_map, "tickets.log", "--json"))
    for found in (here, there):  # events of one number come in the order of the log
        found["mapped"].sort(key=str)
    assert there == here
