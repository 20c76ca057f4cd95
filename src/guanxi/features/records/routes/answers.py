"""Answers whose bodies the database has written already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import MediaType, Response
from litestar.openapi import ResponseSpec

CHANGE_SET = "X-Change-Set"


def raw_json(body: bytes, headers: Mapping[str, str] | None = None, status: int = 200) -> Response[bytes]:
    return Response(body, media_type=MediaType.JSON, headers=dict(headers or {}), status_code=status)


def described_as(body: Any, description: str, status: int = 200) -> dict[int, ResponseSpec]:
    """For the description of the API: what the bytes hold."""
    return {status: ResponseSpec(body, generate_examples=False, description=description)}


def change_set_header(change_set_id: UUID | None) -> dict[str, str]:
    return {} if change_set_id is None else {CHANGE_SET: str(change_set_id)}
