"""A signed-in HTTP client that turns problem documents into exceptions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

PATH = "/api/v1"


class ApiRefused(Exception):
    """The API answered with a problem; the message is its sentence."""

    def __init__(self, status: int, code: str, detail: str, errors: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(detail)
        self.status, self.code, self.errors = status, code, errors


class Api:
    """Calls are relative to /api/v1; answers are decoded JSON."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def get(self, path: str, **query: Any) -> Any:
        return await self._call(
            "GET", path, params={name: value for name, value in query.items() if value is not None}
        )

    async def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return await self._call("POST", path, **({"json": body} if body is not None else {}), **options)

    async def patch(self, path: str, body: Any) -> Any:
        return await self._call("PATCH", path, json=body)

    async def put(self, path: str, body: Any) -> Any:
        return await self._call("PUT", path, json=body)

    async def delete(self, path: str, **query: Any) -> Any:
        return await self._call("DELETE", path, params=query)

    async def download(self, path: str, file: Path, **query: Any) -> int:
        """Writes an answer to a file, which appears only once it is complete; returns its size."""
        part = file.with_name(f".{file.name}.part")
        given = {name: value for name, value in query.items() if value is not None}
        async with self.http.stream("GET", PATH + path, params=given) as answer:
            if answer.is_error:
                await answer.aread()
                raise _refusal(answer)
            with part.open("wb") as target:
                async for piece in answer.aiter_bytes():
                    target.write(piece)
        return part.replace(file).stat().st_size

    async def fetch(self, method: str, path: str, **options: Any) -> bytes:
        """An answer that is no JSON."""
        answer = await self.http.request(method, PATH + path, **options)
        if answer.is_error:
            raise _refusal(answer)
        return answer.content

    async def sign_in(self, email: str, password: str) -> None:
        session = await self.post("/session", {"email": email, "password": password})
        self.http.headers["X-CSRF-Token"] = session["csrf_token"]

    async def _call(self, method: str, path: str, **options: Any) -> Any:
        try:
            answer = await self.http.request(method, PATH + path, **options)
        except httpx.ConnectError as problem:
            raise ApiRefused(
                0, "unreachable", f"{self.http.base_url} does not answer: {problem}."
            ) from problem
        if answer.is_error:
            raise _refusal(answer)
        return answer.json() if answer.content else None


@asynccontextmanager
async def remote_api(url: str, key: str) -> AsyncIterator[Api]:
    """A server's API, signed in with an API key."""
    headers = {"Authorization": f"Bearer {key}", "Accept-Language": "en"}
    async with httpx.AsyncClient(base_url=url.rstrip("/"), headers=headers, timeout=60) as http:
        yield Api(http)


def _refusal(answer: httpx.Response) -> ApiRefused:
    try:
        problem = answer.json()
        detail = problem.get("detail") or problem.get("title") or problem["code"]
        errors = [f"{error.get('field')}: {error.get('detail')}" for error in problem.get("errors") or ()]
        return ApiRefused(
            answer.status_code, problem["code"], "\n".join([detail, *errors]), problem.get("errors") or ()
        )
    except (ValueError, KeyError, AttributeError):
        return ApiRefused(
            answer.status_code, "unexpected", f"{answer.request.url} answered {answer.status_code}."
        )
