"""The description of the API is complete and true."""

from __future__ import annotations

import pytest

from guanxi.edge.openapi import TAGS
from tests.fixtures.clients import browser_of


@pytest.fixture(scope="module")
async def document(app):
    async with browser_of(app) as client:
        answer = await client.get("/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                yield path, method, operation


def test_version(document):
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Guanxi"


def test_every_operation_says_what_a_refusal_looks_like(document):
    for path, method, operation in operations(document):
        schema = operation["responses"]["default"]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}, (method, path)


def test_every_operation_has_a_summary_and_a_known_tag(document):
    known = {name for name, _ in TAGS}
    for path, method, operation in operations(document):
        assert operation.get("summary"), (method, path)
        assert set(operation.get("tags", [])) and set(operation["tags"]) <= known, (method, path)


def test_operation_ids_are_unique(document):
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))


def test_only_the_ways_in_are_open_to_everybody(document):
    public = {
        (method, path) for path, method, operation in operations(document) if operation["security"] == []
    }

    assert public == {
        ("post", "/api/v1/signup"),
        ("post", "/api/v1/session"),
        ("get", "/api/v1/invitations/{token}/details"),
        ("post", "/api/v1/invitations/{token}/acceptance"),
        ("post", "/api/v1/support-sessions"),
        ("post", "/api/v1/workflow-hooks/{token}"),
        ("get", "/api/v1/approval-letters/{token}"),
        ("post", "/api/v1/approval-letters/{token}"),
        ("get", "/api/v1/public-forms/{key}"),
        ("post", "/api/v1/public-forms/{key}/submissions"),
        ("post", "/api/v1/public-forms/{key}/uploads"),
    }


def test_only_calls_of_the_api_are_described(document):
    assert all(path.startswith("/api/v1/") for path in document["paths"])


async def test_every_closed_route_refuses_the_unknown(app, document):
    """Not what the document says but what the router does."""
    async with browser_of(app) as client:
        for route in app.routes:
            if not route.path.startswith("/api/v1/") or route.path == "/api/v1/openapi.json":
                continue
            for handler in route.route_handlers:
                if handler.opt.get("public"):
                    continue
                for method in handler.http_methods - {"OPTIONS"}:
                    path = route.path_format.replace("{", "").replace("}", "")
                    answer = await client.request(method, f"http://guanxi.test{_filled(route)}")
                    assert answer.status_code == 401, (method, path, answer.text)


def _filled(route) -> str:
    """An address of the route: any id will do."""
    parts = [
        part
        if isinstance(part, str)
        else ("01900000-0000-7000-8000-000000000000" if part.type.__name__ == "UUID" else "x")
        for part in route.path_components
    ]
    return "/" + "/".join(parts)
