"""What the application answers to: every path and method of its route table, with what the description says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar import Litestar

from guanxi.edge.openapi import describe

_PLACE = re.compile(r"{(\w+)}")
_NOT_TRIED = frozenset({"OPTIONS", "HEAD"})  # HEAD answers as GET does, without a body


@dataclass(frozen=True)
class Operation:
    """`described` is its entry in the API's description; empty for what is not described, such as /health."""

    method: str
    path: str
    is_public: bool
    described: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    schemas: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    id_places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.method} {self.path.removeprefix('/api/v1')}"

    @property
    def places(self) -> tuple[str, ...]:
        """The names of what varies in the path."""
        return tuple(_PLACE.findall(self.path))

    @property
    def is_safe(self) -> bool:
        return self.method == "GET"

    def at(self, values: Mapping[str, str]) -> str:
        return _PLACE.sub(lambda found: values[found[1]], self.path)

    def query_parameters(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for each in self.described.get("parameters", ()):
            if each["in"] == "query":
                yield each["name"], each

    def body_schema(self) -> tuple[str, Mapping[str, Any]] | None:
        """Media type and schema."""
        content = self.described.get("requestBody", {}).get("content", {})
        return next(((media, each["schema"]) for media, each in content.items()), None)


def operations_of(app: Litestar) -> list[Operation]:
    document = describe(app)
    schemas = document["components"]["schemas"]
    found = []
    for route in app.routes:
        ids = tuple(
            part.name
            for part in getattr(route, "path_components", ())
            if not isinstance(part, str) and (part.type.__name__ == "UUID" or part.name.endswith("_id"))
        )
        for handler in getattr(route, "route_handlers", ()):
            for method in sorted({str(each) for each in handler.http_methods} - _NOT_TRIED):
                described = document["paths"].get(route.path_format, {}).get(method.lower(), {})
                public = bool(handler.opt.get("public"))
                found.append(Operation(method, route.path_format, public, described, schemas, ids))
    return sorted(found, key=lambda each: (each.path, each.method))
