"""The whole application, from the guard to Django, without a network."""

import asyncio
import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from jejak.server import outer, shell
from jejak.server.outer import make_app
from tests.server.asgi import Answer, ask

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand for what the build of the browser part leaves behind."""
    assets = tmp_path / "app" / "assets"
    assets.mkdir(parents=True)
    (assets / "index-4f2a.js").write_text("/* code */" * 200)
    (tmp_path / "app" / "favicon.svg").write_text("<svg/>")
    index = tmp_path / "app" / "index.html"
    index.write_text(
        '<!doctype html><html class="x" lang="id" dir="ltr"><body lang="fr">'
    )
    monkeypatch.setattr(outer, "STATIC", tmp_path)
    monkeypatch.setattr(shell, "INDEX", index)
    return index


def answer(*arguments: Any, **how: Any) -> Answer:
    async def run() -> Answer:
        app = make_app()
        async with app.router.lifespan_context(app):
            return await ask(app, *arguments, **how)

    return asyncio.run(run())


TOKEN = "t" * 32
OURS = {
    "cookie": f"csrftoken={TOKEN}",
    "x-csrftoken": TOKEN,
    "content-type": "application/json",
}


NESTED = b'{"edits": [' + b'{"a":' * 400 + b"1" + b"}" * 400 + b"]}"


def test_every_answer_carries_the_safe_headers(built: Path) -> None:
    for path in ("/", "/api/maps", "/static/app/favicon.svg", "/nowhere"):
        headers = answer("GET", path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy.replace("style-src-attr 'unsafe-inline'", "")
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "geolocation=()" in headers["permissions-policy"]


def test_a_foreign_host_gets_nothing_at_all(built: Path) -> None:
    for path in ("/", "/api/maps", "/static/app/favicon.svg"):
        assert answer("GET", path, headers={"host": "jejak.example"}).status == 421


def test_hashed_files_are_kept_for_ever_and_the_others_are_asked_for(
    built: Path,
) -> None:
    hashed = answer("GET", "/static/app/assets/index-4f2a.js")
    assert hashed.status == 200
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    plain = answer("GET", "/static/app/favicon.svg")
    assert plain.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/app/assets/none.js",
        "/static/../shell.py",
        "/static/app/../../outer.py",
        "/static/app/assets",
    ],
)
def test_no_other_file_is_served(built: Path, path: str) -> None:
    assert answer("GET", path).status == 404


def test_long_answers_are_compressed_for_those_who_ask(built: Path) -> None:
    path = "/static/app/assets/index-4f2a.js"
    given = answer("GET", path, headers={"accept-encoding": "gzip"})
    assert given.headers["content-encoding"] == "gzip"
    assert gzip.decompress(given.body).startswith(b"/* code */")


@pytest.mark.parametrize(
    ("query", "cookie", "header", "expected"),
    [
        ("language=id", "jejak_language=en", "en", "id"),
        ("", "jejak_language=id", "en", "id"),
        ("", "", "id-ID,en;q=0.5", "id"),
        ("language=xx", "jejak_language=yy", "fr, en;q=0.3", "en"),
    ],
)
def test_the_page_is_in_the_language_of_the_reader(
    built: Path, query: str, cookie: str, header: str, expected: str
) -> None:
    headers = {"cookie": cookie, "accept-language": header}
    given = answer("GET", "/", query=query, headers=headers)
    page = (
        f'<!doctype html><html class="x" lang="{expected}" dir="ltr"><body lang="fr">'
    )
    assert given.body.decode() == page


def test_the_page_brings_the_token_that_changes_need(built: Path) -> None:
    given = answer("GET", "/")
    assert re.match(r"csrftoken=\w{32};", given.headers["set-cookie"])
    assert "SameSite=Strict" in given.headers["set-cookie"]
    assert given.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_that_is_not_built_says_how_to_build_it(
    built: Path, language: str
) -> None:
    built.unlink()
    page = answer("GET", "/", query=f"language={language}").body.decode()
    assert f'<html lang="{language}">' in page
    assert "`python3 dev serve`" in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 422, id="ours"),
        pytest.param({"x-csrftoken": "u" * 32}, 403, id="another token"),
        pytest.param({"x-csrftoken": ""}, 403, id="no token"),
        pytest.param({"cookie": ""}, 403, id="no cookie"),
        pytest.param({"origin": "http://localhost"}, 422, id="our page"),
        pytest.param({"origin": "http://localhost:9000"}, 403, id="another local page"),
        pytest.param({"origin": "https://jejak.example"}, 421, id="a foreign page"),
    ],
)
def test_changes_must_come_from_a_page_of_ours(
    headers: dict[str, str], status: int
) -> None:
    given = answer("POST", "/api/maps", headers=OURS | headers, chunks=(b"{}",))
    assert given.status == status
    if status == 403:
        assert given.json()["code"] == "csrf"


@pytest.mark.parametrize(
    ("method", "path", "chunks", "status", "code"),
    [
        ("GET", "/api/none", (b"",), 404, "not_found"),
        ("GET", "/api/maps/none", (b"",), 404, "map_not_found"),
        ("GET", "/api/maps/none/export/pdf", (b"",), 404, "map_not_found"),
        ("PUT", "/api/maps", (b"{}",), 405, "method_not_allowed"),
        ("POST", "/api/maps", (b"{",), 400, "bad_request"),
        ("POST", "/api/maps", (b'{"template": 1}',), 422, "invalid_body"),
        ("POST", "/api/maps", (b" " * 1_000_001,), 413, "too_large"),
        ("POST", "/api/maps", (b"[" * 900_000,), 400, "bad_request"),
        ("POST", "/api/maps", (b"\xff\xfe",), 400, "bad_request"),
        ("GET", "/api/maps/a\x00b", (b"",), 404, "map_not_found"),
        ("GET", "/api/maps/" + "x" * 300, (b"",), 404, "map_not_found"),
        ("PATCH", "/api/v1/maps/none", (NESTED,), 422, "invalid_record"),
        ("POST", "/api/import", (b" " * 20_000_001,), 413, "too_large"),
        ("POST", "/api/import", (b" " * 1_000_001,), 422, "import_empty"),
    ],
)
def test_errors_of_the_api_have_one_shape(
    method: str, path: str, chunks: tuple[bytes, ...], status: int, code: str
) -> None:
    given = answer(method, path, headers=OURS, chunks=chunks, query="language=id")
    assert (given.status, given.json()["code"]) == (status, code)
    assert set(given.json()) == {"code", "message"}
    assert given.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(
    ("path", "size", "language", "said"),
    [
        ("/api/maps", 1_000_001, "en", "at most 1 MB"),
        ("/api/import", 20_000_001, "id", "paling banyak 20 MB"),
        ("/api/import/preview", 100_000_000, "id", "paling banyak 20 MB"),
    ],
)
def test_what_is_too_large_is_told_how_much_is_allowed(
    path: str, size: int, language: str, said: str
) -> None:
    chunks = (b" " * 1_000_000,) * (size // 1_000_000) + (b" ",)
    given = answer(
        "POST", path, headers=OURS, chunks=chunks, query=f"language={language}"
    )
    assert said in given.json()["message"]


def test_errors_outside_the_api_are_small_pages() -> None:
    given = answer("GET", "/nowhere", query="language=id")
    assert given.status == 404
    assert given.headers["content-type"].startswith("text/html")
    assert '<html lang="id">' in given.body.decode()
    assert "Ke halaman awal" in given.body.decode()


def test_our_own_faults_are_told_without_their_details(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr("jejak.server.maps.api.maps_of", fail)
    given = answer("GET", "/api/maps")
    assert (given.status, given.json()["code"]) == (500, "server_error")
    assert "secret" not in given.body.decode()
    monkeypatch.setattr("jejak.server.maps.pages.language_of", fail)
    given = answer("GET", "/")
    assert given.status == 500
    assert "secret" not in given.body.decode()


def test_the_description_of_the_api_is_not_served() -> None:
    for path in ("/api/openapi.json", "/api/docs", "/openapi.json", "/docs"):
        assert answer("GET", path).status == 404


def test_answers_of_the_api_are_kept_by_nobody() -> None:
    assert answer("GET", "/api/maps").headers["cache-control"] == "no-store"
