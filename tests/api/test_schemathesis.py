"""The API against its own description: thousands of odd requests, none of which may break the server or surprise a client.

That closed calls refuse the unknown is shown elsewhere, route by route (tests/edge/test_openapi.py). Runs against a real server process, because that is what clients meet. Bounded to stay well below a minute and a half;
`GUANXI_API_EXAMPLES=200 pytest tests/api` looks harder.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from guanxi.edge.openapi import describe
from guanxi.main import create_app
from guanxi.settings import Settings

EXAMPLES = int(os.environ.get("GUANXI_API_EXAMPLES", "4"))
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
URI_TOO_LONG = 414
FORM = {
    "company": "Fuzz",
    "name": "Fuzz",
    "email": "fuzz@fuzz.example",
    "password": "correct horse battery",
    "locale": "en",
}


@pytest.fixture(scope="module")
def address(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "GUANXI_DATABASE_URL": database_url,
        "GUANXI_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "PYTHONPATH": "src",
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--factory",
        "--no-ws",
        "--log-level",
        "warning",
    ]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port), "guanxi.main:create_app"], env=environment
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/ready")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def authorization(address: str) -> dict[str, str]:
    answer = httpx.post(f"{address}/api/v1/signup", json=FORM)
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


# Described without starting anything. A stream of events has no end to wait for.
schema = schemathesis.openapi.from_dict(
    describe(create_app(Settings(database_url="postgresql://nowhere", data_dir=Path(os.devnull))))
).exclude(path="/api/v1/events")


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_keeps_its_word(case, address, authorization):
    answer = case.call(base_url=address, headers=authorization, timeout=30)
    if answer.status_code == URI_TOO_LONG:  # said by the server before our program sees the request
        return
    case.validate_response(answer, checks=CHECKS)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(url, timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer")
