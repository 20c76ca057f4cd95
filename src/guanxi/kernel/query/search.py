"""Finding records by words: the search functions run above row-level security, so they alone may read search_doc."""

from __future__ import annotations

from typing import Any

from guanxi.kernel.query.source import Element, Source


def matching_records(source: Source, sees_all: bool) -> Element:
    raise NotImplementedError


def search_parameters(q: str) -> dict[str, Any]:
    raise NotImplementedError
