"""What each command does, prints and returns."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import jejak as library
from jejak.cli import COMMANDS
from jejak.cli.output import coloured
from jejak.files import dumps, read, write
from jejak.files.schema import schema_text
from jejak.language.catalogue import LANGUAGES
from jejak.templates import TEMPLATES, template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Call = Callable[..., Outcome]


def test_import_writes_the_map_and_prints_the_report(jejak: Call, table: Path) -> None:
    done = jejak("import", table, "-o", "beans.journey.yaml")
    assert (done.code, done.err) == (0, "")
    assert "3 stages, 4 lanes" in done.out
    assert done.out.endswith("\nWrote beans.journey.yaml\n")
    journey = read(table.parent / "beans.journey.yaml")
    assert [stage.title for stage in journey.stages] == ["Look around", "Order", "Wait"]


def test_import_without_an_output_only_reports(jejak: Call, table: Path) -> None:
    done = jejak("import", table)
    assert done.code == 0
    assert done.out.endswith("Nothing was written. Add -o MAP to write the map.\n")
    assert list(table.parent.iterdir()) == [table]


def test_a_question_is_answered_by_its_id(jejak: Call, table: Path) -> None:
    report = json.loads(jejak("import", table, "--json").out)
    question = next(asked for asked in report["questions"] if asked["kind"] == "gap")
    value = question["choices"][0]["value"]
    done = jejak(
        *("import", table, "-o", "beans.journey.yaml", "--json"),
        *("--answer", f"{question['id']}={value}"),
    )
    answered = {
        asked["id"]: asked["answer"] for asked in json.loads(done.out)["questions"]
    }
    assert answered[question["id"]] == value
    assert json.loads(done.out)["files"] == ["beans.journey.yaml"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("lane", "'lane' is no answer. Write ID=VALUE with an id from the report"),
        ("nobody=1", "No question has the id 'nobody'. Known: "),
    ],
)
def test_an_answer_to_nothing_is_refused(
    jejak: Call, table: Path, answer: str, message: str
) -> None:
    done = jejak("import", table, "-o", "x.journey.yaml", "--answer", answer)
    assert done.code == 2
    assert message in done.err
    assert not (table.parent / "x.journey.yaml").exists()


def test_an_answer_that_is_no_choice_is_refused(jejak: Call, table: Path) -> None:
    report = json.loads(jejak("import", table, "--json").out)
    question = report["questions"][0]["id"]
    done = jejak("import", table, "--answer", f"{question}=perhaps")
    assert done.code == 2
    assert f"'perhaps' is no answer to {question}. Allowed: " in done.err


def test_a_map_on_standard_output_leaves_the_report_to_the_other_stream(
    jejak: Call, table: Path
) -> None:
    done = jejak("import", "-", "-o", "-", given=table.read_bytes())
    assert done.code == 0
    assert done.out.startswith("format: 1\n")
    assert "3 stages, 4 lanes" in done.err


def test_json_is_written_where_the_name_asks_for_it(jejak: Call, table: Path) -> None:
    jejak("import", table, "-o", "beans.journey.json")
    path = table.parent / "beans.journey.json"
    assert json.loads(path.read_text("utf-8"))["format"] == 1


def test_several_maps_go_to_several_files(jejak: Call, table: Path) -> None:
    text = table.read_text("utf-8")
    table.write_text(
        f"# First map\n\n{text}\n# Second map\n\n"
        + text.replace("Look around", "Arrive").replace("Order |", "Sit down |")
    )
    done = jejak("import", table, "-o", "out.journey.yaml")
    assert done.out.endswith("Wrote out.journey.yaml, out-2.journey.yaml\n")
    second = read(table.parent / "out-2.journey.yaml")
    assert second.stages[0].title == "Arrive"
    refused = jejak("import", table, "-o", "-")
    assert refused.code == 2
    assert "holds 2 maps" in refused.err


def test_an_existing_file_stays_unless_force_is_given(jejak: Call, table: Path) -> None:
    path = table.parent / "mine.journey.yaml"
    path.write_text("title: Mine\n", "utf-8")
    for command in (
        ("import", table),
        ("export", path, "--format", "html"),
        ("new",),
        ("schema",),
    ):
        done = jejak(*command, "-o", path)
        assert (done.code, done.out) == (1, "")
        assert "exists already and stays as it is" in done.err
        assert path.read_text("utf-8") == "title: Mine\n"
    assert jejak("new", "-o", path, "--force").code == 0
    assert read(path) == template("blank", "en")


def test_the_second_of_several_maps_overwrites_nothing_either(
    jejak: Call, table: Path
) -> None:
    text = table.read_text("utf-8")
    table.write_text(f"# First\n\n{text}\n# Second\n\n{text.replace('Order', 'Buy')}")
    taken = table.parent / "out-2.journey.yaml"
    taken.write_text("title: Mine\n", "utf-8")
    done = jejak("import", table, "-o", "out.journey.yaml")
    assert done.code == 1
    assert taken.read_text("utf-8") == "title: Mine\n"
    assert not (table.parent / "out.journey.yaml").exists()


@pytest.mark.parametrize("form", ["svg", "html", "yaml", "json"])
def test_export_writes_the_form_that_the_name_asks_for(
    jejak: Call, tmp_path: Path, form: str
) -> None:
    jejak("new", "--template", "mas-tekno", "-o", "m.journey.yaml")
    done = jejak("export", "m.journey.yaml", "-o", f"m.{form}")
    assert (done.code, done.out) == (0, f"Wrote m.{form}\n")
    journey = read(tmp_path / "m.journey.yaml")
    assert (tmp_path / f"m.{form}").read_bytes() == library.export(journey, form)


def test_export_speaks_the_language_asked_for(jejak: Call, tmp_path: Path) -> None:
    jejak("new", "--template", "mas-tekno", "-o", "m.journey.yaml")
    jejak("export", "m.journey.yaml", "-o", "m.html", "--language", "id")
    text = (tmp_path / "m.html").read_text("utf-8")
    assert "Titik sentuh" in text
    assert "Find a place to learn" in text


def test_export_shows_what_was_chosen(jejak: Call, tmp_path: Path) -> None:
    jejak("new", "--template", "mas-tekno", "-o", "m.journey.yaml")
    chosen = ("--lanes", "Wishes, feelings", "--personas", "Mas Tekno", "--no-internal")
    done = jejak("export", "m.journey.yaml", "-o", "m.html", "--theme", "dark", *chosen)
    assert done.code == 2
    assert done.err.startswith("Error: This map has no lane 'Wishes'. Its lanes: ")
    wanted = ("--lanes", "Customer goals, feelings", *chosen[2:], "--theme", "dark")
    assert jejak("export", "m.journey.yaml", "-o", "m.html", *wanted).code == 0
    text = (tmp_path / "m.html").read_text("utf-8")
    assert text.count('<th scope="row">') == 2
    assert "color-scheme:dark" in text


def test_export_says_which_letters_have_no_font(jejak: Call, tmp_path: Path) -> None:
    journey = template("blank", "en")
    odd = replace(journey.info, title="Odd \U00010fff")
    write(journey.changed({odd.id: odd}), tmp_path / "m.journey.yaml")
    done = jejak("export", "m.journey.yaml", "-o", "m.pdf")
    assert (done.code, done.out) == (0, "Wrote m.pdf\n")
    assert done.err.startswith("No font here has these letters: \U00010fff.")


def test_a_sheet_is_only_for_what_has_one(jejak: Call) -> None:
    jejak("new", "--template", "blank", "-o", "m.journey.yaml")
    done = jejak("export", "m.journey.yaml", "-o", "m.svg", "--sheet", "a3")
    assert done.code == 2
    assert done.err.startswith("Error: SVG is one picture and takes no such sheet.")


def test_export_reads_and_writes_standard_streams(jejak: Call) -> None:
    given = dumps(template("blank", "en")).encode()
    done = jejak("export", "-", "--format", "json", "-o", "-", given=given)
    assert done.code == 0
    assert json.loads(done.out)["title"] == "New map"


def test_export_without_a_form_says_which_there_are(jejak: Call) -> None:
    done = jejak("export", "m.journey.yaml", "-o", "m.docx")
    assert done.code == 2
    assert done.err == (
        "Error: 'm.docx' does not say in which format to write. Add --format with one "
        "of: pdf, png, svg, html, yaml, json.\n"
    )


def test_check_says_that_a_map_is_whole(jejak: Call) -> None:
    jejak("new", "--template", "mas-tekno", "-o", "m.journey.yaml")
    done = jejak("check", "m.journey.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Valid: m.journey.yaml (4 stages, 11 lanes, 59 cards, 5 feelings, "
        "4 problem statements)\n"
    )


def test_check_points_at_what_is_wrong(jejak: Call, tmp_path: Path) -> None:
    (tmp_path / "m.journey.yaml").write_text("stages:\n  - title: A\n    gaols: []\n")
    done = jejak("check", "m.journey.yaml")
    assert done.code == 1
    assert done.out.startswith("Not valid: m.journey.yaml, line 3, stages[0]: 'gaols'")
    assert done.out.endswith("Did you mean 'goals'?\n")


GAP = (
    "stages:\n  - title: Pay\n    feelings: [Angry: -2]\n    pain_points: []\n"
    "statements:\n  - text: Slow\n    urgent: true\n"
)


def test_hints_end_with_code_1_only_when_asked(jejak: Call, tmp_path: Path) -> None:
    (tmp_path / "m.journey.yaml").write_text(GAP)
    done = jejak("check", "m.journey.yaml")
    assert done.code == 0
    assert done.out.splitlines()[1:] == [
        "  - Stage “Pay” has no pain point yet, though the feeling there is “Angry”.",
        "  - “Slow”: the answer to “Urgent?” has no reason yet.",
    ]
    assert jejak("check", "--strict", "m.journey.yaml").code == 1


def test_check_speaks_json_about_several_maps(jejak: Call, tmp_path: Path) -> None:
    (tmp_path / "good.journey.yaml").write_text(GAP)
    (tmp_path / "bad.journey.yaml").write_text("title: [x]\n")
    done = jejak("check", "--json", "good.journey.yaml", "bad.journey.yaml")
    assert done.code == 1
    good, bad = json.loads(done.out)
    assert [finding["rule"] for finding in good["findings"]] == [
        *("gap", "urgent_why_missing"),
    ]
    assert (bad["valid"], bad["findings"][0]["rule"]) == (False, "file_format")


def test_new_writes_a_template_in_the_language_of_messages(jejak: Call) -> None:
    done = jejak("new", "--template", "five-stages", "--lang", "id")
    assert done.out == dumps(template("five-stages", "id"))
    done = jejak("new", "--template", "five-stages", "--lang", "id", "--language", "en")
    assert done.out == dumps(template("five-stages", "en"))


def test_new_lists_the_templates_in_their_groups(jejak: Call) -> None:
    done = jejak("new", "--list", "--lang", "id")
    lines = done.out.splitlines()
    assert done.code == 0
    assert [line for line in lines if not line.startswith(" ")] == [
        "Mulai kosong",
        "Contoh terisi",
    ]
    names = [line.split()[0] for line in lines if line.startswith(" ")]
    assert names == list(TEMPLATES)
    assert "  blank              Kanvas kosong. Tiga tahap tanpa nama" in done.out


def test_schema_prints_the_schema(jejak: Call, tmp_path: Path) -> None:
    assert jejak("schema").out == schema_text()
    jejak("schema", "-o", "s.json")
    assert (tmp_path / "s.json").read_text("utf-8") == schema_text()


def test_serve_refuses_other_computers(jejak: Call) -> None:
    done = jejak("serve", "--host", "0.0.0.0", "--no-browser")  # noqa: S104
    assert done.code == 1
    assert "listens on this computer only" in done.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(
    jejak: Call, command: str, language: str
) -> None:
    done = jejak(command, "--help", "--lang", language)
    assert (done.code, done.err) == (0, "")
    words = {"en": ("Usage: ", "options:"), "id": ("Pemakaian: ", "opsi:")}
    assert done.out.startswith(words[language][0] + f"jejak {command}")
    assert words[language][1] in done.out
    assert "cli." not in done.out


def test_the_locale_chooses_the_language(
    jejak: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert jejak("--help").out.startswith("Pemakaian:")
    assert jejak("--lang", "en", "--help").out.startswith("Usage:")
    assert (
        jejak("check", "x.journey.yaml").err == "Galat: 'x.journey.yaml' tidak ada.\n"
    )


WRONG = [
    pytest.param(
        [],
        "Error: these are needed: COMMAND\nSee 'jejak --help'.\n",
        id="no_command",
    ),
    pytest.param(
        ["import"],
        "Error: these are needed: FILE\nSee 'jejak import --help'.\n",
        id="no_file",
    ),
    pytest.param(
        ["export", "m"],
        "Error: these are needed: -o/--output\nSee 'jejak export --help'.\n",
        id="no_output",
    ),
    pytest.param(
        ["check", "m", "--fast"],
        "Error: not known: --fast\nSee 'jejak --help'.\n",
        id="unknown_option",
    ),
    pytest.param(
        ["serve", "--port", "http"],
        "Error: --port: 'http' does not fit\nSee 'jejak serve --help'.\n",
        id="port_in_words",
    ),
    pytest.param(
        ["new", "-o"],
        "Error: -o/--output: one value is needed\nSee 'jejak new --help'.\n",
        id="no_value",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_wrong_call_ends_with_code_2_and_one_sentence(
    jejak: Call, arguments: list[str], message: str
) -> None:
    done = jejak(*arguments)
    assert (done.code, done.out, done.err) == (2, "", message)


def test_a_wrong_choice_names_the_allowed_ones(jejak: Call) -> None:
    done = jejak("new", "--template", "blnk")
    assert done.code == 2
    assert "--template: 'blnk' was given; allowed: " in done.err
    assert "mas-tekno" in done.err


def test_an_input_without_a_map_is_declined_in_one_sentence(
    jejak: Call, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all,\nno table here.\n")
    done = jejak("import", "letter.txt", "-o", "x.journey.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err
    indonesian = jejak("import", "letter.txt", "--lang", "id").err
    assert indonesian.startswith("Galat: ")
    assert indonesian[7:] != done.err[7:]


def test_files_that_cannot_be_used_are_named(jejak: Call, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert jejak("check", "gone").err == "Error: 'gone' does not exist.\n"
    said = "Error: 'folder' is a folder; a file is needed.\n"
    assert jejak("check", "folder").err == said
    assert jejak("new", "-o", "folder").err == said
    done = jejak("new", "-o", "nowhere/x.journey.yaml")
    assert done.code == 1
    assert done.err == f"Error: '{tmp_path / 'nowhere'}' does not exist.\n"


def test_a_saved_map_is_not_imported_but_known(jejak: Call) -> None:
    jejak("new", "--template", "mas-tekno", "-o", "m.journey.yaml")
    done = jejak("import", "m.journey.yaml", "-o", "again.journey.yaml")
    assert (done.code, done.out) == (1, "")
    assert "m.journey.yaml is a map that Jejak saved" in done.err


def test_a_missing_extra_ends_with_code_3_and_its_command(
    jejak: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    jejak("new", "-o", "m.journey.yaml")
    done = jejak("export", "m.journey.yaml", "-o", "m.pdf")
    assert done.code == 3
    assert 'pip install "jejak[pdf]"' in done.err


def test_colours_come_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert coloured("Valid", "green", Terminal()) == "\x1b[32mValid\x1b[0m"
    assert coloured("Valid", "green", io.StringIO()) == "Valid"
    monkeypatch.setenv("NO_COLOR", "1")
    assert coloured("Valid", "green", Terminal()) == "Valid"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert coloured("Valid", "green", Terminal()) == "Valid"
