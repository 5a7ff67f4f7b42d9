"""Inputs made to hurt cost a sentence, and no memory, time or server.

Every case is read in a child process as the server has them. The same look at it,
with its limits off, must find a problem: else the case would prove nothing.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jejak.importers.limits import limits
from jejak.language.catalogue import LANGUAGES, say
from jejak.server.errors import WorkCrashed, WorkOutOfMemory, WorkTimedOut
from jejak.server.imports.jobs import Upload, read_an_example
from jejak.server.workers import Workers
from tests.importers.hostile import CASES, MAP, Hostile
from tests.importers.unchecked import WITHOUT, read_unchecked
from tests.server.jobs import read_and_measure
from tests.server.live import LiveServer

HELD_BACK = {name: case for name, case in CASES.items() if case.off}
MOST_SECONDS = 10  # of the processor, on a slow machine
BOUNDARY = "a-line-between-the-parts"


@cache
def data_of(case: Hostile) -> bytes:
    made = case.make()
    return made.encode() if isinstance(made, str) else made


def problems(
    case: Hostile,
    pool: Workers,
    seconds: int = 120,
    read: Callable[[Upload], bytes] = read_and_measure,
) -> list[str]:
    """Return what is wrong with how a child process takes a case."""
    upload = Upload(((case.name, data_of(case)),), {}, "id")
    memory_mb = limits().memory_mb
    try:
        answer = pool.run(read, upload, seconds=seconds, memory_mb=memory_mb)
    except (WorkCrashed, WorkOutOfMemory, WorkTimedOut) as error:
        return [error.code]
    found = json.loads(answer)
    wrong = []
    if found["key"] != case.key:
        wrong.append(f"{found['key']} instead of {case.key}")
    if found["peak_mb"] > case.peak_mb:
        wrong.append(f"{found['peak_mb']} MB")
    if found["seconds"] > MOST_SECONDS:
        wrong.append(f"{found['seconds']} seconds")
    return wrong + [
        f"no sentence in {language}: {said}"
        for language, said in found["said"].items()
        if not re.fullmatch(r"[^{}]+\.", said) or case.name not in said
    ]


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    workers = Workers(1, warm_up=read_an_example)
    yield workers
    workers.close()


@pytest.mark.parametrize("name", CASES)
def test_it_costs_a_sentence(name: str, pool: Workers) -> None:
    assert problems(CASES[name], pool) == []


@pytest.mark.parametrize("name", HELD_BACK)
def test_without_its_limits_it_would_not(
    name: str, set_limits: Callable[..., None]
) -> None:
    case = HELD_BACK[name]
    set_limits(**dict.fromkeys(case.off, 10_000_000_000))
    pool = Workers(1, warm_up=read_an_example)  # its process takes the limits over
    try:
        assert problems(case, pool, seconds=3) != []
    finally:
        pool.close()


@pytest.mark.parametrize("name", WITHOUT)
def test_without_the_check_that_has_no_setting_it_would_not(
    name: str, pool: Workers
) -> None:
    read = functools.partial(read_unchecked, name)
    assert problems(CASES[name], pool, read=read) != []


def test_whatever_is_refused_is_also_tried_without_what_refuses_it() -> None:
    """Save what no check of ours refuses: it is read, and then is no table."""
    refused = {name for name, case in CASES.items() if case.key}
    read = {name for name in refused if CASES[name].key.startswith("import.")}
    # The parser holds these by itself; fewer of the same stand beside them.
    held_twice = {name for name in refused if name.startswith("laughing")}
    held_twice |= {"nested page", "markup of a page in Markdown"}
    assert refused - read - held_twice == {*HELD_BACK, *WITHOUT} - read


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    environment = {"JEJAK_IMPORT_SECONDS": "120"}  # for a machine that is busy
    server = LiveServer(tmp_path_factory.mktemp("data"), **environment).start()
    yield server
    server.kill()


def preview(
    server: LiveServer, language: str, *files: tuple[str, bytes], text: bytes = b""
) -> tuple[int, Any]:
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [
        head.format("file").encode() + f'; filename="{name}"\r\n\r\n'.encode() + data
        for name, data in files
    ]
    parts.append(head.format("text").encode() + b"\r\n\r\n" + text)
    line = f"--{BOUNDARY}\r\n".encode()
    body = b"".join(line + part + b"\r\n" for part in parts)
    status, answer, _ = server.ask(
        "POST",
        f"/api/import/preview?language={language}",
        body + f"--{BOUNDARY}--\r\n".encode(),
        Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    return status, answer


def children_of(process_id: int) -> list[int]:
    files = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def peak_mb(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text()
    found = re.search(r"VmHWM:\s*(\d+)", status)
    return int(found[1]) / 1024 if found else 0


@pytest.mark.parametrize("name", CASES)
def test_the_server_says_so_and_goes_on(name: str, server: LiveServer) -> None:
    case = CASES[name]
    language = LANGUAGES[len(name) % 2]
    status, answer = preview(server, language, (case.name, data_of(case)))
    if case.key is None:
        assert (status, len(answer["maps"])) == (200, 1)
    else:
        assert status in {413, 422}
        other = LANGUAGES[1 - len(name) % 2]
        key = "api.too_large" if status == 413 else case.key
        assert says(answer["message"], language, key)
        assert not says(answer["message"], other, key)
    status, answer = preview(server, "id", ("peta.csv", MAP.encode()))
    assert (status, len(answer["maps"])) == (200, 1)


def says(message: str, language: str, key: str) -> bool:
    """Tell whether a message is the sentence of a key, whatever fills its gaps."""
    words = say(language, key)  # type: ignore[arg-type]
    gaps = re.split(r"\{[^{}]*\}", words)
    return bool(re.fullmatch(".+".join(map(re.escape, gaps)), message))


def test_no_process_of_the_server_ever_held_too_much(server: LiveServer) -> None:
    """Runs after all the cases; their children may have been replaced since."""
    assert server.process is not None
    children = children_of(server.process.pid)
    if not children:
        pytest.skip("this system does not list children")
    assert max(map(peak_mb, children)) < limits().memory_mb + 20
    # The server itself holds an upload of 20 MB twice, and never what is in it.
    assert peak_mb(server.process.pid) < 250


@pytest.mark.parametrize(
    ("size", "status", "said"),
    [
        (20_000_000, 413, "paling banyak 20 MB"),
        (5_000_000, 422, "paling banyak 4.000.000 yang bisa dibaca"),
    ],
)
def test_a_long_pasted_text_is_told_how_much_is_allowed(
    size: int, status: int, said: str, server: LiveServer
) -> None:
    given, answer = preview(server, "id", text=b"kata " * (size // 5))
    assert given == status
    assert said in answer["message"]
