"""Every error is a problem document, in the caller's language, without internals."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest
from litestar import get, post

from guanxi.kernel.errors import FieldError, Problem
from tests.fixtures.clients import browser_of

OPEN = {"public": True}


class Line(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=2, max_length=5)]
    amount: int = 0


class Form(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    lines: list[Line] = []


@post("/forms", opt=OPEN)
async def create_form(data: Form) -> Form:
    return data


@get("/numbers", opt=OPEN)
async def list_numbers(limit: int = 1) -> int:
    return limit


@get("/broken", opt=OPEN)
async def broken() -> None:
    raise RuntimeError("the password of the database is hunter2")


@get("/batch", opt=OPEN)
async def batch() -> None:
    errors = [FieldError("name", "too_long", {"limit": 5}, row=3)]
    raise Problem("invalid_request", status=422, errors=errors, headers={"Retry-After": "7"})


@pytest.fixture(scope="module")
async def browser(make_app):
    app = await make_app([create_form, list_numbers, broken, batch], body_limit=2000)
    async with browser_of(app) as client:
        yield client


def assert_problem(answer, status: int, code: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["code"] == code
    assert body["type"] == f"/problems/{code}"
    assert body["title"] and body["detail"] and body["detail"] != code
    return body


async def test_no_such_address(browser):
    assert_problem(await browser.get("/nothing"), 404, "not_found")


async def test_no_such_method(browser):
    answer = await browser.put("/forms", json={})

    assert_problem(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b'{"title" 1}', "malformed_json", "byte 9"),
        (b'{"title": "x', "truncated_json", "too early"),
        (b'{"title": "\xff"}', "body_not_utf8", "UTF-8"),
        (b"[" * 1500, "body_too_deep", "deeply"),
        (b"NaN", "malformed_json", ""),
    ],
)
async def test_malformed_json(browser, content, code, words):
    answer = await browser.post("/forms", content=content, headers={"Content-Type": "application/json"})

    assert words in assert_problem(answer, 400, code)["detail"]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "title", "required"),
        ({"title": 5}, "title", "wrong_type"),
        ({"title": "a", "other": 1}, "other", "unknown_field"),
        ({"title": "a", "lines": [{"name": "ab"}, {"name": "x"}]}, "lines[1].name", "too_short"),
        ({"title": "a", "lines": [{"name": "toolong"}]}, "lines[0].name", "too_long"),
        ({"title": "a", "lines": [{}]}, "lines[0].name", "required"),
        ({"title": "a", "lines": 3}, "lines", "wrong_type"),
        ([], None, "wrong_type"),
        ("text", None, "wrong_type"),
    ],
)
async def test_what_does_not_fit_names_its_field(browser, body, field, code):
    problem = assert_problem(await browser.post("/forms", json=body), 400, "invalid_request")

    assert [(error["field"], error["code"]) for error in problem["errors"]] == [(field, code)]
    assert problem["errors"][0]["detail"] != code


async def test_missing_body(browser):
    problem = assert_problem(await browser.post("/forms"), 400, "invalid_request")

    assert problem["errors"][0]["code"] == "body_missing"


async def test_query_parameter(browser):
    problem = assert_problem(await browser.get("/numbers?limit=many"), 400, "invalid_request")

    assert problem["errors"][0]["field"] == "limit"


async def test_too_large(browser):
    assert_problem(await browser.post("/forms", json={"title": "x" * 3000}), 413, "body_too_large")


async def test_too_large_without_a_declared_length(browser):
    async def pieces():
        for _ in range(30):
            yield b" " * 100

    answer = await browser.post("/forms", content=pieces(), headers={"Content-Type": "application/json"})

    assert_problem(answer, 413, "body_too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_other_media_types(browser, kind):
    answer = await browser.post("/forms", content=b'{"title": "a"}', headers={"Content-Type": kind})

    assert_problem(answer, 415, "unsupported_media_type")


async def test_uncaught_error_tells_nothing_but_the_request_id(browser):
    answer = await browser.get("/broken")

    body = assert_problem(answer, 500, "internal_error")
    assert answer.headers["x-request-id"] in body["detail"]
    assert "hunter2" not in answer.text
    assert "RuntimeError" not in answer.text


async def test_rows_and_headers_of_a_problem_are_kept(browser):
    answer = await browser.get("/batch")

    body = assert_problem(answer, 422, "invalid_request")
    assert body["errors"] == [
        {"field": "name", "code": "too_long", "detail": "At most 5 characters are allowed.", "row": 3}
    ]
    assert answer.headers["retry-after"] == "7"


async def test_chinese(browser):
    answer = await browser.get("/batch", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"})

    body = answer.json()
    assert body["title"] == "无法处理"
    assert body["errors"][0]["detail"] == "最多允许 5 个字符。"
    assert answer.headers["content-language"] == "zh-CN"


async def test_request_id_is_taken_over_only_when_harmless(browser):
    good = await browser.get("/nothing", headers={"X-Request-Id": "abc-12345678"})
    bad = await browser.get("/nothing", headers={"X-Request-Id": "a b\tc; drop"})

    assert good.headers["x-request-id"] == "abc-12345678"
    assert bad.headers["x-request-id"] != "a b\tc; drop"
