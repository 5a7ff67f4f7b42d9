import json
import re
from typing import Any, Literal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jejak.errors import JejakError
from jejak.files import dumps
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from jejak.server.errors import Busy, WorkCrashed, WorkOutOfMemory, WorkTimedOut
from jejak.server.imports import services
from jejak.server.imports.jobs import Upload, read_upload
from jejak.server.imports.schemas import Preview
from jejak.server.maps.models import Map
from tests.real.inputs import real_input
from tests.server.journeys import TABLE, bicycle_shop


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: the tests of the workers show that children do it."""

    class Here:
        def run(self, job: Any, argument: Any, **_: Any) -> bytes:
            return bytes(job(argument))

    monkeypatch.setattr(services, "workers", Here)


def preview(client: Client, **fields: Any) -> Any:
    return client.post("/api/import/preview", fields)


def csv_file(name: str = "shop.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, TABLE.replace("\t", ";").encode())


@pytest.mark.usefixtures("in_process")
class TestImport:
    def test_a_pasted_table_is_read_and_nothing_is_stored(self, client: Client) -> None:
        body = preview(client, text=TABLE, language="en").json()
        (found,) = body["maps"]
        journey = JourneyMap.of(decode(record) for record in found["records"])
        assert [stage.title for stage in journey.stages] == [
            "Find a bicycle",
            "Try it",
            "Pay",
        ]
        assert body["report"]["summary"]["stages"] == 3
        assert not Map.objects.exists()

    def test_a_file_is_read_like_pasted_text(self, client: Client) -> None:
        pasted = preview(client, text=TABLE).json()["report"]["summary"]
        dropped = preview(client, file=csv_file()).json()["report"]["summary"]
        assert dropped == pasted

    def test_the_report_speaks_the_language_of_the_reader(self, client: Client) -> None:
        english = preview(client, text=TABLE, language="en").json()["report"]
        indonesian = preview(client, text=TABLE, language="id").json()["report"]
        whys = [{lane["why"] for lane in one["lanes"]} for one in (english, indonesian)]
        assert whys[0] != whys[1]
        assert english["summary"] == indonesian["summary"]

    def test_a_preview_is_what_its_description_says(self, client: Client) -> None:
        text = f"Buying a bicycle\n\n{TABLE}\nA note below the table."
        saved = SimpleUploadedFile(
            "shop.journey.json", dumps(bicycle_shop(), "json").encode()
        )
        body = preview(client, text=text, file=saved).json()
        assert Preview.model_validate(body, strict=True).model_dump() == body

    def test_an_answer_settles_a_question(self, client: Client) -> None:
        questions = preview(client, text=TABLE).json()["report"]["questions"]
        (asked,) = questions  # a blank cell of pains under a negative feeling
        answer = asked["choices"][0]["value"]
        answers = json.dumps({asked["id"]: answer})
        again = preview(client, text=TABLE, answers=answers).json()["report"]
        assert [one["answer"] for one in again["questions"]] == [answer]

    def test_an_import_is_stored_and_can_be_opened(self, client: Client) -> None:
        answer = client.post("/api/import", {"text": TABLE})
        assert answer.status_code == 201
        (map_id,) = answer.json()["ids"]
        body = client.get(f"/api/maps/{map_id}").json()
        journey = JourneyMap.of(decode(record) for record in body["records"])
        assert len(journey.stages) == 3
        assert Map.objects.get(id=map_id).origin == "import"

    def test_a_saved_map_comes_in_as_it_is(self, client: Client) -> None:
        text = dumps(bicycle_shop(), "yaml")
        file = SimpleUploadedFile("shop.journey.yaml", text.encode())
        body = client.post("/api/import", {"file": file}).json()
        (map_id,) = body["ids"]
        stored = client.get(f"/api/maps/{map_id}").json()
        journey = JourneyMap.of(decode(record) for record in stored["records"])
        assert journey.info.title == "Buying a bicycle"
        assert len(journey) == len(bicycle_shop())

    @pytest.mark.parametrize("form", ["yaml", "json"])
    def test_a_saved_map_can_be_pasted(
        self, client: Client, form: Literal["yaml", "json"]
    ) -> None:
        body = preview(client, text=dumps(bicycle_shop(), form)).json()
        assert body["report"]["maps"][0]["title"] == "Buying a bicycle"

    def test_a_refused_text_is_called_pasted(self, client: Client) -> None:
        answer = client.post("/api/import/preview?language=en", {"text": "Only prose."})
        assert answer.json()["message"].startswith("The pasted text holds")

    def test_tables_and_saved_maps_come_in_together(self, client: Client) -> None:
        saved = SimpleUploadedFile(
            "shop.journey.json", dumps(bicycle_shop(), "json").encode()
        )
        body = preview(client, file=[csv_file(), saved]).json()
        assert len(body["maps"]) == len(body["report"]["maps"]) == 2
        assert body["report"]["maps"][1]["title"] == "Buying a bicycle"

    @pytest.mark.parametrize(
        ("fields", "status", "code"),
        [
            pytest.param({}, 422, "import_empty", id="nothing"),
            pytest.param({"text": "  \n"}, 422, "import_empty", id="blank"),
            pytest.param(
                {"text": "A letter, not a table."}, 422, "import_refused", id="no table"
            ),
            pytest.param(
                {"text": TABLE, "answers": "[]"}, 422, "invalid_body", id="odd answers"
            ),
            pytest.param(
                {"text": TABLE, "answers": "{"}, 422, "invalid_body", id="no JSON"
            ),
            pytest.param(
                {"file": [csv_file(f"{n}.csv") for n in range(12)]},
                413,
                "too_many_files",
                id="too many files",
            ),
            pytest.param(
                {"file": [csv_file(f"{n}.csv") for n in range(101)]},
                400,
                "bad_request",
                id="far too many files",
            ),
            pytest.param(
                {"file": SimpleUploadedFile("a.journey.yaml", b"format: 1\nx: [")},
                422,
                "file_format",
                id="broken file",
            ),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_a_reason(
        self, client: Client, fields: dict[str, Any], status: int, code: str
    ) -> None:
        for path in ("/api/import/preview", "/api/import"):
            for file in fields.get("file", []) if "file" in fields else []:
                if hasattr(file, "seek"):
                    file.seek(0)
            answer = client.post(path, fields)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
            assert set(answer.json()) == {"code", "message"}
        assert not Map.objects.exists()

    def test_refusals_are_said_in_the_language_of_the_reader(
        self, client: Client
    ) -> None:
        found = [
            client.post(f"/api/import?language={language}", {"text": "Only prose."})
            for language in ("id", "en")
        ]
        messages = [one.json()["message"] for one in found]
        assert messages[0] != messages[1]

    def test_too_many_maps_at_once_are_refused(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = {"records": [{"kind": "map", "id": "map"}]}
        content = json.dumps({"maps": [one] * 51}).encode()
        monkeypatch.setattr(services, "run_import", lambda job, upload: content)
        answer = client.post("/api/import", {"text": TABLE})
        assert (answer.status_code, answer.json()["code"]) == (413, "too_many_maps")
        assert "51" in answer.json()["message"]
        assert not Map.objects.exists()


@pytest.mark.parametrize("error", [WorkTimedOut, WorkCrashed, WorkOutOfMemory, Busy])
def test_work_that_goes_wrong_is_told_clearly(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: type[JejakError]
) -> None:
    class Broken:
        def run(self, *_: Any, **__: Any) -> bytes:
            raise error("an inner detail")

    monkeypatch.setattr(services, "workers", Broken)
    answer = client.post("/api/import?language=en", {"text": TABLE})
    assert (answer.status_code, answer.json()["code"]) == (503, error.code)
    assert "inner detail" not in answer.json()["message"]
    assert re.search("safe|lost", answer.json()["message"])


def test_a_child_process_reads_an_upload(client: Client) -> None:
    body = preview(client, text=TABLE, language="en").json()
    upload = Upload((("", TABLE),), {}, "en")
    assert body == json.loads(read_upload(upload))


@pytest.mark.real
def test_the_first_seed_comes_in_whole(client: Client) -> None:
    text = real_input("seeds/001*").read_text("utf-8")
    body = client.post("/api/import", {"text": text}).json()
    summary = client.get("/api/maps").json()["maps"]
    assert [one["id"] for one in summary] == body["ids"]
    assert summary[0]["ranks"]["do"] == 2
