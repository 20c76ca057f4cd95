"""The web application's files: what is served, how long it is kept, and what is never served."""

from __future__ import annotations

import os

import httpx
import pytest
from litestar import Litestar

from guanxi.edge.problems import handle_exception
from guanxi.edge.settings import EdgeSettings
from guanxi.edge.shell import Shell
from guanxi.edge.static_files import is_outdated, web_application


def client_of(directory) -> httpx.AsyncClient:
    app = Litestar(
        [web_application(directory)],
        exception_handlers={Exception: handle_exception},
        openapi_config=None,
        logging_config=None,
    )
    app.asgi_handler = Shell(app.asgi_handler, EdgeSettings())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://guanxi.test")


@pytest.fixture
async def client(tmp_path):
    site = tmp_path / "static"
    (site / "assets").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (site / "index.html").write_text("<!doctype html><title>Guanxi</title>")
    (site / "favicon.svg").write_text("<svg/>")
    (site / "assets" / "index-DfT3xQ9a.js").write_text("plain")
    (site / "assets" / "index-DfT3xQ9a.js.br").write_bytes(b"brotli")
    (site / "assets" / "index-DfT3xQ9a.js.gz").write_bytes(b"gzip")
    (site / "assets" / "index-DfT3xQ9a.js.map").write_text("{}")
    async with client_of(site) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/deals", "/deals/0190-abc", "/settings/users", "/index.html"])
async def test_addresses_of_the_router_get_the_page(client, path):
    answer = await client.get(path)

    assert answer.status_code == 200
    assert "<title>Guanxi</title>" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding", "text"),
    [
        ("br, gzip", "br", b"brotli"),
        ("gzip", "gzip", b"gzip"),
        ("identity", None, b"plain"),
        ("", None, b"plain"),
    ],
)
async def test_hashed_file(client, accepted, encoding, text):
    request = client.build_request("GET", "/assets/index-DfT3xQ9a.js", headers={"Accept-Encoding": accepted})
    answer = await client.send(request, stream=True)
    raw = b"".join([piece async for piece in answer.aiter_raw()])

    assert raw == text
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_unchanged_file_is_not_sent_again(client):
    etag = (await client.get("/favicon.svg")).headers["etag"]

    answer = await client.get("/favicon.svg", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.js",
        "/assets/index-DfT3xQ9a.js.map",
        "/assets/index-DfT3xQ9a.js.br",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "http://guanxi.test//secret.txt",
        "/api/v1/nothing",
        "/api",
    ],
)
async def test_what_is_not_there(client, path):
    answer = await client.get(path)

    assert answer.status_code == 404
    assert "secret" not in answer.text or "secret" in path


async def test_not_built(tmp_path):
    async with client_of(tmp_path / "absent") as client:
        answer = await client.get("/")

    assert answer.status_code == 200
    assert "make web" in answer.text
    assert "尚未构建" in answer.text


def test_sources_that_are_newer_than_what_is_served(tmp_path):
    built, source = (
        tmp_path / "src" / "guanxi" / "static" / "index.html",
        tmp_path / "web" / "src" / "main.tsx",
    )
    assert not is_outdated(built.parent)  # an installed package has no sources
    for path in (source, built):
        path.parent.mkdir(parents=True)
        path.write_text("x")
    os.utime(source, (1_000, 1_000))
    os.utime(built, (2_000, 2_000))
    assert not is_outdated(built.parent)

    os.utime(source, (3_000, 3_000))

    assert is_outdated(built.parent)
